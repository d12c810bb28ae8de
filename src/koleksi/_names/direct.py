"""The direct order of a name: "HIRATA, Andrea." -> "Andrea Hirata"."""

from __future__ import annotations

import re
from functools import lru_cache

from koleksi._names.compound import compound_surname
from koleksi._names.generation import generation_apart
from koleksi._names.ordinary import entry_and_given, is_ordinary, turned
from koleksi._names.titles import is_corporate, strip_titles, without_before
from koleksi._names.typed import balanced, tidy
from koleksi._terms import name_words as words_of
from koleksi._terms.degrees import are_degrees
from koleksi._terms.name_words import GLUED_ARTICLE, INITIALS, bare

__all__ = ["direct", "from_heading", "in_case", "parts_of_heading", "ends_in_initial", "without_tail"]


def direct(name: str) -> str:
    """The name in direct order: "HIRATA, Andrea." -> "Andrea Hirata"; degrees are left out."""
    if is_ordinary(name):
        return name
    if said := turned(name):
        return said
    name, generation = generation_apart(without_tail(tidy(name)))
    return balanced(f"{_direct(name)} {generation}").strip()


def _direct(name: str) -> str:
    stripped = strip_titles(name)
    plain = stripped if ends_in_initial(name) else stripped.rstrip(".")
    if is_corporate(plain):
        return in_case(plain)
    inverted = parts_of_heading(name, plain)
    return _joined(*inverted) if inverted else in_case(plain, short=name.isupper())


@lru_cache(maxsize=1024)
def from_heading(entry: str) -> str:
    """A catalogue's heading in direct order. What stands behind its comma is a given name even where it reads like a
    degree: "Sharif, M.M." -> "M.M. Sharif"."""
    stopped = entry[-1:] == "." and entry[-3:-2] not in " ."  # the stop that ends a field, not an initial's
    if parts := entry_and_given(entry[:-1] if stopped else entry):
        return f"{parts[1]} {parts[0]}"
    left, comma, right = (part.strip() for part in without_tail(tidy(entry)).partition(","))
    known = " " in left and compound_surname(f"{right} {left}".split()) == len(left.split())
    if not comma or not known and (" " in left or not are_degrees(right)):
        return direct(entry)
    return _joined(left, right)


_LIFE = re.compile(
    r"\(?(?:ca?\.\s*)?\d{3,4}\b[\s\d?-]*\)?"
    r"|(?:author|editor|translator|illustrator|pengarang|penulis|penyunting|penerjemah)\.?",
    re.IGNORECASE,
)


def without_tail(name: str) -> str:
    """A heading without what catalogues put behind the given name: years of life, roles and fuller forms go, "Ki" goes
    before it, "Dt. Rajo Penghulu" behind the entry element."""
    if "," not in name:
        return name
    entry, *rest = (part.strip() for part in re.sub(r"\s?\([^()]*\)", "", name).split(","))
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
    entry = in_case(entry, short=True)
    if moved := re.search(r"(?<![\w'\u2019])(al|el|as|ar|an|at|ad|az|ash|asy)-?\Z", given, re.IGNORECASE):
        return in_case(f"{given[: moved.start()].strip()} {moved[1]}-{entry}".strip(), short=short)
    return in_case(f"{given} {entry}".strip(), short=short)


def parts_of_heading(name: str, plain: str) -> tuple[str, str] | None:
    """Entry element and the rest, where the name as typed is a catalogue's heading."""
    left, comma, right = (part.strip() for part in plain.partition(","))
    if comma:
        return left, right.rstrip(",") if ends_in_initial(right) else right.rstrip(".,")
    return _capitals_first(name) or _article_behind(plain)


def _article_behind(plain: str) -> tuple[str, str] | None:
    """ "RAZI-Al": an entry element whose article was hung behind it."""
    found = re.fullmatch(rf"([^\W\d_]{{3,}})-({'|'.join(sorted(words_of.ARTICLES))})", plain, re.IGNORECASE)
    return (found[1], found[2].lower()) if found else None


def _capitals_first(name: str) -> tuple[str, str] | None:
    """ "RASJIDI Prof. Dr. H.M", "SUMARDJO. Jakob": a heading that lost its comma; the capitals are the entry
    element."""
    words = name.split()
    loud = 0
    while loud < len(words) and _is_loud(words[loud]):
        loud += 1
        if words[loud - 1].endswith("."):
            break
    given = words[loud:]
    rest = without_before(given)
    if not loud or not rest or rest[0].startswith("("):
        return None
    known = len(rest) < len(given) or (
        words[loud - 1].endswith(".") and bare(words[loud - 1]) not in words_of.SHORTENED
    )
    initials = known and all(INITIALS.match(word) for word in rest)
    if not initials and not any(re.match(r"[A-Za-z][a-z\u2019']+\.?\Z", word) for word in rest):
        return None
    end = " ".join(rest)
    return " ".join(words[:loud]).rstrip("."), end if ends_in_initial(end) else end.rstrip(".")


def _is_loud(word: str) -> bool:
    """Written in capitals, and a name rather than initials or a title."""
    letters_ = sum(map(str.isalpha, word))
    return (
        word.isupper()
        and "." not in (word[:-1] if letters_ > 3 else word)
        and bare(word) not in words_of.BEFORE
        and (letters_ > 3 or letters_ == 3 and bool(re.search("[AEIOU]", word)))
    )


def ends_in_initial(text: str) -> bool:
    return bool(re.search(r"(?:\A|[\s.])[A-Z]\.\s*\Z", text))


def in_case(name: str, *, short: bool = False) -> str:
    """A name, or a part of it, as the title page would show it where it was typed in capitals or in small letters.
    ``short``: words of three letters are names too ("EKO NUGROHO"), not initials; two letters never are
    ("HB JASSIN")."""
    words = name.split()
    made = (_word_case(word, 3 if short and re.search("[AEIOU]", word) else 4) for word in words)
    return " ".join(said.lower() if n and words[n] in _SMALL else said for n, said in enumerate(made))


_SMALL = frozenset(["VAN", "VON", "DER", "DE", "BIN", "BINTI"])  # inside a name in capitals
_SLIP = re.compile(r"[A-Z]{2}[a-z]{3,}|[a-z][A-Z]{3,}")  # "SInambela", "kADIR"


def _word_case(word: str, shortest: int) -> str:
    if word.islower():
        if re.fullmatch(r"\w\.", word) or bare(word).rstrip("-") in words_of.PARTICLES:
            return word
        article = GLUED_ARTICLE.match(word)
        return f"{word[: article.end()]}{_capital(word[article.end() :])}" if article else _capital(word)
    if _SLIP.fullmatch(word) or (len(word) > 2 and word.isupper() and word.casefold() in words_of.CHINESE):
        return word.capitalize()
    if sum(map(str.isalpha, word)) < shortest or not word.isupper() or "." in word.rstrip("."):
        return word
    return re.sub(r"[^\W_]+(?:['\u2019][^\W_]+)*", lambda found: _capital(found[0].lower()), word)


def _capital(word: str) -> str:
    """A small word with its capital: "mu'thi" -> "Mu'thi", but "d'adamo" -> "D'Adamo"."""
    if len(word) > 3 and word[1] in "'\u2019":
        return f"{word[0].upper()}{word[1]}{word[2].upper()}{word[3:]}"
    return word[:1].upper() + word[1:]
