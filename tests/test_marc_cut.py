"""A record that is only cut into fields gives the same Book, Copies and problems as one that is parted as a whole."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koleksi import Book, Copy, marc
from koleksi._marc import iso
from koleksi._marc.cut import Cut, by_tag
from koleksi.book import Contributor, Entry, Problem
from marc_records import record

FOLDER = Path(__file__).parent / "fixtures" / "marc"
BOOKS = [
    Book(title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", place="Yogyakarta", year=2005,
         isbn="9789793062792", language="ind", notes=("Indeks", "Cet. ulang"), record_id="X1"),
    Book(title="Tafsīr al-Jalālayn", authors=("Jalāl al-Dīn al-Suyūṭī",), year=1998, language="ara", edition="Ed. 2",
         contributors=(Contributor(name="Budi Santoso", role="translator"),), series="Tafsir", series_number="3"),
    Book(title="Laporan", authors=("Departemen Agama RI",), subjects=("Agama -- Laporan", "Islam"), ddc="297.1",
         call_number="297.1 DEP l", printing="Cet. 1", extent="xii, 90 hlm.", height_cm=21, summary="Isi."),
    Book(title="Kabar Kebun", publisher="Tani", issn="0126-0057", language="ind", ddc="630"),
]  # fmt: skip
COPIES = [
    (Copy(accession="1/H/2026", barcode="B1", call_number="X", source="hibah", price=5000, note="sobek"),),
    (Copy(barcode="B2", location="Rak 3"), Copy(barcode="B3", number=2)),
    (),
    (Copy(barcode="B4", issue="Vol. 13 No. 5, 2004"), Copy(barcode="B5", number=2, issue="Edisi khusus panen")),
]
OURS = [bytes(marc.to_record(*one, org="PERP").as_marc()) for one in zip(BOOKS, COPIES, strict=True)]


def read(path: Path) -> list[Entry | Problem]:
    """Every record, with what its Book does not say."""
    found = list(marc.read_books(path))
    assert all(isinstance(item.book.marc_fields, tuple) for item in found if isinstance(item, Entry))
    return found


def assert_the_same(path: Path) -> None:
    quick = read(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(iso, "_cut", lambda piece: None)
        assert quick == read(path)


def is_only_cut(data: bytes, tmp_path: Path) -> bool:
    (tmp_path / "one.mrc").write_bytes(data)
    with (tmp_path / "one.mrc").open("rb") as stream:
        (item,) = [item for item, _, _ in iso.cut_iso(stream)]
    return isinstance(item, Cut) and by_tag(item) is not None


def test_our_own_records_are_only_cut(tmp_path: Path) -> None:
    assert all(is_only_cut(data, tmp_path) for data in OURS)


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        (b"  \x1faA\x1f\xc3\xa9b", "650"), (b"  A", "650"), (b"\x1faA", "650"), (b"  \x1faA\x1f", "650"),
        (b"  \x1fa\x1b(NA", "650"), (b"  \x1fa\xe9", "650"), (b"  \x1faA", "6 0"), (b"INLIS000000000000001", "001"),
        (b"\x1faX", "001"),
    ],
)  # fmt: skip
def test_what_is_not_as_marc_has_it_is_looked_at_as_a_whole(body: bytes, tag: str, tmp_path: Path) -> None:
    data = record([("008", b"0" * 40), ("245", b"00\x1faJudul"), (tag, body)], coding=b"a")
    assert not is_only_cut(data, tmp_path)
    assert_the_same(tmp_path / "one.mrc")


TAGS = ("001", "003", "008", "020", "022", "040", "041", "082", "084", "090", "100", "110", "111", "245", "250", "260",
        "264", "300", "440", "490", "500", "504", "520", "521", "650", "700", "710", "830", "852", "866", "887", "952",
        "990", "9X9", "6 0")  # fmt: skip
TEXTS = ("Judul", "Hirata, Andrea", "978-979-3062-79-2", "ind", "2005", " a  b ", "", "813.6", "t", "1", "x /",
         "Cet. 2", "[2005]", "\u200bnol", "e\u0301", "pengarang", "INLIS000000000000001", "2x1.3", "\x1b",
         "3.5 cm")  # fmt: skip
subfield = st.tuples(st.sampled_from("aabbcehnpqtvxz2480 \x7f"), st.sampled_from(TEXTS))
body = st.one_of(
    st.tuples(st.sampled_from(["  ", "1 ", "04", " 1", "", "a", "  x"]), st.lists(subfield, max_size=4)).map(
        lambda one: (one[0] + "".join(f"\x1f{code}{text}" for code, text in one[1])).encode()
    ),
    st.sampled_from([b"0" * 40, b"00417s2005    io            000 0 ind d", b"X1", b"\xff", b"\x1f", b"  \x1faA\x1f"]),
)


@given(st.lists(st.tuples(st.sampled_from(TAGS), body), min_size=1, max_size=9), st.sampled_from([b"a", b" "]))
def test_any_record_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, fields: Sequence[tuple[str, bytes]], coding: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.mrc"
    path.write_bytes(record(fields, coding))
    assert_the_same(path)


def test_damaged_records_of_ours_give_the_same(tmp_path: Path) -> None:
    chance, made = random.Random(21), []
    for _ in range(900):
        data = bytearray(chance.choice(OURS))
        for _ in range(chance.choice((1, 1, 3))):
            data[chance.randrange(len(data))] = chance.choice(b"  .,;:/()=-aA19\x1d\x1e\x1f\x00\x7f\xc3\xa9")
        made.append(bytes(data))
    (tmp_path / "damaged.mrc").write_bytes(b"".join(made))
    assert_the_same(tmp_path / "damaged.mrc")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.mrc")), ids=lambda path: path.name)
def test_damaged_files_give_the_same(path: Path) -> None:
    assert_the_same(path)


@pytest.mark.shared
def test_files_of_other_programs_give_the_same(shared: Path) -> None:
    for path in sorted((shared / "data" / "marc").glob("*.mrc")):
        assert_the_same(path)
