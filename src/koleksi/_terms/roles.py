"""Who did what for a book: the relator terms of MARC 21 and the words of Indonesian and English title pages for them.

A role is the English relator term of the MARC Code List for Relators (https://www.loc.gov/marc/relators/), as in
``Contributor.role``; ``data/roles.csv`` says which words name it, where they are read, and which one is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from koleksi._terms.tables import rows

__all__ = ["plain_words", "role_of", "split_off_last_role", "split_off_role", "statement_words", "term"]


def term(role: str) -> str:
    """The Indonesian word for a role, as records and cards print it; a role that is not known stays as it is."""
    return _printed().get(role, role)


def role_of(said: str) -> str:
    """The role that a relator term or code of a record names; what is not known stays as it is written."""
    bare = said.strip(" .,")
    return _in_records().get(bare.casefold(), bare)


def statement_words() -> tuple[str, ...]:
    """The words that name a role in a statement of responsibility, in small letters, the longest first."""
    return tuple(_in_statements())


def plain_words() -> tuple[str, ...]:
    """Those that name a role before a name without a mark between ("editor Budi"), the longest first."""
    plain = _used(rows("roles.csv"), "plain")
    return tuple(sorted(plain, key=len, reverse=True))


def split_off_role(statement: str) -> tuple[str, str]:
    """The role that a statement names, in front of the names or behind them, and the names: "penyunting, X" ->
    ("editor", "X"). Of two ("penyunting dan penyusun, X") the second; "" where it names none."""
    forms, roles = _forms(), _in_statements()
    while two := forms.two.match(statement):
        statement = statement[two.end() :]
    if (leading := forms.leading.match(statement)) and _is_parted(leading):
        return roles[leading[1].casefold()], statement[leading.end() :]
    return split_off_last_role(statement)


def split_off_last_role(statement: str) -> tuple[str, str]:
    """The role that stands behind the names, and the names: "Taslim, Anwar, penyunting" -> ("editor", "Taslim,
    Anwar")."""
    behind = _forms().behind.search(statement)
    return (_in_statements()[behind[1].casefold()], statement[: behind.start()]) if behind else ("", statement)


def _is_parted(leading: re.Match[str]) -> bool:
    """Whether names follow a word of role, and a mark, a blank or a capital parts them."""
    end = leading.end()
    if end == len(leading.string):
        return False
    marked = bool((leading[2] or "").strip())
    return marked or leading.string[end : end + 1].isupper() or leading.string[end - 1 : end].isspace()


class _Forms(NamedTuple):
    """How a role stands in a statement: before its names, behind them, and two roles before the same names."""

    leading: re.Pattern[str]
    behind: re.Pattern[str]
    two: re.Pattern[str]


@cache
def _forms() -> _Forms:
    role = "|".join(map(re.escape, _in_statements()))
    return _Forms(
        re.compile(rf"\A(?:para\s+)?({role})\b(?:\s*\(.*?\))?\s*([,.:]|\s(?:oleh\b\s*)?)?\s*", re.IGNORECASE),
        re.compile(rf"\s*(?:[,(]\s*)(?:sebagai\s+)?({role})\b[.\s)]*\Z", re.IGNORECASE),
        re.compile(rf"\A({role})\s*(?:,|&|dan|/)\s*(?!tim\b)(?=(?:{role})\b)", re.IGNORECASE),
    )


@cache
def _printed() -> Mapping[str, str]:
    return MappingProxyType({row["role"]: row["word"] for row in rows("roles.csv") if "written" in row["use"].split()})


@cache
def _in_records() -> Mapping[str, str]:
    """What relator terms and codes mean. A term is known without the stop that ends a field, too."""
    table = rows("roles.csv")
    terms = {row["role"].strip(" .,").casefold(): row["role"] for row in table}
    return MappingProxyType(terms | _used(table, "record"))


@cache
def _in_statements() -> Mapping[str, str]:
    found = _used(rows("roles.csv"), "statement")
    return MappingProxyType({word: found[word] for word in sorted(found, key=len, reverse=True)})


def _used(table: Iterable[Mapping[str, str]], use: str) -> dict[str, str]:
    return {row["word"]: row["role"] for row in table if use in row["use"].split()}
