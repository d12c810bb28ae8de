"""After every run of a changing list all files name the same copies; the files do not depend on the hash seed."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import process

HEAD = "Judul,Pengarang,Penerbit,Tahun,ISBN,Eks\n"
FIRST = ["Laskar Pelangi,Andrea Hirata,Bentang,2005,,2\n", "Bumi Manusia,Pramoedya,,1980,,1\n", "Si Kancil,,,,,3\n"]
LISTS = (
    FIRST,
    ["Buku Baru,,,,,2\n", *FIRST],
    ["Buku Baru,,,,,2\n", FIRST[0].replace("2005", "2006"), "Si Kancil,,,,,1\n"],
)


def in_marc(path: Path, tag: str, code: str) -> list[str]:
    with path.open("rb") as stream:
        records = [record for record in pymarc.MARCReader(stream) if record]
    return sorted(
        number for record in records for field in record.get_fields(tag) for number in field.get_subfields(code)
    )


def test_all_outputs_name_the_same_copies_after_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    out = tmp_path / "hasil"
    for lines, copies in zip(LISTS, (6, 8, 5), strict=True):
        (tmp_path / "daftar.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
        process.run([tmp_path / "daftar.csv"], out)
        with (out / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
            codes = sorted(row[0] for row in csv.reader(stream))
        register = openpyxl.load_workbook(out / "buku_induk.xlsx")["Buku Induk"]
        assert len(set(codes)) == len(codes) == copies
        lines = list(register.iter_rows(min_row=2, values_only=True))
        assert sorted(str(row[3]) for row in lines if not str(row[20]).startswith("dicabut")) == codes
        assert [row[0] for row in lines] == list(range(1, len(lines) + 1))
        assert in_marc(out / "koha.mrc", "952", "p") == codes
        assert codes in [in_marc(out / "katalog.mrc", "990", code) for code in "abp"]


def test_the_files_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    found = []
    for seed in "0123":
        folder = tmp_path / seed
        folder.mkdir()
        (folder / "daftar.csv").write_text(HEAD + "".join(FIRST), encoding="utf-8")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1767225600"}
        command = [sys.executable, "-m", "koleksi", "process", "daftar.csv", "--out", "hasil"]
        assert subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode in (0, 1)
        files = (
            path for path in (folder / "hasil").iterdir() if path.is_file() and not path.name.startswith("koleksi.db")
        )
        found.append({path.name: path.read_bytes() for path in files})
    assert found[0] == found[1] == found[2] == found[3]
