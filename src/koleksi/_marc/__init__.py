"""The inside of ``koleksi.marc``: reading, parsing, building, checking and writing records."""
