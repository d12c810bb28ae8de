"""Fit how far the shape of a title speaks for fiction: the numbers at the head of ``src/koleksi/_ddc/stories.py``.

    python scripts/fit_story_shape.py

Needs numpy and scipy, and the measuring catalogues beside the checkout. A logistic model over traits of titles, no word
of theirs among its terms; school2014 is measured but never fitted on. Prints the numbers to set and, for each library,
how many of its stories are among as many titles as it has stories, the likeliest first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from koleksi._ddc.stories import shape_of_title
from koleksi._ddc.votes import votes_for
from koleksi._terms.folding import term_words
from koleksi.ddc import normalise

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import ddc as bench  # noqa: E402

FIT_ON = ("amn", "poltek", "rlc", "dumai")
PULL, LONGEST = 0.001, 12
FICTION = ("813", "823", "833", "843", "853", "863", "883", "899")
FICTION_ELSEWHERE = ("895.13", "895.63", "895.73", "892.73", "891.73", "808.83")


def is_fiction(number: str) -> bool:
    return bench.truth(number) in FICTION or normalise(number).startswith(FICTION_ELSEWHERE)


def shapes(library: str) -> tuple[np.ndarray, np.ndarray]:
    """One line a title: its number of words as seven columns, then its traits; and whether it is fiction."""
    lines, fiction = [], []
    for row in bench.rows_of(library):
        if 0 < len(words := term_words(row["title"])) <= LONGEST:
            length = [float(min(len(words), 7) == size) for size in range(1, 8)]
            lines.append([*length, *shape_of_title(words, votes_for(bench.title_only(row), None))])
            fiction.append(is_fiction(row["ddc"]))
    return np.array(lines), np.array(fiction, dtype=float)


def fitted(stock: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    traits, fiction = np.vstack([lines for lines, _ in stock]), np.hstack([those for _, those in stock])
    weight = np.hstack([np.full(len(those), len(those) ** -0.5) for _, those in stock])
    weight /= weight.sum()

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-traits @ values[1:] - values[0]))
        likely = fiction * np.log(chance + 1e-9) + (1 - fiction) * np.log(1 - chance + 1e-9)
        off = weight * (chance - fiction)
        slope = np.hstack([off.sum(), traits.T @ off + 2 * PULL * values[1:]])
        return -(weight * likely).sum() + PULL * (values[1:] ** 2).sum(), slope

    return minimize(loss, np.zeros(traits.shape[1] + 1), jac=True).x


def main() -> None:
    stock = {library: shapes(library) for library in (*FIT_ON, "school2014")}
    values = fitted([stock[library] for library in FIT_ON])
    for name, part in (("_BIAS", values[:1]), ("_OF_LENGTH", values[1:8]), ("_OF_TRAITS", values[8:])):
        sys.stdout.write(f"{name} {' '.join(f'{value:.2f}' for value in part)}\n")
    for library, (traits, fiction) in stock.items():
        order = np.argsort(-(traits @ values[1:]), kind="stable")
        stories = int(fiction.sum())
        sys.stdout.write(f"{library:11} {stories} stories, found {fiction[order][:stories].mean():.3f}\n")


if __name__ == "__main__":
    main()
