"""*Tambah*: books one after the other, by ISBN, bar code or title as with ``koleksi scan``, or by their KDT block."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi import save
from koleksi.book import Text
from koleksi.errors import UsageError
from koleksi.page.desk import LISTS, Desk, desk

if TYPE_CHECKING:
    from koleksi.job.scan import Event, Listing

__all__ = ["listing", "page", "record", "record_block"]

page = Blueprint("adding", __name__, url_prefix="/tambah")
LISTING, BLOCKS = "tambah.csv", "tambah-kdt.txt"
_SHOWN = 10  # of the books added last
_HEAD = "Perpustakaan Nasional: Katalog Dalam Terbitan (KDT)"
_UNREAD = Text(
    "Ini tidak terbaca sebagai KDT. Salin seluruh bloknya, dari baris pengarang sampai ISBN, atau ketik judulnya saja.",
    "This cannot be read as a KDT block. Copy all of it, from the author's line to the ISBN, or type the title alone.",
)


@page.get("/")
def show() -> str:
    from koleksi import kdt

    one = desk()
    rows = listing(one).load()
    blocks = kdt.blocks(_blocks(one))
    return render_template(
        "add.html", rows=list(reversed(rows))[:_SHOWN], count=sum(row.copies for row in rows) + len(blocks),
        blocks=[kdt.parse(block).book for _, block in blocks][-_SHOWN:],
    )  # fmt: skip


@page.post("/")
def add() -> Response:
    """A line as a scanner would type it."""
    one = desk()
    for event in record(one, request.form.get("baris", "")):
        if any(event.say):
            one.say(event.say, kind="bad" if event.bad else "ok")
    return redirect(url_for(".show"))


def record(one: Desk, line: str) -> tuple[Event, ...]:
    """What a line means depends on the line before: see `job.scan_session`. Raises what `Listing` raises."""
    from koleksi.job.scan import Session, finder, step

    kept = listing(one)
    before = kept.load()
    with finder(one.pack) as find:
        asked = one.scanning if one.scanning and one.scanning.rows == before else Session(rows=before)
        session, events = step(replace(asked, find=find, ended=False), line, time.monotonic())
    if session.rows != before:
        _keep(one, LISTING)
        kept.store(session.rows)
    one.scanning = session
    return events


@page.post("/kdt")
def add_block() -> Response:
    """A KDT block, with a head of its own where it was copied without."""
    one = desk()
    title = record_block(one, request.form.get("blok", ""))
    one.say(Text(title, title))
    return redirect(url_for(".show"))


def record_block(one: Desk, typed: str) -> str:
    """The title of a KDT block that is kept among the lists. Raises UsageError for what is none."""
    from koleksi import kdt

    text = typed.strip()
    found = kdt.parse(text)
    if not found.book.title:
        raise UsageError(_UNREAD)
    block = text if kdt.has_head(text) else f"{_HEAD}\n\n{text}"
    _keep(one, BLOCKS)
    save.write_text(_place(one, BLOCKS), "\n\n".join(filter(None, (_blocks(one), block))) + "\n")
    return found.book.full_title


def listing(one: Desk) -> Listing:
    """The books that were added one by one."""
    from koleksi.job.scan import Listing

    return Listing(_place(one, LISTING))


def _blocks(one: Desk) -> str:
    path = _place(one, BLOCKS)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _place(one: Desk, name: str) -> Path:
    return one.folder / LISTS / name


def _keep(one: Desk, name: str) -> None:
    """The list of books added here is one of the lists from now on."""
    one.remember_sources()
    path = _place(one, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path not in one.sources:
        one.sources.append(path)
