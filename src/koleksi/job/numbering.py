"""Which copies are kept, and the numbers each of them carries.

A number that a row already brings (No. induk, barcode) is kept if no other copy has it; the rest
get the next running number, in the order of the list, which is the order of the pile of books. Held
against a catalogue, the numbers go on from the catalogue's.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi.book import Copy, Problem, Text
from koleksi.job.ledger import Numbered

if TYPE_CHECKING:
    from koleksi.dedupe import Near
    from koleksi.job.collection import Collection, Record

__all__ = ["due", "with_copies", "without_numbers"]

Given = Mapping[tuple[str, int], Numbered]


def due(collection: Collection, given: Given) -> Iterator[tuple[str, int, Numbered]]:
    """(row key, copy of that row counted from 1, its numbers) for every kept copy without numbers."""
    config = collection.config
    accessions = {numbers.accession for numbers in given.values()}
    barcodes = {numbers.barcode for numbers in given.values()}
    n = max((numbers.n for numbers in given.values()), default=config.numbers.start - 1)
    if near := collection.near:
        accessions |= near.accessions
        barcodes |= near.barcodes
        n = max(n, _last(config, near))
    surplus = _surplus(collection, given)
    for row, entry in enumerate(collection.entries):
        for place, copy in enumerate(entry.copies, start=1):
            key = collection.keys[row]
            if (key, place) in given or (row, place) in surplus:
                continue
            while True:
                n += 1
                accession = _typed(copy.accession, accessions) or _pattern(
                    config, "accession", n, copy, collection.begun
                )
                barcode = _typed(copy.barcode, barcodes) or _pattern(config, "barcode", n, copy, collection.begun)
                if accession not in accessions and barcode not in barcodes:
                    break
            accessions.add(accession)
            barcodes.add(barcode)
            yield key, place, Numbered(n, accession, barcode)


_RECORD_ID = "{code}{n:08d}"


def _last(config: settings.Config, near: Near) -> int:
    """The highest running number in a catalogue, 0 if none has the library's patterns. The new ones go on behind it: the
    number of a book that was withdrawn is not given to another one."""
    patterns = (
        (config.numbers.accession, near.accessions),
        (config.numbers.barcode, near.barcodes),
        (_RECORD_ID, near.record_ids),
    )
    return max((_highest(_form(pattern, config.library.code), numbers) for pattern, numbers in patterns), default=0)


def _highest(form: re.Pattern[str], numbers: Iterable[str]) -> int:
    return max((int(found["n"]) for number in numbers if (found := form.fullmatch(number))), default=0)


def _form(pattern: str, code: str) -> re.Pattern[str]:
    """What numbers made by a pattern look like. A width is taken at its word, lest an ISBN be a running number."""
    form = ""
    for literal, field, spec, _ in string.Formatter().parse(pattern):
        form += re.escape(literal)
        if field == "n":
            width = re.search(r"[1-9]\d*", spec or "")
            form += "(?P=n)" if "(?P<n>" in form else f"(?P<n>[0-9]{{{width[0] if width else '1,9'}}})"
        elif field:
            form += {"year": "[0-9]{4}", "code": re.escape(code)}.get(field, ".*?")
    return re.compile(form)


def without_numbers(catalogue: Path) -> Problem:
    """A catalogue that names no copies cannot say which numbers are taken."""
    return Problem(
        code="catalogue-without-numbers", source=catalogue.name, severity="note",
        what=Text("Katalog ini tidak memuat nomor induk atau barcode; nomor baru mungkin sudah dipakai.", "This catalogue holds no accession numbers or barcodes; new numbers may be in use already."),
        do=Text("Atur [numbers] start di koleksi.toml di atas nomor terakhir, atau pakai ekspor yang memuat eksemplar.", "Set [numbers] start in koleksi.toml above the last number, or use an export with copies."),
    )  # fmt: skip


def _typed(number: str, taken: set[str]) -> str:
    return number if number not in taken else ""


def _pattern(config: settings.Config, name: str, n: int, copy: Copy, begun: str) -> str:
    codes = config.acquisition.codes
    kind = (copy.source or config.acquisition.source).casefold()
    source = next((code for word, code in codes.items() if kind.startswith(word)), kind[:1].upper())
    year = (copy.received or begun)[:4]
    pattern = getattr(config.numbers, name)
    return settings.number(pattern, n=n, source=source, year=year, code=config.library.code)


def _surplus(collection: Collection, given: Given) -> set[tuple[int, int]]:
    """The copies that the library does not keep: (row, copy of that row). One that has a number is always kept."""
    limit = collection.config.max_copies
    beyond: set[tuple[int, int]] = set()
    if not limit:
        return beyond
    for record in collection.records:
        places = [(row, place) for row in record.rows for place in range(1, len(collection.entries[row].copies) + 1)]
        kept = len(_others(collection, record, given)) + sum(
            (collection.keys[row], place) in given for row, place in places
        )
        for row, place in places:
            if (collection.keys[row], place) not in given:
                kept += 1
                if kept > limit:
                    beyond.add((row, place))
    return beyond


def with_copies(collection: Collection, given: Given) -> Collection:
    """The collection with every record's copies numbered, and a Problem for each number that had to change."""
    problems = list(collection.problems)
    records = []
    for record in collection.records:
        numbered = _copies(collection, record, given, problems)
        book = record.book.but(
            record_id=record.book.record_id if record.in_catalogue else _record_id(collection, numbered)
        )
        total = sum(len(collection.entries[row].copies) for row in record.rows)
        copies = tuple(copy for _, copy in numbered)
        records.append(replace(record, book=book, copies=copies, surplus=total - len(copies)))
    return replace(collection, records=tuple(records), problems=tuple(problems))


def _copies(collection: Collection, record: Record, given: Given, problems: list[Problem]) -> list[tuple[int, Copy]]:
    numbered = []
    for row in record.rows:
        entry = collection.entries[row]
        for place, copy in enumerate(entry.copies, start=1):
            numbers = given.get((collection.keys[row], place))
            if numbers is None:
                continue
            for column, typed, got in (
                ("accession", copy.accession, numbers.accession),
                ("barcode", copy.barcode, numbers.barcode),
            ):
                if typed and typed != got:
                    problems.append(_changed(column, typed, got).at(source=entry.source, row=entry.row))
            numbered.append((numbers.n, _complete(collection, record, copy, numbers)))
    numbered.sort(key=lambda item: item[0])
    others = _others(collection, record, given)
    before = max([len(others), *(copy.number for copy in others)])
    return [(n, copy.but(number=number)) for number, (n, copy) in enumerate(numbered, start=before + 1)]


def _others(collection: Collection, record: Record, given: Given) -> list[Copy]:
    """The copies of a record that only the catalogue knows. It may also hold this job's own, imported since."""
    places = (
        (collection.keys[row], place)
        for row in record.rows
        for place in range(1, len(collection.entries[row].copies) + 1)
    )
    ours = {given[place].barcode for place in places if place in given} if record.held else set()
    return [copy for copy in record.held if copy.barcode not in ours]


def _complete(collection: Collection, record: Record, copy: Copy, numbers: Numbered) -> Copy:
    acquisition = collection.config.acquisition
    return copy.but(
        accession=numbers.accession,
        barcode=numbers.barcode,
        call_number=copy.call_number or record.book.call_number,
        source=copy.source or acquisition.source,
        source_name=copy.source_name or acquisition.source_name,
        received=copy.received or collection.begun,
    )


def _record_id(collection: Collection, numbered: list[tuple[int, Copy]]) -> str:
    """A control number that lasts: made of the first copy's running number, which is never reassigned."""
    return (
        settings.number(_RECORD_ID, n=numbered[0][0], source="", year="", code=collection.config.library.code)
        if numbered
        else ""
    )


def _changed(column: str, typed: str, got: str) -> Problem:
    return Problem(
        code="number-taken",
        column=column,
        value=typed,
        what=Text(
            f"Nomor {typed} sudah dipakai eksemplar lain; eksemplar ini diberi {got}.",
            f"Number {typed} belongs to another copy; this one got {got}.",
        ),
        do=Text("Tempel label dengan nomor yang baru.", "Stick on the label with the new number."),
    )
