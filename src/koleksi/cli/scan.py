"""``koleksi scan``: the screen, the keyboard and the bell of a session with a USB scanner."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, say
from koleksi.cli.two_languages import FILE, command, option

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.errors import OutputError
    from koleksi.job.scan import Event, Session

__all__ = ["scan"]

_GOOD, _BAD = "\a", "\a\a\a"


@command(help=HELP["scan"])
@option(
    "--out",
    default="scan.csv",
    show_default=True,
    type=FILE,
    help=Text("Daftar yang dibuat atau dilanjutkan.", "The list to make or to go on with."),
)
@option(
    "--item-code",
    default="",
    help=Text(
        "Bentuk barcode perpustakaan (regex), misalnya \\d{5}.", "Form of the library's barcodes (regex), \\d{5} say."
    ),
)
@option(
    "--pack",
    type=FILE,
    help=Text("Paket data: judul dan nomor panggil terlihat saat scan.", "A pack: shows title and call number."),
)
@option("--silent", is_flag=True, help=Text("Tanpa bunyi.", "No bell."))
@option(
    "--json",
    "as_json",
    is_flag=True,
    help=Text("Satu baris JSON untuk setiap kejadian.", "A JSON line for each event."),
)
@click.pass_context
def scan(ctx: click.Context, out: Path, item_code: str, pack: Path | None, silent: bool, as_json: bool) -> None:
    from koleksi.job import scan as scanning

    screen = _Screen(ctx, silent, as_json)
    session = scanning.run(
        out,
        _lines(out, sys.stdin),
        clock=_clock(sys.stdin),
        hear=screen.show,
        retry=screen.retry,
        item_code=item_code,
        pack=pack,
    )
    next_ = Text(
        "{n} buku -> {out}. Lalu: koleksi process {out} --out hasil",
        "{n} books -> {out}. Next: koleksi process {out} --out hasil",
    )
    say(ctx, next_.format(n=session.books, out=out))
    end(ctx, sum(not row.known for row in session.rows))


def _lines(out: Path, stream: TextIO) -> Iterator[str]:
    """What is scanned or typed, line by line as it comes, with a prompt on a terminal."""
    shown = stream.isatty()
    while True:
        if shown:
            click.echo(f"{out.name}> ", nl=False, err=True)
        line = stream.readline()
        if not line:
            return
        yield line


def _clock(stream: TextIO) -> Callable[[], float]:
    """Seconds. Codes from a file come all at once: a clock that leaps keeps a second copy from being a slip."""
    return time.monotonic if stream.isatty() else itertools.count(step=10.0).__next__


class _Screen:
    """Says every event in the user's language, or as JSON, and rings."""

    def __init__(self, ctx: click.Context, silent: bool, as_json: bool) -> None:
        self.ctx = ctx
        self.bell = not silent and sys.stderr.isatty()
        self.as_json = as_json

    def show(self, event: Event, session: Session) -> None:
        if self.as_json:
            print_json(_as_dict(event, session))
        elif event.say.id:
            mark = "!! " if event.bad else ""
            say(self.ctx, Text(f"{mark}{event.say.id}", f"{mark}{event.say.en}"), err=False)
        if self.bell and event.kind != "nothing":
            click.echo(_BAD if event.bad else _GOOD, nl=False, err=True)

    def retry(self, error: OutputError) -> bool:
        """On a terminal the person closes the other program and presses Enter; elsewhere the error stands."""
        say(self.ctx, Text(f"!! {error.say('id')}", f"!! {error.say('en')}"))
        if not sys.stdin.isatty():
            return False
        say(self.ctx, Text("Tutup program itu, lalu tekan Enter.", "Close that program, then press Enter."))
        return bool(sys.stdin.readline())


def _as_dict(event: Event, session: Session) -> dict[str, object]:
    last = session.rows[-1] if session.rows else None
    return {
        "event": event.kind,
        "bad": event.bad,
        "books": session.books,
        "isbn": last.isbn if last else "",
        "barcode": last.barcode if last else "",
        "title": last.title if last else "",
        "say": event.say.id,
        "say_en": event.say.en,
    }
