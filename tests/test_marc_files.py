"""Damaged files and the old character set, as files and tables of our own that are read in every clone."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pymarc
import pytest

from koleksi import marc
from koleksi.book import Entry, Problem
from marc_records import record, title

FOLDER = Path(__file__).parent / "fixtures" / "marc"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
with (FOLDER / "marc8.csv").open(encoding="utf-8", newline="") as lines:
    MARC8 = [(bytes.fromhex(row["bytes"]), row["text"], row["what"]) for row in csv.DictReader(lines)]


def read(path: Path) -> list[str | None]:
    """The title of each record in order; None where a record could not be read."""
    found: dict[int, str | None] = {}
    for item in marc.read_books(path):
        if isinstance(item, Entry):
            found[item.row] = item.book.title
        else:
            found.setdefault(item.row, None)
    return [found[row] for row in sorted(found)]


def test_every_file_of_the_folder_is_in_the_table() -> None:
    assert {path.name for path in FOLDER.glob("*.mrc")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_record_of_a_damaged_file_is_there_or_the_reason_in_its_place(name: str) -> None:
    assert read(FOLDER / name) == EXPECTED[name]["titles"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_check_says_what_had_to_be_mended_and_nothing_of_sound_records(name: str) -> None:
    said = {
        (problem.row, problem.code)
        for _, problems in marc.check_file(FOLDER / name)
        for problem in problems
        if problem.code.startswith("marc-")
    }
    wanted = {(row, code) for row, code in EXPECTED[name].get("said", ())}
    assert wanted <= said
    assert {code for _, code in said} == {code for _, code in wanted}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_read_of_a_damaged_file_is_written_as_a_sound_one(name: str, tmp_path: Path) -> None:
    records = [item for item in marc.read(FOLDER / name) if not isinstance(item, Problem)]
    assert marc.write(records, tmp_path / "a.mrc") == []
    assert read(tmp_path / "a.mrc") == [text for text in EXPECTED[name]["titles"] if text]
    again = list(pymarc.MARCReader((tmp_path / "a.mrc").read_bytes()))
    assert None not in again and len(again) == len(records)


# MARC-8 (MARC 21 Specifications, Character Sets)


@pytest.mark.parametrize(("data", "text", "what"), MARC8, ids=[what for _, _, what in MARC8])
def test_a_title_in_marc8_is_read_as_its_letters(data: bytes, text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.mrc"
    path.write_bytes(record(title(data)) + record(title(b"Salah Asuhan")))
    assert read(path) == [unicodedata.normalize("NFC", text), "Salah Asuhan"]


@pytest.mark.skipif(not shutil.which("yaz-iconv"), reason="yaz-iconv is not installed (make system-tools)")
@pytest.mark.parametrize(("data", "text", "what"), MARC8, ids=[what for _, _, what in MARC8])
def test_yaz_reads_the_table_of_marc8_as_it_stands(data: bytes, text: str, what: str) -> None:
    done = subprocess.run(["yaz-iconv", "-f", "marc-8", "-t", "utf-8"], input=data, capture_output=True, check=True)
    assert unicodedata.normalize("NFC", done.stdout.decode()) == unicodedata.normalize("NFC", text)


def test_a_set_that_was_chosen_holds_to_the_end_of_its_subfield_only(tmp_path: Path) -> None:
    path = tmp_path / "a.mrc"
    path.write_bytes(record([("245", b"00\x1fa\x1b(NpU[KIN\x1fbPuisi")]))
    (entry,) = marc.read_books(path)
    assert isinstance(entry, Entry)
    assert (entry.book.title, entry.book.subtitle) == ("Пушкин", "Puisi")


@pytest.mark.parametrize("data", [b"\x1b(", b"\x1b", b"\x1b$1!0", b"\xe5", b"\x1b(Sa\xff"])
def test_marc8_that_breaks_off_is_read_as_far_as_it_goes(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mrc"
    path.write_bytes(record(title(b"Belenggu " + data)) + record(title(b"Salah Asuhan")))
    first, second = read(path)
    assert first is not None and first.startswith("Belenggu")
    assert second == "Salah Asuhan"


def test_bytes_that_marc8_does_not_know_are_taken_for_windows_letters(tmp_path: Path) -> None:
    """0x93 and 0x94 are quotation marks of Windows-1252 and nothing in MARC-8."""
    path = tmp_path / "a.mrc"
    path.write_bytes(record(title(b"\x93Aku\x94 \xe9l\xe8ve")))
    assert read(path) == ["“Aku” élève"]
