"""Other people's programs read what we write: yaz-marcdump, Perl's MARC::Record, MARC::Lint and MARC::File::XML."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from koleksi import Book, Contributor, Copy, Problem, marc
from koleksi._marc.rules import _rules

BOOKS = [
    Book(
        title="Laskar Pelangi",
        subtitle="edisi film",
        authors=("Andrea Hirata",),
        publisher="Bentang",
        place="Yogyakarta",
        year=2005,
        isbn="9789793062792",
        language="ind",
        ddc="899.2213",
        call_number="899.221 HIR l",
        extent="534 hlm.",
        height_cm=21,
        series="Tetralogi",
        subjects=("Novel",),
        edition="Cet. 3",
    ),
    Book(
        title="Tafsīr al-Jalālayn",
        authors=("Jalāl al-Dīn al-Suyūṭī",),
        language="ara",
        ddc="2X1.3",
        year=1998,
        notes=("Teks Arab", "Bibliografi: hlm. 7"),
        extent="2 jilid",
    ),
    Book(
        title="The Jungle Book",
        authors=("Rudyard Kipling",),
        contributors=(Contributor(name="Anna Sui", role="translator"),),
        language="eng",
        wrong_isbns=("12345",),
        volume="2",
        part_title="Two",
    ),
    Book(
        title="Statistik <Desa> & \"Kota\" 'a'",
        authors=("Badan Pusat Statistik",),
        year=2020,
        summary="Isi.",
        audience="Dewasa",
    ),
]
HELD = [
    (book, (Copy(barcode=f"B{n}", accession=f"{n}/H/2026", price=5000), Copy(barcode=f"C{n}", number=2)))
    for n, book in enumerate(BOOKS)
]


def perl(module: str) -> bool:
    return (
        bool(shutil.which("perl"))
        and subprocess.run(["perl", f"-M{module}", "-e", "1"], capture_output=True).returncode == 0
    )


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@pytest.mark.skipif(not shutil.which("yaz-marcdump"), reason="yaz-marcdump is not installed (make system-tools)")
@pytest.mark.parametrize("profile", marc.PROFILES)
def test_yaz_carries_every_record_from_iso_to_xml_and_back(profile: str, tmp_path: Path) -> None:
    ours, xml = tmp_path / "a.mrc", tmp_path / "a.xml"
    assert marc.write_books(HELD, ours, profile=profile) == []
    assert "<!--" not in run("yaz-marcdump", str(ours))  # how yaz says that something is odd
    xml.write_text(run("yaz-marcdump", "-o", "marcxml", str(ours)), encoding="utf-8")
    back = tmp_path / "b.mrc"
    back.write_bytes(
        subprocess.run(
            ["yaz-marcdump", "-i", "marcxml", "-o", "marc", "-l", "9=97", str(xml)], capture_output=True, check=True
        ).stdout
    )
    here, there = (
        [marc.from_record(item) for item in marc.read(path) if not isinstance(item, Problem)] for path in (ours, back)
    )
    assert here == there and len(here) == len(BOOKS)


LINT = r"""
use MARC::Batch;
use MARC::Lint;
binmode STDOUT, ':utf8';
my $lint = MARC::Lint->new;
my $batch = MARC::Batch->new('USMARC', $ARGV[0]);
while (my $record = $batch->next) {
    $lint->check_record($record);
    print "$_\n" for $lint->warnings, $batch->warnings;
    print "read\n";
}
"""


@pytest.mark.skipif(not perl("MARC::Lint"), reason="MARC::Lint is not installed (make system-tools)")
def test_marc_lint_only_minds_the_hyphens_that_perpusnas_asks_for(tmp_path: Path) -> None:
    marc.write_books(HELD, tmp_path / "a.mrc", library="TBM")
    said = run("perl", "-e", LINT, str(tmp_path / "a.mrc")).splitlines()
    assert said.count("read") == len(BOOKS)
    assert [line for line in said if line != "read"] == ["020: Subfield a may have invalid characters."]


XML = r"""
use MARC::Batch;
use MARC::File::XML (BinaryEncoding => 'utf8', RecordFormat => 'MARC21');
binmode STDOUT, ':utf8';
my $batch = MARC::Batch->new('XML', $ARGV[0]);
while (my $record = $batch->next) { print $record->title, "\n"; }
"""


@pytest.mark.skipif(not perl("MARC::File::XML"), reason="MARC::File::XML is not installed (make system-tools)")
def test_perl_reads_the_same_titles_in_xml(tmp_path: Path) -> None:
    marc.write_books(HELD, tmp_path / "a.xml", xml=True)
    titles = run("perl", "-e", XML, str(tmp_path / "a.xml")).splitlines()
    assert len(titles) == len(BOOKS)
    assert all(title.startswith(book.title) for title, book in zip(titles, BOOKS, strict=True))


WRONG = {  # a fault that both must see: (tag, indicators, subfields), our code for it
    "bad ISBN": ("020", "  ", (("a", "9789793062793"),), "020-isbn"),
    "indicator": ("250", "1 ", (("a", "Cet. 1"),), "indicator"),
    "language of two letters": ("041", "0 ", (("a", "id"),), "041-code"),
    "second main entry": ("110", "2 ", (("a", "Balai Pustaka"),), "two-main-entries"),
}


@pytest.mark.skipif(not perl("MARC::Lint"), reason="MARC::Lint is not installed (make system-tools)")
@pytest.mark.parametrize("name", WRONG)
def test_our_check_sees_what_marc_lint_sees(name: str, tmp_path: Path) -> None:
    from koleksi._marc.fields import Raw, to_pymarc

    tag, indicators, subfields, code = WRONG[name]
    record = marc.to_record(BOOKS[0])
    assert marc.check(record) == []
    record.add_field(*to_pymarc(Raw(" " * 24, ((tag, indicators, subfields),))).fields)
    assert code in {problem.code for problem in marc.check(record)}
    marc.write([record], tmp_path / "a.mrc")
    assert run("perl", "-e", LINT, str(tmp_path / "a.mrc")).strip() != "read"


NUMBERED = r"""
use MARC::File::USMARC;
use MARC::Lint;
my $lint = MARC::Lint->new;
my $file = MARC::File::USMARC->in($ARGV[0]);
my $n = 0;
while (my $record = $file->next) {
    $n++;
    eval { $lint->check_record($record) };
    print "$n $_\n" for $lint->warnings;
}
"""
FORM = {
    "indicator": r"Indicator \d",
    "subfield-unknown": r"Subfield _[^A-Z] is not allowed",
    "subfield-repeated": r"Subfield _\S is not repeatable",
}


@pytest.mark.shared
@pytest.mark.skipif(not perl("MARC::Lint"), reason="MARC::Lint is not installed (make system-tools)")
def test_marc_lint_complains_of_the_same_indicators_and_subfields(shared: Path, tmp_path: Path) -> None:
    """Over real records, for the fields that we have rules for. Lint looks into 880 too, and names the other field."""
    records = [
        record
        for path in sorted((shared / "data/marc").glob("*.mrc"))
        for record in marc.read(path)
        if not isinstance(record, Problem) and "245" in record and "880" not in record and record.leader[6] in "am"
    ]
    path = tmp_path / "all.mrc"
    marc.write(records, path)  # a few are longer than the format allows, and left out
    said = [line.split(" ", 2) for line in run("perl", "-e", NUMBERED, str(path)).splitlines()]
    lint = {
        (int(n), tag.rstrip(":"), kind)
        for n, tag, what in said
        for kind in FORM
        if tag[:3] in _rules() and re.match(FORM[kind], what)
    }
    read_back = enumerate(marc.read(path), start=1)
    ours = {
        (n, problem.column, problem.code)
        for n, record in read_back
        for problem in marc.check(record)
        if problem.code in FORM
    }
    assert len(lint) > 1000
    assert ours == lint
