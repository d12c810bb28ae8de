"""The same edition found; volumes, classes and editions never merged."""

from __future__ import annotations

import inspect
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, Entry, ddc, dedupe, names
from koleksi._dedupe.title import parse_title

PAIRS_APART = [
    ("IPA Terpadu Kelas VII", "IPA Terpadu Kelas VIII"),
    ("Matematika SMA Jilid 1", "Matematika SMA Jilid 2"),
    ("Tafsir Al-Azhar jil. 1", "Tafsir Al-Azhar jil. II"),
    ("Bahasa Indonesia kls 4 smt 1", "Bahasa Indonesia kls 4 smt 2"),
    ("Doraemon 1", "Doraemon 11"),
    ("Juz 1 Al-Quran", "Juz 2 Al-Quran"),
    ("Buku Guru IPA Kelas 4", "Buku Siswa IPA Kelas 4"),
    ("Fisika untuk SMA Kelas X", "Fisika untuk SMP Kelas X"),
]
PAIRS_SAME = [
    ("Laskar Pelangi", "LASKAR PELANGI"),
    ("Matematika SMA Kelas XII", "Matematika SMA kls 12"),
    ("Tafsir Al-Azhar Jilid I", "Tafsir al azhar jld 1"),
    ("La Tahzan : Jangan Bersedih!", "La Tahzan - jangan bersedih"),
    ("Sejarah Indonesia Modern", "Sejarah Indonesia Modren"),
]


def book(title: str, **more: object) -> Book:
    given_: dict[str, object] = {"authors": ("Hamka",), "publisher": "Pustaka", "year": 1990, **more}
    return Book(title=title, **given_)  # type: ignore[arg-type]  # a test's shorthand for any field


@pytest.mark.parametrize(("left", "right"), PAIRS_APART)
def test_different_parts_are_never_one_edition_even_with_one_isbn(left: str, right: str) -> None:
    isbn = "9789793062792"
    assert dedupe.verdict(book(left, isbn=isbn), book(right, isbn=isbn)).kind == "different"
    assert len(dedupe.groups([book(left, isbn=isbn), book(right, isbn=isbn)]).groups) == 2


@pytest.mark.parametrize(("left", "right"), PAIRS_SAME)
def test_one_edition_typed_twice(left: str, right: str) -> None:
    found = dedupe.verdict(book(left), book(right))
    assert found.kind == "same", found
    assert found.reasons


def test_a_printing_is_no_edition_and_an_edition_is() -> None:
    assert dedupe.verdict(book("Fiqih Islam", edition="Cet. 3"), book("Fiqih Islam", edition="Cet. 27")).kind == "same"
    assert (
        dedupe.verdict(book("Fiqih Islam", edition="Ed. 2"), book("Fiqih Islam", edition="Ed. 3")).kind == "different"
    )


def test_no_evidence_is_not_equality() -> None:
    assert dedupe.verdict(Book(), Book()).kind == "different"
    assert len(dedupe.groups([Book(), Book()]).groups) == 2


def test_no_chain_joins_two_that_conflict() -> None:
    books = [
        book("Akidah Akhlak", isbn="9789793062792"),
        book("Akidah Akhlak"),
        book("Akidah Akhlak", isbn="9786020332956"),
    ]
    for group in dedupe.groups(books).groups:
        assert not {0, 2} <= set(group.members)


def test_a_persons_word_is_obeyed_and_not_asked_again() -> None:
    books = [book("Laskar Pelangi"), book("Laskar Pelangi"), book("Kisah Lain")]
    apart = dedupe.groups(books, decided={(0, 1): "different"})
    assert [group.members for group in apart.groups] == [(0,), (1,), (2,)]
    assert not [ask for ask in apart.asks if (ask.left, ask.right) == (0, 1)]
    together = dedupe.groups(books, decided={(0, 2): "same"})
    assert together.groups[0].members == (0, 1, 2)


def test_a_catalogue_gets_the_new_copies() -> None:
    found = dedupe.groups([book("Laskar Pelangi"), book("Buku Baru")], [book("LASKAR PELANGI"), book("Lain Lagi")])
    assert [group.match for group in found.groups] == [0, None]


titles = st.sampled_from([t for pair in PAIRS_APART + PAIRS_SAME for t in pair])
some_books = st.lists(
    st.builds(
        book,
        titles,
        authors=st.sampled_from([(), ("Hamka",), ("Buya Hamka",), ("Sri Wahyuni",)]),
        year=st.sampled_from([None, 1990, 2001]),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(some_books, st.randoms(use_true_random=False))
def test_order_does_not_matter(books: list[Book], order: random.Random) -> None:
    def grouped(rows: list[Book]) -> list[list[str]]:
        return sorted(sorted(repr(rows[n]) for n in group.members) for group in dedupe.groups(rows).groups)

    shuffled = books[:]
    order.shuffle(shuffled)
    assert grouped(books) == grouped(shuffled)


@settings(max_examples=60)
@given(some_books)
def test_verdicts_are_symmetric(books: list[Book]) -> None:
    for left, right in zip(books, books[1:], strict=False):
        assert dedupe.verdict(left, right).score == dedupe.verdict(right, left).score


def test_merging_keeps_the_fuller_and_tells_the_rest() -> None:
    merged, remarks = dedupe.merge([book("Laskar", year=2005), book("Laskar Pelangi", subjects=("Novel",), year=2006)])
    assert merged.title == "Laskar Pelangi"
    assert merged.subjects == ("Novel",)
    assert any("2006" in remark.id for remark in remarks)


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("Matematika SMA Kelas XII Semester 2", {"class": "12", "semester": "2", "level": "sma"}),
        ("Tafsir Jilid IV", {"volume": "4"}),
        ("Kimia, 3rd edition", {"edition": "3"}),
        ("Fikih cet. ke-5", {}),
        ("IPA Kelas 7 Kurikulum 2013", {"class": "7"}),
    ],
)
def test_a_title_taken_apart(title: str, facts: dict[str, str]) -> None:
    assert dict(parse_title(title).facts) == facts


def a_catalogue(path: Path, count: int) -> list[Entry]:
    """Records enough to be indexed, and a file of their size (the index goes by the file, the books by ``read``)."""
    books = [
        book(f"Ensiklopedia Umum Jilid {n}", authors=(), publisher="Pustaka", year=1990, isbn="")
        for n in range(1, count)
    ]
    books.append(
        Book(
            title="Laskar Pelangi",
            authors=("Andrea Hirata",),
            contributors=(Contributor(name="Anu", role="editor"),),
            year=2005,
            record_id="K7",
        )
    )
    path.write_bytes(b"x" * 2_100_000)
    return [
        Entry(book=book, copies=(Copy(barcode=f"B{n}", accession=f"{n}/H"), Copy(barcode=f"C{n}", number=2)))
        for n, book in enumerate(books)
    ]


def test_a_large_catalogue_is_searched_by_its_index(tmp_path: Path) -> None:
    path = tmp_path / "katalog.mrc"
    known = a_catalogue(path, 2_000)
    read: list[int] = []

    def reader() -> list[Entry]:
        read.append(1)
        return known

    wanted = [
        Book(title="Laskar Pelangy", authors=("Andrea Hirata",), year=2005),
        book("Ensiklopedia Umum jld. 77", authors=(), isbn=""),
    ]
    near = dedupe.matches_in(wanted, path, reader)
    assert (1_999, known[1_999]) in near.found and (76, known[76]) in near.found
    assert len(near.found) < 200
    against = [entry.book for _, entry in near.found]
    groups = dedupe.groups(wanted, against).groups
    assert [against[group.match].record_id for group in groups if group.match is not None][:1] == ["K7"]
    assert (len(near.barcodes), len(near.accessions), near.record_ids) == (4_000, 2_000, {"K7"}), (
        "the numbers of all its copies"
    )
    assert dedupe.matches_in(wanted, path, reader) == near and read == [1], "the second time nothing is read"
    path.write_bytes(b"y" * 2_200_000)
    dedupe.matches_in(wanted, path, reader)
    assert read == [1, 1], "a changed catalogue is read anew"


def test_a_broken_index_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "katalog.mrc"
    known = a_catalogue(path, 300)
    (tmp_path / "katalog.mrc.koleksi-indeks").write_bytes(b"SQLite format 3\0 broken")
    assert (299, known[299]) in dedupe.matches_in([known[299].book], path, lambda: known).found


def test_a_third_row_without_a_subtitle_does_not_join_two_subtitles() -> None:
    titles = [f"Jelajah Alam Indonesia{more}" for more in (": Gelegar Gunung Tambora", "", ": Lumba-lumba yang Cerdas")]
    books = [book(title, authors=("Didi Kaspi",), publisher="Gramedia", isbn="") for title in titles]
    groups = dedupe.groups(books).groups
    assert not any({0, 2} <= set(group.members) for group in groups)


@pytest.mark.parametrize(
    ("title", "joined"), [("Kancil dan Buaya", True), ("Matematika Kelas 5", True), ("Matematika", False), ("", False)]
)
def test_a_bare_title_typed_twice_is_one_book_where_it_says_enough(title: str, joined: bool) -> None:
    found = dedupe.groups([Book(title=title), Book(title=title), Book(title="Timun Mas")])
    assert (len(found.groups) == 2) is joined
    assert joined or dedupe.verdict(Book(title=title), Book(title=title)).kind != "same"


def test_one_word_for_another_is_a_question_even_with_the_same_isbn() -> None:
    left, right = (book(f"Metode Penelitian {kind}", isbn="9789793062792") for kind in ("Kuantitatif", "Kualitatif"))
    said = dedupe.verdict(left, right)
    assert said.kind == "ask" and "satu kata berbeda: kualitatif lawan kuantitatif" in [
        reason.id for reason in said.reasons
    ]


@pytest.mark.parametrize(
    "title",
    ["Laskar Pelangi / Andrea Hirata", "Laskar Pelangi karya Andrea Hirata", "LASKAR PELANGI OLEH ANDREA HIRATA"],
)
def test_an_author_glued_to_the_title_is_the_author(title: str) -> None:
    clean = Book(title="Laskar Pelangi", authors=("Andrea Hirata",))
    assert dedupe.verdict(Book(title=title), clean).kind == "same"
    assert dedupe.verdict(Book(title=f"Laskar Pelangi {clean.authors[0]}", authors=clean.authors), clean).kind == "same"
    assert dedupe.verdict(Book(title=title), Book(title="Laskar Pelangi", authors=("Tere Liye",))).kind == "different"


def test_a_title_that_is_a_name_stays_whole() -> None:
    for title, other in (("Irfan Hamka", "Irfan"), ("Tentang Irfan Hamka", "Tentang Ayah")):
        assert (
            dedupe.verdict(
                Book(title=title, authors=("Irfan Hamka",)), Book(title=other, authors=("Irfan Hamka",))
            ).kind
            != "same"
        )


# Tables read once; they are asked with words that stand in the code, so there are never more answers than those.
OF_WORDS_IN_THE_CODE = {
    "koleksi._ddc.class_words.class_words", "koleksi._ddc.evidence._by", "koleksi._ddc.tables.section",
    "koleksi._ddc.word_counts.english_counts",
    "koleksi._terms.heading_kinds._words", "koleksi._terms.language._names", "koleksi._terms.numerals.spelled",
    "koleksi._terms.numerals.spelled_pattern", "koleksi._terms.parts._shortest_words",
    "koleksi._terms.school._child_words",
}  # fmt: skip


def test_what_a_run_remembers_ends_with_it() -> None:
    """A program that imports koleksi and stays must not grow: beside tables only small memories outlive a run."""
    assert ddc and names
    dedupe.groups([book(f"Kisah {n}", publisher=f"Penerbit {n}", authors=(f"Anu {n}",)) for n in range(50)])
    left = {
        f"{name}.{function.__name__}": function.cache_info().maxsize
        for name, module in list(sys.modules.items())
        if name.startswith(("koleksi._dedupe", "koleksi._ddc", "koleksi._names", "koleksi._terms"))
        for function in vars(module).values()
        if hasattr(function, "cache_info") and function.__module__ == name
        if inspect.signature(function).parameters
    }
    assert "koleksi._dedupe.title_marks._kind_of_misspelt" in left
    unbounded = {name for name, size in left.items() if size is None}
    assert unbounded <= OF_WORDS_IN_THE_CODE
    assert all(size <= 16384 for size in left.values() if size is not None)


def test_a_number_without_a_title_is_the_book_of_that_number() -> None:
    titled, bare, other = (
        book("Kebun kopi", isbn="9789793062792"),
        book("", isbn="9789793062792"),
        book("", isbn="9786020332956"),
    )
    assert [group.members for group in dedupe.groups([titled, bare, other]).groups] == [(0, 1), (2,)]
    assert [group.members for group in dedupe.groups([bare, bare, other]).groups] == [(0, 1), (2,)]
    assert len(dedupe.groups([book("", publisher="Contoh", year=2001)] * 2).groups) == 2


def test_a_short_name_that_closes_a_title_is_no_part() -> None:
    assert dict(parse_title("Membuat program dengan VB").facts) == {}
    assert dict(parse_title("Berkirim surat via ID").facts) == {}
    assert dict(parse_title("Matematika IIB").facts) == {"number": "2", "part": "b"}


def test_issues_of_a_periodical_are_no_editions_of_a_book() -> None:
    one = book("Warta Taman", wrong_isbns=("0317-8471",), edition="Ed. 1")
    assert dedupe.verdict(one, book("Warta Taman", wrong_isbns=("0317-8471",), edition="Ed. 4")).kind == "different"
    assert dedupe.verdict(one, book("Warta Taman", issn="0317-8471", edition="1")).kind == "same"
    early, late = (book("Angka Tanaman", issn="0317-8471", year=year) for year in (2015, 2017))
    assert dedupe.verdict(early, late).kind == "different"


def test_eight_digits_that_do_not_check_are_no_issn() -> None:
    assert dedupe.verdict(book("Warta", wrong_isbns=("21-00-002-1",)), book("Warta")).kind == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Latihan Pemrograman C++", "Latihan Pemrograman C#"),
        ("Fisika Dasar 1 Terbitan Kedua", "Fisika Dasar 2 Terbitan Kedua"),
        ("Makrobiologi Pengantar Umum", "Mikro Biologi Pengantar Umum"),
        ("Belajar Cepat Corel Draw Dua Belas", "Belajar Cepat Freehand Dua Belas"),
    ],
)
def test_one_product_or_volume_for_another_is_never_joined(left: str, right: str) -> None:
    assert dedupe.verdict(book(left), book(right)).kind != "same"


def test_letters_of_an_author_in_the_call_number_tell_bare_titles_apart() -> None:
    def listed(mark: str) -> Book:
        return Book(title="Pengantar Ilmu Tanah", call_number=mark)

    assert dedupe.verdict(listed("631.4 HAR p"), listed("631 SUT P 1")).kind != "same"
    assert dedupe.verdict(listed("631.4 HAR p"), listed("631 Har p")).kind == "same"
    assert dedupe.verdict(listed("631.4 HAR p"), listed("")).kind == "same"


def test_a_title_that_begins_another_is_asked_where_little_else_is_known() -> None:
    series = Book(title="Dari Nol Jadi Bisa", authors=("Hamka",), publisher="Pustaka")
    one = Book(title="Dari Nol Jadi Bisa Menjahit", authors=("Hamka",), publisher="Pustaka")
    assert dedupe.verdict(series, one).kind != "same"


def test_an_edition_that_one_side_names_is_no_conflict_under_one_isbn() -> None:
    isbn = "9789793062792"
    plain = book("Kebun di Dunia Maya", isbn=isbn, year=2018)
    assert dedupe.verdict(plain, book("Kebun di Dunia Maya", isbn=isbn, year=2021, edition="Ed. 4")).kind != "different"


def test_one_isbn_with_the_words_in_another_order_is_one_book() -> None:
    isbn = "9789793062792"
    left = book("Riwayat Singkat: Sultan Pertama di Tanah Seberang", isbn=isbn)
    assert dedupe.verdict(left, book("Sultan Pertama di Tanah Seberang, Riwayat Singkat", isbn=isbn)).kind == "same"


def test_merge_takes_the_name_that_most_rows_write() -> None:
    rows = [
        Book(title="Padi", authors=(name,)) for name in ("Budi Santoso", "SANTOSO BUDI", "Santoso Budi", "Budi Santoso")
    ]
    assert dedupe.merge(rows)[0].authors == ("Budi Santoso",)
