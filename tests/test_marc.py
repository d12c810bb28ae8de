"""What is written is read back the same, and what is damaged is read as far as it goes."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, Problem, marc
from koleksi.errors import InputError

text = st.text(st.characters(codec=None, exclude_categories=()), max_size=25)
line = st.text(max_size=25)
books = st.builds(
    Book,
    title=text, subtitle=text, authors=st.lists(line, max_size=3), responsibility=line, publisher=text, place=line,
    year=st.none() | st.integers(1500, 2030), edition=line, printing=line, isbn=st.sampled_from(["", "9789793062792"]),
    wrong_isbns=st.lists(line, max_size=2), language=st.sampled_from(["", "ind", "eng", "ara"]),
    subjects=st.lists(line, max_size=2),
    ddc=st.sampled_from(["", "297.4", "899.2213", "2X4.1"]), call_number=line, extent=line,
    height_cm=st.none() | st.integers(1, 99),
    series=line, volume=line, part_title=line, audience=line, summary=line, notes=st.lists(line, max_size=2),
    contributors=st.lists(st.builds(Contributor, name=line, role=st.sampled_from(["", "translator", "editor"])),
        max_size=2),
)  # fmt: skip
copies = st.lists(
    st.builds(
        Copy,
        accession=line,
        barcode=line,
        price=st.none() | st.integers(0, 10**7),
        source=line,
        received=line,
        location=line,
        note=line,
        number=st.integers(1, 99),
    ),
    max_size=3,
)


@settings(max_examples=200)
@given(books, copies)
def test_book_to_record_to_bytes_and_back(book: Book, held: list[Copy]) -> None:
    record = marc.to_record(book, held)
    again = next(pymarc.MARCReader(io.BytesIO(record.as_marc()), to_unicode=True, force_utf8=True))
    assert again is not None
    assert marc.from_record(again) == (book, tuple(held))


@settings(max_examples=40)
@given(st.lists(books, min_size=1, max_size=4))
def test_files_hold_every_record_in_both_formats(made: list[Book]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        iso, xml = Path(folder) / "a.mrc", Path(folder) / "a.xml"
        targets = [marc.Target(iso, profile="indomarc"), marc.Target(xml, xml=True, profile="indomarc")]
        assert marc.write_targets([(book, ()) for book in made], targets) == []
        assert [marc.from_record(r)[0] for r in marc.read(iso) if not isinstance(r, Problem)] == made
        assert [marc.from_record(r)[0] for r in marc.read(xml) if not isinstance(r, Problem)] == made
        assert len(pymarc.parse_xml_to_array(str(xml))) == len(made)


def record_of(title: str) -> bytes:
    data: bytes = marc.to_record(Book(title=title, authors=("Andrea Hirata",), year=2005)).as_marc()
    return data


def read(data: bytes, tmp_path: Path) -> list[object]:
    path = tmp_path / "x.mrc"
    path.write_bytes(data)
    return list(marc.read(path))


@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n", b"\n\n  "])
def test_what_stands_between_records_does_no_harm(between: bytes, tmp_path: Path) -> None:
    found = read(
        b"\xef\xbb\xbf" + between.join([record_of("Satu"), record_of("Dua"), record_of("Tiga")]) + between, tmp_path
    )
    assert [r.title for r in found if isinstance(r, pymarc.Record)] == ["Satu /", "Dua /", "Tiga /"]


def test_the_good_record_after_a_damaged_one_is_read(tmp_path: Path) -> None:
    found = read(b"0000x nonsense\x1d" + record_of("Baik"), tmp_path)
    problem, record = found
    assert isinstance(problem, Problem) and (problem.row, problem.offset) == (1, 0)
    assert isinstance(record, pymarc.Record) and record.title == "Baik /"


def test_a_file_cut_anywhere_gives_whole_records_and_one_problem(tmp_path: Path) -> None:
    data = record_of("Satu") + record_of("Dua")
    first = len(record_of("Satu"))
    for end in range(first + 1, len(data) - 1, 7):
        found = read(data[:end], tmp_path)
        assert isinstance(found[0], pymarc.Record)
        assert len(found) == 2


def test_utf8_whose_leader_says_nothing_is_read_as_utf8(tmp_path: Path) -> None:
    data = bytearray(record_of("Ābid ḥaqq"))
    data[9:10] = b" "
    (record,) = read(bytes(data), tmp_path)
    assert isinstance(record, pymarc.Record) and record.title == "Ābid ḥaqq /"


def test_long_notes_are_split_and_what_cannot_be_is_a_problem(tmp_path: Path) -> None:
    long = Book(title="A", notes=("kata " * 4000,))
    assert marc.write_books([(long, ())], tmp_path / "a.mrc") == []
    (record,) = marc.read(tmp_path / "a.mrc")
    assert isinstance(record, pymarc.Record) and len(record.get_fields("500")) > 1
    (problem,) = marc.write_books([(Book(title="x" * 10_000), ())], tmp_path / "b.mrc")
    assert problem.code == "marc-too-long"
    assert marc.write_books([(Book(title="x" * 10_000), ())], tmp_path / "b.xml", xml=True) == []


def test_xml_with_a_doctype_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><collection><record/></collection>', encoding="utf-8"
    )
    with pytest.raises(InputError, match="DOCTYPE"):
        list(marc.read(path))


def test_a_cataloguer_complains_of_what_is_wrong_and_not_of_ours() -> None:
    ours = marc.to_record(
        Book(
            title="Laskar Pelangi",
            authors=("Andrea Hirata",),
            publisher="Bentang",
            year=2005,
            isbn="9789793062792",
            language="ind",
        )
    )
    assert marc.check(ours) == []
    ours.remove_fields("245")
    assert "no-245" in {problem.code for problem in marc.check(ours)}


def test_yaz_reads_what_we_write(tmp_path: Path) -> None:
    if not shutil.which("yaz-marcdump"):
        pytest.skip("yaz-marcdump is not installed (make system-tools)")
    marc.write_books([(Book(title="Ābid", authors=("Andrea Hirata",)), (Copy(barcode="B1"),))] * 3, tmp_path / "a.mrc")
    done = subprocess.run(["yaz-marcdump", str(tmp_path / "a.mrc")], capture_output=True, text=True, check=True)
    assert done.stdout.count("245 10 $a Ābid /") == 3
    assert "<!--" not in done.stdout  # how yaz says that something is odd


@pytest.mark.shared
def test_real_files_lose_nothing(shared: Path) -> None:
    """Every record terminator of the ISO 2709 files is a record or a Problem."""
    records = problems = 0
    for path in sorted((shared / "data/marc").glob("*")):
        if path.suffix in {".md", ".tsv", ".sql", ".txt", ".xml"}:
            continue
        found = list(marc.read(path))
        assert len(found) >= path.read_bytes().rstrip().count(b"\x1d")
        records += sum(not isinstance(item, Problem) for item in found)
        problems += sum(isinstance(item, Problem) for item in found)
    assert records > 4000
    assert problems <= 8


@pytest.mark.parametrize(
    ("book", "country"),
    [
        (Book(title="Riyadhus Shalihin", place="Jakarta", language="ara"), "io "),
        (Book(title="Indonesia", place="Banda Aceh", language="eng"), "io "),
        (Book(title="Ekonomi", place="Ujung Pandang", isbn="9780306406157"), "io "),
        (Book(title="Fiqh", place="Beirut"), "le "),
        (Book(title="Laskar Pelangi", isbn="9789793062792", language="eng"), "io "),
        (Book(title="Sapiens", language="eng"), "xx "),
        (Book(title="Tanpa apa-apa"), "io "),
    ],
)
def test_the_country_is_that_of_the_city_then_of_the_number_then_of_the_language(book: Book, country: str) -> None:
    assert str(marc.to_record(book)["008"].data)[15:18] == country


@pytest.mark.parametrize(
    ("indicator", "entry", "name"),
    [
        ("1", "Hirata, Andrea", "Andrea Hirata"),
        ("0", "Adi, Agung Nugroho", "Agung Nugroho Adi"),
        (" ", "Soph, Ed", "Ed Soph"),
        ("0", "Jassin, H. B.", "H. B. Jassin"),
        ("0", "Abdullah bin Nuh", "Abdullah bin Nuh"),
        ("0", "Elizabeth II, 1926-2022", "Elizabeth II, 1926-2022"),
        (" ", "Tim Penyusun, penerbit dan guru", "Tim Penyusun, penerbit dan guru"),
    ],
)
def test_an_inverted_name_is_known_whatever_the_indicator_says(indicator: str, entry: str, name: str) -> None:
    record = pymarc.Record()
    record.add_field(
        pymarc.Field("100", [indicator, " "], [pymarc.Subfield("a", entry)]),
        pymarc.Field("245", ["1", "0"], [pymarc.Subfield("a", "X")]),
    )
    assert marc.from_record(record)[0].authors == (name,)


@pytest.mark.parametrize(
    ("text", "extent", "height"),
    [
        ("xii, 260 hlm.; Illus.; 23 cm", "xii, 260 hlm.; Illus.", 23),
        ("216 hlm. : 18 x 25 cm.", "216 hlm.", 25),
        ("418 hlm ; 22,9 cm", "418 hlm", 23),
        ("vi, 54 hlm", "vi, 54 hlm", None),
    ],
)
def test_a_description_that_stands_whole_in_300_a(text: str, extent: str, height: int | None) -> None:
    record = pymarc.Record()
    record.add_field(
        pymarc.Field("245", ["0", "0"], [pymarc.Subfield("a", "X")]),
        pymarc.Field("300", [" ", " "], [pymarc.Subfield("a", text)]),
    )
    book = marc.from_record(record)[0]
    assert (book.extent, book.height_cm) == (extent, height)
    kept = Book(title="X", extent=text)
    assert marc.from_record(marc.to_record(kept))[0] == kept, "what was typed as pages comes back as pages"
