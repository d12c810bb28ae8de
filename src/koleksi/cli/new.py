"""``koleksi new``: a folder prepared for a library or one of its laptops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.screen import say
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["new"]


@command(
    help=Text(
        "Siapkan folder perpustakaan dengan koleksi.toml yang menjelaskan isinya. Satu untuk setiap laptop bila "
        "beberapa laptop bekerja bersama.",
        "Prepare a library's folder with a koleksi.toml that explains itself. One for each laptop where several work "
        "together.",
    )
)
@argument("folder", Text("FOLDER", "FOLDER"), type=FILE)
@option(
    "--laptop",
    value=Text("HURUF", "LETTER"),
    help=Text(
        "Huruf laptop ini (A, B, C ...), agar dua laptop tidak memberi nomor yang sama.",
        "Letter of this laptop (A, B, C ...), so that no two laptops give the same number.",
    ),
)
@option(
    "--dari",
    "libraries",
    type=FILE,
    help=Text(
        "CSV dengan satu baris tiap perpustakaan (nama, kode, organisasi, kepala, folder): satu folder tiap baris.",
        "CSV with a row for each library (name, code, org, header, folder): a folder for each row.",
    ),
)
@option("--name", help=Text("Nama perpustakaan.", "Name of the library."))
@option("--code", help=Text("Kode di awal nomor rekaman.", "Code in front of record numbers."))
@click.pass_context
def new(
    ctx: click.Context, folder: Path, laptop: str | None, libraries: Path | None, name: str | None, code: str | None
) -> None:
    from koleksi.job import new_library

    options = {"library.name": name, "library.code": code, "numbers.laptop": laptop and laptop.upper()}
    given = {key: value for key, value in options.items() if value}
    if libraries:
        made = new_library.prepare_all(libraries, folder, given, language(ctx))
    else:
        made = [new_library.prepare(folder, given, language(ctx))]
    for path in made:
        say(ctx, Text(str(path), str(path)), err=False)
    example = made[0].parent
    say(
        ctx,
        Text(
            f"Periksa koleksi.toml, lalu: koleksi process daftar.xlsx --out {example}",
            f"Look through koleksi.toml, then: koleksi process list.xlsx --out {example}",
        ),
    )
