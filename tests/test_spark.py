"""The Spark engine against the one process, in a real session on this machine. Skipped where Spark is not installed."""

from __future__ import annotations

import csv
import importlib.util
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from koleksi import dedupe, spark
from koleksi.book import Book
from koleksi.cli.root import cli
from koleksi.errors import UsageError

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
NOUNS = ("kebun", "sawah", "ladang", "pasar", "sungai", "gunung", "hutan", "pantai", "lembah", "danau", "rawa", "desa")
VERBS = ("menanam", "merawat", "menjaga", "memanen", "membangun", "mengukur", "menggambar", "membaca", "menulis")
NAMES = ("Sri Lestari", "Ahmad Fauzi", "Dewi Anggraini", "Bambang Sutrisno", "Rina Marlina", "Joko Purnomo")
HOUSES = ("Gramedia", "Erlangga", "Balai Pustaka", "Mizan", "")
EVERYWHERE = Book(title="Bumi Manusia", authors=("Pramoedya Ananta Toer",), publisher="Hasta Mitra", year=1980)
Ids = Sequence[int] | Sequence[str]


def installed() -> bool:
    names = all(importlib.util.find_spec(name) for name in ("pyspark", "pyarrow", "pandas"))
    return names and shutil.which("java") is not None


needs_spark = pytest.mark.skipif(not installed(), reason="koleksi[spark] and Java are not installed (make spark)")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with spark.local_session(cores=2, memory="1g") as one:
        yield one


def misspelt(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(text) - 1)
    return text[:place] + text[place + 1 :]


def several_libraries(seed: int, titles: int, everywhere: int) -> list[Book]:
    """Books as some libraries type them, with slips, gaps and volumes; one title that very many of them hold."""
    chance = random.Random(seed)
    books = []
    for _ in range(titles):
        title = f"{chance.choice(VERBS)} {chance.choice(NOUNS)} di {chance.choice(NOUNS)}".capitalize()
        one = Book(
            title=title, authors=(chance.choice(NAMES),), publisher=chance.choice(HOUSES),
            year=chance.randrange(1990, 2020), volume=chance.choice(("", "", "", "1", "2")),
        )  # fmt: skip
        for _ in range(chance.randrange(1, 4)):
            books.append(
                Book(
                    title=misspelt(title, chance) if chance.random() < 0.3 else title,
                    authors=one.authors if chance.random() < 0.8 else (), publisher=one.publisher,
                    year=one.year if chance.random() < 0.8 else None, volume=one.volume,
                )
            )  # fmt: skip
    for n in range(everywhere):
        gaps: dict[str, Any] = {"publisher": ""} if n % 3 else {"year": None} if n % 2 else {}
        books.append(Book(**({"title": EVERYWHERE.title, "authors": EVERYWHERE.authors, "year": 1980} | gaps)))
    chance.shuffle(books)
    return books


def locally(books: Sequence[Book], ids: Ids) -> tuple[dict[Any, Any], set[tuple[frozenset[Any], float]]]:
    """What the one process finds, in the words of the Spark engine. Rows are given in the order of their ids, by which
    rows that say the same are told apart."""
    found = dedupe.groups(books)
    least = {ids[row]: min(ids[n] for n in one.members) for one in found.groups for row in one.members}
    return least, {(frozenset((ids[ask.left], ids[ask.right])), ask.score) for ask in found.asks}


def on_spark(session: Any, books: Iterable[Book], ids: Ids, folder: Path) -> tuple[dict[Any, Any], Any]:
    import pyarrow.parquet as pq

    spark.write_rows(zip(ids, books, strict=True), folder / "rows.parquet")
    spark.write_groups(folder / "rows.parquet", folder / "out", session)
    groups = pq.read_table(folder / "out" / "groups").to_pylist()
    asks = pq.read_table(folder / "out" / "questions").to_pylist()
    assert len(groups) == len(ids)
    return (
        {row["id"]: row["group"] for row in groups},
        {(frozenset((row["id"], row["other"])), row["score"]) for row in asks},
    )


@needs_spark
def test_the_groups_and_questions_are_those_of_one_process_with_ids_that_are_texts(
    session: Any, tmp_path: Path
) -> None:
    books = several_libraries(1, titles=110, everywhere=60)
    ids = [f"lib-{n:04}" for n in range(len(books))]
    ours = locally(books, ids)
    assert len(set(ours[0].values())) < len(books) - 100  # there is something to find
    assert ours[1]
    assert on_spark(session, books, ids, tmp_path) == ours


@needs_spark
def test_a_title_that_all_hold_is_worked_off_in_pieces(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two hundred rows or so here, of a thousand elsewhere."""
    from koleksi._spark import pipeline, titles

    def in_pieces(rows: Any, parts: int) -> Any:
        return titles.titles(rows, parts, piece=250)

    monkeypatch.setattr(pipeline, "titles", in_pieces)
    books = several_libraries(2, titles=40, everywhere=700)
    ids = range(len(books))
    pieces = in_pieces(_frame(session, books, tmp_path), 2).where("start > 0").count()
    assert pieces >= 1
    assert on_spark(session, books, ids, tmp_path) == locally(books, ids)


def _frame(session: Any, books: Iterable[Book], folder: Path) -> Any:
    spark.write_rows(enumerate(books), folder / "frame.parquet")
    return session.read.parquet(str(folder / "frame.parquet"))


@needs_spark
@pytest.mark.parametrize("few", [0, 1000])
def test_components_by_stars_and_in_one_task_are_the_same(session: Any, few: int) -> None:
    """A chain, which takes stars the most rounds, a ring, a star, a pair; numbers as large as a partition gives."""
    from koleksi._spark.components import components

    base = 3 << 40
    chain = [(base + n, base + n + 1) for n in range(9)]
    ring = [(20, 21), (21, 22), (20, 22)]
    star = [(30, n) for n in range(31, 35)]
    edges = session.createDataFrame([*chain, *ring, *star, (90, 91)], "left bigint, right bigint")
    found = {row["title"]: row["component"] for row in components(edges, few).collect()}
    expected = {base + n: base for n in range(1, 10)} | {21: 20, 22: 20} | dict.fromkeys(range(31, 35), 30) | {91: 90}
    assert {title: least for title, least in found.items() if title != least} == expected


@needs_spark
def test_a_key_that_very_many_share_gives_neighbours_within_salts_and_across(session: Any) -> None:
    """Blocks of two titles and more count as large here: each title meets those near it, whatever its partition."""
    from koleksi._spark.candidates import candidates

    numbers = [n << 38 for n in range(12)]  # four titles a partition
    keyed = session.createDataFrame([(7, n) for n in numbers], "key bigint, title bigint")
    titles = session.createDataFrame([(n, 0, "") for n in numbers], "title bigint, start int, facts string")
    pairs = {(row["left"], row["right"]) for row in candidates(keyed, titles, block=2).collect()}
    near = {(a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 : n + 1 + dedupe.steps.NEIGHBOURS]}
    assert pairs >= near
    assert all(left < right for left, right in pairs)


@needs_spark
def test_no_rows_give_no_groups(session: Any) -> None:
    assert spark.groups([], session) == {}


@needs_spark
def test_a_union_has_the_same_editions_with_either_engine(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "local_session", lambda *_: nullcontext(session))  # the one that is there
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    sources = []
    for code in "AB":
        sources.append(tmp_path / f"{code}.csv")
        with sources[-1].open("w", encoding="utf-8", newline="") as stream:
            lines = csv.writer(stream)
            lines.writerow(("Judul", "Pengarang", "Penerbit", "Tahun"))
            for book in several_libraries(ord(code), titles=25, everywhere=5):
                lines.writerow((book.title, "; ".join(book.authors), book.publisher, book.year))
    asked = Counter[str]()
    groups = spark.groups
    monkeypatch.setattr(spark, "groups", lambda rows: asked.update(["spark"]) or groups(rows))
    for engine in ("local", "spark"):
        done = CliRunner().invoke(
            cli, ["union", *map(str, sources), "--out", str(tmp_path / engine), "--engine", engine]
        )
        assert done.exit_code in (0, 1), done.output
        assert asked["spark"] == (engine == "spark")
    ours, theirs = ((tmp_path / engine / "union.jsonl").read_bytes() for engine in ("local", "spark"))
    assert ours.count(b"\n") > 20
    assert ours == theirs


def test_without_java_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match=r"koleksi\[spark\].*Java 17"):
        spark.groups([(1, EVERYWHERE)])


def test_without_pyspark_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/usr")
    monkeypatch.setattr(spark, "find_spec", lambda name: None if name == "pyspark" else object())
    with pytest.raises(UsageError, match=r"koleksi\[spark\].*Java 17"):
        spark.local_session()


def benchmark() -> ModuleType:
    """`benchmarks/spark.py`, which knows how the measuring data is read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        spec = importlib.util.spec_from_file_location("benchmarks_spark", BENCHMARKS / "spark.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name in ("dedupe", "real_pairs"):
            sys.modules.pop(name, None)
    return module


@needs_spark
@pytest.mark.shared
def test_labelled_real_pairs_are_grouped_as_by_one_process(session: Any, shared: Path, tmp_path: Path) -> None:
    books = list(benchmark().books_of("real_pairs"))
    ids = range(len(books))
    assert on_spark(session, books, ids, tmp_path) == locally(books, ids)


@needs_spark
@pytest.mark.slow
@pytest.mark.shared
def test_a_hundred_thousand_donated_books_are_grouped_as_by_one_process(
    session: Any, shared: Path, tmp_path: Path
) -> None:
    books = list(benchmark().books_of("donated_100000"))
    ids = range(len(books))
    assert on_spark(session, books, ids, tmp_path) == locally(books, ids)
