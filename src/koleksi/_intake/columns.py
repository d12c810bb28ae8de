"""Where the heading of a typed sheet stands, and which of its columns is what."""

from __future__ import annotations

from collections.abc import Sequence

from koleksi._intake.headings import field_of, is_known, is_school_subject

__all__ = ["SEVERAL", "Heading", "find_heading"]

# Kinds of which a sheet may have several columns ("Pengarang 1", "Pengarang 2"): their cells are read as one.
SEVERAL = frozenset({"authors", "translator", "editor", "illustrator", "subjects", "notes"})


class Heading(tuple[str, ...]):
    """The fields of a sheet's columns, "" for one that is not understood. ``names``: the headings as typed."""

    names: tuple[str, ...]
    rows: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[str], rows: tuple[int, ...]) -> Heading:
        """The first column of a kind wins, and a second one is kept as a note, where there cannot be several."""
        seen: set[str] = set()
        fields = []
        kinds = [field_of(name) for name in names]
        if not any(kind in ("isbn", "title") or "title+" in kind or "+title" in kind for kind in kinds):
            kinds = ["title" if is_school_subject(name) else kind for name, kind in zip(names, kinds, strict=True)]
        for field in kinds:
            fields.append("" if field in seen and field not in SEVERAL | {"ignore"} else field)
            seen.update((field, *field.split("+")))
        heading = cls(fields)
        heading.names = tuple(names)
        heading.rows = rows
        return heading


def find_heading(rows: Sequence[Sequence[str]], limit: int = 40) -> Heading | None:
    """The heading among the first rows: the row that names most kinds of columns, a title or an ISBN among them.

    Rows of merged cells above or below it are read together with it, and a row that only numbers the columns belongs
    to it.
    """
    best, place = 0, -1
    for n, row in enumerate(rows[:limit]):
        score = _score(row)
        if score > best:
            best, place = score, n
    if place < 0:
        return None
    heading = max(_candidates(rows, place), key=lambda found: (len(set(found) - {"", "ignore"}), -len(found.rows)))
    last = heading.rows[-1] + 1
    if last < len(rows) and _numbers_columns(rows[last]):
        heading.rows = (*heading.rows, last)
    return heading


def _score(row: Sequence[str]) -> int:
    known = {part for cell in row if cell for part in field_of(cell).split("+")} - {""}
    return (
        len(known)
        if known & {"title", "isbn"} or len(known) > 2 and any(is_school_subject(cell) for cell in row if cell)
        else 0
    )


def _candidates(rows: Sequence[Sequence[str]], place: int) -> list[Heading]:
    """The row itself, and the pairs it makes with its neighbours where these hold headings too."""
    found = [Heading.of(rows[place], (place,))]
    for top, below in ((place, place + 1), (place - 1, place)):
        if top >= 0 and below < len(rows) and _belong_together(rows[top], rows[below]):
            found.append(Heading.of(_flattened(rows[top], rows[below]), (top, below)))
    return found


def _belong_together(top: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two rows are one heading in merged cells: words only, and below them mostly headings, in columns that
    the row above leaves open or spans."""
    filled = [n for n, cell in enumerate(below) if cell]
    if (
        len([cell for cell in top if cell]) < 2
        or not filled
        or any(cell[:1].isdigit() or len(cell) > 40 for cell in (*top, *below) if cell)
    ):
        return False
    names = _flattened(top, below)
    open_ = [n for n in filled if n >= len(top) or not top[n] or n + 1 >= len(top) or not top[n + 1]]
    known = [n for n in filled if field_of(names[n])]
    return len(open_) == len(filled) and bool(known) or len(known) >= 2 and 2 * len(known) > len(filled)


def _flattened(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """One name a column: what stands below, told by the group above it where it needs that ("Penerbit": "Nama",
    "Kota")."""
    group, names = "", []
    for n in range(max(len(top), len(below))):
        over, under = top[n] if n < len(top) else "", below[n] if n < len(below) else ""
        group = over or group
        names.append(_told_by_group(group, under) if under else over)
    return names


def _told_by_group(group: str, under: str) -> str:
    for name in (f"{under} {group}", f"{group} {under}"):
        if is_known(name):
            return name
    return under if field_of(under) or not group else f"{group} {under}"


def _numbers_columns(row: Sequence[str]) -> bool:
    """A row "1, 2, 3 ..." or "(1), (2) ..." or "a, b, c" under the heading."""
    filled = [cell.strip("()[]. ").casefold() for cell in row if cell]
    return len(filled) > 2 and (
        filled == [str(n + 1) for n in range(len(filled))] or filled == [chr(97 + n) for n in range(len(filled))]
    )
