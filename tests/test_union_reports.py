"""The reports of a union, a page a library and a district."""

from __future__ import annotations

from pathlib import Path

from koleksi.union.running import Options, run
from unions import fixed_day, two_libraries  # noqa: F401 - fixtures


def test_the_district_that_a_library_left_is_told_without_it(two: tuple[Path, Path], tmp_path: Path) -> None:
    def report(out: Path, district: str) -> bytes:
        """Malang's, where B is said to be in a district."""
        places = tmp_path / "perpustakaan.csv"
        places.write_text(f"kode,kabupaten\nA,Malang\nB,{district}\n", encoding="utf-8")
        run(two, out, Options(places=places))
        return (out / "laporan" / "kabupaten-Malang.html").read_bytes()

    both = report(tmp_path / "gab", "Malang")
    assert report(tmp_path / "gab", "Batu") == report(tmp_path / "lain", "Batu") != both
