"""Lists of a first day and of the next, and what a results folder says of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl

from koleksi import process
from koleksi.process import Summary

HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks")
Line = tuple[str, ...]
LIST: list[Line] = [
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
    ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
    ("Matematika SMP Kelas VII", "", "Erlangga", "2014", "", "3"),
    ("Matematika SMP Kelas VIII", "", "Erlangga", "2014", "", "1"),
    ("Si Kancil", "", "", "", "", "1"),
    ("Sejarah Nasional Indonesia Jilid 2", "Sartono Kartodirdjo", "Balai Pustaka", "1977", "", "1"),
    ("", "", "", "", "9786020332949", "1"),
    ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
]


def write(path: Path, lines: list[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        writer.writerows(lines)
    return path


def run(folder: Path, lines: list[Line], name: str = "daftar.csv") -> Summary:
    return process.run([write(folder / name, lines)], folder / "hasil")


def labels(folder: Path) -> dict[str, list[str]]:
    """Title -> the barcodes of its copies, as the label sheet of the library system has them."""
    sheet = openpyxl.load_workbook(folder / "hasil" / "buku_induk.xlsx")["Buku Induk"]
    found: dict[str, list[str]] = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        found.setdefault(str(row[6]), []).append(str(row[3]))
    return found


def changed(folder: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")["Perubahan"]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


def edited(row: int, column: int, text: str) -> Callable[[list[Line]], list[Line]]:
    def change(lines: list[Line]) -> list[Line]:
        cells = list(lines[row])
        cells[column] = text
        return [*lines[:row], tuple(cells), *lines[row + 1 :]]

    return change
