"""The form of an ISBN in 020: with hyphens as Perpusnas's manual has it (Pedoman pengatalogan), without as MARC 21 says."""

from __future__ import annotations

import re
from collections.abc import Callable

from koleksi import isbn as numbers
from koleksi._marc.fields import Field, Raw

__all__ = ["hyphenated", "plain"]

_NUMBER = re.compile(r"\s*([0-9](?:[0-9]|[- ](?=[0-9Xx])){8,16}[0-9Xx])(?![0-9-])")


def hyphenated(raw: Raw) -> Raw:
    """The record with every right ISBN of 020 $a in its parts; what stands behind it ("(jil. 1)") stays."""
    return _changed(raw, "a", lambda number: numbers.hyphenate(number) if len(number) == 13 else "")


def plain(raw: Raw) -> Raw:
    """The record with digits alone in 020 $a and $z, as Koha's matching rule compares them."""
    return _changed(raw, "az", lambda number: number if len(number) in (10, 13) else "")


def _changed(raw: Raw, codes: str, form: Callable[[str], str]) -> Raw:
    """``form`` gives a number its form, or "" where it stays as it is."""
    if not any(tag == "020" for tag, _, _ in raw.fields):
        return raw

    def written(found: re.Match[str]) -> str:
        return form(re.sub("[- ]", "", found[1]).upper()) or found[0]

    def changed(field: Field) -> Field:
        tag, indicators, subfields = field
        if tag != "020":
            return field
        return tag, indicators, tuple((c, _NUMBER.sub(written, v, 1) if c in codes else v) for c, v in subfields)

    return raw._replace(fields=tuple(map(changed, raw.fields)))
