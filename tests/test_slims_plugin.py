"""The plugin for SLiMS: imported once, twice, corrected and again, with a librarian at work between.

Against the tables that it touches, by PHP's command line; and, with ``make slims SLIMS=/path/to/checkout``, the same
against a real SLiMS through its pages.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import slims_site
from koleksi import Book, Contributor, Copy
from koleksi.exports.slims_lines import Item
from mariadb import MISSING
from slims_lists import noise
from slims_target import (
    CHECKOUT,
    CONTENT,
    Target,
    delivered,
    item,
    one_server,  # noqa: F401 - a fixture
    one_site,  # noqa: F401 - a fixture
    processed,
    real,
    record_of,
    target_of_each,  # noqa: F401 - a fixture
)

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "-")


@pytest.mark.parametrize("seed", [1, 30])
def test_five_imports_one_after_another(target: Target, tmp_path: Path, seed: int) -> None:
    rows = noise(seed, 40)
    copies = sum(int(row["Jumlah"]) for row in rows)
    empty = target.note("before")
    assert "Judul baru" in target.preview(processed(tmp_path, rows)) and target.counts() == empty

    target.do(processed(tmp_path, rows))
    first = target.note("first import")
    assert (first["biblio"], first["item"], first["no copy"], first["index"]) == (40, copies, 0, 40)
    assert first["main"] == 40 and first["bodies"] == 3 and first["meetings"] >= 1
    assert first["notes"] == sum(bool(row["Catatan"]) for row in rows)

    content = target.content()
    assert "Tidak ada yang perlu diubah" in target.do(processed(tmp_path, rows))
    assert target.note("same again") == first and target.content() == content

    rows += noise(seed + 1, 15)
    target.do(processed(tmp_path, rows))
    grown = target.note("list grown by 15 titles")
    assert grown["biblio"] == 55 and grown["no copy"] == 0 and grown["index"] == 55

    rows[0] = rows[0] | {"DDC": "631.5"}
    target.do(processed(tmp_path, rows))
    assert target.note("class corrected") == grown
    biblio, _, ddc, call_number, *_ = record_of(target, rows[0]["Judul"][:30])
    assert ddc == "631.5" and call_number.startswith("631.5 ")
    assert {row[0] for row in target.sql(f"SELECT call_number FROM item WHERE biblio_id = {biblio}")} == {call_number}
    assert target.sql(f"SELECT classification FROM search_biblio WHERE biblio_id = {biblio}") == [["631.5"]]

    before = int(target.sql(f"SELECT COUNT(*) FROM item WHERE biblio_id = {biblio}")[0][0])
    rows.append(rows[0] | {"Jumlah": "2"})
    target.do(processed(tmp_path, rows))
    more = target.note("2 copies of a known title")
    assert more["biblio"] == 55 and more["item"] == grown["item"] + 2
    assert int(target.sql(f"SELECT COUNT(*) FROM item WHERE biblio_id = {biblio}")[0][0]) == before + 2

    target.edit(biblio, "Judul Pustakawan", "999")
    rows[0] = rows[0] | {"DDC": "632"}
    rows[-1] = rows[0] | {"Jumlah": "2"}
    said = target.do(processed(tmp_path, rows))
    assert target.note("edited in SLiMS, class corrected again") == more
    assert record_of(target, "Judul Pustakawan")[1:3] == ["Judul Pustakawan", "999"]
    assert "Diubah di SLiMS sejak impor: dibiarkan" in said and "Judul Pustakawan" in said and "999" in said
    assert {row[0][:4] for row in target.sql(f"SELECT call_number FROM item WHERE biblio_id = {biblio}")} == {"632 "}


def test_undo_brings_back_every_row(target: Target, tmp_path: Path) -> None:
    rows = noise(3, 12)
    target.do(processed(tmp_path, rows))
    counts, content = target.counts(), target.content()
    changed = [row | {"DDC": "550"} for row in rows] + noise(4, 5)
    target.do(processed(tmp_path, changed))
    assert target.content() != content
    target.undo()
    assert target.counts() == counts and target.content() == content
    target.undo()
    assert target.counts()["biblio"] == target.counts()["item"] == target.counts()["publishers"] == 0


def test_undo_leaves_what_a_librarian_worked_on(target: Target, tmp_path: Path) -> None:
    rows = noise(5, 6)
    target.do(processed(tmp_path, rows))
    target.sql("UPDATE biblio SET notes = 'Milik kami' ORDER BY biblio_id LIMIT 1")
    kept = target.sql("SELECT title FROM biblio ORDER BY biblio_id LIMIT 1")[0][0]
    (lent,) = target.sql("SELECT item_code, biblio_id FROM item ORDER BY item_id DESC LIMIT 1")
    target.sql(f"INSERT INTO loan (item_code, member_id, is_lent, is_return) VALUES ('{lent[0]}', 'M1', 1, 0)") \
        if target.name == "tables" else None  # fmt: skip
    said = target.undo()
    assert kept in said
    counts = target.counts()
    assert counts["biblio"] == (2 if target.name == "tables" else 1) and counts["no copy"] == 0
    assert counts["main"] == counts["biblio"] == counts["index"]


def test_two_lists_that_begin_at_one_number(target: Target, tmp_path: Path) -> None:
    one, other = noise(6, 8), noise(7, 10)
    target.do(processed(tmp_path, one, "satu.csv"))
    content = target.sql(CONTENT[1])
    said = target.do(processed(tmp_path, other, "dua.csv"))
    codes = {row[0] for row in content}
    assert [row for row in target.sql(CONTENT[1]) if row[0] in codes] == content
    assert "Nomor eksemplar sudah dipakai buku lain di SLiMS" in said and "[numbers] start" in said
    assert target.counts()["biblio"] == 8  # a list that is half in would have its books under two numbers later


def test_a_copy_of_a_title_that_the_library_has_joins_it(target: Target, tmp_path: Path) -> None:
    target.sql(
        "INSERT INTO biblio (title, isbn_issn, language_id, input_date) VALUES"
        " ('Laskar Pelangi', '979-3062-79-7', 'id', NOW()), ('Laskar Pelangi', '978-979-3062-79-2', 'id', NOW())"
    )
    rows = [row | {"Judul": "Laskar pelangi", "ISBN": "9789793062792"} for row in noise(8, 1)]
    target.do(processed(tmp_path, rows))
    assert target.counts()["biblio"] == 2
    (there,) = target.sql("SELECT DISTINCT isbn_issn FROM biblio JOIN item USING (biblio_id)")
    assert there == ["978-979-3062-79-2"]
    rows[0] |= {"DDC": "813"}
    target.do(processed(tmp_path, rows))  # the record is the library's own: only the copy's call number follows
    assert target.sql("SELECT classification FROM biblio JOIN item USING (biblio_id) LIMIT 1") == [["NULL"]]
    assert target.sql("SELECT LEFT(call_number, 4) FROM item LIMIT 1") == [["813 "]]


def test_copies_join_the_record_whose_copy_the_catalogue_has(target: Target, tmp_path: Path) -> None:
    target.sql("INSERT INTO biblio (title, input_date) VALUES ('Sawah Kami', NOW())")
    target.sql("INSERT INTO item (biblio_id, item_code, input_date) SELECT biblio_id, 'LAMA1', NOW() FROM biblio")
    book = Book(title="Sawah kami, cetakan lain", record_id="")
    file = delivered(tmp_path, Item(book=book, copies=[Copy(barcode="B9")], keys=["k"], held=["LAMA1"]))
    assert "ke judul nomor" in target.do(file)
    assert target.sql("SELECT title, COUNT(*) FROM biblio JOIN item USING (biblio_id)") == [["Sawah Kami", "2"]]
    content = target.content()
    target.do(file)
    assert target.content() == content


def test_records_that_koleksi_joined_become_one_and_split_again(target: Target, tmp_path: Path) -> None:
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Sawah", "2", keys=("b",), year=2001)))
    apart = target.content()
    assert target.counts()["biblio"] == 2
    target.do(delivered(tmp_path, item("Sawah", "1", "2", keys=("a", "b"))))
    assert target.sql("SELECT COUNT(*), COUNT(DISTINCT biblio_id) FROM item") == [["2", "1"]]
    assert target.counts()["biblio"] == 1 and target.counts()["index"] == 1
    target.undo()
    assert target.content() == apart
    target.do(delivered(tmp_path, item("Sawah", "1", "2", keys=("a", "b"))))
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Sawah", "2", keys=("b",), year=2001)))
    assert target.counts()["biblio"] == 2 and target.counts()["no copy"] == 0


def test_a_list_that_was_numbered_anew_meets_its_records(target: Target, tmp_path: Path) -> None:
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Ladang", "3", keys=("b",))))
    new = [Item(book=Book(title=f"{title} Luas", record_id=f"XX{key}"), copies=[Copy(barcode=code)], keys=[key])
           for title, code, key in (("Sawah", "1", "a"), ("Ladang", "3", "b"))]  # fmt: skip
    target.do(delivered(tmp_path, *new))
    assert target.sql("SELECT title FROM biblio ORDER BY 1") == [["Ladang Luas"], ["Sawah Luas"]]
    assert target.sql("SELECT control FROM koleksi_records ORDER BY 1") == [["XXa"], ["XXb"]]


def test_what_was_deleted_in_slims_is_not_made_again(target: Target, tmp_path: Path) -> None:
    file = delivered(tmp_path, item("Sawah", "1", "2"), item("Ladang", "3"))
    target.do(file)
    target.sql("DELETE FROM item WHERE item_code IN ('2', '3'); DELETE FROM biblio WHERE title = 'Ladang'")
    said = target.do(file)
    assert "Dihapus di SLiMS sejak impor: tidak dibuat lagi" in said
    assert target.counts()["biblio"] == 1 and target.counts()["item"] == 1


def test_a_copy_without_a_location_stands_where_slims_has_it_also_beside_new_ones(
    target: Target, tmp_path: Path
) -> None:
    target.sql("UPDATE mst_location SET input_date = CURDATE()")  # installed and imported into on one day
    book = Book(title="Sawah", record_id="PD1")
    copies = [Copy(barcode="1", location="Rak A-2"), Copy(barcode="2"), Copy(barcode="3", location="Ruang Anak")]
    target.do(delivered(tmp_path, Item(book=book, copies=copies, keys=["a"])))
    target.do(delivered(tmp_path, Item(book=book, copies=[*copies, Copy(barcode="4")], keys=["a"])))
    found = target.sql("SELECT item_code, location_name FROM item JOIN mst_location USING (location_id) ORDER BY 1")
    assert found == [["1", "Rak A-2"], ["2", "My Library"], ["3", "Ruang Anak"], ["4", "My Library"]]


def test_every_kind_of_heading_and_language_arrives(target: Target, tmp_path: Path) -> None:
    book = Book(
        title="Pertemuan", authors=("Andrea Hirata", "Kementerian Pertanian", "Kongres Bahasa Indonesia"),
        contributors=(Contributor(name="Siti Lubis", role="translator"), Contributor(name="Made Rai", role="compiler")),
        subjects=("Pertanian", "Jawa Barat -- Sejarah", "Fiksi", "Soekarno, 1901-1970"), language="sun",
        record_id="PD1", series="Seri Tani", notes=("Satu", "Dua"), extent="10 hlm.", height_cm=21,
    )  # fmt: skip
    target.do(delivered(tmp_path, Item(book=book, copies=[Copy(barcode="7", condition="robek")], keys=["k"])))
    found = target.sql("SELECT author_name, authority_type, level FROM biblio_author JOIN mst_author USING (author_id)")
    assert {tuple(row) for row in found} == {
        ("Hirata, Andrea", "p", "1"), ("Kementerian Pertanian", "o", "2"), ("Kongres Bahasa Indonesia", "c", "2"),
        ("Lubis, Siti", "p", "4"), ("Rai, Made", "p", "10"),
    }  # fmt: skip
    topics = target.sql("SELECT topic, topic_type FROM biblio_topic JOIN mst_topic USING (topic_id)")
    assert {tuple(row) for row in topics} == {
        ("Pertanian", "t"), ("Jawa Barat -- Sejarah", "g"), ("Fiksi", "gr"), ("Soekarno, 1901-1970", "n"),
    }  # fmt: skip
    assert target.sql("SELECT language_id, language_name FROM biblio JOIN mst_language USING (language_id)") == [
        ["su", "Sunda"]
    ]
    names = "series_title, collation, content_type, media_type, carrier_type, language, gmd, location"
    shown = ["Seri Tani", "10 hlm. ; 21 cm", "text", "unmediated", "volume", "Sunda", "Text", "My Library"]
    assert target.sql(f"SELECT {names} FROM search_biblio") == [shown]
    assert target.sql("SELECT notes FROM biblio") == [["Satu\\nDua\\n7: robek"]]


# the page itself, of a real SLiMS only

needs_slims = pytest.mark.skipif(not CHECKOUT, reason="no SLiMS: make slims SLIMS=/path/to/a/checkout")


@needs_slims
def test_real_the_page_takes_back_the_import_that_it_showed(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    target.do(delivered(tmp_path, item("Sawah", "1")))
    shown = site.undoable()
    target.do(delivered(tmp_path, item("Sawah", "1"), item("Ladang", "3")))
    assert site.undoable() == str(int(shown) + 1)
    content = target.content()
    assert "Riwayat sudah berubah sejak halaman ini dibuka" in site.undo(shown) and target.content() == content
    assert f"Impor {int(shown) + 1} dibatalkan" in site.undo(site.undoable()) and target.counts()["biblio"] == 1
    assert f"Impor {shown} dibatalkan" in site.undo(site.undoable()) and target.counts()["biblio"] == 0
    assert site.undoable() == "" and "Tidak ada impor yang dapat dibatalkan" in site.undo()


@needs_slims
def test_real_whoever_leaves_the_page_has_the_import_all_the_same(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    site.send(delivered(tmp_path, *(item(f"Buku {n}", f"A{n}", keys=(str(n),)) for n in range(800))))
    site.leave_while_importing()
    wanted = "SELECT COUNT(*) FROM koleksi_imports WHERE state = 'done'"
    for _ in range(300):
        if target.sql(wanted) == [["1"]]:
            break
        time.sleep(0.1)
    counts = target.counts()
    assert (counts["biblio"], counts["item"], counts["index"]) == (800, 800, 800)


@needs_slims
def test_real_a_file_that_does_not_arrive_is_told(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    assert site.send_piece(None) == "Berkas tidak sampai ke server. Coba lagi."
    assert site.send_piece(b"x", token="old") == "Halaman ini sudah kedaluwarsa. Ulangi dari awal."
    assert site.send_piece(b"title,author\n").strip() == "ok"
    page = site.get(site.page + "&langkah=periksa")
    assert "alert-danger" in page and "koleksiFile" in page and target.counts()["biblio"] == 0
    stranger = slims_site.stranger(site)
    assert stranger.post_form(site.page, langkah="kirim", token="x").lstrip().startswith("<")


@needs_slims
def test_real_the_tables_are_made_once(site: slims_site.Site) -> None:
    made = "SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name = 'COM_CREATE_TABLE'"
    site.get(site.page)
    before = site.sql(made)
    site.get(site.page)
    assert site.sql(made) == before
