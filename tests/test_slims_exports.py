"""SLiMS's own exports read back: its lists with and without headings, titles and items together, and its MARC.

The writers below write a row of names only where its box is ticked, and every cell in quotes: `exported` line breaks as
the two letters "\\n" and quotes doubled, as export.php does from 9.5 on; `undoubled` a line break as "n" and quotes as
they are, as item_export.php does in every version, and export.php before. What the database of SLiMS does to a value
between import and export is not simulated: `slims_round_trip.py` goes through a real one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import marc, names
from koleksi.book import Book, Contributor, Copy, Entry
from koleksi.exports import slims
from koleksi.job import sources
from koleksi.process import run

SHARED = Path(__file__).parents[2] / "shared" / "data" / "slims"
FIXTURES = Path(__file__).parent / "fixtures" / "slims"


def exported(columns: Sequence[str], rows: Iterable[Sequence[str]], headings: bool) -> str:
    """What SLiMS writes of rows."""

    def line(cells: Iterable[str]) -> str:
        return ",".join('"' + cell.strip().replace("\n", "\\n").replace('"', '""') + '"' for cell in cells) + "\n"

    return (line(columns) if headings else "") + "".join(map(line, rows))


def undoubled(columns: Sequence[str], rows: Iterable[Sequence[str]], headings: bool, delimiter: str = ",") -> str:
    names = "".join(f'"{name}"{delimiter}' for name in columns) + "\n"

    def line(cells: Iterable[str]) -> str:
        return delimiter.join('"' + cell.replace("\r", "r").replace("\n", "n") + '"' for cell in cells) + "\n"

    return (names if headings else "") + "".join(map(line, rows))


def through_slims(items: Sequence[tuple[Book, Sequence[Copy]]], folder: Path, headings: bool) -> list[Path]:
    """The exports of a SLiMS into which the items were imported."""
    paths = []
    for name, columns, (data, _) in (
        ("biblio.csv", slims.BIBLIO_COLUMNS, slims.biblio_csv(items)),
        ("item.csv", slims.ITEM_COLUMNS, slims.item_csv(items)),
    ):
        rows = [row for row in csv.reader(io.StringIO(data.decode())) if tuple(row) != columns]
        path = folder / name
        write = exported if name == "biblio.csv" else undoubled
        path.write_text(write(columns, rows, headings), encoding="utf-8", newline="")
        paths.append(path)
    return paths


def read(*paths: Path) -> list[Entry]:
    entries, problems = sources.gather(paths)
    assert [one for one in problems if one.severity == "error"] == []
    return entries


@pytest.mark.parametrize("kind", ["header", "default"])
def test_titles_and_items_of_one_slims_are_one_list(kind: str) -> None:
    entries = read(FIXTURES / f"biblio_{kind}.csv", FIXTURES / f"item_{kind}.csv")
    one, other = entries
    assert (one.book.title, one.book.subtitle) == ("Kebun Kecil", "merawat sayur di rumah")
    assert (one.book.authors, one.book.contributors) == (
        ("Sari Wulan",), (Contributor(name="Dewi Arum", role="translator"),)
    )  # fmt: skip
    assert one.book.responsibility == "Sari Wulan ; penerjemah, Dewi Arum"
    assert (one.book.extent, one.book.illustrations, one.book.height_cm) == ("xii, 120 hlm.", "ilus.", 21)
    assert (one.book.series, one.book.series_number) == ("Seri Rumah", "3")
    assert (one.book.ddc, one.book.call_number) == ("635", "635 WUL k")
    assert one.book.notes == ("Baris satu baris dua & tiga",)
    assert one.book.subjects == ("Kebun", "Sayuran")
    first, second = one.copies
    assert (first.accession, first.barcode, first.price, first.source) == ("00001/H/2026", "B0000001", 45_000, "hibah")
    assert (first.source_name, first.received, first.location) == ("Toko Melati", "2026-01-05", "Pusat")
    assert (first.condition, first.note) == ("Rusak", "jenis koleksi: Reference; rak: R2; faktur: F-7")
    assert (second.number, second.source, second.price, second.location, second.note) == (2, "beli", None, "", "")
    assert second.call_number == "R 635 WUL k"
    assert len(other.copies) == 1 and other.copies[0].accession == "00003/B/2026"


@pytest.mark.parametrize(
    ("authors", "statement", "read_as"),
    [
        ("<Hadi, Dewi><Lubis, Siti>", "Siti Lubis, Dewi Hadi", ("Siti Lubis", "Dewi Hadi")),
        ("<Hadi, Abd.><Lubis, Siti>", "SITI LUBIS; Abd. Hadi", ("Siti Lubis", "Abd. Hadi")),
        ("<Febriani A.N.>", "Febriani A.N.", ("Febriani A.N.",)),
        ("<Arum, Dewi>", "penerjemah, Dewi Arum", ("Dewi Arum",)),
        ("<Wulan, Sari><Arum, Dewi>", "", ("Sari Wulan", "Dewi Arum")),
        ("<Tim LIPI><UNIVERSITAS TERBUKA>", "Universitas Terbuka", ("UNIVERSITAS TERBUKA", "Tim LIPI")),
        ("<Pustaka><Faridl, Miftah>", "Pustaka, Miftah Faridl", ("Pustaka", "Miftah Faridl")),
    ],
)
def test_authors_stand_as_the_statement_of_responsibility_has_them(
    tmp_path: Path, authors: str, statement: str, read_as: tuple[str, ...]
) -> None:
    path = tmp_path / "biblio.csv"
    row = ["Kebun", *[""] * 13, statement, authors, "", "<B1>"]
    path.write_text(exported(slims.BIBLIO_COLUMNS, [row], headings=True), encoding="utf-8")
    assert read(path)[0].book.authors == read_as


def test_roles_and_shelves_survive(tmp_path: Path) -> None:
    book = Book(
        title="Kebun", authors=("Sari Wulan", "Abd. Hadi"), call_number="635 WUL k", ddc="635",
        contributors=(Contributor(name="Dewi Arum", role="translator"), Contributor(name="Made Rai", role="editor")),
    )  # fmt: skip
    copies = [Copy(barcode="B1", location="Ruang Anak", source="hibah"), Copy(barcode="B2", source="hibah", number=2)]
    (entry,) = read(*through_slims([(book, copies)], tmp_path, headings=False))
    assert (entry.book.authors, entry.book.contributors) == (book.authors, book.contributors)
    assert list(entry.copies) == copies


def test_a_location_that_slims_lacks_is_the_shelf() -> None:
    items = [(Book(title="Kebun"), [Copy(barcode="B1", location="Rak A-2"), Copy(barcode="B2", location="Pusat")])]
    rows = list(csv.reader(io.StringIO(slims.item_csv(items, locations=["Pusat"])[0].decode())))
    assert [(row[7], row[10]) for row in rows] == [("My Library", "Rak A-2"), ("Pusat", "")]


def test_meetings_are_entered_under_their_names() -> None:
    book = Book(title="Prosiding", authors=("Seminar Nasional Kelautan",))
    data, _ = slims.biblio_csv([(book, [Copy(barcode="B1")])])
    assert "<Seminar Nasional Kelautan>" in data.decode()


def test_items_alone_are_copies_with_their_titles() -> None:
    entries = read(FIXTURES / "item_default.csv")
    assert [entry.copies[0].barcode for entry in entries] == ["B0000001", "B0000002", "B0000003"]
    assert {entry.book.notes for entry in entries} == {()}


def test_an_item_under_another_title_is_not_joined(tmp_path: Path) -> None:
    books = [(Book(title="Satu", authors=("Sari Wulan",), ddc="600", call_number="600 WUL s"), [Copy(barcode="B1")])]
    biblio, item = through_slims(books, tmp_path, headings=True)
    item.write_text(item.read_text().replace("Satu", "Dua"))
    assert [entry.book.title for entry in read(biblio, item)] == ["Satu", "Dua"]


def test_a_list_without_headings_that_is_not_of_slims_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text('"a","b"\n' * 3)
    with pytest.raises(Exception, match="baris judul kolom"):
        sources.gather([path])


_WORD = st.sampled_from(["Kebun", "Laut", "Hujan", "Rumah", "Pasar", "Gunung", "Sungai", "Jalan"])
_TITLE = st.lists(_WORD, min_size=2, max_size=5).map(" ".join) | st.sampled_from(
    ['"Aku" Karya', 'Kata "Ya", Kata "Tidak"', 'Layar 14"']
)
_NAME = st.sampled_from(["Sari Wulan", "Dewi Arum", "Bagus Hadi", "Tim Guru", "Depdiknas"])
_COPY = st.fixed_dictionaries({
    "price": st.none() | st.integers(1, 10**7),
    "source": st.sampled_from(["beli", "hibah"]),
    "source_name": st.sampled_from(["", "Toko Melati", 'Ibu "Ani"', "Yayasan, Kota"]),
    "received": st.sampled_from(["", "2025-12-31"]),
    "location": st.sampled_from(["", "Pusat"]),
})  # fmt: skip
_BOOK = st.tuples(
    _TITLE, st.lists(_NAME, min_size=1, max_size=3, unique=True), st.sampled_from(["635", "899.2213"]),
    st.lists(_COPY, min_size=1, max_size=3),
)  # fmt: skip


@given(made=st.lists(_BOOK, min_size=1, max_size=5, unique_by=lambda book: book[0].casefold()), headings=st.booleans())
def test_numbers_prices_donors_call_numbers_and_headings_survive_slims(
    made: list[tuple[str, list[str], str, list[dict[str, object]]]],
    headings: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    items, n = [], 0
    for title, authors, ddc, told in made:
        book = Book(title=title, authors=tuple(authors), ddc=ddc, call_number=f"{ddc} ABC {title[0].lower()}")
        copies = []
        for number, copy in enumerate(told, 1):
            n += 1
            given_numbers = {"accession": f"{n:05}/H/2026", "barcode": f"B{n:07}", "number": number}
            copies.append(Copy(**given_numbers, **copy))  # type: ignore[arg-type]  # fields by name
        items.append((book, copies))
    entries = read(*through_slims(items, tmp_path_factory.mktemp("slims"), headings))
    assert [list(entry.copies) for entry in entries] == [copies for _, copies in items]
    for entry, (book, _) in zip(entries, items, strict=True):
        assert (entry.book.title, entry.book.call_number, entry.book.ddc) == (book.title, book.call_number, book.ddc)
        assert list(map(names.heading, entry.book.authors)) == list(map(names.heading, book.authors))


_ITEM = ("B1", "899 A", "Textbook", "00001/H/2026", "2026-01-05", "", "", "Pusat", "", "", "", "2", "", "5000",
         "Rupiah", "", "", "", "Kebun")  # fmt: skip
_QUOTED = ('Ibu "Ani"', '"Ani"', 'Toko "A", "B"', '14"', ',"', "Jalan\\", "Toko, Baru", "'Ani'")


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("headings", [True, False])
def test_quotes_that_are_not_doubled_are_of_the_cell(tmp_path: Path, headings: bool, delimiter: str) -> None:
    rows = [(f"B{n}", *_ITEM[1:5], donor, *_ITEM[6:18], f"{donor} {n}") for n, donor in enumerate(_QUOTED)]
    path = tmp_path / "item.csv"
    path.write_text(undoubled(slims.ITEM_COLUMNS, rows, headings, delimiter), encoding="utf-8")
    entries = read(path)
    assert [entry.copies[0].source_name for entry in entries] == list(_QUOTED)
    assert [entry.copies[0].barcode for entry in entries] == [row[0] for row in rows]
    assert [entry.copies[0].price for entry in entries] == [5000] * len(rows)


def test_a_line_whose_cells_may_end_in_several_places_is_told(tmp_path: Path) -> None:
    rows = [(f"B{n}", *_ITEM[1:18], title) for n, title in enumerate(("Satu", 'Kata "Ya","Tidak"', 'Kata "Ya"'))]
    path = tmp_path / "item.csv"
    path.write_text(undoubled(slims.ITEM_COLUMNS, rows, headings=True), encoding="utf-8")
    entries, problems = sources.gather([path])
    assert [entry.copies[0].barcode for entry in entries] == ["B0", "B2"]
    assert [(one.code, one.row) for one in problems if one.severity == "error"] == [("quotes-unclear", 3)]


def test_doubled_quotes_and_lines_in_a_cell_stay_as_the_format_has_them(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text('"Judul","Pengarang"\n"""Aku"" karya","Sari ""W"" Wulan"\n"Dua\nbaris ""di"" sini","Dewi"\n')
    assert [entry.book.title for entry in read(path)] == ['"Aku" karya', 'Dua baris "di" sini']
    path.write_text('"Judul","Pengarang"\n"""Aku"" karya","Sari"\n"Layar 14" baru","Dewi"\n')
    assert [entry.book.title for entry in read(path)] == ['"Aku" karya', 'Layar 14" baru']


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared exports of SLiMS are not here")
@pytest.mark.parametrize("kind", ["header", "default"])
def test_shared_lists(kind: str) -> None:
    titles = read(SHARED / f"slims_biblio_export_{kind}.csv")
    items = read(SHARED / f"slims_item_export_{kind}.csv")
    assert len(titles) == len(items) == 30
    assert all(entry.book.call_number and entry.book.authors for entry in titles)
    assert all(entry.copies[0].accession and entry.copies[0].source in ("beli", "hibah") for entry in items)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared exports of SLiMS are not here")
def test_the_class_in_084_of_its_marc_is_no_call_number() -> None:
    books = [item.book for item in marc.read_books(SHARED / "slims-marc-export.mrc") if isinstance(item, Entry)]
    assert len(books) == 567
    assert not any(book.call_number for book in books if book.ddc == book.call_number)
    assert all(book.ddc for book in books)


def test_a_marc_record_of_slims_has_a_class_and_no_call_number(tmp_path: Path) -> None:
    path = tmp_path / "slims.mrc"
    fields = (("245", "Kebun Kecil"), ("020", "0126-4273"), ("005", "20261128164021"), ("084", "635"))
    path.write_bytes(_marc(" " * 5, fields))
    book = next(item.book for item in marc.read_books(path) if isinstance(item, Entry))
    assert (book.ddc, book.call_number, book.issn, book.wrong_isbns) == ("635", "", "0126-4273", ())
    path.write_bytes(_marc("nam a", fields))
    book = next(item.book for item in marc.read_books(path) if isinstance(item, Entry))
    assert (book.ddc, book.call_number) == ("635", "635")


def test_the_subtitle_of_slims_s_marc_has_no_mark_before_it(tmp_path: Path) -> None:
    path = tmp_path / "slims.mrc"
    path.write_bytes(_marc(" " * 5, (("245", "Kebun Kecil \x1fb : merawat sayur"),)))
    book = next(item.book for item in marc.read_books(path) if isinstance(item, Entry))
    assert (book.title, book.subtitle) == ("Kebun Kecil", "merawat sayur")


def _marc(status: str, fields: Sequence[tuple[str, str]]) -> bytes:
    """A record as SLiMS writes it: every field with indicators and $a, 005 among them."""
    body, directory = b"", b""
    for tag, text in fields:
        data = b"  \x1fa" + text.encode() + b"\x1e"
        directory += f"{tag}{len(data):04}{len(body):05}".encode()
        body += data
    base = 24 + len(directory) + 1
    leader = f"{base + len(body) + 1:05}{status}22{base:05}   4500".encode()
    return leader + directory + b"\x1e" + body + b"\x1d"


def test_books_are_held_against_the_folder_with_both_exports(tmp_path: Path) -> None:
    known = tmp_path / "slims"
    known.mkdir()
    books = [(Book(title="Kebun Kecil", authors=("Sari Wulan",), isbn="9786020332956", ddc="635"),
              [Copy(barcode="B0000001", accession="00001/H/2026")])]  # fmt: skip
    through_slims(books, known, headings=False)
    new = tmp_path / "baru.csv"
    new.write_text("Judul,Pengarang,ISBN\nKebun Kecil,Sari Wulan,9786020332956\nHujan Sore,Bagus Hadi,\n")
    run([new], tmp_path / "hasil", against=known)
    codes = [item.copies[0].barcode for item in marc.read_books(tmp_path / "hasil" / "katalog.mrc")]  # type: ignore[union-attr]  # all are entries
    assert "B0000001" not in codes
    assert "catalogue-without-numbers" not in (tmp_path / "hasil" / "masalah.csv").read_text(encoding="utf-8-sig")
