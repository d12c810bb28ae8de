"""The copies of a row: how many, their numbers, price, day of receipt and place."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from koleksi._intake.cells import TypedRow, many
from koleksi._intake.copies.ranges import is_school_year, says_until
from koleksi._intake.copies.states import COUNTED, Share, counts_all, is_state, shares_in, shares_of, uncounted
from koleksi._terms.calendar import MONTH_WORD, day_of
from koleksi._terms.condition import parted
from koleksi._terms.numerals import spelled
from koleksi.book import Copy

__all__ = ["copies_of"]

_MAX_COPIES = 500
_MAX_PRICE = 12  # digits; more are a bar code or an ISBN in the wrong column
_PART_OF_A_DATE = re.compile(r"\w*[ /.-]?(?:1[5-9]|20)\d\d|(?:1[5-9]|20)\d\d[/.-](?:0?[1-9]|1[0-2])")
_COUNTED_DAY = re.compile(r"([2-6]\d{4})(?:[.,]\d+)?")  # 1954 to 2091
_DAY_ZERO = datetime.date(1899, 12, 30)  # of Excel's days, whose first is 1 January 1900
_DATE = re.compile(r"\A\d{1,4}[-/]\d{1,2}[-/]\d{1,4}\Z")
_DAY_OF_EXCEL = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")  # as its cell is read


def copies_of(row: TypedRow) -> tuple[Copy, ...]:
    price, note = _price(row)
    barcodes, accessions = _numbers(row, "barcode"), _numbers(row, "accession")
    said = _Said(price, note, row.get("source"), row.get("source_name"), _received(row), row.get("location"))
    conditions = _counted(row, max(len(barcodes), len(accessions)))
    _say_numbers(row, accessions)
    return _made(said, tuple(zip_longest(conditions, barcodes, accessions, fillvalue="")))


class _Said(NamedTuple):
    """What a row says of all its copies, in the words of `Copy`."""

    price: int | None
    note: str
    source: str
    source_name: str
    received: str
    location: str


@lru_cache(maxsize=256)
def _made(said: _Said, told: tuple[tuple[str, str, str], ...]) -> tuple[Copy, ...]:
    """A copy for each condition, barcode and accession number; most rows of a list say the same, and share them."""
    one = Copy(**said._asdict())
    return tuple(
        one.but(number=n, condition=condition, barcode=barcode, accession=accession)
        for n, (condition, barcode, accession) in enumerate(told, 1)
    )


def _numbers(row: TypedRow, field: str) -> tuple[str, ...]:
    """The numbers in the cell of a field, several where SLiMS or `written_out` wrote them: "<B1><B2>"."""
    cell = row.get(field)
    found = many(cell) if cell.startswith("<") else (cell,)
    if len(found) > _MAX_COPIES:
        row.say("count", field, f"{len(found)}", most=_MAX_COPIES, taken=_MAX_COPIES)
    return found[:_MAX_COPIES]


def _say_numbers(row: TypedRow, accessions: Sequence[str]) -> None:
    """What is told of several accession numbers in one cell, and of one that may be several."""
    if len(accessions) < 2:
        _say_odd_number(row)
        return
    value, counted = f"{accessions[0]} ... {accessions[-1]}", len(accessions)
    stated = _count(row) or _number(_by_column(row))
    if not stated:
        row.say("accession-range", "accession", value, counted=counted)
    elif stated != counted:
        row.say("count-numbers", "accession", value, stated=stated, counted=counted, taken=max(stated, counted))


def _say_odd_number(row: TypedRow) -> None:
    cell = row.get("accession")
    if row.heading.program:
        return
    if _DAY_OF_EXCEL.fullmatch(cell):
        row.say("accession-unread", "accession", cell, wording="accession-unread/date")
    elif says_until(cell) or is_school_year(cell):
        row.say("accession-unread", "accession", cell)


def _counted(row: TypedRow, numbers: int) -> tuple[str, ...]:
    """The condition of each copy of a row, "" where nothing is said of it. ``numbers``: how many are numbered."""
    stated, by_column = _count(row), _by_column(row)
    by_remark = _number(shares_in(row.get("condition"))) if not (stated or by_column) else 0
    counts = [stated or 1, numbers, _number(by_column), by_remark]
    count = max(one for one in counts if one <= _MAX_COPIES)
    _say_count(row, stated, _number(by_column), count)
    return _conditions(row, by_column, count)


def _by_column(row: TypedRow) -> tuple[Share, ...]:
    """What columns of conditions count, () where it cannot be."""
    shares = shares_of(row.get(COUNTED))
    return shares if _number(shares) <= _MAX_COPIES else ()


def _number(shares: Sequence[Share]) -> int:
    return sum(number for number, _ in shares)


def _say_count(row: TypedRow, stated: int | None, by_column: int, count: int) -> None:
    """Where the column of copies, those of conditions and what is counted disagree or are not understood."""
    if row.get("count") and not stated:
        row.say("count", "count", row.get("count"), most=_MAX_COPIES, taken=count)
    if not by_column and (many_ := _number(shares_of(row.get(COUNTED)))):
        row.say("count", COUNTED, f"{many_}", most=_MAX_COPIES, taken=count)
    elif COUNTED in row.heading and not stated and (odd := uncounted(row.notes)):
        row.say("count", "", odd, most=_MAX_COPIES, taken=count)
    if stated and (by_column > stated or 0 < by_column < stated and counts_all(row.heading.names, row.heading)):
        row.say("count-conditions", "count", row.get("count"), stated=stated, counted=by_column, taken=count)


def _conditions(row: TypedRow, by_column: Sequence[Share], count: int) -> tuple[str, ...]:
    """The condition of each of so many copies. Those of which a list that counts them says nothing come first; a remark
    that counts nothing, or more than there are, is true of all."""
    told = _one_by_one(by_column)
    general = [] if by_column else [row.get(COUNTED)]
    for remark in (row.get("condition"), parted(row.get("notes"))[0]):
        said = _one_by_one(shares_in(remark))
        if said and not Counter(said) - Counter(told):
            continue  # as the columns say
        if said and count > 1 and len(told) + len(said) <= count:
            told += said
        else:
            general.append(remark)
    general = list(filter(None, general))
    others = [remark for remark in general if not is_state(remark)]  # "Baik; rusak 1" is good of the others
    of_the_rest = ["; ".join(general)] * (count - len(told))
    return (*of_the_rest, *("; ".join([state, *others]) for state in told))


def _one_by_one(shares: Sequence[Share]) -> list[str]:
    return [state for number, state in shares for _ in range(number)]


def _count(row: TypedRow) -> int | None:
    """The number in the column of copies, None where it says none that can be."""
    if not (cell := row.get("count")):
        return None
    cell = re.sub(r"(?<=\d)\s*\([^\W\d]+(?:\s[^\W\d]+)*\)", "", cell)  # "2 (dua)"
    if number := spelled("cardinal", "count").get(re.sub(r"\s+(?:eks\w*|buah|buku|bh)\.?\Z", "", cell.casefold())):
        return number
    match = re.match(
        r"\A\s*(\d{1,6})(?:[.,]0+)?\s*(?:eks\w*|buah|buku|bh|copy|copies|exp\w*|pcs|x)?\.?\s*\Z", cell, re.IGNORECASE
    )
    return int(match[1]) if match and 1 <= int(match[1]) <= _MAX_COPIES else None


def _price(row: TypedRow) -> tuple[int | None, str]:
    """Whole rupiah, and the text as typed where it is no price (Excel turns "5/95" into a date)."""
    cell = row.get("price")
    if not cell:
        return None, ""
    plain = re.sub(r"(?:rp|idr)\.?|\s|,-+\Z|,00\Z|\.00\Z", "", cell, flags=re.IGNORECASE)
    digits = re.sub(r"\D", "", plain)
    shaped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d+", plain) and not _DATE.match(cell)
    if shaped and len(digits.lstrip("0")) <= _MAX_PRICE:
        return int(digits.lstrip("0") or "0") or None, ""
    became_a_date = _DATE.match(cell) or MONTH_WORD.search(cell)
    row.say("price", "price", cell, wording="price/date" if became_a_date else "price")
    return None, f"harga: {cell}"


def _received(row: TypedRow) -> str:
    """The day as an ISO date, also one as Excel counts it (43729,36); what is none stays as typed, and is said where it
    is no year or month either."""
    cell = row.get("received")
    if counted := _COUNTED_DAY.fullmatch(cell):
        return (_DAY_ZERO + datetime.timedelta(days=int(counted[1]))).isoformat()
    day = day_of(cell)
    if isinstance(day, datetime.date):
        return day.isoformat()
    if any(map(str.isdigit, cell)) and not _PART_OF_A_DATE.fullmatch(cell):
        row.say("received", "received", cell)
    return cell
