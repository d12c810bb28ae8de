"""One bad cell never stops a job: it is a problem on its row, and the rows beside it arrive as they were typed."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest

from koleksi import dedupe, intake, process
from koleksi.book import Book, Entry, Problem
from koleksi.errors import InputError
from koleksi.exports import slims
from koleksi.job.memory.identity import with_new_keys

HEADINGS = {
    "title": "Judul", "subtitle": "Anak Judul", "authors": "Pengarang", "translator": "Penerjemah",
    "editor": "Penyunting",
    "publisher": "Penerbit", "place": "Tempat Terbit", "year": "Tahun", "edition": "Edisi", "printing": "Cetakan",
    "isbn": "ISBN", "issn": "ISSN", "language": "Bahasa", "subjects": "Subjek", "ddc": "No Klasifikasi",
    "class": "Kelas",
    "semester": "Semester", "call_number": "Nomor Panggil", "extent": "Jumlah Halaman", "height_cm": "Tinggi",
    "series": "Seri", "volume": "Jilid", "audience": "Sasaran", "summary": "Ringkasan", "notes": "Catatan",
    "count": "Jumlah Eks",
    "accession": "Nomor Induk", "barcode": "Barcode", "source": "Sumber", "source_name": "Donatur",
    "price": "Harga", "received": "Tanggal Terima", "location": "Lokasi", "condition": "Kondisi", "unknown": "Zzqq",
}  # fmt: skip
NASTY = {
    "400 digits": "9" * 400,
    "5,000 digits": "7" * 5_000,
    "5,000 zeros": "0" * 5_000,
    "rupiah": "Rp " + "9" * 5_000 + ",00",
    "decimals": "1." + "3" * 5_000,
    "infinite": "1e309",
    "digits of other scripts": "\u0662\u0660\u0660\u0665 \u00b2\u2070 \u2460 \u00bd",
    "no day": "31/02/2005",
    "brackets": "(" * 2_000,
    "braces": "{0}{title}" * 300,
    "codes": "<A>" * 3_000,
    "surrogate": "a\ud800b",
    "zero byte": "a\0b",
    "controls": "\x01\x02\x1d\x1e\x1f",
    "marks": "e\u0301\u0302" * 500,
    "separators": "; " * 2_000,
    "long": "lorem ipsum " * 25_000,
    "volume": "Jilid " + "9" * 1_000,
    "size": "1" * 5_000 + " x " + "2" * 5_000 + " cm",
    "formula": "=cmd|'/c calc'!A1",
    "script": "<script>alert(1)</script>",
}
GOOD = (
    {"title": "Laskar Pelangi", "authors": "Andrea Hirata", "publisher": "Bentang", "year": "2005"},
    {"title": "Bumi Manusia", "authors": "Pramoedya Ananta Toer", "publisher": "Hasta Mitra", "year": "1980"},
)


def a_list(path: Path, field: str, value: str) -> Path:
    """Three rows, of which the middle one has the value under a field."""
    fields = list(dict.fromkeys(["title", "authors", "publisher", "year", field]))
    middle = {"title": f"Dongeng {field}", "authors": "Budi Rahman", "publisher": "Mizan", "year": "1999", field: value}
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS[name] for name in fields)
        writer.writerows([row.get(name, "") for name in fields] for row in (GOOD[0], middle, GOOD[1]))
    return path


def read(path: Path) -> tuple[list[Entry], list[Problem]]:
    items = list(intake.read(path))
    return [one for one in items if isinstance(one, Entry)], [one for one in items if isinstance(one, Problem)]


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_a_bad_cell_in_any_column_leaves_the_rows_beside_it_as_they_are(value: str, tmp_path: Path) -> None:
    for field in HEADINGS:
        entries, problems = read(a_list(tmp_path / "daftar.csv", field, value))
        books = {entry.row: entry.book for entry in entries}
        for row, good in ((2, GOOD[0]), (4, GOOD[1])):
            assert (books[row].title, *books[row].authors, books[row].publisher, str(books[row].year)) == (
                *good.values(),
            )
        assert 3 in books or any(problem.row == 3 for problem in problems), field


@pytest.mark.parametrize("name", ["400 digits", "5,000 digits", "codes", "zero byte", "surrogate", "long", "marks"])
def test_a_job_with_a_bad_cell_in_every_column_writes_all_files(name: str, tmp_path: Path) -> None:
    lists = [a_list(tmp_path / f"{field}.csv", field, NASTY[name]) for field in HEADINGS]
    process.run(lists, tmp_path / "hasil")
    written = (tmp_path / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8")
    assert "Laskar Pelangi" in written and "Bumi Manusia" in written
    assert (tmp_path / "hasil" / "label.pdf").exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("price", "9" * 400, "price"),
        ("title", "7" * 5_000, "cell-long"),
        ("volume", "1" * 1_000, "cell-long"),
        ("authors", "(" * 2_001, "cell-long"),
        ("ddc", "x" * 10_000, "cell-long"),
        ("ddc", "813." + "9" * 100, "class"),
        ("year", "2" * 30, "year"),
        ("count", "999999999999", "count"),
        ("received", "31/02/2005", "received"),
        ("received", "2005-13-45", "received"),
        ("barcode", "<A>" * 501, "count"),
    ],
)
def test_what_a_cell_cannot_be_is_said_on_its_row(field: str, value: str, code: str, tmp_path: Path) -> None:
    entries, _ = read(a_list(tmp_path / "daftar.csv", field, value))
    said = {(entry.row, problem.code, problem.column) for entry in entries for problem in entry.problems}
    assert (3, code, HEADINGS[field]) in said
    assert all(len(problem.value) <= 500 or code == "price" for entry in entries for problem in entry.problems)


@pytest.mark.parametrize("day", ["2024", "Maret 2024", "2024-03", "31/12/2024", "31 Desember 2024", "lama", ""])
def test_a_day_a_month_a_year_and_a_word_are_no_problem(day: str, tmp_path: Path) -> None:
    entries, _ = read(a_list(tmp_path / "daftar.csv", "received", day))
    assert [problem.code for entry in entries for problem in entry.problems] == []


def test_zero_bytes_are_taken_out_counted_and_told(tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_bytes(b"Judul,Pengarang\nLaskar Pelangi,Andrea\nBumi\0 Man\0usia,Pram\n")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    told = (tmp_path / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")
    assert "daftar.csv;3;;2;control-characters" in told
    assert "Bumi Manusia" in (tmp_path / "hasil" / "slims_biblio.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"Judul\n" + b"\0" * 5_000])
def test_bytes_that_are_no_text_are_no_list(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_bytes(data)
    with pytest.raises(InputError):
        read(tmp_path / "daftar.csv")


@pytest.mark.parametrize("line", ["," * 16_000, ",".join(f"k{n}" for n in range(16_000)), "," * 2_000_000])
@pytest.mark.parametrize("first", [True, False])
def test_a_line_of_thousands_of_cells_is_a_sentence(line: str, first: bool, tmp_path: Path) -> None:
    rows = [line, "Judul,Pengarang", "Bumi,Pram"] if first else ["Judul,Pengarang", "Bumi,Pram", line]
    (tmp_path / "daftar.csv").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(InputError, match="kolom"):
        read(tmp_path / "daftar.csv")


# workbooks


def without_dimension(path: Path, far: str, dimension: str = "") -> Path:
    """A workbook of one book and a cell far out, whose sheet says nothing of its size, or something false."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Judul", "Pengarang"), ("Laskar Pelangi", "Andrea Hirata")):
        book.active.append(row)
    book.active[far] = "jauh"
    book.save(path.with_suffix(".tmp"))
    with zipfile.ZipFile(path.with_suffix(".tmp")) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before, _, rest = data.partition(b"<dimension")
                data = before + dimension.encode() + rest[rest.index(b"/>") + 2 :]
            new.writestr(name, data)
    return path


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:B2"/>', '<dimension ref="A1:XFD1048576"/>'])
def test_a_cell_far_out_is_a_sentence_whatever_the_sheet_says_of_its_size(dimension: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="XFD1048576"):
        read(without_dimension(tmp_path / "daftar.xlsx", "XFD1048576", dimension))
    entries, _ = read(without_dimension(tmp_path / "b.xlsx", "D3", '<dimension ref="A1:B2"/>'))
    assert entries[0].book.title == "Laskar Pelangi"


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
ROW = "<table:table-row{}>{}</table:table-row>"
HEADING = ROW.format("", CELL.format("", "Judul") + CELL.format("", "Pengarang"))
BOOK = CELL.format("", "Laskar Pelangi") + CELL.format("", "Andrea Hirata")


def open_document(path: Path, rows: str, end: str = "</office:document-content>") -> Path:
    namespaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"{namespaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Buku">{rows}</table:table></office:spreadsheet></office:body>'
        f"{end}"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


@pytest.mark.parametrize(
    "rows",
    [
        HEADING + ROW.format(' table:number-rows-repeated="1000000"', BOOK),
        HEADING + ROW.format("", CELL.format(' table:number-columns-repeated="99999999999"', "x")),
        HEADING + ROW.format(' table:number-rows-repeated="9000000"', EMPTY) + ROW.format("", BOOK),
    ],
    ids=["rows", "columns", "gap"],
)
def test_rows_and_columns_repeated_without_end_are_a_sentence(rows: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"diulang|terlalu luas"):
        read(open_document(tmp_path / "daftar.ods", rows))


def test_the_million_empty_rows_below_every_sheet_of_libreoffice_count_for_nothing(tmp_path: Path) -> None:
    rows = HEADING + ROW.format("", BOOK + EMPTY) + ROW.format(' table:number-rows-repeated="1048573"', EMPTY)
    entries, _ = read(open_document(tmp_path / "daftar.ods", rows))
    assert [entry.book.title for entry in entries] == ["Laskar Pelangi"]


def test_a_sheet_that_was_cut_off_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rusak"):
        read(open_document(tmp_path / "daftar.ods", HEADING + ROW.format("", BOOK), end=""))


# many rows that say the same


def test_20_000_rows_of_one_book_are_one_group_at_once() -> None:
    found = dedupe.groups([Book(title="Laskar Pelangi", authors=("Andrea Hirata",), year=2005)] * 20_000)
    assert [len(group.members) for group in found.groups] == [20_000]


def test_rows_kept_apart_by_a_person_stay_apart_among_thousands_alike() -> None:
    found = dedupe.groups(
        [Book(title="Laskar Pelangi", authors=("Andrea Hirata",))] * 2_000, decided={(3, 7): "different"}
    )
    assert not any({3, 7} <= set(group.members) for group in found.groups)


def test_20_000_rows_that_say_the_same_get_keys_and_titles_at_once() -> None:
    keys = with_new_keys([""] * 20_000, ["a"] * 20_000, {"a", "a.2"}, {})
    assert (keys[0], keys[1], len(set(keys))) == ("a.3", "a.4", 20_000)
    data, _ = slims.biblio_csv([(Book(title="Kamus"), ())] * 20_000)
    assert data.count(b'"Kamus"') == 20_000
