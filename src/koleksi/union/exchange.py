"""``kelebihan_kekurangan.xlsx``: what is too much in one library and missing in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from koleksi import save
from koleksi.book import Lang, Text
from koleksi.job.report.kinds import LEVELS, class_name
from koleksi.job.report.standards import LIBRARIES
from koleksi.job.workbook import Column, Workbook
from koleksi.union.shelves import OTHERWISE, Receiver, Shelf, Shelves, Surplus, asked_titles
from koleksi.union.values import Edition

__all__ = ["sentence", "write_exchange"]


def write_exchange(shelves: Shelves, editions: Iterable[Edition], path: Path, lang: Lang, keep: int) -> tuple[int, int]:
    """Three sheets: surplus copies with where they could go, shortages by class and level, the standard's number of
    titles. How many lines the first two have."""
    with save.replacing(path) as stream, Workbook(stream) as book:

        def sheet(name: Text, columns: Sequence[tuple[Text, int]], rows: Iterable[Sequence[object]]) -> int:
            return book.sheet(name(lang), [Column(heading(lang), width) for heading, width in columns], rows)

        surplus = sheet(
            Text("Kelebihan", "Surplus"), _SURPLUS, (_surplus(one, lang) for one in shelves.surplus(editions, keep))
        )
        shortages = sheet(Text("Kekurangan", "Shortage"), _SHORTAGE, _shortages(shelves, lang))
        sheet(Text("Standar", "Standard"), _STANDARD, _standards(shelves, lang))
    return surplus, shortages


_LIBRARY, _CLASS, _LEVEL = Text("perpustakaan", "library"), Text("kelas", "class"), Text("jenjang", "level")
_CODE, _DISTRICT = Text("kode", "code"), Text("kabupaten", "district")
_SURPLUS = (
    (Text("nomor", "number"), 13), (Text("judul", "title"), 46), (_CLASS, 30), (_LEVEL, 14), (_CODE, 14),
    (Text("kelebihan", "surplus"), 10), (Text("kurang di", "missing at"), 50), (Text("kalimat", "in words"), 60),
)  # fmt: skip
_SHORTAGE = (
    (_CODE, 14), (_LIBRARY, 34), (_DISTRICT, 22), (_CLASS, 34), (_LEVEL, 14), (Text("judul ada", "titles"), 10),
    (Text("diminta", "asked"), 10), (Text("kurang", "short"), 10),
)  # fmt: skip
_STANDARD = (
    (_CODE, 14), (_LIBRARY, 34), (_DISTRICT, 22), (Text("jenis", "kind"), 18), (Text("judul ada", "titles"), 10),
    (Text("diminta", "asked"), 10), (Text("sumber", "source"), 44),
)  # fmt: skip


def sentence(one: Surplus) -> Text:
    """ "12 kelebihan di A; kurang di B (3 km), C (7 km)"."""
    codes = ", ".join(_far(each) for each in one.receivers)
    return Text(
        f"{one.copies} kelebihan di {one.library.code}" + (f"; kurang di {codes}" if codes else ""),
        f"{one.copies} surplus at {one.library.code}" + (f"; missing at {codes}" if codes else ""),
    )


def _far(one: Receiver) -> str:
    return one.library.code if one.km is None else f"{one.library.code} ({one.km:.0f} km)"


def _surplus(one: Surplus, lang: Lang) -> Sequence[object]:
    receivers = ", ".join(_far(each) for each in one.receivers)
    return (
        one.edition.number, one.edition.book.full_title, *_shelf(one.shelf, lang), one.library.code, one.copies,
        receivers, sentence(one)(lang),
    )  # fmt: skip


def _shelf(shelf: Shelf, lang: Lang) -> tuple[str, str]:
    story = Text(", fiksi", ", fiction")(lang) if shelf.fiction else ""
    return f"{class_name(shelf.main_class)(lang)}{story}", LEVELS[shelf.level](lang)


def _shortages(shelves: Shelves, lang: Lang) -> Iterator[Sequence[object]]:
    for one in shelves.shortages():
        where = one.library
        yield (where.code, where.name, where.district, *_shelf(one.shelf, lang), one.has, one.asked, one.short)


def _standards(shelves: Shelves, lang: Lang) -> Iterator[Sequence[object]]:
    for code, library in shelves.libraries.items():
        if asked := asked_titles(library.kind):
            kind = LIBRARIES[library.kind or OTHERWISE](lang)
            has = sum(shelves.titles[code].values())
            source = ", ".join(filter(None, (asked.source, asked.year if asked.year not in asked.source else "")))
            yield (code, library.name, library.district, kind, has, round(asked.least), source)
