"""Whether a row of a list is a book or a line between books, told by the list around it.

A line has one cell, where the books have several; where the books are numbered, the numbers go on over it. Words alone
decide only where they can be nothing else; a row that may be a book is kept as one and asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from koleksi._intake.between import Said, said_by
from koleksi._intake.columns import Heading
from koleksi._terms.calendar import MONTHS

__all__ = ["Said", "Surroundings", "is_foot", "is_sum", "lone_cell"]

Row = tuple[str, ...]

# "Total buku: 19", "JUMLAH KESELURUHAN": these words and numbers, nothing else
_SUM = re.compile(
    r"(?:(?:sub|grand)[\s-]*)?(?:jumlah|total|jml|sum)(?:\s+(?:total|jumlah|buku|judul|eksemplar|eks|harga"
    r"|keseluruhan|seluruhnya|seluruh|semua|akhir|halaman|ini|koleksi|of|books|copies))*"
    r"[\s.:=]*(?:rp\.?\s*)?[\d.,]*\s*(?:buku|judul|eksemplar|eks|exp|books"
    r"|copies)?\.?(?:\s*[,;/]\s*[\d.,]+\s*(?:buku|judul|eksemplar|eks))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:rp\.?\s*)?[\d.,\s-]+", re.IGNORECASE)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SIGNED = (
    r"(?:mengetahui|menyetujui|diperiksa|dibuat|disetujui|yang\s+(?:membuat|menerima|menyerahkan)|hormat\s+kami)"
    r"\b.{0,40}"
)
_PLACE_AND_DATE = (
    rf"[\w\s.]{{2,40}},\s*(?:tgl\.?\s*)?\d{{1,2}}[\s-]+{_MONTH}[\s-]+\d{{4}}|[\w\s.]{{2,40}},\s*[.\s_]+\d{{4}}"
    rf"|[\w\s.]{{2,40}},\s*[.\s_]*{_MONTH}\s+\d{{4}}"
)
_BEGINS_FOOT = re.compile(rf"{_SIGNED}|{_PLACE_AND_DATE}|a\.?\s?n\.?\s+kepala\b.*", re.IGNORECASE)
# What people write below a list. Looked for at the end of a sheet only: a book may be called so.
_FOOT = re.compile(
    rf"""{_SIGNED}
    |(?:kepala|petugas|pengelola|ketua|sekretaris|bendahara|pustakawan|lurah|camat
    |penanggung\s+jawab)\b(?:\s[\w.'/-]+){{0,6}}\s*,?
    |(?:nip|nuptk|nik)\b[\s.:]*[\d\s.-]*|ttd\.?|\(?[\s._]{{4,}}\)?
    |(?:catatan|keterangan|ket|note|notes|nb)\s*[.:].*
    |(?:halaman|hal|page)\.?\s*\d+\s*(?:dari|of|/)\s*\d+|dicetak\b.*|printed\b.*
    |{_PLACE_AND_DATE}""",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)]?")  # "A.", "II": how parts of a list are numbered
_CARDINAL = re.compile(r"\d{1,6}(?:\.0)?[.)]?")


def is_sum(heading: Heading, row: Row) -> bool:
    """A sum: its word, and beside it numbers only; never a row that has a title besides."""
    filled = [cell for cell in row if cell]
    texts = list(islice((cell for cell in filled if not _NUMBER.fullmatch(cell)), 2))
    if len(texts) != 1 or not _SUM.fullmatch(texts[0].strip()):
        return False
    title = heading.index("title") if "title" in heading else -1
    stands = row[title] if 0 <= title < len(row) else ""
    return not stands or stands in (texts[0], *filled[1:])


def is_foot(row: Row) -> bool:
    """Place and date, signatures, notes: at most three cells, all of that kind."""
    filled = [cell for cell in row if cell]
    return len(filled) <= 3 and all(_FOOT.fullmatch(cell.strip()) for cell in filled)


def lone_cell(row: Row, number_at: int) -> tuple[int, str]:
    """Place and text of the only cell of a row, but for the letter of a part ("A.", "II") in the column of running
    numbers; (-1, "") for a row that has more."""
    filled = [(n, cell) for n, cell in enumerate(row) if cell]
    if len(filled) == 2 and filled[0][0] == number_at and _PART.fullmatch(filled[0][1]):
        filled = filled[1:]
    return filled[0] if len(filled) == 1 and any(map(str.isalpha, filled[0][1])) else (-1, "")


class Surroundings:
    """What the rows of a list together say of each: its running numbers, and how much the books fill in."""

    def __init__(self, heading: Heading, rows: Sequence[Row]) -> None:
        self.title_at = next((n for n, kind in enumerate(heading) if "title" in kind), 0)
        self.number_at = _running_numbers(heading, rows)
        self._numbers = [self._number(row) for row in rows]
        self._skipped = _skipped(self._numbers)
        self._last = max((n for n, number in enumerate(self._numbers) if number is not None), default=-1)
        self._lone = [lone_cell(row, self.number_at) for row in rows]
        self._said = [said_by(text) if text else None for _, text in self._lone]
        books = [row for row, said in zip(rows, self._said, strict=True) if not said]
        self._full = _filled_by_all(books, self.title_at)
        self._many = len(books) > 3
        titles = [row[self.title_at] for row in books if self.title_at < len(row)]
        self._shouts = sum(map(str.isupper, titles)) > 0.3 * len(titles)
        self._shelves = Counter(
            _first_word(text)
            for (_, text), said in zip(self._lone, self._said, strict=True)
            if said and said.kind == "place"
        )

    def _number(self, row: Row) -> int | None:
        cell = row[self.number_at] if 0 <= self.number_at < len(row) else ""
        return int(cell.strip(".)").removesuffix(".0")) if _CARDINAL.fullmatch(cell) else None

    def line(self, n: int) -> Said | None:
        """What a row says as a line between books; None where it is a book, or may be."""
        (at, text), said = self._lone[n], self._said[n]
        if said is None or at > self.title_at and not said.sure:
            return None
        if at < self.title_at:
            return said
        if self.number_at >= 0:
            forgotten = n in self._skipped and not (said.sure or self._titles_part(text, said))
            return None if forgotten or n > self._last and not said.kind else said
        if said.sure and (self._full or said.kind == "source" or self._shelves[_first_word(text)] > 1):
            return said
        return said if self._full and self._titles_part(text, said) else None

    def _titles_part(self, text: str, said: Said) -> bool:
        """Whether words that begin a part of a list look like its title: few and loud among titles that are not, or
        beginning with the number of a group ("200 Agama")."""
        loud = text.isupper() and not self._shouts and len(text.split()) < 4
        return said.kind == "section" and (loud or text[:1].isdigit())

    def doubtful(self, n: int) -> bool:
        """Whether a row that is kept as a book may be a line: one cell where every other book fills in more."""
        said = self._said[n]
        if said is None or n in self._skipped and not said.kind:
            return False
        return self.number_at >= 0 or said.sure or self._full and (self._many or bool(said.kind))

    def passes_foot(self, n: int, row: Row) -> bool:
        """A signature or the number of a page in the middle of a numbered list."""
        return self.number_at >= 0 and self._numbers[n] is None and n not in self._skipped and is_foot(row)

    def begins_foot(self, block: Sequence[Row]) -> bool:
        """Whether the rows from here to the end of the sheet are signatures: a word or date begins them, offices or
        numbers of officials are among them, none with a running number. An office begins them too where none of them
        has a title."""
        if any(sum(map(bool, row)) > 3 or self._number(row) is not None for row in block):
            return False
        opens = [cell.strip() for cell in block[0] if cell]
        if any(_BEGINS_FOOT.fullmatch(cell) for cell in opens) and sum(map(is_foot, block)) > 1:
            return True
        return is_foot(block[0]) and not any(self.title_at < len(row) and row[self.title_at] for row in block)


def _first_word(text: str) -> str:
    return text.split()[0].casefold()


def _skipped(numbers: Sequence[int | None]) -> frozenset[int]:
    """The rows without a number for which the running numbers leave one out: books whose number was forgotten."""
    found: set[int] = set()
    before, open_ = None, list[int]()
    for n, number in enumerate(numbers):
        if number is None:
            open_.append(n)
            continue
        if before is not None and number == before + 1 + len(open_):
            found.update(open_)
        before, open_ = number, []
    return frozenset(found)


def _running_numbers(heading: Heading, rows: Sequence[Row]) -> int:
    """The column of running numbers, -1 where there is none: numbers that mostly grow, under no heading of a book."""
    for n, kind in enumerate(heading):
        if kind not in ("ignore", ""):
            continue
        cells = [row[n] for row in rows if n < len(row) and sum(map(bool, row)) > 1]
        found = [int(cell.strip(".)").removesuffix(".0")) for cell in cells if _CARDINAL.fullmatch(cell)]
        steps = sum(0 < later - one < 4 for one, later in zip(found, found[1:], strict=False))
        if len(found) > 1 and len(found) > 0.6 * len(cells) and steps > 0.6 * (len(found) - 1):
            return n
    return -1


def _filled_by_all(books: Sequence[Row], title_at: int) -> bool:
    """Whether there is a column beside the title's in which every book has something."""
    width = max(map(len, books), default=0)
    return len(books) > 1 and any(
        sum(n < len(row) and bool(row[n]) for row in books) > 0.95 * len(books) for n in range(width) if n != title_at
    )
