"""The command line: one file a command. The only importer of click."""

from koleksi.cli.root import cli, main

__all__ = ["cli", "main"]
