"""The inside of ``koleksi.names``: bodies, titles and degrees, direct order, cells, headings."""
