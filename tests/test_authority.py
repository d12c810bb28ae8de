"""One heading for a name in the whole run, whatever the spellings and their order; and no other name joined to it."""

from __future__ import annotations

import csv
from pathlib import Path

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book, process
from koleksi.book import Contributor, Entry
from koleksi.job.authority import authorities_csv, of_headings, one_form, see_references
from koleksi.job.collection import Known, Record
from koleksi.names import alike

SPELLINGS = ["Rini Liya", "Rini-liya", "Riniliya", "rini liya", "LIYA, Rini", "Dra. Rini Liya, M.Pd."]


@pytest.mark.parametrize(
    "spellings",
    [
        SPELLINGS, ["H.B. Hartono", "HB Hartono", "H. B. Hartono", "HARTONO, H.B."], ["As'ari Wati", "Asari Wati"],
        ["Departemen Sosial R.I.", "DEPARTEMEN SOSIAL RI"], ["Renée Dupont", "Renee Dupont"], ["RudiHartono",
        "Rudi Hartono"],
    ],
)  # fmt: skip
def test_spellings_of_one_name(spellings: list[str]) -> None:
    assert alike(spellings) == [sorted(spellings)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rini Asari", "Rinia Sari"), ("Hartono", "H. Wati"), ("Hartono", "Rudi Hartono"),
        ("R. Hartono", "Rudi Hartono"),
        ("A. Lina", "Alina"), ("Ali Na", "Alina"), ("Rudi S. Hartono", "Rudi Hartono"),
        ("Rudi S. Hartono", "Rudis Hartono"),
        ("Rudi Hartono", "Hartono Rudi"), ("Rudi Hartono", "Rudy Hartono"), ("Rudi Hartono", "Rudi Hartono Jr."),
        ("Rudi Hartono A", "Rudi Hartonoa"), ("SDN 1 Kudus", "SDN 11 Kudus"),
        ("Dinas Sosial Kudus", "Dinas Sosial Jepara"),
    ],
)  # fmt: skip
def test_other_names_are_never_joined(one: str, other: str) -> None:
    assert alike([one, other]) == sorted([[one], [other]])


@given(st.lists(st.text(alphabet="abA .-,'", max_size=12), max_size=8))
def test_every_name_stands_in_one_group(names: list[str]) -> None:
    groups = alike(names)
    assert sorted(name for group in groups for name in group) == sorted(set(names))
    assert groups == alike(reversed(names))


def record(*authors: str, known: Book | None = None, **others: object) -> Record:
    book = Book(title="Judul", authors=authors, **others)  # type: ignore[arg-type]  # fields of a Book
    return Record(book=book, rows=(), known=Known(Entry(book=known)) if known else None)


@given(st.permutations(["Rini Liya", "Rini Liya", "Rini-liya", "Riniliya", "Lina Wati"]))
def test_the_commonest_form_is_taken_whatever_the_order(names: list[str]) -> None:
    records, headings = one_form([record(name) for name in names], "last")
    assert sorted(one.book.authors[0] for one in records) == ["Lina Wati", *["Rini Liya"] * 4]
    assert [(one.text, one.titles, one.others) for one in headings] == [
        ("Liya, Rini", 4, ("Rini-liya", "Riniliya")), ("Wati, Lina", 1, ()),
    ]  # fmt: skip


def test_of_equally_common_forms_the_most_complete() -> None:
    (one, other), (heading,) = one_form([record("M Rudi Hartono"), record("M. Rudi Hartono")], "last")
    assert one.book.authors == other.book.authors == ("M. Rudi Hartono",)
    assert heading.others == ("Hartono, M Rudi",)
    assert list(see_references([heading])) == []  # a reader finds it beside the heading


def test_a_form_with_strange_marks_or_in_capitals_is_taken_only_where_there_is_no_other() -> None:
    odd = [record("Rini Wa\\'ti"), record("Rini Wa\\'ti"), record("Rini Wa'ti")]
    assert {one.book.authors for one in one_form(odd, "last")[0]} == {("Rini Wa'ti",)}
    loud = [record("DINAS SOSIAL"), record("DINAS SOSIAL"), record("Dinas Sosial")]
    assert {one.book.authors for one in one_form(loud, "last")[0]} == {("Dinas Sosial",)}


def test_a_catalogue_keeps_its_own_form() -> None:
    known = record("Rini-liya", known=Book(title="Judul", authors=("Rini-liya",)))
    records, _ = one_form([known, record("Rini Liya"), record("Rini Liya")], "last")
    assert {one.book.authors for one in records} == {("Rini-liya",)}


def test_contributors_and_bodies_take_part() -> None:
    translated = record("Lina Wati", contributors=(Contributor(name="Rini-liya", role="translator"),))
    records, _ = one_form([translated, record("Rini Liya"), record("Rini Liya", "Riniliya")], "last")
    assert records[0].book.contributors[0].name == "Rini Liya" and records[2].book.authors == ("Rini Liya",)
    said = record("Rumah Singgah", bodies=("Rumah Singgah",))
    assert [(one.text, one.body) for one in one_form([said], "last")[1]] == [("Rumah Singgah", True)]


def test_a_run_has_one_heading_and_tells_the_others(tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(
        "Judul,Pengarang\nLaut,Rini Liya\nPasir,Rini Liya\nAngin,Rini-liya\nHujan,LIYA RINI\n", encoding="utf-8"
    )
    process.run([source], tmp_path / "hasil")
    with (tmp_path / "hasil/katalog.mrc").open("rb") as stream:
        headings = [found["100"]["a"] for found in pymarc.MARCReader(stream)]
    assert sorted(headings) == ["Liya, Rini", "Liya, Rini", "Liya, Rini", "Rini, Liya"]
    with (tmp_path / "hasil/pengarang.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[1:] == [["Liya, Rini", "orang", "3", "Rini-liya"], ["Rini, Liya", "orang", "1", ""]]
    assert "Rini-liya" in (tmp_path / "hasil/masalah.csv").read_text(encoding="utf-8-sig")
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir() if path.suffix != ".db"}
    process.run([source], tmp_path / "hasil")
    assert all(
        (tmp_path / "hasil" / name).read_bytes() == content for name, content in before.items() if "db" not in name
    )


def test_the_list_and_the_notes_of_headings() -> None:
    _, headings = one_form([record("Rini Liya"), record("Rini Liya"), record("Rini-liya")], "last")
    assert authorities_csv(headings).decode() == 'tajuk,jenis,judul,lihat dari\r\n"Liya, Rini",orang,3,Rini-liya\r\n'
    (note,) = of_headings(headings)
    assert note.value == "Liya, Rini" and "Rini-liya" in note.what.en and note.severity == "note"
    assert list(see_references(headings)) == [("Rini-liya", "Liya, Rini")]


def test_a_body_stays_one_when_its_other_form_is_chosen() -> None:
    loud, plain = "BINA PUSTAKA MANDIRI", "Bina Pustaka Mandiri"
    records, headings = one_form([record(loud, bodies=(loud,)), record(plain), record(plain)], "last")
    assert all(one.book.authors == one.book.bodies == (plain,) for one in records)
    assert [heading.text for heading in headings] == [plain]
