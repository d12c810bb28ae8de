"""Pairs such as donated shelves hold, from general knowledge of what was printed: magazines, comics, school books,
dictionaries, sets, parts of the Qur'an, printings and revisions, bilingual editions, novels with and without subtitle.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from koleksi import Book, dedupe

PAIRS = Path(__file__).with_name("shelf_pairs.csv")
ALLOWED = {"same": {"same"}, "apart": {"ask", "different"}, "open": {"same", "ask"}}


def rows() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def book(row: Mapping[str, str], side: str = "") -> Book:
    author, year = row[f"{side}author"], row[f"{side}year"]
    return Book(
        title=row[f"{side}title"], authors=(author,) if author else (), publisher=row[f"{side}publisher"],
        year=int(year) if year else None, edition=row[f"{side}edition"],
    )  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['title']}, {row['other_title']}")
def test_a_pair_of_a_shelf(row: dict[str, str]) -> None:
    """``verdict``: same = one edition, joined; apart = two, asked at most; open = a person knows, joined or asked."""
    left, right = book(row), book(row, "other_")
    found = dedupe.groups([left, right, Book(title="Lain Sekali Satu"), Book(title="Bukan Itu Dua")])
    asked = any({ask.left, ask.right} == {0, 1} for ask in found.asks)
    together = any({0, 1} <= set(group.members) for group in found.groups)
    said = "same" if together else "ask" if asked else "different"
    alone = dedupe.verdict(left, right).kind
    assert {said, alone} <= ALLOWED[row["verdict"]] and alone == dedupe.verdict(right, left).kind


def test_few_of_two_books_are_asked_about() -> None:
    """A question costs a person's time: of pairs that are two books at most one in eight is one."""
    said = Counter(dedupe.verdict(book(row), book(row, "other_")).kind for row in rows() if row["verdict"] == "apart")
    assert said["ask"] <= said.total() / 8
