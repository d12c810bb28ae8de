"""Who did what: one table for records, cards, statements of responsibility and typed lists."""

from __future__ import annotations

from collections import Counter

import pytest

from koleksi import Book, marc
from koleksi._cards.isbd import cards_of
from koleksi._terms.roles import role_of, split_off_last_role, split_off_role, statement_words, term
from koleksi._terms.tables import rows
from koleksi.book import Contributor

ROLES = sorted({row["role"] for row in rows("roles.csv")})


def test_every_role_has_one_printed_word_and_no_word_names_two() -> None:
    table = rows("roles.csv")
    assert Counter(row["role"] for row in table if "written" in row["use"]) == Counter(ROLES)
    for use in ("record", "statement"):
        words = Counter(row["word"] for row in table if use in row["use"].split())
        assert max(words.values()) == 1, words.most_common(3)
    assert all(row["word"] == row["word"].casefold() and row["use"] for row in table)


@pytest.mark.parametrize("role", ROLES)
def test_what_a_record_writes_is_read_back(role: str) -> None:
    assert role_of(term(role)) == role
    book = Book(title="Judul", authors=("Andrea Hirata",), contributors=(Contributor(name="Budi Santoso", role=role),))
    if role != "author":
        assert marc.from_record(marc.to_record(book))[0] == book


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("trl", "translator"), ("alih bahasa", "translator"), ("Ed.", "editor"), ("redaktur,", "editor"),
        ("ilus.", "illustrator"), ("pht", "photographer"),
        ("author of introduction, etc.", "author of introduction, etc."), ("aui", "author of introduction, etc."),
        ("ketua", "ketua"), ("joint author", "joint author"), ("", ""),
    ],
)  # fmt: skip
def test_relator_terms_and_codes(said: str, role: str) -> None:
    """Words that only come near a role ("ketua": a consultant) stay as a record has them."""
    assert role_of(said) == role


@pytest.mark.parametrize(
    ("statement", "role", "names"),
    [
        ("penyunting, Budi", "editor", "Budi"), ("diterjemahkan oleh Budi", "translator", "Budi"),
        ("Budi (editor)", "editor", "Budi"),
        ("penyunting dan penyusun, Budi", "compiler", "Budi"), ("editor & ilustrator: Budi", "illustrator", "Budi"),
        ("ketua, Budi", "consultant", "Budi"), ("Edison", "", "Edison"), ("Foto", "", "Foto"),
        ("penerjemah", "", "penerjemah"),
    ],
)  # fmt: skip
def test_roles_in_statements(statement: str, role: str, names: str) -> None:
    assert split_off_role(statement) == (role, names)


def test_a_role_behind_a_name_and_the_longest_word_first() -> None:
    assert split_off_last_role("Taslim, Anwar, penyunting") == ("editor", "Taslim, Anwar")
    assert split_off_last_role("penyunting, Taslim") == ("", "penyunting, Taslim")
    assert [len(word) for word in statement_words()] == sorted(map(len, statement_words()), reverse=True)


def test_cards_and_records_print_one_word_for_a_role() -> None:
    book = Book(title="Judul", authors=("A",), contributors=(Contributor(name="Budi", role="editor"),))
    card = cards_of(book, (), ("1",), "last")[0]
    statement = marc.to_record(book)["245"]["c"]
    assert "A ; penyunting, Budi" in card.description[0] and statement == "A ; penyunting, Budi."
