"""What people of a village decided holds in the union: whom they parted, what they joined, what they put right."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from koleksi import marc, process
from koleksi.book import Entry
from koleksi.config import Config, Library
from koleksi.job.collection import Collection
from koleksi.job.decisions import Decision, pair_key, record_key
from koleksi.job.memory.folder import decide
from koleksi.union import decided, editions
from koleksi.union.running import Options, run
from koleksi.union.store import Store
from koleksi.union.values import Holding
from unions import BUMI, HEWAN, LASKAR, RONGGENG, TANAM, WORDS, Line, folder, typed

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

TWIN: Line = ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2006", "9789793062792", "1")
BARE: Line = ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "", "", "1")


def village(root: Path, code: str, lines: Iterable[Line], *decisions: tuple[str, str, str]) -> Path:
    """A results folder in which people decided: (kind, titles or places of its rows joined by "+", value)."""
    place = folder(root, code, list(lines))
    said: list[Decision] = []
    keys = [row.key for row in process.look(place).rows]
    for kind, rows, value in decisions:
        numbers = [keys[int(one)] for one in rows.split("+")]
        said.append(Decision(kind, pair_key(*numbers) if len(numbers) == 2 else numbers[0], value))
    if said:
        decide(place, said)
        folder(root, code, list(lines))
    return place


def told(out: Path) -> list[dict[str, Any]]:
    """The records of ``union.jsonl``."""
    return [json.loads(line) for line in (out / "union.jsonl").read_text(encoding="utf-8").splitlines()]


def holders(out: Path, title: str = "Laskar Pelangi") -> list[dict[str, int]]:
    """Of each record with this title, library -> copies."""
    found = [one for one in told(out) if one["title"] == title]
    held = [{each["library"]: each["copies"] for each in one["holdings"]} for one in found]
    return sorted(held, key=lambda one: sorted(one.items()))


def test_two_that_the_rules_would_join_are_one(tmp_path: Path) -> None:
    """What the tests below change."""
    run([folder(tmp_path, "A", [LASKAR, TWIN])], tmp_path / "gab")
    assert holders(tmp_path / "gab") == [{"A": 3}]


@pytest.mark.parametrize("few", [2_000, 0])
def test_two_that_a_person_parted_stay_two_whoever_joins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(editions, "_FEW", few)
    out = tmp_path / "gab"
    many = [(f"Kisah {word} dan Hutan", "Sari Dewi") for word in WORDS]
    run([folder(tmp_path, "B", [LASKAR, BUMI, *many])], out)
    run([village(tmp_path, "A", [LASKAR, TWIN], ("pair", "0+1", "different"))], out)
    assert holders(out) == [{"A": 1}, {"A": 2, "B": 2}]


def test_twins_to_the_letter_that_a_person_parted_stay_two(tmp_path: Path) -> None:
    run([village(tmp_path, "A", [LASKAR, LASKAR, BUMI], ("pair", "0+1", "different"))], tmp_path / "gab")
    assert holders(tmp_path / "gab") == [{"A": 2}, {"A": 2}]


@pytest.mark.parametrize(
    ("pairs", "alone"),
    [
        (["ab"], "b"),
        (["ab", "bc"], "b"),
        (["bc"], "c"),
        (["ab", "cd"], "bd"),
        (["ab", "ac"], "bc"),
        (["ab", "ex"], "b"),
    ],
)
def test_of_twins_only_those_are_apart_that_a_person_parted(pairs: list[str], alone: str) -> None:
    """ "Not the same" of a and b, and of b and c, says nothing of a and c: they stay one description."""
    twins = [Holding(b"content", "{}", 1, "", number) for number in "abcde"]
    found = decided.twins_apart(twins, [(one, other) for one, other in pairs])
    assert "".join(one.number for one in found if not one.content) == alone


def test_three_twins_of_which_one_was_parted_from_both_are_two(tmp_path: Path) -> None:
    pairs = [("pair", "0+1", "different"), ("pair", "1+2", "different"), ("pair", "0+2", "different")]
    lines: list[Line] = [(*LASKAR[:-1], copies) for copies in "124"]
    place = village(tmp_path, "A", [*lines, BUMI], *pairs)
    run([place], tmp_path / "gab")
    assert holders(tmp_path / "gab") == [{"A": 1}, {"A": 2}, {"A": 4}]
    keys = [row.key for row in process.look(place).rows]
    decide(place, [], [("pair", pair_key(keys[0], keys[2]))])  # taken back, the catalogue not yet made anew
    run([place], tmp_path / "gab", Options(anew=True, replaced=["A"]))
    assert holders(tmp_path / "gab") == [{"A": 2}, {"A": 5}]


def against_old(root: Path, code: str, old: list[Line], lines: list[Line], apart: Iterable[tuple[int, int]]) -> Path:
    """A results folder whose list was held against an older catalogue; ``apart``: places of a row and of a record of
    it, of which a person said that they are not one edition."""
    catalogue = folder(root / "lama", code, old) / "katalog.mrc"
    known = [one.book for one in marc.read_books(catalogue) if isinstance(one, Entry)]
    path, place = typed(root / f"{code}.csv", lines), root / f"hasil-{code}"
    config = Config(library=Library(code=code, name=f"Pustaka {code}"))
    process.run([path], place, config=config, against=catalogue)
    keys = [row.key for row in process.look(place).rows]
    decide(place, [Decision("pair", pair_key(keys[row], record_key(known[n])), "different") for row, n in apart])
    process.run([path], place, config=config, against=catalogue)
    return place


def test_a_row_that_was_parted_from_a_record_of_the_older_catalogue_stays_apart(tmp_path: Path) -> None:
    """The record stands in the new catalogue too: another row joined it."""
    place = against_old(tmp_path, "A", [LASKAR, BUMI], [LASKAR, TWIN, HEWAN], [(1, 0)])
    found = [one.book.title for one in marc.read_books(place / "katalog.mrc") if isinstance(one, Entry)]
    assert found.count("Laskar Pelangi") == 2
    run([place, folder(tmp_path, "B", [LASKAR])], tmp_path / "gab")
    assert len(holders(tmp_path / "gab")) == 2


def test_a_row_that_was_parted_from_a_record_that_no_row_joined_says_nothing(tmp_path: Path) -> None:
    place = against_old(tmp_path, "A", [LASKAR, BUMI], [TWIN, HEWAN], [(0, 0)])
    run([place, folder(tmp_path, "B", [LASKAR])], tmp_path / "gab")
    assert holders(tmp_path / "gab") == [{"A": 1, "B": 2}]


def test_what_is_parted_later_is_parted_in_the_union_and_keeps_its_numbers(tmp_path: Path) -> None:
    """The catalogue of A is the same, but for the word of a person."""
    out = tmp_path / "gab"
    run([folder(tmp_path, "B", [BARE]), folder(tmp_path, "C", [LASKAR])], out)
    joined = holders(out)
    assert len(joined) == 1
    before = {one["id"] for one in told(out)}
    both = village(tmp_path, "A", [LASKAR, TWIN], ("pair", "0+1", "different"))
    run([both], out)
    parted = told(out)
    assert before <= {one["id"] for one in parted}
    assert len(holders(out)) == 2
    run([both], out, Options(anew=True))
    assert told(out) == parted


def test_a_word_alone_makes_a_library_read_again(tmp_path: Path) -> None:
    """Asked pairs are two records before and after "beda": the catalogue has the same bytes."""
    out = tmp_path / "gab"
    asked = [("Laskar Pelangi", "", "", "", "", "1"), ("Laskar Pelangi", "Andrea Hirata", "Bentang", "2005", "", "1")]
    place = folder(tmp_path, "A", [*asked, BUMI])
    keys = [row.key for row in process.look(place).rows]
    run([place], out)
    catalogue = (place / "katalog.mrc").read_bytes()
    decide(place, [Decision("pair", pair_key(*keys[:2]), "different")])
    assert (place / "katalog.mrc").read_bytes() == catalogue
    assert run([place], out).replaced == 1
    assert run([place], out).unchanged == 1
    with closing(sqlite3.connect(out / "union.db")) as database:
        assert database.execute("SELECT count(*) FROM parted").fetchone() == (1,)


def test_a_word_taken_back_no_longer_parts(tmp_path: Path) -> None:
    out, place = tmp_path / "gab", village(tmp_path, "A", [LASKAR, TWIN], ("pair", "0+1", "different"))
    run([place], out)
    assert len(holders(out)) == 2
    keys = [row.key for row in process.look(place).rows]
    decide(place, [], [("pair", pair_key(*keys))])
    folder(tmp_path, "A", [LASKAR, TWIN])
    run([place], out, Options(anew=True, replaced=["A"]))
    assert holders(out) == [{"A": 3}]


def test_two_that_a_person_joined_are_one(tmp_path: Path) -> None:
    asked = [LASKAR, ("Laskar Pelangi", "", "", "", "", "1")]
    apart, joined = tmp_path / "x", tmp_path / "y"
    run([folder(apart, "A", [*asked, BUMI])], apart / "gab")
    run([village(joined, "A", [*asked, BUMI], ("pair", "0+1", "same"))], joined / "gab")
    assert len(told(apart / "gab")) == 3
    assert sorted(sum(each["copies"] for each in one["holdings"]) for one in told(joined / "gab")) == [1, 3]


def test_what_a_person_put_right_goes_before_what_others_have(tmp_path: Path) -> None:
    lines = [LASKAR, BUMI, HEWAN, RONGGENG, TANAM]
    others = [folder(tmp_path, code, lines) for code in ("B", "C", "D")]
    before = run([*others], tmp_path / "gab")
    assert before.editions == 5
    right = village(
        tmp_path, "A", lines, ("class", "2", "591.9598"), ("heading", "1", "Toer, Pramudya"),
        ("title", "4", "Bertanam CABAI di Pekarangan"), ("language", "0", "eng"),
    )  # fmt: skip
    run([right], tmp_path / "gab")
    of = {one["title"]: one for one in told(tmp_path / "gab")}
    assert of["Ensiklopedi Hewan Nusantara"]["ddc"] == "591.9598"
    assert of["Bumi Manusia"]["authors"][0] == "Toer, Pramudya"
    assert of["Laskar Pelangi"]["language"] == "eng"
    assert "Bertanam CABAI di Pekarangan" in of and "Bertanam Cabai di Pekarangan" not in of


def test_what_a_person_put_right_is_forgotten_with_its_library_s_word(tmp_path: Path) -> None:
    out = tmp_path / "gab"
    run([folder(tmp_path, "B", [HEWAN, BUMI])], out)
    before = {one["title"]: one.get("ddc") for one in told(out)}
    place = village(tmp_path, "A", [HEWAN, BUMI], ("class", "0", "591.9598"))
    run([place], out)
    assert {one["title"]: one.get("ddc") for one in told(out)} != before
    key = process.look(place).rows[0].key
    decide(place, [], [("class", key)])
    folder(tmp_path, "A", [HEWAN, BUMI])
    run([place], out)
    assert {one["title"]: one.get("ddc") for one in told(out)} == before


def test_a_union_of_an_earlier_version_goes_on(tmp_path: Path) -> None:
    out, place = tmp_path / "gab", village(tmp_path, "A", [LASKAR, TWIN], ("pair", "0+1", "different"))
    run([folder(tmp_path, "B", [LASKAR])], out)
    with closing(sqlite3.connect(out / "union.db")) as database:
        database.executescript("DROP TABLE said; DROP TABLE parted; PRAGMA user_version=1;")
    run([place], out)
    assert len(holders(out)) == 2


def test_a_ledger_that_cannot_be_read_is_told_and_the_catalogue_taken_in(tmp_path: Path) -> None:
    place = folder(tmp_path, "A", [LASKAR])
    (place / "koleksi.db").write_bytes(b"no data base")
    summary = run([f"A={place}"], tmp_path / "gab")
    assert "union-unheard" in [one.code for one in summary.problems] and summary.libraries == 1


def test_words_in_a_ledger_that_are_no_texts_say_nothing(tmp_path: Path) -> None:
    """A ledger of another program or version has the tables, but not what stands in them here."""
    place = folder(tmp_path, "A", [LASKAR, BUMI])
    with closing(sqlite3.connect(place / "koleksi.db")) as ledger, ledger:
        ledger.execute("INSERT INTO decisions (kind, key, value) VALUES ('pair', ?, 'different')", (b"\xff+\x00",))
        ledger.execute("INSERT INTO decisions (kind, key, value) VALUES (?, 'x', 'y')", (b"class",))
    summary = run([place], tmp_path / "gab")
    assert summary.editions == 2


def test_what_most_libraries_say_holds_however_many_records_one_of_them_has(tmp_path: Path) -> None:
    """Three records of one library are one word against two."""
    with Store.open(tmp_path / "union.db") as store:
        descriptions = [(n, f"{n}".encode(), "{}", 1) for n in range(5)]
        store.database.executemany("INSERT INTO descriptions VALUES (?, ?, ?, ?)", descriptions)
        said = [(1, 0, "599"), (1, 1, "599"), (1, 2, "599"), (2, 3, "591"), (3, 4, "591")]
        store.database.executemany("INSERT INTO said VALUES (?, ?, 'class', ?)", said)
        assert editions._said(store, [1]) == {1: {"class": "591"}}


def test_a_copy_of_a_folder_is_the_same_library_with_the_same_words(tmp_path: Path) -> None:
    place = village(tmp_path, "A", [LASKAR, TWIN], ("pair", "0+1", "different"))
    shutil.copytree(place, tmp_path / "stik" / "salinan")
    run([place], tmp_path / "gab")
    assert run([tmp_path / "stik"], tmp_path / "gab").unchanged == 1


def test_all_is_the_same_for_a_collection_without_decisions(tmp_path: Path) -> None:
    """Its digest is that of its files alone: a union of before does not read it again."""
    from koleksi.union.reading import stamp_of
    from koleksi.union.sources import sources_of

    place = folder(tmp_path, "A", [LASKAR])
    alone = tmp_path / "katalog.mrc"
    shutil.copy(place / "katalog.mrc", alone)
    assert [stamp_of(one) for one in sources_of([place])] == [stamp_of(one) for one in sources_of([alone])]
    assert isinstance(process.look(place), Collection)
