"""Dates as Indonesians write them: the day first, months by name or number.

Month names: Kamus Besar Bahasa Indonesia, with the older spellings that lists still have (Pebruari, Nopember).
"""

from __future__ import annotations

import calendar
import datetime
import re
from types import MappingProxyType

from koleksi.book import Text

__all__ = ["MONTHS", "MONTH_NAMES", "MONTH_WORD", "day_of", "month_named", "month_of"]

MONTH_NAMES = (
    Text("Januari", "January"),
    Text("Februari", "February"),
    Text("Maret", "March"),
    Text("April", "April"),
    Text("Mei", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("Agustus", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Desember", "December"),
)
_OTHER_SPELLINGS = MappingProxyType({"peb": 2, "agt": 8, "ags": 8, "nop": 11})
_BEGINNINGS = MappingProxyType(
    {word[:3].casefold(): number for number, names in enumerate(MONTH_NAMES, start=1) for word in names}
    | _OTHER_SPELLINGS
)

_OLDER_NAMES = MappingProxyType({"pebruari": 2, "nopember": 11})
_NAMES = MappingProxyType(
    {word.casefold(): number for number, names in enumerate(MONTH_NAMES, start=1) for word in names}
    | _OLDER_NAMES
    | _BEGINNINGS
)
MONTHS = (*(names.id.casefold() for names in MONTH_NAMES), *_OLDER_NAMES)  # whole names, in Indonesian

MONTH_WORD = re.compile(rf"\b(?:{'|'.join(_BEGINNINGS)})\w*\b", re.IGNORECASE)

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2}|[A-Za-z]{3,9})[-/., ]+(?P<year>\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<day>\d{1,2})")


def month_of(word: str) -> int:
    """The number of a month from its name or the beginning of it ("Agt", "Agustus", "Aug" -> 8); 0 for another word."""
    return _BEGINNINGS.get(word[:3].casefold(), 0)


def month_named(word: str) -> int:
    """The number of the month whose whole name or usual abbreviation ``word`` is; 0 for others ("Maria", "Desa")."""
    return _NAMES.get(word.casefold(), 0)


def day_of(text: str) -> datetime.date | Text:
    """The day that is written, or why there is none.

    Read are ``1-2-2026``, ``01/02/26``, ``1 Februari 2026``, ``1 Feb 2026`` (the day first, two digits mean 20xx)
    and ISO 8601's ``2026-02-01``.
    """
    found = _YEAR_FIRST.fullmatch(text.strip()) or _DAY_FIRST.fullmatch(text.strip())
    if not found:
        return Text(
            "bukan tanggal; tulis seperti 01-02-2026, 1 Februari 2026 atau 2026-02-01",
            "is no date; write it like 01-02-2026 (day first), 1 Februari 2026 or 2026-02-01",
        )
    day, year = int(found["day"]), int(found["year"])
    month = int(found["month"]) if found["month"].isdecimal() else month_of(found["month"])
    year += 2000 if len(found["year"]) == 2 else 0
    return _impossible(year, month, day, found["month"]) or datetime.date(year, month, day)


def _impossible(year: int, month: int, day: int, written: str) -> Text | None:
    if year < 1:
        return Text("tahun 0 tidak ada", "there is no year 0")
    if not 1 <= month <= 12:
        return Text(
            f"bulan {written} tidak ada; urutannya tanggal, bulan, tahun",
            f"there is no month {written}; the order is day, month, year",
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MONTH_NAMES[month - 1]
        return Text(
            f"tanggal {day} tidak ada; {name.id} {year} sampai tanggal {last}",
            f"there is no day {day}; {name.en} {year} has {last} days",
        )
    return None
