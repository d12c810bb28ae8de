"""Books typed with labels, in one line or a line each: "Judul: Merpati, Pengarang: Budi Hartono"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from koleksi._intake.headings import field_of
from koleksi._intake.typed.line import FIELDS

__all__ = ["labelled_rows"]

_LABEL = re.compile(r"(?:\A|(?<=[\s,;|/(*.)-]))(?P<label>[^\W\d_]+(?:\s[^\W\d_]+)?)\s*[:=]\s*")
_FEWEST = 2  # books

Numbered = tuple[int, tuple[str, ...]]


def labelled_rows(lines: Sequence[tuple[int, str]]) -> list[Numbered]:
    """The rows of numbered lines most of which have labels, [] for any others. A book begins with the label that is met
    first; a line without a label goes on with the one right above it."""
    told = [(n, line, list(_labels(line))) for n, line in lines]
    first = next((labels[0][0] for _, _, labels in told if labels), "")
    books = sum(field == first for _, _, labels in told for field, _ in labels)
    if books < _FEWEST or sum(bool(labels) for _, _, labels in told) < 0.6 * len(told):
        return []
    rows: list[Numbered] = []
    found = dict[str, str]()
    before, last = 0, ""
    for n, line, labels in told:
        if not labels and not (found and n == before + 1):
            rows.append((n, (line,)))  # left of the titles, where no book stands
            continue
        if not labels:
            found[last] += f" {line}"
        for field, text in labels:
            if field == first or not found:
                found = {}
                rows.append((n, ()))
            found[field] = f"{found[field]}; {text}" if field in found else text
            last = field
        before, rows[-1] = n, (rows[-1][0], ("", *(found.get(one, "") for one in FIELDS)))
    return rows


def _labels(line: str) -> Iterator[tuple[str, str]]:
    """Each label of a line as the field it names, with the text behind it."""
    found = [one for one in map(_label, _LABEL.finditer(line)) if one[2] in FIELDS]
    ends = [*(start for start, _, _ in found[1:]), len(line)]
    for (_, begins, field), end in zip(found, ends, strict=False):
        yield field, line[begins:end].strip(" ,;|-/*")


def _label(found: re.Match[str]) -> tuple[int, int, str]:
    """Where a label begins, where the text behind it begins, and its field: that of two words, or of the last of them
    ("Judul: Merpati Pengarang: Budi")."""
    if field := field_of(found["label"]):
        return found.start(), found.end(), field
    last = found["label"].split()[-1]
    return found.start() + len(found["label"]) - len(last), found.end(), field_of(last)
