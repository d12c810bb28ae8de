"""Records a CPU second: reading as Book, writing both formats, building, beside pymarc (and mrrc) in the same run.

    .venv/bin/python benchmarks/marc.py FOLDER_OF_MRC_FILES [RECORDS]

The files of the folder are repeated until there are RECORDS (100,000). Memory: peak of a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pymarc

from koleksi import Book, Problem, marc
from koleksi.book import Entry


def main(folder: Path, count: int) -> None:
    logging.disable(logging.CRITICAL)  # pymarc logs every odd byte: thousands of lines
    with tempfile.TemporaryDirectory() as work:
        big, part = Path(work) / "big.mrc", Path(work) / "part.mrc"
        made = [record for path in sorted(folder.glob("*.mrc")) for record in sound(path)]
        for path, size in ((big, count), (part, count // 10)):
            with path.open("wb") as out:
                out.writelines(islice(cycle(made), size))
        books = [item.book for item in marc.read_books(part) if isinstance(item, Entry)]
        PLAIN.update((book, marc.to_record(book)) for book in books)
        table(
            {
                "read every value as Book": (lambda: read_books(big), lambda: read_values(big), count),
                "build from Book": (lambda: build(books), lambda: build_pymarc(books), len(books)),
                "write ISO 2709 from Book": (
                    lambda: write(books, Path(work) / "o", False),
                    lambda: write_pymarc(books, Path(work) / "p", False),
                    len(books),
                ),
                "write ISO 2709": (
                    lambda: marc.write(PLAIN.values(), Path(work) / "o"),
                    lambda: write_plain(Path(work) / "p", False),
                    len(PLAIN),
                ),
                "write MARCXML": (
                    lambda: marc.write_xml(PLAIN.values(), Path(work) / "o"),
                    lambda: write_plain(Path(work) / "p", True),
                    len(PLAIN),
                ),
                "write MARCXML from Book": (
                    lambda: write(books, Path(work) / "o", True),
                    lambda: write_pymarc(books, Path(work) / "p", True),
                    len(books),
                ),
            }
        )
        print(f"peak memory reading {count // 10:,} records {peak(part):.0f} MB, {count:,} records {peak(big):.0f} MB")


def sound(path: Path) -> Iterator[bytes]:
    """The records that pymarc reads too, as bytes."""
    for data in path.read_bytes().split(b"\x1d"):
        record = data.lstrip(b"\r\n") + b"\x1d"
        with contextlib.suppress(ValueError, StopIteration):
            if len(record) == int(record[:5]) and next(pymarc.MARCReader(io.BytesIO(record))) is not None:
                yield record


def table(rows: dict[str, tuple[Callable[[], object], Callable[[], object], int]]) -> None:
    for name, (ours, theirs, count) in rows.items():
        fast, slow = count / seconds(ours), count / seconds(theirs)
        print(f"{name:26} koleksi {fast:9,.0f}/s   pymarc {slow:9,.0f}/s   {fast / slow:5.1f} x", flush=True)


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()  # what the run before left behind is not walked again and again
    begin = time.process_time()
    work()
    return time.process_time() - begin


def read_books(path: Path) -> None:
    for _ in marc.read_books(path):
        pass


def read_values(path: Path) -> None:
    with path.open("rb") as stream:
        for record in pymarc.MARCReader(stream):
            for field in record.fields if record else ():
                _ = field.data if field.control_field else [(sub.code, sub.value) for sub in field.subfields]


def build(books: list[Book]) -> None:
    for book in books:
        marc.to_record(book)


def build_pymarc(books: list[Book]) -> None:
    for book in books:
        pymarc_record(book)


def pymarc_record(book: Book) -> pymarc.Record:
    """The same fields typed in by hand: no choice of headings, no punctuation, nothing checked."""
    record = PLAIN[book]
    copy = pymarc.Record(leader=str(record.leader))
    for field in record.fields:
        if field.control_field:
            copy.add_field(pymarc.Field(tag=field.tag, data=field.data))
        else:
            copy.add_field(
                pymarc.Field(
                    tag=field.tag,
                    indicators=pymarc.Indicators(*field.indicators),
                    subfields=[pymarc.Subfield(s.code, s.value) for s in field.subfields],
                )
            )
    return copy


PLAIN: dict[Book, pymarc.Record] = {}


def write(books: list[Book], path: Path, xml: bool) -> None:
    problems = marc.write_books(((book, ()) for book in books), path, xml=xml)
    assert not any(isinstance(problem, Problem) and problem.code != "marc-too-long" for problem in problems)


def write_plain(path: Path, xml: bool) -> None:
    """Ready records as they are: nothing is checked, nothing read back."""
    with path.open("wb") as out:
        writer = pymarc.XMLWriter(out) if xml else pymarc.MARCWriter(out)
        for record in PLAIN.values():
            with contextlib.suppress(ValueError):
                writer.write(record)
        writer.close(close_fh=False)


def write_pymarc(books: list[Book], path: Path, xml: bool) -> None:
    with path.open("wb") as out:
        writer = pymarc.XMLWriter(out) if xml else pymarc.MARCWriter(out)
        for book in books:
            with contextlib.suppress(ValueError):
                writer.write(pymarc_record(book))
        writer.close(close_fh=False)


def peak(path: Path) -> float:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (path,))


def _peak(path: Path) -> float:
    read_books(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
