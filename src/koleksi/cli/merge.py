"""``koleksi merge``: the results of several laptops as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.process import of_a_job, tell
from koleksi.cli.screen import progress
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["merge"]


@command(help=HELP["merge"])
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
@of_a_job
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
    tell(ctx, summary, out, as_json=as_json)
