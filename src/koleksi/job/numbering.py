"""Which copies are kept, and the numbers each of them carries.

A number that a row already brings (No. induk, barcode) is kept if no other copy has it; the rest
get the next running number, in the order of the list, which is the order of the pile of books. Held
against a catalogue, the numbers go on from the catalogue's.
"""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from pathlib import Path

from koleksi import config as settings
from koleksi._terms.problems import problem
from koleksi.book import Copy, Problem
from koleksi.job.collection import Catalogue, Collection, CopyKey, Record, Row
from koleksi.job.elsewhere import without_item_number
from koleksi.job.memory.copies import Numbered

__all__ = ["control_meant", "control_number", "running_number", "unnumbered", "with_copies", "without_numbers"]

Given = Mapping[CopyKey, Numbered]

_RECORD_ID = "{code}{n:08d}"
_ANY_LAPTOP = "(?P<laptop>[A-Z])"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # of a day of receipt, also where that is no day ("Jan 2025")


def unnumbered(collection: Collection, given: Given, last: int = 0) -> Iterator[tuple[CopyKey, Numbered]]:
    """Every kept copy that has no numbers yet, with the numbers that it gets. ``last``: the highest running number that
    was ever given, of a book that is forgotten too."""
    config = collection.config
    accessions = {numbers.accession for numbers in given.values()}
    barcodes = {numbers.barcode for numbers in given.values()}
    controls = {numbers.control for numbers in given.values()} | set(_typed_controls(collection))
    n = max(last, max((numbers.n for numbers in given.values()), default=config.numbers.start - 1))
    if config.numbers.end:  # a range, and perhaps not the library's first one
        n = max(n, config.numbers.start - 1)
    if catalogue := collection.catalogue:
        accessions |= catalogue.accessions
        barcodes |= catalogue.barcodes
        n = max(n, _last(config, catalogue))
    left_out = _surplus(collection, given)
    for key, copy in (pair for row in collection.rows if not row.doubt for pair in row.copies()):
        if key in given or key in left_out:
            continue
        while True:
            n += 1
            if 0 < config.numbers.end < n:
                return  # what is left has no number: those behind the last one are another library's
            accession = _typed(copy.accession, accessions) or _pattern(config, "accession", n, copy, collection.begun)
            barcode = _typed(copy.barcode, barcodes) or _pattern(config, "barcode", n, copy, collection.begun)
            free = accession not in accessions and barcode not in barcodes
            if free and control_number(config, n) not in controls:
                break
        accessions.add(accession)
        barcodes.add(barcode)
        yield key, Numbered(n, accession, barcode)


def _typed_controls(collection: Collection) -> Iterator[str]:
    """The control numbers that records bring from another catalogue."""
    return (record.book.record_id for record in collection.records if not record.in_catalogue)


def _last(config: settings.Config, catalogue: Catalogue) -> int:
    """The highest running number in a catalogue, 0 if none has the library's patterns. The new ones go on behind it:
    the number of a book that was withdrawn is not given to another one."""
    patterns = (
        (config.numbers.accession, catalogue.accessions),
        (config.numbers.barcode, catalogue.barcodes),
        (_RECORD_ID, catalogue.record_ids),
    )
    forms = ((_form(pattern, config.library.code, config.numbers.laptop), numbers) for pattern, numbers in patterns)
    return max((_highest(form, numbers) for form, numbers in forms), default=0)


def running_number(config: settings.Config, accession: str, barcode: str, record_id: str) -> int:
    """The running number of which one of these was made by the library's patterns, 0 where all were typed.
    ``record_id``: of the record whose first copy it is, or ""."""
    code, letter = config.library.code, config.numbers.laptop
    made = ((config.numbers.barcode, barcode), (config.numbers.accession, accession), (_RECORD_ID, record_id))
    return next((n for pattern, number in made if (n := _highest(_form(pattern, code, letter), [number]))), 0)


def control_meant(config: settings.Config, accession: str, barcode: str) -> str:
    """The control number of a record of which the copy with these numbers would be the first, "" where both were typed.
    A number that has a laptop's letter stands for one of that laptop."""
    for pattern, number in ((config.numbers.barcode, barcode), (config.numbers.accession, accession)):
        for letter in ("", _ANY_LAPTOP):
            if found := _form(pattern, config.library.code, letter).fullmatch(number):
                laptop = found.groupdict().get("laptop", "")
                return _control_number(config.library.code, int(found["n"]), laptop)
    return ""


def _highest(form: re.Pattern[str], numbers: Iterable[str]) -> int:
    return max((int(found["n"]) for number in numbers if (found := form.fullmatch(number))), default=0)


@cache
def _form(pattern: str, code: str, laptop: str) -> re.Pattern[str]:
    """What numbers made by a pattern look like. A width is taken at its word, lest an ISBN be a running number.
    ``laptop``: the letter of one, or what stands for that of any."""
    form = ""
    for literal, field, spec, _ in string.Formatter().parse(pattern):
        form += re.escape(literal)
        if field == "n":
            width = re.search(r"[1-9]\d*", spec or "")
            digits = str(max(int(width[0]) - bool(laptop), 1)) if width else "1,9"
            again, number = "(?P<n>" in form, f"(?P<n>[0-9]{{{digits}}})"
            letter = "(?P=laptop)" if again and laptop == _ANY_LAPTOP else laptop
            form += letter + ("(?P=n)" if again else number)
        elif field:
            form += {"year": "[0-9]{4}", "code": re.escape(code)}.get(field, ".*?")
    return re.compile(form)


def without_numbers(catalogue: Path) -> Problem:
    """A catalogue that names no copies cannot say which numbers are taken."""
    return problem("catalogue-without-numbers", source=catalogue.name)


def _typed(number: str, taken: AbstractSet[str]) -> str:
    return number if number not in taken else ""


def _pattern(config: settings.Config, name: str, n: int, copy: Copy, begun: str) -> str:
    source = _source_code(config.acquisition, copy.source)
    year = next(iter(_YEAR.findall(copy.received)), begun[:4])
    pattern = getattr(config.numbers, name)
    return settings.number(
        pattern, n=n, source=source, year=year, code=config.library.code, laptop=config.numbers.laptop
    )


def _source_code(acquisition: settings.Acquisition, told: str) -> str:
    """The code of a kind of acquisition. What is neither a kind nor a code, a giver's name say, tells no kind: the
    usual one holds, as where nothing is told."""
    usual = acquisition.source.casefold()
    for kind in filter(None, (told.casefold(), usual)):
        for word, code in acquisition.codes.items():
            if kind.startswith(word) or word in kind.split() or kind == code.casefold():
                return code
    return usual[:1].upper()


def _surplus(collection: Collection, given: Given) -> set[CopyKey]:
    """The copies that the library does not keep. One that has a number is always kept."""
    limit = collection.config.max_copies
    return {key for record in collection.records for key in _beyond(record, limit, given)} if limit else set()


def _beyond(record: Record, limit: int, given: Given) -> Iterator[CopyKey]:
    """Those beyond ``limit`` of one title, of a periodical those of one issue."""
    of_issue = defaultdict[str, list[CopyKey]](list)
    for key, copy in record.row_copies():
        of_issue[copy.issue].append(key)
    held = Counter(copy.issue for copy in _others(record, given))
    for issue, keys in of_issue.items():
        fresh = [key for key in keys if key not in given]
        kept = held[issue] + len(keys) - len(fresh)
        yield from fresh[max(0, limit - kept) :]


def with_copies(collection: Collection, records: Iterable[Record], given: Given) -> Collection:
    """The collection with the copies of its ``records`` numbered, and a Problem for each number that had to change."""
    typed = Counter(_typed_controls(collection))
    taken = {number for number, times in typed.items() if times > 1}
    taken |= collection.catalogue.record_ids if collection.catalogue else set()
    left_out = _surplus(collection, given)
    numbered = tuple(_numbered(collection, record, given, taken, left_out) for record in records)
    held = {number for numbers in given.values() for number in (numbers.accession, numbers.barcode)}
    if catalogue := collection.catalogue:
        held |= catalogue.accessions | catalogue.barcodes
    changed = (problem for row in collection.rows for problem in _changed_numbers(row, given, held))
    waiting = _used_up(collection, given, left_out)
    return replace(collection, records=numbered, problems=(*collection.problems, *changed, *waiting))


def _used_up(collection: Collection, given: Given, left_out: AbstractSet[CopyKey]) -> Iterator[Problem]:
    """The rows with copies for which the library has no number left."""
    numbers = collection.config.numbers
    for row in collection.rows if numbers.end else ():
        waiting = [key for key, _ in row.copies() if key not in given and key not in left_out and not row.doubt]
        if waiting:
            title, count = row.book.full_title, len(waiting)
            told = problem("numbers-used-up", value=title, count=count, start=numbers.start, end=numbers.end)
            yield told.at(source=row.entry.source, row=row.entry.row)


def _numbered(
    collection: Collection, record: Record, given: Given, taken: AbstractSet[str], left_out: AbstractSet[CopyKey]
) -> Record:
    """``taken``: control numbers that are of another record, or typed at several; ``left_out``: copies that are not
    kept."""
    kept = [(given[key], copy) for key, copy in record.row_copies() if key in given]
    kept.sort(key=lambda pair: pair[0].n)
    others = _others(record, given)
    copies = tuple(
        _complete(collection, record, copy, numbers).but(number=number)
        for number, (numbers, copy) in zip(_counted([copy for _, copy in kept], others), kept, strict=True)
    )
    record_id = record.book.record_id
    if not record.in_catalogue:
        own = _record_id(collection, kept[0][0]) if kept else ""
        record_id = _typed(record_id, taken) or own if kept else ""
    return replace(
        record,
        book=record.book.renumbered(record_id),
        copies=copies,
        surplus=sum(key in left_out for key, _ in record.row_copies()),
        barcodes=tuple(given[key].barcode if key in given else "" for key, _ in record.row_copies()),
    )


def _counted(copies: Sequence[Copy], others: Sequence[Copy]) -> Iterator[int]:
    """The how-manieth copy of its record each is, behind those that the catalogue has (``others``); of a periodical the
    how-manieth of its issue."""
    last = {copy.issue: 0 for copy in copies}
    for issue in last:
        held = [copy.number for copy in others if copy.issue == issue]
        last[issue] = max([len(held), *held])
    for copy in copies:
        last[copy.issue] += 1
        yield last[copy.issue]


def _changed_numbers(row: Row, given: Given, held: AbstractSet[str]) -> Iterator[Problem]:
    """Numbers that were typed and not taken: another copy has them (``held``), or the copy had one before."""
    for key, copy in row.copies():
        if numbers := given.get(key):
            for column in ("accession", "barcode"):
                typed, got = getattr(copy, column), getattr(numbers, column)
                if typed and typed != got:
                    yield _changed(column, typed, got, typed in held).at(source=row.entry.source, row=row.entry.row)


def _others(record: Record, given: Given) -> list[Copy]:
    """The copies of a record that only the catalogue knows. It may also hold this job's own, imported since."""
    ours = {given[key].barcode for key, _ in record.row_copies() if key in given} if record.held else set()
    return [copy for copy in record.held if copy.barcode not in ours]


def _complete(collection: Collection, record: Record, copy: Copy, numbers: Numbered) -> Copy:
    acquisition = collection.config.acquisition
    copy = without_item_number(copy) if collection.catalogue is not None else copy
    return copy.but(
        accession=numbers.accession,
        barcode=numbers.barcode,
        call_number=copy.call_number or record.book.call_number,
        source=copy.source or acquisition.source,
        source_name=copy.source_name or acquisition.source_name,
        received=copy.received or collection.begun,
    )


def _record_id(collection: Collection, first: Numbered) -> str:
    """The control number of a record by its first copy; one of the catalogue's is not given to a record beside it."""
    of_catalogue = collection.catalogue.record_ids if collection.catalogue else frozenset()
    brought = first.control if first.control not in of_catalogue else ""
    return brought or control_number(collection.config, first.n)


def control_number(config: settings.Config, n: int) -> str:
    """A control number that lasts: made of the first copy's running number, which is never reassigned."""
    return _control_number(config.library.code, n, config.numbers.laptop)


def _control_number(code: str, n: int, laptop: str) -> str:
    return settings.number(_RECORD_ID, n=n, source="", year="", code=code, laptop=laptop)


def _changed(column: str, typed: str, got: str, held: bool) -> Problem:
    wording = "number-taken" if held else "number-taken/kept"
    return problem("number-taken", wording=wording, column=column, value=typed, given=got)
