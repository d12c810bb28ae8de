"""What Koha's import needs: ISBNs as MARC 21 has them, its own number for a record that it knows, new items alone."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pymarc
import pytest

from koleksi import Book, Copy, marc, process
from koleksi.job.memory.folder import accept

FIVE = "978-979-3062-79-2"
LDR = ("LDR", "00000nam a2200000 i 4500", ())


def isbns(record: pymarc.Record) -> list[str]:
    return [value for field in record.get_fields("020") for value in field.get_subfields("a", "z")]


def test_an_isbn_has_hyphens_in_indomarc_and_none_in_koha() -> None:
    book = Book(title="Judul", isbn=FIVE, other_isbns=["9780306406157"], wrong_isbns=["978-979-3062-79-0", "salah-1"])
    indomarc, koha = (marc.to_record(book, [Copy()], profile=profile) for profile in ("indomarc", "koha"))
    assert isbns(indomarc)[:2] == [FIVE, "978-0-306-40615-7"]
    assert isbns(koha) == ["9789793062792", "9780306406157", "9789793062790", "salah-1"]


@pytest.mark.parametrize("typed", [f"{FIVE} (jil. 1)", "9789793062792 (jil. 1)"])
def test_an_isbn_that_a_record_brought_is_written_as_each_system_wants_it(typed: str) -> None:
    fields = [("020", "  ", (("a", typed), ("c", "Rp50.000"))), ("245", "00", (("a", "Judul"),))]
    book, copies = marc.from_fields(fields)
    indomarc, koha = (marc.to_record(book, copies, profile=profile) for profile in ("indomarc", "koha"))
    assert isbns(indomarc)[0].startswith(FIVE) and isbns(koha)[0].startswith("9789793062792")
    assert indomarc["020"]["c"] == koha["020"]["c"] == "Rp50.000"


def test_what_is_read_from_koha_mrc_says_no_more_than_its_book() -> None:
    book = Book(title="Judul", isbn=FIVE, other_isbns=["9780306406157"])
    read, _ = marc.from_record(marc.to_record(book, [Copy()], profile="koha"))
    assert (read.isbn, read.other_isbns) == (book.isbn.replace("-", ""), book.other_isbns)
    assert "020" not in {field.tag for field in read.marc_fields}


def catalogue(path: Path, *records: Sequence[tuple[str, str, object]]) -> Path:
    made = []
    for fields in records:
        book, copies = marc.from_fields(fields)  # type: ignore[arg-type] # a tuple of pairs or nothing
        made.append(marc.to_record(book, copies, profile="koha"))
    assert marc.write(made, path) == []
    return path


def record(number: str, title: str, isbn: str, koha: str) -> list[tuple[str, str, object]]:
    return [
        ("001", number, ()),
        ("020", "  ", (("a", isbn),)),
        ("245", "00", (("a", title),)),
        ("952", "  ", (("p", f"K{number}"), ("9", f"7{koha}"))),
        ("999", "  ", (("c", koha), ("d", koha))),
    ]


def numbers(path: Path) -> dict[str, list[str]]:
    """Title -> the numbers by which Koha's rule KohaBiblio finds its record."""
    read = [one for one in marc.read(path) if isinstance(one, pymarc.Record)]
    return {str(one["245"]["a"]).rstrip(". "): [f["c"] for f in one.get_fields("999")] for one in read}


def test_a_copy_of_a_known_record_brings_the_number_koha_knows_it_by(tmp_path: Path) -> None:
    known = catalogue(tmp_path / "koha-export.mrc", record("17", "Laskar Pelangi", FIVE, "17"))
    source = tmp_path / "a.csv"
    source.write_text(f"Judul,ISBN,Harga\nLaskar Pelangi,{FIVE},50000\nBuku Lain,,\n", encoding="utf-8")
    process.run([source], tmp_path / "out", against=known)
    assert numbers(tmp_path / "out" / "koha.mrc") == {"Laskar Pelangi": ["17"], "Buku Lain": []}
    (joined, _) = marc.read(tmp_path / "out" / "koha.mrc")
    assert isinstance(joined, pymarc.Record)
    assert [field.get_subfields("9") for field in joined.get_fields("952")] == [[]]  # new items have no number yet


def test_numbers_of_another_koha_are_not_those_of_ours(tmp_path: Path) -> None:
    known = catalogue(tmp_path / "ours.mrc", record("17", "Laskar Pelangi", FIVE, "17"))
    theirs = [record("55", "Laskar Pelangi", FIVE, "55"), record("17", "Bumi Manusia", "9780306406157", "17")]
    process.run([catalogue(tmp_path / "theirs.mrc", *theirs)], tmp_path / "out", against=known)
    assert numbers(tmp_path / "out" / "koha.mrc") == {"Laskar Pelangi": ["17"], "Bumi Manusia": []}
    items = [one for one in marc.read(tmp_path / "out" / "koha.mrc") if isinstance(one, pymarc.Record)]
    assert [field.get_subfields("9") for one in items for field in one.get_fields("952")] == [[], []]


def test_without_a_catalogue_the_numbers_of_the_only_koha_stay(tmp_path: Path) -> None:
    source = catalogue(tmp_path / "ours.mrc", record("17", "Laskar Pelangi", FIVE, "17"))
    process.run([source], tmp_path / "out")
    assert numbers(tmp_path / "out" / "koha.mrc") == {"Laskar Pelangi": ["17"]}


HEAD = "Judul,Pengarang,Eks\n"


def barcodes(folder: Path) -> tuple[list[str], list[str]]:
    """Of the items for Koha and of the rows for INLISLite."""
    koha = [field["p"] for one in marc.read(folder / "koha.mrc") if isinstance(one, pymarc.Record)
            for field in one.get_fields("952")]  # fmt: skip
    sheets = [openpyxl.load_workbook(path)["Sheet1"] for path in sorted(folder.glob("inlislite-*.xlsx"))]
    return sorted(koha), sorted(str(row[3]) for one in sheets for row in one.iter_rows(min_row=3, values_only=True))


def test_baru_has_only_the_copies_that_the_systems_do_not_have(tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "out"
    source.write_text(HEAD + "Laskar Pelangi,Andrea Hirata,2\nBumi Manusia,Pramoedya,1\n", encoding="utf-8")
    process.run([source], out)
    accept(out)
    source.write_text(
        HEAD + "Laskar Pelangi,Andrea Hirata,3\nBumi Manusia,Pramoedya,1\nBuku Baru,,1\n", encoding="utf-8"
    )
    process.run([source], out)
    with (out / "slims_item.csv").open(encoding="utf-8", newline="") as stream:
        everything = sorted(row[0] for row in csv.reader(stream))
    assert barcodes(out) == (everything, everything) and len(everything) == 5
    koha, inlislite = barcodes(out / "baru")
    assert koha == inlislite == ["B0000004", "B0000005"]
    assert len(list(marc.read(out / "baru" / "koha.mrc"))) == 2


def test_a_class_decided_later_goes_to_koha_with_its_copies_and_not_to_inlislite(tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "out"
    source.write_text("Judul,Klasifikasi,Eks\nBuku Pertama,100,2\nBuku Kedua,200,1\n", encoding="utf-8")
    process.run([source], out)
    accept(out)
    source.write_text("Judul,Klasifikasi,Eks\nBuku Pertama,300,2\nBuku Kedua,200,1\n", encoding="utf-8")
    process.run([source], out)
    assert barcodes(out / "baru") == (["B0000001", "B0000002"], [])


def test_inlislite_gets_a_known_title_in_the_words_by_which_it_knows_it(tmp_path: Path) -> None:
    known = catalogue(tmp_path / "known.mrc", record("17", "Laskar Pelangi", FIVE, "17"))
    source = tmp_path / "a.csv"
    source.write_text(f"Judul,Penerbit,Tahun,ISBN\nLaskar Pelangi,Bentang,2005,{FIVE}\n", encoding="utf-8")
    process.run([source], tmp_path / "out", against=known)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "inlislite-001.xlsx")["Sheet1"]
    row = {str(head.value): cell.value for head, cell in zip(sheet[1], sheet[3], strict=True)}
    assert (row["JUDUL UTAMA"], row["PENERBIT"], row["TAHUN TERBIT"]) == ("Laskar Pelangi", None, None)


MARC_BATCH = """use MARC::Batch; my $b = MARC::Batch->new('USMARC', $ARGV[0]); $b->strict_on(); my $n = 0;
while (my $r = $b->next()) { $n++; warn $_ for $r->warnings(); print join('|', map { $_->subfield('a') // '' }
$r->field('020')), "\\n"; } warn $_ for $b->warnings();"""


@pytest.mark.skipif(not shutil.which("yaz-marcdump"), reason="yaz-marcdump is not installed (make system-tools)")
def test_yaz_and_perl_read_koha_mrc_without_a_complaint(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(
        f"Judul,Pengarang,ISBN,Eks\nLaskar Pelangi,Andrea Hirata,{FIVE},3\nقرآن 😀,,,1\n", encoding="utf-8"
    )
    process.run([source], tmp_path / "out")
    path = tmp_path / "out" / "koha.mrc"
    yaz = subprocess.run(["yaz-marcdump", "-n", path], capture_output=True, check=True)
    assert (yaz.stdout + yaz.stderr).strip() == b""
    if subprocess.run(["perl", "-MMARC::Batch", "-e1"], capture_output=True).returncode:
        pytest.skip("Perl's MARC::Batch is not installed")
    perl = subprocess.run(["perl", "-e", MARC_BATCH, path], capture_output=True, check=True)
    assert perl.stderr == b"" and perl.stdout.split() == [b"9789793062792"]
