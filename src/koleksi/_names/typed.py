"""Names as people type them, made regular: blanks, stops without a blank, brackets and quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

from koleksi._terms import name_words as words_of
from koleksi._terms.degrees import is_degree
from koleksi._terms.name_words import bare

__all__ = ["LONGEST", "balanced", "tidy", "well_formed"]

LONGEST = 4000  # characters that are read of a cell: sixty names and more

_PIECE = re.compile(r"[^.]*\.+|[^.]+")
_OPEN = {")": "(", "]": "[", "}": "{"}
_SPLIT_DEGREE = re.compile(r"(?<![\w.])([SMDB]),\s?(?=[A-Z])(\w{1,4}\b\.?(?:\w{1,3}\b\.?)?)")
_ADDRESS = re.compile(r"\.(?:com|net|org|info|id|co)\Z|\A[\W\d_]*\Z|@|://", re.IGNORECASE)
_BRACKET = re.compile(r"[()\[\]{}]")
_MARKED = re.compile(r"[^\w\s'\u2019-]")  # without a mark there is nothing to make regular
_TITLE_ALONE = re.compile(r"((?:\w{2,4}\. ){0,3}\w{2,4}\.), (?=\S)")
_RARE = re.compile(r"[SMBD]\.[A-Z][a-z]{1,3}\.?|[SMBD][A-Z]{0,3}(?:\.[A-Z]{1,4})+\.?")
_YEARS = re.compile(r"\s?\(\s?\d{4}\s?[-\u2013]?\s?(?:\d{4})?\s?\)")
_FOOTNOTES = {ord(mark): None for mark in "*\u2020\u2021#"}
_PHD = re.compile(r"\bPh\s?[|,/]\s?D\b", re.IGNORECASE)


def tidy(text: str) -> str:
    """A typed name with one blank where a blank belongs: "Onno W.Purbo" -> "Onno W. Purbo", "Prof.Dr.Hamka" ->
    "Prof. Dr. Hamka", "Agus,S.Kom" -> "Agus, S.Kom". What is longer than `LONGEST` is cut."""
    text = " ".join(text[:LONGEST].split())
    return _regular(text) if _MARKED.search(text) else text


@lru_cache(maxsize=512)
def _regular(text: str) -> str:
    text = _YEARS.sub("", text.translate(_FOOTNOTES))
    text = _PHD.sub("Ph.D", _SPLIT_DEGREE.sub(_whole_degree, text))
    text = re.sub(r"\s?,(?:\s?,)*\s?", ", ", balanced(text)).strip(" ,")
    while (title := _TITLE_ALONE.match(text)) and all(bare(word) in words_of.ACADEMIC for word in title[1].split()):
        text = f"{title[1]} {text[title.end() :]}"  # "Dr., Rudi Hartono"
    text = re.sub(r"(?<=[(\[])\s|\s(?=[)\]])|(?<!\S)\.(?=\w)", "", text)
    words = text.split()
    made = (_with_blanks(word, behind=words[n - 1][-1:] == ",") for n, word in enumerate(words))
    return " ".join(made).strip('" ')


def _whole_degree(found: re.Match[str]) -> str:
    """ "S,Si" is S.Si with a slip of the finger."""
    return f"{found[1]}.{found[2]}" if is_degree(f"{found[1]}.{found[2]}") else found[0]


def _with_blanks(word: str, *, behind: bool) -> str:
    """ "W.Purbo" -> "W. Purbo"; initials ("A.A.") and degrees ("M.Pd") stay whole. ``behind``: a comma stands before
    the word, so that "M.Hud" is a degree that no list has."""
    plain = word.rstrip(",")
    if "." not in plain.strip(".") or is_degree(plain) or _ADDRESS.search(plain) or (behind and _RARE.fullmatch(plain)):
        return word
    pieces = _PIECE.findall(plain)
    made: str = pieces[0]
    for n in range(1, len(pieces)):
        rest = "".join(pieces[n:])
        before = pieces[n - 1]
        if len(bare(before)) > 2 and is_degree(rest):
            return f"{made} {rest}{word[len(plain) :]}"
        parted = _begins_word(pieces[n]) or (_ends_word(before) and any(map(str.isalnum, pieces[n])))
        made += f" {pieces[n]}" if parted else pieces[n]
    return made + word[len(plain) :]


def _ends_word(piece: str) -> bool:
    """Whether a piece is a title or a word of its own rather than an initial."""
    plain = bare(piece)
    return len(plain) > 2 or (len(plain) == 2 and plain in words_of.BEFORE)


def _begins_word(piece: str) -> bool:
    """Whether a piece is a name or title rather than an initial: three letters and more, or two without a stop."""
    letters = sum(map(str.isalpha, piece))
    return (
        bare(piece) in words_of.PERSONAL
        or letters > 2
        or (letters == 2 and not piece.endswith(".") and piece[1:2].islower())
    )


def balanced(text: str) -> str:
    """A text without brackets where one of them has no partner or holds nothing."""
    if not _BRACKET.search(text):
        return text
    waiting: list[str] = []
    for letter in text:
        if letter in "([{":
            waiting.append(letter)
        elif letter in _OPEN and (not waiting or waiting.pop() != _OPEN[letter]):
            waiting = ["?"]
            break
    if waiting:
        return " ".join(_BRACKET.sub(" ", text).split())
    text = re.sub(r"[(\[{]\s?[)\]}]", " ", text)
    return re.sub(r"(?<=[(\[{])\s?,|,\s?(?=[)\]}])", " ", text)


def well_formed(heading: str) -> str:
    """A heading whose parts all say something, with brackets in pairs."""
    if "," not in heading and not _BRACKET.search(heading):
        return heading.strip()
    said = ", ".join(part.strip() for part in heading.split(",") if any(map(str.isalnum, part)))
    return ", ".join(part.strip() for part in balanced(said).split(","))
