"""Words of a column "Kategori" that name an audience, a form or a shelf rather than what a book is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.folding import words
from koleksi._terms.tables import rows

__all__ = ["kind_of_category"]


@lru_cache(maxsize=1024)
def kind_of_category(text: str) -> str:
    """ "audience", "form" or "shelf" for a category ("Anak-anak", "Fiksi", "Agama"); "" for a subject."""
    return _kinds().get(" ".join(words(text)), "")


@cache
def _kinds() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["means"] for row in rows("shelf_words.csv")})
