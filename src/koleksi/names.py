"""A name as typed -> the heading it is entered under, and the letters of the call number.

Policies: "last" enters an Indonesian name of two elements or more under its last element, as most
Indonesian libraries do; "first" under its first. Both leave out degrees and honours, never invert a
body's name, and know where Arabic, Chinese, Dutch and Balinese names are an exception.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from koleksi._terms import name_words as words_of
from koleksi._terms.name_words import GLUED_ARTICLE, INITIALS, bare
from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["POLICIES", "direct", "from_heading", "heading", "is_corporate", "letters", "split", "strip_titles"]

POLICIES = ("last", "first")


@lru_cache(maxsize=8192)
def is_corporate(name: str) -> bool:
    """Whether a name is that of a body, which is never inverted: it holds a word that only bodies have."""
    if name.endswith("(Firm)"):
        return True
    if not words_of.CORPORATE.search(name) or words_of.TIM_GIVEN.match(name):
        return False
    return not re.match(r"\A[^,]+,\s*\w+\.?\Z", name)


# titles and degrees


@lru_cache(maxsize=8192)
def strip_titles(name: str) -> str:
    """The name without degrees, academic and religious titles on either side ("Prof. Dr. H. X, M.A." -> "X"),
    and without "dkk"."""
    first, *after = (part.strip() for part in words_of.ET_AL.sub("", name).split(","))
    kept = [part for part in after if part and not _is_degree(part) and not _is_academic(part)]
    words = _without_before(_glue_stops(first).split())
    while len(words) > 1 and _is_suffix(words[-1]):
        words.pop()
    parts = [" ".join(words), *(" ".join(_without_before(_glue_stops(part).split())) for part in kept)]
    return ", ".join(filter(None, parts)).strip(" ,")


def _glue_stops(text: str) -> str:
    """ "Prof.Dr.Hamka" has no blanks to split at."""
    return re.sub(r"(?<=[a-z]{2}\.)(?=[A-Z])|(?<=\b[DHI]r\.)(?=[A-Z])|(?<=\bDrs\.)(?=[A-Z])", " ", text)


def _is_academic(part: str) -> bool:
    """ "Arikunto, Prof. Dr.": titles that a list's column puts behind the name."""
    return all(bare(word) in words_of.ACADEMIC for word in _glue_stops(part).split())


def _without_before(words: list[str]) -> list[str]:
    given = words
    while len(words) > 1 and (
        _is_title(words) or words_of.DEGREES_BEFORE.match(words[0]) or (words is not given and _is_hajj(words))
    ):
        words = words[1:]
    return words


def _is_hajj(words: list[str]) -> bool:
    """ "Prof. Dr. H. M. Quraish Shihab": behind a title, "H. M." before a name is Haji Muhammad, "H. A." Haji Ahmad."""
    return (
        len(words) > 2
        and words[0].casefold() == "h."
        and words[1] in ("M.", "A.", "Moh.", "Muh.")
        and not INITIALS.match(words[2])
    )


def _is_title(words: list[str]) -> bool:
    """ "H." alone before a full name is Haji; "H. B. Jassin" and "H Hamid" with few words may be an initial."""
    first = bare(words[0])
    if first not in words_of.BEFORE:
        return _is_slipped_degree(words)
    if len(first) > 1:
        return True
    return not INITIALS.match(words[1]) and (len(words) > 2 or words[0].casefold() == "h.")


def _is_slipped_degree(words: list[str]) -> bool:
    """ "SH. Dr. Abdul Wahid": letters that may be initials are a degree where a title follows."""
    return len(words) > 2 and _is_degree(words[0]) and len(bare(words[1])) > 1 and bare(words[1]) in words_of.BEFORE


def _is_degree(part: str) -> bool:
    pieces = part.replace(". ", ".").split()
    if part.casefold() in words_of.GIVEN:
        return False
    return bool(pieces) and all(words_of.AFTER.match(piece) or words_of.AFTER.match(part) for piece in pieces)


def _is_suffix(word: str) -> bool:
    plain = word.casefold().strip("().")
    if (
        plain in words_of.LAST_SUFFIX
        or (plain in words_of.ORDERS and word[:1].isupper())
        or (plain in words_of.ROLES and not word[:1].isupper())
    ):
        return True
    return (
        "." in word.rstrip(".")
        and bool(words_of.AFTER.match(word))
        and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", word)
    )


# direct order


def direct(name: str) -> str:
    """The name in direct order: "HIRATA, Andrea." -> "Andrea Hirata"; degrees are left out."""
    name = _without_tail(name)
    stripped = strip_titles(name)
    plain = stripped if _ends_in_initial(name) else stripped.rstrip(".")
    if is_corporate(plain):
        return _case(plain)
    inverted = _inverted(name, plain)
    return _joined(*inverted) if inverted else _case(plain, short=name.isupper())


def from_heading(entry: str) -> str:
    """A catalogue's heading in direct order. What stands behind its comma is a given name even where it reads like a
    degree: "Sharif, M.M." -> "M.M. Sharif"."""
    left, comma, right = (part.strip() for part in _without_tail(entry).partition(","))
    if not comma or " " in left or not _is_degree(right):
        return direct(entry)
    return _joined(left, right)


_LIFE = re.compile(
    r"\(?(?:ca?\.\s*)?\d{3,4}\b[\s\d?-]*\)?"
    r"|(?:author|editor|translator|illustrator|pengarang|penulis|penyunting|penerjemah)\.?",
    re.IGNORECASE,
)


def _without_tail(name: str) -> str:
    """A heading without what catalogues put behind the given name: years of life, roles and fuller forms go, "Ki" goes
    before it, "Dt. Rajo Penghulu" behind the entry element."""
    if "," not in name:
        return name
    entry, *rest = (part.strip() for part in re.sub(r"\s*\([^)]*\)", "", name).split(","))
    parts = [part for part in rest if part and not _LIFE.fullmatch(part)]
    for part in parts[1:]:
        first = bare(part.split()[0])
        if first in words_of.NOBLE_AFTER:
            parts = [f"{part} {parts[0]}", *(other for other in parts[1:] if other is not part)]
        elif first in words_of.MINANG:
            entry, parts = f"{entry} {part}", [other for other in parts if other is not part]
    return ", ".join([entry, *parts])


def _joined(entry: str, given: str) -> str:
    """The two parts of a heading in direct order, with the article that a heading has behind the given name."""
    short = f"{given} {entry}".isupper()
    entry = _case(entry, short=True)
    if moved := re.search(r"(?<![\w'\u2019])(al|el|as|ar|an|at|ad|az|ash|asy)-?\Z", given, re.IGNORECASE):
        return _case(f"{given[: moved.start()].strip()} {moved[1]}-{entry}".strip(), short=short)
    return _case(f"{given} {entry}".strip(), short=short)


def _inverted(name: str, plain: str) -> tuple[str, str] | None:
    """Entry element and the rest, where the name as typed is a catalogue's heading."""
    left, comma, right = (part.strip() for part in plain.partition(","))
    if comma:
        return left, right.rstrip(",") if _ends_in_initial(right) else right.rstrip(".,")
    return _capitals_first(name)


def _capitals_first(name: str) -> tuple[str, str] | None:
    """ "RASJIDI Prof. Dr. H.M", "SUMARDJO. Jakob": a heading without its comma; the capitals are the entry element."""
    words = name.split()
    loud = 0
    while loud < len(words) and _is_loud(words[loud]):
        loud += 1
        if words[loud - 1].endswith("."):
            break
    given = words[loud:]
    rest = _without_before(given)
    if not loud or not rest:
        return None
    titled = len(rest) < len(given) and all(INITIALS.match(word) for word in rest)
    if not titled and not any(re.match(r"[A-Za-z][a-z\u2019']+\Z", word) for word in rest):
        return None
    return " ".join(words[:loud]).rstrip("."), " ".join(rest)


def _is_loud(word: str) -> bool:
    """Written in capitals, and a name rather than initials or a title."""
    letters_ = sum(map(str.isalpha, word))
    return (
        word.isupper()
        and "." not in (word[:-1] if letters_ > 3 else word)
        and bare(word) not in words_of.BEFORE
        and (letters_ > 3 or letters_ == 3 and bool(re.search("[AEIOU]", word)))
    )


def _ends_in_initial(text: str) -> bool:
    return bool(re.search(r"(?:\A|[\s.])[A-Z]\.\s*\Z", text))


def _case(name: str, *, short: bool = False) -> str:
    """A name, or a part of it, typed in capitals as the title page would show it; mixed case as it is.

    ``short``: words of three letters are names too ("EKO NUGROHO"), not initials; two letters never are ("HB JASSIN").
    """
    return " ".join(_word_case(word, 3 if short and re.search("[AEIOU]", word) else 4) for word in name.split())


def _word_case(word: str, shortest: int) -> str:
    if sum(map(str.isalpha, word)) < shortest or not word.isupper() or "." in word.rstrip("."):
        return word
    return re.sub(r"\w+", lambda m: m[0][0] + m[0][1:].lower(), word)


# several names in a cell

_SEPARATORS = re.compile(r"\s*[;|/\n]\s*|\s+(?:&|dan|and|with|bersama)\s+|\s*&\s*", re.IGNORECASE)


def split(cell: str) -> tuple[str, ...]:
    """The names in a cell, each in direct order. A comma separates names only where neither side can be a
    part of a name: "Echols, John M." is one, "John M. Echols, Hassan Shadily" are two."""
    cell = words_of.ET_AL.sub("", cell).strip(" ,;")
    if not cell:
        return ()
    if is_corporate(cell) and ";" not in cell:
        return (cell,)
    found = [name for part in _SEPARATORS.split(cell) for name in _at_commas(part)]
    return tuple(dict.fromkeys(filter(None, (name.strip() if is_corporate(name) else direct(name) for name in found))))


def _at_commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in _without_tail(part).split(",") if piece.strip()]
    real = [piece for n, piece in enumerate(pieces) if n == 0 or not (_is_degree(piece) or _is_academic(piece))]
    if len(real) == 2 and _is_inverted_pair(*real):
        return [", ".join(real)]
    if len(real) == 4 and len(real[0].split()) == len(real[2].split()) == 1:
        return [", ".join(real[:2]), ", ".join(real[2:])]
    return real


def _is_inverted_pair(left: str, right: str) -> bool:
    """Whether "left, right" is one name: an entry element of one word or in capitals, or initials behind it."""
    return (
        len(left.split()) == 1
        or (left.isupper() and not right.isupper())
        or bool(len(right.split()) == 1 and not right.isupper() and INITIALS.match(right))
    )


# headings


def heading(name: str, policy: str = "last") -> str:
    """The form a person or body is entered under: "Pramoedya Ananta Toer" -> "Toer, Pramoedya Ananta".

    A name that is typed as a heading already ("WAHHAB, Muhammad bin Abdul") keeps its entry element under
    "last". Raises UsageError for an unknown policy.
    """
    if policy not in POLICIES:
        known = ", ".join(POLICIES)
        raise UsageError(
            Text(
                f"aturan nama {policy!r} tidak dikenal; pilih {known}",
                f"unknown name policy {policy!r}; choose {known}",
            )
        )
    return _heading(name, policy)


@lru_cache(maxsize=16384)
def _heading(name: str, policy: str) -> str:
    if is_corporate(name):
        return name.strip()
    name = _without_tail(name)
    plain = direct(name)
    if qualified := re.fullmatch(r"(.+?)\s*(\([^)]*\))", plain):
        return f"{_heading(qualified[1], policy)} {qualified[2]}"
    words = plain.split()
    if len(words) < 2 or policy == "first":
        return plain
    stripped = strip_titles(name)
    given = _inverted(name, stripped if _ends_in_initial(name) else stripped.rstrip("."))
    if given and given[1] and not _bears_title(*given):
        return _with_article(_case(given[0], short=True).split(), _case(given[1], short=stripped.isupper()).split(), [])
    return _under_last(words)


def _bears_title(entry: str, given: str) -> bool:
    """ "Ki" before and "Dt. Rajo Penghulu" behind a name have places of their own."""
    return bare(given.split()[0]) in words_of.NOBLE_AFTER or any(
        bare(word) in words_of.MINANG for word in entry.split()[1:]
    )


def _under_last(words: list[str]) -> str:
    for n in range(1, len(words) - 1):
        if bare(words[n]) in words_of.MINANG:
            return f"{_under_last(words[:n])}, {' '.join(words[n:])}"
    if _is_chinese(words):
        return " ".join(words) if "-" not in words[-1] else f"{words[0]}, {' '.join(words[1:])}"
    if bare(words[0]) in words_of.NOBLE_AFTER and len(words) > 2:
        return f"{_under_last(words[1:])}, {words[0]}"
    end = _last_element(words)
    leading = 0
    while leading < end and INITIALS.match(words[leading]):
        leading += 1
    tail = words[end + 1 :]
    if tail and end == leading:
        return " ".join(words)  # "Djakaria N.E.", "Marga T.": unexplained initials are no entry element
    if _entered_under_own_name(words, end):
        return " ".join(words)
    return _with_article([words[end]], words[:end], tail)


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
        article, entry = match[1].lower(), [entry[0][match.end() :], *entry[1:]]
    elif (
        len(before) > 1 - bool(tail)
        and bare(before[-1]).rstrip("-") in words_of.ARTICLES
        and (bare(before[-1]) != "an" or len(before) > 1)
        and "." not in before[-1]
    ):
        article, before = bare(before[-1]).rstrip("-"), before[:-1]
    else:
        return f"{' '.join([*entry, *tail])}, {' '.join(before)}"
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


def _is_chinese(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3 or bare(words[0]) not in words_of.CHINESE:
        return False
    return all(words_of.MONOSYLLABLE.match(word) for word in words) and (len(words) == 3 or "-" in words[1])


# letters


def letters(name: str, policy: str = "last") -> str:
    """The three letters of the call number: capitals, from the heading, without article ("al-Qarni" -> "QAR").

    "" for an empty name. Raises UsageError for an unknown policy.
    """
    entry = heading(name, policy)
    if policy == "first" and not is_corporate(name):
        entry = GLUED_ARTICLE.sub("", _without_initials(entry))
    plain = unicodedata.normalize("NFKD", entry.partition(",")[0])
    only = "".join(letter for letter in plain if letter.isalpha())
    return only.upper()[:3]


def _without_initials(name: str) -> str:
    """ "M. Agus J. Alam" is filed under Agus: an initial says too little."""
    words = re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split()
    while len(words) > 1 and (
        INITIALS.match(words[0])
        and ("." in words[0] or len(words[0]) == 1)
        or bare(words[0]) in ("rm", "ra", "rr", "rmt")
    ):
        words = words[1:]
    return " ".join(words)
