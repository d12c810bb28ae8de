"""The reader of the tables of ``data/``, and that every table is sound: full lines, no entry twice."""

from __future__ import annotations

from importlib import resources

import pytest

from koleksi._terms import tables

NAMES = sorted(entry.name for entry in (resources.files("koleksi") / "data").iterdir() if entry.name.endswith(".csv"))


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_table_is_whole_and_stands_there_once(name: str) -> None:
    rows = tables.rows(name)
    assert rows
    lines = [tuple(row.items()) for row in rows]
    assert len(set(lines)) == len(lines)


def test_remarks_and_quoted_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        '# Where it comes from, with a comma\nword,role,comment\nterj,translator,\n"a, b",editor,"why, and '
        'how"\n#,none,\n'
    )
    monkeypatch.setattr(tables, "table_text", lambda name: text)
    assert list(tables.rows("remarks.csv")) == [
        {"word": "terj", "role": "translator", "comment": ""},
        {"word": "a, b", "role": "editor", "comment": "why, and how"},
        {"word": "#", "role": "none", "comment": ""},
    ]


def test_a_line_with_a_cell_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "table_text", lambda name: "word,comment\nsatu,1,2\n")
    with pytest.raises(ValueError):
        tables.rows("wide.csv")
