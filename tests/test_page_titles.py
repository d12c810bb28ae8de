"""Every title in the window of ``koleksi buka``: sought, and corrected in place."""

from __future__ import annotations

import openpyxl

from koleksi import process
from koleksi.job.memory.folder import decided
from koleksi.page.desk import Desk
from page_visitor import LIST, Visitor, key_of


def test_a_sure_title_is_corrected_in_place_and_it_survives_the_next_list(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi manusia")
    processed.post(f"/judul/{key}", heading="Toer, P. A.", volume="Jilid 1", language="Inggris", copies="3", **{
        "class": "813", "call": "R 813 TOE b"
    })  # fmt: skip
    page = processed.get("/judul/")
    assert "Toer, P. A." in page
    assert "diubah" in page
    processed.drop("donasi.csv", LIST + "Buku baru;Andi;Gramedia;2020;1;Beli\n")
    processed.process()
    record = next(one for one in process.look(processed.desk.folder).records if one.book.title == "Bumi manusia")
    book = record.book
    assert (book.ddc, book.call_number, book.volume, book.language) == ("813", "R 813 TOE b", "Jilid 1", "eng")
    assert book.authors == ("Toer, P. A.",)
    assert len(record.copies) == 3
    assert "diubah" not in processed.get("/judul/")


def test_a_title_is_corrected_but_never_emptied(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi")
    processed.post(f"/judul/{key}", title="", **{"dulu-title": "Bumi"}, kembali="/judul/")
    assert "tidak boleh kosong" in processed.get("/judul/")
    assert decided(processed.desk.folder) == {}
    processed.post(f"/judul/{key}", title="Bumi: awal cerita", **{"dulu-title": "Bumi"})
    processed.process()
    book = next(one.book for one in process.look(processed.desk.folder).records if one.book.title == "Bumi")
    assert book.subtitle == "awal cerita"
    processed.post(f"/judul/{key}", title="", **{"dulu-title": "Bumi: awal cerita"})
    assert decided(processed.desk.folder) == {}


def test_what_was_typed_over_in_the_sheet_is_taken_back_on_the_page(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi")
    path = processed.desk.folder / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Semua judul"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "Bumi")
    row[heads.index("jilid")].value = "Jilid 9"
    book.save(path)
    processed.process()
    assert decided(processed.desk.folder) == {("volume", key): "Jilid 9"}
    assert 'name="volume" value="Jilid 9"' in processed.get("/judul/")
    processed.post(f"/judul/{key}", volume="", **{"dulu-volume": "Jilid 9"})
    processed.process()
    assert decided(processed.desk.folder) == {} and "Jilid 9" not in processed.get("/judul/")


def test_a_word_in_the_sheet_that_is_not_understood_is_told_on_the_page_until_it_is(processed: Visitor) -> None:
    path = processed.desk.folder / "tinjau.xlsx"
    book = openpyxl.load_workbook(path)
    book["Semua judul"]["A2"].value = "novel remaja"
    book.save(path)
    processed.process()
    assert "&#39;novel remaja&#39; (Semua judul 2)" in processed.get("/periksa/")
    processed.process()
    assert "&#39;novel remaja&#39; (Semua judul 2)" in processed.get("/periksa/")
    assert "(Semua judul 2)" not in processed.get("/periksa/")  # said once, then it stands among the problems
    again = Visitor(Desk(folder=processed.desk.folder))
    assert "&#39;novel remaja&#39; (Semua judul 2)" in again.look("/periksa/")


def test_a_heading_that_changes_nothing_is_told_and_not_kept(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi manusia")
    processed.post(f"/judul/{key}", heading="Ny. Pramoedya Ananta Toer")
    page = processed.get("/judul/")
    assert "tidak mengubah apa-apa, tetap &#39;Toer, Pramoedya Ananta&#39;" in page
    assert decided(processed.desk.folder) == {}


def test_an_emptied_field_takes_the_correction_back(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi")
    processed.post(f"/judul/{key}", volume="Jilid 9")
    assert decided(processed.desk.folder) == {("volume", key): "Jilid 9"}
    processed.post(f"/judul/{key}", volume="", **{"dulu-volume": "Jilid 9"})
    assert decided(processed.desk.folder) == {}


def test_a_correction_of_a_correction_taken_back_leaves_the_first(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/?cari=manusia"), "Bumi manusia")
    processed.post(f"/judul/{key}", volume="Jilid 1")
    processed.post(f"/judul/{key}", volume="Jilid 2")
    processed.post("/periksa/batal")
    page = processed.get("/judul/?cari=manusia")
    assert 'name="volume" value="Jilid 1"' in page
    assert "1 keputusan sudah dicatat" in page


def test_what_another_window_changed_is_not_overwritten(processed: Visitor) -> None:
    key = key_of(processed.get("/judul/"), "Bumi")
    processed.post(f"/judul/{key}", volume="Jilid 2", **{"dulu-volume": ""})
    processed.post(f"/judul/{key}", volume="Jilid 3", **{"dulu-volume": ""})
    assert "diubah di jendela lain" in processed.get("/judul/")
    assert decided(processed.desk.folder) == {("volume", key): "Jilid 2"}


def test_titles_are_sought_by_any_of_their_words_and_numbers(processed: Visitor) -> None:
    page = processed.get("/judul/?cari=pramoedya+BUMI")
    assert "1 judul" in page
    assert 'class="name">Bumi manusia<' in page
    assert "1 judul" in processed.get("/judul/?cari=B0000003")
    assert "0 judul" in processed.get("/judul/?cari=tidakada")


def test_many_titles_come_fifty_at_a_time(visitor: Visitor) -> None:
    rows = "".join(f"Judul nomor {n} tentang hal {n * 7}\n" for n in range(120))
    visitor.drop("banyak.csv", "Judul\n" + rows)
    visitor.process()
    assert visitor.get("/judul/").count('class="name"') == 50
    assert visitor.get("/judul/?hal=3").count('class="name"') == 20
    assert visitor.get("/judul/?hal=99").count('class="name"') == 20


def test_a_folder_is_taken_up_again_without_its_lists(processed: Visitor) -> None:
    for path in processed.desk.sources:
        path.unlink()
    later = Visitor(Desk(folder=processed.desk.folder))
    assert "Bumi manusia" in later.look("/judul/")
