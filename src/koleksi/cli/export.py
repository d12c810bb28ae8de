"""``koleksi export``: what goes into a library system besides the files of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.screen import say
from koleksi.cli.two_languages import FILE, command, group, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["export"]


@group(help=Text("Pasangan koleksi di sistem perpustakaan.", "What koleksi puts into a library system."))
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
    from koleksi.job.slims_plugin import install

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


export.add_command(slims_plugin)
