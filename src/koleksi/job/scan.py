"""``koleksi scan``: a list made with a USB scanner, which types what it reads and presses Enter.

``scan_session.py`` says what each line means; here is the file that the list lives in and the loop around it. The
whole list is on disk, replaced in one step, before the next prompt: a power cut costs at most the scan under way.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import intake, save
from koleksi import isbn as numbers
from koleksi.book import Book, Entry, Text
from koleksi.errors import DecisionNeeded, InputError, OutputError, UsageError
from koleksi.job.scan_session import Event, Row, Session, step
from koleksi.job.scan_titles import Find, Found
from koleksi.job.sources import open_lookup

if TYPE_CHECKING:
    from koleksi.lookup import Chain

__all__ = ["COLUMNS", "Event", "Listing", "Row", "Session", "finder", "run", "step"]

COLUMNS = ("No", "ISBN", "Barcode", "Judul", "Eks", "Keterangan")
Hear = Callable[[Event, Session], None]
Stamp = tuple[int, int]


class Listing:
    """The CSV file that holds a session: a list as ``koleksi process`` reads it, with semicolons and a byte order mark
    so that a double click shows columns in an Indonesian Excel, and hyphens so that Excel leaves the ISBNs alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: Stamp | None = None

    def load(self) -> tuple[Row, ...]:
        """The rows of an earlier session, () for a new file. Raises InputError for a file that is something else."""
        if not self.path.exists() or not self.path.stat().st_size:
            self._stamp = _stamp(self.path)
            return ()
        rows = intake.cells_of(self.path)
        heading = tuple(name.casefold() for name in rows[0])
        if heading[: len(COLUMNS)] != tuple(name.casefold() for name in COLUMNS) or any(heading[len(COLUMNS) :]):
            raise InputError(
                Text(
                    f"bukan hasil scan (kolom {', '.join(COLUMNS)}); pilih nama lain",
                    f"not a scan list (columns {', '.join(COLUMNS)}); choose another name",
                ),
                self.path,
            )
        self._stamp = _stamp(self.path)
        return tuple(_row(cells) for cells in rows[1:] if any(cells[1:]))

    def store(self, rows: Iterable[Row]) -> None:
        """Put the list on disk. Raises OutputError where that is impossible, DecisionNeeded where another program
        changed it.
        """
        if _stamp(self.path) != self._stamp:
            raise DecisionNeeded(
                Text(
                    "diubah program lain; scan terakhir belum tersimpan. "
                    "Tutup program itu, jalankan lagi, dan ulangi scan terakhir",
                    "changed by another program; the last scan is not saved. "
                    "Close that program, start again and repeat the last scan",
                ),
                self.path,
            )
        save.write_bytes(self.path, _csv(rows))
        self._stamp = _stamp(self.path)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, start=1):
        shown = _hyphened(row.isbn) if row.sure else row.isbn
        writer.writerow([number, *map(_guarded, (shown, row.barcode, row.title)), row.copies, _guarded(row.note)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _hyphened(isbn: str) -> str:
    return numbers.hyphenate(isbn) or (f"{isbn[:3]}-{isbn[3:]}" if isbn else "")


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front; intake takes it off again."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _row(cells: tuple[str, ...]) -> Row:
    _, isbn, barcode, title, copies, note = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
    found = numbers.recognise(isbn) if isbn else None
    sure = not isbn or bool(found and len(found.isbns) == 1)
    plain = found.isbns[0] if found and sure else isbn
    return Row(plain, barcode, title, int(copies) if copies.isdecimal() and copies.strip("0") else 1, note, sure)


def run(
    path: Path,
    lines: Iterable[str],
    *,
    clock: Callable[[], float],
    hear: Hear,
    retry: Callable[[OutputError], bool] | None = None,
    item_code: str = "",
    pack: Path | None = None,
) -> Session:
    """Take scans until the lines or the session end; each is on disk before the next line is asked for.

    ``clock`` gives seconds (a repeated code within one second is a slip of the trigger; give a clock that leaps where
    the lines come from a file). ``hear`` is told every event. ``retry`` is asked, when the disk refuses, whether to
    try again; without it OutputError is raised. ``pack``: a file that knows titles and classes by ISBN. Raises
    UsageError for an ``item_code`` that is no regular expression, InputError for a pack that is none.
    """
    listing = Listing(path)
    with finder(pack) as find:
        session = Session(rows=listing.load(), item_code=_pattern(item_code), find=find)
        return _taken(listing, session, lines, clock, hear, retry)


def _taken(
    listing: Listing,
    session: Session,
    lines: Iterable[str],
    clock: Callable[[], float],
    hear: Hear,
    retry: Callable[[OutputError], bool] | None,
) -> Session:
    """The session after all lines, each stored before the next is asked for."""
    for line in lines:
        before = session.rows
        session, events = step(session, line, clock())
        while session.rows is not before:
            try:
                listing.store(session.rows)
                break
            except OutputError as error:
                if not retry or not retry(error):
                    raise
        for event in events:
            hear(event, session)
        if session.ended:
            break
    return session


@contextmanager
def finder(pack: Path | None) -> Iterator[Find | None]:
    """What a pack knows of an ISBN; None without one. Raises InputError for a pack that is none."""
    with open_lookup(pack, None) as known:
        yield partial(_find, known) if known else None


def _find(known: Chain, isbn: str) -> Found | None:
    """Title and call number of a book that a pack knows."""
    from koleksi import ddc

    (entry,), _ = known.fill([Entry(book=Book(isbn=isbn))])
    book = entry.book
    if not book.title:
        return None
    number = ddc.normalise(book.ddc) or next((one.number for one in ddc.suggest(book, 1)), "")
    return Found(book.full_title, book.call_number or (str(ddc.call_number(book, number)) if number else ""))


def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise UsageError(
            Text(f"--item-code {text!r}: pola yang salah", f"--item-code {text!r}: a bad pattern ({error})")
        ) from error
