"""MARC beside pymarc and mrrc: ``python benchmarks/marc.py [FOLDER_OF_MRC_FILES] [ROUNDS]``.

Three files: katalog.mrc of a run of the main job over 3,000 and over 30,000 generated rows (benchmarks/union_lists.py),
and every record of other programs' test suites that pymarc reads, once. What a run made stays in ``build/marc`` and is
taken from there the next time.

Each figure is the median of ROUNDS (5) processes of its own, in which all ways take turns: CPU seconds of the work
without the imports, and the peak memory of the process. Peers give records and choose nothing; each line says what it
gives. mrrc (``pip install mrrc``) is left out where it is not installed.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import random
import re
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pymarc

from koleksi import Book, Copy, marc, process
from koleksi.book import Entry, field_names

try:
    import mrrc
except ImportError:
    mrrc = None

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "marc"
DEV = ROOT.parent / "shared" / "data" / "marc"
SIZES = (3_000, 30_000)
BUILT = 3_000  # records that are built and written: so many Books are held in memory
VILLAGE = 3_000  # rows of one generated list
TYPED = 4  # the way of union_lists.write that gives a typed list
LATER = frozenset({"marc_fields"})  # found when it is first asked for; no record that others give has it


# the files


def own_catalogue(rows: int) -> Path:
    """katalog.mrc of a run over generated lists of so many rows."""
    from union_lists import stock, village, write

    folder = KEPT / f"{rows}"
    if not (folder / "katalog.mrc").exists():
        folder.mkdir(parents=True, exist_ok=True)
        luck = random.Random(rows)
        editions = stock(luck)
        villages = (village(editions, VILLAGE, luck) for _ in range(rows // VILLAGE))
        lists = [write(typed, folder, f"list-{n}", TYPED) for n, typed in enumerate(villages)]
        process.run([str(path) for path in lists], str(folder))
    return folder / "katalog.mrc"


def dev_file(folder: Path) -> Path:
    """The records of the folder's files, each once: what a reader remembers of one must not help it with the same."""
    made = [record for path in sorted(folder.glob("*.mrc")) for record in sound(path)]
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "dev.mrc").write_bytes(b"".join(dict.fromkeys(made)))
    return KEPT / "dev.mrc"


def sound(path: Path) -> Iterator[bytes]:
    """The records that pymarc reads too, as bytes."""
    for data in path.read_bytes().split(b"\x1d"):
        record = data.lstrip(b"\r\n") + b"\x1d"
        with contextlib.suppress(ValueError, StopIteration):
            if len(record) == int(record[:5]) and next(pymarc.MARCReader(io.BytesIO(record))) is not None:
                yield record


# reading: all of them give the number of records

_of_book = attrgetter(*(name for name in field_names(Book) if name not in LATER))
_of_copy = attrgetter(*(name for name in field_names(Copy) if name not in LATER))


def books(path: Path) -> int:
    count = 0
    for item in marc.read_books(path):
        count += 1
        if isinstance(item, Entry):  # else a record without a title: authorities are among those of test suites
            _of_book(item.book)
            for copy in item.copies:
                _of_copy(copy)
    return count


# The subfields of a Book and a Copy that a bare loop takes as they stand.
PLAIN = {
    "245": {"a": "title", "b": "subtitle", "n": "volume", "p": "part_title", "c": "responsibility"},
    "264": {"a": "place", "b": "publisher"}, "260": {"a": "place", "b": "publisher"}, "082": {"a": "ddc"},
    "084": {"a": "call_number"}, "041": {"a": "language"}, "300": {"a": "extent", "b": "illustrations"},
    "490": {"a": "series", "v": "series_number"}, "020": {"a": "isbn"}, "022": {"a": "issn"},
}  # fmt: skip
SEVERAL = {"100": "authors", "110": "authors", "700": "authors", "500": "notes", "650": "subjects"}
COPY = {"a": "accession", "b": "barcode", "c": "call_number", "d": "received", "l": "location", "s": "source"}
subfields = re.compile("\x1f(.)([^\x1f]*)").findall


def bare(path: Path) -> int:
    """What the texts of a Book cost at least in Python: no record is checked, only whether the texts are clean, and no
    rule for names, numbers, punctuation or dates is asked."""
    found = list(filter(None, path.read_bytes().split(b"\x1d")))
    for data in found:
        base = data.find(b"\x1e")
        bodies = data[base + 1 :].decode(errors="replace").split("\x1e")
        given: dict[str, Any] = {}
        copies = []
        for tag, n in places(data[24:base:12], data[25:base:12], data[26:base:12]):
            if tag == "001":
                given["record_id"] = bodies[n]
            elif tag in SEVERAL:
                said = tuple([text for code, text in subfields(bodies[n]) if code == "a"])
                given[SEVERAL[tag]] = given.get(SEVERAL[tag], ()) + said
            elif tag == "990":
                copies.append(Copy.of({COPY[code]: text for code, text in subfields(bodies[n]) if code in COPY}))
            else:
                names = PLAIN[tag]
                given |= {names[code]: text for code, text in subfields(bodies[n]) if code in names}
        _of_book(Book.of(given))
        for copy in copies:
            _of_copy(copy)
    return len(found)


@lru_cache(maxsize=4096)
def places(*letters: bytes) -> list[tuple[str, int]]:
    """The fields that are taken, by the letters of all tags: tag and place."""
    tags = [bytes(tag).decode(errors="replace") for tag in zip(*letters, strict=False)]
    return [(tag, n) for n, tag in enumerate(tags) if tag in {"001", "990", *PLAIN, *SEVERAL}]


def our_records(path: Path) -> int:
    return sum(isinstance(item, pymarc.Record) for item in marc.read(path))


def records(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(record is not None for record in pymarc.MARCReader(stream))


def mrrc_records(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(record is not None for record in mrrc.MARCReader(stream))


def values(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(map(all_values, pymarc.MARCReader(stream)))


def mrrc_values(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(map(all_of_mrrc, mrrc.MARCReader(stream)))


def all_values(record: Any) -> bool:
    """Every field of a record of pymarc asked for its data, every subfield for code and value."""
    for field in record.fields if record else ():
        _ = field.data if field.control_field else [(sub.code, sub.value) for sub in field.subfields]
    return record is not None


def all_of_mrrc(record: Any) -> bool:
    for field in record.fields() if record else ():
        _ = field.data if field.is_control_field() else [(sub.code, sub.value) for sub in field.subfields()]
    return record is not None


def xml_records(path: Path) -> int:
    count = [0]
    pymarc.map_xml(lambda _: count.__setitem__(0, count[0] + 1), str(path))
    return count[0]


def mrrc_xml(path: Path) -> int:
    return sum(map(all_of_mrrc, mrrc.xml_to_records(path.read_text(encoding="utf-8"))))


# building and writing: what is at hand before the clock runs, and the work with it


class Hand(NamedTuple):
    """Books with their copies, the records made of them, and a file to write."""

    books: list[tuple[Book, tuple[Copy, ...]]]
    records: list[pymarc.Record]
    out: Path


def at_hand(path: Path) -> Hand:
    entries = (item for item in marc.read_books(path) if isinstance(item, Entry))
    found = [(one.book.but(), one.copies) for one in islice(entries, BUILT)]
    made = [marc.to_record(book, copies) for book, copies in found]
    return Hand(found, made, path.with_suffix(".written"))


def build(hand: Hand) -> None:
    for book, copies in hand.books:
        marc.to_record(book, copies)


def typed_in(record: pymarc.Record) -> pymarc.Record:
    """The same fields typed in by hand: no choice of headings, no punctuation, nothing checked."""
    copy = pymarc.Record(leader=str(record.leader))
    for field in record.fields:
        if field.control_field:
            copy.add_field(pymarc.Field(tag=field.tag, data=field.data))
        else:
            subfields = [pymarc.Subfield(s.code, s.value) for s in field.subfields]
            indicators = pymarc.Indicators(*field.indicators)
            copy.add_field(pymarc.Field(tag=field.tag, indicators=indicators, subfields=subfields))
    return copy


def build_pymarc(hand: Hand) -> None:
    for record in hand.records:
        typed_in(record)


def write_books(hand: Hand) -> None:
    marc.write_books(hand.books, hand.out)


def write_books_xml(hand: Hand) -> None:
    marc.write_books(hand.books, hand.out, xml=True)


def write_pymarc_books(hand: Hand) -> None:
    _with_pymarc(hand, pymarc.MARCWriter, typed_in)


def write_pymarc_books_xml(hand: Hand) -> None:
    _with_pymarc(hand, pymarc.XMLWriter, typed_in)


def write_iso(hand: Hand) -> None:
    marc.write(hand.records, hand.out)


def write_xml(hand: Hand) -> None:
    marc.write_xml(hand.records, hand.out)


def write_pymarc_iso(hand: Hand) -> None:
    _with_pymarc(hand, pymarc.MARCWriter, lambda record: record)


def write_pymarc_xml(hand: Hand) -> None:
    _with_pymarc(hand, pymarc.XMLWriter, lambda record: record)


def _with_pymarc(hand: Hand, kind: Any, made: Callable[[pymarc.Record], pymarc.Record]) -> None:
    with hand.out.open("wb") as out:
        writer = kind(out)
        for record in hand.records:
            with contextlib.suppress(ValueError):
                writer.write(made(record))
        writer.close(close_fh=False)


# one figure, in a process of its own


class Used(NamedTuple):
    """Microseconds of CPU a record, and the peak megabytes of the process."""

    cpu: float
    megabytes: float


READ: dict[str, Callable[[Path], int]] = {
    "koleksi: Book and Copies, every value": books,
    "bare loop: Book and Copies, no rule": bare,
    "koleksi: pymarc Record": our_records,
    "pymarc: Record": records,
    "pymarc: Record, every value": values,
    "mrrc: record": mrrc_records,
    "mrrc: record, every value": mrrc_values,
}
READ_XML: dict[str, Callable[[Path], int]] = {
    "koleksi: Book and Copies, every value": books,
    "koleksi: pymarc Record": our_records,
    "pymarc: Record": xml_records,
    "mrrc: record, every value": mrrc_xml,
}
BUILD: dict[str, Callable[[Hand], None]] = {
    "koleksi: pymarc Record from Book": build,
    "pymarc: Record, values ready": build_pymarc,
    "koleksi: ISO 2709 from Book": write_books,
    "pymarc: ISO 2709, values ready": write_pymarc_books,
    "koleksi: ISO 2709 from Record, read back": write_iso,
    "pymarc: ISO 2709 from Record": write_pymarc_iso,
    "koleksi: MARCXML from Book": write_books_xml,
    "pymarc: MARCXML, values ready": write_pymarc_books_xml,
    "koleksi: MARCXML from Record, read back": write_xml,
    "pymarc: MARCXML from Record": write_pymarc_xml,
}
WORK: dict[str, dict[str, Any]] = {"read": READ, "read XML": READ_XML, "build and write": BUILD}


def one(group: str, name: str, path: Path) -> None:
    """Print CPU and memory of one way."""
    logging.disable(logging.CRITICAL)  # pymarc logs every odd byte: thousands of lines
    warnings.simplefilter("ignore")
    work = WORK[group][name]
    given = at_hand(path) if group == "build and write" else path
    gc.collect()
    gc.freeze()
    begun = time.process_time()
    count = work(given)
    spent = time.process_time() - begun
    count = count if count is not None else len(given.books)
    print()  # behind whatever a peer has printed
    print(json.dumps([1e6 * spent / count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def measured(group: str, name: str, path: Path) -> Used | None:
    """None where the way ends with an error: mrrc at a leader that it does not take."""
    command = (sys.executable, __file__, "one", group, name, str(path))
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return None if ended.returncode else Used(*json.loads(ended.stdout.splitlines()[-1]))


def table(group: str, path: Path, rounds: int) -> None:
    """Microseconds and megabytes of each way, and how many times as long each peer takes as the one of ours above."""
    names = [name for name in WORK[group] if mrrc or not name.startswith("mrrc")]
    found: dict[str, list[Used]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            found[name] += filter(None, [measured(group, name, path)])
    print(f"\n{group}, {path.relative_to(KEPT)}")
    first = names[0]
    for name in names:
        if len(found[name]) < rounds:
            print(f"{name:42} does not read the whole file")
            continue
        spent, memory = (median(getattr(used, kind) for used in found[name]) for kind in Used._fields)
        if group == "build and write" and name.startswith("koleksi"):
            first = name
        ratio = median(theirs.cpu / ours.cpu for theirs, ours in zip(found[name], found[first], strict=True))
        print(f"{name:42}{spent:8.1f} us{memory:6.0f} MB{ratio:7.2f} x", flush=True)


def main(given: list[str]) -> None:
    if given[:1] == ["one"]:
        one(given[1], given[2], Path(given[3]))
        return
    folder, rounds = Path(given[0]) if given else DEV, int(given[1]) if len(given) > 1 else 5
    logging.disable(logging.CRITICAL)
    small, large = map(own_catalogue, SIZES)
    for path in (small, large, dev_file(folder)):
        table("read", path, rounds)
    table("read XML", small.with_suffix(".xml"), rounds)
    table("build and write", small, rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
