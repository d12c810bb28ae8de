"""The words that tell the parts of a work apart on Indonesian and English title pages (``data/title_*.csv``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from koleksi._terms import calendar, numerals, school
from koleksi._terms.tables import rows

_MARKS = rows("title_marks.csv")
_WORDS: defaultdict[str, dict[str, str]] = defaultdict(dict)  # use -> word -> what it means
for _row in rows("title_words.csv"):
    _WORDS[_row["use"]][_row["word"]] = _row["means"]

LEVELS = school.levels()
MARKS: Mapping[str, str] = MappingProxyType(
    {row["word"]: row["kind"] for row in _MARKS} | dict.fromkeys(LEVELS, "level")
)
# Marks long enough to be known when one letter of them is wrong, if a number follows ("Kleas 7", "Semster 2").
MISSPELT = tuple(
    word
    for word, kind in MARKS.items()
    if len(word) >= (8 if kind == "curriculum" else 5) and kind not in ("level", "program", "issue")
)
# Marks that are written without a blank before their number.
GLUED = re.compile(rf"\b({'|'.join(row['word'] for row in _MARKS if row['glued'])})(?=\d)")
# Marks behind which a letter counts: "jilid B", "paket C", "fase E".
LETTERED = frozenset({"volume", "packet", "phase"})

SPELLED: Mapping[str, str] = MappingProxyType(
    {word: str(number) for word, number in numerals.spelled("cardinal", "ordinal").items()} | _WORDS["semester"]
)
SEMESTERS: Mapping[str, str] = MappingProxyType(_WORDS["semester"])  # "ganjil", "genap"
JUZ: Mapping[str, str] = MappingProxyType(_WORDS["juz"])  # parts of the Qur'an by their first word
# Numbers that one person writes as a word and the next as a digit ("Negeri Lima Menara", "Negeri 5 Menara").
CARDINALS: Mapping[str, str] = MappingProxyType(
    {word: str(number) for word, number in numerals.spelled("cardinal").items() if number > 1}
)
ORDINALS = frozenset(numerals.spelled("ordinal"))
SERIES = frozenset(word for word, kind in MARKS.items() if kind == "series" and word.isalpha())
PERIODICALS = frozenset(_WORDS["periodical"])
RANGE = frozenset(_WORDS["range"])
ROMAN_ENDS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
REVISED = frozenset(_WORDS["revised"])
VERSIONS = frozenset(_WORDS["version"])
MONTHS: Mapping[str, str] = MappingProxyType({name: f"m{calendar.month_named(name)}" for name in calendar.MONTHS})
CURRICULA = frozenset(_WORDS["curriculum"])
PROGRAMS = frozenset(_WORDS["program"])
_ROLES = _WORDS["role"] | _WORDS["role misspelt"]
# The kind of companion to a textbook: by one word, and by two: second word -> first word -> role.
ROLES: Mapping[str, str] = MappingProxyType({words: role for words, role in _ROLES.items() if " " not in words})
_PAIRS = [(*words.split(), role) for words, role in _ROLES.items() if " " in words]
ROLE_PAIRS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {second: {one: role for one, other, role in _PAIRS if other == second} for _, second, _ in _PAIRS}
)
# "buku siswa", "pegangan guru": first word -> second words that name a kind of book and are no words of its title.
BOOK_OF: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        one: frozenset(other for first, other, _ in _PAIRS if first == one)
        for one in ("buku", "pegangan", "panduan", "petunjuk")
    }
)
# Role -> the words that name it, to look for them typed wrong or run together with their neighbours.
ROLE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        role: tuple([words.replace(" ", "") for words, named in _WORDS["role misspelt"].items() if named == role])
        for role in set(_WORDS["role misspelt"].values())
    }
)
# The language of a translation, where a title says which it is ("edisi bahasa Inggris", "English edition").
TRANSLATION = re.compile(
    r"\b(?:edisi|ed\.|versi|terjemahan|terj\.)\s+(?:dalam\s+)?bahasa\s+(?P<of>\w+)"
    r"|\b(?P<named>english|indonesian|arabic|malay)\s+(?:edition|version|translation)\b"
)
# Words of school books as they were spelt before 1947 and 1972: what they mark would be overlooked.
OLD_SPELLING: Mapping[str, str] = MappingProxyType(_WORDS["old spelling"])
ABBREVIATIONS: Mapping[str, str] = MappingProxyType(_WORDS["short"] | _WORDS["spelling"])
# A school subject by its acronym, and in full without "dan".
SUBJECTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {acronym: tuple(words.split()) for acronym, words in _WORDS["subject"].items()}
)
# "Islam & Negara", "Islam dan Negara", "Islam Negara"
JOINING = frozenset(_WORDS["joining"])
