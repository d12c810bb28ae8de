"""A library's files -> what it holds. Each library can be read in a process of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
_AHEAD = 2  # bunches a process that wait to be taken over
_BUNCH = 8  # sources that a process reads at a time


def read(source: Source, contents: dedupe.Contents | None = None) -> Listed:
    """What a library holds; a source that cannot be read says so and raises nothing. ``contents``: of the sources
    before it, which saves work."""
    if source.broken:
        return _broken(source, source.broken)
    said = decided.said_of(source)
    try:
        holdings, problems = _holdings(source, said or Spoken(), contents or dedupe.Contents())
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


def _holdings(source: Source, said: Spoken, contents: dedupe.Contents) -> tuple[list[Holding], list[Problem]]:
    problems = list[Problem]()
    entries = _entries(source.files, problems)
    holdings = [_holding(entry, contents, said.corrected.get(entry.book.record_id, ())) for entry in entries]
    return decided.twins_apart(holdings, said.apart), problems


def _entries(files: Sequence[Path], problems: list[Problem]) -> Iterator[Entry]:
    """The rows of the files. A MARC file alone is streamed: it has no rows that tell of the copies of others."""
    if len(files) > 1 or not is_marc(files[0]):
        entries, found = gather(files, lines=False)
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
        yield from _read_some(sources)
        return
    size = min(_BUNCH, -(-len(sources) // (processes * _AHEAD)))
    bunches = [sources[n : n + size] for n in range(0, len(sources), size)]
    with pool(processes) as workers:
        for bunch in _in_order(workers, bunches, processes * _AHEAD):
            yield from bunch


def _read_some(sources: Sequence[Source]) -> Iterator[Listed]:
    """One after another; what the comparison has worked out for one list holds for the next."""
    contents = dedupe.Contents()
    return (read(source, contents) for source in sources)


def _read_bunch(sources: Sequence[Source]) -> list[Listed]:
    return list(_read_some(sources))


def _in_order(
    workers: ProcessPoolExecutor, bunches: Sequence[Sequence[Source]], ahead: int
) -> Iterator[Iterable[Listed]]:
    """What the pool reads, no more of it at a time than ``ahead`` bunches: a province does not fit in memory."""
    running: list[tuple[Sequence[Source], Future[list[Listed]] | None]] = []
    for bunch in bunches:
        running.append((bunch, _begun(workers, bunch)))
        if len(running) >= ahead:
            yield _result(*running.pop(0))
    for one in running:
        yield _result(*one)


def _begun(workers: ProcessPoolExecutor, bunch: Sequence[Source]) -> Future[list[Listed]] | None:
    """None where a process was ended from outside, by a system that is short of memory say: then none is begun."""
    try:
        return workers.submit(_read_bunch, bunch)
    except BrokenProcessPool:
        return None


def _result(bunch: Sequence[Source], running: Future[list[Listed]] | None) -> Iterable[Listed]:
    """What another process has read; where it cannot, this one reads."""
    try:
        return running.result() if running else _read_some(bunch)
    except BrokenProcessPool:
        return _read_some(bunch)
