"""What an online source is: how it is asked, how its answer is read, and how hard it may be pressed."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Text
from koleksi.lookup.facts import Hit
from koleksi.lookup.limits import Pace
from koleksi.lookup.web import Client, SourceError

__all__ = ["Online", "as_json", "text_of", "texts_of"]


class Online(ABC):
    """A source on the network. A subclass says what to ask (`url`) and what an answer means (`read`), both pure.

    ``batch`` ISBNs go into a request, ``at_once`` requests run side by side, ``per_second`` begin a second and
    ``most`` are made in a run. ``base`` is the address without a slash at its end.
    """

    name: ClassVar[str]
    batch: ClassVar[int] = 1
    at_once: ClassVar[int] = 2
    per_second: ClassVar[float] = 2.0
    most: ClassVar[int] = 5000
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, base: str, name: str = "") -> None:
        self.base = base.rstrip("/")
        self.label = name or self.name
        self.pace = Pace(self.per_second)

    @abstractmethod
    def url(self, isbns: Sequence[str]) -> str:
        """The address that answers for these ISBNs."""

    @abstractmethod
    def read(self, body: bytes) -> Iterable[Hit]:
        """The descriptions in an answer. Raises ValueError for what is none."""

    def fetch(self, client: Client, isbns: Sequence[str]) -> list[Hit]:
        """Ask and read. Raises SourceError; final for a web page in place of an answer (a portal that wants a
        log-in)."""
        body = client.get(self.url(isbns), self.pace, self.headers)
        try:
            return list(self.read(body))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            page = kind_of(body[:HEAD]) == "html"
            raise SourceError(_A_PAGE if page else _damaged(error), final=page) from error


_A_PAGE = Text("halaman web, bukan jawaban", "a web page, not an answer")


def _damaged(error: Exception) -> Text:
    return Text(f"jawaban rusak ({type(error).__name__})", f"damaged answer ({type(error).__name__})")


def as_json(body: bytes) -> dict[str, Any]:
    """The object that an answer holds. Raises ValueError."""
    value = json.loads(body)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def text_of(value: object) -> str:
    """A field of an answer as text: a list gives its first member, anything that is no text or number gives ""."""
    if type(value) is str:
        return value
    if not value:
        return ""
    if isinstance(value, list):
        return text_of(value[0])
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts_of(value: object, key: str = "") -> tuple[str, ...]:
    """The texts in a list of texts, or of objects with the text under ``key``; each once."""
    if not value:
        return ()
    members = value if isinstance(value, list) else [value]
    texts = [text_of(member.get(key)) if key and isinstance(member, dict) else text_of(member) for member in members]
    return tuple(texts) if len(texts) == 1 and texts[0] else tuple(dict.fromkeys(filter(None, texts)))
