"""Issues of a periodical in MARC's holdings: captions and values that agree with the words beside them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pymarc
import pytest

from koleksi import Book, marc
from koleksi.book import Copy, MarcField

TITLE = Book(title="Warta Kebun", publisher="Kebun Media")


def record(*issues: str, book: Book = TITLE, profile: str = "indomarc") -> pymarc.Record:
    copies = [Copy(number=1, issue=issue, barcode=f"B{n}") for n, issue in enumerate(issues, start=1)]
    return marc.to_record(book, copies, profile)


def told(record: pymarc.Record, *tags: str) -> list[str]:
    return [f"{field.tag} {''.join(field.indicators)} {field.format_field()}" for field in record.get_fields(*tags)]


def subfields(record: pymarc.Record, tag: str) -> list[str]:
    return ["".join(f"${one.code}{one.value}" for one in field.subfields) for field in record.get_fields(tag)]


@pytest.mark.parametrize(
    ("issue", "captions", "values"),
    [
        ("Vol. 12 No. 5, Mei 2016", "$8 1$aVol.$bNo.$i(year)$j(month)", "$8 1.1$a12$b5$i2016$j05"),
        ("No. 450", "$8 1$aNo.", "$8 1.1$a450"),
        ("No. 12-13, 2010", "$8 1$aNo.$i(year)", "$8 1.1$a12/13$i2010"),
        ("8-14 Agustus 2016", "$8 1$i(year)$j(month)$k(day)", "$8 1.1$i2016$j08$k08/14"),
        ("29 Agustus-4 September 2016", "$8 1$i(year)$j(month)$k(day)", "$8 1.1$i2016$j08/09$k29/04"),
        ("26 Desember-1 Januari 2017", "$8 1$i(year)$j(month)$k(day)", "$8 1.1$i2016/2017$j12/01$k26/01"),
        ("Januari-April 1999", "$8 1$i(year)$j(month)", "$8 1.1$i1999$j01/04"),
        ("Vol. 11, Winter 1994", "$8 1$aVol.$i(year)$j(season)", "$8 1.1$a11$i1994$j24"),
        ("2010", "$8 1$i(year)", "$8 1.1$i2010"),
        ("No. 451: Anggrek Bulan", "$8 1$aNo.", "$8 1.1$a451$oAnggrek Bulan"),
    ],
)
def test_an_issue_in_codes(issue: str, captions: str, values: str) -> None:
    made = record(issue)
    assert subfields(made, "853") == [captions.replace("$8 ", "$8")]
    assert subfields(made, "863") == [values.replace("$8 ", "$8")]
    assert subfields(made, "866") == [f"$81.1$a{issue}"]
    assert {"".join(field.indicators) for field in made.get_fields("863")} == {"43"}


@pytest.mark.parametrize("issue", ["Mei minggu 2 2010", "Suplemen", "edisi kemerdekaan", "No. 5 (dua jilid)"])
def test_what_codes_cannot_say_stands_in_words_alone(issue: str) -> None:
    made = record(issue)
    assert not made.get_fields("853", "854", "863", "864")
    assert [field["8"] for field in made.get_fields("866", "867")] == ["0"]


def test_issues_of_one_pattern_share_its_captions() -> None:
    made = record("No. 450, 2007", "Mei 2008", "No. 451, 2007", "No. 450, 2007", "Suplemen, Mei 2008")
    assert subfields(made, "853") == ["$81$aNo.$i(year)", "$82$i(year)$j(month)"]
    assert subfields(made, "854") == ["$83$i(year)$j(month)$oSuplemen"]
    assert subfields(made, "863") == ["$81.1$a450$i2007", "$82.1$i2008$j05", "$81.2$a451$i2007"]
    assert subfields(made, "864") == ["$83.1$i2008$j05"]
    assert [field["8"] for field in made.get_fields("866", "867")] == ["1.1", "2.1", "1.2", "3.1"]


def test_read_and_written_again_they_are_the_same() -> None:
    made = record("No. 450, 2007", "Mei 2008", "No. 451, 2007", "Mei minggu 2 2010")
    book, copies = marc.from_record(made)
    assert not [one for one in book.marc_fields if one.tag[:2] in ("85", "86")]
    assert marc.to_record(book, copies).as_marc() == made.as_marc()


def test_the_holdings_of_another_library_keep_their_links() -> None:
    theirs = (
        MarcField("853", "20", (("8", "1"), ("a", "v."), ("i", "(year)"))),
        MarcField("863", "40", (("8", "1.1"), ("a", "1-30"), ("i", "1970-1999"))),
    )
    made = record("No. 450, 2007", "Mei 2008", book=TITLE.but(marc_fields=theirs))
    assert sorted(subfields(made, "853")) == ["$81$av.$i(year)", "$82$aNo.$i(year)", "$83$i(year)$j(month)"]
    assert sorted(subfields(made, "863")) == ["$81.1$a1-30$i1970-1999", "$82.1$a450$i2007", "$83.1$i2008$j05"]
    book, copies = marc.from_record(made)
    assert [one for one in book.marc_fields if one.tag in ("853", "863", "866")] == list(theirs)
    assert marc.to_record(book, copies).as_marc() == made.as_marc()


def test_each_system_gets_what_it_reads() -> None:
    """Koha's framework has the pairs; INLISLite shows its 863 as it stands, and SLiMS reads none of them."""
    assert subfields(record("No. 450", profile="koha"), "863") == ["$81.1$a450"]
    inlislite = record("No. 450", profile="inlislite")
    assert not inlislite.get_fields("853", "863") and subfields(inlislite, "866") == ["$80$aNo. 450"]
    assert not record("No. 450", profile="slims").get_fields("853", "863", "866")


@pytest.mark.skipif(not shutil.which("yaz-marcdump"), reason="yaz is not installed")
def test_yaz_and_pymarc_read_them(tmp_path: Path) -> None:
    made = record("Vol. 12 No. 5, Mei 2016", "29 Agustus-4 September 2016", "Suplemen, Mei 2008")
    path = tmp_path / "warta.mrc"
    assert marc.write([made], path) == [] and marc.check(made) == []
    (again,) = pymarc.MARCReader(path.read_bytes())
    assert again and told(again, "853", "854", "863", "864") == told(made, "853", "854", "863", "864")
    dumped = subprocess.run(["yaz-marcdump", path], capture_output=True, text=True, check=True)
    assert "863 43 $8 1.1 $a 12 $b 5 $i 2016 $j 05" in dumped.stdout and not dumped.stderr
