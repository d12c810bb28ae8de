"""``koleksi merge``: the results of several laptops as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.process import in_words
from koleksi.cli.screen import end, print_json, progress, say
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["merge"]


@command(
    help=Text(
        "Gabungkan folder hasil beberapa laptop menjadi satu. Nomor tidak berubah; urutan folder tidak berpengaruh; "
        "menggabungkan lagi hanya menambah yang baru.",
        "Merge the results folders of several laptops into one. No number changes; the order of the folders makes no "
        "difference; merging again only adds what is new.",
    )
)
@argument("folders", Text("FOLDER", "FOLDER"), nargs=-1, required=True, type=FILE)
@option(
    "--out",
    type=FILE,
    required=True,
    value=Text("FOLDER", "FOLDER"),
    help=Text("Folder gabungan.", "Folder for the merged results."),
)
@option("--config", type=FILE, help=Text("Berkas pengaturan koleksi.toml.", "Settings file koleksi.toml."))
@option(
    "--against",
    type=FILE,
    help=Text("Katalog yang dipakai laptop dengan --against.", "The catalogue that the laptops used --against."),
)
@option("--pack", type=FILE, help=Text("Paket ISBN luring yang dipakai laptop.", "The laptops' offline ISBN pack."))
@option("--online", is_flag=True, help=Text("Cari juga di internet.", "Ask online sources too."))
@option(
    "--timpa",
    is_flag=True,
    help=Text("Timpa juga berkas yang bukan buatan koleksi.", "Replace files too that koleksi did not write."),
)
@option(
    "--ganti-pengaturan",
    "new_settings",
    is_flag=True,
    help=Text(
        "Pakai pengaturan ini walaupun label yang sudah ada berubah.",
        "Use these settings though they change the labels of books that have one.",
    ),
)
@option("--json", "as_json", is_flag=True, help=Text("Ringkasan sebagai JSON.", "Summary as JSON."))
@click.pass_context
def merge(
    ctx: click.Context, folders: tuple[Path, ...], out: Path, config: Path | None, against: Path | None,
    pack: Path | None, online: bool, timpa: bool, new_settings: bool, as_json: bool,
) -> None:  # fmt: skip
    from koleksi import process

    summary = process.merge(
        folders, out, config=config, against=against, pack=pack, online=online, lang=language(ctx), overwrite=timpa,
        change_settings=new_settings, progress=progress(ctx),
    )  # fmt: skip
    if as_json:
        print_json(summary.as_dict())
    else:
        for line in in_words(summary, out):
            say(ctx, line, err=False)
    end(ctx, summary.problems)
