"""Libraries for the tests of a union, and what a union's folder holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from koleksi import process
from koleksi.config import Acquisition, Config, Library
from koleksi.union.running import Summary

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks", "Sumbangan dari", "Keterangan")
DONOR = "Zulkarnain Pemberi"
Line = tuple[str, ...]
LASKAR: Line = ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2")
BUMI: Line = ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1")
HEWAN: Line = ("Ensiklopedi Hewan Nusantara", "Tim Redaksi", "Gramedia", "2008", "", "5")
RONGGENG: Line = ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "Gramedia", "1982", "", "1")
TANAM: Line = ("Bertanam Cabai di Pekarangan", "Sri Lestari", "Agromedia", "2011", "", "1")
WORDS = ("Gajah", "Harimau", "Kancil", "Buaya", "Elang", "Rusa", "Kera", "Ular", "Badak", "Semut", "Lebah", "Kuda")


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


@pytest.fixture(name="two")
def two_libraries(tmp_path: Path) -> tuple[Path, Path]:
    return folder(tmp_path, "A", [LASKAR, BUMI, HEWAN]), folder(tmp_path, "B", [LASKAR, RONGGENG])


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
