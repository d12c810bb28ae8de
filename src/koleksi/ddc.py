"""Class suggestions with reasons, and call numbers, from an independent abridged schedule.

DDC and Dewey are trademarks of OCLC. A suggestion is evidence, not a verdict: it names the terms that spoke
for the class and how sure they make it; below a threshold a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from koleksi._ddc import tables
from koleksi._ddc.acceptance import chances_of_acceptance
from koleksi._ddc.call_number import CallNumber, call_number, notation
from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import Vote, told
from koleksi._ddc.facets import built, may_build
from koleksi._ddc.habits import BY_SUBJECT, HABIT_SAID, Habit, habits, settled, subject_of_habit
from koleksi._ddc.known import volume_of_series
from koleksi._ddc.practice import FICTION, is_for_children, placed, prefix
from koleksi._ddc.profile import Profile, learn, load_profile
from koleksi._ddc.ranking import number_votes, ranked
from koleksi._ddc.schedule import normalise
from koleksi._ddc.votes import votes_for
from koleksi._terms.folding import term_words
from koleksi._terms.language import of_title
from koleksi.book import Book, Text, wrong_argument

__all__ = [
    "BY_SUBJECT", "CallNumber", "Habit", "Profile", "Suggestion", "call_number", "caption", "habits", "learn",
    "load_profile", "normalise", "prefix", "suggest", "volume_of_series",
]  # fmt: skip

_NO_HABITS: Mapping[str, str] = MappingProxyType({})
_SPARE = 2  # classes more where facets may make one of two
_SHOWN = 4  # reasons of a suggestion
_NO_KEY_WORD = Text("jenis buku yang paling sering, tanpa kata kunci", "among the commonest kinds of book, no key word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A class for a book. ``score`` 0..1: of suggestions with score .8 a librarian should accept about 80 %
    (docs/ddc.md has the measured curve); ``reasons``: the terms that spoke for it, in words; ``habit``: of a first
    suggestion, the name of the question (`habits`) in which a library settles where such books stand, "" for none."""

    number: str
    caption: str
    score: float
    reasons: tuple[Text, ...]
    caption_en: str = ""
    habit: str = ""

    @property
    def speaks(self) -> bool:
        """Whether anything in the book spoke for it; what only is common is no reason to label a book with it."""
        return _NO_KEY_WORD not in self.reasons


def suggest(
    book: Book,
    n: int = 3,
    *,
    profile: Profile | None = None,
    islam: str = "297",
    fiction: str = FICTION[0],
    children: str = "",
    habits: Mapping[str, str] = _NO_HABITS,
) -> list[Suggestion]:
    """The ``n`` best classes, at most one a three-digit class, best first; empty for a book without a title or subject.

    Where hardly a word is known the commonest kinds of book fill the list, with a score that says so.

    ``profile``: a library's own practice, mixed in. ``islam``: "297" or "2X", the notation of Islam. ``fiction``:
    "899.2213" (the rule) or "813" for Indonesian stories, poems and plays along with it. ``children``: the class of
    children's stories, where they have one of their own. ``habits``: name of a question of `habits` -> the class that
    this library answers with, or BY_SUBJECT; it comes first for the books whose subject it is. The question
    "fiction" is answered by ``fiction``.
    """
    if not isinstance(book, Book):
        hint = f"; write Book(title={book!r})" if isinstance(book, str) else ""
        raise wrong_argument("ddc.suggest", "book", "a Book", book, hint)
    if not isinstance(n, int) or n < 0:
        raise wrong_argument("ddc.suggest", "n", "a whole number from 0 on", n)
    if not (book.title or book.subjects):
        return []
    at = partial(placed, fiction=fiction, children=children, young=bool(children) and is_for_children(book))
    votes = votes_for(book, profile)
    words = term_words(book.full_title)
    english = (book.language or of_title(book.title)) == "eng"
    best, of_habit = ranked(votes, english=english, short=len(words) <= 3), ""
    subject = subject_of_habit(book, words, next(iter(best)))
    answer = habits.get(subject.habit, "") if subject else ""
    if subject and answer:
        best, of_habit = settled(best, subject, answer)
    chances = chances_of_acceptance(best, n + _SPARE * (n > 0 and may_build(words)), votes, words)
    spoke, numbers = _spoke(votes, chances), number_votes(votes, english, chances)
    found: list[Suggestion] = []
    for three, chance in chances.items():
        number = at(of_habit if not found and of_habit else _best(numbers[three]) or three)
        found.append(_suggestion(number, chance, spoke[three] or _of_neighbours(three, votes), words, islam))
    found = _one_a_class(found)[:n]
    return [_by_habit(found[0], subject.habit, said=bool(answer)), *found[1:]] if subject and found else found


def _one_a_class(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The first of each three-digit class: of 500 and 503 a dictionary of science makes the same number."""
    by_class: dict[str, Suggestion] = {}
    for one in found:
        by_class.setdefault(one.number[:3], one)
    return list(by_class.values())


def _by_habit(one: Suggestion, habit: str, *, said: bool) -> Suggestion:
    return replace(one, habit=habit, reasons=(HABIT_SAID, *one.reasons) if said else one.reasons)


_Loud = tuple[float, str, int, Vote]  # a vote for a class, so that the one that speaks loudest sorts first


def _suggestion(number: str, score: float, spoke: Iterable[_Loud], words: Sequence[str], islam: str) -> Suggestion:
    number, facet = built(number, words)
    reasons = _reasons(spoke)
    return Suggestion(
        number=notation(number, islam), caption=tables.caption(number), caption_en=tables.caption(number, "en"),
        score=round(score, 4), reasons=(*reasons, facet) if facet else reasons,
    )  # fmt: skip


def _reasons(spoke: Iterable[_Loud]) -> tuple[Text, ...]:
    """The votes that spoke loudest, in words."""
    said: list[Vote] = []
    for _, _, _, vote in sorted(spoke):
        if vote not in said:
            said.append(vote)
            if len(said) == _SHOWN:
                break
    return tuple([told(term, source, where) for _, _, term, source, where in said]) or (_NO_KEY_WORD,)


def _spoke(votes: Iterable[Vote], threes: Iterable[str]) -> Mapping[str, list[_Loud]]:
    """The votes for each of the classes that have something to show."""
    found: dict[str, list[_Loud]] = {three: [] for three in threes}
    for place, vote in enumerate(votes):
        shares, weight, term, _, _ = vote
        if term:
            for three, share, _ in shares:
                if three in found:
                    found[three].append((-weight * share, term, place, vote))
    return found


def _of_neighbours(three: str, votes: Iterable[Vote]) -> Iterable[_Loud]:
    """The votes for the neighbours that lend a class its weight."""
    near = neighbours().get(three, ())
    return (loud for other in _spoke(votes, near).values() for loud in other) if near else ()


def _best(numbers: Mapping[str, float]) -> str:
    """The number that most speaks for, the shortest of equals; "" for none."""
    if len(numbers) <= 1:
        return next(iter(numbers), "")
    return max(numbers, key=lambda number: (_with_parents(number, numbers), -len(number), number))


def _with_parents(number: str, numbers: Mapping[str, float]) -> float:
    """A number's own votes and half of those of the broader numbers it stands under."""
    return sum(
        weight if other == number else weight * 0.5 for other, weight in numbers.items() if number.startswith(other)
    )


def caption(number: str, lang: str = "id") -> str:
    """What a number means, in our words; of the nearest broader number where it is not in the schedule."""
    return tables.caption(normalise(number), lang)
