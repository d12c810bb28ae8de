"""What is said of each title and copy in INLISLite 3's tables, and in what koleksi reads of its exports, in the form
of `slims_facts`; by accession number, for its reports as .xls do not name every bar code. "number" is the bar code
here, and "notes" those of all copies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import slims_facts
from koleksi import marc
from koleksi.book import Book, Copy, Entry
from koleksi.exports import inlislite
from koleksi.job import sources
from slims_facts import Facts, Known, in_three_bytes

_TITLE = re.compile(r"\$a (?P<title>.*?)(?: : \$b (?P<rest>.*?))?(?: / \$c .*)?")
_FIELDS = "SELECT CatalogId, Tag, Value FROM catalog_ruas ORDER BY ID"
_COPIES = """SELECT Catalog_id, IFNULL(NoInduk, ''), IFNULL(NomorBarcode, ''), IFNULL(c.CallNumber, ''),
  LEFT(IFNULL(TanggalPengadaan, ''), 10), IFNULL(Price, ''), IFNULL(p.Name, ''), IFNULL(s.Name, ''),
  REPLACE(IFNULL(KETERANGAN_LAIN, ''), '\\n', ' ')
FROM collections c LEFT JOIN partners p ON p.ID = c.Partner_ID LEFT JOIN collectionsources s ON s.ID = c.Source_ID"""
_SOURCES = {"Pembelian": "bought", "Hadiah/Hibah": "given"}
_BETWEEN = " | "
Items = Iterable[tuple[Book, Iterable[Copy]]]


def standing(folder: Path) -> Known:
    """A results folder's catalogue, as three bytes a character hold it."""
    entries = [one for one in marc.read_books(folder / "katalog.mrc") if isinstance(one, Entry)]
    return in_three_bytes(_known((entry.book, entry.copies) for entry in entries))


def read_back(folder: Path) -> Known:
    """What koleksi reads of all exports in a folder."""
    entries, _ = sources.gather([folder])
    return _known((entry.book, map(_with_source, entry.copies)) for entry in entries)


def _with_source(copy: Copy) -> Copy:
    return copy.but(source={"bought": "beli", "given": "hibah"}.get(_SOURCES.get(copy.source, ""), copy.source))


def _known(items: Items) -> Known:
    kept = [(book, [copy for copy in copies if copy.accession]) for book, copies in items]
    found = slims_facts.known((book, [copy.but(barcode=copy.accession) for copy in held]) for book, held in kept)
    titles, copies = dict(found.titles), dict(found.copies)
    for book, held in kept:
        by_number = sorted(held, key=lambda copy: copy.accession)
        if by_number:
            titles[by_number[0].accession] |= {
                "notes": _BETWEEN.join(inlislite.remarks(book, one) for one in by_number)
            }
        copies |= {copy.accession: copies[copy.accession] | {"number": copy.barcode} for copy in held}
    return Known(titles, copies)


def of_inlislite(sql: Callable[[str], list[list[str]]]) -> Known:
    fields = defaultdict[str, defaultdict[str, list[str]]](lambda: defaultdict(list))
    for record, tag, value in _plain(sql(_FIELDS)):
        fields[record][tag].append(value)
    items = defaultdict[str, list[list[str]]](list)
    for row in _plain(sql(_COPIES)):
        items[row[0]].append(row)
    titles, copies = dict[str, Facts](), dict[str, Facts]()
    for record, held in items.items():
        held.sort(key=lambda row: row[1])
        titles[held[0][1]] = _of_record(fields[record], held)
        copies |= {row[1]: _of_copy(row, _first(fields[record], "084")) for row in held}
    return Known(titles, copies)


def _plain(rows: Iterable[list[str]]) -> list[list[str]]:
    return [[cell.replace("\\\\", "\\") for cell in row] for row in rows]


def _of_record(fields: dict[str, list[str]], held: list[list[str]]) -> Facts:
    title = _TITLE.fullmatch(fields["245"][0].strip())
    assert title, fields["245"]
    people, bodies = (_values(fields, *tags) for tags in (("100", "700"), ("110", "710")))
    main = _values(fields, "100", "110")
    every = list(dict.fromkeys([*main, *people, *bodies]))
    imprint = dict(re.findall(r"\$([abc]) ([^$]*)", " ".join(fields["260"] + fields["264"])))
    return {
        "title": ": ".join(filter(None, (title["title"].strip(), (title["rest"] or "").strip()))),
        "authors": "; ".join(sorted(every)),
        "order": "; ".join(every),
        "main entry": main[0] if main else "",
        "bodies": "; ".join(sorted(set(bodies))),
        "language": (fields["008"] or [""])[0][35:38].strip(),
        "notes": _BETWEEN.join(row[8] for row in held),
        "class": _first(fields, "082"),
        "publisher": imprint.get("b", "").strip(" ,"),
        "place": imprint.get("a", "").strip(" :"),
        "year": imprint.get("c", "").strip(" ."),
        "isbn": (_first(fields, "020") or _first(fields, "022")).replace("-", ""),
        "subjects": "; ".join(sorted(_values(fields, "650"))),
        "copies": str(len(held)),
    }


def _values(fields: dict[str, list[str]], *tags: str) -> list[str]:
    return [re.sub(r"\A\$a ", "", value).strip() for tag in tags for value in fields[tag]]


def _first(fields: dict[str, list[str]], tag: str) -> str:
    return next(iter(_values(fields, tag)), "")


def _of_copy(row: list[str], title_call_number: str) -> Facts:
    _, _, barcode, call_number, day, price, donor, source, _ = row
    return {
        "title call number": title_call_number,
        "call number": call_number,
        "number": barcode,
        "date": "" if day.startswith("0000") else day,
        "price": "" if float(price or 0) == 0 else f"{float(price):.0f}",
        "donor": "" if donor == "-" else donor,
        "kind of source": _SOURCES.get(source, source),
        "location": "",
    }
