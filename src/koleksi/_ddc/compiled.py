"""The class tables in the form that loads without parsing: one JSON text, made of the CSV tables when the package is
built (``hatch_build.py``) or, in a checkout without it, on first use.

Only texts and small lists stand in it; what a text says is taken apart where it is asked for (``_ddc/tables.py``).
Nothing outside the standard library is imported here, since a build has nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from koleksi._ddc.schedule import Schedule, schedule
from koleksi._ddc.word_counts import english_counts, index_words
from koleksi._terms.tables import table_text

__all__ = ["compiled", "made_of"]

_SOURCES = ("ddc_ringkas.csv", "english_words.csv", "english_headings.csv", "class_words.csv", "school_levels.csv")
_MADE_BY = "2"  # of this module: another number makes files of before stale


def made_of() -> str:
    """What the tables are made of: a digest of their sources, so that an edited CSV is never passed over."""
    digest = hashlib.sha256(_MADE_BY.encode())
    for name in _SOURCES:
        digest.update(table_text(name).encode())
    return digest.hexdigest()


def compiled() -> str:
    """The JSON text: terms -> numbers, words -> classes with shares in thousandths, captions."""
    table = schedule()
    content = {
        "made_of": made_of(),
        "longest": table.longest,
        "index": {term: " ".join(numbers) for term, numbers in table.index.items()},
        "spelled": {word: ";".join(terms[:2]) for word, terms in table.spelled.items()},
        "words": {word: _in_thousandths(shares) for word, shares in index_words().items()},
        "english": {word: _in_thousandths(shares) for word, shares in english_counts("english_words.csv").items()},
        "headings": {word: _in_thousandths(shares) for word, shares in english_counts("english_headings.csv").items()},
        "captions": _captions(table),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _captions(table: Schedule) -> Mapping[str, list[str]]:
    return {number: [one.caption, one.caption_en] for number, one in table.classes.items()}


def _in_thousandths(shares: Iterable[tuple[str, float]]) -> str:
    """ "510 123 512 45": class, share, class, share; shares under half a thousandth are left out."""
    kept = ((number, round(1000 * share)) for number, share in shares)
    return " ".join(f"{number} {thousandths}" for number, thousandths in kept if thousandths)
