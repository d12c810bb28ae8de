"""A window that is open: its desk, its door, and the one lock that keeps a second window from the same folder."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask

from koleksi._terms.system_errors import why
from koleksi.book import Lang, Text
from koleksi.errors import InputError, OutputError
from koleksi.job.memory.folder import LEDGER
from koleksi.page.app import make_app
from koleksi.page.desk import Desk
from koleksi.page.door import Door
from koleksi.page.lan import lan_address
from koleksi.page.server import Server

__all__ = ["Window", "opened"]

_HOST = "127.0.0.1"  # reached from this PC only
_LOCK = "koleksi-buka.lock"
_RESULTS = "koleksi-hasil"
_OPEN = Text(
    "folder ini sudah terbuka di jendela koleksi yang lain; pakai jendela itu, atau tutup dulu",
    "this folder is open in another window of koleksi; use that one, or close it first",
)


@dataclass(frozen=True, slots=True)
class Window:
    """A page at an address that only this PC reaches, and one for a phone where it was asked for."""

    desk: Desk
    door: Door
    server: Server
    phone: Server | None = None  # the server that a phone reaches

    def serve(self) -> None:
        """Answer until the program is ended."""
        if self.phone:
            threading.Thread(target=self.phone.run, daemon=True).start()
        self.server.run()


@contextmanager
def opened(
    place: Path | None, *, lang: Lang = "id", pack: Path | None = None, config: Path | None = None,
    port: int | None = None, phone: bool = False,
) -> Iterator[Window]:  # fmt: skip
    """A window on a results folder, or on a list whose results stand beside it (``daftar.xlsx`` -> ``daftar-hasil``).
    ``port``: None for one that is free. ``phone``: a second address, in the local network, takes photos, and nothing
    else is reached there.

    Raises InputError for a place that is not there, OutputError where the folder is open in another window,
    UsageError for a phone where there is no network.
    """
    folder, sources = _places(place)
    with _held(folder):
        one = Desk(folder=folder, lang=lang, sources=sources, pack=pack, config=config)
        with ExitStack() as stack:
            stack.callback(one.close)
            far, link = _for_phone(one, stack) if phone else (None, "")
            made = partial(make_app, one, phone=link)
            server, door = _served((_HOST, "localhost"), port or 0, made, stack)
            yield Window(one, door, server, far)


def _for_phone(one: Desk, stack: ExitStack) -> tuple[Server, str]:
    """The server that a phone reaches, and the address that it opens."""
    from koleksi.page.phone import make_phone_app

    server, door = _served((lan_address(),), 0, partial(make_phone_app, one), stack)
    return server, door.address("/hp/")


def _served(names: tuple[str, ...], port: int, made: Callable[[Door], Flask], stack: ExitStack) -> tuple[Server, Door]:
    """A server bound to the first of the names, behind a door of its own; it is closed with the stack."""
    app: list[Flask] = []
    server = Server(lambda environ, start: app[0](environ, start), names[0], port)
    stack.callback(server.close)
    door = Door(frozenset({f"{name}:{server.port}" for name in names}))
    app.append(made(door))
    return server, door


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
            lock.execute("PRAGMA user_version = 1")  # a stick that can only be read gives the lock, and takes nothing
            yield
    except sqlite3.OperationalError as error:
        busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        raise OutputError(_OPEN if busy else why(error), folder) from error
