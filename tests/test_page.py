"""The window of ``koleksi buka``: who comes in, and what the tabs for lists, labels and hand-over do to the folder."""

from __future__ import annotations

import io
import mimetypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from koleksi import process
from koleksi.config import load
from koleksi.errors import InputError, OutputError
from koleksi.job.memory.folder import decided, history
from koleksi.page import window as windows
from koleksi.page.app import make_app
from koleksi.page.desk import Desk
from page_visitor import HOST, LIST, Visitor
from test_phone import NOTHING, photo_of

KDT = """Andrea Hirata
  Padang bulan / Andrea Hirata ; penyunting, Imam Risdiyanto. -- Yogyakarta : Bentang, 2010.
  254 hlm. ; 20,5 cm.
  ISBN 978-602-8811-09-5
  1. Fiksi Indonesia. I. Judul. II. Imam Risdiyanto.
  899.2213
"""


# who comes in


def test_two_windows_in_one_browser_do_not_lock_each_other_out(visitor: Visitor, tmp_path: Path) -> None:
    """Of another folder, on another port; a browser keeps its cookies by host alone."""
    host = "127.0.0.1:5001"
    other = Visitor(Desk(folder=tmp_path / "lain"), host)
    for cookie in (visitor.cookie(), other.cookie()):
        visitor.client.set_cookie(*cookie, domain="127.0.0.1")
        other.client.set_cookie(*cookie, domain="127.0.0.1")
    assert visitor.cookie()[0] != other.cookie()[0]
    assert "Daftar buku" in visitor.get("/") and "Daftar buku" in other.get("/")


def test_nobody_comes_in_without_the_token(visitor: Visitor) -> None:
    stranger = make_app(visitor.desk, visitor.door).test_client()
    for path in ("/", "/periksa/", "/laporan/isi", "/static/page.js", "/?kunci=salah"):
        assert stranger.get(path, base_url=f"http://{HOST}").status_code == 403, path


def test_another_name_for_this_pc_opens_nothing(visitor: Visitor) -> None:
    assert visitor.client.get("/", base_url="http://jahat.example").status_code == 403
    address = f"/?kunci={visitor.door.token}"
    assert visitor.client.get(address, base_url="http://jahat.example").status_code == 403


def test_a_form_of_somebody_else_is_refused(visitor: Visitor) -> None:
    for path in ("/olah", "/daftar", "/serahkan/selesai", "/periksa/batal", "/label/letak"):
        for fields in ({}, {"csrf": "salah"}, {"csrf": visitor.door.token}):
            assert visitor.client.post(path, base_url=f"http://{HOST}", data=fields).status_code == 400, path


def test_every_form_carries_the_token(processed: Visitor) -> None:
    for path in ("/", "/periksa/", "/periksa/class", "/judul/", "/tambah/", "/label/", "/serahkan/"):
        page = processed.get(path)
        forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
        assert forms
        assert all(f'name="csrf" value="{processed.door.form_token}"' in form for form in forms), path


def test_a_list_is_pasted(visitor: Visitor) -> None:
    visitor.post("/daftar/tempel", teks="1. Merpati - Budi Hartono (2 eks)\r\n2. Ombak Pagi\r\n")
    assert "2 baris buku" in visitor.get("/")
    visitor.post("/daftar/tempel", teks="Judul\tPengarang\r\nElang\tSari Wulandari\r\n")
    assert [path.name for path in visitor.desk.sources] == ["tempel.txt", "tempel-2.txt"]
    assert "1 baris buku" in visitor.get("/")
    visitor.post("/daftar/tempel", teks=" ")
    assert "Tempel dulu daftarnya" in visitor.get("/") and len(visitor.desk.sources) == 2


def test_a_page_may_fetch_and_run_only_what_is_ours(processed: Visitor) -> None:
    for path in ("/", "/periksa/class", "/judul/", "/label/", "/laporan/isi"):
        answer = processed.client.get(path, base_url=f"http://{HOST}")
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe-inline" not in policy or path == "/laporan/isi"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if path != "/laporan/isi":
            assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|https?://(?!127)", answer.text), path


def test_what_a_file_is_does_not_depend_on_the_pc(processed: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows keeps media types in its registry, where an editor may have made scripts text."""
    monkeypatch.setattr(mimetypes, "guess_type", lambda name, strict=True: ("text/plain", None))
    kinds = {"/static/page.js": "text/javascript", "/static/page.css": "text/css", "/static/icon.svg": "image/svg+xml"}
    for path, kind in (kinds | {"/laporan/isi": "text/html", "/static/none.js": "text/html"}).items():
        with processed.client.get(path, base_url=f"http://{HOST}") as answer:
            assert answer.mimetype == kind


def test_the_token_stays_out_of_pages(processed: Visitor) -> None:
    assert processed.door.token not in processed.get("/") + processed.get("/judul/")


# lists


def test_a_file_is_kept_under_a_name_of_our_own(visitor: Visitor) -> None:
    visitor.drop("../../etc/Daftar hibah <b>.csv", LIST)
    (kept,) = visitor.desk.sources
    assert kept.parent == visitor.desk.folder / "daftar"
    assert kept.name == "Daftar-hibah-b.csv"
    assert kept.read_text(encoding="utf-8") == LIST


def test_a_file_with_the_name_of_a_device_of_windows_is_kept_under_another(visitor: Visitor) -> None:
    visitor.drop("CON.csv", LIST)
    assert [path.name for path in visitor.desk.sources] == ["CON_.csv"]


def test_lists_whose_long_names_differ_at_the_end_or_in_their_letters_are_two(visitor: Visitor) -> None:
    long = "Daftar Inventaris Buku Perpustakaan Sekolah Dasar Kelas"
    for name in (f"{long} 1.csv", f"{long} 2.csv", "كتب.csv", "书.csv"):
        visitor.drop(name, LIST)
    assert len({path.name for path in visitor.desk.sources}) == 4
    visitor.drop(f"{long} 2.csv", LIST)
    assert len(visitor.desk.sources) == 4


def test_what_is_no_list_is_told_and_not_kept(visitor: Visitor) -> None:
    visitor.drop("foto.exe", "MZ")
    assert "bukan daftar" in visitor.get("/")
    assert not visitor.desk.sources
    assert not (visitor.desk.folder / "daftar").exists()


def test_an_upload_that_is_too_large_is_refused(visitor: Visitor) -> None:
    app = visitor.client.application
    app.config["MAX_CONTENT_LENGTH"] = 1000
    visitor.post("/daftar", 413, berkas=(io.BytesIO(b"x" * 2000), "besar.csv"))


def test_what_was_understood_is_shown_with_examples(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", LIST)
    page = visitor.get("/")
    assert "5 baris buku" in page
    assert "Bumi manusia · Bumi · Zxqv plmk" in page
    assert '<option value="source" selected>asal buku</option>' in page


def test_a_column_that_was_misunderstood_is_corrected_and_stays_so(visitor: Visitor, tmp_path: Path) -> None:
    visitor.drop("donasi.csv", LIST)
    heads = LIST.splitlines()[0].split(";")
    before = ["title", "authors", "publisher", "year", "count", "source"]
    visitor.post("/daftar/kolom", judul=heads, dulu=before, isi=[*before[:-1], "source_name"])
    assert '<option value="source_name" selected>' in visitor.get("/")
    visitor.process()
    assert "[columns]" in (visitor.desk.folder / "koleksi.toml").read_text(encoding="utf-8")
    (tmp_path / "lain.csv").write_text(LIST, encoding="utf-8")
    process.run([tmp_path / "lain.csv"], visitor.desk.folder)  # on the command line, with another file
    copies = [copy for record in process.look(visitor.desk.folder).records for copy in record.copies]
    assert {copy.source_name for copy in copies} == {"Hibah", "Beli", "BOS"}


def test_html_of_a_list_is_text(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", "Judul;Pengarang\n<script>alert(1)</script>;Andi\n")
    visitor.process()
    for path in ("/", "/judul/", "/periksa/class"):
        assert "<script>alert" not in visitor.get(path)


def test_a_list_that_cannot_be_read_is_a_sentence_and_the_window_goes_on(visitor: Visitor) -> None:
    visitor.drop("kosong.csv", "\n\n")
    visitor.post("/olah")
    assert visitor.desk.work
    visitor.desk.work.wait(60)
    visitor.get("/kerja", 302)
    assert "0 buku" in visitor.get("/")


def test_a_second_job_is_told_that_one_is_running(processed: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    gate = threading.Event()
    monkeypatch.setattr(Desk, "_process", lambda self, sources, progress: gate.wait(60))
    processed.post("/olah")
    assert processed.get("/kerja")
    processed.post("/olah")
    gate.set()
    assert "Masih ada pekerjaan" in processed.look("/tambah/")


def test_the_bar_moves_and_ends_full(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    run = process.run

    def watched(*args: Any, progress: Callable[[str, int, int], None], **others: Any) -> Any:
        def heard(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            assert visitor.desk.work
            shares.append(visitor.desk.work.share)

        return run(*args, progress=heard, **others)

    monkeypatch.setattr(process, "run", watched)
    visitor.drop("donasi.csv", LIST)
    visitor.process()
    assert shares == sorted(shares)
    assert len(set(shares)) > 5
    assert visitor.desk.work
    assert visitor.desk.work.share == 1


# adding, labels, handing over


def test_ten_books_are_added_and_processed_with_the_rest(processed: Visitor) -> None:
    for line in ("9789793062792", "Laskar pelangi", "Kamus saku", "x2", *(f"Buku tambahan {n}" for n in range(7))):
        processed.post("/tambah/", baris=line)
    processed.post("/tambah/kdt", blok=KDT)
    page = processed.get("/tambah/")
    assert "11 buku dicatat" in page
    processed.post("/tambah/", baris="u")
    assert "10 buku dicatat" in processed.get("/tambah/")
    processed.process()
    titles = {record.book.title for record in process.look(processed.desk.folder).records}
    assert {"Laskar pelangi", "Kamus saku", "Padang bulan", "Bumi manusia"} <= titles
    assert "Hanya yang baru dari proses terakhir (10)" in processed.get("/label/")


def test_a_kdt_text_that_is_none_is_refused(processed: Visitor) -> None:
    processed.post("/tambah/kdt", blok="apa saja", kembali="/tambah/")
    assert "tidak terbaca sebagai KDT" in processed.get("/tambah/")


def test_labels_are_drawn_around_the_used_cells(processed: Visitor) -> None:
    processed.post("/label/", kertas="tj121", jenis="both", mana="semua", terpakai=["1", "4"])
    page = processed.get("/label/")
    assert "6 label siap dicetak" in page
    pdf = processed.client.get("/label/label.pdf", base_url=f"http://{HOST}")
    assert pdf.data[:5] == b"%PDF-"
    assert processed.client.get("/label/label.png", base_url=f"http://{HOST}").data[1:4] == b"PNG"


def test_after_the_hand_over_only_new_labels_are_printed(processed: Visitor) -> None:
    processed.post("/serahkan/selesai")
    assert history(processed.desk.folder)[-1].accepted
    processed.post("/label/", kertas="tj121", mana="baru")
    assert "sudah ditempel" in processed.get("/label/")
    processed.post("/label/", kertas="tj121", mana="semua")
    assert "6 label siap" in processed.get("/label/")


def test_the_printer_is_adjusted_once_and_the_settings_of_people_stay(visitor: Visitor) -> None:
    path = visitor.desk.folder / "koleksi.toml"
    path.parent.mkdir()
    path.write_text(
        '# milik kami\n[library]\nname = "Pustaka Desa"\n\n[labels]\n# offset_x_mm = 0.0\n', encoding="utf-8"
    )
    visitor.post("/label/letak", x="-1,5", y="2")
    text = path.read_text(encoding="utf-8")
    assert "# milik kami" in text
    found = load(path)
    assert (found.labels.offset_x_mm, found.labels.offset_y_mm, found.library.name) == (-1.5, 2.0, "Pustaka Desa")
    visitor.post("/label/letak", x="banyak", y="", kembali="/label/")
    assert "tulis milimeter" in visitor.get("/label/")


@pytest.mark.parametrize("system", ["slims", "inlislite", "koha", "none"])
def test_the_files_of_each_system_are_there_to_take(processed: Visitor, system: str) -> None:
    page = processed.get(f"/serahkan/?sistem={system}")
    files = re.findall(r'href="(/berkas/[^"]+)"', page)
    assert files
    for file in files:
        answer = processed.client.get(file, base_url=f"http://{HOST}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
    assert "BACA" in page


def test_nothing_else_of_the_folder_can_be_taken(processed: Visitor) -> None:
    for name in ("koleksi.db", "..%2Fdaftar%2Fdonasi.csv", "ringkasan.json", "koleksi.toml"):
        processed.get(f"/berkas/{name}", 404)


def test_the_report_is_shown_in_a_frame_that_can_do_nothing(processed: Visitor) -> None:
    assert "<iframe" in processed.get("/laporan/")
    answer = processed.client.get("/laporan/isi", base_url=f"http://{HOST}")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_page_is_in_one_language_at_a_time(processed: Visitor) -> None:
    processed.post("/bahasa", bahasa="en")
    for path in ("/", "/periksa/", "/judul/", "/tambah/", "/label/", "/serahkan/"):
        page = re.sub(r"<pre>.*?</pre>|<button[^>]*lang=.*?</button>", "", processed.get(path), flags=re.DOTALL)
        page = re.sub(r"<(summary|h2|p).*?Matematika.*?</", "", page)
        assert 'lang="en"' in page
        assert not re.search(r"\b(dan|yang|untuk|belum|Semua|Daftar|Cetak|Tambah)\b", re.sub("<[^>]+>", " ", page)), (
            path
        )


# the folder and its window


@contextmanager
def open_window(place: Path) -> Iterator[windows.Window]:
    with windows.opened(place) as window:
        yield window


def test_a_folder_that_cannot_be_held_is_not_told_as_open_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "hasil" / "koleksi-buka.lock").mkdir(parents=True)
    with pytest.raises(OutputError, match="tidak dapat dibuka") as refused, open_window(tmp_path / "hasil"):
        pass
    assert "jendela" not in str(refused.value)


def test_a_second_window_on_a_folder_is_told(tmp_path: Path) -> None:
    with (
        open_window(tmp_path / "hasil"),
        pytest.raises(OutputError, match="sudah terbuka"),
        open_window(tmp_path / "hasil"),
    ):
        pass
    with open_window(tmp_path / "hasil"):
        pass


def test_a_run_on_the_command_line_meanwhile_is_told(processed: Visitor) -> None:
    from koleksi.job.memory.ledger import Ledger

    key = re.findall(r'name="soal" value="(\w+)"', processed.get("/periksa/class"))[0]
    with Ledger.open(processed.desk.folder / "koleksi.db", begun=""):
        processed.post("/periksa/class", soal=key, jawaban="ketik", ketik="100", kembali="/periksa/class")
    assert "sedang dipakai proses lain" in processed.get("/periksa/class")
    assert decided(processed.desk.folder) == {}


def test_the_window_listens_to_this_pc_only(tmp_path: Path) -> None:
    with open_window(tmp_path) as window:
        assert window.server.host == "127.0.0.1"
        assert window.door.address().startswith(f"http://127.0.0.1:{window.server.port}/?kunci=")


def test_a_list_has_its_results_beside_it(tmp_path: Path) -> None:
    (tmp_path / "donasi.csv").write_text(LIST, encoding="utf-8")
    with open_window(tmp_path / "donasi.csv") as window:
        assert window.desk.folder == tmp_path / "donasi-hasil"
        assert window.desk.sources == [tmp_path / "donasi.csv"]
    with pytest.raises(InputError, match="berkas tidak ada"), open_window(tmp_path / "tiada.csv"):
        pass


def test_no_line_of_a_template_is_longer_than_one_of_a_program() -> None:
    folder = Path(windows.__file__).parent / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    long = [name for name, text in texts.items() for line in text.split("\n") if len(line) > 120]
    assert not long
    assert [name for name, text in texts.items() if 'name="csrf"' in text] == ["parts.html"]


# photos


def photos(visitor: Visitor, *named: tuple[str, str]) -> None:
    """Photos of bar codes, (name, ISBN), dropped at once."""
    files = [(io.BytesIO(photo_of(number)), name) for name, number in named]
    visitor.post("/daftar", berkas=files)


def test_photos_that_are_dropped_stand_together_and_are_read_with_the_lists(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", LIST)
    photos(visitor, ("IMG_1.jpg", "9786020332956"), ("IMG_2.JPG", "9789793062792"))
    page = visitor.get("/")
    assert "2 foto" in page and "bukan daftar" not in page and "IMG" not in page
    visitor.process()
    assert visitor.desk.collection
    isbns = {record.book.isbn for record in visitor.desk.collection.records}
    assert {"9786020332956", "9789793062792"} <= isbns
    visitor.post("/daftar/lepas", daftar="*foto")
    assert [path.name for path in visitor.desk.sources] == ["donasi.csv"]


def test_a_result_that_is_open_elsewhere_is_told_with_the_name_of_the_new_one(
    processed: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target) == processed.desk.folder / "label.pdf":
            raise PermissionError(13, "in use")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        processed.process()
    assert "hasil yang baru: label-baru.pdf. Tutup programnya, lalu olah lagi" in processed.get("/periksa/")
    processed.process()
    assert "label-baru.pdf" not in processed.get("/periksa/")


def test_photos_of_one_name_are_two_photos(visitor: Visitor) -> None:
    photos(visitor, ("image.jpg", "9786020332956"))
    photos(visitor, ("image.jpg", "9789793062792"))
    photos(visitor, ("image.jpg", "9789793062792"))
    assert [path.name for path in visitor.desk.sources] == ["image.jpg", "image-2.jpg"]
    assert "2 foto" in visitor.get("/")


def test_a_folder_of_lists_and_photos_is_understood(visitor: Visitor, tmp_path: Path) -> None:
    (tmp_path / "warga").mkdir()
    (tmp_path / "warga" / "donasi.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "warga" / "IMG_1.jpg").write_bytes(photo_of("9786020332956"))
    visitor.desk.sources = [tmp_path / "warga"]
    page = visitor.get("/")
    assert "5 baris buku" in page and "1 foto, dibaca saat diolah" in page


def test_a_photo_without_a_number_is_told_by_name_and_with_the_other_problems(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", LIST)
    visitor.post("/daftar", berkas=[(io.BytesIO(NOTHING), "IMG_7.jpg")])
    visitor.process()
    page = visitor.get("/periksa/")
    assert "1 foto belum menjadi buku: IMG-7.jpg" in page
    assert "masalah pada daftar" in page and page.count("IMG-7.jpg") == 2


def test_books_without_a_title_are_asked_for_their_title_and_not_for_a_class(visitor: Visitor) -> None:
    visitor.drop("donasi.csv", LIST)
    photos(visitor, ("IMG_1.jpg", "9786020332956"))
    visitor.process()
    page = visitor.get("/periksa/")
    assert re.search(r"<strong>1</strong> Tanpa judul", page) and "[tanpa judul]" not in visitor.get("/periksa/class")
    listed = visitor.get("/judul/?tanpa=judul")
    (key,) = re.findall(r'<li id="(\w+)"', listed)
    assert "9786020332956" in listed and "details open" in listed
    back = visitor.post(f"/judul/{key}", title="Laskar Pelangi", kembali="/judul/?tanpa=judul")
    assert back.startswith("/judul/?tanpa=judul")
    assert "Tanpa judul" not in visitor.get("/periksa/")
    visitor.process()
    assert visitor.desk.collection
    (record,) = (one for one in visitor.desk.collection.records if one.book.isbn == "9786020332956")
    assert record.book.title == "Laskar Pelangi" and record.book.ddc
