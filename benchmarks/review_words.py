"""How many words a person types into ``tinjau.xlsx`` for 300 books before every class is acceptable, asked one by one,
in groups with the habits first, and in rounds: ``python benchmarks/review_words.py [rows]``.

The person is simulated: what is right to three digits by the catalogue, or stands among the classes that libraries use
for a subject of the title, is accepted; for anything else the catalogue's number is typed. A wrong class among those
that passed without a question costs a word too. Three ways, over the same 300 books of each library:

* one by one: every book that is asked is a word ("ya" or a number), fiction and unknown titles alike;
* grouped: a word for each habit asked; of each group a "ya" or a number for all and a number for each book that
  differs, or its books one by one where that is less. A habit is answered as most of its books in the catalogue are;
* in rounds: grouped, but after each forty words the command is run again, so that what was typed spreads to its like.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from ddc import NAMES, Row, all_known, rows_of, title_only, truth

from koleksi import Book, ddc
from koleksi._ddc.accepted import subjects_in
from koleksi._terms.folding import term_words
from koleksi.config import Config

THRESHOLD = Config().classes.threshold
SPEAKS, SEVERAL = 0.1, 3  # as job/classing.py and job/review/habits.py have them
ROUND = 40  # words
Asked = list[tuple[Row, str]]


def acceptable(row: Row, number: str) -> bool:
    given, true = truth(number) if number else "", truth(row["ddc"])
    subjects = subjects_in(term_words(row["title"])) if given != true else []
    return given == true or any({given, true} <= set(subject.classes) for subject, _, _ in subjects)


def one_by_one(rows: Sequence[Row], book_of: Callable[[Row], Book]) -> int:
    words = 0
    for row in rows:
        found = ddc.suggest(book_of(row))
        asked = not found or found[0].score < THRESHOLD
        words += asked or not acceptable(row, found[0].number)
    return words


def habits_of(rows: Sequence[Row], book_of: Callable[[Row], Book]) -> Mapping[str, str]:
    """The habits that the list raises, each with the answer that most of its books in the catalogue have."""
    waiting = defaultdict[str, Counter[str]](Counter)
    for row in rows:
        found = ddc.suggest(book_of(row))
        if found and found[0].habit and found[0].score < THRESHOLD:
            waiting[found[0].habit][truth(row["ddc"])] += 1
    answers = {}
    for name, true in waiting.items():
        if true.total() >= SEVERAL:
            answers[name] = max(ddc.habits()[name].classes, key=lambda number: true[number[:3]])
    return answers


def cost(group: Asked) -> int:
    """Words for a group: one for all of it and one for each book that differs, or one for each book."""
    often = Counter(truth(row["ddc"]) for row, _ in group).most_common(1)[0][0]
    taken = sum(not acceptable(row, number) for row, number in group)
    typed = sum(not acceptable(row, often) for row, _ in group)
    return min(len(group), 1 + taken, 1 + typed)


def suggested(
    rows: Sequence[Row], book_of: Callable[[Row], Book], habits: Mapping[str, str], taught: Sequence[Book]
) -> tuple[dict[str, Asked], Asked]:
    """The groups that are asked, and what passes, of books of which the others were ``taught``."""
    profile = ddc.learn(taught) if taught else None
    groups, passed = defaultdict[str, Asked](list), Asked()
    for row in rows:
        found = ddc.suggest(book_of(row), profile=profile, habits=habits)
        speaks = bool(found) and found[0].speaks and found[0].score >= SPEAKS
        number = found[0].number if speaks else ""
        sure = speaks and found[0].score >= THRESHOLD
        if taught and speaks and not sure:
            before = ddc.suggest(book_of(row), habits=habits)[0]
            sure = before.speaks and before.score >= THRESHOLD and before.number[:3] == number[:3]
        if sure:
            passed.append((row, number))
        else:
            groups[number[:3] or f"alone {len(groups)}"].append((row, number))
    return groups, passed


def grouped(rows: Sequence[Row], book_of: Callable[[Row], Book], most: int = 10_000) -> tuple[int, int, int, int]:
    """Words typed in all, and of these for habits; groups asked in the first run; what passed in the end and is wrong.
    ``most``: words after which the command is run again."""
    habits = habits_of(rows, book_of)
    words, first, taught, left = len(habits), 0, list[Book](), list(rows)
    while True:
        groups, passed = suggested(left, book_of, habits, taught)
        first = first or sum(len(group) > 1 for group in groups.values())
        typed, answered = 0, Asked()
        for group in sorted(groups.values(), key=len, reverse=True):
            if typed < most:
                typed += cost(group)
                answered += group
        if not answered:
            wrong = sum(not acceptable(row, number) for row, number in passed)
            return words + wrong, len(habits), first, wrong
        words += typed
        done = {id(row) for row, _ in answered}
        left = [row for row in left if id(row) not in done]
        taught += [book_of(row).but(ddc=n if acceptable(row, n) else truth(row["ddc"])) for row, n in answered]
        if most >= len(rows):
            wrong = sum(not acceptable(row, number) for row, number in passed)
            return words + wrong, len(habits), first, wrong


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print(
        f"{'':24}{'rows':>5}{'one by one':>12}{'grouped':>9}{'in rounds':>11}"
        f"{'habits':>8}{'groups':>8}{'passed wrong':>14}"
    )
    for name in NAMES:
        rows = rows_of(name)
        random.Random(19).shuffle(rows)
        rows = rows[:most]
        for label, book_of in (("title only", title_only), ("all fields", all_known)):
            words, habits, groups, passed = grouped(rows, book_of)
            today = one_by_one(rows, book_of)
            again, *_ = grouped(rows, book_of, ROUND)
            print(f"{name:12}{label:12}{len(rows):5}{today:12}{words:9}{again:11}{habits:8}{groups:8}{passed:14}")


if __name__ == "__main__":
    main()
