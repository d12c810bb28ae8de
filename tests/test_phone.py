"""The phone as scanner: what it reaches and what it does not, and what it hears of a photo."""

from __future__ import annotations

import io
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from barcode import EAN13
from PIL import Image, ImageFilter

from koleksi import intake, photos
from koleksi.book import Entry
from koleksi.errors import UsageError
from koleksi.job.scan import Listing
from koleksi.page import lan
from koleksi.page import window as windows
from koleksi.page.app import make_app
from koleksi.page.desk import Desk
from koleksi.page.door import Door
from koleksi.page.phone import make_phone_app

HOST = "192.168.43.7:8000"
LELE = "9786020332956"
KDT = """Hasan, Umar
   Budidaya ikan lele / Umar Hasan. -- Jakarta : Pustaka Rakyat, 2011.
   x, 120 hlm. ; 21 cm.
   1. Lele.   I. Judul.
                       639.3
"""


def jpeg(page: Image.Image) -> bytes:
    kept = io.BytesIO()
    page.save(kept, "JPEG")
    return kept.getvalue()


def photo_of(number: str) -> bytes:
    bits = "0" * 11 + EAN13(number).build()[0] + "0" * 11
    line = Image.new("L", (len(bits), 1), 255)
    line.putdata([0 if bit == "1" else 255 for bit in bits])
    page = Image.new("L", (1200, 900), 150)
    page.paste(line.resize((len(bits) * 5, 220), Image.Resampling.NEAREST), (250, 300))
    return jpeg(page.filter(ImageFilter.GaussianBlur(1)))


NOTHING = jpeg(Image.new("L", (900, 700), 140))


class Phone:
    def __init__(self, folder: Path) -> None:
        self.desk, self.door = Desk(folder=folder), Door(frozenset({HOST}))
        self.app = make_phone_app(self.desk, self.door)
        self.client = self.app.test_client()

    def come_in(self) -> None:
        answer = self.client.get(f"/hp/?kunci={self.door.token}", base_url=f"http://{HOST}")
        assert answer.status_code == 302

    def get(self, path: str = "/hp/", code: int = 200) -> str:
        answer = self.client.get(path, base_url=f"http://{HOST}")
        assert answer.status_code == code, answer.text
        return answer.text

    def post(self, path: str, code: int = 302, **fields: Any) -> str:
        """The page that is shown next."""
        answer = self.client.post(path, base_url=f"http://{HOST}", data={"csrf": self.door.form_token, **fields})
        assert answer.status_code == code, answer.text
        return self.get() if code == 302 else answer.text

    def send(self, picture: bytes, name: str = "../../IMG.jpg") -> str:
        return self.post("/hp/", foto=(io.BytesIO(picture), name))

    @property
    def isbns(self) -> list[str]:
        return [row.isbn for row in Listing(self.desk.folder / "daftar" / "tambah.csv").load()]


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    one = Phone(tmp_path / "hasil")
    one.come_in()
    return one


def test_without_the_token_nothing_is_reached(tmp_path: Path) -> None:
    one = Phone(tmp_path / "hasil")
    assert "kode QR" in one.get(code=403)
    one.post("/hp/", 403, foto=(io.BytesIO(photo_of(LELE)), "a.jpg"))
    assert one.client.get(f"/hp/?kunci={one.door.token}", base_url="http://jahat.example").status_code == 403


def test_the_phone_reaches_its_own_pages_only(phone: Phone) -> None:
    rules = {rule.rule for rule in phone.app.url_map.iter_rules()}
    assert rules == {"/hp/", "/hp/ketik", "/hp/kdt", "/hp/static/<path:filename>"}
    for path in ("/", "/periksa/", "/serahkan/", "/static/page.css"):
        phone.get(path, 404)


def test_a_form_of_somebody_else_is_refused(phone: Phone) -> None:
    phone.post("/hp/ketik", 400, csrf="salah", baris=LELE)
    assert phone.isbns == []


def test_the_page_works_without_a_script(phone: Phone) -> None:
    text = phone.get()
    assert 'capture="environment"' in text and 'accept="image/*"' in text and "<script" not in text


def test_a_photo_is_recorded_and_answered(phone: Phone) -> None:
    text = phone.send(photo_of(LELE))
    assert phone.isbns == [LELE]
    assert "1 buku dicatat" in text and "belum dikenal: ketik judul" in text and "Enter" not in text
    assert [path.name for path in phone.desk.folder.rglob("*.jpg")] == []


def test_the_next_photo_of_the_book_after_is_recorded_too(phone: Phone) -> None:
    phone.send(photo_of(LELE))
    phone.send(photo_of("9789793062792"))
    assert phone.isbns == [LELE, "9789793062792"]


def test_a_title_may_be_typed(phone: Phone) -> None:
    text = phone.post("/hp/ketik", baris="Budidaya ikan lele")
    assert "Budidaya ikan lele" in text


@pytest.mark.parametrize("picture", [b"", b"kata", photo_of(LELE)[:3000]])
def test_what_is_no_picture_is_said(phone: Phone, picture: bytes) -> None:
    assert 'role="alert"' in phone.send(picture)
    assert phone.isbns == []


def test_a_photo_of_a_page_is_kept_under_a_name_of_our_own(phone: Phone) -> None:
    phone.send(photo_of(LELE))
    text = phone.send(NOTHING)
    assert "disimpan" in text
    kept = [path.relative_to(phone.desk.folder).as_posix() for path in phone.desk.folder.rglob("*.jpg")]
    assert kept == [f"halaman/{LELE}-001.jpg"]
    assert (phone.desk.folder / kept[0]).read_bytes() == NOTHING


def test_a_photo_never_takes_the_place_of_one_that_waits(phone: Phone) -> None:
    for _ in range(3):
        phone.send(NOTHING)
    folder = phone.desk.folder / "halaman"
    (folder / "tanpa-isbn-001.jpg").unlink()  # it was typed
    (folder / "tanpa-isbn-003.jpg").write_bytes(b"waits")
    phone.send(NOTHING)
    assert (folder / "tanpa-isbn-003.jpg").read_bytes() == b"waits"
    assert len(list(folder.iterdir())) == 3


def test_the_words_of_a_page_are_shown_for_correction(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "text_in", lambda picture: KDT)
    text = phone.send(NOTHING)
    assert "<textarea" in text and "Budidaya ikan lele" in text
    assert "Budidaya ikan nila" in phone.post("/hp/kdt", blok=KDT.replace("lele /", "nila /"))
    assert "<textarea" not in phone.get()


@pytest.mark.parametrize("number", ["", f"ISBN {LELE}"])
def test_a_page_takes_the_place_of_the_bare_number_of_its_book(phone: Phone, number: str) -> None:
    phone.send(photo_of(LELE))
    phone.post("/hp/kdt", blok=KDT + number)
    assert phone.isbns == []
    (entry,) = intake.read(phone.desk.folder / "daftar" / "tambah-kdt.txt")
    assert isinstance(entry, Entry)
    assert (entry.book.title, entry.book.isbn, len(entry.copies)) == ("Budidaya ikan lele", LELE, 1)


def test_a_page_of_another_book_leaves_the_book_before_it(phone: Phone) -> None:
    phone.send(photo_of(LELE))
    phone.post("/hp/kdt", blok=KDT + "ISBN 978-979-3062-79-2")
    assert phone.isbns == [LELE]


def test_a_title_typed_after_a_photo_is_that_books(phone: Phone) -> None:
    phone.send(photo_of(LELE))
    phone.post("/hp/ketik", baris="Budidaya ikan lele")
    (row,) = Listing(phone.desk.folder / "daftar" / "tambah.csv").load()
    assert (row.isbn, row.title) == (LELE, "Budidaya ikan lele")


def test_words_that_are_no_kdt_block_stay_to_be_corrected(phone: Phone) -> None:
    assert "zxqv" in phone.post("/hp/kdt", blok="zxqv plmk")


def test_a_photo_that_is_too_large_is_refused(phone: Phone) -> None:
    assert phone.app.config["MAX_CONTENT_LENGTH"] == 25 * 1024 * 1024
    phone.app.config["MAX_CONTENT_LENGTH"] = 3000
    assert "25 MB" in phone.post("/hp/", 413, foto=(io.BytesIO(photo_of(LELE)), "a.jpg"))
    assert phone.isbns == []


def test_the_pc_shows_the_code_and_the_kept_pages(phone: Phone) -> None:
    phone.send(NOTHING)
    door = Door(frozenset({"127.0.0.1:5000"}))
    app = make_app(phone.desk, door, phone=phone.door.address("/hp/"))
    client, base = app.test_client(), "http://127.0.0.1:5000"
    client.get(f"/?kunci={door.token}", base_url=base)
    text = client.get("/hp/", base_url=base).text
    assert phone.door.address("/hp/") in text and "tanpa-isbn-001.jpg" in text
    assert client.get("/hp/kode.svg", base_url=base).mimetype == "image/svg+xml"
    assert client.get("/hp/halaman/tanpa-isbn-001.jpg", base_url=base).data == NOTHING
    assert client.get("/hp/halaman/..%2Fdaftar%2Ftambah.csv", base_url=base).status_code == 404
    assert 'href="/hp/"' in client.get("/tambah/", base_url=base).text


def test_the_tab_is_there_only_with_a_phone(tmp_path: Path) -> None:
    door = Door(frozenset({"127.0.0.1:5000"}))
    client = make_app(Desk(folder=tmp_path), door).test_client()
    client.get(f"/?kunci={door.token}", base_url="http://127.0.0.1:5000")
    assert 'href="/hp/"' not in client.get("/tambah/", base_url="http://127.0.0.1:5000").text


def test_the_window_has_an_address_for_the_phone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "lan_address", lambda: "127.0.0.1")
    with windows.opened(tmp_path / "hasil", phone=True) as window:
        assert window.phone.port != window.server.port
    with windows.opened(tmp_path / "hasil") as window:
        assert window.phone is None


@pytest.mark.parametrize(("addresses", "found"), [(["8.8.8.8", "192.168.1.4"], "192.168.1.4"), (["127.0.0.1"], "")])
def test_only_an_address_of_the_local_network_is_served(
    addresses: list[str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lan, "_way_out", list)
    monkeypatch.setattr(socket, "gethostbyname_ex", lambda name: (name, [], addresses))
    if found:
        assert lan.lan_address() == found
    else:
        with pytest.raises(UsageError, match="Wi-Fi"):
            lan.lan_address()


def test_two_photos_at_once_are_both_recorded(phone: Phone) -> None:
    others = [phone.app.test_client() for _ in range(2)]
    for client in others:
        client.get(f"/hp/?kunci={phone.door.token}", base_url=f"http://{HOST}")

    def send(client: Any, number: str) -> None:
        data = {"csrf": phone.door.form_token, "foto": (io.BytesIO(photo_of(number)), "a.jpg")}
        client.post("/hp/", base_url=f"http://{HOST}", data=data)

    numbers = (LELE, "9789793062792")
    threads = [threading.Thread(target=send, args=pair) for pair in zip(others, numbers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(phone.isbns) == sorted(numbers)
