"""Every file of the main job, rendered from one Collection."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from koleksi import save
from koleksi.book import Book, Copy, Lang, Problem
from koleksi.job import register, register_print
from koleksi.job.authority import authorities_csv, see_references
from koleksi.job.collection import Collection
from koleksi.job.hand_over.read_first import READ_FIRST, code_wanted, first_line, nothing_new, read_first
from koleksi.job.hand_over.slims_import import MANUAL, by_hand, slims_import
from koleksi.job.label_list import label_list
from koleksi.job.problems import of_collection, placed, problems_csv
from koleksi.job.report.before import changes
from koleksi.job.report.figures import report_of
from koleksi.job.report.page import html
from koleksi.job.report.workbook import workbook
from koleksi.job.review.questions import review_sheet
from koleksi.job.sources import CATALOGUE, Progress
from koleksi.job.summary import Summary, counted

if TYPE_CHECKING:
    from koleksi.marc import Target

__all__ = ["FILES", "NEW", "OUTPUTS", "OWNED", "write_for_people", "write_for_systems", "write_new"]

FILES = (
    CATALOGUE, "katalog.xml", "katalog.xlsx", "koha.mrc", "slims.jsonl", "slims_biblio.csv", "slims_item.csv",
    READ_FIRST, "label.pdf", "label.png", "kartu_katalog.pdf", "buku_induk.xlsx", "buku_induk.pdf",
    "pengarang.csv", "tinjau.xlsx", "masalah.csv", "laporan.html", "laporan.xlsx", "ringkasan.json", "koleksi.db",
)  # fmt: skip

_LEDGER = "koleksi.db"
_LAST = ("laporan.html", "laporan.xlsx", "ringkasan.json")  # which count the other files
# Of an earlier run, if this one does not write them: importing a stale workbook again would make copies twice.
OUTPUTS = tuple(name for name in FILES if name != _LEDGER)
OWNED = (*OUTPUTS, "slims.mrc", MANUAL, "inlislite-*.xlsx", "baru/*")
NEW = "baru"  # the folder for what is new since the last accepted run
Items = list[tuple[Book, tuple[Copy, ...]]]
Write = Callable[[Collection, Path], list[Problem]]


def write_for_systems(collection: Collection, folder: Path, progress: Progress) -> list[Problem]:
    """The files for library systems and the printer, into ``folder``; what was wrong with them. Raises OutputError."""
    problems: list[Problem] = []
    for name, write in _wanted(collection).items():
        progress(name, 0, 1)
        problems += write(collection, folder)
    return problems


def write_new(collection: Collection, folder: Path, progress: Progress, lang: Lang = "id") -> None:
    """The files for library systems and the printer, the register and the sheet of titles, of what is new or changed
    since a run was accepted; where nothing is, one sentence that says so.
    """
    progress("new", 0, 1)
    if not collection.records:
        save.write_text(folder / READ_FIRST, nothing_new(lang))
        return
    for write in _wanted(collection).values():
        write(collection, folder)
    _write_register(collection, folder)
    _write_titles(collection, folder, lang)
    _write_manual(collection, folder, lang)
    _write_read_first(collection, folder, lang, [], handed_over=False)


def write_for_people(collection: Collection, found: Sequence[Problem], folder: Path, lang: Lang) -> Summary:
    """The register, the sheet of titles, the review sheet, what went wrong, and the collection in figures; the counts.
    Raises OutputError.

    ``found``: what was wrong when the other files were written.
    """
    handed_over = (folder / NEW).is_dir()
    wanted = [] if handed_over else code_wanted(collection)
    problems = placed(collection, [*of_collection(collection), *found])
    items = _items(collection)
    _write_register(collection, folder)
    _write_titles(collection, folder, lang)
    _write_manual(collection, folder, lang)
    with save.replacing(folder / "tinjau.xlsx") as stream:
        review_sheet(stream, collection, problems, lang)
    save.write_bytes(folder / "masalah.csv", problems_csv(problems, lang))
    save.write_bytes(folder / "pengarang.csv", authorities_csv(collection.headings))
    summary = replace(_summary(collection, problems, folder), code_wanted=wanted[0].value if wanted else "")
    first = [first_line(collection.config.outputs.systems, handed_over=handed_over), *(one.what for one in wanted)]
    library, day = collection.config.library.name, collection.begun
    report = report_of(
        items, library, day, summary.as_dict(), problems, kind=collection.config.library.kind,
        changes=changes(collection, summary), first=first,
    )  # fmt: skip
    _write_read_first(collection, folder, lang, wanted, handed_over=handed_over)
    save.write_text(folder / "laporan.html", html(report, lang))
    save.write_bytes(folder / "laporan.xlsx", workbook(report, lang))
    save.write_text(folder / "ringkasan.json", json.dumps(summary.lasting(), ensure_ascii=False, indent=1) + "\n")
    return summary


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _write_read_first(
    collection: Collection, folder: Path, lang: Lang, wanted: list[Problem], *, handed_over: bool
) -> None:
    text = read_first(collection, _names(folder), lang, wanted=wanted, handed_over=handed_over)
    save.write_text(folder / READ_FIRST, text)


def _write_manual(collection: Collection, folder: Path, lang: Lang) -> None:
    """What a person must type in SLiMS, where there is such."""
    if "slims" not in collection.config.outputs.systems:
        return
    if manual := by_hand(slims_import(collection), lang):
        save.write_bytes(folder / MANUAL, manual)


def _write_register(collection: Collection, folder: Path) -> None:
    """Of the second day the new copies alone, at their places in the whole register."""
    records, new = collection.part_of or collection.records, collection.new_copies
    kept = register_print.with_remarks(collection.off_lists)
    lines = _in_accession_order([*((record.book, record.copies) for record in records), *kept])
    gone = frozenset(one.copy.barcode for one in collection.off_lists if one.withdrawn)
    off = frozenset(one.copy.barcode for one in collection.off_lists)
    library, laid = collection.config.library, register_print.pages(lines, new, gone)
    with save.replacing(folder / "buku_induk.xlsx") as stream:
        register.write(stream, lines, new, off=off, laid=laid, paper=library.register_paper)
    with save.replacing(folder / "buku_induk.pdf") as stream:
        register_print.write(stream, laid, library.name, library.register_paper)


def _write_titles(collection: Collection, folder: Path, lang: Lang) -> None:
    from koleksi.exports import spreadsheet

    with save.replacing(folder / "katalog.xlsx") as stream:
        spreadsheet.write(((record.book, record.copies) for record in collection.records), stream, lang)


def _items(collection: Collection) -> Items:
    return [(record.book, record.copies) for record in collection.records]


def _of(items: Items, barcodes: AbstractSet[str] | None) -> Items:
    """The records with some of their copies alone, None for all."""
    if barcodes is None:
        return items
    return [(book, tuple(copy for copy in copies if copy.barcode in barcodes)) for book, copies in items]


def _write_marc(collection: Collection, folder: Path) -> list[Problem]:
    from koleksi.marc import Target

    catalogue = (
        Target(folder / CATALOGUE, profile="indomarc"),
        Target(folder / "katalog.xml", profile="indomarc", xml=True),
    )
    koha = (Target(folder / "koha.mrc", profile="koha"),) if "koha" in collection.config.outputs.systems else ()
    items = _items(collection)
    if collection.print_only is None or not koha:
        return _write_targets(collection, items, (*catalogue, *koha))
    # Koha replaces the items whose label changed and adds the new ones; the others it has as they are.
    found = _write_targets(collection, items, catalogue)
    return found + _write_targets(collection, _of(items, collection.print_only), koha)


def _write_targets(collection: Collection, items: Items, targets: Sequence[Target]) -> list[Problem]:
    from koleksi.marc import write_targets

    config = collection.config
    return write_targets(
        items,
        targets,
        org=config.library.org,
        policy=config.classes.author,
        library=config.library.name,
        date=collection.begun,
        branch=config.koha.branch,
        item_type=config.koha.item_type,
        collection=config.koha.collection,
    )


def _write_slims(collection: Collection, folder: Path) -> list[Problem]:
    from koleksi.exports import slims

    parts, problems = slims_import(collection), list[Problem]()
    with save.replacing(folder / "slims_biblio.csv") as stream:
        slims.write_biblio(parts.new, stream, problems, policy=collection.config.classes.author)
    locations = {copy.location for record in collection.records for copy in record.held if copy.location}
    with save.replacing(folder / "slims_item.csv") as stream:
        slims.write_item(parts.items, stream, problems, locations=locations)
    return list(dict.fromkeys(problems))


def _write_slims_lines(collection: Collection, folder: Path) -> list[Problem]:
    """For the plugin, which tells itself what does not fit into the SLiMS that it stands in."""
    from koleksi.exports import slims_lines

    items = (
        slims_lines.Item(
            book=record.book,
            copies=record.copies,
            keys=[row.key for row in record.rows],
            held=[copy.barcode for copy in record.held if copy.barcode],
        )
        for record in collection.records
    )
    config = collection.config
    with_copies, policy = sum(bool(record.copies) for record in collection.records), config.classes.author
    with save.replacing(folder / "slims.jsonl") as stream:
        slims_lines.write(items, stream, records=with_copies, library=config.library.name, policy=policy)
    return []


def _write_inlislite(collection: Collection, folder: Path) -> list[Problem]:
    from koleksi.exports import inlislite

    target, problems = collection.config.inlislite, list[Problem]()
    books = inlislite.each_workbook(
        _of(_as_known(collection), collection.new_copies),  # one row that it has already refuses the whole file
        problems,
        date=collection.begun,
        location=target.location,
        room=target.room,
        policy=collection.config.classes.author,
    )
    for number, content in enumerate(books, start=1):
        save.write_bytes(folder / f"inlislite-{number:03d}.xlsx", content)
    return problems


def _as_known(collection: Collection) -> Items:
    """Books of the catalogue as the catalogue has them: INLISLite joins a copy to a record of the very same words."""
    return [
        (record.known.book.but(record_id=record.book.record_id) if record.known else record.book, record.copies)
        for record in collection.records
    ]


def _write_labels(collection: Collection, folder: Path) -> list[Problem]:
    """The label sheets, and a picture of the first page to look at before printing."""
    from koleksi import labels, stationery

    chosen = collection.config.labels
    paper = stationery.get(chosen.sheet, collection.config.sheets)
    settings = labels.Settings(
        palette=chosen.palette or None, offset_x_mm=chosen.offset_x_mm, offset_y_mm=chosen.offset_y_mm
    )
    wanted = label_list(collection)
    with save.replacing(folder / "label.pdf") as stream:
        found = labels.check_and_render(wanted, stream, paper, chosen.kind, **settings)
    if wanted:
        save.write_bytes(folder / "label.png", labels.preview((folder / "label.pdf").read_bytes()))
    return [replace(problem, source=wanted[problem.row - 1].barcode, row=0) for problem in found]


def _write_cards(collection: Collection, folder: Path) -> list[Problem]:
    from koleksi import cards

    triples = ((record.book, record.copies, record.call_lines) for record in collection.records)
    policy, references = collection.config.classes.author, see_references(collection.headings)
    with save.replacing(folder / "kartu_katalog.pdf") as stream:
        cards.catalogue_cards_stream(triples, stream, policy=policy, references=references)
    return []


def _in_accession_order(items: Items) -> list[tuple[Book, Copy]]:
    """By the running number inside the barcode's order of being given: the register is never re-sorted."""
    pairs = [(book, copy) for book, copies in items for copy in copies]
    return sorted(pairs, key=lambda pair: (len(pair[1].accession), pair[1].accession))


def _summary(collection: Collection, problems: Sequence[Problem], folder: Path) -> Summary:
    return counted(collection, problems, _names(folder) | {_LEDGER, *_LAST, READ_FIRST})


_FOR_SYSTEMS_AND_PRINTER: Mapping[str, Write] = MappingProxyType(
    {
        "marc": _write_marc,
        "slims": _write_slims,
        "slims-plugin": _write_slims_lines,
        "inlislite": _write_inlislite,
        "labels": _write_labels,
        "cards": _write_cards,
    }
)
_OF_ONE_SYSTEM = MappingProxyType(
    {"slims": "slims", "slims-plugin": "slims", "inlislite": "inlislite", "cards": "none"}
)


def _wanted(collection: Collection) -> dict[str, Write]:
    """What is written for the systems in use: the catalogue itself and the labels always."""
    systems = collection.config.outputs.systems
    return {
        name: write for name, write in _FOR_SYSTEMS_AND_PRINTER.items() if _OF_ONE_SYSTEM.get(name) in (None, *systems)
    }
