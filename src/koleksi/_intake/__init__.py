"""The inside of ``koleksi.intake``: files, sheets, columns and rows as people type them."""
