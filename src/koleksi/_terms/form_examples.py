"""The examples of the empty form: rows that show how a list is typed, and hold no book when they are left in."""

from __future__ import annotations

from functools import cache

from koleksi._terms.tables import rows
from koleksi.book import Lang, Text

__all__ = ["examples", "is_example_title"]

_LANGS: tuple[Lang, Lang] = ("id", "en")
_TITLE = Text("Contoh: {title}", "Example: {title}")


def examples(lang: Lang) -> list[dict[str, str]]:
    """What the form shows, by the names of ``form_examples.csv``; the title says that it is one."""
    return [{**row, "title": _TITLE(lang).format(title=row["title"])} for row in rows("form_examples.csv")]


@cache
def _titles() -> frozenset[str]:
    return frozenset(example["title"] for lang in _LANGS for example in examples(lang))


def is_example_title(title: str) -> bool:
    """Whether a title is that of an example as the form gave it; one that was typed over is a book's."""
    return title.strip() in _titles()
