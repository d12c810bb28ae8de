"""How a copy came to the library: bought, given or exchanged, by the words of lists (``acquisition_words.csv``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["kind_of_acquisition", "usual_codes"]


@lru_cache(maxsize=256)  # lists have few sources, each on many rows
def kind_of_acquisition(said: str) -> str:
    """ "bought", "given" or "exchanged"; "" where nothing is said. A text without a word of the table ("Bpk. Lurah") is
    the name of a giver: a shop's name stands beside a word or a price."""
    low = said.casefold()
    if not low.strip():
        return ""
    return next((kind for word, kind in _kinds().items() if re.search(rf"\b{word}\b", low)), "given")


@cache
def usual_codes() -> Mapping[str, str]:
    """Word -> its code in accession numbers, of those that have one: the default of the settings."""
    return MappingProxyType({row["word"]: row["code"] for row in rows("acquisition_words.csv") if row["code"]})


@cache
def _kinds() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["kind"] for row in rows("acquisition_words.csv")})
