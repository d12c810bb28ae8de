"""Which rows of a sheet hold a book: not the titles above, the heading, its repetition, the sums and the signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from koleksi._intake.columns import Heading, find_heading
from koleksi._intake.sheet import Table

__all__ = ["book_rows", "without_ditto"]

Row = tuple[str, ...]
Numbered = tuple[int, Row]

_DITTO = frozenset(
    {
        '"',
        "''",
        "\u3003",
        "\u201d",
        "\u201e",
        "\u201c",
        "ditto",
        "dito",
        "idem",
        "id.",
        "sda",
        "s.d.a",
        "s.d.a.",
        '-"-',
        '- " -',
        ",,",
    }
)
# "Total buku: 19", "JUMLAH KESELURUHAN": these words and numbers, nothing else
_SUM = re.compile(
    r"(?:(?:sub|grand)[\s-]*)?(?:jumlah|total|jml|sum)(?:\s+(?:total|jumlah|buku|judul|eksemplar|eks|harga"
    r"|keseluruhan|seluruhnya|seluruh|semua|akhir|halaman|ini|koleksi|of|books|copies))*"
    r"[\s.:=]*(?:rp\.?\s*)?[\d.,]*\s*(?:buku|judul|eksemplar|eks|exp|books"
    r"|copies)?\.?(?:\s*[,;/]\s*[\d.,]+\s*(?:buku|judul|eksemplar|eks))?",
    re.IGNORECASE,
)
_MONTH = r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember)"
# What people write below a list. Looked for at the end of a sheet only: a book may be called so.
_FOOT = re.compile(
    rf"""(?:mengetahui|menyetujui|diperiksa|dibuat|disetujui
    |yang\s+(?:membuat|menerima|menyerahkan)|hormat\s+kami)\b.{{0,40}}
    |(?:kepala|petugas|pengelola|ketua|sekretaris|bendahara|pustakawan|lurah|camat
    |penanggung\s+jawab)\b(?:\s[\w.'/-]+){{0,6}}\s*,?
    |nip\b[\s.:]*[\d\s-]*|ttd\.?|\(?[\s._]{{4,}}\)?
    |(?:catatan|keterangan|ket|note|notes|nb)\s*[.:].*
    |(?:halaman|hal|page)\.?\s*\d+\s*(?:dari|of|/)\s*\d+|dicetak\b.*|printed\b.*
    |[\w\s.]{{2,40}},\s*(?:tgl\.?\s*)?\d{{1,2}}[\s-]+{_MONTH}[\s-]+\d{{4}}|[\w\s.]{{2,40}},\s*[.\s_]+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)


def book_rows(table: Table) -> tuple[Heading | None, list[Numbered], list[Numbered]]:
    """The heading, the rows that hold a book, each with the number that a person sees, and the rows below the
    list that do not: they are told, since a book may be called "Ketua Kelas"."""
    heading = find_heading(table.rows)
    first = heading.rows[-1] + 1 if heading else 0
    rows = [(number, row) for number, row in zip(table.numbers[first:], table.rows[first:], strict=True) if any(row)]
    if heading is None:
        return None, rows, []
    names = [name.casefold() for name in heading.names if name]
    if rows and _counts_columns(rows[0][1]):
        rows = rows[1:]
    rows = [
        (number, row)
        for number, row in rows
        if not (_is_sum(heading, row) or [cell.casefold() for cell in _filled(row)] == names)
    ]
    end = len(rows)
    while end and _is_foot(rows[end - 1][1]):
        end -= 1
    return heading, rows[:end], rows[end:]


def without_ditto(rows: Sequence[Numbered]) -> Iterator[Numbered]:
    """Ditto marks repeat the cell above."""
    above: Row = ()
    for number, row in rows:
        if any(cell.casefold() in _DITTO for cell in row if cell):
            row = tuple(
                above[n] if cell.casefold() in _DITTO and n < len(above) else cell for n, cell in enumerate(row)
            )
        yield number, row
        above = row


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell]


def _counts_columns(row: Row) -> bool:
    """The row 1, 2, 3, 4 that official forms have below their heading."""
    cells = [cell.strip("(). ") for cell in row if cell]
    return len(cells) > 2 and cells == [str(n) for n in range(1, len(cells) + 1)]


def _is_sum(heading: Heading, row: Row) -> bool:
    """A sum: its word, and beside it numbers only; never a row that has a title besides."""
    filled = _filled(row)
    title = heading.index("title") if "title" in heading else -1
    stands = row[title] if 0 <= title < len(row) else ""
    texts = [cell for cell in filled if not re.fullmatch(r"(?:rp\.?\s*)?[\d.,\s-]+", cell, re.IGNORECASE)]
    return (
        len(texts) == 1
        and (not stands or stands in (texts[0], *filled[1:]))
        and _SUM.fullmatch(texts[0].strip()) is not None
    )


def _is_foot(row: Row) -> bool:
    """Place and date, signatures, notes: at most three cells, all of that kind."""
    filled = _filled(row)
    return len(filled) <= 3 and all(_FOOT.fullmatch(cell.strip()) for cell in filled)
