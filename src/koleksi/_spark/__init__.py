"""The inside of ``koleksi.spark``: what brings rows together; what is said of them is ``koleksi.dedupe``'s."""
