"""``tinjau.xlsx``: what a person must decide, written and read back.

Sheets: *Kelas* (no class is sure enough: three suggestions with their reasons), *Kembar* (two rows
that may be one edition, side by side), *Digabung* (rows taken for one edition, to be parted there),
*Berlebih* (copies beyond what the library keeps), *Diputuskan* (decisions made, to be changed there). In each the column KEPUTUSAN is the one to type in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from koleksi.book import Book, Problem, Text
from koleksi.errors import InputError
from koleksi.job.ledger import Decision
from koleksi.job.workbook import Column, Workbook

__all__ = ["ClassQuestion", "PairQuestion", "Surplus", "read", "workbook"]

_DECISION = "KEPUTUSAN"
_KEY = "kunci"
_SAME = frozenset({"sama", "same", "s", "ya", "y", "yes", "1"})
_DIFFERENT = frozenset({"beda", "berbeda", "different", "b", "d", "tidak", "no", "n", "2"})
_CLASS = re.compile(r"(?:\d{3}(?:\.\d+)?|2X\d(?:\.\d+)?)\Z")
_SIDES = MappingProxyType(
    {
        "title": "judul",
        "subtitle": "anak judul",
        "volume": "jilid",
        "edition": "edisi",
        "publisher": "penerbit",
        "year": "tahun",
        "isbn": "isbn",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassQuestion:
    """A book whose class is unsure. ``suggestions``: (number, caption, score 0..1, reasons), best first;
    ``taken``: the class that is printed meanwhile, or empty."""

    key: str
    place: str
    book: Book
    suggestions: tuple[tuple[str, str, float, str], ...]
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairQuestion:
    """Two rows that may be one edition; ``key`` is both rows' keys in order, joined by "+"."""

    key: str
    places: tuple[str, str]
    books: tuple[Book, Book]
    score: float
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """Copies beyond the number kept: for another library."""

    book: Book
    copies: int
    places: str


def workbook(
    classes: Sequence[ClassQuestion],
    pairs: Sequence[PairQuestion],
    merged: Sequence[PairQuestion],
    surplus: Sequence[Surplus],
    decided: Sequence[tuple[Decision, str]],
) -> bytes:
    """The review sheet as XLSX bytes. ``decided``: each decision with the title it concerns."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        _guide(book, len(classes), len(pairs))
        book.sheet("Kelas", _CLASS_COLUMNS, map(_class_row, classes))
        book.sheet("Kembar", _PAIR_COLUMNS, (row for pair in pairs for row in _pair_rows(pair)))
        book.sheet("Digabung", _PAIR_COLUMNS, (row for pair in merged for row in _pair_rows(pair)))
        book.sheet("Berlebih", _SURPLUS_COLUMNS, map(_surplus_row, surplus))
        book.sheet("Diputuskan", _DECIDED_COLUMNS, ((d.kind, title, d.value, d.key) for d, title in decided))
    return buffer.getvalue()


_CLASS_COLUMNS = (
    Column(_DECISION, 14, edit=True), Column("judul", 44), Column("pengarang", 24), Column("dipakai sementara", 12),
    *(column for n in (1, 2, 3) for column in (Column(f"saran {n}", 12), Column(f"arti {n}", 26), Column(f"skor {n}", 7), Column(f"alasan {n}", 30))),
    Column("baris", 18), Column(_KEY, 14),
)  # fmt: skip
_PAIR_COLUMNS = (
    Column(_DECISION, 14, edit=True), Column("baris", 18), *(Column(name, 40 if name == "judul" else 16) for name in _SIDES.values()),
    Column("pengarang", 24), Column("berbeda pada", 24), Column("alasan", 40), Column("skor", 7), Column(_KEY, 14),
)  # fmt: skip
_SURPLUS_COLUMNS = (
    Column("judul", 44),
    Column("pengarang", 24),
    Column("isbn", 16),
    Column("eksemplar berlebih", 12),
    Column("baris", 24),
)
_DECIDED_COLUMNS = (Column("jenis", 10), Column("judul", 60), Column(_DECISION, 14, edit=True), Column(_KEY, 14))


def _guide(book: Workbook, classes: int, pairs: int) -> None:
    lines = (
        Text(
            f"{classes} buku menunggu kelas, {pairs} pasangan mungkin kembar.",
            f"{classes} books wait for a class, {pairs} pairs may be duplicates.",
        ),
        Text(
            "Isi kolom KEPUTUSAN (kuning), simpan, lalu jalankan perintah yang sama sekali lagi.",
            "Type in the column KEPUTUSAN (yellow), save, and run the same command again.",
        ),
        Text(
            "Lembar Kelas: ketik nomor kelas (misalnya 398.2), atau 1, 2, 3 untuk memilih saran.",
            "Sheet Kelas: type a class number (398.2, say), or 1, 2, 3 to take that suggestion.",
        ),
        Text(
            "Lembar Kembar: ketik 'sama' bila satu edisi yang sama, 'beda' bila bukan. Cukup di baris pertama pasangan.",
            "Sheet Kembar: type 'sama' (same edition) or 'beda' (different), in the first row of the pair.",
        ),
        Text(
            "Lembar Digabung: baris yang dianggap satu edisi, yang paling meragukan di atas; ketik 'beda' untuk memisahkannya.",
            "Sheet Digabung: rows taken for one edition, the least sure on top; type 'beda' to part them.",
        ),
        Text(
            "Lembar Diputuskan: keputusan yang sudah dibuat; boleh diganti di sana.",
            "Sheet Diputuskan: decisions already made; change them there.",
        ),
    )
    book.sheet("Petunjuk", (Column("Petunjuk", 90), Column("Guide", 90)), lines)


def _class_row(question: ClassQuestion) -> tuple[object, ...]:
    three = (*question.suggestions[:3], *((("", "", "", ""),) * 3))[:3]
    suggestions = (value for number, caption, score, why in three for value in (number, caption, score, why))
    book = question.book
    return (
        "",
        book.full_title or f"[tanpa judul] ISBN {book.isbn}",
        "; ".join(book.authors),
        question.taken,
        *suggestions,
        question.place,
        question.key,
    )


def _pair_rows(pair: PairQuestion) -> Iterable[tuple[object, ...]]:
    left, right = pair.books
    different = ", ".join(label for name, label in _SIDES.items() if getattr(left, name) != getattr(right, name))
    for place, book, tail in zip(
        pair.places,
        pair.books,
        ((different, pair.reasons, round(pair.score, 2), pair.key), ("", "", "", "")),
        strict=True,
    ):
        sides = (getattr(book, name) or "" for name in _SIDES)
        yield ("", place, *sides, "; ".join(book.authors), *tail)


def _surplus_row(surplus: Surplus) -> tuple[object, ...]:
    book = surplus.book
    return (book.full_title, "; ".join(book.authors), book.isbn, surplus.copies, surplus.places)


def read(path: str | Path) -> tuple[list[Decision], list[Problem]]:
    """What a person typed into the review sheet. A word that is not understood is a Problem, never a guess.

    Raises InputError when the file is there but cannot be read: it may hold a day's decisions, so
    it is not overwritten.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise InputError(
            f"lembar tinjauan tidak terbaca; keputusan di dalamnya dapat hilang. Perbaiki atau pindahkan dulu / "
            f"review sheet cannot be read; mend or move it first ({error})",
            path,
        ) from error
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for name, kind in (("Kelas", "class"), ("Kembar", "pair"), ("Digabung", "pair"), ("Diputuskan", "")):
        for number, cells in _typed(sheets.get(name, [])):
            decided = _decision(kind or cells.get("jenis", ""), cells)
            if isinstance(decided, Problem):
                problems.append(decided.at(source=f"{Path(path).name}:{name}", row=number, column=_DECISION))
            else:
                decisions.append(decided)
    return decisions, problems


def _typed(rows: Sequence[Sequence[object]]) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a sheet in which something was decided, with their row number as Excel shows it."""
    if not rows:
        return
    heads = [str(cell).strip() for cell in rows[0]]
    key = ""
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(heads, map(_cell, row), strict=False))
        key = cells.get(_KEY, "") or key  # the second row of a pair has no key of its own
        if cells.get(_DECISION):
            yield number, {**cells, _KEY: key}


def _cell(value: object) -> str:
    """A cell as typed: Excel turns the class 398 into the number 398.0."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):03d}" if value > 9 else str(int(value))
    return str(value).strip()


def _decision(kind: str, cells: dict[str, str]) -> Decision | Problem:
    said, key = cells[_DECISION], cells[_KEY]
    if kind == "pair" and key:
        if said.casefold() in _SAME:
            return Decision("pair", key, "same")
        if said.casefold() in _DIFFERENT:
            return Decision("pair", key, "different")
        return _unclear(said, Text("Ketik 'sama' atau 'beda'.", "Type 'sama' (same) or 'beda' (different)."))
    if kind == "class" and key:
        number = (
            cells.get(f"saran {said}", "")
            if said in ("1", "2", "3")
            else said.replace(",", ".").replace(" ", "").upper()
        )
        if _CLASS.match(number):
            return Decision("class", key, number)
        return _unclear(
            said,
            Text("Ketik nomor kelas seperti 398.2, atau 1, 2, 3.", "Type a class number such as 398.2, or 1, 2, 3."),
        )
    return _unclear(
        said,
        Text(
            "Baris ini kehilangan kolom 'kunci'; buat ulang lembarnya.",
            "This row lost its column 'kunci'; make the sheet anew.",
        ),
    )


def _unclear(said: str, do: Text) -> Problem:
    return Problem(
        code="decision-unclear", value=said, what=Text("Keputusan tidak dimengerti.", "Decision not understood."), do=do
    )
