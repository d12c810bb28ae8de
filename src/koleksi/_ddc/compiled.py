"""The class tables as one text that is only split when it is loaded (``_ddc/tables.py`` says how it is written).

Made of the CSV tables when the package is built (``hatch_build.py``) or, in a checkout without it, on first use.

Nothing outside the standard library is imported here, since a build has nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from koleksi._ddc.known_tables import known_tables
from koleksi._ddc.schedule import schedule
from koleksi._ddc.story_counts import story_odds
from koleksi._ddc.tables import BEHIND_KEY, BETWEEN_SECTIONS, BY_LETTERS, made_of, section_of
from koleksi._ddc.word_counts import english_counts, index_words

__all__ = ["compiled"]

Mappings = Mapping[str, Mapping[str, str]]


def compiled() -> bytes:
    """The text: what it is made of, then its sections."""
    table = schedule()
    kinds: Mappings = {
        "words": _by_first_word(),
        "spelled": {word: ";".join(terms[:2]) for word, terms in table.spelled.items()},
        "vocabulary": _vocabulary(table.index),
        "captions": {number: f"{one.caption}\t{one.caption_en}" for number, one in table.classes.items()},
        "writers": _writers(table.index),
        "story_odds": story_odds(),
        **known_tables(),
    }
    sections = (section for name, lines in kinds.items() for section in _sections(name, lines).items())
    return BETWEEN_SECTIONS.join([made_of(), *(_section(name, lines).encode() for name, lines in sections)])


def _sections(name: str, lines: Mapping[str, str]) -> Mappings:
    """The section of a name, or those by first letters where a title needs a few of many lines."""
    if name not in BY_LETTERS:
        return {name: lines}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, said in lines.items():
        found[section_of(name, key)][key] = said
    return found


def _section(name: str, lines: Mapping[str, str]) -> str:
    return "\n".join([name, *map(BEHIND_KEY.join, lines.items())])


def _by_first_word() -> Mapping[str, str]:
    """Word -> how long terms get that begin with it, those terms, the word's shares, English pairs and headings."""
    kinds = (
        {term: " ".join(numbers) for term, numbers in schedule().index.items()},
        _in_thousandths(index_words()),
        _in_thousandths(english_counts("english_words.csv")),
        _in_thousandths(english_counts("english_headings.csv")),
    )
    found: defaultdict[str, tuple[list[str], ...]] = defaultdict(lambda: ([], [], [], []))
    longest: dict[str, int] = {}
    for kind, table in enumerate(kinds):
        for term, said in table.items():
            word = term.partition(" ")[0]
            found[word][kind].append(said if kind == 1 else f"{term}={said}")
            longest[word] = max(longest.get(word, 0), 0 if kind else term.count(" ") + 1)
    return {word: "\t".join([str(longest[word]), *map(";".join, lists)]) for word, lists in found.items()}


def _in_thousandths(table: Mapping[str, Iterable[tuple[str, float]]]) -> Mapping[str, str]:
    """Shares as "510 123 512 45": class, share, class, share; those under half a thousandth are left out."""
    found = {}
    for word, shares in table.items():
        kept = ((number, round(1000 * share)) for number, share in shares)
        found[word] = " ".join(f"{number} {thousandths}" for number, thousandths in kept if thousandths)
    return {word: said for word, said in found.items() if said}


def _vocabulary(terms: Iterable[str]) -> Mapping[str, str]:
    """ "7b" -> the single words of seven letters that begin with b."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        if " " not in term:
            found[f"{len(term)}{term[0]}"].append(term)
    return {form: " ".join(words) for form, words in found.items()}


def _writers(index: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """First and last name -> the whole name of a writer in the index: "Pramoedya A. Toer"."""
    named = [(term.split(), term) for term, numbers in index.items() if numbers[0][0] == "8" and term.count(" ") > 1]
    return {f"{words[0]} {words[-1]}": term for words, term in named}
