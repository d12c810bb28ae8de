"""The inside of ``koleksi.isbn``: check digits and the reading of typed or scanned strings."""
