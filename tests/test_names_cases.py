"""Real authors as Indonesian libraries enter them, each with the rule it stands for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koleksi import names

with (Path(__file__).parent / "fixtures" / "names.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['why']}: {case['name']}" for case in CASES])
def test_an_author_is_entered_and_lettered_as_the_rule_says(case: dict[str, str]) -> None:
    assert names.heading(case["name"]) == case["heading"]
    assert names.letters(case["name"], "last") == case["last"]
    assert names.letters(case["name"], "first") == case["first"]
