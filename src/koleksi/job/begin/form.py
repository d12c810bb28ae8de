"""``Formulir.xlsx``: an empty list of books with drop-downs, three examples, and help beside every cell."""

from __future__ import annotations

import datetime
import io
from typing import Any, NamedTuple

from koleksi._terms.form_examples import examples
from koleksi.book import Lang, Text
from koleksi.exports.every_system import SteadyWorkbook

__all__ = ["FORM", "workbook"]

FORM = "Formulir.xlsx"
_LINES = 2000  # rows that have drop-downs and help
_BORN = datetime.datetime(2000, 1, 1)  # XlsxWriter would write the clock into the file
_SHEET, _HELP = Text("Buku", "Books"), Text("Petunjuk", "Help")
_EXAMPLE = Text("contoh", "example")


class _Column(NamedTuple):
    """``example``: its name in ``form_examples.csv``; ``choices``: of its drop-down, other words are taken too."""

    example: str
    heading: Text
    width: int
    help: Text
    choices: tuple[str, ...] = ()
    text: bool = True  # False: a number may be reckoned with


_COLUMNS = (
    _Column("title", Text("Judul", "Title"), 46, Text(
        "Wajib, kecuali ISBN diisi. Seperti di halaman judul, dengan kelas dan semester.",
        "Needed, unless there is an ISBN. As on the title page, with grade and semester.")),
    _Column("author", Text("Pengarang", "Author"), 26, Text(
        "Nama seperti di buku. Lebih dari satu: pisahkan dengan titik koma (;).",
        "The name as in the book. More than one: put a semicolon (;) between them.")),
    _Column("publisher", Text("Penerbit", "Publisher"), 22, Text("Boleh kosong.", "May be empty.")),
    _Column("place", Text("Kota Terbit", "Place"), 14, Text("Boleh kosong.", "May be empty.")),
    _Column("year", Text("Tahun", "Year"), 8, Text("Empat angka: 2017.", "Four digits: 2017."), text=False),
    _Column("isbn", Text("ISBN", "ISBN"), 18, Text(
        "10 atau 13 angka di sampul belakang, dengan atau tanpa garis. Boleh kosong.",
        "10 or 13 digits on the back cover, with or without strokes. May be empty.")),
    _Column("volume", Text("Jilid", "Volume"), 10, Text("Jilid 1, Bagian 2; boleh kosong.",
                                                        "Vol. 1, Part 2; may be empty.")),
    _Column("copies", Text("Jumlah", "Copies"), 8, Text(
        "Berapa buku yang sama. Kosong: satu.", "How many of the same book. Empty: one."), text=False),
    _Column("source", Text("Asal", "Source"), 12, Text(
        "Pilih, atau ketik kata lain. Kosong: seperti di koleksi.toml.",
        "Choose, or type another word. Empty: as in koleksi.toml."),
        ("hibah", "sumbangan", "wakaf", "beli", "BOS", "tukar")),
    _Column("donor", Text("Pemberi", "Donor"), 20, Text("Nama pemberi atau toko. Boleh kosong.",
                                                        "Name of the donor or shop. May be empty.")),
    _Column("price", Text("Harga", "Price"), 12, Text("Rupiah, angka saja: 45000.", "Rupiah, digits only: 45000."),
            text=False),
    _Column("language", Text("Bahasa", "Language"), 12, Text(
        "Pilih, atau ketik bahasa lain. Kosong: bahasa Indonesia.", "Choose, or type another one. Empty: Indonesian."),
        ("Indonesia", "Inggris", "Arab", "Jawa", "Sunda", "Melayu")),
    _Column("condition", Text("Kondisi", "Condition"), 16, Text(
        "Pilih, atau ketik sendiri. Boleh kosong.", "Choose, or type your own. May be empty."),
        ("baik", "rusak ringan", "rusak berat", "sampul sobek")),
)  # fmt: skip
_NUMBER = Text("No", "No.")
_LINES_OF_HELP = (
    Text("Satu baris satu judul. Yang wajib hanya Judul atau ISBN; kolom lain boleh kosong.",
         "One row a title. Only Title or ISBN is needed; every other column may be empty."),
    Text("Tiga baris pertama adalah contoh: judulnya mulai dengan \"Contoh:\". Boleh dihapus, boleh "
         "dibiarkan: tidak dihitung.",
         "The first three rows are examples: their titles begin with \"Example:\". Delete them or leave them: they are "
         "not counted."),
    Text("Nomor induk, barcode, nomor kelas dan label dibuat oleh program: tidak perlu diketik.",
         "Accession numbers, barcodes, classes and labels are made by the program: do not type them."),
    Text("Setiap sel menunjukkan bantuannya bila dipilih. Kolom dengan panah punya pilihan; kata lain juga diterima.",
         "Every cell shows its help when it is selected. Columns with an arrow have choices; others are taken too."),
    Text("Jangan mengubah nama kolom di baris pertama. Urutan kolom dan kolom tambahan bebas.",
         "Do not change the headings in the first row. Their order is free, and so are columns of your own."),
    Text("Besok ada buku lagi? Tambahkan di bawah yang lama dan olah lagi: nomor yang sudah ada tidak berubah.",
         "More books tomorrow? Add them below the others and process again: numbers that exist do not change."),
)  # fmt: skip


def workbook(lang: Lang) -> bytes:
    """The form as XLSX bytes, in one language; the same bytes each time."""
    buffer = io.BytesIO()
    book: Any = SteadyWorkbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": _BORN})
    _write_list(book, lang)
    _write_help(book, lang)
    book.close()
    return buffer.getvalue()


def _write_list(book: Any, lang: Lang) -> None:
    sheet = book.add_worksheet(_SHEET(lang))
    head = book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1})
    plain, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0"})
    grey = book.add_format({"italic": True, "font_color": "#6B7B8B", "num_format": "@"})
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 8)
    sheet.write_string(0, 0, _NUMBER(lang), head)
    for n, column in enumerate(_COLUMNS, start=1):
        sheet.set_column(n, n, column.width, plain if column.text else number)
        sheet.write_string(0, n, column.heading(lang), head)
        sheet.data_validation(1, n, _LINES, n, _help_of(column, lang))
    for n, example in enumerate(examples(lang), start=1):
        _write_example(sheet, n, example, grey, lang)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _help_of(column: _Column, lang: Lang) -> dict[str, Any]:
    """What a spreadsheet shows beside a cell, and its choices, which are offered and not enforced."""
    shown = {"input_title": column.heading(lang), "input_message": column.help(lang)}
    if not column.choices:
        return {"validate": "any", **shown}
    return {
        "validate": "list",
        "source": list(column.choices),
        "error_type": "information",
        "show_error": False,
        **shown,
    }


def _write_example(sheet: Any, at: int, example: dict[str, str], style: Any, lang: Lang) -> None:
    sheet.write_string(at, 0, _EXAMPLE(lang), style)
    for n, column in enumerate(_COLUMNS, start=1):
        value = example[column.example]
        if value and not column.text:
            sheet.write_number(at, n, int(value), style)
        elif value:
            sheet.write_string(at, n, value, style)


def _write_help(book: Any, lang: Lang) -> None:
    sheet = book.add_worksheet(_HELP(lang))
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    lines = [
        *(f"{n}. {line(lang)}" for n, line in enumerate(_LINES_OF_HELP, start=1)),
        *(f"{column.heading(lang)}: {column.help(lang)}" for column in _COLUMNS),
    ]
    for at, line in enumerate(lines):  # one cell each: a name alone in a cell would be read as a heading
        sheet.write_string(at, 0, line)
