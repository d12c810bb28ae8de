"""Every file of the main job, rendered from one Collection and written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import save
from koleksi.book import Book, Copy, Problem, Text
from koleksi.job import register, report, review
from koleksi.job.collection import Collection, Record, Summary
from koleksi.job.ledger import record_key

if TYPE_CHECKING:
    from koleksi.dedupe import Ask
    from koleksi.labels import Label

__all__ = ["FILES", "write_all"]

FILES = (
    "katalog.mrc", "katalog.xml", "koha.mrc", "slims_biblio.csv", "slims_item.csv", "slims.mrc",
    "label.pdf", "label.png", "kartu_katalog.pdf", "buku_induk.xlsx", "tinjau.xlsx", "masalah.csv", "laporan.html",
    "ringkasan.json", "koleksi.db",
)  # fmt: skip
_PROBLEM_COLUMNS = (
    "sumber",
    "baris",
    "kolom",
    "nilai",
    "kode",
    "tingkat",
    "masalah",
    "tindakan",
    "problem",
    "what_to_do",
)

Items = list[tuple[Book, tuple[Copy, ...]]]


def write_all(collection: Collection, folder: Path, tell: Callable[[str, int, int], None]) -> Summary:
    """Write all files of ``FILES`` (and the INLISLite workbooks) into ``folder``; return the counts.

    Raises OutputError; the files written before it are whole, the others are the old ones.
    """
    items: Items = [(record.book, record.copies) for record in collection.records]
    problems = [*collection.problems, *_perhaps_known(collection), *_joined(collection)]
    for name, write in (
        ("marc", _write_marc), ("slims", _write_slims), ("inlislite", _write_inlislite),
        ("labels", _write_labels), ("cards", _write_cards),
    ):  # fmt: skip
        tell(name, 0, 1)
        problems += write(collection, items, folder)
    problems = sorted(_placed(collection, problems), key=_place)
    tell("register", 0, 1)
    save.write_bytes(folder / "buku_induk.xlsx", register.workbook(_in_accession_order(items)))
    save.write_bytes(folder / "tinjau.xlsx", _review(collection))
    save.write_bytes(folder / "masalah.csv", problems_csv(problems))
    summary = _count(collection, problems, folder)
    save.write_text(
        folder / "laporan.html",
        report.html(items, collection.config.library.name, collection.begun, summary.as_dict(), problems),
    )
    save.write_text(folder / "ringkasan.json", json.dumps(summary.as_dict(), ensure_ascii=False, indent=1) + "\n")
    return summary


def _perhaps_known(collection: Collection) -> list[Problem]:
    """Rows that may describe a record of the catalogue they were held against: a person compares and decides."""
    problems, catalogue = [], collection.catalogue()
    for ask in collection.asks:
        if ask.in_catalogue:
            entry, known = collection.entries[ask.left], catalogue[ask.right]
            what = Text(
                f"Mungkin sudah ada di katalog: {known.full_title} ({known.record_id}).",
                f"May be in the catalogue already: {known.full_title} ({known.record_id}).",
            )
            do = Text(
                "Bandingkan di tinjau.xlsx, lembar Kembar, dan ketik 'sama' atau 'beda'.",
                "Compare in tinjau.xlsx, sheet Kembar, and type 'sama' or 'beda'.",
            )
            problems.append(
                Problem(
                    code="maybe-in-catalogue",
                    source=entry.source,
                    row=entry.row,
                    value=entry.book.full_title,
                    what=what,
                    do=do,
                )
            )
    return problems


def _joined(collection: Collection) -> list[Problem]:
    """Copies that join a record of the catalogue: what SLiMS's import, which only makes new records, needs a hand for."""
    problems = []
    for record in collection.records:
        if record.in_catalogue and record.copies:
            entry, codes = collection.entries[record.rows[0]], ", ".join(copy.barcode for copy in record.copies)
            what = Text(
                f"Sudah ada di katalog; {len(record.copies)} eksemplar menjadi tambahan: {codes}.",
                f"In the catalogue already; {len(record.copies)} copies are added to it: {codes}.",
            )
            do = Text(
                "Di SLiMS: sesudah impor, pindahkan eksemplar itu ke rekaman lama dan hapus rekaman barunya. Koha mencocokkan sendiri (ISBN atau 001).",
                "In SLiMS: after the import move these copies to the old record and delete the new one. Koha matches by itself (ISBN or 001).",
            )
            problems.append(
                Problem(
                    code="in-catalogue",
                    source=entry.source,
                    row=entry.row,
                    value=record.book.full_title,
                    severity="note",
                    what=what,
                    do=do,
                )
            )
    return problems


def _write_marc(collection: Collection, items: Items, folder: Path) -> list[Problem]:
    from koleksi.marc import Target, write_targets

    config = collection.config
    targets = (
        Target(folder / "katalog.mrc", profile="indomarc"),
        Target(folder / "katalog.xml", profile="indomarc", xml=True),
        Target(folder / "koha.mrc", profile="koha"),
        Target(folder / "slims.mrc", profile="slims"),
    )
    return write_targets(
        items, targets, org=config.library.org, policy=config.classes.author, library=config.library.name, date=collection.begun,
        branch=config.koha.branch, item_type=config.koha.item_type, collection=config.koha.collection,
    )  # fmt: skip


def _write_slims(collection: Collection, items: Items, folder: Path) -> list[Problem]:
    from koleksi.exports import slims

    biblio, problems = slims.biblio_csv(items)
    item, more = slims.item_csv(items)
    save.write_bytes(folder / "slims_biblio.csv", biblio)
    save.write_bytes(folder / "slims_item.csv", item)
    return problems + more


def _write_inlislite(collection: Collection, items: Items, folder: Path) -> list[Problem]:
    from koleksi.exports import inlislite

    target = collection.config.inlislite
    books, problems = inlislite.workbooks(items, location=target.location, room=target.room)
    for number, content in enumerate(books, start=1):
        save.write_bytes(folder / f"inlislite-{number:03d}.xlsx", content)
    for stale in sorted(folder.glob("inlislite-*.xlsx"))[len(books) :]:
        stale.unlink()  # of an earlier, longer run: importing it again would make copies twice
    return problems


def _write_labels(collection: Collection, items: Items, folder: Path) -> list[Problem]:
    """The label sheets, and a picture of the first page to look at before printing."""
    from koleksi import labels, stationery

    chosen = collection.config.labels
    paper = stationery.get(chosen.sheet, collection.config.sheets)
    settings = labels.Settings(
        palette=chosen.palette or None, offset_x_mm=chosen.offset_x_mm, offset_y_mm=chosen.offset_y_mm
    )
    wanted = _labels(collection)
    found = labels.check(wanted, paper, chosen.kind, **settings)
    pdf = labels.render(wanted, paper, kind=chosen.kind, **settings)
    save.write_bytes(folder / "label.pdf", pdf)
    if wanted:
        save.write_bytes(folder / "label.png", labels.preview(pdf))
    return [replace(problem, source=wanted[problem.row - 1].barcode, row=0) for problem in found]


def _labels(collection: Collection) -> list[Label]:
    from koleksi.labels import Label

    library = collection.config.library
    header = library.header or (library.name,)
    made = [
        (copy, Label(call_number=_lines(record, copy), barcode=copy.barcode, title=record.book.title, copy=copy.number,
                     accession=copy.accession, header=header))
        for record in collection.records
        for copy in record.copies
    ]  # fmt: skip
    made.sort(key=lambda pair: pair[0].barcode)
    return [label for _, label in made]


def _lines(record: Record, copy: Copy) -> tuple[str, ...]:
    from koleksi.labels import split_call_number

    return record.call_lines if copy.call_number == record.book.call_number else split_call_number(copy.call_number)


def _write_cards(collection: Collection, items: Items, folder: Path) -> list[Problem]:
    from koleksi import cards

    triples = ((record.book, record.copies, record.call_lines) for record in collection.records)
    with save.replacing(folder / "kartu_katalog.pdf") as stream:
        cards.catalogue_cards_stream(triples, stream, policy=collection.config.classes.author)
    return []


def _in_accession_order(items: Items) -> list[tuple[Book, Copy]]:
    """By the running number inside the barcode's order of being given: the register is never re-sorted."""
    pairs = [(book, copy) for book, copies in items for copy in copies]
    return sorted(pairs, key=lambda pair: (len(pair[1].accession), pair[1].accession))


def _review(collection: Collection) -> bytes:
    classes = [_class_question(collection, record) for record in collection.records if not record.sure]
    catalogue = collection.catalogue()
    pairs = [_pair_question(collection, ask, catalogue) for ask in collection.asks]
    surplus = [
        review.Surplus(book=record.book, copies=record.surplus, places=_places(collection, record.rows))
        for record in collection.records
        if record.surplus
    ]
    titles = {key: entry.book.full_title for key, entry in zip(collection.keys, collection.entries, strict=True)}
    titles |= {record_key(book): book.full_title for book in catalogue}
    decided = [(word, " + ".join(titles.get(key, "?") for key in word.key.split("+"))) for word in collection.decided]
    return review.workbook(classes, pairs, sorted(_merged(collection), key=lambda pair: pair.score), surplus, decided)


def _merged(collection: Collection) -> Iterator[review.PairQuestion]:
    """Rows that were taken for one edition, each beside the one it joins: the first of its record, or the catalogue's."""
    from koleksi import dedupe

    for record in collection.records:
        first, joined = record.rows[0], record.rows[1:]
        key, place, base = collection.keys[first], _places(collection, (first,)), collection.entries[first].book
        if record.known:
            key, place, base, joined = (
                record_key(record.known),
                f"katalog {record.known.record_id}".strip(),
                record.known,
                record.rows,
            )
        for row in joined:
            book = collection.entries[row].book
            found = dedupe.verdict(book, base)
            pair = f"{collection.keys[row]}+{key}" if record.known else f"{key}+{collection.keys[row]}"
            yield review.PairQuestion(
                key=pair, places=(_places(collection, (row,)), place), books=(book, base), score=found.score, reasons="; ".join(reason.id for reason in found.reasons)
            )  # fmt: skip


def _class_question(collection: Collection, record: Record) -> review.ClassQuestion:
    suggestions = tuple(
        (s.number, s.caption, round(s.score, 2), "; ".join(reason.id for reason in s.reasons))
        for s in record.suggestions
    )
    return review.ClassQuestion(
        key=collection.keys[record.rows[0]],
        place=_places(collection, record.rows),
        book=record.book,
        suggestions=suggestions,
        taken=record.book.ddc,
    )


def _pair_question(collection: Collection, ask: Ask, catalogue: Sequence[Book]) -> review.PairQuestion:
    """Two rows of the list, or a row and a record of the catalogue."""
    left = collection.entries[ask.left].book
    if ask.in_catalogue:
        right = catalogue[ask.right]
        key, place = record_key(right), f"katalog {right.record_id}".strip()
    else:
        right = collection.entries[ask.right].book
        key, place = collection.keys[ask.right], _places(collection, (ask.right,))
    return review.PairQuestion(
        key=f"{collection.keys[ask.left]}+{key}",
        places=(_places(collection, (ask.left,)), place),
        books=(left, right),
        score=ask.score,
        reasons="; ".join(reason.id for reason in ask.reasons),
    )


def _places(collection: Collection, rows: Sequence[int]) -> str:
    return ", ".join(f"{Path(e.source).name}:{e.row}" for e in (collection.entries[row] for row in rows))


def _placed(collection: Collection, problems: Sequence[Problem]) -> list[Problem]:
    """Problems of a rendering name a record or a barcode; say in which row of the list it stands."""
    rows = {}
    for record in collection.records:
        entry = collection.entries[record.rows[0]]
        rows[record.book.record_id] = entry
        rows.update((copy.barcode, entry) for copy in record.copies)
    placed = []
    for problem in problems:
        entry_of = rows.get(problem.source)
        if entry_of is not None:
            problem = replace(problem, source=entry_of.source, row=entry_of.row)
        placed.append(problem)
    return placed


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.source, problem.row, problem.code, problem.column)


def problems_csv(problems: Sequence[Problem]) -> bytes:
    """``masalah.csv``: UTF-8, comma, one line a problem, in both languages.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP ASVS 1.2.10).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_PROBLEM_COLUMNS)
    for p in problems:
        cells = (
            Path(p.source).name,
            p.row or "",
            p.column,
            p.value[:500],
            p.code,
            p.severity,
            p.what.id,
            p.do.id,
            p.what.en,
            p.do.en,
        )
        writer.writerow(
            f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell for cell in cells
        )
    return text.getvalue().encode()


def _count(collection: Collection, problems: Sequence[Problem], folder: Path) -> Summary:
    lost = {(p.source, p.row) for p in problems if p.severity == "error" and p.row}
    files = sorted(path.name for path in folder.iterdir() if path.name in FILES or path.match("inlislite-*.xlsx"))
    return Summary(
        rows=len(collection.entries) + len(lost),
        books=len(collection.records),
        copies=sum(len(record.copies) for record in collection.records),
        merged_rows=len(collection.entries) - len(collection.records),
        ask_pairs=len(collection.asks),
        problems=sum(problem.severity != "note" for problem in problems),
        notes=sum(problem.severity == "note" for problem in problems),
        classified=sum(bool(record.sure and record.book.ddc) for record in collection.records),
        to_review=sum(not record.sure for record in collection.records),
        surplus=sum(record.surplus for record in collection.records),
        lost_rows=len(lost),
        attached=sum(record.in_catalogue for record in collection.records),
        files=tuple(sorted({*files, "laporan.html", "ringkasan.json"})),
    )
