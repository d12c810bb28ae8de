"""``koleksi buka``: the same work in a browser window on this PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import say
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["buka"]


@command(help=HELP["buka"])
@argument("place", Text("FOLDER|DAFTAR", "FOLDER|LIST"), required=False, type=FILE)
@option("--pack", type=FILE, help=Text("Paket ISBN luring.", "Offline ISBN pack."))
@option("--config", type=FILE, help=Text("Berkas pengaturan koleksi.toml.", "Settings file koleksi.toml."))
@option(
    "--port",
    type=click.IntRange(1024, 65535),
    help=Text("Nomor port; bila kosong, yang bebas.", "Port; if none, a free one."),
)
@option(
    "--hp", "phone", is_flag=True,
    help=Text("HP di Wi-Fi yang sama menjadi pemindai.", "A phone in the same Wi-Fi becomes the scanner."),
)  # fmt: skip
@option(
    "--tanpa-browser", "silent", is_flag=True,
    help=Text("Tampilkan alamatnya saja.", "Only show the address."),
)  # fmt: skip
@click.pass_context
def buka(
    ctx: click.Context,
    place: Path | None,
    pack: Path | None,
    config: Path | None,
    port: int | None,
    phone: bool,
    silent: bool,
) -> None:
    import webbrowser

    from koleksi.page import window as page

    with page.opened(place, lang=language(ctx), pack=pack, config=config, port=port, phone=phone) as window:
        address = window.door.address("/hp/" if phone else "/")
        say(ctx, _AT.format(address=address), err=False)
        if not silent:
            webbrowser.open(address)
        window.serve()


_AT = Text(
    "Jendela koleksi: {address}\nTutup dengan Ctrl-C. Alamat ini hanya untuk komputer ini.",
    "The window of koleksi: {address}\nClose it with Ctrl-C. The address is for this PC only.",
)
