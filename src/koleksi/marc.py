"""MARC 21: Book <-> record, reading anything, writing nothing broken, and saying what a cataloguer would.

``read`` gives every record of a file or the reason why not; ``to_record`` and ``from_record`` are each
other's inverse; ``write`` checks limits first and reads back what it wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pymarc

from koleksi._marc import check as checking
from koleksi._marc import write as writing
from koleksi._marc.build import PROFILES, Options, build, build_all, made_of
from koleksi._marc.carried import cut_short, not_carried, not_held, unsaid
from koleksi._marc.cut import Cut, by_tag, whole
from koleksi._marc.fields import Field, Raw, from_pymarc, to_pymarc
from koleksi._marc.issues import links_before
from koleksi._marc.of_inlislite import with_people
from koleksi._marc.of_slims import with_class
from koleksi._marc.parse import described, parse
from koleksi._marc.read import read_cut, read_raw
from koleksi._marc.title_parts import parts_of_title
from koleksi._marc.write import Target
from koleksi._terms.problems import problem
from koleksi.book import Book, Copy, Entry, MarcField, Problem, field_names, wrong_argument

__all__ = [
    "PROFILES", "Field", "Options", "check", "check_file", "from_fields", "from_record", "not_held", "read",
    "read_books", "to_record", "Target", "write", "write_books", "write_targets", "write_xml",
]  # fmt: skip

_TOLD_ALONE = "marc-stray-terminator"  # the reader gives it beside the record, too
_ONE = (Copy(),)  # a record that tells of no copy stands for one


def read(path: str | Path) -> Iterator[pymarc.Record | Problem]:
    """Every record of an ISO 2709 or MARCXML file, or a Problem with its number (``row``) and byte ``offset``.

    Streams. Raises InputError when the file is not MARC at all, or is XML with a DOCTYPE.
    """
    for item, _, _ in read_raw(Path(path)):
        yield item if isinstance(item, Problem) else to_pymarc(item)


def read_books(path: str | Path) -> Iterator[Entry | Problem]:
    """Every record as an Entry, with what had to be mended to read it. Raises InputError as ``read``."""
    source = str(path)
    for item, number, offset in read_cut(Path(path)):
        if isinstance(item, Problem):
            yield item.at(source=source)
            continue
        book, copies, told = _described_at_once(item) if isinstance(item, Cut) else _described_whole(item)
        if not book.title and not book.isbn:
            yield problem("marc-no-title", source=source, row=number, offset=offset, column="245", value=book.record_id)
            continue
        yield Entry(book=book, copies=copies or _ONE, source=source, row=number, problems=told)


Told = tuple[Book, tuple[Copy, ...], tuple[Problem, ...]]


def _described_at_once(cut: Cut) -> Told:
    """What a sound record describes: most fields are parted only where somebody asks what the Book does not say."""
    fields = by_tag(cut)
    if fields is None:
        return _described_whole(whole(cut))
    book, copies = described(fields)
    told = cut_short(fields["008"]) if "008" in fields else ()
    return book.finding(partial(_carried_of_cut, cut, copies)), copies, told


def _described_whole(raw: Raw) -> Told:
    told = (*filter(_is_told_here, raw.repairs), *not_carried(raw))
    return *_described(raw), told


def _is_told_here(repair: Problem) -> bool:
    return repair.code != _TOLD_ALONE


def _carried_of_cut(cut: Cut, copies: tuple[Copy, ...], book: Book) -> tuple[MarcField, ...]:
    return _carried(whole(cut), copies, book)


def _described(raw: Raw) -> tuple[Book, tuple[Copy, ...]]:
    """What a record describes, with what no field of a Book has a place for."""
    raw = with_people(with_class(raw))
    book, copies = parse(raw)
    return book.finding(partial(_carried, raw, copies)), copies


def _carried(raw: Raw, copies: tuple[Copy, ...], book: Book) -> tuple[MarcField, ...]:
    before = links_before(raw.fields, copies)
    typed = unsaid(raw, made_of(book, copies, before))
    parts = parts_of_title(book) if typed else {}
    if not parts:
        return typed
    facts = {name: getattr(book, name) for name in field_names(Book) if name != "marc_fields"}
    said = unsaid(raw, made_of(Book(**facts | parts), copies, before))
    return min(typed, said, key=len)  # what we wrote had them in their fields


def to_record(book: Book, copies: Iterable[Copy] = (), profile: str = "indomarc", **options: Any) -> pymarc.Record:
    """The record of a book by a profile of ``PROFILES``; ``options`` are those of ``Options``. Raises UsageError."""
    if not isinstance(book, Book):
        raise wrong_argument("marc.to_record", "book", "a Book", book)
    if not isinstance(copies, Iterable):
        raise wrong_argument("marc.to_record", "copies", "several Copy", copies, "; write copies=(copy,)")
    copies = tuple(copies)
    if wrong := [one for one in copies if not isinstance(one, Copy)]:
        raise wrong_argument("marc.to_record", "copies", "several Copy", wrong[0], among=True)
    return to_pymarc(writing.cleaned(build(book, copies, profile, Options(**options))))


def from_record(record: pymarc.Record) -> tuple[Book, tuple[Copy, ...]]:
    """The Book and Copies that a record describes; for a record of ``to_record(book, copies)`` exactly these,
    but for ``Book.sources``: who said a fact is no part of a record."""
    return _described(_raw("marc.from_record", record))


def from_fields(fields: Iterable[Field]) -> tuple[Book, tuple[Copy, ...]]:
    """The Book and Copies that plain fields describe, in the order of their record.

    A field is (tag, indicators, subfields): ("245", "10", (("a", "Judul"), ...)); a control field has its data in the
    place of the indicators and no subfields: ("001", "X1", ()).
    """
    return _described(Raw("", tuple(fields)))


def write(records: Iterable[pymarc.Record], path: str | Path) -> list[Problem]:
    """Write ISO 2709 in UTF-8, read it back, compare, and only then replace ``path``.

    A record that the format cannot hold is left out and returned as a Problem. Raises OutputError.
    """
    return writing.write_iso(_raws("marc.write", records), path)


def write_xml(records: Iterable[pymarc.Record], path: str | Path) -> list[Problem]:
    """The same in MARCXML, which holds records of any length. Raises OutputError."""
    return writing.write_xml(_raws("marc.write_xml", records), path)


def _raws(where: str, records: Iterable[pymarc.Record]) -> Iterator[Raw]:
    if isinstance(records, (pymarc.Record, str)) or not isinstance(records, Iterable):
        raise wrong_argument(where, "records", "several pymarc records", records)
    return (_raw(where, record) for record in records)


def _raw(where: str, record: pymarc.Record) -> Raw:
    """The plain fields of a record of pymarc. Raises TypeError for anything else."""
    if not isinstance(record, pymarc.Record):
        hint = "; write marc.to_record(book)" if isinstance(record, Book) else ""
        raise wrong_argument(where, "a record", "a pymarc record", record, hint)
    return from_pymarc(record)


def write_books(
    items: Iterable[tuple[Book, Sequence[Copy]]],
    path: str | Path,
    *,
    profile: str = "indomarc",
    xml: bool = False,
    **options: Any,
) -> list[Problem]:
    """Build and write in one stream, without a pymarc record in between. Raises UsageError and OutputError."""
    chosen = Options(**options)
    records = (build(book, copies, profile, chosen) for book, copies in items)
    return (writing.write_xml if xml else writing.write_iso)(records, path)


def write_targets(
    items: Iterable[tuple[Book, Sequence[Copy]]], targets: Sequence[Target], **options: Any
) -> list[Problem]:
    """Write several files of several profiles in one pass; what the profiles share is made once. Raises OutputError."""
    chosen = Options(**options)
    profiles = tuple(dict.fromkeys(target.profile for target in targets))
    return writing.write_files((build_all(book, copies, profiles, chosen) for book, copies in items), targets)


def check_file(path: str | Path) -> Iterator[tuple[bool, list[Problem]]]:
    """For each record of a file whether it could be read, and all complaints about it with its number and byte offset.

    Raises InputError as ``read``.
    """
    for item, number, offset in read_raw(Path(path)):
        if isinstance(item, Problem) and item.severity != "error":
            continue  # said of a record that was read: it stands among its repairs
        found = [item] if isinstance(item, Problem) else check(item)
        yield isinstance(item, Raw), [replace(problem, row=number, offset=offset) for problem in found]


def check(record: pymarc.Record | Raw) -> list[Problem]:
    """What a cataloguer would complain of in a book's record, and what had to be mended to read it."""
    return checking.check(record if isinstance(record, Raw) else _raw("marc.check", record))
