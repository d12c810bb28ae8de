"""Books typed with labels, in one line or a line each: "Judul: Merpati, Pengarang: Budi Hartono"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from koleksi._intake.headings import field_of
from koleksi._intake.typed.around import is_item
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
    fields = [field for _, _, labels in told for field, _ in labels]
    several = min(fields.count(first), fields.count("title")) >= _FEWEST
    if not several or sum(bool(labels) for _, _, labels in told) < 0.6 * len(told):
        return []
    rows: list[tuple[int, dict[str, str] | str]] = []  # a book by field, or a line that is none
    found = dict[str, str]()
    before, last = 0, ""
    for n, line, labels in told:
        if labels:
            before = n
        elif found and n == before + 1 and not is_item(line):
            found[last] += f" {line}"
            before = n
        else:
            rows.append((n, line))
        for field, text in labels:
            if field == first or not found:
                found = {}
                rows.append((n, found))
            found[field] = f"{found[field]}; {text}" if field in found else text
            last = field
    return [(n, _cells(one)) for n, one in rows]


def _cells(found: dict[str, str] | str) -> tuple[str, ...]:
    """A row; a line that is no book stands left of the titles."""
    return (found,) if isinstance(found, str) else ("", *(found.get(field, "") for field in FIELDS))


def _labels(line: str) -> Iterator[tuple[str, str]]:
    """Each label of a line as the field it names, with the text behind it; words before the first are a note."""
    found = [one for one in map(_label, _LABEL.finditer(line)) if one[2] in FIELDS]
    ends = [*(start for start, _, _ in found[1:]), len(line)]
    for (_, begins, field), end in zip(found, ends, strict=False):
        yield field, line[begins:end].strip(" ,;|-/*")
    before = line[: found[0][0]].strip(" ,;|-/*.)(") if found else ""
    if any(map(str.isalpha, before)):
        yield "notes", before


def _label(found: re.Match[str]) -> tuple[int, int, str]:
    """Where a label begins, where the text behind it begins, and its field: that of two words, or of the last of them
    ("Judul: Merpati Pengarang: Budi")."""
    if field := field_of(found["label"]):
        return found.start(), found.end(), field
    last = found["label"].split()[-1]
    return found.start() + len(found["label"]) - len(last), found.end(), field_of(last)
