"""The tables of people, their lives and their works as texts by folded names and titles, for the compiled tables.

``known.py`` asks them; how a name or title becomes a key is said here, for both.
"""

from __future__ import annotations

from collections.abc import Mapping

from koleksi._terms.folding import term_words
from koleksi._terms.tables import rows

__all__ = ["known_tables", "name_words", "without_article"]

_ARTICLES = ("the", "a", "an")


def name_words(text: str) -> list[str]:
    """Folded words with initials run together: "J. K. Rowling" and "JK Rowling" are "jk", "rowling"."""
    words: list[str] = []
    run = False
    for word in term_words(text):
        initial = len(word) == 1 and word.isalpha()
        if run and initial:
            words[-1] += word
        else:
            words.append(word)
        run = initial
    return words


def without_article(title: str) -> str:
    """A folded title without the English article that it begins with."""
    first, _, rest = title.partition(" ")
    return rest if rest and first in _ARTICLES else title


def known_tables() -> Mapping[str, Mapping[str, str]]:
    """ "people": name -> the person; "ends": first and last word -> the name; "lives": first word -> how many words the
    names have that begin with it, of people about whom books are written; "works": title -> the works."""
    people = _people()
    return {"people": people, "ends": _by_ends(people), "lives": _lengths(people), "works": _works()}


def _people() -> dict[str, str]:
    """Every name and other name -> name, what is written, life, "children" for who writes for them, "likely" for where
    many libraries hold the books elsewhere."""
    people: dict[str, str] = {}
    for row in rows("people_of_books.csv"):
        person = "\t".join(row[column] for column in ("name", "writes", "life", "audience", "certainty"))
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            people.setdefault(" ".join(name_words(name)), person)
    return people


def _by_ends(people: Mapping[str, str]) -> dict[str, str]:
    """First and last word -> the name, where no second person has both: "Pramoedya A. Toer"."""
    found: dict[str, str] = {}
    twice = set()
    for name, person in people.items():
        first, _, rest = name.partition(" ")
        if " " in rest and len(first) > 2:
            ends = f"{first} {rest.rpartition(' ')[2]}"
            if people[found.setdefault(ends, name)] != person:
                twice.add(ends)
    return {ends: name for ends, name in found.items() if ends not in twice}


def _lengths(people: Mapping[str, str]) -> dict[str, str]:
    """Of those about whom books are written; of writers of literature the names of more than one word."""
    found: dict[str, set[int]] = {}
    for name, person in people.items():
        _, writes, life, *_ = person.split("\t")
        if life or (" " in name and writes.startswith("8")):
            found.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
    return {word: " ".join(map(str, sorted(lengths))) for word, lengths in found.items()}


def _works() -> dict[str, str]:
    """Title -> usual title, class, kind and author of each work that has it."""
    found: dict[str, list[str]] = {}
    for row in rows("known_works.csv"):
        work = "\t".join(row[column] for column in ("title", "class", "kind", "author"))
        for title in (row["title"], *filter(None, row["other_titles"].split(";"))):
            found.setdefault(without_article(" ".join(term_words(title))), []).append(work)
    return {title: "\v".join(works) for title, works in found.items()}
