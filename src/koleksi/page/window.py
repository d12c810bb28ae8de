"""A window that is open: its desk, its door, and the one lock that keeps a second window from the same folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from waitress.server import create_server

from koleksi.book import Lang, Text
from koleksi.errors import InputError, OutputError
from koleksi.job.memory.folder import LEDGER
from koleksi.page.app import make_app
from koleksi.page.desk import Desk
from koleksi.page.door import Door

__all__ = ["Window", "opened"]

_HOST = "127.0.0.1"  # reached from this PC only
_THREADS = 4
_LOCK = "koleksi-buka.lock"
_RESULTS = "koleksi-hasil"
_OPEN = Text(
    "folder ini sudah terbuka di jendela koleksi yang lain; pakai jendela itu, atau tutup dulu",
    "this folder is open in another window of koleksi; use that one, or close it first",
)


@dataclass(frozen=True, slots=True)
class Window:
    """A page at an address that only this PC reaches."""

    desk: Desk
    door: Door
    server: Any

    def serve(self) -> None:
        """Answer until the program is ended."""
        self.server.run()


@contextmanager
def opened(
    place: Path | None, *, lang: Lang = "id", pack: Path | None = None, config: Path | None = None,
    port: int | None = None,
) -> Iterator[Window]:  # fmt: skip
    """A window on a results folder, or on a list whose results stand beside it (``daftar.xlsx`` -> ``daftar-hasil``).
    ``port``: None for one that is free.

    Raises InputError for a place that is not there, OutputError where the folder is open in another window.
    """
    folder, sources = _places(place)
    with _held(folder):
        one = Desk(folder=folder, lang=lang, sources=sources, pack=pack, config=config)
        app: list[Flask] = []
        server = create_server(
            lambda environ, start: app[0](environ, start), host=_HOST, port=port or 0, threads=_THREADS,
            ident="koleksi", clear_untrusted_proxy_headers=True,
        )  # fmt: skip
        door = Door(frozenset({f"{name}:{server.effective_port}" for name in (_HOST, "localhost")}))
        app.append(make_app(one, door))
        try:
            yield Window(one, door, server)
        finally:
            server.close()


def _places(place: Path | None) -> tuple[Path, list[Path]]:
    """The folder for results, and the lists that were named."""
    place = place.absolute() if place else Path(_RESULTS).absolute()
    if place.is_file():
        return place.with_name(f"{place.stem}-hasil"), [place]
    if place.is_dir() and not (place / LEDGER).is_file() and (place / _RESULTS / LEDGER).is_file():
        return place / _RESULTS, []
    if not place.exists() and place.suffix:
        raise InputError(Text("berkas tidak ada", "no such file"), place)
    return place, []


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder, held against other windows by a file that the system frees whatever ends the program."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / _LOCK, timeout=0.2, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        raise OutputError(_OPEN, folder) from error
