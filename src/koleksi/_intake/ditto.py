"""Ditto marks: what people write under a cell that is to be read again."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["is_ditto", "repeated"]

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
        "s d a",
        "idem.",
        "idem di atas",
        "sama",
        "sama dengan atas",
        "sama dengan di atas",
        "-idem-",
        "-sda-",
        '-"-',
        '- " -',
        ",,",
    }
)
_OF_ONE_COPY = ("accession", "barcode")


def is_ditto(cell: str) -> bool:
    return cell.casefold() in _DITTO


def repeated(fields: Sequence[str], above: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row with what its ditto marks repeat of the row ``above``. Under a number that no other copy has
    they say nothing. ``fields``: of the columns."""
    if not any(map(is_ditto, filter(None, cells))):
        return cells
    own = {n for n, field in enumerate(fields) if field in _OF_ONE_COPY}
    said = ("" if n in own else above[n] if n < len(above) else cell for n, cell in enumerate(cells))
    return tuple(of_above if is_ditto(cell) else cell for of_above, cell in zip(said, cells, strict=True))
