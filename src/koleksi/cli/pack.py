"""``koleksi pack``: the offline ISBN pack, built and looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, progress, say
from koleksi.cli.two_languages import FILE, argument, command, group, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["pack"]

_SHOWN = 20  # problems that are shown one by one


@group(help=HELP["pack"])
def pack() -> None:
    pass


@command(
    help=Text(
        "Buat paket dari katalog (MARC, CSV SLiMS, daftar) dan data Open Library. "
        "Perintah yang sama melanjutkan yang terputus.",
        "Build a pack from catalogues (MARC, SLiMS CSV, lists) and Open Library dumps. The same command resumes.",
    )
)
@argument("sources", Text("KATALOG", "CATALOGUE"), nargs=-1, required=True, type=FILE)
@option("--out", required=True, type=FILE, help=Text("Berkas paket.", "The pack file."))
@option(
    "--language",
    multiple=True,
    value=Text("KODE", "CODE"),
    help=Text(
        "Bahasa dari Open Library, misalnya ind (boleh diulang).",
        "Language to take from Open Library, ind say (may be repeated).",
    ),
)
@option(
    "--group",
    multiple=True,
    value=Text("AWALAN", "PREFIX"),
    help=Text(
        "Awal ISBN dari Open Library, misalnya 978-602 (boleh diulang).",
        "Beginning of ISBNs to take from Open Library, 978-602 say (may be repeated).",
    ),
)
@option("--title", default="", help=Text("Nama paket.", "Name of the pack."))
@option("--licence", default="", help=Text("Izin pakai katalog itu.", "Licence of the catalogues."))
@click.pass_context
def build(
    ctx: click.Context, sources: tuple[Path, ...], out: Path, language: tuple[str, ...], group: tuple[str, ...],
    title: str, licence: str,
) -> None:  # fmt: skip
    from koleksi.job import packs

    books, problems = packs.build_pack(
        sources, out, languages=language, groups=group, title=title, licence=licence, progress=progress(ctx)
    )
    for problem in problems[:_SHOWN]:
        where = f"{problem.source} #{problem.row}"
        say(ctx, Text(f"{where}: {problem.what.id}", f"{where}: {problem.what.en}"))
    say(ctx, Text(f"{books} buku -> {out}", f"{books} books -> {out}"), err=False)
    end(ctx, len(problems))


@command(help=Text("Isi dan asal sebuah paket.", "What a pack holds and where it comes from."))
@argument("file", Text("PAKET", "PACK"), type=FILE)
def info(file: Path) -> None:
    from koleksi.job import packs

    print_json(packs.pack_info(file))


pack.add_command(build)
pack.add_command(info)
