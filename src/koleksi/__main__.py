"""``python -m koleksi``: the same as the command ``koleksi``."""

from koleksi.cli import main

main()
