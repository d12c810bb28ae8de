"""*Periksa*: the questions one by one, answered with the keys 1 to 3 or Enter, and taken back with U."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi.book import Book, Text
from koleksi.errors import UsageError
from koleksi.job.collection import Collection, Known, Record, Row, RowQuestion
from koleksi.job.decisions import Decision
from koleksi.job.memory.changes import KINDS as CHANGES
from koleksi.job.review.habits import habits_raised
from koleksi.job.review.series import Series, all_series
from koleksi.job.review.typed import meaning
from koleksi.job.review.words import BY_SUBJECT
from koleksi.page.desk import Desk, Thing, desk

__all__ = ["not_ready", "page", "untitled"]

page = Blueprint("checking", __name__, url_prefix="/periksa")
_MOST_CANDIDATES = 9  # rows that a doubtful one may be which a key can name
_EXAMPLES = 6
_SIDES = ("title", "subtitle", "authors", "volume", "edition", "publisher", "year", "isbn")


Side = Record | Row | Known | RowQuestion


@dataclass(frozen=True, slots=True)
class Answer:
    """What a button says: ``number`` or word in large, what it means, why; ``value``: what it decides."""

    value: str
    said: Text
    means: Text = Text("", "")
    why: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person is asked. ``things``: what its answer decides; ``books``: side by side, with what knows
    where they stand in the lists (to say so takes time, which a question that is only counted must not cost)."""

    kind: str
    key: str
    things: tuple[Thing, ...]
    asked: Text
    books: tuple[tuple[Side, Book], ...]
    answers: tuple[Answer, ...]
    own: bool = False  # an answer may be typed
    why: tuple[Text, ...] = ()
    examples: tuple[str, ...] = ()  # titles that it is about
    count: int = 0  # of them


GROUPS = {
    "habit": Text("Kebiasaan", "Habits"),
    "class": Text("Kelas", "Classes"),
    "pair": Text("Kembar", "Duplicates"),
    "row": Text("Perubahan", "Changes"),
}


HINTS = {
    "habit": Text("satu jawaban untuk banyak buku; jawab ini dulu", "one answer for many books; answer these first"),
    "class": Text("kelas belum pasti", "class not sure"),
    "pair": Text("mungkin buku yang sama", "perhaps the same book"),
    "row": Text("baris yang berubah", "rows that changed"),
}


@page.get("/")
def show() -> str | Response:
    one = desk()
    if missing := not_ready(one):
        return missing
    assert one.collection
    left = {kind: _open(one, kind) for kind in GROUPS}
    return render_template(
        "check.html", left={kind: len(several) for kind, several in left.items()}, groups=GROUPS, hints=HINTS,
        collection=one.collection, changes=one.collection.changes, kinds=CHANGES, untitled=len(untitled(one)),
        problems=one.problems,
    )  # fmt: skip


def untitled(one: Desk) -> list[Record]:
    """Books known by their number alone, whose title nobody typed yet."""
    records = one.collection.records if one.collection else ()
    return [
        record
        for record in records
        if not record.book.full_title and not any(("title", row.key) in one.words for row in record.rows)
    ]


def not_ready(one: Desk) -> Response | None:
    """Where to go while there is nothing to check."""
    if one.work and one.work.running:
        return redirect(url_for("lists.working"))
    if one.collection:
        return None
    if not one.processed:
        one.say(Text("Belum ada daftar yang diolah.", "No list was processed yet."), kind="bad")
        return redirect(url_for("lists.show"))
    one.look(request.full_path)
    return redirect(url_for("lists.working"))


@page.get("/<any(habit, class, pair, row):kind>")
def ask(kind: str) -> str | Response:
    one = desk()
    if missing := not_ready(one):
        return missing
    several = _open(one, kind)
    if not several:
        return redirect(url_for(".show"))
    waiting = [question for question in several if not set(question.things) & one.passed] or several
    return render_template(
        "question.html", question=waiting[0], left=len(several), group=GROUPS[kind], sides=_SIDES,
    )  # fmt: skip


@page.post("/<any(habit, class, pair, row):kind>")
def answer(kind: str) -> Response:
    one = desk()
    if missing := not_ready(one):
        return missing
    key, value = request.form.get("soal", ""), request.form.get("jawaban", "")
    question = next((each for each in _open(one, kind) if each.key == key), None)
    if question is None:
        one.say(Text("Soal ini sudah dijawab di jendela lain.", "This was answered in another window."), kind="bad")
    elif value == "lewati":
        one.passed.update(question.things)
    elif value == "satu-satu":
        one.apart.add(question.key)
        one.asked.clear()
    else:
        one.decide(Decision(*thing, word) for word in [_word(question, value)] for thing in question.things)
    return redirect(url_for(".ask", kind=kind))


@page.post("/batal")
def undo() -> Response:
    one = desk()
    if one.undo():
        one.say(Text("Jawaban terakhir dibatalkan.", "The last answer was taken back."))
    else:
        one.say(Text("Tidak ada yang dapat dibatalkan.", "There is nothing to take back."), kind="bad")
    back = request.form.get("kembali", "")
    return redirect(back if back.startswith("/periksa/") else url_for(".show"))


def _word(question: Question, value: str) -> str:
    """What an answer decides. Raises UsageError for one that is not understood."""
    if value in {one.value for one in question.answers}:
        return value
    typed = request.form.get("ketik", "")
    found = meaning(question.kind, typed, question.key, {}) if question.own and typed else None
    if not found:
        raise UsageError(
            Text(
                f"{typed!r} bukan nomor kelas; ketik misalnya 297.8 atau R 423",
                f"{typed!r} is no class number; type 297.8, say, or R 423",
            )
        )
    return found


# what is asked


def _open(one: Desk, kind: str) -> list[Question]:
    """The questions of a kind that are not answered yet."""
    assert one.collection
    if kind not in one.asked:
        make = {"habit": _habits, "class": _classes, "pair": _pairs, "row": _rows}[kind]
        one.asked[kind] = tuple(make(one.collection, one.apart))
    return [question for question in one.asked[kind] if not all(thing in one.words for thing in question.things)]


def _habits(collection: Collection, apart: set[str]) -> Iterator[Question]:
    """What the sheet *Kebiasaan* asks; the answers are the same decisions."""
    for one in habits_raised(collection):
        yield Question(
            kind="habit", key=one.key, things=(("habit", one.key),), asked=one.question, books=(), own=True,
            answers=tuple(Answer(said, _number_of(said), means) for said, means in one.answers.items()),
            examples=one.titles[:_EXAMPLES], count=len(one.titles),
        )  # fmt: skip


def _number_of(answer: str) -> Text:
    return BY_SUBJECT if answer == "subject" else Text(answer, answer)


def _classes(collection: Collection, apart: set[str]) -> Iterator[Question]:
    for record in collection.records:
        if not record.sure and record.book.full_title:  # nobody classes a book whose title is not typed yet
            yield Question(
                kind="class", key=record.rows[0].key, things=(("class", record.rows[0].key),), own=True,
                asked=Text("Kelas mana?", "Which class?"), books=((record, record.book),),
                answers=tuple(
                    Answer(
                        one.number, Text(one.number, one.number),
                        Text(one.caption, one.caption_en or one.caption), tuple(one.reasons),
                    )
                    for one in record.suggestions[:3]
                ),
            )  # fmt: skip


_SAME = Answer("same", Text("Sama", "The same"), Text("satu judul, digabung", "one title, joined"))
_DIFFERENT = Answer("different", Text("Beda", "Different"), Text("dua judul", "two titles"))
_ALL_DIFFERENT = Answer("different", Text("Semua beda", "All different"), Text("judul sendiri-sendiri", "each its own"))
_ALL_SAME = Answer("same", Text("Semua sama", "All the same"), Text("satu judul, digabung", "one title, joined"))
_ONE_BY_ONE = Answer(
    "satu-satu", Text("Satu per satu", "One by one"), Text("tanyakan setiap pasangan", "ask each pair")
)


def _pairs(collection: Collection, apart: set[str]) -> Iterator[Question]:
    for series in all_series(collection.questions):
        if series.asks_once and series.key not in apart:
            yield _of_series(series)
            continue
        for pair in series.pairs:
            yield Question(
                kind="pair", key=pair.key, things=(("pair", pair.key),), why=pair.reasons,
                asked=Text("Apakah ini buku yang sama?", "Are these the same book?"),
                books=((pair.left, pair.left.book), (pair.right, pair.right.book)),
                answers=(_SAME, _DIFFERENT),
            )  # fmt: skip


def _of_series(series: Series) -> Question:
    sides: dict[str, Row | Known] = {side.key: side for pair in series.pairs for side in (pair.left, pair.right)}
    return Question(
        kind="pair", key=series.key, things=tuple(("pair", pair.key) for pair in series.pairs),
        asked=series.question, books=tuple((side, side.book) for side in sides.values()),
        answers=(_ALL_DIFFERENT, _ALL_SAME, _ONE_BY_ONE),
    )  # fmt: skip


def _rows(collection: Collection, apart: set[str]) -> Iterator[Question]:
    for doubt in collection.doubts:
        yield Question(
            kind="row", key=doubt.key, things=(("row", doubt.key),), books=((doubt, doubt.book),),
            asked=Text("Buku ini yang mana?", "Which book is this?"), answers=tuple(_candidates(doubt)),
        )  # fmt: skip


def _candidates(doubt: RowQuestion) -> Iterator[Answer]:
    for key, codes, title in doubt.candidates[:_MOST_CANDIDATES]:
        numbers = ", ".join(codes)
        yield Answer(key, Text(numbers or "?", numbers or "?"), Text(title, title))
    yield Answer("new", Text("Buku baru", "A new book"), Text("bukan salah satunya", "none of these"))
