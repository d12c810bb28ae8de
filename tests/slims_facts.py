"""What is said of each title and copy, in one form: of koleksi's own catalogue, of SLiMS's tables, of what was read
back from SLiMS; and two of them held against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from koleksi import marc, names
from koleksi._terms import language
from koleksi._terms.heading_kinds import is_meeting
from koleksi._terms.three_bytes import replaced
from koleksi.book import Book, Copy, Entry
from koleksi.exports.slims import notes, whole_title

Facts = dict[str, str]
OF_TITLES = ("title", "authors", "order", "main entry", "bodies", "language", "notes", "class", "publisher", "place",
             "year", "isbn", "subjects", "copies")  # fmt: skip
OF_COPIES = ("title call number", "call number", "number", "date", "price", "donor", "kind of source", "location")
SAID = (*OF_TITLES, *OF_COPIES)


@dataclass(frozen=True, slots=True)
class Known:
    """``titles`` by the lowest barcode of their copies, ``copies`` by barcode."""

    titles: Mapping[str, Facts]
    copies: Mapping[str, Facts]


def of_catalogue(folder: Path) -> Known:
    """A results folder's own catalogue, whose MARC carries everything."""
    entries = [item for item in marc.read_books(folder / "katalog.mrc") if isinstance(item, Entry)]
    return known((entry.book, entry.copies) for entry in entries)


def known(items: Iterable[tuple[Book, Iterable[Copy]]]) -> Known:
    titles, copies = dict[str, Facts](), dict[str, Facts]()
    for book, held in items:
        held = list(held)
        key = min((copy.barcode for copy in held), default=book.title)
        titles[key] = _of_book(book, held)
        copies |= {copy.barcode: _of_copy(book, copy) for copy in held}
    return Known(titles, copies)


def _of_book(book: Book, copies: list[Copy]) -> Facts:
    entered = [_heading(book, name) for name in book.authors]
    others = [_heading(book, one.name, body=one.corporate) for one in book.contributors]
    every = list(dict.fromkeys([*entered, *others]))
    return {
        "title": _one_colon(whole_title(book)),
        "authors": "; ".join(sorted(every)),
        "order": "; ".join(every),
        "main entry": entered[0] if entered else "",
        "bodies": "; ".join(sorted({_heading(book, name) for name in _all_names(book) if _is_body(book, name)})),
        "language": book.language,
        "notes": _one_line(notes(book, copies)),
        "class": book.ddc,
        "publisher": book.publisher,
        "place": book.place,
        "year": str(book.year or ""),
        "isbn": book.isbn or book.issn.replace("-", ""),
        "subjects": "; ".join(sorted(book.subjects)),
        "copies": str(len(copies)),
    }


def _all_names(book: Book) -> list[str]:
    return [*book.authors, *(one.name for one in book.contributors)]


def _is_body(book: Book, name: str) -> bool:
    corporate = any(one.corporate for one in book.contributors if one.name == name)
    return corporate or book.is_body(name) or is_meeting(name) or names.is_corporate(name)


def _heading(book: Book, name: str, *, body: bool = False) -> str:
    return names.heading(name, body=body or _is_body(book, name)) or name


def _of_copy(book: Book, copy: Copy) -> Facts:
    return {
        "title call number": book.call_number,
        "call number": copy.call_number or book.call_number,
        "number": copy.accession,
        "date": copy.received,
        "price": str(copy.price or ""),
        "donor": copy.source_name,
        "kind of source": {"hibah": "given", "beli": "bought"}.get(copy.source.casefold(), copy.source),
        "location": copy.location,
    }


def _one_colon(title: str) -> str:
    """ "A : b" is "A: b"."""
    return re.sub(r"\s*:\s+", ": ", title)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


# SLiMS's tables

_SCROLLED = re.compile(r"\A<div [^<>]*>|</div>\Z")  # what SLiMS's CSV import puts around a note
_TITLES = """
SELECT b.biblio_id, b.title, b.language_id, REPLACE(REPLACE(IFNULL(b.notes, ''), '\\n', ' '), '\\r', ' '),
  IFNULL(b.classification, ''), IFNULL(p.publisher_name, ''), IFNULL(pl.place_name, ''), IFNULL(b.publish_year, ''),
  IFNULL(b.isbn_issn, ''), IFNULL(l.language_name, ''), IFNULL(b.call_number, '')
FROM biblio b LEFT JOIN mst_publisher p USING (publisher_id) LEFT JOIN mst_place pl ON pl.place_id = b.publish_place_id
LEFT JOIN mst_language l USING (language_id)"""
_NAMES = """SELECT biblio_id, author_name, authority_type, level FROM biblio_author JOIN mst_author USING (author_id)
ORDER BY level = 1 DESC, 1, author_id"""
_TOPICS = "SELECT biblio_id, topic FROM biblio_topic JOIN mst_topic USING (topic_id)"
_ITEMS = """SELECT biblio_id, item_code, IFNULL(call_number, ''), IFNULL(inventory_code, ''),
  IFNULL(received_date, ''), IFNULL(price, ''), IFNULL(supplier_name, ''), IFNULL(source, ''),
  IFNULL(location_name, '')
FROM item LEFT JOIN mst_supplier USING (supplier_id) LEFT JOIN mst_location USING (location_id)"""


def of_slims(sql: Callable[[str], list[list[str]]]) -> Known:
    people, topics, items = _grouped(sql(_NAMES)), _grouped(sql(_TOPICS)), _grouped(sql(_ITEMS))
    rows = [[cell.replace("\\\\", "\\") for cell in row] for row in sql(_TITLES)]
    titles, copies = dict[str, Facts](), dict[str, Facts]()
    for row in rows:
        held = items.get(row[0], [])
        key = min((item[1] for item in held), default=f"biblio {row[0]}")
        titles[key] = _of_row(row, people.get(row[0], []), topics.get(row[0], []), len(held))
        copies |= {item[1]: _of_item(item, row[10]) for item in held}
    return Known(titles, copies)


def _of_row(row: list[str], people: list[list[str]], topics: list[list[str]], copies: int) -> Facts:
    main = [name for _, name, _, level in people if level == "1"]
    return {
        "title": _one_colon(row[1]),
        "authors": "; ".join(sorted(name for _, name, _, _ in people)),
        "order": "; ".join(name for _, name, _, _ in people),
        "main entry": "; ".join(main),
        "bodies": "; ".join(sorted({name for _, name, kind, _ in people if kind in ("o", "c")})),
        "language": language.code_of(row[9]),
        "notes": _one_line(_SCROLLED.sub("", row[3])),
        "class": row[4],
        "publisher": row[5],
        "place": row[6],
        "year": row[7],
        "isbn": row[8].replace("-", ""),
        "subjects": "; ".join(sorted(topic for _, topic in topics)),
        "copies": str(copies),
    }


def _of_item(item: list[str], title_call_number: str) -> Facts:
    _, _, call_number, number, day, price, donor, source, place = item
    return {
        "title call number": title_call_number,
        "call number": call_number,
        "number": number,
        "date": "" if day.startswith("0000") else day[:10],
        "price": "" if price in ("", "0") else price.removesuffix(".00"),
        "donor": "" if donor == "-" else donor,
        "kind of source": {"1": "bought", "2": "given"}.get(source, ""),
        "location": "" if place == "My Library" else place,
    }


def _grouped(rows: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append([cell.replace("\\\\", "\\") for cell in row])
    return found


# held against each other


@dataclass(frozen=True, slots=True)
class Kept:
    """How many values stand as they were, differ, or are gone; ``added``: values where there was none."""

    right: int = 0
    changed: int = 0
    lost: int = 0
    added: int = 0


def compared(before: Known, after: Known) -> tuple[dict[str, Kept], list[str]]:
    """Each fact of titles and copies, and the differences in words."""
    counted, said = {name: Counter[str]() for name in SAID}, list[str]()
    for names_, old, new in ((OF_TITLES, before.titles, after.titles), (OF_COPIES, before.copies, after.copies)):
        for key, facts in old.items():
            for name in names_:
                was, is_ = facts[name], new.get(key, {}).get(name, "")
                kind = _kind(was, is_)
                counted[name][kind] += 1
                if kind not in ("right", "none"):
                    said.append(f"{name}: {key}: {was!r} -> {is_!r}")
    return {name: Kept(*(counts[kind] for kind in ("right", "changed", "lost", "added")))
            for name, counts in counted.items()}, said  # fmt: skip


def _kind(was: str, is_: str) -> str:
    if was == is_:
        return "right" if was else "none"
    if not was:
        return "added"
    return "changed" if is_ else "lost"


def in_three_bytes(facts: Known) -> Known:
    """As the tables of SLiMS can hold them: what lies beyond three bytes is replaced, and told in masalah.csv."""

    def plain(table: Mapping[str, Facts]) -> dict[str, Facts]:
        return {key: {name: replaced(text) for name, text in row.items()} for key, row in table.items()}

    return Known(plain(facts.titles), plain(facts.copies))


def by_title(facts: Known) -> Known:
    """The titles under their words, for what has no copies: those that no two have in common."""
    words = {key: "".join(filter(str.isalnum, row["title"].casefold())) for key, row in facts.titles.items()}
    once = Counter(words.values())
    titles = {word: facts.titles[key] | {"copies": ""} for key, word in words.items() if once[word] == 1}
    return Known(titles, {})
