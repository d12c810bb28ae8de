"""KDT blocks as printed, typed, pasted and scanned: each with the book that it describes (tests/kdt_blocks)."""

from __future__ import annotations

import json
import os
import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import kdt
from koleksi._kdt.text import cut_out, even, joined

FOLDER = Path(__file__).parent / "kdt_blocks"


def cases() -> list[tuple[str, dict[str, Any], str]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for piece in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, expected, block = (
                part.strip("\n") for part in (piece.split("\n", 1)[0], *piece.split("\n", 1)[1].split("---\n", 1))
            )
            found.append((f"{path.stem}: {name}", json.loads(expected), block))
    return found


CASES = cases()


def said(parsed: kdt.Kdt, name: str) -> Any:
    if name == "problems":
        return sorted(problem.code for problem in parsed.problems)
    value = getattr(parsed.book, name)
    if name == "contributors":
        return [[one.name, one.role] for one in value]
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("expected", "block"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_block_becomes_the_book_that_it_describes(expected: dict[str, Any], block: str) -> None:
    parsed = kdt.parse(block)
    expected = {"problems": [], **expected}
    assert {name: said(parsed, name) for name in expected} == expected


def test_there_are_at_least_sixty_blocks() -> None:
    assert len(CASES) >= 60


FACTS = (
    "title",
    "subtitle",
    "authors",
    "contributors",
    "edition",
    "printing",
    "place",
    "publisher",
    "year",
    "extent",
    "height_cm",
    "isbn",
    "subjects",
    "ddc",
    "series",
)
ISBD = [block for name, _, block in CASES if name.startswith(("aacr", "rda"))]


@settings(deadline=None)
@given(st.sampled_from(ISBD), st.integers(28, 110))
def test_a_block_says_the_same_however_its_lines_are_broken(block: str, width: int) -> None:
    broken = "\n".join(
        textwrap.fill(" ".join(line.split()), width, break_long_words=False, break_on_hyphens=False)
        for line in block.split("\n")
    )
    one, other = kdt.parse(broken), kdt.parse(block)
    assert {name: said(one, name) for name in FACTS} == {name: said(other, name) for name in FACTS}


@given(st.sampled_from(ISBD), st.sampled_from(["\r\n", "\n\n", "   \n\t"]))
def test_line_ends_and_indents_say_nothing(block: str, end: str) -> None:
    assert kdt.parse(block.replace("\n", end)).book.but(notes=()) == kdt.parse(block).book.but(notes=())


@pytest.mark.parametrize("block", [case[2] for case in CASES], ids=[case[0] for case in CASES])
def test_no_word_of_a_block_is_lost(block: str) -> None:
    """Every word is in the book, or is one of those that the form itself brings along."""
    book = kdt.parse(block).book
    kept = " ".join(str(getattr(book, name)) for name in book.__slots__).casefold()
    kept_letters = re.sub(r"\W", "", kept)
    inner, _ = cut_out(even(block))
    words = set(re.findall(r"[^\W\d_]{4,}", re.sub(r"https?:\S+", "", joined(inner.split("\n"))).casefold()))
    form = {
        "judul",
        "seri",
        "isbn",
        "title",
        "perpustakaan",
        "nasional",
        "republik",
        "indonesia",
        "dalam",
        "proses",
        "pengarang",
        "penulis",
        "tidak",
        "diketahui",
        "tempat",
        "terbit",
        "penerbit",
        "jilid",
        "lengkap",
    }
    labels = set(
        re.findall(
            r"[^\W\d_]{4,}",
            "kreator judul dan penanggung jawab edisi publikasi seri deskripsi fisik identifikasi subjek kontributor "
            "klasifikasi perpusnas buku kota tahun terbit cetakan penerbitan",
        )
    )
    assert not {word for word in words - form - labels if word not in kept_letters and len(set(word)) > 1}


@given(st.text(alphabet=st.sampled_from("AaBbdIilXx.,:;/-()[]0123456789 \n\u2014hmcISBN")) | st.text())
def test_any_text_gives_a_book_or_says_why_not(text: str) -> None:
    parsed = kdt.parse(text)
    assert bool(parsed.book.title) or [problem.severity for problem in parsed.problems] == ["error"]


@given(st.sampled_from([case[2] for case in CASES]), st.integers(0, 900), st.integers(0, 60))
def test_a_torn_block_does_not_stop_the_reading(block: str, place: int, length: int) -> None:
    kdt.parse(block[:place] + block[place + length :])


def test_a_file_of_several_blocks_is_taken_apart() -> None:
    text = "\n\n".join([ISBD[0], ISBD[1], ISBD[14]])
    found = kdt.blocks(text)
    assert [kdt.parse(block).book.title for _, block in found] == ["Laskar pelangi", "Bumi manusia", "Bumi"]
    assert [text.split("\n")[line - 1] for line, _ in found] == [
        block.split("\n")[0] for block in (ISBD[0], ISBD[1], ISBD[14])
    ]


@pytest.mark.parametrize("between", ["", "\n"], ids=["nothing", "a blank line"])
def test_blocks_that_nothing_parts_are_not_read_as_one(between: str) -> None:
    card = (
        "Moeis, Abdoel\n  Salah asuhan / Abdoel Moeis. -- Jakarta : Balai Pustaka, 1995.\n  273 hlm. ; 21 "
        "cm.\n  1. Fiksi.  I. Judul.\n  813\n"
    )
    found = [kdt.parse(block).book for _, block in kdt.blocks(f"{ISBD[0]}\n{between}{card}{between}{ISBD[1]}")]
    assert [book.title for book in found] == ["Laskar pelangi", "Salah asuhan", "Bumi manusia"]
    assert found[1].ddc == "813"


@pytest.mark.parametrize("block", [case[2] for case in CASES], ids=[case[0] for case in CASES])
def test_one_block_is_one_block(block: str) -> None:
    assert len(kdt.blocks(block.replace("\n\n\n", "\n\n"))) == 1


def test_a_list_of_titles_is_no_block() -> None:
    assert not kdt.is_kdt("Judul;Pengarang\nLaskar Pelangi;Andrea Hirata\n")
    assert kdt.is_kdt(ISBD[0])
    assert [problem.code for problem in kdt.parse("Beli telur satu kilo").problems] == ["kdt-unread"]


def test_the_longest_label_of_a_table_is_meant() -> None:
    """ "TAJUK SUBJEK" was read as "TAJUK", and the subject became the main entry."""
    block = (
        "JUDUL: Salah asuhan / Abdoel Moeis\nTAJUK SUBJEK Fiksi Indonesia\nPENERBIT: Balai Pustaka\nTAHUN "
        "TERBIT: 1995\n"
    )
    parsed = kdt.parse(block)
    assert parsed.book.subjects == ("Fiksi Indonesia",) and parsed.heading == ""


@pytest.mark.parametrize("token", ["0", "978", "9786020332956 ", "a-\n", "\n", " ", "?", ". -- ", "Ed. ", "I. Judul. "])
def test_time_grows_no_faster_than_a_block_s_length(token: str) -> None:
    """Measured by benchmarks/growth.py; here only that ten times the text takes no hundred times as long."""
    short, long = (min(_cpu(kdt.parse, token * (size // len(token))) for _ in range(3)) for size in (8_000, 80_000))
    assert long < 40 * (short + _TICK) + 0.05


_TICK = 0.016 if os.name == "nt" else 0  # seconds; Windows counts the time of a process in such steps


def _cpu(function: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    function(text)
    return time.process_time() - begin


def test_a_block_longer_than_any_is_cut_and_said() -> None:
    block = "Wulandari, Rina\nBeternak itik / Rina Wulandari. -- Jakarta : Contoh, 2014.\n96 hlm. ; 21 cm.\n1. Itik."
    parsed = kdt.parse(block + " Tentang itik dan ayam." * 1000)
    assert (parsed.book.title, parsed.book.year) == ("Beternak itik", 2014)
    assert "kdt-long" in [problem.code for problem in parsed.problems]


def test_a_description_in_a_thousand_parts_is_read_to_the_end() -> None:
    kdt.parse("Judul / A B. " + "Ed. 2. " * 800)
