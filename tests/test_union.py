"""`koleksi union`: libraries taken in, replaced, left out or asked about; what is in the union afterwards."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from koleksi import marc, process
from koleksi.book import Book, Contributor, Entry
from koleksi.cli.root import cli
from koleksi.config import Acquisition, Config, Library
from koleksi.errors import InputError, OutputError, UsageError
from koleksi.union import running
from koleksi.union.grouping import group
from koleksi.union.private import public
from koleksi.union.running import Options, Summary, run
from koleksi.union.store import Store

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks", "Sumbangan dari", "Keterangan")
DONOR = "Zulkarnain Pemberi"
Line = tuple[str, ...]
LASKAR: Line = ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2")
BUMI: Line = ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1")
HEWAN: Line = ("Ensiklopedi Hewan Nusantara", "Tim Redaksi", "Gramedia", "2008", "", "5")
RONGGENG: Line = ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1")
TANAM: Line = ("Bertanam Cabai di Pekarangan", "Sri Lestari", "Agromedia", "2011", "", "1")


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01


def typed(path: Path, lines: Sequence[Line]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *((*line, DONOR, f"titipan {DONOR}") for line in lines)])
    return path


def folder(root: Path, code: str, lines: Sequence[Line], name: str = "") -> Path:
    """A results folder as `process.run` makes it."""
    place = root / f"hasil-{code or 'tanpa'}"
    library = Library(code=code, name=name or f"Pustaka {code}") if code else Library()
    config = Config(library=library, acquisition=Acquisition(source_name=DONOR))
    process.run([typed(root / f"{place.name}.csv", lines)], place, config=config)
    return place


def held(out: Path) -> dict[str, dict[str, int]]:
    """Title -> library -> copies, as ``union.jsonl`` says."""
    lines = (out / "union.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        one["title"]: {each["library"]: each["copies"] for each in one["holdings"]} for one in map(json.loads, lines)
    }


def numbers(out: Path) -> dict[str, str]:
    lines = (out / "union.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["title"]: one["id"] for one in map(json.loads, lines)}


def records(out: Path) -> set[str]:
    """What the union says of each edition, its number and day aside."""
    lines = (out / "union.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.dumps(json.loads(line) | {"id": "", "changed": ""}, sort_keys=True) for line in lines}


def codes(summary: Summary) -> list[str]:
    return [one.code for one in summary.problems]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return folder(tmp_path, "A", [LASKAR, BUMI, HEWAN]), folder(tmp_path, "B", [LASKAR, RONGGENG])


def test_each_record_knows_which_library_holds_how_many_copies(two: tuple[Path, Path], tmp_path: Path) -> None:
    summary = run(two, tmp_path / "gab")
    assert (summary.joined, summary.libraries, summary.editions, summary.copies) == (2, 2, 4, 11)
    assert held(tmp_path / "gab")["Laskar Pelangi"] == {"A": 2, "B": 2}
    assert held(tmp_path / "gab")["Ensiklopedi Hewan Nusantara"] == {"A": 5}


def test_marc_has_a_field_for_each_library(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    records = [one for one in marc.read(tmp_path / "gab" / "union.mrc") if not hasattr(one, "code")]
    laskar = next(one for one in records if one["245"]["a"].startswith("Laskar"))
    assert [(field["a"], field["t"]) for field in laskar.get_fields("852")] == [("A", "1-2"), ("B", "1-2")]
    assert laskar["001"].data == numbers(tmp_path / "gab")["Laskar Pelangi"]
    assert not any(field.tag in ("541", "561", "952", "990") for one in records for field in one.get_fields())


def test_a_corrected_list_replaces_the_old_one_and_a_new_one_joins(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"
    run(two, out)
    before = numbers(out)
    shutil.rmtree(two[1])
    again = run([folder(tmp_path, "B", [(*LASKAR[:5], "3"), RONGGENG, TANAM]), folder(tmp_path, "C", [TANAM])], out)
    assert (again.joined, again.replaced, again.libraries) == (1, 1, 3)
    assert held(out)["Laskar Pelangi"] == {"A": 2, "B": 3}
    assert held(out)["Bertanam Cabai di Pekarangan"] == {"B": 1, "C": 1}
    assert before.items() <= numbers(out).items()


def test_a_library_that_is_sent_twice_is_not_doubled(two: tuple[Path, Path], tmp_path: Path) -> None:
    copied = tmp_path / "stik" / "salinan"
    shutil.copytree(two[0], copied)
    summary = run([*two, copied, two[0]], tmp_path / "gab")
    assert summary.libraries == 2 and summary.copies == 11
    assert run([two[0], copied], tmp_path / "gab").unchanged == 2


def test_the_same_bytes_under_two_names_on_one_stick_are_one_library(tmp_path: Path) -> None:
    first = typed(tmp_path / "stik" / "desa-a.csv", [LASKAR, BUMI, HEWAN])
    shutil.copy(first, tmp_path / "stik" / "desa-a (1).csv")
    summary = run([tmp_path / "stik"], tmp_path / "gab")
    assert (summary.joined, summary.unchanged, summary.left_out) == (1, 1, 0)
    assert held(tmp_path / "gab")["Laskar Pelangi"] == {"desa-a": 2}


def test_a_record_changes_on_the_day_on_which_its_holders_do(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Harvesters ask for what changed since a day, and holders are part of what they get."""
    out = tmp_path / "gab"
    run(two, out)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")  # 2026-01-02
    run([folder(tmp_path, "C", [LASKAR])], out)
    assert held(out)["Laskar Pelangi"] == {"A": 2, "B": 2, "C": 2}
    lines = map(json.loads, (out / "union.jsonl").read_text(encoding="utf-8").splitlines())
    assert [one["title"] for one in lines if one["changed"] == "2026-01-02"] == ["Laskar Pelangi"]


def test_what_a_library_no_longer_says_is_no_longer_told(tmp_path: Path) -> None:
    out, bare = tmp_path / "gab", (*LASKAR[:2], "", *LASKAR[3:])
    run([folder(tmp_path, "A", [bare]), folder(tmp_path, "B", [LASKAR, BUMI, HEWAN])], out)
    assert "Bentang" in " ".join(records(out))
    run([folder(tmp_path / "x", "B", [BUMI, HEWAN])], out, Options(replaced=["B"]))
    assert held(out)["Laskar Pelangi"] == {"A": 2}
    assert "Bentang" not in " ".join(records(out))


def test_an_edition_says_nothing_of_a_description_that_left_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    """As where a new list showed that two were never one: all of A's and B's stand under one number before."""
    out = tmp_path / "gab"
    run(two, out)
    before = records(out)
    with closing(sqlite3.connect(out / "union.db")) as database, database:
        database.execute("UPDATE descriptions SET edition = 1")
        database.execute("UPDATE editions SET book = (SELECT book FROM editions WHERE id = 2)")
    run([two[0]], out, Options(anew=True))
    assert records(out) == before


def test_what_the_system_refuses_is_told_of_the_union_file(tmp_path: Path) -> None:
    (tmp_path / "gab" / "union.db").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"union\.db"):
        run([typed(tmp_path / "a.csv", [LASKAR])], tmp_path / "gab")


def test_the_district_that_a_library_left_is_told_without_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    def report(out: Path, district: str) -> bytes:
        """Malang's, where B is said to be in a district."""
        places = tmp_path / "perpustakaan.csv"
        places.write_text(f"kode,kabupaten\nA,Malang\nB,{district}\n", encoding="utf-8")
        run(two, out, Options(places=places))
        return (out / "laporan" / "kabupaten-Malang.html").read_bytes()

    both = report(tmp_path / "gab", "Malang")
    assert report(tmp_path / "gab", "Batu") == report(tmp_path / "lain", "Batu") != both


def test_a_damaged_union_file_is_named(two: tuple[Path, Path], tmp_path: Path) -> None:
    """Its head is whole, as after a bad stick: the damage shows when the run is at work."""
    out = tmp_path / "gab"
    run(two, out)
    content = (out / "union.db").read_bytes()
    (out / "union.db").write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(InputError, match="rusak"):
        run([typed(tmp_path / "a.csv", [TANAM])], out)


def test_a_transaction_that_sqlite_ended_itself_tells_its_own_reason(tmp_path: Path) -> None:
    """SQLite rolls back by itself where the disk is full; there is nothing left to roll back then."""
    with Store.open(tmp_path / "union.db") as store, pytest.raises(ZeroDivisionError), store.transaction():
        store.database.execute("ROLLBACK")
        raise ZeroDivisionError


def test_the_same_run_again_writes_the_same_bytes(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"

    def written() -> dict[str, bytes]:
        files = (path for path in out.rglob("*") if path.is_file() and path.name != "union.db")
        return {str(path): path.read_bytes() for path in files}

    run(two, out)
    run(two, out)
    first = written()
    run(two, out)
    assert written() == first


def test_a_number_that_was_given_stays_though_nobody_holds_it_for_a_while(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "gab"
    run(two, out)
    before = numbers(out)
    changed = [folder(tmp_path / "x", "B", [LASKAR, TANAM]), folder(tmp_path / "y", "B", [LASKAR, RONGGENG, TANAM])]
    run([changed[0]], out, Options(replaced=["B"]))
    assert "Ronggeng Dukuh Paruk" not in numbers(out)
    run([changed[1]], out, Options(replaced=["B"]))
    assert before.items() <= numbers(out).items()
    run([two[0]], out, Options(anew=True))
    assert before.items() <= numbers(out).items()


def test_a_broken_file_is_named_and_the_rest_goes_on(two: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "desa-x.mrc"
    broken.write_bytes(b"\x00 no MARC at all")
    (tmp_path / "desa-y.csv").write_bytes(b"")
    done = CliRunner().invoke(
        cli,
        ["union", str(two[0]), str(broken), str(tmp_path / "desa-y.csv"), str(two[1]), "--out", str(tmp_path / "g")],
    )
    assert done.exit_code == 1
    assert "desa-x.mrc" in done.stderr and "desa-y.csv" in done.stderr
    assert "2 baru, 0 diganti, 0 tidak berubah, 2 dilewati" in done.stdout
    assert "desa-x.mrc" in (tmp_path / "g" / "masalah.csv").read_text(encoding="utf-8-sig")


def test_two_libraries_with_one_code_are_asked_about(two: tuple[Path, Path], tmp_path: Path) -> None:
    other = folder(tmp_path / "x", "A", [RONGGENG, TANAM, BUMI], "Pustaka Lain")
    summary = run([*two, other], tmp_path / "gab")
    assert codes(summary) == ["union-two-libraries"] and summary.left_out == 1
    assert "A=" in summary.problems[0].do.id.replace("KODE=", "A=") and "--ganti A" in summary.problems[0].do.id
    assert "A" not in held(tmp_path / "gab")["Ronggeng Dukuh Paruk"]
    named = run([f"D={other}"], tmp_path / "gab")
    assert named.joined == 1 and held(tmp_path / "gab")["Ronggeng Dukuh Paruk"] == {"B": 1, "D": 1}
    replaced = run([other], tmp_path / "gab", Options(replaced=["A"]))
    assert replaced.replaced == 1 and held(tmp_path / "gab")["Ronggeng Dukuh Paruk"] == {"A": 1, "B": 1, "D": 1}


def test_libraries_that_were_given_the_same_books_under_one_code_are_asked_about(tmp_path: Path) -> None:
    one = folder(tmp_path / "x", "PKT", [LASKAR, BUMI, HEWAN, RONGGENG], "Pustaka Satu")
    other = folder(tmp_path / "y", "PKT", [LASKAR, BUMI, HEWAN, TANAM], "Pustaka Dua")
    assert codes(run([one, other], tmp_path / "gab")) == ["union-two-libraries"]


def test_a_list_without_a_code_that_comes_under_another_name_is_asked_about(tmp_path: Path) -> None:
    lines = [LASKAR, BUMI, HEWAN, RONGGENG, TANAM]
    first, second = typed(tmp_path / "desa-a.csv", lines), typed(tmp_path / "desa-a-2.csv", [*lines, ("Baru", "Ani")])
    out = tmp_path / "gab"
    assert codes(run([first], out)) == []
    assert codes(run([second], out)) == ["union-sent-before"]
    assert run([f"desa-a={second}"], out).replaced == 1
    assert held(out)["Laskar Pelangi"] == {"desa-a": 2}


def test_what_is_stopped_goes_on(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"

    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two, out, progress=stop)
    assert not (out / "union.mrc").exists()
    summary = run(two, out)
    assert (summary.joined, summary.unchanged, summary.libraries) == (1, 1, 2)
    assert len(held(out)) == 4


def test_stopped_while_outputs_are_written_nothing_is_half(two: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "gab"

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "exchange":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two, out, progress=stop)
    assert not (out / "union.mrc").exists() and not (out / "laporan").exists()
    run(two, out)
    assert {"A.html", "B.html"} <= {path.name for path in (out / "laporan").iterdir()}


def test_nothing_personal_is_in_any_output(two: tuple[Path, Path], tmp_path: Path) -> None:
    """The donor stands in every list and folder that the union is made of, and in nothing that it writes."""
    assert DONOR.encode() in (two[0] / "katalog.mrc").read_bytes()
    run([*two, typed(tmp_path / "desa-c.csv", [TANAM])], tmp_path / "gab")
    for path in (tmp_path / "gab").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".xlsx":
            sheets = openpyxl.load_workbook(path).worksheets
            content = repr([row for sheet in sheets for row in sheet.iter_rows(values_only=True)]).encode()
        assert b"Zulkarnain" not in content and b"hibah" not in content, path.name


def test_notes_owners_and_what_a_record_carried_stay_at_home() -> None:
    giver = Contributor(name="Zulkarnain", role="former owner")
    translator = Contributor(name="Ani", role="translator")
    book = Book(
        title="Judul", notes=("Dari Zulkarnain",), summary="Milik Zulkarnain", contributors=(giver, translator),
        wrong_isbns=("dari Zulkarnain", "978-979-3062-79-1"), sources=(("title", "Zulkarnain"),),
    )  # fmt: skip
    seen = public(book)
    assert "Zulkarnain" not in repr(seen)
    assert seen.contributors == (translator,) and seen.wrong_isbns == ("978-979-3062-79-1",)


def test_slims_titles_and_items_are_one_library(tmp_path: Path) -> None:
    place = tmp_path / "desa-slims"
    place.mkdir()
    titles = ["title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation",
              "series_title", "call_number", "language_name", "place_name", "classification", "notes", "image", "sor",
              "authors", "topics", "item_code"]  # fmt: skip
    items = ["item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name",
             "order_no", "location_name", "order_date", "item_status_name", "site", "source", "invoice", "price",
             "price_currency", "invoice_date", "input_date", "last_update", "title"]  # fmt: skip
    title = dict.fromkeys(titles, "") | {
        "title": "Laskar Pelangi", "authors": "<Andrea Hirata>", "publisher_name": "Bentang Pustaka",
        "publish_year": "2005", "item_code": "<B1><B2><B3>", "notes": DONOR,
    }  # fmt: skip
    with (place / "biblio.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([titles, title.values()])
    with (place / "item.csv").open("w", newline="") as stream:
        rows = [dict.fromkeys(items, "") | {"item_code": f"B{n}", "title": "Laskar Pelangi"} for n in (1, 2, 3)]
        csv.writer(stream).writerows([items, *(row.values() for row in rows)])
    run([tmp_path], tmp_path / "gab")
    assert held(tmp_path / "gab") == {"Laskar Pelangi": {"desa-slims": 3}}


def test_a_stick_with_folders_files_and_a_results_folder(two: tuple[Path, Path], tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    for code, source in zip("AB", two, strict=True):
        shutil.copytree(source, stick / f"desa {code}" / "hasil")
    typed(stick / "desa-c.csv", [TANAM])
    typed(stick / "desa-d.csv", [RONGGENG])
    (stick / "foto.jpg").write_bytes(b"\xff\xd8")
    run([stick], tmp_path / "gab")
    assert {code for one in held(tmp_path / "gab").values() for code in one} == {"A", "B", "desa-c", "desa-d"}


def test_a_results_folder_without_a_code_is_known_by_its_folder(tmp_path: Path) -> None:
    shutil.copytree(folder(tmp_path, "", [LASKAR]), tmp_path / "Desa Maju" / "hasil")
    run([tmp_path / "Desa Maju"], tmp_path / "gab")
    assert held(tmp_path / "gab") == {"Laskar Pelangi": {"Desa-Maju": 2}}


def test_few_new_rows_find_their_editions_among_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koleksi.union.editions._FEW", 0)
    many = [LASKAR, BUMI, HEWAN, RONGGENG, *((f"Kisah {word} dan Hutan", "Sari Dewi") for word in WORDS)]
    out = tmp_path / "gab"
    run([folder(tmp_path, "A", many)], out)
    before = numbers(out)
    new = [("Laskar Pelangii", *LASKAR[1:4], "", "1"), ("BUMI MANUSIA", "Toer, Pramoedya Ananta", "", "1980"), TANAM]
    run([folder(tmp_path, "B", new)], out)
    assert set(before.values()) < set(numbers(out).values()) and len(numbers(out)) == len(before) + 1
    libraries = {frozenset(one) for title, one in held(out).items() if title.casefold().startswith(("laskar", "bumi"))}
    assert libraries == {frozenset("AB")}


WORDS = ("Gajah", "Harimau", "Kancil", "Buaya", "Elang", "Rusa", "Kera", "Ular", "Badak", "Semut", "Lebah", "Kuda")


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "union.db")) as other, other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(InputError, match="bukan berkas gabungan"):
        run([typed(tmp_path / "a.csv", [LASKAR])], tmp_path)


def test_a_source_that_does_not_exist_or_is_an_output_is_refused(tmp_path: Path, two: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        run([tmp_path / "nirgends"], tmp_path / "gab")
    run(two, tmp_path / "gab")
    with pytest.raises(UsageError):
        run([tmp_path / "gab" / "union.mrc"], tmp_path / "gab")
    with pytest.raises(UsageError):
        run([f"X={tmp_path / 'gab' / 'union.mrc'}"], tmp_path / "gab")


def test_spark_s_groups_are_told_as_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """`koleksi.spark.groups` gives each row the least row of its group."""

    class Spark:
        @staticmethod
        def groups(rows: Iterable[tuple[int, Book]]) -> dict[int, int]:
            first: dict[str, int] = {}
            return {number: first.setdefault(book.title, number) for number, book in rows}

    monkeypatch.setitem(sys.modules, "koleksi.spark", Spark)
    books = [Book(title=title) for title in ("Laskar Pelangi", "Bumi Manusia", "Laskar Pelangi", "Saman")]
    assert group(iter(books), "spark") == [(0, 2), (1,), (3,)]
    monkeypatch.setitem(sys.modules, "koleksi.spark", None)
    with pytest.raises(UsageError, match="--engine local"):
        group(books, "spark")


def test_a_pack_is_made_of_the_union(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    done = CliRunner().invoke(cli, ["pack", "build", str(tmp_path / "gab" / "union.mrc"), "--out", str(tmp_path / "p")])
    assert done.exit_code == 0, done.output
    bare = tmp_path / "desa-baru.csv"
    bare.write_text("Judul,ISBN\n,9789793062792\n", encoding="utf-8")
    process.run([bare], tmp_path / "baru", pack=tmp_path / "p")
    (entry,) = (one for one in marc.read_books(tmp_path / "baru" / "katalog.mrc") if isinstance(one, Entry))
    assert entry.book.title == "Laskar Pelangi" and entry.book.authors == ("Andrea Hirata",)


def test_all_outputs_stand_in_the_list_of_files(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    there = {path.name for path in (tmp_path / "gab").iterdir() if path.is_file()}
    assert set(running.FILES) <= there
    assert there - set(running.FILES) == {
        "union.db", "perpustakaan.csv", "masalah.csv", "ringkasan.json", "oai-0001.xml",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process otherwise")
def test_a_run_that_was_killed_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    """The command in a process of its own, ended without a word while its reading processes are at work."""
    lists = [typed(tmp_path / "kiriman" / f"desa-{n}.csv", _many(n)) for n in range(6)]
    command = [sys.executable, "-c", KILLED, str(tmp_path / "gab"), *map(str, lists)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, text=True)  # ends when all have ended
    assert done.returncode == -9, done.stderr
    summary = run(lists, tmp_path / "gab")
    assert (summary.unchanged, summary.joined, summary.libraries) == (2, 4, 6)


def _many(n: int) -> list[Line]:
    return [(f"Catatan {word} {n} {m}", f"Penulis {word}", "Gramedia", "2001") for m in range(20) for word in WORDS]


KILLED = """
import os, signal, sys
from koleksi.union import reading, running

def main():
    reading._WORTH = 0
    seen = []

    def kill(stage, done, total):
        seen.append(stage)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    running.run(sys.argv[2:], sys.argv[1], running.Options(processes=2), progress=kill)

if __name__ == "__main__":
    main()
"""
