"""``tinjau.xlsx``: what a person must decide, laid out in one language.

Sheets: *Kelas* (no class is sure enough: three suggestions with their reasons), *Kembar* (two rows that may be one
edition, side by side), *Digabung* (rows taken for one edition, to be parted there), *Berlebih* (copies beyond what the
library keeps), *Diputuskan* (decisions made, to be changed there). In each the column KEPUTUSAN is the one to type in.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koleksi.book import Book, Lang, Text
from koleksi.job.collection import Pair, RowQuestion
from koleksi.job.decisions import Decision
from koleksi.job.memory.changes import KINDS as KINDS_OF_CHANGE
from koleksi.job.memory.changes import Change
from koleksi.job.review.words import (
    AUTHOR,
    BEFORE_AFTER,
    CHANGE,
    DECISION,
    KEY,
    KIND,
    KINDS,
    MEANING,
    NUMBERS,
    PLACE,
    REASONS,
    SCORE,
    SHEETS,
    SIDES,
    SUGGESTED,
    SUGGESTION,
    TITLE,
    TO_DO,
    WORDS,
)
from koleksi.job.workbook import Column, Workbook

if TYPE_CHECKING:
    from koleksi.ddc import Suggestion

__all__ = ["ClassQuestion", "Surplus", "workbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassQuestion:
    """A book whose class is unsure. ``suggestions``: best first; ``taken``: the class that is printed meanwhile, or
    empty.
    """

    key: str
    place: Text
    book: Book
    suggestions: Sequence[Suggestion]
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """Copies beyond the number kept: for another library."""

    book: Book
    copies: int
    place: Text


def workbook(
    *,
    classes: Sequence[ClassQuestion],
    pairs: Sequence[Pair],
    joined: Sequence[Pair],
    surplus: Sequence[Surplus],
    changes: Sequence[Change | RowQuestion],
    decided: Sequence[tuple[Decision, str]],
    lang: Lang,
) -> bytes:
    """The review sheet as XLSX bytes. ``decided``: each decision with the title it concerns."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        guide = (Text(*line) for line in _guide(len(classes), len(pairs)))
        book.sheet(SHEETS["guide"](lang), (Column(SHEETS["guide"](lang), 90),), ((line(lang),) for line in guide))
        book.sheet(SHEETS["class"](lang), _class_columns(lang), (_class_row(one, lang) for one in classes))
        for name, several in (("pair", pairs), ("joined", joined)):
            rows = (row for pair in several for row in _pair_rows(pair, lang))
            book.sheet(SHEETS[name](lang), _pair_columns(lang), rows)
        book.sheet(SHEETS["surplus"](lang), _surplus_columns(lang), (_surplus_row(one, lang) for one in surplus))
        book.sheet(SHEETS["changes"](lang), _change_columns(lang), (_change_row(one, lang) for one in changes))
        book.sheet(SHEETS["decided"](lang), _decided_columns(lang), (_decided_row(*one, lang) for one in decided))
    return buffer.getvalue()


def _guide(classes: int, pairs: int) -> Iterator[Text]:
    yield Text(
        f"{classes} buku menunggu kelas, {pairs} pasangan mungkin kembar.",
        f"{classes} books wait for a class, {pairs} pairs may be duplicates.",
    )
    yield Text(
        "Isi kolom KEPUTUSAN (kuning), simpan, lalu jalankan perintah yang sama sekali lagi.",
        "Type in the column DECISION (yellow), save, and run the same command again.",
    )
    yield Text(
        "Lembar Kelas: ketik nomor kelas (misalnya 398.2), atau 1, 2, 3 untuk memilih saran.",
        "Sheet Classes: type a class number (398.2, say), or 1, 2, 3 to take that suggestion.",
    )
    yield Text(
        "Lembar Kembar: ketik 'sama' bila satu edisi yang sama, 'beda' bila bukan. Cukup di baris pertama pasangan.",
        "Sheet Duplicates: type 'same' for the same edition, 'different' if not, in the first row of the pair.",
    )
    yield Text(
        "Lembar Digabung: baris yang dianggap satu edisi, yang paling meragukan di atas; "
        "ketik 'beda' untuk memisahkannya.",
        "Sheet Joined: rows taken for one edition, the least sure on top; type 'different' to part them.",
    )
    yield Text(
        "Lembar Perubahan: apa yang berubah sejak yang terakhir; label yang harus dicabut; baris yang perlu "
        "dipastikan.",
        "Sheet Changes: what changed since the last run; labels to take off; rows to be made sure of.",
    )
    yield Text(
        "Lembar Diputuskan: keputusan yang sudah dibuat; boleh diganti di sana.",
        "Sheet Decided: decisions already made; change them there.",
    )


def _class_columns(lang: Lang) -> tuple[Column, ...]:
    suggested = (
        Column(f"{heading(lang)} {n}", width)
        for n in range(1, SUGGESTED + 1)
        for heading, width in ((SUGGESTION, 12), (MEANING, 26), (SCORE, 7), (REASONS, 30))
    )
    taken = Text("dipakai sementara", "used meanwhile")
    return (
        Column(DECISION(lang), 14, edit=True),
        Column(TITLE(lang), 44),
        Column(AUTHOR(lang), 24),
        Column(taken(lang), 12),
        *suggested,
        Column(PLACE(lang), 18),
        Column(KEY(lang), 14),
    )


def _class_row(question: ClassQuestion, lang: Lang) -> tuple[object, ...]:
    suggestions = [_suggested(suggestion, lang) for suggestion in question.suggestions[:SUGGESTED]]
    suggestions += [("", "", "", "")] * (SUGGESTED - len(suggestions))
    book = question.book
    untitled = Text(f"[tanpa judul] ISBN {book.isbn}", f"[no title] ISBN {book.isbn}")
    return (
        "",
        book.full_title or untitled(lang),
        "; ".join(book.authors),
        question.taken,
        *(value for suggestion in suggestions for value in suggestion),
        question.place(lang),
        question.key,
    )


def _suggested(suggestion: Suggestion, lang: Lang) -> tuple[object, ...]:
    meaning = Text(suggestion.caption, suggestion.caption_en or suggestion.caption)
    return (suggestion.number, meaning(lang), round(suggestion.score, 2), _said(suggestion.reasons, lang))


def _said(reasons: Iterable[Text], lang: Lang) -> str:
    return "; ".join(reason(lang) for reason in reasons)


def _pair_columns(lang: Lang) -> tuple[Column, ...]:
    differs = Text("berbeda pada", "different in")
    return (
        Column(DECISION(lang), 14, edit=True),
        Column(PLACE(lang), 18),
        *(Column(heading(lang), 40 if heading is TITLE else 16) for heading in SIDES.values()),
        Column(AUTHOR(lang), 24),
        Column(differs(lang), 24),
        Column(REASONS(lang), 40),
        Column(SCORE(lang), 7),
        Column(KEY(lang), 14),
    )


def _pair_rows(pair: Pair, lang: Lang) -> Iterator[tuple[object, ...]]:
    left, right = pair.left.book, pair.right.book
    different = ", ".join(
        heading(lang) for name, heading in SIDES.items() if getattr(left, name) != getattr(right, name)
    )
    evidence = (different, _said(pair.reasons, lang), round(pair.score, 2), pair.key)
    for side, tail in ((pair.left, evidence), (pair.right, ("", "", "", ""))):
        facts = (getattr(side.book, name) or "" for name in SIDES)
        yield ("", side.place(lang), *facts, "; ".join(side.book.authors), *tail)


def _change_columns(lang: Lang) -> tuple[Column, ...]:
    headings = ((CHANGE, 24), (TITLE, 44), (PLACE, 18), (NUMBERS, 24), (BEFORE_AFTER, 50), (TO_DO, 40), (KEY, 14))
    return (Column(DECISION(lang), 14, edit=True), *(Column(heading(lang), width) for heading, width in headings))


def _change_row(change: Change | RowQuestion, lang: Lang) -> tuple[object, ...]:
    if isinstance(change, RowQuestion):
        return _row_question(change, lang)
    codes = ", ".join(change.barcodes)
    return (
        "",
        KINDS_OF_CHANGE[change.kind](lang),
        change.title,
        change.place(lang),
        codes,
        change.what(lang),
        change.do(lang),
        "",
    )


def _row_question(question: RowQuestion, lang: Lang) -> tuple[object, ...]:
    """The remembered rows are numbered; what is typed is one of those numbers, or that the book is new."""
    listed = "; ".join(
        f"{number}: {', '.join(codes)} {title}".strip()
        for number, (_, codes, title) in enumerate(question.candidates, 1)
    )
    kind = Text("belum pasti", "not sure")
    do = Text(
        "Buku ini yang mana? Ketik angkanya (1, 2 ...) atau nomor labelnya; ketik 'baru' bila bukan salah satunya. "
        "Nomor diberikan sesudah dijawab.",
        "Which of these is this book? Type its figure (1, 2 ...) or its label's number; type 'new' if none of them. "
        "Its number is given when this is answered.",
    )
    key = "|".join((question.key, *(key for key, _, _ in question.candidates)))
    codes = ", ".join(code for _, several, _ in question.candidates for code in several)
    return ("", kind(lang), question.book.full_title, question.place(lang), codes, listed, do(lang), key)


def _surplus_columns(lang: Lang) -> tuple[Column, ...]:
    beyond = Text("eksemplar berlebih", "surplus copies")
    headings = ((TITLE, 44), (AUTHOR, 24), (SIDES["isbn"], 16), (beyond, 12), (PLACE, 24))
    return tuple(Column(heading(lang), width) for heading, width in headings)


def _surplus_row(surplus: Surplus, lang: Lang) -> tuple[object, ...]:
    book = surplus.book
    return (book.full_title, "; ".join(book.authors), book.isbn, surplus.copies, surplus.place(lang))


def _decided_columns(lang: Lang) -> tuple[Column, ...]:
    return (
        Column(KIND(lang), 10),
        Column(TITLE(lang), 60),
        Column(DECISION(lang), 14, edit=True),
        Column(KEY(lang), 14),
    )


def _decided_row(decision: Decision, title: str, lang: Lang) -> tuple[object, ...]:
    word = WORDS[decision.value](lang) if decision.value in WORDS else decision.value
    return (KINDS[decision.kind](lang), title, word, decision.key)
