"""``koleksi marc``: MARC files, checked and converted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, say
from koleksi.cli.two_languages import FILE, argument, command, group, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["marc"]


@group(help=HELP["marc"])
def marc() -> None:
    pass


@command(help=Text("Apa yang akan dikeluhkan seorang pengatalog.", "What a cataloguer would complain of."))
@argument("files", Text("BERKAS", "FILE"), nargs=-1, required=True, type=FILE)
@option("--json", "as_json", is_flag=True, help=Text("Hasil sebagai JSON.", "Result as JSON."))
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    from koleksi.job import catalogue

    reports = [catalogue.check_marc(path) for path in files]
    if as_json:
        print_json({"files": reports})
    else:
        for report in reports:
            for line in _in_words(report):
                say(ctx, line, err=False)
    end(ctx, sum(len(report["problems"]) for report in reports))


def _in_words(report: dict[str, Any]) -> Iterator[Text]:
    """A file with the number of records that could be read, and its problems by record and byte."""
    head = f"{report['path']}: {report['read']}/{report['records']}"
    yield Text(head, head)
    for p in report["problems"]:
        where = " ".join(filter(None, (f"  #{p['record']} @{p['offset']}", p["column"])))
        yield Text(f"{where}: {p['what']}", f"{where}: {p['what_en']}")


@command(
    help=Text(
        "Ubah ke MARC 21 yang bersih (.mrc) atau MARCXML (.xml).", "Convert to clean MARC 21 (.mrc) or MARCXML (.xml)."
    )
)
@argument("source", Text("ASAL", "SOURCE"), type=FILE)
@argument("target", Text("TUJUAN", "TARGET"), type=FILE)
@option(
    "--profile",
    default="",
    value=Text("NAMA", "NAME"),
    help=Text(
        "indomarc, koha, slims, inlislite; kosong: isi tetap.",
        "indomarc, koha, slims, inlislite; empty: content as it is.",
    ),
)
@click.pass_context
def convert(ctx: click.Context, source: Path, target: Path, profile: str) -> None:
    from koleksi.job import catalogue

    written, problems = catalogue.convert_marc(source, target, profile)
    for problem in problems:
        where = f"#{problem.row} @{problem.offset}"
        say(ctx, Text(f"{where}: {problem.what.id}", f"{where}: {problem.what.en}"))
    say(ctx, Text(f"{written} rekaman -> {target}", f"{written} records -> {target}"), err=False)
    end(ctx, len(problems))


marc.add_command(check)
marc.add_command(convert)
