"""The screen, the keyboard and the bell of ``koleksi scan``."""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import click

from koleksi.cli.two_languages import say
from koleksi.errors import OutputError
from koleksi.job.scan_session import Event, Session

__all__ = ["Teller", "clock_of", "lines_of"]

_GOOD, _BAD = "\a", "\a\a\a"


def lines_of(out: Path, stream: TextIO) -> Iterator[str]:
    """What is scanned or typed, line by line as it comes, with a prompt on a terminal."""
    shown = stream.isatty()
    while True:
        if shown:
            click.echo(f"{out.name}> ", nl=False, err=True)
        line = stream.readline()
        if not line:
            return
        yield line


def clock_of(stream: TextIO) -> Callable[[], float]:
    """Seconds. Codes that come from a file all come at once: a clock that leaps keeps a second copy from being a slip."""
    return time.monotonic if stream.isatty() else itertools.count(step=10.0).__next__


class Teller:
    """Says every event in the user's language, or as JSON, and rings."""

    def __init__(self, ctx: click.Context, silent: bool, as_json: bool) -> None:
        self.ctx = ctx
        self.bell = not silent and sys.stderr.isatty()
        self.as_json = as_json

    def __call__(self, event: Event, session: Session) -> None:
        if self.as_json:
            last = session.rows[-1] if session.rows else None
            said = {
                "event": event.kind,
                "bad": event.bad,
                "books": session.books,
                "isbn": last.isbn if last else "",
                "barcode": last.barcode if last else "",
                "say": event.say.en,
            }
            click.echo(json.dumps(said, ensure_ascii=False))
        elif event.say.id:
            mark = "!! " if event.bad else ""
            say(self.ctx, f"{mark}{event.say.id} || {mark}{event.say.en}", err=False)
        if self.bell and event.kind != "nothing":
            click.echo(_BAD if event.bad else _GOOD, nl=False, err=True)

    def retry(self, error: OutputError) -> bool:
        """On a terminal the person closes the other program and presses Enter; elsewhere the error stands."""
        say(self.ctx, f"!! {error}")
        if not sys.stdin.isatty():
            return False
        say(self.ctx, "Tutup program itu, lalu tekan Enter. || Close that program, then press Enter.")
        return bool(sys.stdin.readline())
