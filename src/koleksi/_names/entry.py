"""The form a person or body is entered under: "Pramoedya Ananta Toer" -> "Toer, Pramoedya Ananta"."""

from __future__ import annotations

import re
from functools import lru_cache

from koleksi._names.compound import compound_surname, may_be_compound
from koleksi._names.direct import direct, ends_in_initial, in_case, parts_of_heading, without_tail
from koleksi._names.generation import generation_apart
from koleksi._names.ordinary import entry_and_given, is_ordinary
from koleksi._names.said_roles import without_role
from koleksi._names.titles import is_corporate, strip_titles
from koleksi._names.typed import tidy, well_formed
from koleksi._terms import name_words as words_of
from koleksi._terms.name_words import GLUED_ARTICLE, INITIALS, bare

__all__ = ["entered"]


@lru_cache(maxsize=8192)
def entered(name: str, policy: str) -> str:
    """The heading of a name that is no longer than `typed.LONGEST`."""
    plain = not may_be_compound(name)
    if plain and is_ordinary(name):
        given, _, entry = name.rpartition(" ")
        return name if policy == "first" else f"{entry}, {given}"
    if plain and (parts := entry_and_given(name)):
        return f"{parts[1]} {parts[0]}" if policy == "first" else name
    name = tidy(name)
    if is_corporate(name):
        return name
    return well_formed(_person(name, policy))


def _person(name: str, policy: str) -> str:
    name, generation = generation_apart(without_tail(without_role(name)))
    if generation:
        return f"{_alone(name, policy)}{' ' if policy == 'first' else ', '}{generation}"
    return _alone(name, policy)


def _alone(name: str, policy: str) -> str:
    """The heading of a person's name without the mark of a generation."""
    plain = direct(name)
    if qualified := re.fullmatch(r"([^()]+?)\s?(\([^()]*\))", plain):
        return f"{entered(qualified[1], policy)} {qualified[2]}"
    words = plain.split()
    if policy == "first" or not words:
        return plain
    if len(words) == 1:
        return _with_article(words, [], [])
    if count := compound_surname(words):
        surname = " ".join(words[-count:])
        return f"{surname[:1].upper()}{surname[1:]}, {' '.join(words[:-count])}"
    stripped = strip_titles(name)
    given = parts_of_heading(name, stripped if ends_in_initial(name) else stripped.rstrip("."))
    if given and given[1] and not _bears_title(*given):
        return _with_article(
            in_case(given[0], short=True).split(), in_case(given[1], short=stripped.isupper()).split(), []
        )
    return _under_last(words)


def _bears_title(entry: str, given: str) -> bool:
    """ "Ki" before and "Dt. Rajo Penghulu" behind a name have places of their own."""
    return bare(given.split()[0]) in words_of.NOBLE_AFTER or any(
        bare(word) in words_of.MINANG for word in entry.split()[1:]
    )


def _under_last(words: list[str]) -> str:
    for n in range(2, len(words) - 1):  # "Aman Dt. Madjoindo" is known by the name that goes with the title
        if bare(words[n]) in words_of.MINANG:
            return f"{_under_last(words[:n])}, {' '.join(words[n:])}"
    if _is_chinese(words):
        return " ".join(words) if "-" not in words[-1] else f"{words[0]}, {' '.join(words[1:])}"
    if len(words) == 2 and (bare(words[1]) in words_of.SAGES or _is_pinyin(words)):
        return " ".join(words)  # "Lao Tzu": tzu is master
    if len(words) > 3 and _is_chinese(words[-3:]):
        return f"{' '.join(words[-3:])}, {' '.join(words[:-3])}"  # "Asmaraman S. Kho Ping Hoo"
    if bare(words[0]) in words_of.NOBLE_AFTER and len(words) > 2 and bare(words[1]) not in words_of.NOBLE_AFTER:
        return f"{_under_last(words[1:])}, {words[0]}"
    end = _last_element(words)
    leading = 0
    while leading < end and INITIALS.match(words[leading]):
        leading += 1
    tail = words[end + 1 :]
    if tail and end == leading == 0:
        return " ".join(words)  # "Djakaria N.E.", "Marga T.": unexplained initials are no entry element
    if _entered_under_own_name(words, end):
        return " ".join(words)
    opens = end > leading + 1 and bare(words[end - 1]) in words_of.PREFIXES and words[end - 2 : end] != ["de", "la"]
    begin = end - 1 if opens else end  # "La Fontaine, Jean de", but "Fuente, Patricio de la"
    return _with_article(words[begin : end + 1], words[:begin], tail)


def _last_element(words: list[str]) -> int:
    """The place of the last word that is neither initials nor a generation's mark ("Nahiry Nh", "Syamsuddin Rs")."""
    end = len(words) - 1
    while end > 0 and (
        INITIALS.match(words[end]) or bare(words[end]) in words_of.GENERATION or _is_unexplained(words, end)
    ):
        end -= 1
    return end


def _is_unexplained(words: list[str], end: int) -> bool:
    word = words[end]
    return bool(re.fullmatch(r"[A-Z][a-z]", word)) and (
        end > 1 or not re.search("[aeiouy]", word[1:]) and word[0] not in "AEIOU" and word != "Ng"
    )


def _with_article(entry: list[str], before: list[str], tail: list[str]) -> str:
    """ "Qarni, Aidh al-": the Arabic article goes behind the rest, glued to the entry element or standing before it."""
    if match := GLUED_ARTICLE.match(entry[0]):
        article, entry = match[1].lower(), [in_case(entry[0][match.end() :]), *entry[1:]]
    elif (
        (len(before) > 1 - bool(tail) or before == ["al"])
        and bare(before[-1]).rstrip("-") in words_of.ARTICLES
        and (bare(before[-1]) != "an" or len(before) > 1)
        and "." not in before[-1]
    ):
        article, before = bare(before[-1]).rstrip("-"), before[:-1]
    else:
        return ", ".join(filter(None, (" ".join([*entry, *tail]), " ".join(before))))
    return f"{' '.join([*entry, *tail])}, {' '.join([*before, article])}-"


def _entered_under_own_name(words: list[str], end: int) -> bool:
    """ "Abdullah bin Nuh" has no family name; "Yazid bin Abdul Qadir Jawas" ends in one, and a classical name that
    begins with Abu or Ibnu is known by its end."""
    sons = [n for n, word in enumerate(words[: end + 1]) if bare(word) in words_of.SONS and n]
    if not sons or sons[-1] == end or bare(words[0]) in words_of.ABU:
        return False
    if GLUED_ARTICLE.match(words[end]) or bare(words[end - 1]) in words_of.ARTICLES:
        return False
    father = words[sons[-1] + 1 : end + 1]
    return len(father) - sum(bare(word) in words_of.COMPOUND for word in father) <= 1


def _is_pinyin(words: list[str]) -> bool:
    """ "Mao Zedong": a family name and two syllables that only Chinese has."""
    return bare(words[0]) in words_of.CHINESE and bool(words_of.PINYIN.match(words[1]))


def _is_chinese(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3 or bare(words[0]) not in words_of.CHINESE:
        return False
    return all(words_of.MONOSYLLABLE.match(word) for word in words) and (len(words) == 3 or "-" in words[1])
