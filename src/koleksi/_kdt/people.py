"""Who made a book, from its statement of responsibility and from the added entries of a KDT block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from koleksi import names
from koleksi._terms.roles import split_off_last_role, split_off_role, statement_words
from koleksi.book import Contributor

__all__ = ["Makers", "added", "makers", "name_of", "same_person"]

_DATES = re.compile(
    r"[,\s]*[\[(]?\b(?:lahir\s+|ca?\.\s*)?(?:1[0-9]\d\d|20\d\d)\s*(?:-+\s*(?:(?:1[0-9]\d\d"
    r"|20\d\d)\b)?)?[\])]?[.,]?\s*\Z"
)
_ET_AL = re.compile(
    r"\s*(?:\.\.\.)?\s*(?:[\[(]\s*(?:et\.?\s*al|dkk|dan\s+kawan-kawan)[.\s]*[\])]|\b(?:et\s+al\b|dkk\b)\.?)\.*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\A(?:judul|seri|series|title|dan lain-lain|dll)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Makers:
    """Authors in direct order, the others with their roles, and whether more were left unnamed ("et al.")."""

    authors: tuple[str, ...] = ()
    others: tuple[Contributor, ...] = ()
    more: bool = False


def makers(statement: str) -> Makers:
    """The people and bodies of a statement: "Andrea Hirata ; penyunting, X", "penulis, A, B ; editor, C".

    ISBD 1.4: statements of different kinds are parted by " ; ". A statement without a word for the kind of work
    names authors if it stands first; later ones keep the role "" and are kept as contributors.
    """
    authors: list[str] = []
    others: list[Contributor] = []
    for place, part in enumerate(_parts(_ET_AL.sub("", statement))):
        role, said = split_off_role(part)
        for name in _people(said):
            if role == "author" or (not role and place == 0):
                authors.append(name)
            else:
                others.append(_contributor(name, role))
    return Makers(tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(others)), bool(_ET_AL.search(statement)))


def _parts(statement: str) -> list[str]:
    """The statements, also where a comma or a stop stands in place of the semicolon before a word of role."""
    text = re.sub(
        rf"[,.]\s+(?=(?:{'|'.join(re.escape(word) for word in statement_words() if len(word) > 5)})\s*[,:])",
        " ; ",
        statement,
        flags=re.IGNORECASE,
    )
    return [
        part.strip(" ,.") + ("." if re.search(r"\b[A-Z]\.\s*\Z", part) else "")
        for part in re.split(r"\s*;\s*", text)
        if part.strip(" ,.")
    ]


def _people(said: str) -> list[str]:
    """The names of one statement. They stand in direct order, so that every comma parts two names or a name and a
    degree."""
    said = said.strip(" ,:")
    pieces = [piece.strip() for piece in said.split(",") if piece.strip()]
    if names.is_corporate(pieces[0] if pieces else "") and not any(_is_person(piece) for piece in pieces[1:]):
        return [said]
    found: list[str] = []
    for piece in pieces:
        if found and names.strip_titles(f"{found[-1]}, {piece}") == names.strip_titles(found[-1]):
            continue  # a degree
        found += (
            [piece]
            if names.is_corporate(piece)
            else re.split(r"\s+(?:dan|and|bersama)\s+|\s*[&|]\s*|(?:\A|\s)(?:dan|and)\s+", piece)
        )
    plain = (name.strip() if names.is_corporate(name) else names.direct(name) for name in found)
    return [name for name in plain if any(map(str.isalpha, name))]


def _is_person(piece: str) -> bool:
    """ "Riset" and "dan Teknologi" go on with a body's name; two words and more that are no body's are a person."""
    return not names.is_corporate(piece) and not re.match(r"(?:dan|and)\b", piece) and len(piece.split()) > 1


def _contributor(name: str, role: str) -> Contributor:
    return Contributor(name=name, role=role, corporate=names.is_corporate(name))


def name_of(entry: str) -> tuple[str, str]:
    """A heading or an added entry in direct order, without years of life, and the role that stands behind it."""
    entry = _ET_AL.sub("", entry).strip(" .,") + ("." if re.search(r"\b[A-Z]\.\s*\Z", entry) else "")
    role, entry = split_off_last_role(entry)
    entry = _DATES.sub("", entry).strip(" ,")
    return (entry if names.is_corporate(entry) else names.direct(entry)), role


def added(entry: str) -> Contributor | None:
    """An added entry ("III. Taslim, Anwar, penyunting") as a contributor; None for a title or a series."""
    if _NO_NAME.match(entry.strip()) or not any(map(str.isalpha, entry)):
        return None
    name, role = name_of(entry)
    return _contributor(name, role)


def same_person(one: str, other: str) -> bool:
    """Whether two forms of a name share all the words of the shorter one ("S. Takdir Alisjahbana", "Sutan Takdir
    Alisjahbana")."""
    left, right = _name_words(one), _name_words(other)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return bool(short) and all(
        any(word == w or (len(word) == 1 or len(w) == 1) and word[0] == w[0] for w in long) for word in short
    )


def _name_words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", names.strip_titles(name).casefold())
