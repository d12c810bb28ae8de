"""The inside of ``koleksi.spark``: what brings rows together on a cluster; what is said of them is ``koleksi.dedupe``'s."""
