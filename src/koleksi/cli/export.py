"""``koleksi export``: what goes into a library system, or in the place of one, besides the files of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, say
from koleksi.cli.two_languages import FILE, argument, command, group, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["export"]


@group(help=HELP["export"])
def export() -> None:
    pass


@command(
    "slims-plugin",
    help=Text(
        "Plugin SLiMS yang memasukkan slims.jsonl: tidak menggandakan, tidak menimpa, dapat dibatalkan. FOLDER: folder "
        "plugins milik SLiMS; plugin menjadi FOLDER/koleksi.",
        "The SLiMS plugin that takes slims.jsonl in: nothing twice, nothing overwritten, can be undone. FOLDER: the "
        "folder plugins of SLiMS; the plugin becomes FOLDER/koleksi.",
    ),
)
@option(
    "--out", required=True, type=FILE, value=Text("FOLDER", "FOLDER"),
    help=Text("Folder plugins milik SLiMS, atau folder lain.", "SLiMS's folder plugins, or another folder."),
)  # fmt: skip
@click.pass_context
def slims_plugin(ctx: click.Context, out: Path) -> None:
    from koleksi.job.hand_over.slims_plugin import install

    folder, files = install(out)
    say(
        ctx,
        Text(
            f"{folder}: {files} berkas. Hidupkan di SLiMS: Sistem > Plugin > Koleksi, lalu buka Bibliografi > Impor "
            f"koleksi.",
            f"{folder}: {files} files. Switch it on in SLiMS: System > Plugins > Koleksi, then open Bibliography > "
            f"Impor koleksi.",
        ),
        err=False,
    )


_SOURCE = Text("ASAL", "SOURCE")


@command(
    help=Text(
        "CSV untuk LibraryThing dan TinyCat. ASAL: folder hasil, katalog, atau daftar.",
        "A CSV for LibraryThing and TinyCat. SOURCE: a results folder, a catalogue, or a list.",
    )
)
@argument("source", _SOURCE, type=FILE)
@option("--out", required=True, type=FILE, help=Text("Berkas CSV.", "CSV file."))
@click.pass_context
def librarything(ctx: click.Context, source: Path, out: Path) -> None:
    from koleksi.job.hand_over import without_system

    titles, problems = without_system.librarything(source, out)
    say(ctx, Text(f"{titles} judul -> {out}", f"{titles} titles -> {out}"), err=False)
    end(ctx, problems)


@command(
    help=Text(
        "Katalog sebagai satu halaman yang dapat dicari tanpa internet. ASAL: folder hasil, katalog, atau daftar.",
        "The catalogue as one page, to be searched without internet. SOURCE: a results folder, a catalogue, or a list.",
    )
)
@argument("source", _SOURCE, type=FILE)
@option("--out", required=True, type=FILE, help=Text("Berkas HTML.", "HTML file."))
@option(
    "--title", default="", value=Text("TEKS", "TEXT"),
    help=Text("Judul halaman; kosong: nama perpustakaan.", "Heading of the page; empty: the library's name."),
)  # fmt: skip
@click.pass_context
def page(ctx: click.Context, source: Path, out: Path, title: str) -> None:
    from koleksi.job.hand_over import without_system

    titles, problems = without_system.page(source, out, title=title, lang=language(ctx))
    say(ctx, Text(f"{titles} judul -> {out}", f"{titles} titles -> {out}"), err=False)
    end(ctx, problems)


export.add_command(slims_plugin)
export.add_command(librarything)
export.add_command(page)
