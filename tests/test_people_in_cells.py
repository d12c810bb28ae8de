"""Who did what, in the column of authors: words for roles on either side, in brackets and between the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake, names
from koleksi.book import Entry


def entries(folder: Path, *cells: str) -> list[Entry]:
    source = folder / "daftar.csv"
    source.write_text(
        "Judul|Pengarang\n" + "".join(f"Buku {n}|{cell}\n" for n, cell in enumerate(cells)), encoding="utf-8"
    )
    return [entry for entry in intake.read(source) if isinstance(entry, Entry)]


@pytest.mark.parametrize(
    ("cell", "authors", "others"),
    [
        ("Penulis: Rini Wati", ["Rini Wati"], []), ("Oleh: Rini Wati", ["Rini Wati"], []),
        ("Penulis : Rini Wati; Editor : Rudi Amin", ["Rini Wati"], ["editor Rudi Amin"]),
        ("Rini Wati, penerjemah Rudi Amin", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Rini Wati (penerj. Rudi Amin)", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Rini Wati diterjemahkan oleh Rudi Amin", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Rini Wati penerjemah Rudi Amin", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Rini Wati ; alih bahasa, Rudi Amin", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Rini Wati / penerjemah: Rudi Amin", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Ditulis oleh Rini Wati, ilustrasi oleh Lina Sari", ["Rini Wati"], ["illustrator Lina Sari"]),
        ("Penulis: Rini Wati, Editor: Rudi Amin, Ilustrator: Lina Sari", ["Rini Wati"],
         ["editor Rudi Amin", "illustrator Lina Sari"]),
        ("Rini Wati (Penulis), Rudi Amin (Editor)", ["Rini Wati"], ["editor Rudi Amin"]),
        ("Rini Wati, Rudi Amin (editor)", ["Rini Wati"], ["editor Rudi Amin"]),
        ("Drs. Rini Wati, M.Pd. (editor: Rudi Amin, S.Pd.)", ["Rini Wati"], ["editor Rudi Amin"]),
        ("WATI, Rini; terj. AMIN, Rudi", ["Rini Wati"], ["translator Rudi Amin"]),
        ("Editor: Rini Wati, Rudi Amin", [], ["editor Rini Wati", "editor Rudi Amin"]),
        ("editor Rini Wati", [], ["editor Rini Wati"]), ("Penerjemah: Rini Wati", [], ["translator Rini Wati"]),
        ("Rini Wati (eds.)", ["Rini Wati"], []), ("Disusun oleh: Tim Guru Kudus", ["Tim Guru Kudus"], []),
        ("Himpunan Penulis Muda Indonesia", ["Himpunan Penulis Muda Indonesia"], []),
        ("Tim Penyusun Kamus", ["Tim Penyusun Kamus"], []), ("Wati, Ed", ["Ed Wati"], []),
        ("Foto Rini", ["Foto Rini"], []),
        ("NN", [], []), ("Tim", [], []), ("Rini Wati dkk.; penyunting: Rudi Amin", ["Rini Wati"], ["editor Rudi Amin"]),
    ],
)  # fmt: skip
def test_roles_in_the_column_of_authors(tmp_path: Path, cell: str, authors: list[str], others: list[str]) -> None:
    (entry,) = entries(tmp_path, cell)
    assert list(entry.book.authors) == authors
    assert [f"{one.role} {one.name}" for one in entry.book.contributors] == others


def test_a_name_is_given_a_role_once(tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text("Judul|Pengarang|Penerjemah\nBuku|Rini Wati (penerj. Rudi Amin)|Rudi Amin\n", encoding="utf-8")
    (entry,) = [entry for entry in intake.read(source) if isinstance(entry, Entry)]
    assert [one.name for one in entry.book.contributors] == ["Rudi Amin"]


def test_a_cell_without_end_is_cut_and_said_to_be(tmp_path: Path) -> None:
    (long, short) = entries(tmp_path, "Rini Wati, " * names.LONGEST, "Rini Wati")
    assert long.book.authors[0] == "Rini Wati"
    assert [one.code for one in long.problems if one.column == "Pengarang"] == ["cell-long"]
    assert not short.problems
