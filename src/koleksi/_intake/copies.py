"""The copies of a row: how many, their numbers, price, day of receipt and place."""

from __future__ import annotations

import re
from types import MappingProxyType

from koleksi._intake.cells import TypedRow, many
from koleksi._terms.numerals import spelled
from koleksi.book import Copy, Text

__all__ = ["copies_of"]

_MAX_COPIES = 500
_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)\w*\b", re.IGNORECASE)
_MONTH = MappingProxyType(
    {
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
        "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
    }
)  # fmt: skip
_DATE = re.compile(r"\A\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\Z")


def copies_of(row: TypedRow) -> tuple[Copy, ...]:
    price, note = _price(row)
    codes = many(row.get("barcode")) if row.get("barcode").startswith("<") else ()
    one = Copy(
        accession=row.get("accession"), barcode=row.get("barcode") if not codes else codes[0], price=price, note=note,
        source=row.get("source"), source_name=row.get("source_name"), received=_day(row.get("received")),
        location=row.get("location"), condition=row.get("condition"),
    )  # fmt: skip
    count = max(_count(row), len(codes))
    rest = (
        one.but(number=n, accession="", barcode=codes[n - 1] if n <= len(codes) else "") for n in range(2, count + 1)
    )
    return (one, *rest)


def _count(row: TypedRow) -> int:
    cell = row.get("count")
    if not cell:
        return 1
    if number := spelled("cardinal", "count").get(re.sub(r"\s+(?:eks\w*|buah|buku|bh)\.?\Z", "", cell.casefold())):
        return number
    match = re.match(
        r"\A\s*(\d{1,6})(?:[.,]0+)?\s*(?:eks\w*|buah|buku|bh|copy|copies|exp\w*|x)?\.?\s*\Z", cell, re.IGNORECASE
    )
    if match and 1 <= int(match[1]) <= _MAX_COPIES:
        return int(match[1])
    row.say(
        "count",
        "count",
        cell,
        Text("Jumlah eksemplar tidak dimengerti; dihitung satu.", "Number of copies not understood; counted as one."),
        Text(f"Ketik angka 1 sampai {_MAX_COPIES}.", f"Type a number from 1 to {_MAX_COPIES}."),
    )
    return 1


def _price(row: TypedRow) -> tuple[int | None, str]:
    """Whole rupiah, and the text as typed where it is no price (Excel turns "5/95" into a date)."""
    cell = row.get("price")
    if not cell:
        return None, ""
    plain = re.sub(r"(?:rp|idr)\.?|\s|,-+\Z|,00\Z|\.00\Z", "", cell, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d+", plain) and not _DATE.match(cell):
        return int(re.sub(r"\D", "", plain)) or None, ""
    why = _price_date if _DATE.match(cell) or _MONTHS.search(cell) else _price_odd
    row.say(
        "price",
        "price",
        cell,
        why,
        Text("Ketik harga dengan angka saja, misalnya 59000.", "Type the price in digits only: 59000."),
    )
    return None, f"harga: {cell}"


_price_date = Text(
    "Harga berubah menjadi tanggal (oleh Excel?); ditulis di keterangan.",
    "The price became a date (by Excel?); kept in the note.",
)
_price_odd = Text("Harga tidak dimengerti; ditulis di keterangan.", "Price not understood; kept in the note.")


def _day(cell: str) -> str:
    """An ISO date of "31/12/2024", "31-12-24", "31 Desember 2024" or ISO itself; anything else as typed."""
    match = re.match(r"\A(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{4}|\d{2})\Z", cell)
    if not match:
        return cell
    day, year = int(match[1]), int(match[3])
    month = int(match[2]) if match[2].isdecimal() else _MONTH.get(match[2][:3].casefold(), 0)
    year += 2000 if year < 100 else 0
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else cell
