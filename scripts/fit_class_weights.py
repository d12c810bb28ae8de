"""Fit how far each source of votes for a class is to be believed: ``src/koleksi/data/class_weights.csv``.

    python scripts/fit_class_weights.py [--measure]

Needs numpy and scipy, and the measuring catalogues beside the checkout. The formula is that of ``_ddc/ranking.py``: a
softmax over the classes that got a vote. ``--measure`` prints, for each library, the first three figures of
``benchmarks/ddc.py`` with the weights fitted on all the others; kupang and office (classed without training) and
school2014 (held out) are measured but never fitted on.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from koleksi import Book
from koleksi._ddc.context import neighbours
from koleksi._ddc.evidence import SOURCES
from koleksi._ddc.ranking import BROADER, WEAK
from koleksi._ddc.votes import votes_for
from koleksi._terms.language import of_title

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import ddc as bench  # noqa: E402

NAMES = [name for name in SOURCES if name not in ("profile",)]
FIT_ON = ("amn", "poltek", "dumai", "rlc", "english")
MOST, PULL, STORIES = 25, 0.01, "813"
SHAPE = ("none", "agreement", "fiction", "fiction_short", "publisher", "neighbours", "power", "floor")
BY_RULE = {  # set, not fitted (docs/ddc.md)
    "aside": 0.5,  # a place beside a subject: catalogues say .85, librarians who were asked less
    "=fiction": 0.101,  # the catalogues hold 4 to 13 % stories, school and public libraries 20 to 40 %
    "=fiction_short": 0.1647,
    "=publisher": 0.3,  # .75 made the third and fifth suggestion worse and the first no better
}
START = np.array([0.0, 0.0, 0.0, 0.0, 0.0, -2.3, 0.0, -4.0])  # the last four as logarithms


class Case(NamedTuple):
    """One book: the catalogue's class among ``classes`` (-1 where it got no vote), and the votes for each by source."""

    library: str
    truth: int
    votes: np.ndarray  # (MOST, sources)
    near: np.ndarray  # (MOST, sources), of neighbouring classes
    extra: np.ndarray  # (MOST, 5): a class at all, published, agreement, fiction, fiction of a short title
    english: bool


def catalogues() -> dict[str, list[dict[str, str]]]:
    stock = {name: bench.rows_of(name)[:: 2 if name in ("amn", "rlc", "poltek") else 1] for name in bench.NAMES}
    return {**stock, "english": bench.english_rows()[::3]}


def case_of(library: str, row: dict[str, str], book: Book) -> Case | None:
    sums: dict[str, np.ndarray] = {}
    for shares, weight, _, source, _ in votes_for(book, None):
        for three, share, _ in shares:
            sums.setdefault(three, np.zeros(len(NAMES)))[NAMES.index(source)] += weight * share
            if three[2] != "0" and source not in WEAK:
                broad = sums.setdefault(three[:2] + "0", np.zeros(len(NAMES)))
                broad[NAMES.index("broader")] += BROADER * weight * share
    if not sums:
        return None
    near = {
        three: sum((sums[other] for other in neighbours().get(three, ()) if other in sums), np.zeros(len(NAMES)))
        for three in sums
    }
    loud = sorted(sums, key=lambda three: -(sums[three].sum() + 0.1 * near[three].sum()))[:MOST]
    short = len(book.title.split()) <= 3
    strong = [n for n, name in enumerate(NAMES) if name not in WEAK]
    extra = np.zeros((MOST, 5), dtype=np.float32)
    votes, lent = np.zeros((2, MOST, len(NAMES)), dtype=np.float32)
    for n, three in enumerate(loud):
        votes[n], lent[n] = sums[three], near[three]
        agreement = np.log1p((sums[three][strong] > 0).sum())
        story = three == STORIES
        extra[n] = (1, sums[three][NAMES.index("publisher")] > 0, agreement, story, story and short)
    truth = bench.truth(row["ddc"])
    truth = STORIES if truth == "899" else truth
    return Case(library, loud.index(truth) if truth in loud else -1, votes, lent, extra, of_title(book.title) == "eng")


class Cases:
    """All books of some libraries as arrays; ``power`` is the formula, ``loss`` what is made small."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.votes = np.stack([case.votes for case in cases])
        self.near = np.stack([case.near for case in cases])
        self.extra = np.stack([case.extra for case in cases])
        self.english = np.array([case.english for case in cases], dtype=np.float32)[:, None]
        self.truth = np.array([case.truth for case in cases])
        counts = Counter(case.library for case in cases)
        weight = np.array([counts[case.library] ** -0.5 for case in cases])
        self.weight = weight / weight.sum()

    def power(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        s = len(NAMES)
        believed = np.exp(values[:s] + self.english * values[s : 2 * s])[:, None, :]
        none, agreement, fiction, short, publisher, near, power, floor = values[2 * s :]
        parts = believed * (self.votes * (1 + np.exp(publisher) * self.extra[:, :, 1:2]) + np.exp(near) * self.near)
        base = parts.sum(2) + np.exp(floor)
        plain = self.extra[:, :, 2] * agreement + self.extra[:, :, 3] * fiction + self.extra[:, :, 4] * short
        strong = np.exp(power) * np.log(base) + plain + np.where(self.extra[:, :, 0] > 0, 0, -1e9)
        nothing = np.full((len(strong), 1), none)  # the catalogue's class got no vote: the last column
        return np.hstack([strong, nothing]), base, parts

    def loss(self, values: np.ndarray) -> tuple[float, np.ndarray]:
        s = len(NAMES)
        power, base, parts = self.power(values)
        top = power.max(1, keepdims=True)
        chance = np.exp(power - top)
        chance /= chance.sum(1, keepdims=True)
        rows = np.arange(len(chance))
        off = chance.copy()
        off[rows, self.truth] -= 1
        off *= self.weight[:, None]
        publisher, near, exponent, floor = np.exp(values[-4:])
        nothing, off = off[:, -1].sum(), off[:, :-1]
        slope = off * exponent / base
        by_source = (slope[:, :, None] * parts).sum(1)
        believed = np.exp(values[:s] + self.english * values[s : 2 * s])
        gain_pub = (slope * ((believed[:, None, :] * self.votes).sum(2) * self.extra[:, :, 1])).sum() * publisher
        gain_near = (slope * (believed[:, None, :] * self.near).sum(2)).sum() * near
        plain = [(off * self.extra[:, :, n]).sum() for n in (2, 3, 4)]
        gradient = np.concatenate(
            [
                by_source.sum(0),
                (by_source * self.english).sum(0),
                [nothing],
                plain,
                [gain_pub, gain_near, (off * exponent * np.log(base)).sum(), slope.sum() * floor],
            ]
        )
        start = np.concatenate([np.zeros(2 * s), START])
        pulled = np.concatenate([np.ones(2 * s), [0.0], np.ones(5), np.zeros(2)])
        loss = -(self.weight * np.log(chance[rows, self.truth] + 1e-12)).sum()
        away = (values - start) * pulled
        return loss + PULL * (away**2).sum(), gradient + 2 * PULL * away


def fitted(cases: Sequence[Case]) -> np.ndarray:
    known = Cases(cases)
    start = np.concatenate([np.zeros(2 * len(NAMES)), START])
    return minimize(known.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


def right(cases: Sequence[Case], values: np.ndarray) -> list[float]:
    held = Cases(cases)
    order = np.argsort(-held.power(values)[0][:, :-1], axis=1, kind="stable")
    hit = (order == held.truth[:, None]) & (held.truth[:, None] >= 0)
    return [float(hit[:, :n].any(1).mean()) for n in (1, 3, 5)]


def table(values: np.ndarray) -> str:
    s = len(NAMES)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "weight", "english"))
    for n, name in enumerate(NAMES):
        fitted_weights = (np.exp(values[n]), np.exp(values[n] + values[s + n]))
        writer.writerow((name, *(f"{BY_RULE.get(name, weight):.3f}" for weight in fitted_weights)))
    writer.writerow(("profile", "1.000", "1.000"))
    for n, name in enumerate(SHAPE):
        value = values[2 * s + n]
        value = BY_RULE.get(f"={name}", value if n < 4 else np.exp(value))
        writer.writerow((f"={name}", f"{value:.4f}", ""))
    return "# How far each source is believed; made by scripts/fit_class_weights.py.\n" + out.getvalue()


def main() -> None:
    cases = {}
    for form, book_of in (("title", bench.title_only), ("all", bench.all_known)):
        for library, rows in catalogues().items():
            cases[form, library] = [case for row in rows if (case := case_of(library, row, book_of(row)))]
    everything = [case for (_, library), those in cases.items() if library in FIT_ON for case in those]
    if "--measure" in sys.argv:
        for library in dict.fromkeys(library for _, library in cases):
            values = fitted([case for case in everything if case.library != library])
            for form in ("title", "all"):
                figures = " ".join(f"{share:7.3f}" for share in right(cases[form, library], values))
                sys.stdout.write(f"{library:12}{form:7}{figures}\n")
    (ROOT / "src/koleksi/data/class_weights.csv").write_text(table(fitted(everything)), encoding="utf-8")


if __name__ == "__main__":
    main()
