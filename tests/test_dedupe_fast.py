"""The extra ``fast``: DuckDB joins the keys of a long list, and nothing else changes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from koleksi import Book, dedupe
from koleksi._dedupe import candidates_duckdb
from koleksi._dedupe.candidates import candidates
from koleksi._dedupe.features import features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.rows import sorted_rows

pytest.importorskip("duckdb", reason="the extra koleksi[fast] is not installed")

BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "dedupe.py"


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_dedupe", BENCHMARK)
    assert spec and spec.loader
    sys.modules["benchmark_dedupe"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def both_ways(books: list[Book], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same candidates in the same order, and the same groups and questions."""
    memory = Memory()
    rows = sorted_rows((features(book, memory) for book in books), ())
    monkeypatch.setattr(candidates_duckdb, "is_installed", lambda: False)
    plain, groups = list(candidates(rows)), dedupe.groups(books)
    monkeypatch.undo()
    monkeypatch.setattr("koleksi._dedupe.candidates._DATABASE", 0)
    assert list(candidates(rows)) == plain
    assert dedupe.groups(books) == groups
    monkeypatch.undo()


def test_a_block_that_is_too_large_has_the_same_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than sixty titles under one key: neighbours by words and by facts."""
    words = ("tanah", "hutan", "kebun", "sawah", "pantai", "gunung", "sungai", "danau")
    books = [
        Book(title=f"Ilmu Pengetahuan {one} {other} Jilid {n}", authors=("Sri Lestari",), year=2010)
        for one in words
        for other in words
        for n in range(1, 4)
    ]
    both_ways(books, monkeypatch)


def test_no_titles_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways([], monkeypatch)
    both_ways([Book(title="Ilmu Tanah")], monkeypatch)


def test_the_generated_stock_has_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    module = benchmark()
    folder = module.DATA / "donated_10000"
    if not folder.exists():
        pytest.skip("measuring data is not here")
    both_ways([module.donated(row) for row in module.rows_of(folder / "records.csv")], monkeypatch)
