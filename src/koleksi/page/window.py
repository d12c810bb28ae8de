"""A window that is open: its desk, its door, and the one lock that keeps a second window from the same folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from koleksi.book import Lang, Text
from koleksi.errors import InputError, OutputError
from koleksi.job.memory.folder import LEDGER
from koleksi.page.app import free_port, make_app, serve
from koleksi.page.desk import Desk
from koleksi.page.door import Door

__all__ = ["Window", "opened"]

_LOCK = "koleksi-buka.lock"
_RESULTS = "koleksi-hasil"
_OPEN = Text(
    "folder ini sudah terbuka di jendela koleksi yang lain; pakai jendela itu, atau tutup dulu",
    "this folder is open in another window of koleksi; use that one, or close it first",
)


@dataclass(frozen=True, slots=True)
class Window:
    """A page that is served until the program is ended."""

    desk: Desk
    door: Door
    port: int

    def serve(self) -> None:
        serve(make_app(self.desk, self.door), self.port)


@contextmanager
def opened(
    place: Path | None, *, lang: Lang = "id", pack: Path | None = None, config: Path | None = None,
    port: int | None = None,
) -> Iterator[Window]:  # fmt: skip
    """A window on a results folder, or on a list whose results stand beside it (``daftar.xlsx`` -> ``daftar-hasil``).

    Raises InputError for a place that is not there, OutputError where the folder is open in another window.
    """
    folder, sources = _places(place)
    port = port or free_port()
    door = Door(frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}))
    with _held(folder):
        yield Window(Desk(folder=folder, lang=lang, sources=sources, pack=pack, config=config), door, port)


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
