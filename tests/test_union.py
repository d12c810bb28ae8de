"""`koleksi union`: libraries taken in, whatever they are, and what the whole says of them."""

from __future__ import annotations

import csv
import shutil
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import marc, process
from koleksi.book import Entry
from koleksi.cli.root import cli
from koleksi.union import outputs, running
from koleksi.union.running import Options, run
from unions import (
    DONOR,
    LASKAR,
    RONGGENG,
    TANAM,
    folder,
    held,
    numbers,
    two_libraries,  # noqa: F401 - the fixture holds here too
    typed,
)

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_each_record_knows_which_library_holds_how_many_copies(two: tuple[Path, Path], tmp_path: Path) -> None:
    summary = run(two, tmp_path / "gab")
    assert (summary.joined, summary.libraries, summary.editions, summary.copies) == (2, 2, 4, 11)
    assert held(tmp_path / "gab")["Laskar Pelangi"] == {"A": 2, "B": 2}
    assert held(tmp_path / "gab")["Ensiklopedi Hewan Nusantara"] == {"A": 5}


def test_marc_has_a_field_for_each_library(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    read = [one for one in marc.read(tmp_path / "gab" / "union.mrc") if not hasattr(one, "code")]
    laskar = next(one for one in read if one["245"]["a"].startswith("Laskar"))
    assert [(field["a"], field["t"]) for field in laskar.get_fields("852")] == [("A", "1-2"), ("B", "1-2")]
    assert laskar["001"].data == numbers(tmp_path / "gab")["Laskar Pelangi"]
    assert not any(field.tag in ("541", "561", "952", "990") for one in read for field in one.get_fields())


def test_all_outputs_stand_in_the_list_of_files(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    there = {path.name for path in (tmp_path / "gab").iterdir() if path.is_file()}
    assert set(running.FILES) <= there
    assert there - set(running.FILES) == {
        "union.db", "perpustakaan.csv", "masalah.csv", "ringkasan.json", "oai-0001.xml",
    }  # fmt: skip


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


def test_two_processes_write_what_one_does(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(out: Path, processes: int) -> dict[Path, bytes]:
        run(two, out, Options(processes=processes))
        files = (path for path in out.rglob("*") if path.is_file() and path.name != "union.db")
        return {path.relative_to(out): path.read_bytes() for path in files}

    one = written(tmp_path / "satu", 1)
    monkeypatch.setattr(outputs, "_WORTH", 0)
    assert written(tmp_path / "dua", 2) == one


def test_outputs_are_written_though_a_process_was_ended_from_outside(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(outputs, "_WORTH", 0)
    monkeypatch.setattr(outputs, "_side_by_side", ended)
    assert run(two, tmp_path / "gab", Options(processes=2)).editions == 4
    assert set(running.FILES) <= {path.name for path in (tmp_path / "gab").iterdir()}


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


def test_a_pack_is_made_of_the_union(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    done = CliRunner().invoke(cli, ["pack", "build", str(tmp_path / "gab" / "union.mrc"), "--out", str(tmp_path / "p")])
    assert done.exit_code == 0, done.output
    bare = tmp_path / "desa-baru.csv"
    bare.write_text("Judul,ISBN\n,9789793062792\n", encoding="utf-8")
    process.run([bare], tmp_path / "baru", pack=tmp_path / "p")
    (entry,) = (one for one in marc.read_books(tmp_path / "baru" / "katalog.mrc") if isinstance(one, Entry))
    assert entry.book.title == "Laskar Pelangi" and entry.book.authors == ("Andrea Hirata",)
