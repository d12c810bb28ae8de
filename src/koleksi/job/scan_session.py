"""What each scan means: a pure state machine. ``step`` takes a session, a line and the second it came, and gives the
next session and what a person should hear. Nothing here reads, writes or waits.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import Literal

from koleksi import isbn as numbers
from koleksi.book import Text, clean
from koleksi.job.scan_titles import ASK_TITLE, Find, Found, is_title

__all__ = ["Event", "Row", "Session", "step"]

_UNDOABLE = 30  # steps that can be taken back
_MAX_COPIES = 500
_UNDO = frozenset({"u", "batal", "undo"})
_NO = frozenset({"t", "n", "tidak", "no"})
_YES = frozenset({"y", "ya", "yes"})
_END = frozenset({"q", "selesai", "keluar", "quit", "exit"})
_COUNT = frozenset({"c", "hitung", "count"})
_HELP = frozenset({"?", "h", "bantuan", "help"})
_TIMES = re.compile(r"[x*]\s*(\d{1,4})", re.IGNORECASE)

Kind = Literal[
    "book", "copy", "slip", "paired", "title", "doubt", "refused", "undone", "count", "help", "end", "nothing"
]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a book in the hand. ``isbn`` is 13 digits, or what was scanned where it is no valid ISBN
    (``sure`` is False then); ``copies`` of it without item barcodes of their own."""

    isbn: str = ""
    barcode: str = ""
    title: str = ""
    copies: int = 1
    note: str = ""
    sure: bool = True

    @property
    def known(self) -> bool:
        """Whether the row says which book it is."""
        return bool(self.title or (self.isbn and self.sure))


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, for screen and ear. ``bad``: the person should look up from the pile."""

    kind: Kind
    say: Text
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The list so far, and what is remembered between two scans. ``item_code``: the form of the library's own item
    barcodes, needed only where they could be taken for something else (five digits). ``find``: what a pack knows of
    an ISBN; the title of a book that it does not know is asked, until it is typed or an empty line passes it over."""

    rows: tuple[Row, ...] = ()
    item_code: re.Pattern[str] | None = None
    find: Find | None = None
    title_skipped: bool = False
    last_code: str = ""
    last_at: float = float("-inf")
    suggestion: str = ""
    asks_copy: bool = False
    before: tuple[tuple[Row, ...], ...] = ()
    ended: bool = False

    @property
    def books(self) -> int:
        """Copies in the list."""
        return sum(row.copies for row in self.rows)

    def copies_of(self, isbn: str) -> int:
        return sum(row.copies for row in self.rows if row.sure and row.isbn == isbn)


Step = tuple[Session, tuple[Event, ...]]


def step(session: Session, line: str, at: float = 0.0) -> Step:
    """The session after one line from scanner or keyboard. ``at``: seconds, of a clock that does not run backwards."""
    line = clean(line)
    asked = session
    session = replace(session, suggestion="", asks_copy=False)
    word = line.casefold()
    if not line:
        return replace(asked, title_skipped=True), (_nothing,)
    if word in _END:
        return replace(session, ended=True), (_told("end", session),)
    if word in _COUNT | _HELP:
        return asked, (_told("count", session) if word in _COUNT else _help,)
    if word in _UNDO or (word in _NO and asked.asks_copy):
        return _undo(session)
    if word in _YES | _NO:
        return _answer(session, asked, word in _YES)
    if times := _TIMES.fullmatch(line):
        return _times(session, int(times[1]))
    if line == asked.last_code and numbers.repeated(at - asked.last_at) == "ignore_second":
        return replace(asked, last_at=at), (
            Event("slip", Text("Terpindai dua kali; dihitung satu.", "Scanned twice; counted once.")),
        )
    return _scan(replace(session, last_code=line, last_at=at), line)


# answers and corrections


def _undo(session: Session) -> Step:
    if not session.before:
        return session, (
            Event("refused", Text("Tidak ada lagi yang bisa dibatalkan.", "There is nothing left to undo."), bad=True),
        )
    gone = next((row for row in reversed(session.rows) if row not in session.before[-1]), None)
    shown = _shown(gone) if gone else ""
    session = replace(session, rows=session.before[-1], before=session.before[:-1], last_code="")
    return session, (
        Event(
            "undone",
            Text(f"Dibatalkan: {shown}. Jumlah: {session.books}.", f"Undone: {shown}. Total: {session.books}."),
        ),
    )


def _answer(session: Session, asked: Session, yes: bool) -> Step:
    """ "y" takes the suggested ISBN; it confirms a second copy, which is in the list already."""
    if yes and asked.suggestion and session.rows:
        row = replace(session.rows[-1], isbn=asked.suggestion, sure=True, note="")
        return _changed(
            session,
            (*session.rows[:-1], row),
            Event("book", Text(f"{_shown(row)} dicatat.", f"{_shown(row)} recorded.")),
        )
    return session, (_nothing,)


def _times(session: Session, copies: int) -> Step:
    if not session.rows or not 1 <= copies <= _MAX_COPIES or session.rows[-1].barcode:
        what = Text(
            f"Jumlah harus 1 sampai {_MAX_COPIES}, untuk buku terakhir yang tanpa barcode sendiri.",
            f"A number from 1 to {_MAX_COPIES}, for a last book without a barcode of its own.",
        )
        return session, (Event("refused", what, bad=True),)
    row = replace(session.rows[-1], copies=copies)
    return _changed(
        session,
        (*session.rows[:-1], row),
        Event("copy", Text(f"{_shown(row)}: {copies} eksemplar.", f"{_shown(row)}: {copies} copies.")),
    )


def _changed(session: Session, rows: tuple[Row, ...], *events: Event) -> Step:
    before = (*session.before, session.rows)[-_UNDOABLE:]
    return replace(session, rows=rows, before=before), events


# scans


def _scan(session: Session, code: str) -> Step:
    """A code, or a title typed for a book without one."""
    if session.item_code and session.item_code.fullmatch(code):
        return _item(session, code)
    one = numbers.recognise(code)
    if is_title(code, one):
        return _title(session, code)
    if one.isbns and one.action in ("accept", "accept_warn", "accept_both"):
        return _books(session, one)
    if one.action == "route_item":
        return _item(session, one.value or code)
    if one.action in ("route_serial", "route_manual"):
        what = Text(
            "Bukan ISBN (majalah, musik, atau nomor lain); ketik judulnya.",
            "Not an ISBN (a magazine, music or another number); type the title.",
        )
        return _doubtful(session, code, what, ())
    if one.action in ("reject_with_reason", "ignore", "treat_as_empty") or one.kind == "upc":
        return session, (_refused(one.kind, code),)
    what = Text(
        "ISBN tidak sah; scan lagi, atau ketik ISBN atau judulnya.",
        "Not a valid ISBN; scan again, or type the ISBN or the title.",
    )
    return _doubtful(session, code, what, one.suggested or one.isbns)


def _books(session: Session, one: numbers.Recognised) -> Step:
    """One ISBN, or several that a scanner without an Enter glued together."""
    events: tuple[Event, ...] = ()
    before = (*session.before, session.rows)[-_UNDOABLE:]
    for found in one.isbns:
        session, said = _book(session, found, one.note_text if one.action == "accept_warn" else Text("", ""))
        events += said
    return replace(session, before=before), events


def _book(session: Session, isbn: str, note: Text) -> Step:
    last = session.rows[-1] if session.rows else Row()
    copies = session.copies_of(isbn) + 1
    found = _known(session, isbn)
    if session.rows and _waits_for_isbn(last, isbn):
        row = replace(last, isbn=isbn, sure=True, note="", title=last.title or found.title)
        shown = _shown_with_number(session, row, found)
        return _changed(session, (*session.rows[:-1], row), Event("book", Text(shown, shown)))
    row = Row(isbn=isbn, title=found.title)
    session, _ = _changed(replace(session, title_skipped=False), (*session.rows, row))
    if copies == 1:
        return session, (_first_copy(row, _shown_with_number(session, row, found), note),)
    return _further_copy(session, row, copies, sure=bool(last.barcode))


def _shown_with_number(session: Session, row: Row, found: Found) -> str:
    return "  ".join(filter(None, (f"{session.books}. {_shown(row)}", found.call_number)))


def _first_copy(row: Row, shown: str, note: Text) -> Event:
    ask = Text("", "") if row.title else ASK_TITLE
    what = Text(*("  ".join(filter(None, (shown, *said))) for said in zip(note, ask, strict=True)))
    return Event("book", what, bad=any(note))


def _further_copy(session: Session, row: Row, copies: int, *, sure: bool) -> Step:
    """A book that was scanned before. ``sure``: the one before has its bar code, so this is another copy."""
    shown = f"{session.books}. {_shown(row)}"
    if sure:
        what = Text(f"{shown}: eksemplar ke-{copies}.", f"{shown}: copy {copies}.")
        return session, (Event("copy", what),)
    what = Text(
        f"{shown}: eksemplar ke-{copies} dicatat. Kalau buku yang sama terpindai lagi, ketik t.",
        f"{shown}: copy {copies} recorded. If it was the same book scanned again, type n.",
    )
    return replace(session, asks_copy=True), (Event("copy", what, bad=True),)


def _known(session: Session, isbn: str) -> Found:
    """What is known of a book: what was typed for another copy of it, or what the pack says."""
    typed = next((row.title for row in session.rows if row.sure and row.isbn == isbn and row.title), "")
    found = session.find(isbn) if session.find else None
    return Found(typed or (found.title if found else ""), found.call_number if found else "")


def _waits_for_isbn(row: Row, isbn: str) -> bool:
    """An item's barcode that came before its book, or a number that was read wrong a moment ago."""
    if not row.sure:
        return difflib.SequenceMatcher(None, re.sub(r"\D", "", row.isbn), isbn, autojunk=False).ratio() > 0.75
    return bool(row.barcode and not row.isbn and not row.title)


def _item(session: Session, code: str) -> Step:
    """The library's own barcode belongs to the book scanned last; a code that another book bears is refused."""
    used = next((row for row in session.rows if row.barcode == code), None)
    if used:
        what = Text(
            f"Barcode {code} sudah dipakai untuk {_shown(used, '')}. Tidak dicatat.",
            f"Barcode {code} belongs to {_shown(used, '')} already. Not recorded.",
        )
        return session, (Event("refused", what, bad=True),)
    last = session.rows[-1] if session.rows else Row()
    if session.rows and not last.barcode and last.copies == 1:
        row = replace(last, barcode=code)
        return _changed(
            session, (*session.rows[:-1], row), Event("paired", Text(f"   {_shown(row)}", f"   {_shown(row)}"))
        )
    row = Row(barcode=code)
    what = Text(
        f"{session.books + 1}. Barcode {code}: sekarang scan ISBN bukunya, atau ketik judulnya.",
        f"{session.books + 1}. Barcode {code}: now scan the book's ISBN, or type its title.",
    )
    return _changed(session, (*session.rows, row), Event("book", what, bad=True))


def _title(session: Session, title: str) -> Step:
    last = session.rows[-1] if session.rows else Row()
    first = session.copies_of(last.isbn) == last.copies  # of a further copy no title is asked
    asked = last.isbn and not last.title and not session.title_skipped and first
    if session.rows and (not last.known or asked):
        row = replace(last, title=title)
        return _changed(
            session, (*session.rows[:-1], row), Event("title", Text(f"   {_shown(row)}", f"   {_shown(row)}"))
        )
    row = Row(title=title)
    session = replace(session, title_skipped=False)
    what = f"{session.books + 1}. {_shown(row)}"
    return _changed(session, (*session.rows, row), Event("title", Text(what, what)))


def _doubtful(session: Session, code: str, what: Text, suggested: tuple[str, ...]) -> Step:
    """A number that is not certain is kept as it was scanned, and a person is asked: no book is dropped."""
    row = Row(isbn=code, sure=False, note="periksa nomor ini")
    session, _ = _changed(session, (*session.rows, row))
    if len(suggested) == 1:
        hyphened = numbers.hyphenate(suggested[0]) or suggested[0]
        what = Text(
            f"{what.id} Mungkin {hyphened}? Ketik y bila benar.", f"{what.en} Perhaps {hyphened}? Type y if so."
        )
    said = Text(f"{session.books}. {code}: {what.id}", f"{session.books}. {code}: {what.en}")
    return replace(session, suggestion=suggested[0] if len(suggested) == 1 else ""), (Event("doubt", said, bad=True),)


# words


_WHY = {
    "price_addon": Text("kode harga di samping barcode, bukan buku", "the price code beside the barcode, not a book"),
    "upc": Text(
        "kode barang toko; scan barcode ISBN (978...) atau ketik judulnya",
        "a shop's code; scan the ISBN barcode (978...) or type the title",
    ),
    "ean_other": Text(
        "kode barang toko; scan barcode ISBN (978...) atau ketik judulnya",
        "a shop's code; scan the ISBN barcode (978...) or type the title",
    ),
    "gtin14": Text("kode kardus, bukan buku", "a carton's code, not a book's"),
}
_OTHER = Text("tidak ada nomor di dalamnya", "there is no number in it")
_nothing = Event("nothing", Text("", ""))
_help = Event(
    "help",
    Text(
        "Scan ISBN, lalu barcode perpustakaan bila ada. Buku tanpa barcode: ketik judulnya. x3 = tiga eksemplar, "
        "u = batal, c = jumlah, q = selesai.",
        "Scan the ISBN, then the library's barcode if there is one. No barcode: type the title. x3 = three "
        "copies, u = undo, c = count, q = end.",
    ),
)


def _refused(kind: str, code: str) -> Event:
    why = _WHY.get(kind, _OTHER)
    return Event(
        "refused",
        Text(f"Tidak dicatat: {code}: {why.id}.", f"Not recorded: {code}: {why.en}."),
        bad=kind != "price_addon",
    )


def _told(kind: Kind, session: Session) -> Event:
    titles = len({row.isbn or row.title or row.barcode for row in session.rows})
    doubtful = sum(not row.known for row in session.rows)
    check = (f", {doubtful} perlu diperiksa", f", {doubtful} to check") if doubtful else ("", "")
    return Event(
        kind,
        Text(f"{session.books} buku, {titles} judul{check[0]}.", f"{session.books} books, {titles} titles{check[1]}."),
    )


def _shown(row: Row, none: str = "?") -> str:
    number = (numbers.hyphenate(row.isbn) or row.isbn) if row.isbn else ""
    return "  ".join(filter(None, (number, row.title, f"[{row.barcode}]" if row.barcode else ""))) or none
