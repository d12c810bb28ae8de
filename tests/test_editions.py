"""Volumes, classes and editions: every pair of the sets in ``editions.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from koleksi import Book, dedupe

Case = tuple[str, str, str]
SETS = Path(__file__).with_name("editions.txt")


def pairs(kind: str) -> Iterator[Case]:
    for head, titles in blocks(kind):
        for left, right in combinations(titles, 2):
            yield head, left, right


def typed(line: str) -> Book:
    """A title of a set, with the fields that its line says."""
    title, *said = line.split(" | ")
    fields = {"author": "Hamka", "publisher": "Balai Pustaka", "year": "2006"}
    fields |= dict(one.split("=", maxsplit=1) for one in said)
    author, year = fields.pop("author"), fields.pop("year")
    authors = (author,) if author else ()
    return Book(title=title, authors=authors, year=int(year) if year else None, **fields)  # type: ignore[arg-type]


def said(kind: str) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {"same": [], "ask": [], "different": []}
    for case in pairs(kind):
        found[dedupe.verdict(typed(case[1]), typed(case[2])).kind].append(case)
    return found


def test_the_set_is_large_enough() -> None:
    assert len([*pairs("apart")]) >= 250 and len([*pairs("same")]) >= 145


def test_books_apart_are_never_one() -> None:
    assert said("apart")["same"] == []


def test_one_edition_is_recognised_or_asked_about() -> None:
    found = said("same")
    assert found["different"] == []
    assert len(found["ask"]) <= 0.04 * sum(map(len, found.values()))


def blocks(kind: str) -> Iterator[tuple[str, list[str]]]:
    for block in SETS.read_text(encoding="utf-8").split("\n\n"):
        head, *titles = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if head.split("  ")[0] == kind:
            yield head, titles


def members(titles: list[str]) -> list[tuple[int, ...]]:
    return [group.members for group in dedupe.groups([typed(title) for title in titles]).groups]


@pytest.mark.parametrize("kind", ["apart", "bridge"])
def test_no_group_holds_two_books_of_a_set_apart(kind: str) -> None:
    """Nor the poor row of a bridge, which fits two."""
    for head, titles in blocks(kind):
        assert all(len(group) == 1 for group in members(titles)), head


def test_a_poor_row_between_two_editions_is_asked_with_both() -> None:
    for head, titles in blocks("bridge"):
        asked = {(ask.left, ask.right) for ask in dedupe.groups([typed(title) for title in titles]).asks}
        assert {(0, 1), (0, 2)} <= asked, head


def test_names_typed_wrong_are_no_two_editions() -> None:
    for head, titles in blocks("chain"):
        assert len(members(titles)) == 1, head
