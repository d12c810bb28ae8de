"""The inside of ``koleksi.labels``: what stands where on a label, in which order, and how it is drawn."""
