"""The words that names are made of besides themselves: titles, degrees, particles, words that only bodies bear.

The lists stand in ``data/name_words.csv``; what only a pattern can say stands here.
"""

from __future__ import annotations

import re
from collections import defaultdict

from koleksi._terms.tables import rows

__all__ = [
    "ABU", "ACADEMIC", "ARTICLES", "BEFORE", "CASED", "CHINESE", "COMPOUND", "CORPORATE", "DEGREES_BEFORE",
    "EVERY", "GENERATION", "GLUED_ARTICLE", "INITIALS", "LAST_SUFFIX", "MINANG", "MONOSYLLABLE", "NOBLE_AFTER",
    "NOBODY", "OF_BODIES", "ORDERS", "PARTICLES", "PERSONAL", "PINYIN", "PREFIXES", "ROLES", "SAGES", "SHORTENED",
    "SONS", "TIM_GIVEN", "bare", "without_others",
]  # fmt: skip


def bare(word: str) -> str:
    """A word without stops, commas and case: "Drs." -> "drs"."""
    return "".join(word.replace(".", " ").replace(",", " ").split()).casefold()


_OF: defaultdict[str, list[str]] = defaultdict(list)  # kind -> words
for _row in rows("name_words.csv"):
    _OF[_row["kind"]].append(_row["word"])

EVERY = frozenset(word for words in _OF.values() for word in words)
BEFORE = frozenset(_OF["before"])  # as ``bare`` makes them
CASED = frozenset(_OF["cased"])
ACADEMIC = frozenset(_OF["academic"])
PERSONAL = ACADEMIC | frozenset(_OF["personal"])  # before a name that is no body's
MINANG = frozenset(_OF["minang"])
LAST_SUFFIX = frozenset(_OF["suffix"])
ROLES = frozenset(_OF["role"])
ORDERS = frozenset(_OF["order"])
NOBLE_AFTER = frozenset(_OF["noble"])
ARTICLES = frozenset(_OF["article"])
SONS = frozenset(_OF["son"])
ABU = frozenset(_OF["abu"])
COMPOUND = frozenset(_OF["compound"])
CHINESE = frozenset(_OF["chinese"])
SAGES = frozenset(_OF["sage"])  # "Lao Tzu"
GENERATION = frozenset(_OF["generation"])
PREFIXES = frozenset(_OF["prefix"])  # part of the entry element: "Le Guin"
PARTICLES = frozenset(_OF["particle"]) | SONS | ARTICLES  # small inside a name
SHORTENED = frozenset(_OF["shortened"])  # first names: their stop ends no entry element
NOBODY = frozenset(_OF["nobody"])
CORPORATE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _OF['body']))})(?:\b|(?<=\.))", re.IGNORECASE)
# The words with which these begin: a name without any of them need not be searched for all.
OF_BODIES = frozenset(re.split(r"\W", word.casefold(), maxsplit=1)[0] for word in _OF["body"])
_ARTICLE = "|".join(_OF["article"])
GLUED_ARTICLE = re.compile(rf"\A({_ARTICLE})[- ][-'\u2019 ]{{0,3}}(?=\w{{3}}|\w+['\u2019]\w)", re.IGNORECASE)

# Degrees that only a slip puts before a name ("M.Sc Prof. Dr. X"): none of them can be somebody's initials.
DEGREES_BEFORE = re.compile(
    r"\A(?:[MSBD]\.(?:Sc|Pd|Ag|Si|Kom|Hum|Kes|Eng|Phil|Lit|Ed)|Ph\.?\s?D|LL\.?[BM]|PH\.?D|Msce?|MSc|MBA"
    r"|Ms\.Met|Lc)[.,]*\Z",
)
_OTHERS = re.compile(
    r"(?:[,;.]?\s?\.\.\.)?[\s,;.]{0,3}[(\[]?\b(?:(?:dan\s|&\s)?(?:dkk|ddk|d\.k\.k|dll|dst|kawan-kawan|lain-lain)"
    r"|dan lainnya|dan yang lain|et\.? ?all?(?!-)|and others?|and friends?|dan kawan kawan|dan lain lain)\b\.?[)\]]?",
    re.IGNORECASE,
)
_OF_OTHERS = ("dkk", "ddk", "d.k.k", "dll", "dst", "kawan", "lain", "et", "other", "friend")  # one is in any of them
MONOSYLLABLE = re.compile(
    r""
    r"\A[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2}(?:-[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2})?\Z",
    re.IGNORECASE,
)
_SYLLABLE = (
    r"(?:zh|ch|sh|[b-df-hj-np-tw-z])?"
    r"(?:i?ang|i?ong|i?ao|[ei]ng|i?an|[aeiou]n?|ai|ei|ia|ie|iu|ou|u[aieo]n?)"
)
PINYIN = re.compile(rf"\A(?=.*(?:x|q|zh|ong|iao|ang|[ei]ng))(?:{_SYLLABLE}){{2}}\Z", re.IGNORECASE)
INITIALS = re.compile(r"\A(?:[A-Z]\.?){1,4}\Z|\A[A-Z][a-z]?\.\Z")
TIM_GIVEN = re.compile(
    r"\ATim (?:O['\u2019]\w+|[A-Z]\w*(?:rd|ck|ll|ss|ld|th|rs|rg|ley|son|ton))\Z"
)  # Tim Burton; "tim" is also a team


def without_others(text: str) -> str:
    """Names without the words for others that are not named: "dkk", "et al.", "and friends"."""
    low = text.casefold()
    if low.isascii() and True not in [word in low for word in _OF_OTHERS]:
        return text
    return _OTHERS.sub("", text)
