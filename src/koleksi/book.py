"""The values that flow through the program: a book, its copies, and what went wrong with a row.

Everything is frozen and keyword-only. The type of a field is checked and its text cleaned once, here at the door, so
that no later stage has to fear an author where several are meant, a control character or two spellings of a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from koleksi._book.checked import Checked, Kind, refused, wrong_argument
from koleksi._book.cleaned import clean
from koleksi.text import Text

__all__ = [
    "Book", "Contributor", "Copy", "Entry", "Lang", "MarcField", "Problem", "Severity", "Text", "clean",
    "wrong_argument",
]  # fmt: skip

Lang = Literal["id", "en"]
Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that a person should know of, where it is, and what to do about it.

    ``row`` counts from 1 as a person sees it in the sheet (for MARC: the record's number) and
    ``offset`` is the byte offset of a MARC record; 0 and -1 where they have no meaning.
    ``error``: the row gave no record; ``warning``: it did, look at it; ``note``: for the record.
    """

    code: str
    what: Text = Text("", "")
    do: Text = Text("", "")
    source: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    offset: int = -1
    severity: Severity = "warning"

    def at(self, *, source: str = "", row: int = 0, column: str = "") -> Problem:
        """The same problem with its place filled in where it has none."""
        return replace(self, source=self.source or source, row=self.row or row, column=self.column or column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor(Checked):
    """A person or body beside the authors. ``role``: an English relator term of the MARC code list
    ("translator", "editor", "illustrator", "compiler" ...); ``corporate``: a body, never inverted."""

    name: str
    role: str = ""
    corporate: bool = False


class MarcField(NamedTuple):
    """A field of the record that a book or copy came from, which says what no other field of the value does.

    ``indicators``: the data where it is a control field; the leader stands under the tag "LDR". ``fuller``: it says
    more of a fact that the value holds too, and stands in the place of the field made of that fact.
    """

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...] = ()
    fuller: bool = False


class _WithMarcFields(Checked):
    """A value whose ``marc_fields`` are found when they are first asked for; who only reads titles never pays for
    them. To everybody else the value is the same, before and after."""

    __slots__ = ("_find",)
    _find: Callable[[Self], tuple[MarcField, ...]] | None

    def finding(self, find: Callable[[Self], tuple[MarcField, ...]]) -> Self:
        """This value, just made and nobody else's yet, with the marc_fields that ``find`` gives for it."""
        object.__setattr__(self, "_find", find)
        object.__delattr__(self, "marc_fields")
        return self

    if not TYPE_CHECKING:  # a type checker must go on to know every attribute

        def __getattr__(self, name: str) -> Any:
            """Python asks here for what a slot does not hold yet."""
            if name != "marc_fields":
                raise AttributeError(name)
            find = self._find  # read once: another thread may have found them meanwhile
            found = find(self) if find else object.__getattribute__(self, name)
            object.__setattr__(self, name, found)
            object.__setattr__(self, "_find", None)
            return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(_WithMarcFields):
    """One edition, as described by whoever typed it and by the sources that were asked.

    Names are in direct order as on the title page ("Andrea Hirata"); ``names.heading`` inverts
    them. ``isbn`` holds 13 plain digits or nothing; what could not be accepted is kept verbatim in
    ``wrong_isbns`` (MARC 020 $z). ``language`` is an ISO 639-2/B code ("ind", "eng", "ara").
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    bodies: tuple[str, ...] = ()  # authors that are bodies though no word of their names says so, 110 and 710
    meetings: tuple[str, ...] = ()  # authors and contributors that are meetings, 111 and 711
    responsibility: str = ""  # the statement as printed, 245 $c
    publisher: str = ""
    place: str = ""
    year: int | None = None
    edition: str = ""  # "Edisi revisi", "Ed. 2"
    printing: str = ""  # "Cet. 3": never distinguishes editions
    isbn: str = ""
    isbn_qualifier: str = ""  # "jil. 1", 020 $q
    other_isbns: tuple[str, ...] = ()
    wrong_isbns: tuple[str, ...] = ()
    issn: str = ""
    language: str = ""
    original_language: str = ""  # of a translation, 041 $h
    subjects: tuple[str, ...] = ()
    ddc: str = ""
    call_number: str = ""  # as the library wrote it, 084/090
    extent: str = ""  # "xii, 529 hlm."
    illustrations: str = ""  # "ilus.", 300 $b
    height_cm: int | None = None
    series: str = ""
    series_number: str = ""  # "12": the part's number in the series, 490 $v
    volume: str = ""  # "Jilid 2": number of the part, 245 $n
    part_title: str = ""  # 245 $p
    audience: str = ""  # 521
    summary: str = ""  # 520
    notes: tuple[str, ...] = ()
    record_id: str = ""  # control number in the system it came from, 001
    sources: tuple[tuple[str, str], ...] = ()  # (field, who said it)
    marc_fields: tuple[MarcField, ...] = ()  # what its record said beyond all this

    def is_body(self, name: str) -> bool:
        """Whether a name is said to be that of a body or a meeting, whatever its words: it is never inverted."""
        return name in self.bodies or name in self.meetings

    def renumbered(self, record_id: str) -> Self:
        """The book under another control number; the one that it had is kept as 035, with the code of its system."""
        if record_id == self.record_id or not self.record_id:
            return self.but(record_id=record_id)
        system = next((f"({one.indicators})" for one in self.marc_fields if one.tag == "003"), "")
        old = MarcField("035", "  ", (("a", f"{system}{self.record_id}"),))
        others = tuple(one for one in self.marc_fields if one.tag != "003" and one != old)
        return self.but(record_id=record_id, marc_fields=(*others, old))

    @property
    def full_title(self) -> str:
        """Title and subtitle in one line, without a stop after a question or exclamation mark."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{'' if self.title[-1:] in '?!:' else ':'} {self.subtitle}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Checked):
    """One physical volume. ``accession`` (nomor induk) and ``barcode`` are given once by the ledger."""

    accession: str = ""
    barcode: str = ""
    number: int = 1  # the how-manieth copy of its record, 1, 2, 3 ...
    issue: str = ""  # which issue of a periodical it is: "Vol. 12 No. 5, Mei 2016"
    call_number: str = ""
    source: str = ""  # kind of acquisition: "hibah", "beli", "tukar"
    source_name: str = ""  # the donor or shop
    price: int | None = None  # whole rupiah unless currency says otherwise
    currency: str = "IDR"
    received: str = ""  # ISO date
    location: str = ""
    condition: str = ""  # "sampul sobek", 852 $q
    note: str = ""
    marc_fields: tuple[MarcField, ...] = ()  # what its 852 or 952 said beyond all this


_COPIES = Kind((tuple,), "several Copy", Copy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row that was understood: the book it describes, its copies, and remarks on the row."""

    book: Book
    copies: tuple[Copy, ...] = (Copy(),)
    source: str = ""
    row: int = 0
    problems: tuple[Problem, ...] = field(default=())

    def __post_init__(self) -> None:
        if not isinstance(self.book, Book):
            raise refused(Entry, "book", Kind((Book,), "a Book"), self.book)
        if type(self.copies) is not tuple:
            if not isinstance(self.copies, list):
                raise refused(Entry, "copies", _COPIES, self.copies)
            object.__setattr__(self, "copies", tuple(self.copies))
        for one in self.copies:
            if not isinstance(one, Copy):
                raise refused(Entry, "copies", _COPIES, one, among=True)


def field_names(kind: type[Book] | type[Copy]) -> tuple[str, ...]:
    """The names of a value's fields, in order: what a ledger or an export can store."""
    return tuple(f.name for f in fields(kind))
