"""Names as Indonesian libraries enter them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import names
from koleksi.errors import UsageError


@pytest.mark.parametrize(
    ("name", "heading", "letters"),
    [
        ("Pramoedya Ananta Toer", "Toer, Pramoedya Ananta", "TOE"),
        ("Prof. Dr. Nurcholish Madjid, M.A.", "Madjid, Nurcholish", "MAD"),
        ("Hamka", "Hamka", "HAM"),
        ("Abdullah bin Nuh", "Abdullah bin Nuh", "ABD"),
        ("Aidh al-Qarni", "Qarni, Aidh al-", "QAR"),
        ("Departemen Agama RI", "Departemen Agama RI", "DEP"),
        ("Marga T.", "Marga T.", "MAR"),
        ("The Liang Gie", "The Liang Gie", "THE"),
        ("Ki Hajar Dewantara", "Dewantara, Hajar, Ki", "DEW"),
        ("Abdur Rahman As'ari", "As'ari, Abdur Rahman", "ASA"),
        ("K.H. Hasyim Asy\u2019ari", "Asy\u2019ari, Hasyim", "ASY"),
        ("As'ad Humam", "Humam, As'ad", "HUM"),
        ("Abbas al-'Aqqad", "Aqqad, Abbas al-", "AQQ"),
        ("EKO NUGROHO", "Nugroho, Eko", "NUG"),
        ("NUGROHO, EKO", "Nugroho, Eko", "NUG"),
        ("HB JASSIN", "Jassin, HB", "JAS"),
        ("Fikri, Ali", "Fikri, Ali", "FIK"),
        ("Korea (North)", "Korea (North)", "KOR"),
        ("Andrea Hirata (penulis)", "Hirata, Andrea", "HIR"),
        ("Suharsimi Arikunto, Prof., Dr.", "Arikunto, Suharsimi", "ARI"),
        ("Sugiyono, Dr.", "Sugiyono", "SUG"),
        ("Prof. Dr. H. M. Quraish Shihab, M.A.", "Shihab, M. Quraish", "SHI"),
        ("Dr. H. B. Jassin", "Jassin, H. B.", "JAS"),
        ("Tgk. H. Muhammad Daud Beureu'eh", "Beureu'eh, Muhammad Daud", "BEU"),
        ("H. Idrus Hakimy Dt. Rajo Penghulu", "Hakimy, Idrus, Dt. Rajo Penghulu", "HAK"),
        ("Datuk Rajo Penghulu", "Penghulu, Datuk Rajo", "PEN"),
        ("Sutrisno, M.M.", "Sutrisno", "SUT"),
        ("", "", ""),
    ],
)
def test_headings(name: str, heading: str, letters: str) -> None:
    assert names.heading(name) == heading
    assert names.letters(name) == letters


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("HIRATA, Andrea.", ("Andrea Hirata",)),
        ("John M. Echols, Hassan Shadily", ("John M. Echols", "Hassan Shadily")),
        ("KUSWANDI, N; MAFAZI, David", ("N Kuswandi", "David Mafazi")),
        ("Siti Zubaidah dan Ahmad Fuadi", ("Siti Zubaidah", "Ahmad Fuadi")),
        ("Abdur Rahman As'ari dkk", ("Abdur Rahman As'ari",)),
        ("", ()),
    ],
)
def test_names_in_a_cell(cell: str, expected: tuple[str, ...]) -> None:
    assert names.split(cell) == expected


@given(st.text(max_size=40))
def test_any_text_has_a_heading_and_at_most_three_letters(text: str) -> None:
    for policy in names.POLICIES:
        names.heading(text, policy)
        assert len(names.letters(text, policy)) <= 3
        assert names.letters(text, policy) == names.letters(text, policy).upper()


@pytest.mark.parametrize(
    "name",
    [
        "Ali Fikri",
        "H. M. Daleski",
        "H. J. Lengsfelder",
        "Test Author",
        "M.M. Sharif",
        "A.M. Saefuddin",
        "Abdur Rahman As'ari",
        "As'ad Humam",
        "Aidh al-Qarni",
        "Amin Aziz",
        "Andrea Hirata",
        "Hamka",
        "Abdullah bin Nuh",
    ],
)
def test_a_heading_read_back_gives_the_name(name: str) -> None:
    assert names.from_heading(names.heading(name)) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Tolkien, J.R.R. (John Ronald Reuel), 1892-1973", "J.R.R. Tolkien"),
        ("Hirata, Andrea, 1967-", "Andrea Hirata"),
        ("Lewis, C.S. (Clive Staples)", "C.S. Lewis"),
        ("Rowling, J. K., author.", "J. K. Rowling"),
        ("Wahid, Abdurrahman, K.H.", "Abdurrahman Wahid"),
        ("Dewantara, Hajar, Ki", "Ki Hajar Dewantara"),
        ("Hakimy, Idrus, Dt. Rajo Penghulu", "Idrus Hakimy Dt. Rajo Penghulu"),
    ],
)
def test_what_catalogues_put_behind_a_name_is_known(heading: str, name: str) -> None:
    assert names.from_heading(heading) == name
    assert names.from_heading(names.heading(heading)) == name
    assert names.heading(names.from_heading(heading)) == names.heading(heading)


def test_a_name_in_capitals_has_the_same_heading_once_it_was_read() -> None:
    for typed in ("EKO NUGROHO", "SRI OWEN", "ISA Muhamad Sayf", "FARUQI Isma'il Raji al", "MOH. RIFAI"):
        assert names.heading(names.split(typed)[0]) == names.heading(typed)


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(UsageError):
        names.heading("Andrea Hirata", "middle")


@pytest.mark.shared
def test_recorded_cases(shared: Path) -> None:
    wrong = [
        (row["name"], row["heading"], names.heading(row["name"]))
        for row in csv.DictReader((shared / "data/names/cases.csv").read_text(encoding="utf-8").splitlines())
        if row["name"] != "(no author)"
        and (
            names.heading(row["name"]).casefold() != row["heading"].casefold()
            or names.letters(row["name"]) != row["cutter"]
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RASJIDI Prof. Dr. H.M", "Rasjidi, H.M"), ("SUMARDJO. Jakob", "Sumardjo, Jakob"),
        ("SOEMIRAT soleh", "Soemirat, Soleh"),
        ("GEORGE H. BODNAR", "Bodnar, George H."), ("MOH. RIFAI", "Rifai, Moh."),
    ],
)  # fmt: skip
def test_a_heading_that_lost_its_comma_keeps_its_entry_element(typed: str, expected: str) -> None:
    assert names.heading(typed) == expected


@pytest.mark.shared
@pytest.mark.parametrize(("library", "policy"), [("rlc_last", "last"), ("dumai_first", "first")])
def test_a_real_library_is_followed_where_it_follows_itself(shared: Path, library: str, policy: str) -> None:
    """Weighted by count, over the names whose heading and call number in the catalogue have the same letters."""
    right = names_ = 0
    for row in csv.DictReader((shared / f"data/names/{library}.csv").read_text(encoding="utf-8-sig").splitlines()):
        entry = "".join(c for c in row["heading_in_catalogue"].partition(",")[0] if c.isalpha()).upper()[:3]
        if entry == row["cutter_used"].upper():
            names_ += int(row["count"])
            right += int(row["count"]) * (names.letters(row["direct_form"], policy) == entry)
    assert right / names_ > 0.975


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Carlos Ruiz Zafon", "Ruiz Zafon, Carlos"),
        ("Zafón, Carlos Ruiz", "Ruiz Zafón, Carlos"),
        ("MARIO VARGAS LLOSA", "Vargas Llosa, Mario"),
        ("C. Snouck Hurgronje", "Snouck Hurgronje, C."),
        ("Dr. Christiaan Snouck Hurgronje", "Snouck Hurgronje, Christiaan"),
        ("Pedro Calderón de la Barca", "Calderón de la Barca, Pedro"),
        ("Isabel Allende", "Allende, Isabel"),
        ("Ani Ruiz Zafon", "Zafon, Ani Ruiz"),
        ("Jean de La Fontaine", "La Fontaine, Jean de"),
        ("Patricio de la Fuente", "Fuente, Patricio de la"),
    ],
)
def test_family_names_of_several_words_are_known_by_their_bearers(name: str, heading: str) -> None:
    assert names.heading(name) == heading
    assert names.heading(names.from_heading(heading)) == heading
    assert names.letters(name)[:3].casefold() == heading.replace(" ", "")[:3].casefold().replace("á", "a")
