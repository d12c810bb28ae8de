"""*Semua judul*: every title, searched and corrected where it stands; fifty on a page, so that 3,000 are no burden."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi._terms import language
from koleksi._terms.folding import fold_for_title
from koleksi.book import Lang, Text
from koleksi.errors import UsageError
from koleksi.job.collection import Record
from koleksi.job.decisions import Decision
from koleksi.job.review.corrections import KINDS, copies_of_others, correction, is_same_heading, shown
from koleksi.job.review.title_cells import CELLS
from koleksi.job.review.typed import meaning
from koleksi.page.checking import not_ready, untitled
from koleksi.page.desk import Desk, Thing, desk

__all__ = ["page"]

page = Blueprint("titles", __name__, url_prefix="/judul")
PER_PAGE = 50
FIELDS = {kind: KINDS.get(kind, Text("kelas", "class")) for kind in CELLS}
_ELSEWHERE = Text(
    "Judul ini sudah diubah di jendela lain ({field}: {now}). Periksa, lalu simpan lagi.",
    "This title was changed in another window ({field}: {now}). Look, then save again.",
)
_NO_TITLE = Text(
    "Judul tidak boleh kosong. Buku yang tidak ada lagi dihapus di daftarnya.",
    "A title must not be empty. A book that is gone is deleted in its list.",
)


SAME_HEADING = Text(
    "Tajuk {said!r} tidak mengubah apa-apa, tetap {now!r}: sapaan, gelar dan urutan kata tidak membuat tajuk lain.",
    "The heading {said!r} changes nothing, still {now!r}: terms of address, degrees and word order make no other.",
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as a row of the page. ``values``: what its fields hold, corrections of today among them; ``changed``:
    those that hold only when the job is run again."""

    key: str
    record: Record
    values: dict[str, str]
    changed: frozenset[str]


@page.get("/")
def show() -> str | Response:
    one = desk()
    if missing := not_ready(one):
        return missing
    assert one.collection
    sought, number = request.args.get("cari", ""), max(1, request.args.get("hal", 1, int))
    without = "judul" if request.args.get("tanpa") == "judul" else None
    found = untitled(one) if without else _found(one, sought)
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(number, pages)
    listed = [_title(one, record) for record in found[(number - 1) * PER_PAGE : number * PER_PAGE]]
    return render_template(
        "titles.html", titles=listed, sought=sought, number=number, pages=pages, count=len(found), fields=FIELDS,
        without=without, here=url_for(".show", cari=sought or None, tanpa=without, hal=number if number > 1 else None),
    )  # fmt: skip


@page.post("/<key>")
def change(key: str) -> Response:
    one = desk()
    if missing := not_ready(one):
        return missing
    assert one.collection
    record = next((each for each in _records(one) if each.rows[0].key == key), None)
    back = request.form.get("kembali", "")
    back = back if back.startswith("/judul/") else url_for(".show")
    if record is None:
        one.say(Text("Judul ini tidak ada lagi.", "This title is gone."), kind="bad")
        return redirect(back)
    now = _title(one, record).values
    made: list[Decision] = []
    gone: list[Thing] = []
    for kind, name in FIELDS.items():
        said, seen = request.form.get(kind, now[kind]).strip(), request.form.get(f"dulu-{kind}", now[kind])
        if said == seen:
            continue
        if seen != now[kind]:
            one.say(_ELSEWHERE.format(field=name, now=now[kind]), kind="bad")
            return redirect(f"{back}#{key}")
        if kind == "heading" and said and is_same_heading(said, now[kind], one.collection.config.classes.author):
            one.say(SAME_HEADING.format(said=said, now=now[kind]), kind="bad")
        elif said:
            made += _decisions(record, kind, said)
        elif taken := [(kind, row.key) for row in record.rows if (kind, row.key) in one.words]:
            gone += taken
        elif kind == "title":
            raise UsageError(_NO_TITLE)
    one.decide(made, gone)
    one.say(Text("Disimpan.", "Saved.") if made or gone else Text("Tidak ada yang berubah.", "Nothing changed."))
    return redirect(f"{back}#{key}")


def _decisions(record: Record, kind: str, said: str) -> list[Decision]:
    if kind != "class":
        return correction(record, kind, said)
    number = meaning("class", said, "", {})
    if not number:
        raise UsageError(Text(f"{said!r} bukan nomor kelas", f"{said!r} is no class number"))
    return [Decision("class", row.key, number) for row in record.rows]


def _records(one: Desk) -> tuple[Record, ...]:
    return one.collection.records if one.collection else ()


def _title(one: Desk, record: Record) -> Title:
    assert one.collection
    values = shown(record, one.collection.config.classes.author, one.lang)
    changed = set()
    for kind in FIELDS:
        things = [(kind, row.key) for row in record.rows]
        word = next((one.words[thing] for thing in things if thing in one.words), "")
        if word and one.fresh.intersection(things):
            changed.add(kind)
            values[kind] = _shown(record, kind, word, one.lang)
    return Title(record.rows[0].key, record, values, frozenset(changed))


def _shown(record: Record, kind: str, word: str, lang: Lang) -> str:
    if kind == "language":
        return language.name(word, lang)
    return str(int(word) + copies_of_others(record)) if kind == "copies" else word


def _found(one: Desk, sought: str) -> list[Record]:
    """The records in which every word that is sought stands."""
    words = fold_for_title(sought).split()
    if not words:
        return list(_records(one))
    return [
        record for record, text in zip(_records(one), _texts(one), strict=True) if all(word in text for word in words)
    ]


def _texts(one: Desk) -> tuple[str, ...]:
    """What each record is found by: made once for a collection."""
    records = _records(one)
    if len(one.texts) != len(records):
        one.texts = tuple(map(_text, records))
    return one.texts


def _text(record: Record) -> str:
    book, numbers = record.book, ((copy.barcode, copy.accession) for copy in record.copies)
    said = (book.full_title, *book.authors, book.isbn, book.ddc, book.call_number, *itertools.chain(*numbers))
    return fold_for_title(" ".join(said))
