"""Lists of donated books for a walk through SLiMS: rows drawn from the shared lists, if they are here, and made worse.

Nothing of the shared lists is kept: they are read when the walk is walked.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared" / "data"
COLUMNS = (
    "Judul", "Pengarang", "Penerjemah", "Penerbit", "Tahun", "Kota", "ISBN", "Edisi", "Jumlah", "Catatan", "Bahasa",
    "Subjek", "Harga", "Asal", "Donatur", "Tanggal Terima", "No Induk", "Lokasi", "DDC",
)  # fmt: skip
Row = dict[str, str]

_DRAWN = ("donated/dormitory_library", "donated/mosque_library", "donated/university_gift", "ddc/id_amn",
          "ddc/id_dumai", "ddc/id_kupang", "ddc/id_office", "ddc/id_rlc", "ddc/id_school2014")  # fmt: skip
_NAMES = {
    "Judul": ("Judul", "Judul Buku", "JUDUL BUKU", "title"), "Pengarang": ("Pengarang", "PENGARANG", "author"),
    "Penerbit": ("Penerbit", "PENERBIT", "publisher"), "Tahun": ("Tahun", "Thn", "TAHUN TERBIT", "year"),
    "ISBN": ("ISBN", "isbn"), "Edisi": ("Edisi", "edition"), "Subjek": ("subject",), "DDC": ("ddc",),
}  # fmt: skip
_BODIES = ("Departemen Pendidikan dan Kebudayaan", "Universitas Terbuka", "Badan Pusat Statistik Kabupaten Lombok",
           "Majelis Ulama Indonesia", "Seminar Nasional Kelautan", "Tim Guru Matematika")  # fmt: skip
_TITLES = (
    ("تعليم المتعلم طريق التعلم", "Arab"), ("رياض الصالحين", "Arab"), ("Serat Wedhatama: piwulang luhur", "Jawa"),
    ("ꦱꦼꦫꦠ꧀ ꦮꦸꦭꦁꦫꦺꦃ", "Jawa"), ("Carita Pantun Lutung Kasarung", "Sunda"), ("How to Keep Bees", "Inggris"),
    ('"Aku" dan Karya Lain', "Indonesia"), ('Kata "Ya", Kata "Tidak"', "Indonesia"), ("C:\\Data & <Berkas>", ""),
    ("Layar 14\" : buku pintar", "Indonesia"), ("L'Étranger", "Perancis"), ("Kebun 🌻 Kami", "Indonesia"),
)  # fmt: skip
_DONORS = ('Ibu "Ani"', "Bapak H. Slamet, S.Pd.", "Keluarga alm. Soedjono; RT 03/RW 05", "Toko Buku Maju", "PT. A & B",
           "O'Brien", 'Yayasan "Cinta Baca", Kota', "")  # fmt: skip
_NOTES = ("Sampul robek", "Ada <i>coretan</i> di hlm. 3 & 7", 'Bertuliskan "milik kelas"', "", "", "",
          "Tanpa halaman 12-14; dibeli dengan kuitansi no. 5, lihat map biru.\nDiperiksa dua kali")  # fmt: skip
_GIVEN = ("Siti", "Made", "Ujang", "Yohanes", "Nur", "Dewi", "I Gusti Ngurah", "Abd.")
_LAST = ("Wulandari", "Pratama", "Saputra", "Lubis", "Rahayu", "Nasution", "Hadi", "van Dijk")


def noise(seed: int, count: int) -> list[Row]:
    """``count`` rows of one library's list; the same seed gives the same rows of the same shared lists."""
    chance = random.Random(seed)
    drawn = _drawn(chance, count)
    return [_worse(chance, row, seed, n) for n, row in enumerate(drawn)]


def _drawn(chance: random.Random, count: int) -> list[Row]:
    pool = [row for name in _DRAWN for row in _rows(SHARED / f"{name}.csv")]
    return chance.sample(pool, count) if len(pool) >= count else [{"Judul": f"Buku {n}"} for n in range(count)]


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8-sig")
    delimiter = max(",;", key=text.partition("\n")[0].count)
    found = []
    for row in csv.DictReader(text.splitlines(), delimiter=delimiter):
        said = {name: next((row[old] for old in olds if row.get(old)), "") for name, olds in _NAMES.items()}
        if said["Judul"]:
            found.append(said)
    return found


def _worse(chance: random.Random, row: Row, seed: int, n: int) -> Row:
    def one_in(often: int) -> bool:
        return chance.randrange(often) == 0

    row = {name: row.get(name, "") for name in COLUMNS}
    if one_in(12):
        title, row["Bahasa"] = chance.choice(_TITLES)
        row |= {"Judul": f"{title} {seed}.{n}", "ISBN": "", "Subjek": "", "DDC": ""}
    if one_in(10):
        row["Pengarang"] = chance.choice(_BODIES)
    elif one_in(6):
        row["Pengarang"] = "; ".join(_person(chance) for _ in range(chance.randint(2, 4)))
    if one_in(9):
        row["Penerjemah"] = _person(chance)
    if one_in(25):
        row["Catatan"] = "Catatan panjang tentang asal buku ini. " * chance.randint(8, 20)
    else:
        row["Catatan"] = chance.choice(_NOTES)
    bought = one_in(4)
    row |= {
        "Kota": row["Kota"] or chance.choice(("Jakarta", "Bandung", "Yogyakarta", "", "")),
        "Jumlah": str(chance.choice((1, 1, 1, 1, 2, 3, 5))),
        "Harga": chance.choice(("", "35000", "Rp 120.000", "Rp. 45.500,-", "1.250.000")),
        "Asal": "Beli" if bought else "Hibah",
        "Donatur": chance.choice(_DONORS),
        "Tanggal Terima": chance.choice(("", "05/01/2026", "2025-12-31", "17 Agustus 2024")),
        "Lokasi": chance.choice(("", "", "Rak A-2", "Ruang Anak")),
    }
    if one_in(5):
        row |= {"No Induk": f"{seed * 1000 + n:05d}/H/2024", "Jumlah": "1"}
    return row


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_LAST)}"


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path
