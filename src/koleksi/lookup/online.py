"""Asking several online sources at once: threads, cache, circuit breakers, and an end to everything.

Sources that take many ISBNs in a request are asked first; the others, side by side, only for the books that are
not fully known then. What is asked depends on answers, never on which source was quicker.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from koleksi._terms.problems import problem
from koleksi.book import Book, Problem, Text
from koleksi.lookup.cache import Cache
from koleksi.lookup.facts import Answers, Claim, Hit, matched
from koleksi.lookup.limits import Breaker
from koleksi.lookup.source import Online
from koleksi.lookup.web import Client, SourceError

__all__ = ["ask_all", "is_full"]

Progress = Callable[[str, int, int], None]
_SLACK = 5.0  # seconds beyond an answer's own limit before a silent thread is left behind


def is_full(book: Book) -> bool:
    """Whether a description has what a catalogue card needs; then no further source is asked."""
    return bool(book.title and book.authors and book.publisher and book.year)


def ask_all(
    sources: Sequence[Online], isbns: Sequence[str], client: Client, cache: Cache, tell: Progress | None = None
) -> Answers:
    """What the sources say of these ISBNs (13 digits, no doubles), each fact with its source. Never raises for a
    network."""
    by_source: dict[str, dict[str, Book]] = {source.label: {} for source in sources}
    problems: list[Problem] = []
    doors = _Doors(client, sources)
    for wave in ([s for s in sources if s.batch > 1], [s for s in sources if s.batch == 1]):
        open_ = [
            number
            for number in isbns
            if not any(is_full(found[number]) for found in by_source.values() if number in found)
        ]
        asks = [_Ask(source, *_remembered(source, open_, cache)) for source in wave]
        _run(asks, doors, client, cache, tell)
        for ask in asks:
            by_source[ask.source.label] = ask.known
            problems += ask.problems()
    answers = Answers(problems=problems)
    for label, found in by_source.items():
        for number, book in found.items():
            answers.known.setdefault(number, []).append(Claim(label, book))
    return answers


def _remembered(source: Online, isbns: Sequence[str], cache: Cache) -> tuple[dict[str, Book], list[str]]:
    known, missed = cache.get(source.label, isbns)
    return known, [number for number in isbns if number not in known and number not in missed]


@dataclass(slots=True)
class _Ask:
    """One source in one wave. Only the main thread changes it; the breaker is shared with the workers."""

    source: Online
    known: dict[str, Book]
    todo: list[str]
    breaker: Breaker = field(default_factory=Breaker)
    others: int = 0  # answers that described another ISBN
    lost: int = 0  # ISBNs whose question got no usable answer
    workers: int = 0

    def batches(self) -> list[list[str]]:
        size = self.source.batch
        return [self.todo[n : n + size] for n in range(0, len(self.todo), size)][: self.source.most]

    def hear(self, batch: Sequence[str], hits: Sequence[Hit], cache: Cache) -> None:
        found = matched(batch, hits)
        self.others += bool(hits) and not found
        self.known |= found
        cache.put(self.source.label, batch, found)

    def problems(self) -> list[Problem]:
        label, left = self.source.label, len(self.todo) - self.source.most * self.source.batch
        closed = [problem("lookup-unreachable", source=label, why=self.breaker.reason)] if self.breaker.reason else []
        other = [problem("lookup-other-isbn", source=label, value=str(self.others))] if self.others else []
        if closed:
            return closed + other
        lost = [problem("lookup-unanswered", source=label, value=str(self.lost))] if self.lost else []
        unasked = [problem("lookup-quota", source=label, value=str(left))] if left > 0 else []
        return other + lost + unasked


class _Doors:
    """Whether the hosts can be reached: tried once, all at once, when the first question is about to be asked."""

    def __init__(self, client: Client, sources: Sequence[Online]) -> None:
        self._client = client
        self._bases = [source.base for source in sources if source.base]
        self._closed: dict[str, Text] | None = None

    def why_closed(self, base: str) -> Text | None:
        if self._closed is None:
            self._closed = self._client.unreachable(self._bases)
        return self._closed.get(base)


def _run(asks: Sequence[_Ask], doors: _Doors, client: Client, cache: Cache, tell: Progress | None) -> None:
    """Ask until every worker has ended, or nothing has been heard for longer than an answer may take."""
    busy = [ask for ask in asks if ask.todo]
    events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
    for ask in busy:
        if why := doors.why_closed(ask.source.base):
            ask.breaker.failed(why, final=True)
        else:
            _start(ask, client, events)
    while any(ask.workers for ask in busy):
        try:
            event = events.get(timeout=client.answer_seconds + _SLACK)
        except queue.Empty:
            return _leave_behind(busy)
        _take(event, cache, tell)
    return None


@dataclass(frozen=True, slots=True)
class _Event:
    """What a worker reports: the answer to a batch (None: it got none), or, with no batch, that it has ended."""

    ask: _Ask
    batch: Sequence[str] = ()
    hits: Sequence[Hit] | None = ()


def _start(ask: _Ask, client: Client, events: queue.SimpleQueue[_Event]) -> None:
    batches: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for batch in ask.batches():
        batches.put(batch)
    ask.workers = min(ask.source.at_once, batches.qsize())
    for _ in range(ask.workers):  # daemons: a thread that hangs in another's code must not hold the program's end
        threading.Thread(target=_work, args=(ask, batches, client, events), daemon=True).start()


def _work(ask: _Ask, batches: queue.SimpleQueue[list[str]], client: Client, events: queue.SimpleQueue[_Event]) -> None:
    """A worker: batch after batch until none is left or the breaker opens."""
    try:
        while not ask.breaker.is_open:
            batch = batches.get_nowait()
            try:
                hits = ask.source.fetch(client, batch)
            except SourceError as error:
                ask.breaker.failed(error.message, final=error.final)
                events.put(_Event(ask, batch, None))
            else:
                ask.breaker.worked()
                events.put(_Event(ask, batch, hits))
    except queue.Empty:
        pass
    finally:
        events.put(_Event(ask))


def _take(event: _Event, cache: Cache, tell: Progress | None) -> None:
    if not event.batch:
        event.ask.workers -= 1
        return
    if event.hits is None:
        event.ask.lost += len(event.batch)
        return
    event.ask.hear(event.batch, event.hits, cache)
    if tell:
        tell(f"lookup {event.ask.source.label}", len(event.ask.known), len(event.ask.todo))


def _leave_behind(asks: Sequence[_Ask]) -> None:
    for ask in asks:
        if ask.workers:
            ask.breaker.failed(Text("tidak menjawab", "does not answer"), final=True)
