"""What is printed apart from the main job: labels, cards and shelf markers of a catalogue or of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from koleksi import cards, ddc, labels, save, stationery
from koleksi.book import Book, Copy, Entry, Problem, Text
from koleksi.config import Config
from koleksi.errors import InputError, UsageError
from koleksi.intake import rows_of
from koleksi.job import settings
from koleksi.job.label_list import title_or_isbn, with_issue
from koleksi.job.memory.printed import printed_labels
from koleksi.job.sources import CATALOGUE, catalogue_file, gather, is_marc
from koleksi.labels import Label

__all__ = ["CARD_KINDS", "Printed", "print_cards", "print_labels"]

CARD_KINDS = (*cards.KINDS, "shelf")
SHELF_SHEET = "a4-2x7"

Placed = tuple[int, Label]  # the row of a table as a spreadsheet counts it, 0 where there is none
Item = tuple[Book, Sequence[Copy], Sequence[str]]


class Printed(NamedTuple):
    """How many labels there are, how many were left out because they are on the books, and what does not fit."""

    labels: int
    left_out: int
    problems: list[Problem]


def print_labels(
    source: Path,
    out: Path,
    *,
    sheet: str | None = None,
    start: int = 1,
    kind: str | None = None,
    only: Collection[str] = (),
    again: bool = False,
    preview: Path | None = None,
    config: Path | None = None,
    **given: Any,
) -> Printed:
    """Labels for the copies of a catalogue (MARC, or the folder of a job), or for a CSV with the columns
    call_number, barcode, title, copy; how many there are, and what does not fit.

    Of a job's folder those that are on the books already (a run was accepted, and they have not changed since) are
    left out, unless they are asked for by number (``only``) or ``again``; where none is left nothing is written.
    ``given``: the settings of ``labels.render``; what is None or empty is taken from the settings file.
    ``preview``: where a PNG picture of the first page goes. Raises InputError, UsageError, OutputError.
    """
    _check_places(source, out, preview, config)
    chosen = settings.load(config)
    paper = stationery.get(sheet or chosen.labels.sheet, chosen.sheets)
    kind = kind or chosen.labels.kind
    table = source.is_file() and not is_marc(source)
    placed, problems = (_labels_of_table(source), []) if table else _labels_of_catalogue(source)
    placed = _only(placed, only)
    done = frozenset() if only or again or source.is_file() else printed_labels(source)
    left = [one for one in placed if one[1].barcode not in done]
    passed, placed = len(placed) - len(left), left
    if passed and not placed:
        return Printed(0, passed, problems)
    wanted = [label for _, label in placed]
    options = {"order": "given" if table else "accession"} | _of_settings(chosen, named=config is not None)
    options |= {name: value for name, value in given.items() if value not in (None, ())}
    problems += _told(labels.check(wanted, paper, kind, **options), placed)
    with save.replacing(out) as stream:
        labels.render_stream(wanted, stream, paper, start, kind=kind, **options)
    if preview:
        save.write_bytes(preview, labels.preview(out.read_bytes()))
    return Printed(len(wanted), passed, problems)


def print_cards(
    source: Path,
    out: Path,
    kind: str,
    *,
    sheet: str | None = None,
    only: Collection[str] = (),
    header: Sequence[str] = (),
    preview: Path | None = None,
    config: Path | None = None,
) -> tuple[int, list[Problem]]:
    """Cards of one of `CARD_KINDS` for a catalogue, a job's folder or a list; the titles (or markers) printed
    and the rows that could not be read. ``sheet`` is for shelf markers only.

    Raises InputError, UsageError (an unknown kind or number), OutputError.
    """
    _check_places(source, out, preview, config)
    chosen = settings.load(config)
    entries, problems = _entries(source)
    lines = tuple(header) or (_header(chosen) if config is not None else ())
    with save.replacing(out) as stream:
        if kind == "shelf":
            paper = stationery.get(sheet or SHELF_SHEET, chosen.sheets)
            markers = shelf_markers(entries)
            options = labels.Settings(header=lines, palette=chosen.labels.palette or labels.PALETTES[0])
            problems += labels.check(markers, paper, kind, **options)
            labels.render_stream(markers, stream, paper, kind=kind, **options)
            count = len(markers)
        else:
            items = _chosen_items(entries, only)
            cards.render_stream(kind, items, stream, header=lines, policy=chosen.classes.author)
            count = len(items)
    if preview:
        save.write_bytes(preview, labels.preview(out.read_bytes()))
    return count, problems


def shelf_markers(entries: Iterable[Entry]) -> list[Label]:
    """A marker for each main class and each division that has a book, with its name; Islam has its own."""
    numbers = {number for entry in entries if (number := _class_of(entry.book))}
    heads = {f"{number[0]}00" for number in numbers} | {_division(number) for number in numbers}
    wanted = [Label(call_number=(head,), title=ddc.caption(head)) for head in heads]
    return sorted(wanted, key=lambda label: labels.sort_key(label.call_number))


def _class_of(book: Book) -> str:
    """The class number of a book, as it stands on its spine."""
    lines = labels.split_call_number(book.call_number) or (book.ddc,)
    return next((line for line in lines if line[:1].isdecimal() and len(line) >= 3), "")


def _division(number: str) -> str:
    """The division of a class number: 899.221 -> 890; 297.6 -> 297 and 2X4.1 -> 2X0, which fill half the shelves."""
    if number.startswith("297"):
        return "297"
    return f"{number[:2].upper()}0"


# --- reading --------------------------------------------------------------------------------------


def _check_places(source: Path, out: Path, preview: Path | None, config: Path | None) -> None:
    """What is printed must not take the place of what it is made from. Raises UsageError."""
    save.must_differ(out, source, source / CATALOGUE, config, preview)
    if preview:
        save.must_differ(preview, source, source / CATALOGUE, config)


def _entries(source: Path) -> tuple[list[Entry], list[Problem]]:
    """The books of a catalogue, of a list, or of the folder in which a job has put its catalogue."""
    catalogue = catalogue_file(source)
    entries, problems = gather([catalogue])
    if not entries:
        raise InputError(Text("0 buku", "it holds no book"), catalogue)
    return entries, problems


def _labels_of_table(path: Path) -> list[Placed]:
    """A label for each row that says anything: spreadsheets save empty rows as commas."""
    rows = enumerate(rows_of(path, ("call_number", "barcode", "title", "copy")), 2)
    return [(number, _label_of(row)) for number, row in rows if any(value.strip() for value in row.values())]


def _label_of(row: Mapping[str, str]) -> Label:
    copy = row["copy"].strip()
    return Label(
        call_number=_lines(row["call_number"]), barcode=row["barcode"], title=row["title"],
        copy=int(copy) if copy.isdecimal() else 1,
    )  # fmt: skip


def _labels_of_catalogue(source: Path) -> tuple[list[Placed], list[Problem]]:
    entries, problems = _entries(source)
    wanted = [
        Label(
            call_number=with_issue(_lines(copy.call_number or entry.book.call_number), copy),
            barcode=copy.barcode,
            title=title_or_isbn(entry.book),
            copy=copy.number,
            accession=copy.accession,
        )
        for entry in entries
        for copy in entry.copies
    ]
    return [(0, label) for label in wanted], problems


def _lines(call_number: str) -> tuple[str, ...]:
    """A call number as it goes on the spine; a cell with line breaks says so itself."""
    return tuple(call_number.split("\n")) if "\n" in call_number else labels.split_call_number(call_number)


# --- choosing -------------------------------------------------------------------------------------


def _only(placed: list[Placed], only: Collection[str]) -> list[Placed]:
    """The labels of the numbers asked for (all where none is). Raises UsageError for one that is not there."""
    _all_known(only, {number for _, label in placed for number in (label.barcode, label.accession)})
    return [one for one in placed if one[1].barcode in only or one[1].accession in only] if only else placed


def _chosen_items(entries: Iterable[Entry], only: Collection[str]) -> list[Item]:
    """What goes on cards: the copies with the numbers asked for (all where none is)."""
    found = list(entries)
    _all_known(only, {number for entry in found for copy in entry.copies for number in (copy.barcode, copy.accession)})
    items = [(entry.book, _copies(entry, only), _lines(entry.book.call_number)) for entry in found]
    return [item for item in items if item[1] or not only]


def _copies(entry: Entry, only: Collection[str]) -> tuple[Copy, ...]:
    return tuple(copy for copy in entry.copies if not only or copy.barcode in only or copy.accession in only)


def _all_known(only: Collection[str], known: Collection[str]) -> None:
    if strange := [number for number in only if number not in known]:
        numbers = ", ".join(strange)
        raise UsageError(
            Text(f"nomor ini tidak ada di katalog: {numbers}", f"these numbers are not in the catalogue: {numbers}")
        )


# --- settings and remarks -------------------------------------------------------------------------


def _of_settings(chosen: Config, *, named: bool) -> dict[str, Any]:
    """What a settings file says of printing; the header only where there is such a file."""
    wanted = chosen.labels
    found: dict[str, Any] = {
        "palette": wanted.palette or None,
        "offset_x_mm": wanted.offset_x_mm,
        "offset_y_mm": wanted.offset_y_mm,
    }
    return found | ({"header": _header(chosen)} if named else {})


def _header(chosen: Config) -> tuple[str, ...]:
    return chosen.library.header or (chosen.library.name,)


def _told(problems: Sequence[Problem], placed: Sequence[Placed]) -> list[Problem]:
    """Each problem with the number of its label, and with its row where the labels come from a table."""
    where = [placed[problem.row - 1] for problem in problems]
    return [
        replace(problem, source=label.barcode, row=row) for problem, (row, label) in zip(problems, where, strict=True)
    ]
