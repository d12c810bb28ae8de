"""How likely a title is a story's, and of which faith a title is."""

from __future__ import annotations

import pytest

from koleksi import Book, ddc
from koleksi._ddc.story_counts import story_odds
from koleksi._ddc.tables import section


def first(title: str) -> ddc.Suggestion:
    return ddc.suggest(Book(title=title), 1)[0]


def test_words_of_novels_are_likelier_than_those_of_handbooks() -> None:
    odds = {word: int(value) for word, value in story_odds().items()}
    assert min(odds["senja"], odds["hantu"], odds["princess"]) > odds[""] > max(odds["akuntansi"], odds["algorithms"])


def test_the_odds_are_compiled_as_they_are_counted() -> None:
    assert section("story_odds") == story_odds()


@pytest.mark.parametrize(
    "title",
    [
        "Rahasia Rumah Tua di Tepi Danau yang Tak Pernah Dibuka",  # nine words, as titles of novels have today
        "The Girl Who Loved the Sea",
        "Lelaki yang Menunggu Hujan",
        "Pangeran Kecil dan Naga Biru",
    ],
)
def test_a_title_that_looks_like_a_story_is_one(title: str) -> None:
    assert first(title).number[:3] in ("813", "398")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Idul Fitri", "297"),  # a term of the index, though "Fitri" is a name
        ("Aku Menang Atas Kanker", "616"),
        ("Akuntansi Perusahaan Dagang", "657"),
        ("Introduction to the Theory of Numbers", "512"),
    ],
)
def test_a_subject_is_no_story(title: str, number: str) -> None:
    assert first(title).number[:3] == number


@pytest.mark.parametrize(
    ("title", "classes"),
    [
        ("Tafsir Surat Paulus kepada Jemaat", ("22",)),
        ("Doa Harian Keluarga Kristen", ("24",)),
        ("Doa Harian Keluarga Muslim", ("297",)),
        ("Tafsir Surat Yasin untuk Santri", ("297",)),
        ("Doa Umat Buddha", ("294.3",)),
    ],
)
def test_a_word_of_several_faiths_is_of_the_one_that_the_title_names(title: str, classes: tuple[str, ...]) -> None:
    assert first(title).number.startswith(classes)


def test_a_title_of_two_faiths_takes_neither_side() -> None:
    found = [one.number for one in ddc.suggest(Book(title="Doa dalam Islam dan Kristen"), 3)]
    assert any(number.startswith("297") for number in found)
    assert any("220" <= number[:3] <= "289" for number in found)


def test_a_publisher_of_other_fields_makes_a_story_less_likely() -> None:
    def chance(publisher: str) -> float:
        found = ddc.suggest(Book(title="Langkah Kecil di Pagi Hari", publisher=publisher), 3)
        return next(one.score for one in found if one.number == "813")

    assert chance("Citra Aditya Bakti") < chance("Penerbit yang Belum Dikenal") <= chance("Gagas Media")


def test_a_story_that_only_its_title_tells_is_less_sure() -> None:
    title = "Gadis di Balik Jendela Hujan"
    alone, written = (ddc.suggest(Book(title=title, authors=names), 1)[0] for names in ((), ("Tere Liye",)))
    assert alone.number == written.number == "813"
    assert alone.score < 0.95 < written.score


@pytest.mark.parametrize("title", ["Kado untuk Ayah", "Kue Ulang Tahun untuk Ibu", "Payung Biru untuk Kakek"])
def test_a_gift_for_one_of_the_family_is_a_story(title: str) -> None:
    assert first(title).number == "813"


@pytest.mark.parametrize(
    ("title", "classes"),
    [("Mengapa Langit Biru?", ("520", "535", "551", "500")), ("Bagaimana Hujan Terjadi", ("551",)),
     ("Kue Kering untuk Lebaran", ("641",)), ("Baju Rajut untuk Bayi", ("746", "646"))],
)  # fmt: skip
def test_what_explains_or_is_made_is_no_story(title: str, classes: tuple[str, ...]) -> None:
    assert first(title).number.startswith(classes)


@pytest.mark.parametrize(
    ("title", "told"),
    [("The Cat and the Moon", True), ("The Boy Who Cried Wolf", True), ("Nenek dan Kucing", True),
     ("The Dog and Cat Health Guide", False), ("The Fish and Seafood Cookbook", False)],
)  # fmt: skip
def test_an_animal_or_child_and_another_thing_is_a_story(title: str, told: bool) -> None:
    assert first(title).number.startswith(("813", "398")) is told


@pytest.mark.parametrize("title", ["Vagabond", "Fullmetal Alchemist", "Jujutsu Kaisen 3"])
def test_a_known_comic_whose_title_sounds_like_a_story_is_a_comic(title: str) -> None:
    assert first(title).number.startswith("741.5")
