"""The reports of a union, a page a library and a district."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi.union.running import Options, run
from unions import two_libraries  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_the_district_that_a_library_left_is_told_without_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    def report(out: Path, district: str) -> bytes:
        """Malang's, where B is said to be in a district."""
        places = tmp_path / "perpustakaan.csv"
        places.write_text(f"kode,kabupaten\nA,Malang\nB,{district}\n", encoding="utf-8")
        run(two, out, Options(places=places))
        return (out / "laporan" / "kabupaten-Malang.html").read_bytes()

    both = report(tmp_path / "gab", "Malang")
    assert report(tmp_path / "gab", "Batu") == report(tmp_path / "lain", "Batu") != both


def test_the_report_of_a_district_that_nobody_names_any_more_goes(two: tuple[Path, Path], tmp_path: Path) -> None:
    pages = tmp_path / "gab" / "laporan"

    def reports(district: str) -> set[str]:
        where = tmp_path / "perpustakaan.csv"
        where.write_text(f"kode,kabupaten\nA,Malang\nB,{district}\n", encoding="utf-8")
        run(two, tmp_path / "gab", Options(places=where))
        return {path.name for path in pages.glob("kabupaten-*")}

    assert reports("Batu") == {"kabupaten-Malang.html", "kabupaten-Batu.html"}
    assert reports("Malang") == {"kabupaten-Malang.html"}
    assert reports("Batu") == {"kabupaten-Malang.html", "kabupaten-Batu.html"}
    (pages / "kabupaten-Batu.html").write_text("with a note of the office", encoding="utf-8")
    (pages / "kabupaten-Blitar.html").write_text("of somebody else", encoding="utf-8")
    assert reports("Malang") == {"kabupaten-Malang.html", "kabupaten-Batu.html", "kabupaten-Blitar.html"}
    assert (pages / "A.html").exists() and (pages / "B.html").exists()


def test_each_district_has_a_page_of_its_own_whatever_its_name(two: tuple[Path, Path], tmp_path: Path) -> None:
    """Names that are one as files: on Windows "Batu" and "BATU", everywhere what no name of a file can hold."""

    def reports(out: Path, *districts: str) -> dict[str, bytes]:
        places = tmp_path / "perpustakaan.csv"
        places.write_text(f"kode,kabupaten\nA,{districts[0]}\nB,{districts[1]}\n", encoding="utf-8")
        run(two, out, Options(places=places))
        return {path.name.casefold(): path.read_bytes() for path in (out / "laporan").glob("kabupaten-*")}

    for one, other in (("BATU", "Batu"), ("Kab/ Batu", "Kab: Batu")):
        out = tmp_path / one.replace("/", "")
        before = reports(out, other, other)
        both = reports(out, one, other)
        assert len(set(both.values())) == 2 and len(both) == 2
        assert reports(out, other, other) == before


def test_a_page_that_was_taken_away_comes_back(two: tuple[Path, Path], tmp_path: Path) -> None:
    run(two, tmp_path / "gab")
    page = tmp_path / "gab" / "laporan" / "A.html"
    before = page.read_bytes()
    page.unlink()
    assert run(two, tmp_path / "gab").reports == 1
    assert page.read_bytes() == before
