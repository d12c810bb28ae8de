"""Two lists of donated books as people type them, for imports into SLiMS: titles made of words, no real library's."""

from __future__ import annotations

import csv
import random
from pathlib import Path

COLUMNS = (
    "Judul", "Pengarang", "Penyunting", "Penerbit", "Tahun", "Kota", "ISBN", "Jumlah", "Catatan", "Bahasa", "Subjek",
    "Harga", "Donatur", "DDC",
)  # fmt: skip
_THINGS = ("Kebun", "Perahu", "Batik", "Gunung", "Pasar", "Sungai", "Layang-layang", "Angklung", "Jagung", "Hujan")
_WORDS = ("Petunjuk Praktis", "Mengenal", "Cerita Tentang", "Sejarah", "Belajar", "Rahasia", "Seni", "Ensiklopedia")
_ENDS = ("untuk Pemula", "di Desa", "Nusantara", "bagi Keluarga", "Sehari-hari", "Modern")
_GIVEN, _LAST = (
    ("Siti", "Made", "Ujang", "Yohanes", "Nur", "Dewi"),
    ("Wulandari", "Pratama", "Saputra", "Lubis", "Rahayu"),
)
_BODIES = ("Kementerian Pertanian", "Universitas Negeri Malang", "Dinas Kebudayaan Provinsi Bali")
_LANGUAGES = ("Indonesia", "Indonesia", "Indonesia", "Inggris", "Arab", "Jawa", "Sunda", "")
_SUBJECTS = ("Pertanian", "Jawa Barat", "Fiksi", "Kerajinan tangan", "Kamus", "Indonesia -- Sejarah", "")

Row = dict[str, str]


def noise(seed: int, rows: int) -> list[Row]:
    """Rows of a list: each another book, some with several copies, some with marks that systems lose."""
    chance = random.Random(seed)
    return [_row(chance, seed, n) for n in range(rows)]


def _row(chance: random.Random, seed: int, n: int) -> Row:
    body = n % 9 == 4
    author = _BODIES[n // 9 % 3] if body else f"{chance.choice(_GIVEN)} {chance.choice(_LAST)}"
    title = f"{chance.choice(_WORDS)} {chance.choice(_THINGS)} {chance.choice(_ENDS)} {seed * 1000 + n}"
    given = {
        "Judul": title + (" 🌾" if n % 17 == 3 else ""),
        "Pengarang": "Seminar Nasional Pangan" if n % 23 == 7 else author,
        "Penyunting": f"{chance.choice(_GIVEN)} {chance.choice(_LAST)} Putri" if n % 5 == 2 else "",
        "Penerbit": chance.choice(("Balai Pustaka", "CV Cahaya & Ilmu", "gramedia", "Gramedia", "")),
        "Tahun": str(chance.randint(1960, 2025)),
        "Kota": chance.choice(("Jakarta", "Bandung", "Yogyakarta", "")),
        "Jumlah": str(chance.choice((1, 1, 1, 2, 3))),
        "Catatan": chance.choice(("Sampul robek", "Ada <i>coretan</i> di hlm. 3 & 7", "", "")),
        "Bahasa": chance.choice(_LANGUAGES),
        "Subjek": chance.choice(_SUBJECTS),
        "Harga": chance.choice(("", "35000", "Rp 120.000")),
        "Donatur": chance.choice(("", "Keluarga di RT 03", "Toko Buku Maju")),
    }
    return {name: given.get(name, "") for name in COLUMNS}


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path
