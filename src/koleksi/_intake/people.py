"""The columns of people: authors, and translators, editors and illustrators beside or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from koleksi import names
from koleksi._intake.cells import CODES, TypedRow, many
from koleksi._terms import roles
from koleksi.book import Contributor

__all__ = ["authors_of", "contributors_of", "people_in"]

# Whoever made the text out of what others made is entered as its author where no author is named (AACR2 21.10, 21.7).
_MAKERS = ("compiler", "adapter")


def authors_of(row: TypedRow) -> tuple[str, ...]:
    """The authors of a row, in direct order; what the cell says of translators and editors is no author."""
    return _authors(row.get("authors"))


@lru_cache(maxsize=8192)
def _authors(cell: str) -> tuple[str, ...]:
    made = _made(cell)
    authors = tuple(name for name, role in made if role == "author")
    return authors or tuple(name for name, role in made if role in _MAKERS)


def contributors_of(row: TypedRow) -> tuple[Contributor, ...]:
    """The others who made the book, from their own columns and from the cell of the authors, each once a role."""
    authors = _authors(row.get("authors"))
    cells = [(role, row.get(role)) for role in ("translator", "editor", "illustrator")]
    found = [(name, role) for role, cell in cells if cell for name in names.split(cell)]
    found += [(name, role) for name, role in _made(row.get("authors")) if role != "author"]
    return tuple(
        Contributor(name=name, role=role)
        for name, role in dict.fromkeys(found)
        if not (role in _MAKERS and name in authors)
    )


def people_in(statement: str) -> tuple[tuple[str, str], ...]:
    """Whom a statement of responsibility names, each with a role, "author" where it says none."""
    return _made(statement)


@lru_cache(maxsize=8192)
def _made(cell: str) -> tuple[tuple[str, str], ...]:
    """The names of a cell, each with its role: "A; penerjemah B" -> A, author; B, translator."""
    if CODES.match(cell):
        return tuple((_of_heading(name), "author") for name in many(cell))
    cell = " ".join(cell[: names.LONGEST].replace("\n", " ; ").split())
    low = cell.casefold()
    if not any(word in low for word in _shortest_words()):
        return tuple((name, "author") for name in names.split(cell))
    made: list[tuple[str, str]] = []
    role = "author"
    parts = [_said(part) for part in _parts(cell)]
    for said in parts:
        role = said.role or role
        found = names.split(said.names)
        others = found[:-1] if said.last_only else ()
        made += [(name, "author") for name in others]
        made += [(name, role) for name in found[len(others) :]]
        if said.behind:
            role = "author"
    if all(said.behind for said in parts) and not any(role == "author" for _, role in made):
        made = [(name, "author") for name, _ in made]  # "Dee (terj.)": whom a list names alone is entered all the same
    return tuple(dict.fromkeys(made))


@cache
def _shortest_words() -> tuple[str, ...]:
    """The words of which one is in any text that has a word for a role in it."""
    words = roles.statement_words()
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _of_heading(name: str) -> str:
    """In direct order; a body as it stands, for its capitals ("Tim LIPI") are no shouting."""
    return name.strip() if names.is_corporate(name) else names.from_heading(name)


class _Said(NamedTuple):
    """``role`` of ``names``, "" where it is not said; ``behind``: it stands behind them; ``last_only``: it is one
    person's ("A, B (editor)")."""

    role: str
    names: str
    behind: bool = False
    last_only: bool = False


class _Marks(NamedTuple):
    """Where a word for a role stands in a cell."""

    brackets: re.Pattern[str]  # "A (penerj. B)"
    opens: re.Pattern[str]  # "A, penerjemah B", "A editor: B", "A diterjemahkan oleh B"
    between: re.Pattern[str]  # "A penerjemah B"
    before: re.Pattern[str]  # at the beginning


@cache
def _marks() -> _Marks:
    phrases = [word for word in roles.plain_words() if word.endswith((" oleh", " by"))]
    persons = [word for word in roles.plain_words() if word not in ("oleh", "by")]
    word, plain, by, person = (
        "|".join(map(re.escape, words)) for words in (roles.statement_words(), roles.plain_words(), phrases, persons)
    )
    team = "|".join(word for word in roles.statement_words() if word.startswith("tim "))
    name = r"(?=\W?(?-i:[A-Z]))"
    return _Marks(
        re.compile(rf"[(\[]\s?((?:{word})\b[^()\[\]]{{2,}})[)\]]", re.IGNORECASE),
        re.compile(
            rf"(?:[,.]|\s?/)?\s(?!(?:oleh|by)\b)(?=(?:(?:{word})\b\.?\s?:|(?:{by})\s))|[,/]\s?(?=(?:{person})\b\.?,?\s{name})",
            re.IGNORECASE,
        ),
        re.compile(rf"\s(?=(?:{person})\b\.?\s{name})", re.IGNORECASE),
        re.compile(
            rf"\W{{0,2}}(?:para\s)?(?:({word})\b\.?\s?:|({plain}|(?-i:{team}))\b\.?,?\s{name})\s?(?:oleh\b\s?:?\s?)?",
            re.IGNORECASE,
        ),
    )


def _parts(cell: str) -> Iterator[str]:
    """The cell at its marks between people and before words for a role; what stands in brackets with such a word is a
    part of its own. A body's own name ("Lembaga Penerjemah Kristen") stays whole."""
    marks = _marks()
    cell = marks.brackets.sub(lambda found: f" ; {found[1]} ; " if marks.before.match(found[1]) else found[0], cell)
    for part in re.split(r"\s?[;|]\s?", marks.opens.sub(" ; ", cell)):
        if names.is_corporate(part) or not part:
            yield from filter(None, (part,))
        else:
            yield from filter(None, marks.between.split(part))


def _said(part: str) -> _Said:
    found = _marks().before.match(part)
    if found and (found[1] or found[2].startswith("tim ") or _is_made_by(part, part[found.end() :])):
        return _Said(roles.split_off_role(f"{found[1] or found[2]}: X")[0], part[found.end() :])
    role, said = roles.split_off_last_role(part)
    if not role or re.search(r",\s?[A-Z][a-z]{1,2}\Z", part):  # "Soph, Ed" is a name
        return _Said("", part)
    several = re.search(r"\b(?:eds|editors|authors)\b[.\s)\]]{0,4}\Z", part, re.IGNORECASE)
    return _Said(role, said, behind=True, last_only=not several)


def _is_made_by(part: str, said: str) -> bool:
    """ "Penerjemah Tim Mizan" is a team's work, "Penulis Muda Indonesia" a body's name."""
    return not names.is_corporate(part) or names.is_corporate(said.partition(" ")[0])
