"""Issues of a periodical: however they are typed, one record with a copy an issue, and no question."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import Book, dedupe, marc, process
from koleksi._terms.issue import read_issue, spine_of
from koleksi.book import Copy

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01

# Twelve issues of two magazines in several habits, a supplement, one issue twice, and books that are none.
LIST = (
    "Judul,Edisi,Penerbit,Tahun,ISBN\n"
    "Majalah Taman Kota Oktober 2010,,Media Taman,2010,\n"
    "Majalah Taman Kota,November 2010,Media Taman,2010,\n"
    "Taman Kota: Desember 2010,No. 12,Media Taman,2010,\n"
    "Majalah Taman Kota (Suplemen) Desember 2010,,Media Taman,2010,\n"
    "Majalah Taman Kota,Vol. 6 No. 1,Media Taman,2011,\n"
    "Majalah Taman Kota,2/VI/2011,Media Taman,2011,\n"
    "Taman Kota,Nomor 3 Tahun VI Maret 2011,Media Taman,2011,\n"
    "MAJALAH TAMAN KOTA OKTOBER 2010,,Media Taman,2010,\n"
    "Warta Kebun,8-14 Agustus 2016,Kebun Media,2016,0317-8471\n"
    '"Warta Kebun; Agustus 2016",15-21 Agustus 2016,Kebun Media,2016,0317-8471\n'
    "Warta Kebun,22-28 Agustus,Kebun Media,2016,0317-8471\n"
    "Warta Kebon: September 2016,29 Agustus-4 September 2016,,2016,9770317847001\n"
    "Warta Kebun,5-11 September 2016,,2016,\n"
    "Warta Kebun: September 2016,12-18 September 2016,Kebun Media,2016,0317-8471\n"
    "Hujan Bulan Juni 2015,,Pustaka Awan,2015,\n"
    "Piagam Kota 22 Juni 1945,,Pustaka Awan,1981,\n"
    "Piagam Kota 22 Juni 1945,,Pustaka Bumi,1983,\n"
    "Undang-Undang No. 20 Tahun 2003,,Negara,2003,\n"
    "Undang-Undang No. 14 Tahun 2005,,Negara,2005,\n"
    "Undang-Undang No. 12 Tahun 2012,,Negara,2012,\n"
)


def run(folder: Path, text: str = LIST, *, record: str = "serial", **more: object) -> Path:
    (folder / "daftar.csv").write_text(text, encoding="utf-8")
    (folder / "koleksi.toml").write_text(f'[periodicals]\nrecord = "{record}"\n', encoding="utf-8")
    process.run([folder / "daftar.csv"], folder / "hasil", **more)  # type: ignore[arg-type]  # options of run
    return folder / "hasil"


def catalogue(out: Path) -> dict[str, tuple[Book, tuple[Copy, ...]]]:
    records = (marc.from_record(record) for record in pymarc.MARCReader((out / "katalog.mrc").read_bytes()) if record)
    return {book.title: (book, copies) for book, copies in records}


@pytest.mark.parametrize(
    ("typed", "issue", "spine"),
    [
        ("8-14 Agustus 2016", "8-14 Agustus 2016", "8-14 Agt 2016"),
        ("27Juni- 2 Juli 2016", "27 Juni-2 Juli 2016", "27 Jun-2 Jul 2016"),
        ("Vol.11 N0.3", "Vol. 11 No. 3", "Vol. 11 No. 3"),
        ("Nomor 2 Tahun XXII Januari - April 1999", "Vol. 22 No. 2, Januari-April 1999", "Jan-Apr 1999"),
        ("01/XXI/2012", "Vol. 21 No. 1, 2012", "Vol. 21 No. 1"),
        ("No. 3 Sept 2018", "No. 3, September 2018", "Sep 2018"),
        ("Vol. 11 Winter 1994", "Vol. 11, Winter 1994", "Winter 1994"),
        ("Minggu II Mei 2010", "Mei minggu 2 2010", "Mei minggu 2 2010"),
        ("Suplemen Oktober 2010", "Suplemen, Oktober 2010", "Suplemen Okt 2010"),
        ("12", "No. 12", "No. 12"),
    ],
)
def test_an_issue_is_read_and_told(typed: str, issue: str, spine: str) -> None:
    rest, found = read_issue(typed, of_edition=True)
    assert (rest, str(found), found.spine(), spine_of(issue)) == ("", issue, spine, spine)
    assert read_issue(issue, of_edition=True)[1].facts() == found.facts()


def test_what_a_book_tells_of_is_no_issue() -> None:
    assert not read_issue("Menyelam bersama Mayat Hidup 2007")[1].is_dated
    title = "Revolusi Jilid 2: Maret 1946 - Maret 1947"
    assert not read_issue(title)[1].is_dated
    books = [Book(title=title.replace("2", n), publisher="Obor") for n in "1234"]
    assert dedupe.periodicals(books) == ()


def test_issues_are_copies_of_one_record(tmp_path: Path) -> None:
    found = catalogue(run(tmp_path))
    taman, kebun = found["Majalah Taman Kota"], found["Warta Kebun"]
    assert [copy.issue for copy in taman[1]] == [
        "Oktober 2010", "November 2010", "No. 12, Desember 2010", "Suplemen, Desember 2010", "Vol. 6 No. 1, 2011",
        "Vol. 6 No. 2, 2011", "Vol. 6 No. 3, Maret 2011", "Oktober 2010",
    ]  # fmt: skip
    assert [copy.number for copy in taman[1]] == [1, 1, 1, 1, 1, 1, 1, 2]
    assert [copy.issue for copy in kebun[1]] == [
        "8-14 Agustus 2016", "15-21 Agustus 2016", "22-28 Agustus 2016", "29 Agustus-4 September 2016",
        "5-11 September 2016", "12-18 September 2016",
    ]  # fmt: skip
    assert kebun[0].issn == "0317-8471" and kebun[0].year is None and not kebun[0].edition
    assert len(found) == 2 + 5  # the book of the rain, the charter, three laws


def test_the_issues_are_no_questions(tmp_path: Path) -> None:
    counts = json.loads((run(tmp_path) / "ringkasan.json").read_text(encoding="utf-8"))
    assert counts["ask_pairs"] <= 1  # the charter of two publishers


def test_the_record_is_a_serial(tmp_path: Path) -> None:
    records = [one for one in pymarc.MARCReader((run(tmp_path) / "katalog.mrc").read_bytes()) if one]
    (kebun,) = (one for one in records if one["245"]["a"].startswith("Warta"))
    assert str(kebun.leader)[6:8] == "as" and len(kebun["008"].data) == 40 and kebun["008"].data[21] == "p"
    assert kebun["022"]["a"] == "0317-8471"
    assert [one["a"] for one in kebun.get_fields("866")][0] == "8-14 Agustus 2016"
    (taman,) = (one for one in records if one["245"]["a"].startswith("Majalah"))
    assert [one["a"] for one in taman.get_fields("867")] == ["Suplemen, Desember 2010"]
    assert {one["8"] for one in taman.get_fields("863", "864")} == {one["8"] for one in taman.get_fields("866", "867")}
    assert len(taman.get_fields("866")) == 6  # the issue that is there twice is told once
    assert [str(one.leader)[7] for one in records].count("s") == 2
    koha = [one for one in pymarc.MARCReader((tmp_path / "hasil" / "koha.mrc").read_bytes()) if one]
    assert "8-14 Agustus 2016" in [item["h"] for one in koha for item in one.get_fields("952") if "h" in item]


def test_a_serial_record_read_and_written_again_says_the_same(tmp_path: Path) -> None:
    for book, copies in catalogue(run(tmp_path)).values():
        again = marc.from_record(marc.to_record(book, copies))
        assert again == (book, copies)
        assert not [one for one in again[0].marc_fields if one.tag in ("LDR", "008") or one.tag[:2] in ("85", "86")]


def test_each_issue_has_a_record_where_the_library_wants_it(tmp_path: Path) -> None:
    out = run(tmp_path, record="issue")
    records = [marc.from_record(one) for one in pymarc.MARCReader((out / "katalog.mrc").read_bytes()) if one]
    issues = [copies for _, copies in records if copies[0].issue]
    assert len(issues) == 13 and sorted(map(len, issues)) == [1] * 12 + [2]
    assert json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))["ask_pairs"] <= 1


def test_a_record_of_one_issue_says_it_in_its_holdings_and_on_the_label(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    out = run(tmp_path, record="issue")
    records = [one for one in pymarc.MARCReader((out / "katalog.mrc").read_bytes()) if one and one.leader[7] == "s"]
    held = [[field["a"] for field in one.get_fields("866", "867")] for one in records]
    assert len(records) == 13 and all(len(issues) == 1 for issues in held)
    assert ["Oktober 2010"] in held and ["Vol. 6 No. 1, 2011"] in held and ["15-21 Agustus 2016"] in held
    for one, issues in zip(records, held, strict=True):
        copies = one.get_fields("852")
        assert {copy["3"] for copy in copies} == {one["990"]["i"]} and issues[0] in one["990"]["i"]
        assert [copy["t"] for copy in copies] == [str(number) for number in range(1, len(copies) + 1)]
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(out / "label.pdf"))
    assert "8-14 Agt 2016" in text and "Okt 2010" in text


def test_numbers_survive_when_issues_become_copies_of_one_record(tmp_path: Path) -> None:
    def numbers(out: Path) -> dict[str, str]:
        with (out / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
            codes = sorted(row[0] for row in csv.reader(stream))
        sheet = openpyxl.load_workbook(out / "buku_induk.xlsx")["Buku Induk"]
        return {str(row[3]): str(row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)} | {
            "codes": str(codes)
        }

    before = numbers(run(tmp_path, record="issue"))
    assert numbers(run(tmp_path, record="serial")) == before


def test_an_issue_joins_the_serial_record_of_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "lama").mkdir()
    out = run(tmp_path / "lama")
    (tmp_path / "baru").mkdir()
    new = "Judul,Edisi,Penerbit,Tahun,ISBN\nWarta Kebun,19-25 September 2016,Kebun Media,2016,\n"
    more = new + "Majalah Taman Kota April 2011,,,,\n"
    found = catalogue(run(tmp_path / "baru", more, against=out / "katalog.mrc"))
    old = catalogue(out)
    for name in ("Warta Kebun", "Majalah Taman Kota"):
        assert found[name][0].record_id == old[name][0].record_id
        assert found[name][1][0].number == 1
    assert not {copy.barcode for _, copies in found.values() for copy in copies} & {
        copy.barcode for _, copies in old.values() for copy in copies
    }


def test_the_label_names_the_issue(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    from koleksi.job.printing import print_labels

    out = run(tmp_path)
    print_labels(out / "katalog.mrc", tmp_path / "lagi.pdf")
    for printed in (out / "label.pdf", tmp_path / "lagi.pdf"):
        text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(printed))
        assert "8-14 Agt 2016" in text and "Okt 2010" in text


def test_copies_kept_are_counted_by_the_issue(tmp_path: Path) -> None:
    (tmp_path / "koleksi.toml").write_text("max_copies = 1\n", encoding="utf-8")
    (tmp_path / "daftar.csv").write_text(LIST, encoding="utf-8")
    process.run([tmp_path / "daftar.csv"], tmp_path / "hasil")
    found = catalogue(tmp_path / "hasil")
    assert len(found["Majalah Taman Kota"][1]) == 7 and len(found["Warta Kebun"][1]) == 6


@pytest.mark.parametrize(("line", "copies"), [(0, 1), (2, 5)])
def test_issues_are_parted_where_they_are_listed(tmp_path: Path, line: int, copies: int) -> None:
    """A word in the line above them parts all, one in the line of an issue that issue."""
    out = run(tmp_path)
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    page = book["Digabung"]
    first = next(row[0].row for row in page.iter_rows() if str(row[2].value).startswith("Warta Kebun: 6 terbitan"))
    page.cell(first + line, 1).value = "beda"
    book.save(out / "tinjau.xlsx")
    before = (tmp_path / "hasil" / "slims_item.csv").read_bytes()
    found = [marc.from_record(one) for one in pymarc.MARCReader((run(tmp_path) / "katalog.mrc").read_bytes()) if one]
    assert max(len(held) for _, held in found if held[0].issue.endswith("2016")) == copies
    codes = [sorted(row.split(b",")[0] for row in text.splitlines())
             for text in (before, (out / "slims_item.csv").read_bytes())]  # fmt: skip
    assert codes[0] == codes[1]


def test_books_of_a_series_that_share_its_issn_are_no_periodicals() -> None:
    number = ("0317-8471",)
    rows = [
        Book(title="Data Dasar Danau Toba", publisher="Pusat Laut", year=2002, wrong_isbns=number),
        Book(
            title="Strategi Komunikasi di Pesisir", authors=("Sri Lestari",), publisher="Pusat Laut", wrong_isbns=number
        ),
        Book(title="Warta Kebun Vol. 3 No. 1", publisher="Kebun Media", wrong_isbns=number),
        Book(title="Peduli dan Mandiri", publisher="Kebun Media", year=2020, wrong_isbns=("2049-3630",)),
    ]
    found = {place: one.name for one in dedupe.periodicals(rows) for place in one.issues}
    assert found == {2: "Warta Kebun", 3: "Peduli dan Mandiri"}


FEW = "Judul,Edisi,Penerbit,Tahun\nHorizon Kita Januari 1998,,Taman,1998\nHorizon Kita Maret 1998,,Taman,1998\n"


@pytest.mark.parametrize(
    "titles",
    [
        ("Horizon Kita Januari 1998", "Horizon Kita Edisi Maret 1998"),
        ("Kebun Raya No. 450 Tahun 2007", "Kebun Raya No. 451 Tahun 2007"),
        ("Kebun Raya No. 45", "Kebun Raya No. 46"),
        ("Kebun Raya Edisi 25", "Kebun Raya Edisi 31"),
        ("Kartini 2", "Kartini 3"),
    ],
)
def test_two_issues_of_a_title_are_perhaps_a_periodical(titles: tuple[str, str]) -> None:
    books = [Book(title=title) for title in titles]
    assert dedupe.periodicals(books) == ()
    assert dedupe.perhaps_issues(books) == ((0, 1),)
    (found,) = dedupe.periodicals(books, confirmed=[(0, 1)])
    assert list(found.issues) == [0, 1] and found.name == titles[0][: len(found.name)]


@pytest.mark.parametrize(
    "titles",
    [
        ("Seri Tokoh 1", "Seri Tokoh 2"),
        ("Pendekar 12", "Pendekar 13"),
        ("Seri Tokoh No. 1", "Seri Tokoh No. 2"),
        ("Seri Tokoh No. 21", "Seri Tokoh No. 22"),
        ("Detektif Hujan 45", "Detektif Hujan 46"),
        ("Kebun Raya Edisi 2", "Kebun Raya Edisi 3"),
        ("Matematika 1", "Matematika 2"),
        ("Lima Anak Vol. 1", "Lima Anak Vol. 2"),
        ("Tata Surya Jilid 1", "Tata Surya Jilid 2"),
        ("Hujan Bulan Juni", "Hujan Bulan Mei"),
        ("Undang-Undang No. 20 Tahun 2003", "Undang-Undang No. 14 Tahun 2005"),
        ("Horizon Kita Maret 1998", "Horizon Kita Maret 1998"),
    ],
)
def test_books_of_a_series_are_never_taken_for_issues(titles: tuple[str, str]) -> None:
    assert dedupe.perhaps_issues([Book(title=title, year=1998) for title in titles]) == ()


@pytest.mark.parametrize(("word", "titles"), [("sama", 1), ("beda", 2)])
def test_a_person_is_asked_whether_two_rows_are_issues(tmp_path: Path, word: str, titles: int) -> None:
    out = run(tmp_path, FEW)
    assert len(catalogue(out)) == 2
    book = openpyxl.load_workbook(out / "tinjau.xlsx")
    page = book["Kembar"]
    assert "dua nomor satu majalah" in " ".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row)
    page.cell(2, 1).value = word
    book.save(out / "tinjau.xlsx")
    held = catalogue(run(tmp_path, FEW))
    assert len(held) == titles
    if word == "sama":
        assert [copy.issue for copy in held["Horizon Kita"][1]] == ["Januari 1998", "Maret 1998"]
    run(tmp_path, FEW)  # whose sheet no longer tells what the answer changed
    before = (out / "katalog.mrc").read_bytes(), (out / "tinjau.xlsx").read_bytes()
    run(tmp_path, FEW)
    assert before == ((out / "katalog.mrc").read_bytes(), (out / "tinjau.xlsx").read_bytes())
    sheets = openpyxl.load_workbook(out / "tinjau.xlsx")
    assert "dua nomor satu majalah" not in str([[*page.iter_rows(values_only=True)] for page in sheets][1:])


@pytest.mark.parametrize(
    ("typed", "column", "issue"),
    [
        ("Trubus No. 450", "", "No. 450"),
        ("Bobo 12", "", "No. 12"),
        ("Bobo #12", "", "No. 12"),
        ("Bobo (12)", "", "No. 12"),
        ("Bobo : 12", "", "No. 12"),
        ("Bobo ke-12", "", "No. 12"),
        ("Bobo 12-13", "", "No. 12-13"),
        ("Intisari edisi 623", "", "No. 623"),
        ("Intisari", "623", "No. 623"),
        ("Intisari", "Edisi 623", "No. 623"),
        ("Intisari 7/2007", "", "No. 7, 2007"),
        ("Intisari Juli '07", "", "Juli 2007"),
        ("Trubus 450 - Mei 2007", "", "No. 450, Mei 2007"),
        ("Tempo No. 12/XXXIV/16-22 Mei 2005", "", "Vol. 34 No. 12, 16-22 Mei 2005"),
        ("Annida 12/XIV/2005", "", "Vol. 14 No. 12, 2005"),
        ("Horison XXX/5/1996", "", "Vol. 30 No. 5, 1996"),
        ("Bobo Th XXXV 12", "", "Vol. 35 No. 12"),
        ("Trubus No. 451: Anggrek", "", "No. 451: Anggrek"),
        ("Majalah Taman 12", "", "No. 12"),
        ("Gadis No. 12", "", "No. 12"),
        ("Gadis Mei 2005", "", "Mei 2005"),
        ("Kebun XXXI No. 22", "Vol. 31", "Vol. 31 No. 22"),
    ],
)
def test_an_issue_of_a_known_periodical_by_its_number(typed: str, column: str, issue: str) -> None:
    (found,) = dedupe.periodicals([Book(title=typed, edition=column)])
    assert found.issues == {0: issue}


@pytest.mark.parametrize(
    "book",
    [
        Book(title="Bobo: Kisah Kelinci 2"),
        Book(title="Gadis 2"),
        Book(title="Gadis", edition="2"),
        Book(title="Tempo Doeloe 3"),
        Book(title="Intisari Biologi 3"),
        Book(title="Angkasa 2", authors=("Budi Santoso",)),
        Book(title="Trubus 12", isbn="9789793062792"),
        Book(title="Trubus 12", wrong_isbns=("9789793062793",)),
        Book(title="Belajar Membuat Majalah 2"),
        Book(title="Bobo 2010"),
        Book(title="Majalah Dinding Kelas 4"),
    ],
)
def test_a_number_behind_a_title_is_no_issue_of_itself(book: Book) -> None:
    assert dedupe.periodicals([book]) == ()


def test_a_bare_number_behind_the_name_of_a_periodical_of_the_list() -> None:
    rows = [
        Book(title="Kabar Ladang", issn="0317-8471", publisher="Desa"),
        Book(title="Kabar Ladang 13", publisher="Desa"),
        Book(title="Kabar Ladang", volume="14"),
        Book(title="Kabar Ladang 15", authors=("Budi Santoso",)),
        Book(title="Bobo 12", publisher="Gramedia"),
        Book(title="BOBO", publisher="Sarana Bobo"),
        Book(title="Bobo 2010"),
    ]
    found = {one.name: dict(one.issues) for one in dedupe.periodicals(rows)}
    assert found == {
        "Kabar Ladang": {0: "", 1: "No. 13", 2: "No. 14"},
        "Bobo": {4: "No. 12", 5: "", 6: "2010"},
    }


def test_a_textbook_of_a_journals_name_stays_a_book() -> None:
    rows = [Book(title="Matematika", issn="0317-8471", publisher="Ilmu"), Book(title="Matematika 2")]
    (found,) = dedupe.periodicals(rows)
    assert list(found.issues) == [0]


def test_issues_by_their_numbers_are_copies_and_volumes_are_books(tmp_path: Path) -> None:
    text = (
        "Judul,Edisi,Penerbit,Tahun\nTrubus No. 450,,Trubus Swadaya,2007\nTrubus 451,,,2007\nTrubus,452,Trubus,2007\n"
        "Bobo 12,,Gramedia,2010\nBobo no. 12,,Kompas Gramedia,2010\nIntisari edisi 623,,,\n"
        "Matematika 1,,Erlangga,2007\nMatematika 2,,Erlangga,2007\nKartini 2,,,\nKartini 3,,,\n"
    )
    out = run(tmp_path, text)
    found = catalogue(out)
    assert [copy.issue for copy in found["Trubus"][1]] == ["No. 450, 2007", "No. 451, 2007", "No. 452, 2007"]
    assert [(copy.issue, copy.number) for copy in found["Bobo"][1]] == [("No. 12, 2010", 1), ("No. 12, 2010", 2)]
    assert [copy.issue for copy in found["Intisari"][1]] == ["No. 623"]
    assert {"Matematika 1", "Matematika 2", "Kartini 2", "Kartini 3"} < set(found)
    counts = json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))
    assert counts["ask_pairs"] == 1  # Kartini, a magazine or a book of several volumes
    before = {name: (out / name).read_bytes() for name in ("katalog.mrc", "koha.mrc", "label.pdf", "tinjau.xlsx")}
    assert {name: (run(tmp_path, text) / name).read_bytes() for name in before} == before


def test_a_known_periodical_stands_under_its_own_name() -> None:
    """ "majalah Trubus" is filed under T, as a librarian would; of a longer name the word is a part."""
    (trubus,) = dedupe.periodicals([Book(title="majalah Trubus edisi 450"), Book(title="Majalah Trubus No. 451")])
    assert trubus.name == "Trubus"
    (town,) = dedupe.periodicals([Book(title="Majalah Taman Kota No. 1"), Book(title="Majalah Taman Kota No. 2")])
    assert town.name == "Majalah Taman Kota"
