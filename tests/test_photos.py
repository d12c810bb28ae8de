"""Photos of bar codes and pages: what is read, what is only suggested, what is refused, and how a folder of them is a
source of the main job."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from barcode import EAN13
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFilter

from koleksi import photos
from koleksi._photos.second import Read, confirmed
from koleksi._photos.text import Word, in_lines
from koleksi._photos.where import places
from koleksi.cli.root import cli
from koleksi.errors import InputError
from koleksi.job.photos.heard import heard
from koleksi.job.sources import gather

LELE, BUMI = "9786020332956", "9789793062792"
PRICE = "8991234567890"


def price() -> str:
    from koleksi.isbn import ean_check

    return PRICE[:12] + ean_check(PRICE[:12])


def bars(number: str, module: int = 4, height: int = 160) -> Image.Image:
    bits = "0" * 11 + EAN13(number).build()[0] + "0" * 11
    line = Image.new("L", (len(bits), 1), 255)
    line.putdata([0 if bit == "1" else 255 for bit in bits])
    return line.resize((len(bits) * module, height), Image.Resampling.NEAREST)


def cover(*numbers: str, turn: float = 0, blur: float = 1.0, size: tuple[int, int] = (1500, 1100)) -> Image.Image:
    """A grey cover with codes below one another, as a phone would see it."""
    page = Image.new("L", size, 150)
    for n, number in enumerate(numbers):
        code = bars(number)
        page.paste(code, (size[0] // 2 - code.width // 2, 120 + n * 420))
    return page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=90).filter(ImageFilter.GaussianBlur(blur))


def jpeg(page: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    kept = io.BytesIO()
    page.save(kept, kind, **how)
    return kept.getvalue()


@pytest.mark.parametrize("turn", [0, 17, 45, 90, 133, 180, 270, 315])
def test_a_code_is_read_whatever_the_turn_of_the_phone(turn: float) -> None:
    assert photos.isbn_in(jpeg(cover(LELE, turn=turn, size=(1500, 1500)))) == photos.Reading(isbn=LELE)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_the_pictures_of_phones_are_read(kind: str) -> None:
    assert photos.isbn_in(jpeg(cover(LELE).convert("RGB"), kind)).isbn == LELE


def test_a_dark_and_grainy_photo_is_read() -> None:
    dark = cover(LELE).point(lambda value: value // 6 + 10)
    grain = Image.effect_noise(dark.size, 14)
    assert photos.isbn_in(jpeg(Image.blend(dark, grain, 0.3))).isbn == LELE


def test_the_isbn_is_told_from_the_code_of_a_price() -> None:
    assert photos.isbn_in(jpeg(cover(price(), LELE))) == photos.Reading(isbn=LELE, others=(price(),))
    assert photos.isbn_in(jpeg(cover(price()))) == photos.Reading(others=(price(),))


def test_two_books_in_one_photo_are_asked_about() -> None:
    found = photos.isbn_in(jpeg(cover(LELE, BUMI)))
    assert (found.isbn, sorted(found.perhaps)) == ("", [LELE, BUMI])


def test_stripes_and_an_empty_page_are_no_isbn() -> None:
    page = Image.new("L", (1400, 1000), 230)
    draw = ImageDraw.Draw(page)
    for x in range(200, 1100, 18):
        draw.rectangle((x, 300, x + 7, 600), fill=20)
    assert photos.isbn_in(jpeg(page)) == photos.Reading()
    assert photos.isbn_in(jpeg(Image.new("L", (300, 200), 128))) == photos.Reading()
    assert photos.isbn_in(jpeg(Image.new("L", (5, 5), 128))) == photos.Reading()


def test_a_number_outside_the_allotted_ranges_is_no_isbn() -> None:
    from koleksi.isbn import ean_check

    twelve = "978699999999"
    assert photos.isbn_in(jpeg(cover(twelve + ean_check(twelve)))).isbn == ""


def test_the_second_reading_refuses_another_number() -> None:
    cutting = bars(LELE).filter(ImageFilter.GaussianBlur(2))
    left, right = 11 * 4.0, 106 * 4.0
    corners = ((left, 0.0), (right, 0.0), (right, 160.0), (left, 160.0))
    assert confirmed(cutting, Read(LELE, corners))
    for wrong in ("9786020332963", "9786023032956", BUMI):
        assert not confirmed(cutting, Read(wrong, corners))


def test_a_field_of_bars_is_found_with_its_direction() -> None:
    (place, *_) = places(cover(LELE, size=(1000, 700)))
    assert abs(place.x - 500) < 20 and abs(place.y - 200) < 20
    assert abs(place.angle) < 0.05 and place.across > place.along > 100


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


BROKEN = {
    "empty": (b"", "0 byte"),
    "only zeros": (b"\0" * 300, "0 byte"),
    "words": (b"Judul;Pengarang\n", "bukan foto"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
    "cut off": (jpeg(cover(LELE))[:9000], "rusak"),
    "only a head": (b"\xff\xd8\xff\xe0", "rusak"),
    "png head": (b"\x89PNG\r\n\x1a\n\0\0", "rusak"),
    "sound, no picture": (b"RIFF\0\0\0\0WAVEfmt ", "bukan foto"),
    "bomb": (bomb(), "60000 x 60000"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_picture_is_refused_with_a_sentence(name: str) -> None:
    data, said = BROKEN[name]
    with pytest.raises(InputError, match=said):
        photos.isbn_in(data)


@pytest.mark.parametrize("at", range(0, 4000, 97))
def test_a_damaged_picture_never_stops_the_program(at: int) -> None:
    whole = bytearray(jpeg(cover(LELE, size=(700, 500)), quality=40))
    at %= len(whole)
    whole[at : at + 6] = b"\x00\xff\xd9\xff\x00\x13"
    try:
        found = photos.isbn_in(bytes(whole))
    except InputError:
        return
    assert found.isbn in ("", LELE)


# a folder of photos as a source


def folder(tmp_path: Path, **pictures: bytes) -> Path:
    place = tmp_path / "foto"
    place.mkdir()
    for name, data in pictures.items():
        (place / f"{name}.jpg").write_bytes(data)
    return place


def test_a_folder_of_photos_is_a_source(tmp_path: Path) -> None:
    nothing = jpeg(Image.new("L", (900, 700), 140))
    place = folder(
        tmp_path, a=jpeg(cover(LELE)), b=nothing, c=jpeg(cover(BUMI)), d=jpeg(cover(LELE, BUMI)), e=b"", f=nothing,
        g=jpeg(cover(price())),
    )  # fmt: skip
    found, problems = gather([place])
    assert [(entry.book.isbn, Path(entry.source).name, len(entry.copies)) for entry in found] == [
        (LELE, "a.jpg", 1), (BUMI, "c.jpg", 1)]  # fmt: skip
    assert [one.code for entry in found for one in entry.problems] == ["title-missing"] * 2
    assert [(one.code, Path(one.source).name) for one in problems] == [
        ("photo-unread", "b.jpg"), ("photo-several", "d.jpg"), ("photo-damaged", "e.jpg"), ("photo-twice", "f.jpg"),
        ("photo-no-isbn", "g.jpg"),
    ]  # fmt: skip
    assert "a.jpg" in problems[0].what.id


def test_where_the_reader_cannot_be_loaded_it_is_said_what_to_install(tmp_path: Path) -> None:
    """A new Windows has not Microsoft's C++ library, which the reader needs."""
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    without = "import sys; sys.modules['zxingcpp'] = None; from koleksi.cli.root import main; main()"
    words = ("process", str(tmp_path / "foto.jpg"), "--out", str(tmp_path / "hasil"), "--lang", "id")
    done = subprocess.run([sys.executable, "-c", without, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "Visual C++ Redistributable" in done.stderr and "Traceback" not in done.stderr


def test_a_photo_by_itself_and_beside_a_list(tmp_path: Path) -> None:
    place = folder(tmp_path, a=jpeg(cover(LELE)))
    (place / "daftar.csv").write_text("Judul;Pengarang\nBumi;Tere Liye\n", encoding="utf-8")
    found, problems = gather([place / "a.jpg"])
    assert ([entry.book.isbn for entry in found], problems) == ([LELE], [])
    found, problems = gather([place])
    assert [entry.book.title or entry.book.isbn for entry in found] == ["Bumi", LELE]


def test_a_dry_run_names_the_photos(tmp_path: Path) -> None:
    said = CliRunner().invoke(cli, ["process", str(folder(tmp_path, a=b"x")), "--dry-run"])
    assert (said.exit_code, "a.jpg: foto" in said.output) == (0, True), said.output


def test_the_same_isbn_in_two_photos_is_two_copies(tmp_path: Path) -> None:
    found, problems = gather([folder(tmp_path, a=jpeg(cover(LELE)), b=jpeg(cover(LELE, turn=5)))])
    assert ([entry.book.isbn for entry in found], problems) == ([LELE, LELE], [])


KDT = """Perpustakaan Nasional : Katalog Dalam Terbitan (KDT)

Hasan, Umar
   Budidaya ikan lele / Umar Hasan. -- Jakarta : Pustaka Rakyat, 2011.
   x, 120 hlm. ; 21 cm.
   {isbn}
   1. Lele.   I. Judul.
                       639.3
"""


def pages(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(photos, "text_in", lambda picture: text)


def test_a_page_belongs_to_the_book_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, KDT.format(isbn=""))
    found, problems = gather([folder(tmp_path, a=jpeg(cover(LELE)), b=jpeg(Image.new("L", (900, 700), 140)))])
    ((entry,), left) = found, problems
    assert (entry.book.isbn, entry.book.title, len(entry.copies)) == (LELE, "Budidaya ikan lele", 1)
    assert (left, [Path(one.source).name for one in entry.problems if one.code == "photo-page"]) == ([], ["b.jpg"])
    assert "title-missing" not in [one.code for one in entry.problems]


def test_a_page_of_another_book_is_a_row_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, KDT.format(isbn="ISBN 978-979-3062-79-2"))
    found, _ = gather([folder(tmp_path, a=jpeg(cover(LELE)), b=jpeg(Image.new("L", (900, 700), 140)))])
    assert [(entry.book.isbn, entry.book.title) for entry in found] == [(LELE, ""), (BUMI, "Budidaya ikan lele")]


def test_words_of_a_page_stand_in_lines() -> None:
    words = [Word("ISBN", 40, 88, 20), Word("/ Umar Hasan", 300, 42, 20), Word("Budidaya ikan lele", 40, 38, 20)]
    assert in_lines(words) == "Budidaya ikan lele / Umar Hasan\nISBN"


def test_a_printed_page_is_read_with_the_extra() -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    from importlib import resources

    from PIL import ImageFont

    face = resources.files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"
    page = Image.new("RGB", (1300, 700), "white")
    text = KDT.format(isbn="ISBN 978-979-3062-79-2")
    ImageDraw.Draw(page).multiline_text((60, 40), text, "black", ImageFont.truetype(str(face), 34))
    from koleksi.kdt import parse

    assert parse(photos.text_in(jpeg(page))).book.title == "Budidaya ikan lele"


@pytest.mark.parametrize(
    ("picture", "isbn", "said"),
    [
        (jpeg(cover(LELE)), LELE, ""),
        (jpeg(cover(LELE, BUMI)), "", "Foto satu-satu"),
        (jpeg(cover(price())), "", "978 atau 979"),
        (jpeg(Image.new("L", (900, 700), 140)), "", "Tidak ada ISBN"),
        (b"x", "", "bukan foto"),
    ],
)  # fmt: skip
def test_a_phone_is_told_what_to_do(picture: bytes, isbn: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, "")
    told = heard(picture)
    assert told.isbn == isbn
    assert said in told.say.id if said else told.say.id == ""


def test_a_phone_gets_the_words_of_a_page_to_correct(monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, KDT.format(isbn=""))
    told = heard(jpeg(Image.new("L", (900, 700), 140)))
    assert (told.isbn, told.page) == ("", True) and "Budidaya ikan lele" in told.text
