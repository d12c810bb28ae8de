"""Where the heading of a typed sheet stands, and which of its columns is what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from koleksi._intake.copies.states import COUNTED, counting_columns, in_words
from koleksi._intake.headings import field_of, is_heading_word, is_known, is_school_subject, is_weak, plain
from koleksi._intake.joined import place_and_publisher
from koleksi._intake.programs import ARRANGED, arranged, field_in, program_of

__all__ = ["SEVERAL", "Heading", "begins_again", "find_heading", "prepared", "with_cells"]

# Kinds of which a sheet may have several columns ("Pengarang 1", "Pengarang 2"): their cells are read as one.
SEVERAL = frozenset({"authors", "translator", "editor", "illustrator", "subjects", "notes"})
_REPEATED = SEVERAL | {"ignore", "isbn", COUNTED}  # what several columns of a sheet may be


class Heading(tuple[str, ...]):
    """The fields of a sheet's columns, "" for one that is not understood. ``names``: the headings as typed;
    ``program``: whose list this is, "" where people typed it."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    program: str

    @classmethod
    def of(cls, names: Sequence[str], rows: tuple[int, ...]) -> Heading:
        """The first column of a kind wins, and a second one is kept as a note, where there cannot be several."""
        program = program_of(names)
        seen: set[str] = set()
        fields = []
        for field in _kinds(names, program):
            fields.append("" if field in seen and field not in _REPEATED else field)
            seen.add(field)
        return cls.made(fields, names, rows, program)

    @classmethod
    def made(cls, fields: Sequence[str], names: Sequence[str], rows: tuple[int, ...], program: str = "") -> Heading:
        heading = cls(fields)
        heading.names, heading.rows, heading.program = tuple(names), rows, program
        return heading

    def said(self, columns: Mapping[str, str]) -> Heading:
        """With the fields that a person gave to headings: they hold, and another column of that field is a note."""
        told = {n: columns[name.casefold()] for n, name in enumerate(self.names) if name.casefold() in columns}
        if not told:
            return self
        taken = set(told.values()) - _REPEATED
        fields = [told.get(n, "" if field in taken else field) for n, field in enumerate(self)]
        return Heading.made(fields, self.names, self.rows, self.program)


def _kinds(names: Sequence[str], program: str) -> list[str]:
    """The field of each column, as all headings of the sheet together say it."""
    said = [_last_of_its_name(names, n, field_in(program, name)) for n, name in enumerate(names)]
    kinds = [field_of(name) if field is None else field for name, field in zip(names, said, strict=True)]
    sure = {kind for name, kind in zip(names, kinds, strict=True) if not is_weak(name)}
    kinds = ["" if is_weak(name) and _names(kind, sure) else kind for name, kind in zip(names, kinds, strict=True)]
    if not any(kind in ("isbn", "series_title") or "title" in kind.split("+") for kind in kinds):
        kinds = ["title" if is_school_subject(name) else kind for name, kind in zip(names, kinds, strict=True)]
    if "count" not in kinds and any(plain(name) in ("satuan", "nama satuan") for name in names):  # "Volume | Satuan"
        kinds = ["count" if plain(name) in ("volume", "vol") else kind for name, kind in zip(names, kinds, strict=True)]
    counting = counting_columns(names, kinds)
    return [COUNTED if n in counting else kind for n, kind in enumerate(kinds)]


def _last_of_its_name(names: Sequence[str], n: int, field: str | None) -> str | None:
    """INLISLite's English calls the kind of material "Source Type", and behind it the kind of source."""
    return "notes" if field == "source" and names[n] in names[n + 1 :] else field


def _names(field: str, kinds: set[str]) -> bool:
    return any(field in kind.split("+") for kind in kinds)


def prepared(heading: Heading, cells: tuple[str, ...]) -> tuple[Heading, tuple[str, ...]]:
    """A row whose columns of one kind, and those that only another program has, are made plain ones."""
    if heading.count("isbn") > 1:
        cells = _one_isbn(heading, cells)
    if heading.program:
        cells = tuple(_plainly(field, cell) for field, cell in _by_field(heading, cells))
        cells = _without_lone_volume(heading, cells)
    heading, cells = _place_apart(heading, cells)
    if COUNTED in heading:
        heading, cells = _states_together(heading, cells)
    if not ARRANGED.keys() & set(heading):
        return heading, cells
    made = arranged(heading, cells)
    bare = tuple("" if n < len(heading) and heading[n] in ARRANGED else cell for n, cell in enumerate(cells))
    return with_cells(heading, bare, made)


def _states_together(heading: Heading, cells: tuple[str, ...]) -> tuple[Heading, tuple[str, ...]]:
    """A row whose columns of copies by condition are one cell ("7 Baik; 2 Rusak"); one that holds something else is a
    note, as a column that is not known."""
    places = [n for n, field in enumerate(heading[: len(cells)]) if field == COUNTED]
    said = {n: in_words(heading.names[n], cells[n]) if cells[n] else "" for n in places}
    odd = {n for n in places if said[n] is None}
    together = "; ".join(words for n in places if (words := said[n]))
    first = next((n for n in places if n not in odd), -1)
    fields = ["" if n in odd else field for n, field in enumerate(heading)]
    changed = [cell if n not in said or n in odd else together if n == first else "" for n, cell in enumerate(cells)]
    return Heading.made(fields, heading.names, heading.rows, heading.program), tuple(changed)


def _plainly(field: str, cell: str) -> str:
    """A cell of a program's list as people would type it: no copies that are not owned, "1.0" as 1, tags one by one."""
    if field == "count" and cell == "0":
        return ""
    if field == "year" and cell[:2] == "01":  # Calibre's word for no year at all
        return ""
    if field == "received":
        return cell.strip("[]").replace("/", "-")  # LibraryThing's [2024-01-05], Goodreads's 2024/01/05
    if field == "volume":
        return cell.removesuffix(".0")
    return cell.replace(", ", "; ") if field == "subjects" and not cell.startswith("<") else cell


def _without_lone_volume(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """Calibre gives a book of no series the volume 1."""
    if "series" not in heading or any(field == "series" and cell for field, cell in _by_field(heading, cells)):
        return cells
    return tuple("" if field == "volume" else cell for field, cell in _by_field(heading, cells))


def _by_field(heading: Heading, cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each cell with the field of its column, "" for cells beyond the headings."""
    return zip_longest(heading[: len(cells)], cells, fillvalue="")


def _place_apart(heading: Heading, cells: tuple[str, ...]) -> tuple[Heading, tuple[str, ...]]:
    """The place that was typed beside the publisher in one cell ("Gramedia, Jakarta"), where there is no other."""
    n = heading.index("publisher") if "publisher" in heading else len(cells)
    found = place_and_publisher(cells[n].rstrip(" )")) if n < len(cells) and cells[n] else None
    if not found or any("place" in field.split("+") and cell for field, cell in zip(heading, cells, strict=False)):
        return heading, cells
    return with_cells(heading, (*cells[:n], found[1], *cells[n + 1 :]), {"place": found[0]})


def _one_isbn(heading: Heading, cells: tuple[str, ...]) -> tuple[str, ...]:
    """All ISBNs of a row in the first of their columns: "ISBN-10" and "ISBN-13" are often half filled each."""
    places = [n for n, field in enumerate(heading) if field == "isbn" and n < len(cells)]
    said = list(dict.fromkeys(cells[n] for n in places if cells[n]))
    if not places:
        return cells
    changed = list(cells)
    for n in places:
        changed[n] = ""
    changed[places[0]] = "; ".join(said)
    return tuple(changed)


def with_cells(heading: Heading, cells: tuple[str, ...], more: Mapping[str, str]) -> tuple[Heading, tuple[str, ...]]:
    """A row with more cells, by field: in the column of the field where that is empty, else in a new one in front."""
    changed, extra = list(cells), {}
    for field, text in more.items():
        if field not in heading:
            extra[field] = text
        elif (n := heading.index(field)) < len(changed) and not changed[n]:
            changed[n] = text
    if not extra:
        return heading, tuple(changed)
    wider = Heading.made((*extra, *heading), ("",) * len(extra) + heading.names, heading.rows, heading.program)
    return wider, (*extra.values(), *changed)


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
    heading = max(_candidates(rows, place), key=_understood)
    last = heading.rows[-1] + 1
    if last < len(rows) and _numbers_columns(rows[last]):
        heading.rows = (*heading.rows, last)
    return heading


def _understood(heading: Heading) -> tuple[int, int, int]:
    """How much of a sheet a heading explains; of equals the one of fewer rows."""
    return len(set(heading) - {"", "ignore"}), heading.count(COUNTED), -len(heading.rows)


def begins_again(row: Sequence[str]) -> bool:
    """Whether a row inside a list is the heading of another: three kinds of columns at least, and nothing else."""
    filled = [cell for cell in row if cell]
    if sum(map(is_heading_word, filled)) < 2:  # cheap, and of nearly all rows of books true
        return False
    known = [cell for cell in filled if field_of(cell)]
    return len(known) > 2 and len(known) > 0.7 * len(filled) and _score(row) > 2


def _score(row: Sequence[str]) -> int:
    program = program_of(row)
    said = [field_in(program, cell) or field_of(cell) for cell in row if cell]
    known = {part for field in said for part in ARRANGED.get(field, field).split("+")} - {""}
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
        of_its_own = is_known(under) and field_of(name) == field_of(group) != field_of(under)  # "Anak Judul" of "Judul"
        if is_known(name) and not of_its_own:
            return name
    return under if field_of(under) or not group else f"{group} {under}"


def _numbers_columns(row: Sequence[str]) -> bool:
    """A row "1, 2, 3 ..." or "(1), (2) ..." or "a, b, c" under the heading."""
    filled = [cell.strip("()[]. ").casefold() for cell in row if cell]
    return len(filled) > 2 and (
        filled == [str(n + 1) for n in range(len(filled))] or filled == [chr(97 + n) for n in range(len(filled))]
    )
