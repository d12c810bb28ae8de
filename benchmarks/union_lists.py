"""Village lists for `benchmarks/union.py`, generated from the catalogues of the measuring data: overlapping stock, each
library with habits of its own, some rows typed wrong.

What a list is made of: editions of seven Indonesian catalogues and three donated lists, some as sets of volumes or with
a second edition, and for an eighth of the rows a tail of 37,000 English titles that few libraries share. An edition is
drawn by its rank (1/rank^0.7), so popular ones stand in most lists. Books without ISBN in the source get a valid one
that is made up (four of five). A library writes titles in one case, names in one order, leaves out a column or not; of
the rows 6 % have a slip in the title, 4 % in the author, 3 % of ISBNs have a wrong digit, 10 % lack publisher or year.
"""

from __future__ import annotations

import csv
import io
import lzma
import random
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from koleksi import isbn, marc
from koleksi.book import Book, Copy

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
CATALOGUES = ("amn", "rlc", "dumai", "kupang", "office", "school2014", "poltek")
DONATED = (("dormitory_library", ","), ("mosque_library", ";"), ("university_gift", ","))
KEYS = "qwertyuiopasdfghjklzxcvbnm"
SMALLEST, LARGEST = 500, 3_000  # rows of a village list
TAIL = 0.125  # of the rows, from titles that few share
PLAIN: tuple[Callable[[str], str], ...] = (str.upper, str.title, str, str, str.capitalize)


class Stock(NamedTuple):
    """All editions that a village may own, the popular ones first, with running sums of their weights."""

    common: list[dict[str, str]]
    tail: list[dict[str, str]]
    sums: list[float]


def stock(luck: random.Random) -> Stock:
    rows = [row for name in CATALOGUES for row in _csv((SHARED / "ddc" / f"id_{name}.csv").read_text("utf-8-sig"))]
    rows += [row for name, mark in DONATED for row in _donated(name, mark)]
    common = [part for row in _once(rows) for part in _parts(row, luck)]
    with lzma.open(SHARED / "ddc" / "en_tib.csv.xz", "rt", encoding="utf-8") as stream:
        tail = _once(csv.DictReader(stream))
    for one in (*common, *tail):
        if not one["isbn"] and luck.random() < 0.8:
            one["isbn"] = _made_up(luck)
    luck.shuffle(common)
    return Stock(common, tail, list(accumulate(1 / rank**0.7 for rank in range(1, len(common) + 1))))


def _csv(text: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def _donated(name: str, delimiter: str) -> Iterator[dict[str, str]]:
    names = {"judul": "title", "judul buku": "title", "pengarang": "author", "penerbit": "publisher", "tahun": "year",
             "thn": "year", "tahun terbit": "year", "isbn": "isbn", "edisi": "edition"}  # fmt: skip
    for row in _csv((SHARED / "donated" / f"{name}.csv").read_text("utf-8-sig"), delimiter):
        yield {names[key.casefold()]: value or "" for key, value in row.items() if key and key.casefold() in names}


def _once(rows: Iterator[dict[str, str]] | list[dict[str, str]]) -> list[dict[str, str]]:
    """Each title and author once, with the facts that a list may give."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        one = {name: (row.get(name) or "").strip() for name in ("title", "author", "publisher", "year", "isbn", "ddc")}
        key = re.sub(r"\W", "", f"{one['title']}{one['author'][:8]}".casefold())
        if len(key) >= 6:
            one["isbn"] = "".join(isbn.recognise(one["isbn"]).isbns[:1]) if one["isbn"] else ""
            found.setdefault(key, one)
    return list(found.values())


def _parts(row: dict[str, str], luck: random.Random) -> Iterator[dict[str, str]]:
    """An edition; of some the volumes of a set, of some a second edition."""
    yield row
    chance = luck.random()
    if chance < 0.06:
        mark = luck.choice(("Jilid {}", "Kelas {}", "Volume {}"))
        for number in range(2, luck.randint(3, 5)):
            yield {**row, "title": f"{row['title']} {mark.format(number)}", "isbn": ""}
    elif chance < 0.10:
        year = row["year"][:4]
        yield {**row, "edition": "Edisi 2", "isbn": "", "year": str(int(year) + 4) if year.isdecimal() else ""}


def _made_up(luck: random.Random) -> str:
    digits = luck.choice(("978602", "978623", "978979")) + "".join(luck.choices("0123456789", k=6))
    return digits + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10)


class Habits(NamedTuple):
    """How one library types."""

    case: Callable[[str], str]
    inverted: bool  # "Hirata, Andrea"
    firm: bool  # "PT Gramedia"
    isbns: float  # share of the rows with their ISBN
    years: float


def habits(luck: random.Random) -> Habits:
    return Habits(
        luck.choice(PLAIN), luck.random() < 0.3, luck.random() < 0.15, luck.choice((0.0, 0.5, 0.9, 0.95)),
        luck.choice((0.0, 0.9, 0.95, 1.0)),
    )  # fmt: skip


def village(stock: Stock, rows: int, luck: random.Random) -> list[tuple[Book, tuple[Copy, ...]]]:
    """The list of one library: distinct editions, some with several copies, as its own hands type them."""
    ways = habits(luck)
    chosen: dict[int, dict[str, str]] = {}
    while len(chosen) < round(rows * (1 - TAIL)):
        for n in luck.choices(range(len(stock.common)), cum_weights=stock.sums, k=rows):
            chosen.setdefault(n, stock.common[n])
    common = list(chosen.values())[: round(rows * (1 - TAIL))]
    mixed = [*common, *luck.sample(stock.tail, rows - len(common))]
    luck.shuffle(mixed)
    return [(typed(one, ways, luck), (Copy(),) * luck.choices((1, 2, 3, 10), (80, 14, 5, 1))[0]) for one in mixed]


def typed(row: dict[str, str], ways: Habits, luck: random.Random) -> Book:
    title = slipped(row["title"], luck) if luck.random() < 0.06 else row["title"]
    name = row["author"].split(";")[0].strip()
    name = slipped(name, luck) if luck.random() < 0.04 else name
    first, _, last = name.rpartition(" ")
    name = f"{last}, {first}" if ways.inverted and first and "," not in name else name
    publisher = "" if luck.random() < 0.1 else row["publisher"]
    year = row["year"][:4] if luck.random() < ways.years and luck.random() > 0.1 else ""
    good, wrong = number(row["isbn"], ways, luck)
    return Book(
        title=ways.case(title), authors=(name,) if name else (), edition=row.get("edition", ""), isbn=good,
        publisher=f"PT {publisher}" if ways.firm and publisher else publisher, wrong_isbns=(wrong,) if wrong else (),
        year=int(year) if year.isdecimal() and int(year) > 1400 else None,
        ddc=row["ddc"] if re.fullmatch(r"\d{3}(\.\d+)?", row["ddc"]) else "",
    )  # fmt: skip


def number(digits: str, ways: Habits, luck: random.Random) -> tuple[str, str]:
    """The ISBN as it is typed: right, or wrong and of no use."""
    if not digits or luck.random() >= ways.isbns:
        return "", ""
    if luck.random() < 0.03:
        n = luck.randrange(3, 12)
        return "", digits[:n] + str((int(digits[n]) + luck.randint(1, 9)) % 10) + digits[n + 1 :]
    return digits, ""


def slipped(text: str, luck: random.Random) -> str:
    """One letter lost, doubled, exchanged with the next, or hit beside."""
    if len(text) < 5:
        return text
    n = luck.randrange(1, len(text) - 1)
    return luck.choice((
        text[:n] + text[n + 1 :], text[:n] + text[n] + text[n:], text[:n] + text[n + 1] + text[n] + text[n + 2 :],
        text[:n] + luck.choice(KEYS) + text[n + 1 :],
    ))  # fmt: skip


def write(books: list[tuple[Book, tuple[Copy, ...]]], folder: Path, name: str, way: int) -> Path:
    """As a library brings it: of six, four as MARC, one as a typed list, one as SLiMS's export of titles and items."""
    if way % 6 < 4:
        marc.write_books(books, folder / f"{name}.mrc", date="2026-01-01")
        return folder / f"{name}.mrc"
    if way % 6 == 4:
        return _typed_list(books, folder / f"{name}.csv")
    return _slims(books, folder / name)


def _typed_list(books: list[tuple[Book, tuple[Copy, ...]]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Edisi", "Jumlah"))
        for book, copies in books:
            isbns = book.isbn or "".join(book.wrong_isbns)
            writer.writerow((book.title, "; ".join(book.authors), book.publisher, book.year or "", isbns, book.edition,
                             len(copies)))  # fmt: skip
    return path


TITLES = ("title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title",
          "call_number", "language_name", "place_name", "classification", "notes", "image", "sor", "authors", "topics",
          "item_code")  # fmt: skip
ITEMS = ("item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name", "order_no",
         "location_name", "order_date", "item_status_name", "site", "source", "invoice", "price", "price_currency",
         "invoice_date", "input_date", "last_update", "title")  # fmt: skip


def _slims(books: list[tuple[Book, tuple[Copy, ...]]], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    titles, items, code = [], [], 0
    for book, copies in books:
        numbers = []
        for _ in copies:
            code += 1
            numbers.append(f"B{code:06d}")
            items.append({"item_code": numbers[-1], "title": book.title, "source": "2", "supplier_name": "Donatur"})
        titles.append({
            "title": book.title, "edition": book.edition, "isbn_issn": book.isbn or "".join(book.wrong_isbns),
            "publisher_name": book.publisher, "publish_year": book.year or "", "classification": book.ddc,
            "authors": "".join(f"<{name}>" for name in book.authors),
            "item_code": "".join(f"<{number}>" for number in numbers),
        })  # fmt: skip
    for name, heading, rows in (("biblio.csv", TITLES, titles), ("item.csv", ITEMS, items)):
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, heading, restval="", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    return folder
