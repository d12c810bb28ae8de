"""The questions in the window of ``koleksi buka``: each answer is the decision that the review sheet would hold."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from koleksi import dedupe, process
from koleksi.job.memory.folder import decided
from page_visitor import LIST, Visitor
from test_series_of_questions import LIST as SERIES
from test_series_of_questions import bare_series_against_each


def test_a_class_is_decided_with_one_press_and_taken_back(processed: Visitor) -> None:
    page = processed.get("/periksa/class")
    (key,) = set(re.findall(r'name="soal" value="(\w+)"', page))
    number = re.findall(r'name="jawaban" value="([\d.X]+)" data-key="1"', page)[0]
    processed.post("/periksa/class", soal=key, jawaban=number)
    assert decided(processed.desk.folder) == {("class", key): number}
    assert "1 keputusan sudah dicatat" in processed.get("/periksa/")
    processed.post("/periksa/batal", kembali="/periksa/class")
    assert decided(processed.desk.folder) == {}
    assert "keputusan sudah dicatat" not in processed.get("/periksa/")


def test_a_class_may_be_typed_and_what_is_none_is_refused(processed: Visitor) -> None:
    key = re.findall(r'name="soal" value="(\w+)"', processed.get("/periksa/class"))[0]
    assert processed.post("/periksa/class", soal=key, jawaban="ketik", ketik="banyak", kembali="/periksa/class")
    assert "bukan nomor kelas" in processed.get("/periksa/class")
    processed.post("/periksa/class", soal=key, jawaban="ketik", ketik="R 590,3")
    assert decided(processed.desk.folder) == {("class", key): "R 590.3"}


def test_a_question_that_is_passed_over_comes_last(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", LIST + "Qwrt hjkl;;;;1;Hibah\n")
    visitor.process()
    processed = visitor
    first = re.findall(r'name="soal" value="(\w+)"', processed.get("/periksa/class"))[0]
    processed.post("/periksa/class", soal=first, jawaban="lewati")
    second = re.findall(r'name="soal" value="(\w+)"', processed.get("/periksa/class"))[0]
    assert first != second


def test_duplicates_are_decided_and_the_command_line_goes_on_with_it(processed: Visitor, tmp_path: Path) -> None:
    page = processed.get("/periksa/pair")
    key = re.findall(r'name="soal" value="([\w+;]+)"', page)[0]
    processed.post("/periksa/pair", soal=key, jawaban="same")
    assert len(process.look(processed.desk.folder).records) == 4
    process.run(processed.desk.sources, processed.desk.folder)
    assert ("pair", key) in decided(processed.desk.folder)
    assert len(process.look(processed.desk.folder).records) == 4


def test_a_row_in_doubt_is_asked_and_answered(visitor: Visitor) -> None:
    head = "Judul;Pengarang;Penerbit;Tahun;Keterangan\n"
    visitor.drop("donasi.csv", head + "".join(f"Bumi;Tere Liye;Gramedia;2014;rak {n}\n" for n in (1, 2)))
    visitor.process()
    visitor.drop("donasi.csv", head + "Bumi;Tere Liye;Gramedia;2014;rak 3\n")
    visitor.process()
    page = visitor.get("/periksa/row")
    assert "Buku ini yang mana?" in page
    assert "B0000001" in page
    asked = re.findall(r'name="soal" value="([^"]+)"', page)[0]
    answer = re.findall(r'name="jawaban" value="([^"]+)" data-key="1"', page)[0]
    visitor.post("/periksa/row", soal=asked, jawaban=answer)
    assert decided(visitor.desk.folder) == {("row", asked): answer}
    visitor.process()
    held = [copy.barcode for record in process.look(visitor.desk.folder).records for copy in record.copies]
    assert held == ["B0000001"]


def test_a_series_is_answered_at_once_or_pair_by_pair(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dedupe, "groups", bare_series_against_each)
    visitor.drop("donasi.csv", SERIES)
    visitor.process()
    page = visitor.get("/periksa/pair")
    series = re.findall(r'name="soal" value="([^"]+)"', page)[0]
    assert "5 judul berbeda?" in page
    visitor.post("/periksa/pair", soal=series, jawaban="satu-satu")
    assert "Apakah ini buku yang sama?" in visitor.get("/periksa/pair")
    assert decided(visitor.desk.folder) == {}
    visitor.desk.apart.clear()
    visitor.desk.asked.clear()
    visitor.post("/periksa/pair", soal=series, jawaban="different")
    assert set(decided(visitor.desk.folder).values()) == {"different"}
    assert len(decided(visitor.desk.folder)) == 4
    visitor.get("/periksa/pair", 302)
    visitor.post("/periksa/batal")
    assert decided(visitor.desk.folder) == {}


def test_an_answer_to_what_was_answered_elsewhere_is_told(processed: Visitor) -> None:
    key = re.findall(r'name="soal" value="(\w+)"', processed.get("/periksa/class"))[0]
    processed.post("/periksa/class", soal=key, jawaban="ketik", ketik="100")
    processed.post("/periksa/class", soal=key, jawaban="ketik", ketik="200")
    assert "sudah dijawab di jendela lain" in processed.get("/periksa/")
    assert decided(processed.desk.folder)["class", key] == "100"


# habits


def habitual(visitor: Visitor, places: int = 4) -> Visitor:
    """A list that raises the question where books on citizenship stand, and has one that is no book of it."""
    titles = [f"Pendidikan Kewarganegaraan bagi {where}" for where in ("Desa", "Kota", "Kampung", "Kita")[:places]]
    visitor.desk.folder.mkdir(exist_ok=True)
    (visitor.desk.folder / "koleksi.toml").write_text("[classes]\nthreshold = 1.0\n", encoding="utf-8")
    visitor.drop("donasi.csv", "Judul\n" + "\n".join(titles) + "\n")
    visitor.process()
    return visitor


def test_a_habit_is_asked_first_with_examples_and_is_the_decision_of_the_sheet(visitor: Visitor) -> None:
    habitual(visitor)
    page = visitor.get("/periksa/")
    assert page.index("/periksa/habit") < page.index("/periksa/class")
    asked = visitor.get("/periksa/habit")
    assert "4 buku" in asked and "Pendidikan Kewarganegaraan bagi Kampung" in asked
    assert re.findall(r'name="jawaban" value="(\w+)" data-key="(\d)"', asked) == [
        ("323", "1"), ("370", "2"), ("320", "3"), ("342", "4")
    ]  # fmt: skip
    assert visitor.post("/periksa/habit", soal="habit-citizenship", jawaban="320") == "/periksa/habit"
    assert decided(visitor.desk.folder) == {("habit", "habit-citizenship"): "320"}
    assert "/periksa/habit" not in visitor.get("/periksa/")
    visitor.post("/periksa/batal")
    assert decided(visitor.desk.folder) == {} and "/periksa/habit" in visitor.get("/periksa/")
    visitor.post("/periksa/habit", soal="habit-citizenship", jawaban="ketik", ketik="370")
    visitor.process()
    assert {record.book.ddc[:3] for record in process.look(visitor.desk.folder).records} == {"370"}
    assert "/periksa/habit" not in visitor.get("/periksa/")
    sheet = openpyxl.load_workbook(visitor.desk.folder / "tinjau.xlsx")
    assert sheet["Kebiasaan"].max_row == 1
    assert [cell.value for cell in sheet["Diputuskan"][2]][:2] == ["370", "kebiasaan"]


def test_few_books_are_not_asked_about(visitor: Visitor) -> None:
    assert "/periksa/habit" not in habitual(visitor, 2).get("/periksa/")
