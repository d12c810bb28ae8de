"""Understanding a title before comparing it.

General tools fail on volumes, classes and semesters, not on typing errors: "IPA kelas VII" and "IPA
kelas VIII" are 98 % alike and never the same book. So the marks that tell the parts of a work apart are
taken out of a title first and compared as facts; what is left is compared as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from koleksi._dedupe import title_words as words_of
from koleksi._terms.folding import fold_for_title
from koleksi._terms.language import code_of
from koleksi._terms.numerals import roman

__all__ = ["Understood", "edition_number", "number", "sound", "understand"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A title taken apart. ``facts``: what tells parts of one work apart, sorted (kind, value); several
    marks of a kind are joined by "+", a range or list behind one mark by ",". ``words``: the words that are left, folded; ``main``: how many of
    them stand before the subtitle. ``raw``: letters and digits of the whole title, spelled numbers as
    digits; ``numbers``: every number in it, sorted."""

    facts: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    main: int
    raw: str
    numbers: str

    @property
    def core(self) -> str:
        return " ".join(self.words)


_SUBTITLE = re.compile(r"\s*[:;=]\s*|\s+[-\u2013\u2014]\s*|\s*[-\u2013\u2014]\s+|\s*[(\[]")
_RESPONSIBILITY = re.compile(r"\s+/\s+.*", re.DOTALL)
_TOKEN = re.compile(r"[^\W_]+|#")
_DIGITS = re.compile(r"[0-9]+")
_ORDINAL = re.compile(r"\d+(?=(?:st|nd|rd|th)\Z)")
_WITH_LETTER = re.compile(r"(\d{1,2})([a-d])\Z")


def number(text: str) -> str:
    """ "VII", "7", "07", "7th", "tujuh", "ketujuh" -> "7"; anything else folded as it is."""
    text = text.casefold().strip(" .")
    if text.isdecimal():
        return str(int(text))
    if text in words_of.SPELLED:
        return words_of.SPELLED[text]
    if match := _ORDINAL.match(text):
        return str(int(match[0]))
    return str(roman(text) or text)


def edition_number(text: str) -> str:
    """The edition that a field says: "Edisi ke-2" -> "2", "Ed. rev." -> "rev"; "" for a first edition or a printing."""
    if not text:
        return ""
    tokens = _TOKEN.findall(fold_for_title(text))
    facts: dict[str, str] = {}
    _read_marks(tokens, facts)
    if "edition" in facts:
        return facts["edition"]
    printing = any(words_of.MARKS.get(token) == "printing" for token in tokens)
    return _edition(tokens[0]) if len(tokens) == 1 and tokens[0].isdecimal() and not printing else ""


def understand(title: str) -> Understood:
    """Take a title apart. A mark that no number follows and one with two wrong letters stay among the words."""
    return _taken_apart(fold_for_title(title))


@lru_cache(maxsize=60_000)
def _taken_apart(text: str) -> Understood:
    if " / " in text:
        text = _RESPONSIBILITY.sub("", text) or text
    facts: dict[str, str] = {}
    text = _take_language(words_of.GLUED.sub(r"\1 ", text), facts)
    before, *after = _SUBTITLE.split(text.replace("'", ""), maxsplit=1)
    said = _tokens(before)
    main = _read_marks(said, facts)
    told = _tokens(after[0]) if after else []
    rest = _read_marks(told, facts) if after else []
    tokens = said + told
    _take_numbers(main, rest, facts)
    _take_roles(tokens, facts)
    plain = [words_of.CARDINALS.get(token, token) for token in tokens if token != "#"]
    words = tuple([words_of.CARDINALS.get(word, word) for word in (*main, *rest)]) or tuple(
        plain
    )  # "Kelas 7" has nothing else
    return Understood(
        tuple(sorted(facts.items())), words, len(main), "".join((*plain, facts.get("language", ""))), _numbers(plain)
    )


def _take_language(text: str, facts: dict[str, str]) -> str:
    """The title without the language that it says it was translated into."""
    found = words_of.TRANSLATION.search(text)
    code = code_of(found["of"] or found["named"]) if found else ""
    if not found or not code:
        return text
    facts["language"] = code
    return f"{text[: found.start()].rstrip(' (,:;-')} {text[found.end() :].lstrip(' )')}".strip()


def _tokens(text: str) -> list[str]:
    return [words_of.OLD_SPELLING.get(token, token) for token in _TOKEN.findall(text)]


def _read_marks(tokens: Sequence[str], facts: dict[str, str]) -> list[str]:
    """The words without the marks; what the marks say goes into ``facts``."""
    words: list[str] = []
    n, end = 0, len(tokens)
    while n < end:
        token = tokens[n]
        kind = words_of.MARKS.get(token)
        if kind is None and n + 1 < end and (tokens[n + 1].isdecimal() or tokens[n + 1] in words_of.ROMAN_ENDS):
            kind = _misspelt(token)
        taken = n
        if kind is not None:
            taken = (
                _READERS[kind](tokens, n, facts, words)
                if kind in _READERS
                else _read_values(kind, tokens, n + 1, facts)
            )
        if taken == n:
            _take_word(token, words)
        n = max(taken, n + 1)
    return words


def _take_word(token: str, words: list[str]) -> None:
    if token in words_of.SUBJECTS:
        words.extend(words_of.SUBJECTS[token])
    elif token not in words_of.CURRICULA and token not in words_of.JOINING:
        words.append(words_of.ABBREVIATIONS.get(token, token))


@lru_cache(maxsize=20_000)
def _misspelt(token: str) -> str | None:
    """The kind of a mark with one wrong letter; to be asked only where a number follows."""
    if len(token) < 4 or not token.isalpha():
        return None
    return next(
        (words_of.MARKS[mark] for mark in words_of.MISSPELT if OSA.distance(token, mark, score_cutoff=1) <= 1), None
    )


def _read_values(kind: str, tokens: Sequence[str], start: int, facts: dict[str, str]) -> int:
    """Numbers behind a mark ("kelas 4-6", "jilid II"); the place behind them, or the mark's own if there are none."""
    n = start + (start < len(tokens) - 1 and tokens[start] in ("ke", "no"))
    values: list[str] = []
    while n < len(tokens):
        value = _value(tokens[n], facts if not values else {}, letters=not values and _may_be_letter(kind, tokens, n))
        if value:
            values.append(value)
        elif not (
            values and tokens[n] in words_of.AND and n + 1 < len(tokens) and _value(tokens[n + 1], {}, letters=False)
        ):
            break
        n += 1
    if not values:
        return start - 1
    if kind == "edition":
        values = [value for value in values[:1] if value != "1"]
    if values and kind != "printing":
        known = facts.get(kind, "").split("+") if kind != "edition" else []
        facts[kind] = "+".join(filter(None, (*known, ",".join(values))))
    return n


def _may_be_letter(kind: str, tokens: Sequence[str], n: int) -> bool:
    """ "Paket C", "Jilid B"; but in "Vol. 3: A History" the A is an article."""
    last = n + 1 == len(tokens) or tokens[n + 1] in words_of.MARKS
    return kind in words_of.LETTERED and (kind != "volume" or last)


def _value(token: str, facts: dict[str, str], *, letters: bool) -> str:
    """The number that a token is, or ""; "7A" is class 7, part a."""
    if letters and len(token) == 1 and token in "abcdef":
        return token
    if match := _WITH_LETTER.match(token):
        facts.setdefault("part", match[2])
        return str(int(match[1]))
    value = number(token)
    return value if value.isdecimal() and len(value) <= 3 else ""


def _read_edition(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """ "edisi ke-3", "3rd ed.", "edisi revisi", "edisi ringkas", "edisi Maret 2012"."""
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    if following in words_of.REVISED:
        facts.setdefault("edition", "rev")
        return n + 2
    if following in words_of.VERSIONS:
        facts.setdefault("version", following)
        return n + 2
    if following in words_of.MONTHS:
        facts.setdefault("issue", words_of.MONTHS[following])
        return n + 2
    if words and words[-1] in words_of.REVISED:
        words.pop()
        facts.setdefault("edition", "rev")
        return n + 1
    if words and words[-1] not in ("i", "v", "x") and (before := number(words[-1])).isdecimal() and len(before) < 3:
        words.pop()
        facts.setdefault("edition", before) if before != "1" else None
        return n + 1
    return _read_values("edition", tokens, n + 1, facts)


def _read_curriculum(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """Curricula come and go on the cover of one and the same edition: "Kurikulum 2013", "K-13" say nothing."""
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    named = following in words_of.CURRICULA or (len(following) == 4 and following.isdecimal())
    return n + 2 if named or (tokens[n] == "k" and following in ("13", "06")) else n


def _read_level(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    """ "SMA/MA", "SMP VII": the school level, and the class that often follows it without its own mark."""
    level = words_of.LEVELS[tokens[n]]
    known = facts.get("level", "")
    if level not in known.split("+"):
        facts["level"] = "+".join(sorted(filter(None, (*known.split("+"), level))))
    if words and words[-1] == "untuk":
        words.pop()
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    marked = any(words_of.MARKS.get(token) == "class" for token in tokens)
    if not marked and "class" not in facts and (value := _value(following, {}, letters=False)) and int(value) <= 12:
        facts["class"] = value
        return n + 2
    return n + 1


def _read_program(tokens: Sequence[str], n: int, facts: dict[str, str], words: list[str]) -> int:
    at = n + 1 + (n + 1 < len(tokens) and tokens[n + 1] == "studi")
    if at < len(tokens) and tokens[at] in words_of.PROGRAMS:
        facts.setdefault("program", tokens[at])
        return at + 1
    return n


_READERS = {"edition": _read_edition, "curriculum": _read_curriculum, "level": _read_level, "program": _read_program}


def _edition(said: str) -> str:
    value = number(said)
    return "" if value == "1" else value


def _take_numbers(main: Sequence[str], rest: Sequence[str], facts: dict[str, str]) -> None:
    """Bare numbers tell volumes apart ("Doraemon 2", "IPA 1", "Tafsir (3)"), years almanacs and laws."""
    said = [*main, *rest] if len(rest) == 1 else main
    bare = [word for word in said if word.isdecimal() and len(word) < 4]
    if len(main) > 1 and main[-1] in words_of.ROMAN_ENDS and not (main[-1] == "i" and "class" in facts):
        bare.append(number(main[-1]))
    if bare:
        facts["number"] = "+".join(str(int(word)) for word in bare)
    if spelled := [words_of.CARDINALS[word] for word in said if word in words_of.CARDINALS]:
        facts["spelled"] = "+".join(spelled)
    if years := sorted(
        {
            word
            for word in (*main, *rest)
            if len(word) == 4 and word.isdecimal() and word[:2] in ("14", "18", "19", "20")
        }
    ):
        facts["years"] = "+".join(years)


def _take_roles(tokens: Sequence[str], facts: dict[str, str]) -> None:
    """What kind of companion to a textbook it is: the teacher's book, the exercises, the key, a summary."""
    roles = {words_of.ROLES[token] for token in tokens if token in words_of.ROLES}
    for first, second in zip(tokens, tokens[1:], strict=False):
        if second in words_of.ROLE_PAIRS and first in words_of.ROLE_PAIRS[second]:
            roles.add(words_of.ROLE_PAIRS[second][first])
    if roles:
        facts["role"] = "+".join(sorted(roles))


def _numbers(tokens: Sequence[str]) -> str:
    """Digits and Roman numerals above I, whatever they count."""
    found = [str(int(run)) for run in _DIGITS.findall(" ".join(tokens))]
    found += [number(token) for token in tokens if token in words_of.ROMAN_ENDS]
    return "+".join(sorted(found))


def sound(word: str) -> str:
    """A word as it sounds: old spelling, transliteration and doubled letters made alike (Djakarta, Jakarta;
    fiqih, fikih; shalat, salat). A key for finding candidates, never proof."""
    for old, new in words_of.SOUNDS:
        if old in word:
            word = word.replace(old, new)
    return words_of.DOUBLE.sub(r"\1", word).rstrip("h")
