"""Behind `koleksi.photos`."""
