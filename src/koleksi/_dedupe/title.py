"""A title taken apart before it is compared.

General tools fail on volumes, classes and semesters, not on typing errors: "IPA kelas VII" and "IPA
kelas VIII" are 98 % alike and never the same book. So the marks that tell the parts of a work apart are
taken out of a title first and compared as facts; what is left is compared as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from rapidfuzz.distance import OSA

from koleksi._dedupe import title_words as words_of
from koleksi._dedupe.title_marks import as_words, is_mark, number, read_marks, with_letter
from koleksi._terms.folding import fold_for_title
from koleksi._terms.language import code_of
from koleksi._terms.numerals import plain_number

__all__ = ["ParsedTitle", "is_plain", "marks_of_field", "parse_folded", "parse_title"]


class ParsedTitle(NamedTuple):
    """A title taken apart. ``facts``: what tells parts of one work apart, sorted (kind, value); several
    marks of a kind are joined by "+", a range or list behind one mark by ",". ``words``: the words that are left,
    folded; ``main``: how many of them stand before the subtitle. ``raw``: letters and digits of the whole title,
    spelled numbers as digits; ``numbers``: every number in it, sorted."""

    facts: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    main: int
    raw: str
    numbers: str

    @property
    def core(self) -> str:
        return " ".join(self.words)


_SUBTITLE = re.compile(r"\s*[:;=]\s*|\s+[-\u2013\u2014]\s*|\s*[-\u2013\u2014]\s+|\s*[(\[]")
_MARKS_SUBTITLE = re.compile(r"[:;=(\[\u2013\u2014-]")  # what all of these hold; a quick look first
_RESPONSIBILITY = re.compile(r"\s+/\s+.*", re.DOTALL)
_TOKEN = re.compile(r"[^\W_]+|#")
_SYMBOL = re.compile(r"\b([a-z])(\+\+|#)(?!\w)")  # "C++", "C#": languages, each with books of its own
_LINK = "untuk"  # before a school level or class
_SYMBOLS = frozenset(letter + sign for letter in ascii_lowercase for sign in ("plusplus", "sharp"))
_PART_LETTERS = frozenset("abcdef")
_LONG_SUBTITLE = 3  # words above which a subtitle is a sentence, in which one word names no kind of book
_MODEL = re.compile(r"[a-z]{1,2}[0-9]{1,2}")  # "CS4", "X7": of a product
_MONTH_AND_YEAR = re.compile(r"([a-z])(\d{4})\b")  # "Maret2016"
_UNTIL = re.compile(r"(?<=\d)\s*\bs\s?[./]\s?d\b\.?")  # "1 s.d. 5", "1 s/d 5"
_OF_FIELD = frozenset(["edition", "volume", "issue", "years", "series", "juz", "part", "class", "semester", "version"])
_COMPOUND = re.compile(r"puluh|belas|seratus|seribu")
_ROUND = {"seratus": "100", "seribu": "1000"}
_TENS = frozenset(f"{n}0" for n in range(2, 10))
_DIGITS = re.compile(r"[0-9]+")
_GLUED_DIGIT = re.compile(r"[^\W\d][0-9]")  # behind a letter
_CENTURIES = ("14", "18", "19", "20")  # of years in titles, 14 of the Hijra


def parse_title(title: str) -> ParsedTitle:
    """Take a title apart. A mark that no number follows and one with two wrong letters stay among the words."""
    return parse_folded(fold_for_title(title))


def parse_folded(text: str) -> ParsedTitle:
    """The same of a title that is folded already (``fold_for_title``)."""
    if " / " in text:
        text = _RESPONSIBILITY.sub("", text) or text
    facts: dict[str, str] = {}
    if "+" in text or "#" in text:
        text = _SYMBOL.sub(_symbol_in_letters, text)
    if "s/d" in text or "s.d" in text:
        text = _UNTIL.sub(" sd ", text)
    if _GLUED_DIGIT.search(text):
        text = words_of.GLUED.sub(r"\1 ", text)
    text = _take_language(text, facts)
    before, after = _split(text.replace("'", ""))
    tokens, of_subtitle = _tokens(before), _tokens(after)
    if not facts and all(map(is_plain, tokens)) and all(map(is_plain, of_subtitle)):
        return _without_marks(tokens, of_subtitle)
    main = read_marks(tokens, facts)
    if facts:
        _drop_link(main)
    _take_letter(main, facts)
    rest = read_marks(of_subtitle, facts)
    if rest and facts:
        _drop_link(rest)
    _take_numbers(main, rest, facts)
    _take_roles(tokens, facts)
    if of_subtitle:
        _take_roles(of_subtitle, facts, short=len(of_subtitle) > _LONG_SUBTITLE)
    main, rest = _without_acronym(main, rest)
    if "role" in facts:
        main, rest = _role_first(main, rest)
    tokens += of_subtitle
    plain = _with_digits([token for token in tokens if token != "#"])
    words = tuple(_with_digits([*main, *rest]) or plain)  # "Kelas 7" has nothing else
    raw = "".join((*plain, facts.get("language", "")))
    return ParsedTitle(tuple(sorted(facts.items())), words, len(main), raw, _numbers(plain))


@lru_cache(maxsize=8192)
def is_plain(token: str) -> bool:
    """Whether a token is a word that says nothing but itself, wherever it stands: no mark, number, letter, month or
    kind of book, nor anything that is written out as one."""
    return token.isalpha() and not is_mark(token) and not any(map(_says_more, (token, *as_words(token))))


def _says_more(word: str) -> bool:
    """Whether a word that is no mark may become a fact: a letter, a number, a kind of book."""
    if len(word) == 1 or word in _SYMBOLS or not word.isalpha() or with_letter(word):
        return True
    counts = word in words_of.ROMAN_ENDS or word in words_of.ORDINALS or word in words_of.CARDINALS
    return counts or word in words_of.ROLES or word in words_of.ROLE_PAIRS


def _without_marks(tokens: Sequence[str], of_subtitle: Sequence[str]) -> ParsedTitle:
    """A title of plain words, as a fifth of donated titles are: a third of the time that looking for marks takes."""
    main = [word for token in tokens for word in as_words(token)]
    rest = [word for token in of_subtitle for word in as_words(token)]
    main, rest = _without_acronym(main, rest)
    plain = (*tokens, *of_subtitle)
    return ParsedTitle((), (*main, *rest) or plain, len(main), "".join(plain), "")


def _split(text: str) -> tuple[str, str]:
    """A title before and behind what marks its subtitle; a comma marks one only where a sentence follows it."""
    before, *after = _SUBTITLE.split(text, maxsplit=1) if _MARKS_SUBTITLE.search(text) else (text,)
    if after or "," not in text:
        return before, "".join(after)
    before, behind = text.split(",", maxsplit=1)
    if "," in behind or before.count(" ") < 1 or behind.strip().count(" ") < 2:
        return text, ""
    return before, behind


def _without_acronym(main: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """The words before and behind a subtitle's mark without the title's acronym, which stands alone behind it or before
    all others."""
    if len(rest) == 1 and _is_acronym(rest[0], main):
        return main, []
    if len(main) > 3 and _is_acronym(main[0], main[1:]):
        return main[1:], rest
    return main, rest


def _is_acronym(word: str, main: Sequence[str]) -> bool:
    """Whether a word beside a title is its acronym: "Kamus Besar Bahasa Indonesia (KBBI)"."""
    return len(word) > 2 and word == "".join(one[0] for one in main)


def _role_first(main: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """ "Matematika (Buku Siswa)" as "Buku Siswa Matematika": the words that name the kind of book stand first."""
    for words in (main, rest):
        for n in range(len(words) - 1):
            if words[n] in words_of.BOOK_OF and words[n + 1] in words_of.BOOK_OF[words[n]]:
                role = words[n : n + 2]
                del words[n : n + 2]
                return [*role, *main], rest
    return main, rest


def marks_of_field(text: str) -> tuple[tuple[str, str], ...]:
    """What the field of an edition says: "Edisi ke-2" an edition of 2, "Ed. rev." one of "rev", "Jilid 4" a volume,
    "Oktober 2010" an issue; nothing for a first edition or a printing."""
    if not text:
        return ()
    tokens = _TOKEN.findall(_MONTH_AND_YEAR.sub(r"\1 \2", fold_for_title(text)))
    facts: dict[str, str] = {}
    words = read_marks(tokens, facts)
    if not facts and len(tokens) == 1 and tokens[0].isdecimal() and (value := number(tokens[0])) != "1":
        facts["edition"] = value
    if not facts and words and all(word in words_of.MONTHS for word in words):
        facts["issue"] = "+".join(words_of.MONTHS[word] for word in words)
    return tuple(sorted((kind, value) for kind, value in facts.items() if kind in _OF_FIELD))


def _take_language(text: str, facts: dict[str, str]) -> str:
    """The title without the language that it says it was translated into."""
    if not ("bahasa" in text or "ion" in text):  # most titles say none
        return text
    found = words_of.TRANSLATION.search(text)
    code = code_of(found["of"] or found["named"]) if found else ""
    if not found or not code:
        return text
    facts["language"] = code
    return f"{text[: found.start()].rstrip(' (,:;-')} {text[found.end() :].lstrip(' )')}".strip()


def _symbol_in_letters(found: re.Match[str]) -> str:
    return f"{found[1]}plusplus" if found[2] == "++" else f"{found[1]}sharp"


def _tokens(text: str) -> list[str]:
    tokens = [words_of.OLD_SPELLING.get(token, token) for token in _TOKEN.findall(text)]
    return _counted(tokens) if _COMPOUND.search(text) else tokens


def _counted(tokens: Sequence[str]) -> list[str]:
    """Numbers of several words in digits: "tiga puluh" and "30", "dua belas", "dua puluh lima", "seratus"."""
    made: list[str] = []
    for token in tokens:
        units = words_of.CARDINALS.get(made[-1], "") if made else ""
        if token in ("puluh", "belas") and 1 < int(units or 0) < 10:
            made[-1] = f"{units}0" if token == "puluh" else f"1{units}"
        elif token in _ROUND:
            made.append(_ROUND[token])
        elif made and made[-1] in _TENS and len(digit := words_of.SPELLED.get(token, "")) == 1:
            made[-1] = made[-1][0] + digit
        else:
            made.append(token)
    return made


def _with_digits(words: Sequence[str]) -> list[str]:
    return [words_of.CARDINALS.get(word, word) for word in words]


def _take_letter(main: list[str], facts: dict[str, str]) -> None:
    """The part that closes a title: "Matematika 3A" is "Matematika III A" and is not "Matematika 3B", "Vitamin C" is
    not "Vitamin D", nor "C++" "C#" or "C"."""
    symbols = sorted({word for word in main if word in _SYMBOLS})
    if symbols:
        facts["letter"] = "+".join(symbols)
    if len(main) < 2:
        return
    if count := with_letter(main[-1]):
        main[-1] = str(count.number)
        facts.setdefault("part", count.letter.casefold())
    elif len(main) > 2 and main[-1] in _PART_LETTERS and (value := number(main[-2])).isdecimal() and len(value) < 3:
        facts.setdefault("part", main.pop())
        main[-1] = value
    elif _is_letter(main[-1]) and not symbols:
        facts["letter"] = main[-1]
    elif len(main) > 2 and main[-1].isdecimal() and _is_letter(main[-2]):  # "Dragon Ball Z 1"
        facts["letter"] = main[-2]


def _is_letter(word: str) -> bool:
    """Whether a word is one letter that counts nothing."""
    return len(word) == 1 and word.isalpha() and word not in words_of.ROMAN_ENDS


def _drop_link(words: list[str]) -> None:
    """Take away the "untuk" that closes a title whose marks were taken out ("Fikih untukk Kelas XI")."""
    last = words[-1] if len(words) > 1 else ""
    if 3 < len(last) < 7 and OSA.distance(last, _LINK, score_cutoff=1) <= 1:
        words.pop()


def _closes(word: str) -> bool:
    """Whether a word that closes a title counts it: "II", "Kedua" (the second of its name)."""
    return word in words_of.ROMAN_ENDS or word in words_of.ORDINALS


def _take_numbers(main: list[str], rest: Sequence[str], facts: dict[str, str]) -> None:
    """Bare numbers tell volumes apart ("Doraemon 2", "IPA 1", "Tafsir (3)"), years almanacs and laws."""
    words = [*main, *rest] if len(rest) == 1 else main
    bare = [word for word in words if word.isdecimal() and len(word) < 4]
    if len(main) > 1 and _closes(main[-1]) and not (main[-1] == "i" and "class" in facts):
        main[-1] = number(main[-1])
        bare.append(main[-1])
    if len(bare) == 1 and len(main) > 1 and main[-1].isdecimal() and len(main[-1]) < 4 and not rest:
        main.pop()
    if bare:
        facts["number"] = "+".join(str(int(word)) for word in bare)
    if models := {word for word in words if _MODEL.fullmatch(word)}:
        facts["model"] = "+".join(sorted(models))
    if spelled := [words_of.CARDINALS[word] for word in words if word in words_of.CARDINALS]:
        facts["spelled"] = "+".join(spelled)
    if years := sorted({word for word in (*main, *rest) if _is_year(word)}):
        facts["years"] = "+".join(years)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in _CENTURIES


def _take_roles(tokens: Sequence[str], facts: dict[str, str], *, short: bool = False) -> None:
    """What kind of companion to a textbook it is: the teacher's book, the exercises, the key, a summary. ``short``:
    said by two words only."""
    roles = {words_of.ROLES[token] for token in tokens if token in words_of.ROLES and not short}
    for first, second in zip(tokens, tokens[1:], strict=False):
        if second in words_of.ROLE_PAIRS and first in words_of.ROLE_PAIRS[second]:
            roles.add(words_of.ROLE_PAIRS[second][first])
    roles.update(filter(None, facts.get("role", "").split("+")))
    if roles:
        facts["role"] = "+".join(sorted(roles))


def _numbers(tokens: Sequence[str]) -> str:
    """Digits and Roman numerals above I, whatever they count."""
    found = [plain_number(run) for run in _DIGITS.findall(" ".join(tokens))]
    found += [number(token) for token in tokens if token in words_of.ROMAN_ENDS]
    return "+".join(sorted(found))
