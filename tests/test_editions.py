"""Volumes, classes and editions: every pair of the sets in ``editions.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from koleksi import Book, dedupe

Case = tuple[str, str, str]
SETS = Path(__file__).with_name("editions.txt")


def pairs(kind: str) -> Iterator[Case]:
    for block in SETS.read_text(encoding="utf-8").split("\n\n"):
        head, *titles = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if head.split("  ")[0] == kind:
            for left, right in combinations(titles, 2):
                yield head, left, right


def typed(title: str) -> Book:
    return Book(title=title, authors=("Hamka",), publisher="Balai Pustaka", year=2006)


def said(kind: str) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {"same": [], "ask": [], "different": []}
    for case in pairs(kind):
        found[dedupe.verdict(typed(case[1]), typed(case[2])).kind].append(case)
    return found


def test_the_set_is_large_enough() -> None:
    assert len([*pairs("apart")]) >= 190 and len([*pairs("same")]) >= 120


def test_books_apart_are_never_one() -> None:
    assert said("apart")["same"] == []


def test_one_edition_is_recognised_or_asked_about() -> None:
    found = said("same")
    assert found["different"] == []
    assert len(found["ask"]) <= 0.04 * sum(map(len, found.values()))


def test_no_group_holds_two_books_of_a_set_apart() -> None:
    for block in SETS.read_text(encoding="utf-8").split("\n\n"):
        head, *titles = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if head.startswith("apart"):
            groups = dedupe.groups([typed(title) for title in titles]).groups
            assert all(len(group.members) == 1 for group in groups), head
