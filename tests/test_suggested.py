"""What a second run remembers of the first one's thinking: the same suggestions, as long as nothing makes others."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from koleksi import ddc
from koleksi.book import Book
from koleksi.job.memory import suggested
from koleksi.job.memory.ledger import Ledger
from test_repair import LIST, run

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

BOOKS = [Book(title=title) for title in ("Fiqih Wanita", "Sejarah Indonesia", "Xyzzy", "Fiqih Wanita")]


def asked_by(ledger: Ledger, books: list[Book], settled: object = "") -> list[str]:
    """The titles that were asked for; what is answered is what the engine says."""
    asked: list[str] = []

    def suggest(book: Book) -> tuple[ddc.Suggestion, ...]:
        asked.append(book.title)
        return tuple(ddc.suggest(book))

    with ledger.transaction(), ledger.suggested.before_asking(suggest, settled) as remembering:
        for book in books:
            assert remembering(book) == tuple(ddc.suggest(book))
    return asked


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "koleksi.db", begun="2026-01-01") as opened:
        yield opened


def test_a_book_that_says_the_same_is_not_thought_about_again(ledger: Ledger) -> None:
    assert asked_by(ledger, BOOKS) == ["Fiqih Wanita", "Sejarah Indonesia", "Xyzzy"]
    assert asked_by(ledger, BOOKS[::-1]) == []
    assert asked_by(ledger, [BOOKS[0].but(year=1999), BOOKS[1]]) == ["Fiqih Wanita"]
    assert asked_by(ledger, BOOKS[2:3]) == ["Xyzzy"]  # it was not in the last run


@pytest.mark.parametrize("settled", [("2X", None), ("297", ddc.learn([Book(title="Fiqih", ddc="340")]))])
def test_other_settings_and_another_profile_make_other_suggestions(ledger: Ledger, settled: object) -> None:
    asked_by(ledger, BOOKS, ("297", None))
    assert len(asked_by(ledger, BOOKS, settled)) == 3
    assert asked_by(ledger, BOOKS, settled) == []


def test_another_state_of_the_program_thinks_anew(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_by(ledger, BOOKS)
    monkeypatch.setattr(suggested, "_program", lambda: "mended")
    assert len(asked_by(ledger, BOOKS)) == 3


def test_each_file_of_the_program_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    suggested._program.cache_clear()
    before = suggested._program()
    (tmp_path / "one.csv").write_text("a,b\n", encoding="utf-8")
    real = suggested.table_files
    monkeypatch.setattr(suggested, "table_files", lambda: [*real(), tmp_path / "one.csv"])
    suggested._program.cache_clear()
    changed = suggested._program()
    suggested._program.cache_clear()
    assert before != changed


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Book]]:
    real, asked = ddc.suggest, list[Book]()

    def suggest(book: Book, *args: object, **settings: object) -> list[ddc.Suggestion]:
        asked.append(book)
        return real(book, *args, **settings)  # type: ignore[arg-type] - passed on as they came

    with monkeypatch.context() as patch:
        patch.setattr(ddc, "suggest", suggest)
        yield asked


def test_the_second_run_thinks_about_what_is_new_and_writes_what_a_run_without_memory_writes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(tmp_path, LIST)
    shutil.copytree(tmp_path / "hasil", tmp_path / "kept")
    lines = [*LIST, ("Kamus Bahasa Jawa Kuno", *LIST[-1][1:])]
    with counted(monkeypatch) as asked:
        run(tmp_path, lines)
    assert [book.title for book in asked] == ["Kamus Bahasa Jawa Kuno"]
    with_memory = outputs(tmp_path / "hasil")
    shutil.rmtree(tmp_path / "hasil")
    (tmp_path / "kept").rename(tmp_path / "hasil")
    forget(tmp_path / "hasil" / "koleksi.db")
    with counted(monkeypatch) as asked:
        run(tmp_path, lines)
    assert len(asked) > 5
    assert outputs(tmp_path / "hasil") == with_memory


def forget(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("DELETE FROM suggested")
    database.commit()
    database.close()


def outputs(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "koleksi.db")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
