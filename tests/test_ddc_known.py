"""Known by name: writers, lives, classics, sets and serials."""

from __future__ import annotations

from collections import Counter

import pytest

from koleksi import Book, ddc
from koleksi._ddc.known import behind_set, known_set, known_work, life_in, writer
from koleksi._ddc.known_tables import known_tables
from koleksi._ddc.schedule import schedule
from koleksi._ddc.tables import line_of, section
from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

PEOPLE = rows("people_of_books.csv")
WORKS = rows("known_works.csv")
SETS = rows("known_sets.csv")


def first(title: str, *authors: str, **fields: str) -> str:
    return ddc.suggest(Book(title=title, authors=authors, **fields), 1, fiction="813")[0].number


# the tables


@pytest.mark.parametrize("name", ["people", "works"])
def test_a_line_of_a_large_table_is_found_by_the_whole_of_its_key(name: str) -> None:
    table = known_tables()[name]
    assert {key: line_of(name, key) for key in table} == table
    others = {"", "\ud800", *table.values(), *(key[:-1] for key in table), *(f"{key} x" for key in table)}
    assert {line_of(name, key) for key in others - table.keys()} == {""}


def test_a_small_table_is_whole() -> None:
    assert section("ends") == known_tables()["ends"]


def stands(number: str) -> bool:
    """In the schedule, or one digit below a number of four digits or more that does (895.13 below 895.1)."""
    classes = schedule().classes
    return number in classes or (len(number) > 5 and number[:-1] in classes)


def test_every_class_stands_in_the_schedule() -> None:
    numbers = {number for row in PEOPLE for number in f"{row['writes']} {row['life']}".split()}
    numbers |= {row["class"] for row in (*WORKS, *SETS)}
    assert {number for number in numbers if not stands(number)} == set()


def test_every_person_writes_or_is_written_about_and_none_stands_twice() -> None:
    assert all(row["writes"] or row["life"] for row in PEOPLE)
    names = Counter(
        " ".join(term_words(name)) for row in PEOPLE for name in (row["name"], *filter(None, row["aliases"].split(";")))
    )
    assert {name for name, times in names.items() if times > 1 and len(name) > 4} == set()
    assert {row["audience"] for row in PEOPLE} == {"", "children"}
    assert {row["certainty"] for row in PEOPLE} == {"", "likely"}
    assert len(PEOPLE) >= 3000


def test_no_work_and_no_set_stands_twice() -> None:
    works = Counter((" ".join(term_words(row["title"])), row["author"]) for row in WORKS)
    assert [work for work, times in works.items() if times > 1] == []
    assert len(WORKS) >= 800
    assert len(SETS) >= 30
    assert {row["rule"] for row in SETS} == {"", "subject"}


# writers


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Andrea Hirata", "Andrea Hirata"),
        ("Hirata, Andrea", "Andrea Hirata"),
        ("ANDREA HIRATA", "Andrea Hirata"),
        ("Pramoedya A. Toer", "Pramoedya Ananta Toer"),
        ("Toer, Pramoedya Ananta", "Pramoedya Ananta Toer"),
        ("J. K. Rowling", "J.K. Rowling"),
        ("JK Rowling", "J.K. Rowling"),
        ("Rowling, J.K.", "J.K. Rowling"),
        ("Prof. Dr. Sugiyono", "Sugiyono"),
        ("Dr. Suharsimi Arikunto", "Suharsimi Arikunto"),
        ("Quraish Shihab, M.A.", "M. Quraish Shihab"),
        ("Habiburrahman El-Shirazy", "Habiburrahman El Shirazy"),
    ],
)
def test_a_name_is_found_as_people_write_it(typed: str, name: str) -> None:
    person = writer(typed)
    assert person is not None
    assert person.name == name


@pytest.mark.parametrize("typed", ["", "Andrea", "Hirata", "Andrea Wijaya Kusuma", "Tim Penyusun", "Dr."])
def test_half_a_name_is_nobody(typed: str) -> None:
    assert writer(typed) is None


def test_who_writes_for_children_and_whose_class_is_only_likely() -> None:
    blyton, barrie = writer("Enid Blyton"), writer("Barrie, J. M.")
    assert blyton is not None
    assert barrie is not None
    assert blyton.young
    assert barrie.young
    hirata = writer("Andrea Hirata")
    assert hirata is not None
    assert not hirata.young


@pytest.mark.parametrize(
    ("title", "author", "number"),
    [
        ("Ombak di Teluk Sunyi", "Leo Tolstoy", "891.73"),
        ("Bunga di Tepi Jalan", "Victor Hugo", "843"),
        ("Menuju Pagi", "Ahmad Tohari", "813"),
    ],
)
def test_an_author_lifts_literature_where_the_title_says_little(title: str, author: str, number: str) -> None:
    assert first(title, author) == number


def test_an_author_of_stories_does_not_make_a_story_of_a_title_that_says_its_subject() -> None:
    assert first("Malaikat Mikail", "Asma Nadia").startswith("297")
    assert first("Metode Penelitian Kualitatif", "Seno Gumira Ajidarma").startswith("001")


def test_a_scholar_of_religion_lifts_religion() -> None:
    assert first("Menata Kembali Hati", "Imam al-Ghazali")[:3] == "297"


# lives


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Cut Nyak Dhien", "923.5"),
        ("Biografi B.J. Habibie", "926"),
        ("Riwayat Hidup Ki Hajar Dewantara dan Taman Siswa", "923.7"),
        ("Kisah Nabi Yusuf", "297.91"),
        ("Umar bin Khattab", "297.92"),
        ("Chairil Anwar", "928"),
        ("Sunan Kalijaga", "297.981"),
    ],
)
def test_a_name_that_is_most_of_the_title_or_beside_a_word_of_lives_is_its_subject(title: str, number: str) -> None:
    life = life_in(title)
    assert life is not None
    assert life.number == number


@pytest.mark.parametrize(
    "title",
    [
        "Ekonomi Indonesia di Masa Soeharto",
        "Hukum Newton dan Penerapannya pada Mesin",
        "Laut",
        "",
        "Kisah Seekor Semut",
    ],
)
def test_a_name_among_other_words_is_no_life(title: str) -> None:
    assert life_in(title) is None


def test_a_life_speaks_for_biographies() -> None:
    assert first("Pangeran Diponegoro")[:2] == "92"
    numbers = [s.number[:3] for s in ddc.suggest(Book(title="Marie Curie"), 3)]
    assert numbers[0] == "925"
    assert "920" in numbers


def test_a_book_by_the_person_is_no_life_of_a_writer() -> None:
    by = ddc.suggest(Book(title="Sapardi Djoko Damono", authors=("Sapardi Djoko Damono",)), 1)[0]
    assert by.number[0] == "8"


# works


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Laskar Pelangi", "899.2213"),
        ("LASKAR PELANGI : sebuah novel", "899.2213"),
        ("Novel Siti Nurbaya", "899.2213"),
        ("The Wealth of Nations", "330.1"),
        ("Wealth of Nations", "330.1"),
        ("Riyadhus Shalihin Jilid 2", "297.2"),
        ("Riyadhus Shalihin Jilid II", "297.2"),
        ("Naruto 12", "741.5952"),
        ("Bulughul Maram", "297.2"),
        ("1984", "823"),
        ("Kisah 25 Nabi dan Rasul", "297.91"),
        ("Rich Dad Poor Dad", "332.024"),
    ],
)
def test_a_classic_is_known_by_its_whole_title(title: str, number: str) -> None:
    work = known_work(title)
    assert work is not None
    assert work.number == number


@pytest.mark.parametrize(
    "title", ["Membaca Laskar Pelangi", "Analisis Novel Siti Nurbaya", "Naruto dan Aku", "Naruto X", "", "12"]
)
def test_a_title_that_says_more_is_no_classic(title: str) -> None:
    assert known_work(title) is None


def test_an_author_tells_two_works_of_one_title_apart() -> None:
    mohtar = known_work("Pulang", ["Toha Mohtar"])
    chudori = known_work("Pulang", ["Leila S. Chudori"])
    assert mohtar is not None
    assert chudori is not None
    assert mohtar.agrees
    assert chudori.agrees
    other = known_work("Bumi", ["Dinas Pendidikan"])
    assert other is not None
    assert other.agrees is False


def test_a_short_title_needs_its_author() -> None:
    assert first("Bumi", "Tere Liye") == "813"
    assert first("Bumi", "Dinas Pendidikan") == "525"


# sets


@pytest.mark.parametrize(
    ("title", "series", "number"),
    [
        ("Bobo No. 12 Tahun 2010", "", "059.9922"),
        ("Majalah Horison", "", "805"),
        ("Ensiklopedi Islam Jilid 3", "", "297.03"),
        ("Petualangan di Kebun Nenek", "KKPK", "899.2213"),
        ("Topeng Berhantu", "Goosebumps", "813"),
    ],
)
def test_a_set_is_known_by_its_series_or_the_beginning_of_its_title(title: str, series: str, number: str) -> None:
    known = known_set(title, series)
    assert known is not None
    assert known.number == number
    assert not known.by_subject


@pytest.mark.parametrize(
    ("title", "classes"),
    [("Why Science: Virus", ("579", "616")), ("National Geographic Readers: Volcanoes", ("551",)),
     ("National Geographic Kids - Whales", ("599", "590"))],
)  # fmt: skip
def test_a_volume_is_on_what_stands_behind_the_name_of_its_set(title: str, classes: tuple[str, ...]) -> None:
    assert first(title).startswith(classes)


@pytest.mark.parametrize("title", ["Scooby Doo and the Haunted House", "Magic Tree House: Dinosaurs Before Dark"])
def test_a_series_of_english_stories_is_stories_whatever_its_title_names(title: str) -> None:
    assert first(title) == "813"


def test_a_dictionary_of_contemporary_english_is_one_of_english() -> None:
    assert first("Longman Dictionary of Contemporary English") == "423"


def test_only_a_set_of_many_subjects_gives_way_to_its_volume() -> None:
    assert behind_set("Why Science: Virus") == "Virus"
    assert behind_set("Bobo: Edisi Lebaran") == behind_set("Why Science") == behind_set("Virus: Musuh Kecil") == ""


def test_volumes_at_their_own_subjects_are_only_whispered() -> None:
    known = known_set("Why? Dinosaurus", "Why?")
    assert known is not None
    assert known.by_subject
    assert first("Dinosaurus", series="Why?")[:3] in {"560", "567", "568"}


@pytest.mark.parametrize("title", ["Tempo Doeloe di Batavia", "Hidayah bagi yang Mencari", "Trubusan Baru", ""])
def test_a_word_of_a_serial_inside_a_title_is_no_serial(title: str) -> None:
    assert known_set(title) is None


def test_names_step_back_behind_the_subjects_of_a_cataloguer() -> None:
    book = Book(title="Jejak Sunyi", authors=("Andrea Hirata",), subjects=("Psikologi perkembangan",))
    assert ddc.suggest(book, 1)[0].number.startswith("155")


# an author never makes the first suggestion worse


@pytest.mark.parametrize(
    ("title", "author", "number"),
    [
        ("Bisikan Rindu di Tepi Danau", "Kahlil Gibran", "813"),  # a literature without a class of its own
        ("Gadis di Balik Jendela", "Jostein Gaarder", "813"),
        ("Surat Paulus kepada Jemaat di Filipi", "Tom Jacobs", "227"),  # more closely than the author's field
        ("Malaikat Mikail", "Tere Liye", "297"),
    ],
)
def test_an_author_leaves_what_the_title_says(title: str, author: str, number: str) -> None:
    assert first(title)[:3] == number
    assert first(title, author)[:3] == number


def test_a_foreign_literature_stands_first_where_the_title_is_no_story() -> None:
    assert first("Kumpulan Surat", "Leo Tolstoy").startswith("891.7")


def test_literature_as_a_subject_is_fiction_where_the_title_is_a_story() -> None:
    subject = ("Sastra",)
    assert ddc.suggest(Book(title="Gadis di Balik Jendela Hujan", subjects=subject), 1)[0].number[:3] == "813"
    assert ddc.suggest(Book(title="Sejarah Kesusastraan Modern", subjects=subject), 1)[0].number[0] == "8"
