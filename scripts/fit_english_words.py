"""Fit how far each English word and heading is to be believed: the column ``belief`` of the tables that
``scripts/build_english_words.py`` counts.

    python scripts/fit_english_words.py TITLES.csv[.xz] data/

"International" stands in as many books as "polymers" and says nothing. Each word has one number by which its shares of
the classes are multiplied, so that the titles' classes become likeliest; a book is left out of the counts that speak
for it. The numbers are pulled to 1, the more so the rarer a word is. Needs numpy and scipy; titles as there.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from build_english_words import training_rows
from scipy.optimize import minimize

from koleksi._ddc.headings import heading_words
from koleksi._ddc.schedule import normalise, schedule
from koleksi._ddc.single_words import english_features
from koleksi._ddc.word_counts import ENGLISH_DOUBT
from koleksi._terms.folding import term_words

PULL = 1.0
START = (0.3, -4.0, -3.0)  # power, floor, "none of these": the first two as logarithms
Row = dict[str, str]


def words_of(row: Row) -> list[str]:
    return english_features(term_words(row["title"]))


def headings_of(row: Row) -> list[str]:
    return list(dict.fromkeys(" ".join(heading_words(subject)[0]) for subject in row["subject"].split(";")))


class Evidence:
    """What the words of each book say: ``share`` of ``word`` for the ``cell`` of a book and a class."""

    def __init__(self, table: Sequence[Row], books: Sequence[tuple[str, list[str]]]) -> None:
        at = {row["words"]: n for n, row in enumerate(table)}
        counts = [{pair[:3]: int(pair[4:]) for pair in row["classes"].split(" ")} for row in table]
        classes = {number: n for n, number in enumerate(sorted({number for number, _ in books}))}
        found = [
            (book * len(classes) + classes[number], n, (count - (number == true)) / self.others(table[n]))
            for book, (true, words) in enumerate(books)
            for n in filter(lambda n: n is not None, map(at.get, words))
            for number, count in counts[n].items()
            if number in classes and count > (number == true)
        ]
        cells, self.word, self.share = map(np.array, zip(*found, strict=True))
        cells, self.cell = np.unique(cells, return_inverse=True)
        self.book, self.books, self.words = cells // len(classes), len(books), len(table)
        true = np.arange(len(books)) * len(classes) + np.array([classes[number] for number, _ in books])
        self.true = np.minimum(np.searchsorted(cells, true), len(cells) - 1)
        self.known = cells[self.true] == true

    @staticmethod
    def others(row: Row) -> float:
        return int(row["books"]) - 1 + ENGLISH_DOUBT

    def loss(self, values: np.ndarray) -> tuple[float, np.ndarray]:
        belief, power, floor, none = np.exp(values[:-3]), np.exp(values[-3]), np.exp(values[-2]), values[-1]
        said = np.bincount(self.cell, weights=belief[self.word] * self.share, minlength=len(self.book)) + floor
        strength = np.exp(power * np.log(said))
        whole = np.bincount(self.book, weights=strength, minlength=self.books) + np.exp(none)
        right = np.where(self.known, power * np.log(said[self.true]), none) - np.log(whole)
        slope = -strength / whole[self.book]
        np.add.at(slope, self.true[self.known], 1.0)
        by_said = slope * power / said
        by_word = np.bincount(self.word, weights=by_said[self.cell] * self.share, minlength=self.words) * belief
        by_none = (~self.known).sum() - (np.exp(none) / whole).sum()
        gradient = np.concatenate([by_word, [(slope * np.log(said)).sum() * power, by_said.sum() * floor, by_none]])
        pulled = np.append(values[:-3], np.zeros(3))
        return PULL * (pulled**2).sum() - right.sum(), 2 * PULL * pulled - gradient


def fit(path: Path, rows: Sequence[Row], said: Callable[[Row], list[str]]) -> None:
    table = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    moved = schedule().moved
    books = [(moved.get(number, number)[:3], said(row)) for row in rows if (number := normalise(row["ddc"] or "")[:3])]
    start = np.append(np.zeros(len(table)), START)
    best = minimize(Evidence(table, books).loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("words", "books", "belief", "classes"))
        for row, value in zip(table, best[:-3], strict=True):
            writer.writerow((row["words"], row["books"], f"{np.exp(value):.2f}", row["classes"]))


def main(titles: Path, folder: Path) -> None:
    rows = list(training_rows(titles))
    fit(folder / "english_words.csv", rows, words_of)
    fit(folder / "english_headings.csv", rows, headings_of)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
