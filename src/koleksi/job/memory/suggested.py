"""Class suggestions of the last run, by what each book says: a book that says the same is not thought about again.

They hold as long as all that makes them is the same: this program with its tables, the settings and what was taught.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koleksi._terms import book_json
from koleksi._terms.tables import table_files
from koleksi.book import Book, Text

if TYPE_CHECKING:
    from koleksi.ddc import Suggestion

__all__ = ["Suggest", "Suggested"]

Suggest = Callable[[Book], "tuple[Suggestion, ...]"]
_compact = json.JSONEncoder(separators=(",", ":")).encode
_PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Of an open ledger: what was suggested in its last run."""

    database: sqlite3.Connection

    @contextmanager
    def before_asking(self, suggest: Suggest, settled: object) -> Iterator[Suggest]:
        """``suggest``, asked only for books that the last run did not have. ``settled``: what else than the book its
        answer depends on; its ``repr`` says all of it."""
        maker = _digest(_program(), repr(settled))
        before, known = self._read(maker), dict[Any, Any]()
        now: dict[str, tuple[Suggestion, ...]] = {}

        def remembering(book: Book) -> tuple[Suggestion, ...]:
            key = _digest(book_json.dump(book))
            if key not in now:
                made = map(_made, before[key]) if key in before else suggest(book)
                several = tuple([_shared(one, known) for one in made])
                now[key] = known.setdefault(several, several)
            return now[key]

        yield remembering
        if now.keys() != before.keys():
            self._write(maker, now)

    def _read(self, maker: str) -> dict[str, Any]:
        found = self.database.execute("SELECT found FROM suggested WHERE maker = ?", (maker,)).fetchone()
        return dict(json.loads(zlib.decompress(found[0]))) if found else {}

    def _write(self, maker: str, found: Mapping[str, Iterable[Suggestion]]) -> None:
        self.database.execute("DELETE FROM suggested")
        self.database.execute("INSERT INTO suggested VALUES (?, ?)", (maker, b"".join(_packed(found))))


def _packed(found: Mapping[str, Iterable[Suggestion]]) -> Iterator[bytes]:
    """A JSON object, deflated; in pieces, for as one text it would be the largest value of a run."""
    packing = zlib.compressobj(level=1)
    yield packing.compress(b"{")
    for n, (key, several) in enumerate(found.items()):
        value = _compact([_plain(one) for one in several])
        yield packing.compress(f"{',' if n else ''}{_compact(key)}:{value}".encode())
    yield packing.compress(b"}")
    yield packing.flush()


def _shared(one: Suggestion, known: dict[Any, Any]) -> Suggestion:
    """The suggestion, its score and each of its reasons once in memory, of however many titles they are told.
    ``known``: what is there already."""
    once = known.setdefault
    reasons = tuple([once(text, text) for text in one.reasons])
    made = replace(one, score=once(one.score, one.score), reasons=once(reasons, reasons))
    shared: Suggestion = once(made, made)
    return shared


def _plain(one: Suggestion) -> list[object]:
    return [one.number, one.caption, one.score, one.reasons, one.caption_en, one.habit]


def _made(values: list[Any]) -> Suggestion:
    from koleksi.ddc import Suggestion

    number, caption, score, reasons, caption_en, habit = values
    return Suggestion(
        number=number, caption=caption, score=score, reasons=tuple(Text(*one) for one in reasons),
        caption_en=caption_en, habit=habit,
    )  # fmt: skip


@cache
def _program() -> str:
    """Another for every other state of the program's files: whoever mends a rule or a table needs to say it nowhere."""
    files = sorted([*_PACKAGE.rglob("*.py"), *table_files()])
    return _digest(*[f"{zlib.crc32(path.read_bytes()):x}" for path in files])  # six times as fast over their 9 MB


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=12).hexdigest()
