"""Surplus and shortage over the libraries of a union, and where they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from koleksi.book import Book
from koleksi.job.report.standards import standards
from koleksi.union import places
from koleksi.union.exchange import sentence, write_exchange
from koleksi.union.places import distance_km, nearest_first
from koleksi.union.shelves import shelves
from koleksi.union.values import Edition, Held, Library

A = Library(code="A", name="Pustaka A", district="Malang", kind="village", lat=-7.98, lon=112.63)
NEAR = Library(code="B", district="Batu", lat=-7.87, lon=112.53)
FAR = Library(code="C", district="Malang", lat=-8.2, lon=112.9)
NOWHERE = Library(code="D", district="Malang")
ELSEWHERE = Library(code="E", district="Batu")
LIBRARIES = [A, NEAR, FAR, NOWHERE, ELSEWHERE]


def edition(n: int, ddc: str, **held: int) -> Edition:
    book = Book(title=f"Buku {n}", ddc=ddc, authors=("Sri <Lestari>",), year=2010, language="ind", isbn="9789793062792")
    return Edition(f"KI{n:08d}", book, tuple(Held(code, copies, "") for code, copies in held.items()), "2026-01-01")


MANY = [edition(1, "630", A=14), edition(2, "630", A=1, B=1, C=1, D=1), edition(3, "899.22133", A=1, C=2)]


def test_degrees_are_a_distance() -> None:
    jakarta, bandung = Library(code="J", lat=-6.1754, lon=106.8272), Library(code="K", lat=-6.9175, lon=107.6191)
    assert distance_km(jakarta, bandung) == pytest.approx(120, abs=2)
    assert distance_km(jakarta, NOWHERE) is None


def test_the_nearest_library_comes_first_then_those_of_the_district() -> None:
    assert [one.code for one, _ in nearest_first(A, LIBRARIES)] == ["B", "C", "D", "E"]
    assert [one.code for one, _ in nearest_first(ELSEWHERE, LIBRARIES)] == ["B", "A", "C", "D"]


def test_copies_beyond_those_kept_go_to_the_nearest_that_lack_them() -> None:
    found = list(shelves(MANY, LIBRARIES).surplus(MANY, keep=2))
    (one,) = found
    assert (one.library, one.copies, [each.library.code for each in one.receivers]) == (A, 12, ["B", "C", "D", "E"])
    assert sentence(one).id == "12 kelebihan di A; kurang di B (16 km), C (38 km), D, E"
    assert sentence(one).en.startswith("12 surplus at A; missing at B (16 km)")


def test_who_has_the_title_is_not_offered_it() -> None:
    many = [edition(1, "630", A=5, B=1), *MANY[1:]]
    (one,) = shelves(many, LIBRARIES).surplus(many, keep=4)
    assert [each.library.code for each in one.receivers] == ["C"] and one.copies == 1


def test_shortage_is_what_the_standard_asks_less_what_is_there() -> None:
    asked = max(one.least for one in standards() if one.library == "village" and one.measure == "titles")
    short = {(one.library.code, one.shelf.main_class): one for one in shelves(MANY, LIBRARIES).shortages()}
    # of 7 titles on the shelves 5 are of class 6, 2 of class 8
    assert short["E", "6"].short == round(asked * 5 / 7) and short["E", "8"].asked == round(asked * 2 / 7)
    assert short["A", "6"].short == round(asked * 5 / 7) - 2


def test_a_kind_whose_standard_says_how_many_stories_has_that_share() -> None:
    school = Library(code="S", kind="primary")
    many = [edition(1, "630", S=1), edition(2, "899.22133", S=1), edition(3, "500", S=1)]
    asked = shelves(many, [school]).asked["S"]
    stories = sum(count for shelf, count in asked.items() if shelf.fiction)
    assert stories == round(0.4 * 840) and sum(asked.values()) == 840


def test_the_workbook_says_it_in_three_sheets(tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    surplus, shortages = write_exchange(shelves(MANY, LIBRARIES), MANY, path, "id", 2)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Kelebihan", "Kekurangan", "Standar"]
    assert (surplus, shortages) == (1, book["Kekurangan"].max_row - 1)
    assert book["Kelebihan"]["H2"].value.startswith("12 kelebihan di A; kurang di B")
    assert [row[0].value for row in book["Standar"].iter_rows(min_row=2)] == ["A", "B", "C", "D", "E"]


# where libraries are


def test_places_are_read_in_any_order_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "perpustakaan.csv"
    path.write_text(
        "kabupaten;kode;kepala;bujur;lintang;jenis;nama\n"
        "Malang;A;Zulkarnain;112,63;-7,98;Desa/kelurahan;Pustaka A\nBatu;B;;;;;\n",
        encoding="utf-8",
    )
    found, problems = places.places(path)
    assert found == [A, Library(code="B", district="Batu")] and problems == []


def test_degrees_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "perpustakaan.csv"
    path.write_text("code,name,lat,lon,kind\nA,,112.63,-7.98,village\nB,,x,1,istana\n", encoding="utf-8")
    found, problems = places.places(path)
    assert [(one.lat, one.lon, one.kind) for one in found] == [(None, None, "village"), (None, None, "")]
    assert [one.row for one in problems] == [2, 3, 3]


def test_a_template_reads_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "perpustakaan.csv"
    path.write_bytes(places.template(LIBRARIES))
    assert places.places(path) == (LIBRARIES, [])
