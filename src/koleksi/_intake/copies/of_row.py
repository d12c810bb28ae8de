"""The copies of a row: how many, their numbers, price, day of receipt and place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import zip_longest

from koleksi._intake.cells import TypedRow, many
from koleksi._intake.copies.states import COUNTED, is_state, shares_in, shares_of
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


def copies_of(row: TypedRow) -> tuple[Copy, ...]:
    price, note = _price(row)
    barcodes, accessions = _numbers(row, "barcode"), _numbers(row, "accession")
    one = Copy(
        price=price, note=note, source=row.get("source"), source_name=row.get("source_name"), received=_received(row),
        location=row.get("location"),
    )  # fmt: skip
    conditions = _conditions(row, max(_count(row), len(barcodes), len(accessions)))
    _say_numbers(row, accessions)
    told = zip_longest(conditions, barcodes[: len(conditions)], accessions[: len(conditions)], fillvalue="")
    return tuple(
        one.but(number=n, condition=condition, barcode=barcode, accession=accession)
        for n, (condition, barcode, accession) in enumerate(told, 1)
    )


def _numbers(row: TypedRow, field: str) -> tuple[str, ...]:
    """The numbers in the cell of a field, several where SLiMS or `written_out` wrote them: "<B1><B2>"."""
    cell = row.get(field)
    found = many(cell) if cell.startswith("<") else (cell,)
    if len(found) > _MAX_COPIES:
        row.say("count", field, f"{len(found)}", most=_MAX_COPIES)
    return found[:_MAX_COPIES]


def _say_numbers(row: TypedRow, accessions: Sequence[str]) -> None:
    """What is told of several accession numbers in one cell."""
    if len(accessions) < 2:
        return
    said, value = row.get("count"), f"{accessions[0]} ... {accessions[-1]}"
    stated, counted = _count(row), len(accessions)
    if not said:
        row.say("accession-range", "accession", value, counted=counted)
    elif stated != counted:
        row.say("count-numbers", "accession", value, stated=stated, counted=counted, taken=max(stated, counted))


def _conditions(row: TypedRow, count: int) -> tuple[str, ...]:
    """The condition of each copy, "" where nothing is said of it. Where a list counts them by condition, those of which
    it says none come first; a remark that counts nothing is true of all."""
    remarks = [row.get(COUNTED), row.get("condition"), parted(row.get("notes"))[0]]
    counted = [shares_of(remarks[0]), *map(shares_in, remarks[1:])]
    count = _counted_by_condition(row, count, _number(counted[0]), _number(counted[1]))
    told = [state for shares in counted for number, state in shares for _ in range(number)]
    if len(told) > count or count == 1 and not counted[0]:  # "rusak 1" of one copy is told as typed
        counted, told = [(), (), ()], []
    general = [remark for remark, shares in zip(remarks, counted, strict=True) if remark and not shares]
    others = [remark for remark in general if not is_state(remark)]  # "Baik; rusak 1" is good of the others
    of_the_rest = ["; ".join(general)] * (count - len(told))
    return (*of_the_rest, *("; ".join([state, *others]) for state in told))


def _number(shares: Sequence[tuple[int, str]]) -> int:
    return sum(number for number, _ in shares)


def _counted_by_condition(row: TypedRow, count: int, by_column: int, by_remark: int) -> int:
    """How many copies there are, the larger number where the column of copies and those of conditions disagree."""
    stated, by_condition = row.get("count"), by_column or by_remark
    if by_condition > _MAX_COPIES:
        row.say("count", "condition", f"{by_condition}", most=_MAX_COPIES)
        return count
    if by_column and stated and by_column != count:
        row.say("count-conditions", "count", stated, stated=count, counted=by_column, taken=max(count, by_column))
    return max(count, by_condition) if by_column or not stated else count


def _count(row: TypedRow) -> int:
    cell = row.get("count")
    if not cell:
        return 1
    cell = re.sub(r"(?<=\d)\s*\([^\W\d]+(?:\s[^\W\d]+)*\)", "", cell)  # "2 (dua)"
    if number := spelled("cardinal", "count").get(re.sub(r"\s+(?:eks\w*|buah|buku|bh)\.?\Z", "", cell.casefold())):
        return number
    match = re.match(
        r"\A\s*(\d{1,6})(?:[.,]0+)?\s*(?:eks\w*|buah|buku|bh|copy|copies|exp\w*|pcs|x)?\.?\s*\Z", cell, re.IGNORECASE
    )
    if match and 1 <= int(match[1]) <= _MAX_COPIES:
        return int(match[1])
    row.say("count", "count", cell, most=_MAX_COPIES)
    return 1


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
