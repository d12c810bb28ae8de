"""The inside of ``koleksi.kdt``: the areas of a KDT block and what stands beside them."""
