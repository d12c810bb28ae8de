"""The accession register: what is printed, page by page, and how it goes on on the second day."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from koleksi import process
from koleksi.book import Book, Copy
from koleksi.cards import LINES
from koleksi.job import register
from koleksi.job.register_print import Laid, pages, write

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def stock(count: int, *, price: int | None = 1000) -> list[tuple[Book, Copy]]:
    return [
        (
            Book(title=f"Judul {n}", authors=("Dewi Kartika",), year=2020),
            Copy(accession=f"{n:05d}/H/2026", barcode=f"B{n:07d}", price=price, received="2026-01-02"),
        )
        for n in range(1, count + 1)
    ]


def pdf(laid: list[Laid], library: str, paper: str) -> bytes:
    stream = io.BytesIO()
    write(stream, laid, library, paper)
    return stream.getvalue()


def text_of(content: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(("paper", "size"), [("f4", (935, 609)), ("a4", (842, 595))])
def test_each_page_lies_and_has_title_headings_totals_and_its_number(paper: str, size: tuple[int, int]) -> None:
    content = pdf(pages(stock(LINES + 3)), "Pustaka Melati", paper)
    with pypdfium2.PdfDocument(content) as document:
        assert [tuple(map(round, page.get_size())) for page in document] == [size, size]
    first, last = text_of(content)
    for page in (first, last):
        assert "Nomor induk" in page and "BUKU INDUK PERPUSTAKAAN: Pustaka Melati" in page
    assert "Halaman 1 dari 2" in first and f"Jumlah halaman ini: {LINES} eksemplar, Rp {LINES}.000" in first
    assert f"Jumlah sampai halaman ini: {LINES + 3} eksemplar, Rp {LINES + 3}.000" in last
    assert "Mengetahui" in last and "Mengetahui" not in first
    assert "02-01-2026" in first and "00001/H/2026" in first


def test_the_second_day_goes_on_on_the_last_page_which_is_printed_again_in_full() -> None:
    items = stock(LINES + 5)
    new = {copy.barcode for _, copy in items[LINES + 2 :]}
    (page,) = pages(items, new)
    assert page.number == 2 and page.of == 2 and len(page.items) == 5
    assert f"{LINES + 1}" in text_of(pdf([page], "P", "f4"))[0]


def test_what_is_too_long_for_its_cell_is_set_in_two_lines_and_then_cut() -> None:
    long = Book(title="Pengantar " * 40, authors=("Nama Yang Panjang Sekali " * 8,))
    (page,) = text_of(pdf(pages([(long, Copy(accession="1"))]), "P", "f4"))
    assert "…" in page


def test_letters_of_other_scripts_are_drawn() -> None:
    arabic = Book(title="كتاب التوحيد", authors=("محمد",))
    assert pdf(pages([(arabic, Copy(accession="1"))]), "P", "f4").startswith(b"%PDF")


def test_without_a_copy_there_is_an_empty_page() -> None:
    assert len(text_of(pdf(pages([]), "P", "f4"))) == 1


def test_the_workbook_prints_lying_one_page_wide_with_its_heading_repeated_and_totals_of_pages() -> None:
    items = stock(LINES + 1)
    stream = io.BytesIO()
    register.write(stream, items, laid=pages(items))
    book = openpyxl.load_workbook(stream)
    sheet = book["Buku Induk"]
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 14
    assert sheet.page_setup.fitToWidth in (1, None) and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    rows = list(book["Halaman"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == (1, "00001/H/2026", f"{LINES:05d}/H/2026", LINES, LINES * 1000, LINES, LINES * 1000, 0)
    assert rows[1][0] == 2 and rows[1][5] == LINES + 1
    assert any("Mengetahui," in row for row in rows)


def test_new_copies_keep_their_place_in_the_whole(tmp_path: Path) -> None:
    heading = "Judul,Pengarang\n"
    (tmp_path / "daftar.csv").write_text(f"{heading}Tanah,Dewi Kartika\n", encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    (tmp_path / "daftar.csv").write_text(f"{heading}Tanah,Dewi Kartika\nSawah,Dewi Kartika\n", encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    new = openpyxl.load_workbook(tmp_path / "hasil" / "baru" / "buku_induk.xlsx")["Buku Induk"]
    assert [(row[0], row[6]) for row in new.iter_rows(min_row=2, values_only=True)] == [(2, "Sawah")]
    (page,) = text_of((tmp_path / "hasil" / "baru" / "buku_induk.pdf").read_bytes())
    assert "Tanah" in page and "Sawah" in page


def day(folder: Path, *titles: str, date: str = "1767225600", copies: int = 1) -> Path:
    """The register of a list of these titles, on the day of a number of seconds."""
    rows = "".join(f"{title},Dewi Kartika,{copies}\n" for title in titles)
    (folder / "daftar.csv").write_text(f"Judul,Pengarang,Jumlah\n{rows}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", date)
        process.run([folder / "daftar.csv"], folder / "hasil")
    return folder / "hasil"


def lines_of(folder: Path) -> list[tuple[object, ...]]:
    """No, barcode, title, remark: of what is there, and of what is in no list now."""
    book = openpyxl.load_workbook(folder / "buku_induk.xlsx")
    sheets = [book[name] for name in ("Buku Induk", "Di luar daftar") if name in book.sheetnames]
    rows = (row for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True))
    return sorted((row[0], row[3], row[6], row[20]) for row in rows)


TEN_DAYS_LATER, MONTH_LATER = "1768089600", "1769904000"


def test_a_withdrawn_copy_keeps_its_line_with_the_day_so_that_no_page_shifts(tmp_path: Path) -> None:
    day(tmp_path, "Tanah", "Sawah", "Ladang")
    folder = day(tmp_path, "Tanah", "Ladang", date=TEN_DAYS_LATER)
    expected = [
        (1, "B0000001", "Tanah", None), (2, "B0000002", "Sawah", "dicabut 11-01-2026"), (3, "B0000003", "Ladang", None)
    ]  # fmt: skip
    assert lines_of(folder) == expected
    shelf = openpyxl.load_workbook(folder / "buku_induk.xlsx")["Buku Induk"]
    assert [row[3].value for row in shelf.iter_rows(min_row=2)] == ["B0000001", "B0000003"], "what programs count"
    (page,) = text_of((folder / "buku_induk.pdf").read_bytes())
    assert "dicabut 11-01-2026" in page.replace("\r\n", " ") and "3 eksemplar, 1 di antaranya dicabut" in page
    assert "B0000002" not in (folder / "slims_item.csv").read_text(encoding="utf-8-sig")
    first = {path.name: path.read_bytes() for path in folder.glob("buku_induk.*")}
    day(tmp_path, "Tanah", "Ladang", date=MONTH_LATER)
    assert {path.name: path.read_bytes() for path in folder.glob("buku_induk.*")} == first
    day(tmp_path, "Tanah", "Ladang", "Sawah", date=MONTH_LATER)
    assert [line[3] for line in lines_of(folder)] == [None] * 3
    assert [line[1] for line in lines_of(folder)] == ["B0000001", "B0000002", "B0000003"]


def test_of_a_row_with_fewer_copies_the_last_ones_are_withdrawn(tmp_path: Path) -> None:
    day(tmp_path, "Tanah", "Sawah", copies=2)
    folder = day(tmp_path, "Tanah", "Sawah", copies=1, date=TEN_DAYS_LATER)
    assert [line[3] for line in lines_of(folder)] == [None, "dicabut 11-01-2026"] * 2


def test_a_page_that_goes_on_shows_the_withdrawn_copy_in_its_place(tmp_path: Path) -> None:
    day(tmp_path, "Tanah", "Sawah")
    folder = day(tmp_path, "Sawah", "Ladang", date=TEN_DAYS_LATER)
    (page,) = text_of((folder / "baru" / "buku_induk.pdf").read_bytes())
    assert "Tanah" in page and "Sawah" in page and "Ladang" in page
    assert [line[0] for line in lines_of(folder / "baru")] == [3]


def test_numbers_of_a_run_that_was_undone_are_no_books_of_the_register(tmp_path: Path) -> None:
    from koleksi.job.memory.folder import take_back

    day(tmp_path, "Tanah")
    folder = day(tmp_path, "Tanah", "Sawah")
    take_back(folder)
    assert [line[2] for line in lines_of(day(tmp_path, "Tanah"))] == ["Tanah"]
