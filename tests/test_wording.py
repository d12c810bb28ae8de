"""The text of every problem: in both languages, each language by itself, one table for all of the program."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from koleksi._terms.problems import WORDINGS, problem
from koleksi.book import Text

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "koleksi"
TABLES = PACKAGE / "_terms" / "problems"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if TABLES not in path.parents]

PLACE = {"source", "row", "column", "value", "offset"}

INDONESIAN = re.compile(
    r"\b(?:yang|dan|atau|tidak|untuk|dengan|di|ke|dari|ini|itu|baris|judul|bukan|sudah|pakai|ketik|sumber|nomor)\b"
)
ENGLISH = re.compile(
    r"\b(?:the|a|an|and|or|not|with|of|to|from|this|that|is|was|are|row|rows|title|type|number|unknown|different)\b"
)


def texts() -> list[tuple[str, str, Text]]:
    return [(key, part, getattr(wording, part)) for key, wording in WORDINGS.items() for part in ("what", "do")]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "part", "text"), texts(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_text_is_whole_in_both_languages(key: str, part: str, text: Text) -> None:
    assert text.id.strip() and text.en.strip(), f"{key}: {part} lacks a language"
    assert text.id != text.en, f"{key}: {part} is not translated"
    assert places(text.id) == places(text.en), f"{key}: {part} is filled in differently"
    assert not any(half.count(" / ") for half in text), f"{key}: {part} mixes two texts"


@pytest.mark.parametrize(("key", "part", "text"), texts(), ids=lambda value: value if isinstance(value, str) else "")
def test_each_half_is_in_its_own_language(key: str, part: str, text: Text) -> None:
    quoted = re.compile(r"'[^']*'|\{[^}]*\}|\$\w|\S+\.(?:xlsx|toml|csv|mrc|xml)")
    assert not ENGLISH.findall(quoted.sub("", text.id).lower()), f"{key}: English in the Indonesian {part}"
    assert not INDONESIAN.findall(quoted.sub("", text.en).lower()), f"{key}: Indonesian in the English {part}"


MAKERS = {"problem", "complaint", "_said", "row.say", "self.say"}  # what takes a code, and the words for its text


class Use(NamedTuple):
    """A call that names a code: the key of its wording as a regular expression, and the words it gives."""

    where: str
    key: str
    words: frozenset[str]


def pattern(node: ast.expr) -> str:
    """A literal as a regular expression, what is filled into it being anything; "" for what is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    return "".join(pattern(part) or "[^/]+" for part in node.values) if isinstance(node, ast.JoinedStr) else ""


def use_of(call: ast.Call, where: str) -> Use | None:
    words = {word.arg: word.value for word in call.keywords if word.arg}
    code = next((said for arg in call.args if (said := pattern(arg))), "")
    key = pattern(words["wording"]) if "wording" in words else code
    return Use(f"{where}:{call.lineno}", key, frozenset(words) - {"wording"}) if code and key else None


def calls() -> Iterator[tuple[ast.Call, str]]:
    for path in MODULES:
        where = path.relative_to(PACKAGE).as_posix()
        if not where.startswith("cli/"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from ((node, where) for node in ast.walk(tree) if isinstance(node, ast.Call))


USES = [use for call, where in calls() if ast.unparse(call.func) in MAKERS and (use := use_of(call, where))]
KEYS = sorted(WORDINGS)


@pytest.mark.parametrize("use", USES, ids=lambda use: use.where)
def test_a_code_that_is_used_has_its_text_and_gets_its_words(use: Use) -> None:
    keys = [key for key in KEYS if re.fullmatch(use.key, key)]
    assert keys, f"no wording for {use.key}"
    for key in keys:
        wanted = {name for text in WORDINGS[key][:2] for name in places(text.id)}
        assert wanted - PLACE == use.words - PLACE, f"{key} wants {wanted}"


def test_every_text_is_used() -> None:
    literals = {
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = [key for key in KEYS if key not in literals and not any(re.fullmatch(use.key, key) for use in USES)]
    assert not unused


def test_no_problem_is_made_beside_the_table() -> None:
    made = {where for call, where in calls() if ast.unparse(call.func) == "Problem"}
    assert not made


def test_a_problem_is_filled_in_from_its_place_and_its_words() -> None:
    found = problem("inlislite-cut", source="b1", column="JUDUL", value="Laskar", width=255)
    assert found.what == Text(
        "INLISLite hanya menyimpan 255 karakter di JUDUL.", "INLISLite keeps only 255 characters of JUDUL."
    )
    assert (found.code, found.source, found.value, found.severity) == ("inlislite-cut", "b1", "Laskar", "note")


def test_a_word_in_two_languages_gives_each_its_half() -> None:
    found = problem("lookup-unreachable", source="openlibrary", why=Text("terlalu lambat", "too slow"))
    assert "(terlalu lambat)" in found.what.id and "(too slow)" in found.what.en


def test_text_of_the_user_is_never_taken_for_a_blank() -> None:
    assert "{0} {title}" in problem("column-unknown", value="{0} {title}").what.id


def test_a_code_keeps_its_name_whatever_its_wording() -> None:
    found = problem("isbn-isbn_bad_check", wording="isbn/kdt", perhaps="")
    assert (found.code, found.severity) == ("isbn-isbn_bad_check", "warning")


def test_a_word_that_is_missing_is_noticed() -> None:
    with pytest.raises(KeyError):
        problem("count")
