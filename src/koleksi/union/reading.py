"""A library's files -> what it holds. Each library can be read in a process of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from pathlib import Path

from koleksi import dedupe, marc
from koleksi._terms import book_json
from koleksi._terms.system_errors import why
from koleksi.book import Entry, Problem, Text
from koleksi.errors import KoleksiError
from koleksi.job.review.spoken import Spoken
from koleksi.job.sources import gather, is_marc
from koleksi.union import decided
from koleksi.union.private import public
from koleksi.union.processes import pool
from koleksi.union.values import Holding, Listed, Source

__all__ = ["read", "read_all", "stamp_of"]

_WORTH = 4_000_000  # bytes from which a second process pays for its start
_AHEAD = 2  # sources a process that wait to be taken over


def read(source: Source) -> Listed:
    """What a library holds; a source that cannot be read says so and raises nothing."""
    if source.broken:
        return _broken(source, source.broken)
    said = decided.said_of(source)
    try:
        holdings, problems = _holdings(source, said or Spoken())
    except KoleksiError as error:
        return _broken(source, error.message)
    except OSError as error:
        return _broken(source, why(error))
    if not holdings:
        return _broken(source, Text("0 buku", "it holds no book"))
    errors = sum(one.severity == "error" for one in problems)
    return Listed(
        source=source, holdings=holdings, rows=len(holdings), problems=errors, unheard=said is None,
        apart=said.apart if said else frozenset(),
    )  # fmt: skip


def _holdings(source: Source, said: Spoken) -> tuple[list[Holding], list[Problem]]:
    contents, problems = dedupe.Contents(), list[Problem]()
    entries = _entries(source.files, problems)
    holdings = [_holding(entry, contents, said.corrected.get(entry.book.record_id, ())) for entry in entries]
    return decided.twins_apart(holdings, said.apart), problems


def _entries(files: Sequence[Path], problems: list[Problem]) -> Iterator[Entry]:
    """The rows of the files. A MARC file alone is streamed: it has no rows that tell of the copies of others."""
    if len(files) > 1 or not is_marc(files[0]):
        entries, found = gather(files)
        problems += found
        yield from entries
        return
    for item in marc.read_books(files[0]):
        if isinstance(item, Entry):
            yield item
        else:
            problems.append(item)


def _broken(source: Source, reason: Text) -> Listed:
    return Listed(source=source, broken=reason)


def _holding(entry: Entry, contents: dedupe.Contents, corrected: Collection[str]) -> Holding:
    book = public(entry.book)
    called = next((copy.call_number for copy in entry.copies if copy.call_number), entry.book.call_number)
    return Holding(
        contents.of(book), book_json.dump(book), max(len(entry.copies), 1), called, entry.book.record_id,
        decided.values(book, corrected) if corrected else (),
    )  # fmt: skip


def stamp_of(source: Source) -> str:
    """A digest of the bytes of a library's files and of what people decided there, "" where one cannot be read. Names
    and days do not count: a stick may give a file another one."""
    total = sha256()
    try:
        for file in source.files:
            with file.open("rb") as stream:
                while block := stream.read(1 << 20):
                    total.update(block)
            total.update(b"\0next\0")
    except OSError:
        return ""
    total.update(decided.digest(decided.said_of(source) or Spoken()).encode())
    return total.hexdigest()[:32]


def read_all(sources: Sequence[Source], processes: int = 1) -> Iterator[Listed]:
    """Every source, in their order; several at a time where there is enough to read for that."""
    processes = min(processes, len(sources))
    if processes < 2 or sum(source.size for source in sources) < _WORTH:
        yield from map(read, sources)
        return
    with pool(processes) as workers:
        yield from _in_order(workers, sources, processes * _AHEAD)


def _in_order(workers: ProcessPoolExecutor, sources: Sequence[Source], ahead: int) -> Iterator[Listed]:
    """What the pool reads, no more of it at a time than ``ahead`` sources: a province does not fit in memory."""
    running: list[tuple[Source, Future[Listed] | None]] = []
    for source in sources:
        running.append((source, _begun(workers, source)))
        if len(running) >= ahead:
            yield _result(*running.pop(0))
    for one in running:
        yield _result(*one)


def _begun(workers: ProcessPoolExecutor, source: Source) -> Future[Listed] | None:
    """None where a process was ended from outside, by a system that is short of memory say: then none is begun."""
    try:
        return workers.submit(read, source)
    except BrokenProcessPool:
        return None


def _result(source: Source, running: Future[Listed] | None) -> Listed:
    """What another process has read; where it cannot, this one reads."""
    try:
        return running.result() if running else read(source)
    except BrokenProcessPool:
        return read(source)
