"""Names as volunteers type them: stops, degrees, roles, several in a cell; and what no heading may look like."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koleksi import names
from koleksi._names.typed import LONGEST, tidy
from koleksi._terms.degrees import are_degrees, is_degree


def headings(cell: str) -> list[str]:
    return [names.heading(name) for name in names.split(cell)]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("Rini W.Lestari", "Lestari, Rini W."), ("B.C.Hartono", "Hartono, B.C."), ("Sn.Wati", "Wati, Sn."),
        ("Dra.Hj.Sulastri", "Sulastri"), ("KH.Ridwan", "Ridwan"), ("Prof.Dr.H.M.Amin Lestari", "Lestari, M. Amin"),
        ("Lina F.Ch.Hartono", "Hartono, Lina F.Ch."), ("DR.RINI LESTARI", "Lestari, Rini"),
        ("HARTONO. Rini.", "Hartono, Rini"), ("HARTONO. E.", "Hartono, E."), ("MOCH. HARTONO", "Hartono, Moch."),
        ("PERPUS.COM", "PERPUS.COM"),
    ],
)  # fmt: skip
def test_a_stop_without_a_blank_ends_a_word(typed: str, heading: str) -> None:
    assert names.heading(typed) == heading


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Drs.Hartono,Drs.Rudi Lestari", ["Hartono", "Lestari, Rudi"]),
        ("DR. Hartono Drs. Ridwan M.Pd.", ["Hartono", "Ridwan"]),
        ("Rudi Hartono, S.Pd dan Lina Wati, M.Pd", ["Hartono, Rudi", "Wati, Lina"]),
        ("Rudi Hartono S.Pd., Lina Wati M.Pd.", ["Hartono, Rudi", "Wati, Lina"]),
        ("RUDI P.HARTONO,LINA F.WATI", ["Hartono, Rudi P.", "Wati, Lina F."]),
        ("HARTONO, Drs. Rudi", ["Hartono, Rudi"]),
        ("Irjen. Pol. Drs. Rudi Hartono, M.A., Ph.D.", ["Hartono, Rudi"]),
        ("Mayjen (Purn) Rudi Hartono", ["Hartono, Rudi"]),
        ("RASYID Prof. Dr. H.M", ["Rasyid, H.M"]),
        ("1. Rudi Hartono 2. Lina Wati", ["Hartono, Rudi", "Wati, Lina"]),
        ("1) Rudi Hartono; 2) Lina Wati", ["Hartono, Rudi", "Wati, Lina"]),
        ("Rudi Hartono - Lina Wati", ["Hartono, Rudi", "Wati, Lina"]),
        ("Rudi Hartono + Lina Wati", ["Hartono, Rudi", "Wati, Lina"]),
        ("Rudi Hartono. Lina Wati.", ["Hartono, Rudi", "Wati, Lina"]),
        ("Karl - Erik Berg", ["Berg, Karl - Erik"]),
        ("Moch. Rudi Hartono", ["Hartono, Moch. Rudi"]),
        ("Rudi Hartono & Tim", ["Hartono, Rudi"]),
        ("Rudi Hartono, Tim", ["Hartono, Rudi"]),
        ("Rudi Hartono, Tim Guru Kudus", ["Hartono, Rudi", "Tim Guru Kudus"]),
        ("Mayor Jenderal TNI (Purn.) Rudi Hartono", ["Hartono, Rudi"]),
        ("Rudi Hartono (1980)", ["Hartono, Rudi"]),
        ("Rudi Hartono*", ["Hartono, Rudi"]),
        ("K H Rudi Hartono", ["Hartono, Rudi"]),
        ("RHAKA (Haji Rudi Hartono)", ["Rhaka (Haji Rudi Hartono)"]),
        ("al hamdani", ["Hamdani, al-"]),
    ],
)
def test_persons_with_titles_in_one_cell(cell: str, expected: list[str]) -> None:
    assert headings(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "Rudi Hartono SH, MH", "Rudi Hartono, S.H. M.Hum.", "dr. H. Rudi Hartono MPH", "Prof. Rudi Hartono M.A. dkk.",
        "Rudi Hartono,S.Kom,M.T.I", "Rudi Hartono,S,Si,M.Si", "Rudi Hartono, Ph|D", "Rudi Hartono, S.T.P.",
        "Rudi Hartono, MBA,AKT", "Rudi Hartono, S.E., Ak., CRMP., QRST.", "RUDI HARTONO, SE, MM",
        "Rudi Hartono S.S, M.A",
        "Dr. Rudi Hartono SpOG", "Rudi Hartono, M. Com", "Rudi Hartono, SH. MA. MM", "Dr. Rudi Hartono, M.Xyz.",
        "Prof. Dr. Rudi Hartono, M.Kes., PKK.", "Rudi Hartono M. Com (Hons)", "Rudi Hartono, Sp. K. J.",
        "RUDI HARTONO,C,HT",
        "Rudi Hartono; MSc", "Rudi Hartono, B.Agr.Sc., Ph.D", "Dr. Eng. Rudi Hartono",
        "Dr., dr., Rudi Hartono, Akuntan", "Ps. Rudi Hartono", "H. Rudi Hartono Lc., Al-Hafiz",
    ],
)  # fmt: skip
def test_degrees_are_neither_persons_nor_in_headings(cell: str) -> None:
    assert headings(cell) == ["Hartono, Rudi"]


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("HARTONO, Ali.", "Hartono, Ali"), ("Herbert, Spencer", "Herbert, Spencer"), ("Alwi, Des.", "Alwi, Des"),
        ("Hartono, A.K.", "Hartono, A.K."), ("Hartono M.B", "Hartono M.B"), ("Yo-Yo Ma", "Ma, Yo-Yo"),
        ("Lestari, R.A.", "Lestari, R.A."), ("DR. SITI LESTARI", "Lestari, Siti"),
        ("Drs. Hartono HM, M.Si.", "Hartono HM"),
        ("RAHMAN, M.A.", "Rahman, M.A."), ("M.R. Hartono", "Hartono, M.R."), ("H.J. Hartono", "Hartono, H.J."),
        ("A. Hartono Z.", "Hartono Z., A."), ("K.H. Hartono", "Hartono"), ("LIM P.S Rini", "Lim, P.S Rini"),
        ("PAUL VAN DER BERG", "Berg, Paul van der"),
        ("Strong, Anna", "Strong, Anna"), ("Hartono M.A.K", "Hartono M.A.K"),
    ],
)  # fmt: skip
def test_names_and_initials_that_look_like_degrees_stay(typed: str, heading: str) -> None:
    assert [names.heading(name) for name in names.split(typed)] == [heading]


@pytest.mark.parametrize(
    "cell", ["NN", "N.N.", "Anonim", "anonymous", "Tim", "-", "--", "dkk", "et al.", "(tanpa nama)"]
)
def test_nobody_is_no_author(cell: str) -> None:
    assert names.split(cell) == ()
    assert names.split(f"{cell}; Rudi Hartono") == ("Rudi Hartono",)


@pytest.mark.parametrize(
    "mark",
    ["dkk", "dkk.", "ddk", "d.k.k.", ", dkk.", "[et al.]", "et al", "dll", "dan kawan-kawan", "... [dkk.]", "(dkk)"],
)
def test_others_are_not_named(mark: str) -> None:
    assert names.split(f"Rudi Hartono {mark}") == ("Rudi Hartono",)
    assert names.heading(f"Rudi Hartono {mark}") == "Hartono, Rudi"


@pytest.mark.parametrize(
    ("typed", "heading", "direct"),
    [
        ("Harry P. Dunn, Jr.", "Dunn, Harry P., Jr.", "Harry P. Dunn Jr."),
        ("HARRY DUNN,JR", "Dunn, Harry, Jr.", "Harry Dunn Jr."),
        ("Dunn, Harry P., Jr.", "Dunn, Harry P., Jr.", "Harry P. Dunn Jr."),
        ("Dunn, Harry P. Jr.", "Dunn, Harry P., Jr.", "Harry P. Dunn Jr."),
        ("Harry Paul Dunn III", "Dunn, Harry Paul, III", "Harry Paul Dunn III"),
        ("Hamengkubuwono II", "Hamengkubuwono II", "Hamengkubuwono II"),
    ],
)
def test_the_mark_of_a_generation_stands_behind(typed: str, heading: str, direct: str) -> None:
    assert names.heading(typed) == heading
    assert names.split(typed) == (direct,)
    assert names.from_heading(heading) == direct


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("Amin Dt. Rajo", "Rajo, Amin Dt."), ("Sutan Rudi Hartono", "Hartono, Sutan Rudi"),
        ("Raden Ajeng Lestari", "Lestari, Raden Ajeng"),
        ("H. Rudi Amin Dt. Rajo Nan Putih", "Amin, Rudi, Dt. Rajo Nan Putih"),
        ("Tjoa Hok Sien", "Tjoa Hok Sien"), ("Kim Nam Ho", "Kim Nam Ho"), ("Wang Xiaoming", "Wang Xiaoming"),
        ("Tan Lina", "Lina, Tan"), ("Rudi S. Tjoa Hok Sien", "Tjoa Hok Sien, Rudi S."), ("Sun Tzu", "Sun Tzu"),
        ("Ursula K. Le Guin", "Le Guin, Ursula K."), ("Antoine de Saint Exupéry", "Saint Exupéry, Antoine de"),
        ("Antoine de Saint-Exupéry", "Saint-Exupéry, Antoine de"), ("Nur St. Hartono", "Hartono, Nur St."),
        ("RAZI-Al", "Razi, al-"), ("Asy Syaikh Abdul Hamid", "Hamid, Abdul"), ("ali al-hamdani", "Hamdani, Ali al-"),
    ],
)  # fmt: skip
def test_names_of_other_kinds(typed: str, heading: str) -> None:
    assert names.heading(typed) == heading


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("hartono, rudi", "Hartono, Rudi"), ("RUDI HARTONO", "Hartono, Rudi"), ("RHartono, rUDIN", "Rhartono, Rudin"),
        ("LESTARI, Mu'THI", "Lestari, Mu'THI"), ("MU'THI, RUDI", "Mu'thi, Rudi"), ("D'ARCY, RUDI", "D'Arcy, Rudi"),
        ("W. Chan KIM", "Kim, W. Chan"), ("abdullah bin hasan", "Abdullah bin Hasan"),
    ],
)  # fmt: skip
def test_capitals_and_small_letters(typed: str, heading: str) -> None:
    assert names.heading(typed) == heading


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("(, Rudi", "Rudi"), ("Rudi, , Dt", "Rudi, Dt"), ("Rudi Hartono (", "Hartono, Rudi"), (",,Rudi,,", "Rudi"),
        ('"HARTONO, Rudi', "Hartono, Rudi"), ("Rudi ( emte )", "Rudi (emte)"), ("Rudi .Hartono", "Hartono, Rudi"),
    ],
)  # fmt: skip
def test_slips_of_the_finger_leave_no_malformed_heading(typed: str, heading: str) -> None:
    assert names.heading(typed) == heading


ROLES = ("Penulis:", "Oleh:", "Editor :", "penyunting:", "diterjemahkan oleh", "Oleh")
TITLES = ("Prof.", "Dr.", "Drs.", "Dra.", "Ir.", "")
HONOURS = ("H.", "Hj.", "KH.", "")
DEGREES = (", S.H.", ", M.Pd", ",S.Kom", " M.Si", ", SE, MM", ", Ph.D.", " SH", "")
PERSONS = (
    "Rudi Hartono",
    "Siti W.Lestari",
    "HARTONO, Rudi",
    "Yusuf al-Hamdani",
    "Lina",
    "Tjoa Hok Sien",
    "Rudi bin Amin",
)
MESS = st.text(alphabet="aBc .,;()[]-'\u2019\"&/|\u00e9\n", max_size=30)


@given(
    st.sampled_from(ROLES), st.sampled_from(TITLES), st.sampled_from(HONOURS), st.sampled_from(PERSONS),
    st.sampled_from(DEGREES),
)  # fmt: skip
def test_a_heading_holds_the_name_alone(role: str, title: str, other: str, person: str, degree: str) -> None:
    assume("," not in person or degree != " SH")  # "HARTONO, Rudi SH" may be initials of his
    heading = names.heading(f"{role} {title}{other} {person}{degree}")
    assert heading == names.heading(person)


@given(
    st.one_of(
        MESS,
        st.text(max_size=40),
        st.lists(st.sampled_from([*ROLES, *TITLES, *HONOURS, *PERSONS, *DEGREES, "(", ")", ",", "."])).map("".join),
    )
)
def test_no_heading_is_malformed(text: str) -> None:
    for policy in names.POLICIES:
        heading = names.heading(text, policy)
        assert heading == heading.strip() and "  " not in heading
        assert not re.search(r"(?:\A|,)\s*(?:,|\Z)", heading) or heading == ""
        assert balanced(heading)
    for name in names.split(text):
        assert any(map(str.isalpha, name)) and balanced(name)


def balanced(text: str) -> bool:
    waiting: list[str] = []
    for letter in text:
        if letter in "([{":
            waiting.append(letter)
        elif letter in ")]}" and (not waiting or waiting.pop() + letter not in ("()", "[]", "{}")):
            return False
    return not waiting


@given(st.sampled_from(["a", "(", ", ", "Drs. ", "a.", "dan ", "III, ", "Ki ", "\u0301", "al-", "penulis: "]))
def test_only_the_beginning_of_an_endless_cell_is_read(token: str) -> None:
    """More than the limit makes no difference, so that what is done for a cell has a limit too."""
    endless = token * (3 * LONGEST // len(token))
    assert names.heading(endless) == names.heading(endless[:LONGEST])
    assert names.split(endless + ";") == names.split(endless[: LONGEST + 5])
    assert len(tidy(endless)) <= 2 * LONGEST


def test_what_a_degree_is_depends_on_what_stands_beside_it() -> None:
    assert is_degree("M.M.") and not is_degree("M.M.", alone=True)
    assert not is_degree("M.Xyz") and is_degree("M.Xyz", beside=True)
    assert not is_degree("Ma", alone=True) and is_degree("M.A", alone=True)
    assert (
        not are_degrees("QRST") and are_degrees("QRST", beside=True) and not are_degrees("QRST", beside=True, loud=True)
    )
    assert not are_degrees("") and not are_degrees("Hartono, S.H.")
