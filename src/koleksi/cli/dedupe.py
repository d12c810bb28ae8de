"""``koleksi dedupe``: the rows of a CSV in groups of one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import print_json, reasons, say
from koleksi.cli.two_languages import FILE, argument, command, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["dedupe"]


@command(help=HELP["dedupe"])
@argument("file", Text("DAFTAR", "LIST"), type=FILE)
@option("--clusters", required=True, type=FILE, help=Text("Hasil: id,cluster.", "Result: id,cluster."))
@option("--against", type=FILE, help=Text("Katalog yang sudah ada.", "Existing catalogue."))
@option(
    "--json",
    "as_json",
    is_flag=True,
    help=Text("Pasangan yang perlu ditanya, baris JSON.", "Pairs to ask about, as JSON lines."),
)
@click.pass_context
def dedupe(ctx: click.Context, file: Path, clusters: Path, against: Path | None, as_json: bool) -> None:
    from koleksi import save
    from koleksi.dedupe import matches_in
    from koleksi.job import clusters as grouping
    from koleksi.process import gather

    save.must_differ(clusters, file, against)
    rows = grouping.read_books(file)
    known = matches_in([book for _, book in rows], against, lambda: gather([against])[0]).found if against else []
    groups, text = grouping.clusters(rows, [entry.book for _, entry in known])
    save.write_text(clusters, text)
    if not as_json:
        said = Text(
            "{rows} baris -> {groups} edisi, {asks} pasangan perlu ditanya",
            "{rows} rows -> {groups} editions, {asks} pairs to ask",
        )
        say(ctx, said.format(rows=len(rows), groups=len(groups.groups), asks=len(groups.asks)), err=False)
        return
    for ask in groups.asks:
        left, right = rows[ask.left][0], known[ask.right][0] if ask.in_catalogue else rows[ask.right][0]
        print_json({"left": left, "right": right, "score": round(ask.score, 3), **reasons(ask.reasons)})
