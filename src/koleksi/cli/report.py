"""``koleksi report``: the collection in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import say
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["report"]


@command(help=HELP["report"])
@argument("source", Text("ASAL", "SOURCE"), type=FILE)
@option("--out", required=True, type=FILE, help=Text("Berkas HTML.", "HTML file."))
@click.pass_context
def report(ctx: click.Context, source: Path, out: Path) -> None:
    from koleksi.job import catalogue

    titles = catalogue.report(source, out, language(ctx))
    say(ctx, Text(f"{titles} judul -> {out}", f"{titles} titles -> {out}"), err=False)
