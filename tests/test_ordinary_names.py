"""Names that are told at a glance: the rules, asked the long way, say the same."""

from __future__ import annotations

import random

import pytest

from koleksi._names import ordinary
from koleksi._names.titles import strip_titles
from koleksi.names import direct, from_heading, heading, is_corporate, split

ORDINARY = ["Andrea Hirata", "Joanne B. Rowling", "María Fernández", "Dewi Lestari Simangunsong"]
RULED = [
    "Ahmad", "Prof. Hamka", "Kho Ping Hoo", "Pusat Bahasa", "Budi Santoso Skom", "Abdullah bin Nuh", "Sukatmo M. Div",
    "ANDREA HIRATA", "andrea hirata", "Djakaria N.E.", "Tim Redaksi", "Andrea Hirata dan Kawan", "Ki Hajar Dewantara",
    "Oleh Budi Santoso", "Martin Luther Junior Jr",
]  # fmt: skip


@pytest.mark.parametrize("name", ORDINARY)
def test_most_names_are_ordinary(name: str) -> None:
    given, _, entry = name.rpartition(" ")
    assert ordinary.is_ordinary(name)
    assert (direct(name), strip_titles(name), is_corporate(name)) == (name, name, False)
    assert (heading(name), heading(name, "first")) == (f"{entry}, {given}", name)


@pytest.mark.parametrize("name", RULED)
def test_a_name_of_which_a_rule_speaks_is_not(name: str) -> None:
    assert not ordinary.is_ordinary(name)


@pytest.mark.parametrize("typed", ["Hirata, Andrea", "Hirata, Andrea.", "HIRATA, Andrea", "HIRATA, Andrea."])
def test_an_ordinary_heading_is_turned(typed: str) -> None:
    assert ordinary.turned(typed) == direct(typed) == "Andrea Hirata"
    assert split(typed) == ("Andrea Hirata",)


def test_a_heading_that_rules_speak_of_is_not_turned_at_a_glance() -> None:
    for typed in ("LMT, Elaine", "VAN, Sari", "Hirata, Drs. Andrea", "HIRATA, A.", "Hirata, ANDREA", "Hirata Andrea"):
        assert ordinary.turned(typed) == ""


def test_a_heading_of_a_catalogue_is_turned() -> None:
    assert from_heading("Hirata, Andrea.") == from_heading("Hirata, Andrea") == "Andrea Hirata"
    assert from_heading("Smith, John A.") == "John A. Smith"


def test_the_rules_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    words = ["Andrea", "Hirata", "J.", "M.", "S.", "Div", "Kom", "Sari", "Lim", "Ali", "Putra", "Dewi", "Nur", "Bakti",
             "Universitas", "Haji", "Dan", "Surówka", "Editor", "Bin", "Sultan"]  # fmt: skip
    made = {" ".join(chance.choice(words) for _ in range(chance.randint(2, 4))) for _ in range(600)}
    made |= {f"{chance.choice(words)}, {name}" for name in made}
    made |= {f"{entry.upper()},{given}." for entry, comma, given in (name.partition(",") for name in made) if comma}
    made |= {f"{entry.upper()},{given}" for entry, comma, given in (name.partition(",") for name in made) if comma}
    quick = {name: _answers(name) for name in sorted(made)}
    for module in ("direct", "titles", "entry"):
        monkeypatch.setattr(f"koleksi._names.{module}.is_ordinary", lambda name: False)
        monkeypatch.setattr(f"koleksi._names.{module}.entry_and_given", lambda name: None)
    for module in ("direct", "cells"):
        monkeypatch.setattr(f"koleksi._names.{module}.turned", lambda name: "")
    monkeypatch.setattr("koleksi._names.cells.is_ordinary", lambda name: False)
    assert {name: _answers(name) for name in sorted(made)} == quick


def _answers(name: str) -> tuple[object, ...]:
    from koleksi._names.direct import from_heading as turned
    from koleksi._names.entry import entered

    for remembered in (turned, entered, is_corporate, strip_titles):
        remembered.cache_clear()
    told = direct(name), strip_titles(name), is_corporate(name), split(name)
    return *told, heading(name), heading(name, "first"), turned(name)
