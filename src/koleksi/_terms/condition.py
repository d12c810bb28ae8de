"""Remarks on the condition of one copy, which belong to that copy and not to the description of its edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from koleksi._terms.tables import rows

__all__ = ["parted"]

_PARTS = re.compile(r"\s*;\s*|(?<=[^\W\d]{4})\.\s+")  # "hal. 5" is one remark
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 8  # words of a remark that only begins with the state of the copy


def parted(remarks: str) -> tuple[str, str]:
    """(what remarks say of the copy's condition, what they say beside it): "sampul sobek; Hadiah Ani" is both."""
    condition: list[str] = []
    rest: list[str] = []
    for part in filter(None, _PARTS.split(remarks)):
        (condition if _is_condition(part) else rest).append(part)
    return ("; ".join(condition), "; ".join(rest)) if condition else ("", remarks)


def _is_condition(remark: str) -> bool:
    """All its words are such as describe a copy, one of them its state; or it is short and begins with a state."""
    kinds = [_kinds().get(word, "") for word in _WORDS.findall(remark.casefold())]
    if not kinds:
        return False
    described = all(kinds) and any(kind in ("state", "weak") for kind in kinds)
    return described or kinds[0] == "state" and len(kinds) <= _LONGEST


@cache
def _kinds() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["kind"] for row in rows("condition_words.csv")})
