"""Fit what each piece of evidence weighs when duplicates are looked for: ``src/koleksi/data/duplicate_weights.csv``.

``python scripts/fit_dedupe.py [--write]``, in an environment with numpy and scikit-learn beside koleksi. It prints the
models side by side, each library judged by weights fitted on the others (left one library out), and how well the
scores are calibrated; ``--write`` replaces the table by the chosen model fitted on all.

The pairs: those labelled by hand (``benchmarks/real_pairs.py``) and pairs of the generated stock, whose weight in all
is a share of theirs. Features are named pieces of evidence with their points, no word of any list.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier

from koleksi import Book
from koleksi._dedupe import compare, pairs
from koleksi._dedupe.features import Features, features
from koleksi._dedupe.memory import Memory
from koleksi._dedupe.rows import sorted_rows
from koleksi._dedupe.title_evidence import titles
from koleksi._dedupe.weights import piece_name

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import dedupe as generated  # noqa: E402
import real_pairs  # noqa: E402

TABLE = ROOT / "src" / "koleksi" / "data" / "duplicate_weights.csv"

GENERATED = 1.0  # weight of all generated pairs, as a share of that of the real ones
RIDGE = 3.0  # how strongly a piece's weight is held at its points
STEEP = 1000.0  # the price of a weight that falls where the points rise
SAMPLE = 1500  # generated pairs of each stock
HAND = (4.0, 2.6)  # points from which the hand-set sum joins and asks

Vector = NDArray[np.float64]
Model = Callable[["Pairs"], Vector]  # pairs -> log-odds


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


class Example(NamedTuple):
    """``pieces``: None where a rule parts the two; ``held``: where a rule makes it a question at most."""

    library: str
    same: bool
    pieces: list[compare.Piece] | None
    held: bool


class Pairs(NamedTuple):
    """Examples that no rule parts, as arrays: the points of each field in all and by piece, and which pieces."""

    total: Vector
    names: list[str]
    steps: list[tuple[int, int, float]]  # of a field: the place of a piece, of the next better one, points between
    named: Vector  # a column for each kind of piece: 1 where it was said
    graded: Vector  # points of the title
    fields: Vector  # points by field, for trees
    same: Vector
    weight: Vector
    real: NDArray[np.bool_]


FIELDS = ("title", "ISBN", "author", "publisher", "year", "mark", "line", "words")
SCORED = 6  # of these have points; the others only stand there or not: for and against
UNSCORED = {"line": 1.0, "words": -1.0}


def is_generated(one: Example) -> bool:
    return one.library.startswith("donated")


def example(library: str, left: Features, right: Features, same: bool, memory: Memory) -> Example:
    on_titles = titles(left, right, memory)
    if compare.denied(left, right, on_titles[1], memory) is not None:
        return Example(library, same, None, False)
    said = compare.pieces(left, right, on_titles, memory)
    return Example(library, same, said, compare.is_question(left, right, said))


def real_examples(memory: Memory) -> Iterator[Example]:
    for pair in (*real_pairs.labelled(), *real_pairs.judged()):
        if pair.label != "unsure":
            left, right = (features(book, memory) for book in pair.books)
            yield example(pair.library, left, right, pair.label == "same", memory)


def generated_examples(name: str, memory: Memory) -> Iterator[Example]:
    """Pairs of generated stock that koleksi looks at, a fixed sample of each verdict."""
    folder = generated.DATA / name
    books: list[Book] = [generated.donated(row) for row in generated.rows_of(folder / "records.csv")]
    cluster = [row["cluster"] for row in generated.rows_of(folder / "truth.csv")]
    rows = sorted_rows((features(book, memory) for book in books), ())
    choose = random.Random(18)
    found = [
        (left, right)
        for one, other, on_titles in pairs.title_pairs(rows, pairs.looked_at(rows), memory)
        for left in rows.of_title(one)
        for right in rows.of_title(other)
        if left < right and on_titles[0] > -1
    ]
    for left, right in choose.sample(found, min(SAMPLE, len(found))):
        same = cluster[rows.places[left]] == cluster[rows.places[right]]
        yield example(name, rows.features[left], rows.features[right], same, memory)


def arrays(examples: Sequence[Example], names: Sequence[str]) -> Pairs:
    place = {name: n for n, name in enumerate(names)}
    shape = (len(examples), len(names))
    named, fields = np.zeros(shape), np.zeros((len(examples), len(FIELDS)))
    for n, one in enumerate(examples):
        for field, points, reason in one.pieces or ():
            fields[n, FIELDS.index(field)] = points if field in FIELDS[:SCORED] else UNSCORED[field]
            if (name := piece_name(field, reason, points)) in place:
                named[n, place[name]] = 1.0
    real = np.array([not is_generated(one) for one in examples])
    weight = np.where(real, 1.0, GENERATED * real.sum() / max((~real).sum(), 1))
    total = fields[:, :SCORED].sum(axis=1)
    same = np.array([float(one.same) for one in examples])
    return Pairs(total, list(names), steps(examples, place), named, fields[:, 0], fields, same, weight, real)


def steps(examples: Sequence[Example], place: dict[str, int]) -> list[tuple[int, int, float]]:
    """Neighbours among a field's pieces in the order of their points: who says more for it never weighs less."""
    points: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for one in examples:
        for field, value, reason in one.pieces or ():
            if field in FIELDS[1:SCORED] and (name := piece_name(field, reason, value)) in place:
                points[field].setdefault(place[name], value)
    found = []
    for of_field in points.values():
        order = sorted(of_field, key=lambda n: of_field[n])
        found += [(a, b, of_field[b] - of_field[a]) for a, b in zip(order, order[1:], strict=False)]
    return found


def loss(odds: Vector, data: Pairs) -> float:
    signed = np.where(data.same > 0, odds, -odds)
    return float((data.weight * np.logaddexp(0, -signed)).sum())


def fitted_points(data: Pairs) -> Model:
    """The hand-set sum, only mapped to log-odds."""
    found = minimize(lambda x: loss(x[0] + x[1] * data.total, data), [-5.0, 1.5]).x
    return lambda other: found[0] + found[1] * other.total


def fitted_pieces(data: Pairs) -> tuple[Vector, Model]:
    """A weight for each kind of piece beside a common slope of its points; a rare piece stays near its points. The
    values: constant, slope, slope of the title, then the pieces."""
    design = np.column_stack([np.ones(len(data.total)), data.total, data.graded, data.named])

    def cost(x: Vector) -> tuple[float, Vector]:
        odds = design @ x
        gradient = design.T @ (data.weight * (1 / (1 + np.exp(-odds)) - data.same))
        gradient[2:] += 2 * RIDGE * x[2:]
        total = loss(odds, data) + RIDGE * float((x[2:] ** 2).sum())
        for worse, better, points in data.steps:
            falls = max(x[3 + worse] - x[3 + better] - x[1] * points, 0.0)
            total += STEEP * falls**2
            gradient[1] -= 2 * STEEP * falls * points
            gradient[3 + worse] += 2 * STEEP * falls
            gradient[3 + better] -= 2 * STEEP * falls
        return total, gradient

    start = np.zeros(design.shape[1])
    bounds = [(None, None), (0.1, 4), (-1, 3), *[(-4, 4)] * data.named.shape[1]]
    x = minimize(cost, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    shift, stretch = calibration(design @ x, data)
    x = x * stretch
    x[0] += shift
    return x, lambda other: x[0] + x[1] * other.total + x[2] * other.graded + other.named @ x[3:]


def calibration(odds: Vector, data: Pairs) -> tuple[float, float]:
    """Shift and stretch of log-odds that real pairs alone ask for: generated stock is easier than a shelf."""
    sign = np.where(data.same[data.real] > 0, -1.0, 1.0)
    found = minimize(lambda x: float(np.logaddexp(0, sign * (x[0] + x[1] * odds[data.real])).sum()), [0.0, 1.0])
    return float(found.x[0]), float(found.x[1])


def fitted_trees(data: Pairs) -> Model:
    """Small trees over the points of each field that only rise with them."""
    trees = HistGradientBoostingClassifier(
        max_leaf_nodes=4, max_iter=60, learning_rate=0.1, l2_regularization=5, min_samples_leaf=8,
        monotonic_cst=[1] * len(FIELDS), early_stopping=False, random_state=18,
    )  # fmt: skip
    trees.fit(data.fields, data.same, data.weight)

    def odds(other: Pairs) -> Vector:
        found: Vector = trees.decision_function(other.fields)
        return found

    return odds


def left_out(examples: Sequence[Example], fit: Callable[[Pairs], Model]) -> dict[int, float]:
    """Each real example's log-odds by a model that its library had no part in."""
    odds: dict[int, float] = {}
    libraries = {one.library for one in examples if not is_generated(one)}
    for library in libraries:
        inside = [one for one in examples if one.library != library and one.pieces is not None]
        names = piece_names(inside)
        model = fit(arrays(inside, names))
        places = [n for n, one in enumerate(examples) if one.library == library and one.pieces is not None]
        if places:
            odds |= dict(zip(places, model(arrays([examples[n] for n in places], names)).tolist(), strict=True))
    return odds


def piece_names(examples: Sequence[Example]) -> list[str]:
    said = {piece_name(field, reason, points) for one in examples for field, points, reason in one.pieces or ()}
    return sorted(said)


def report(title: str, examples: Sequence[Example], odds: dict[int, float], bounds: tuple[float, float]) -> None:
    """Precision, recall and what is asked for each library, verdicts by pair."""
    say(title)
    by_library: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(examples):
        if not is_generated(one):
            by_library[one.library].append(n)
            by_library["all"].append(n)
    for library in sorted(by_library, key=lambda name: (name == "all", name)):
        places = by_library[library]
        joined = [n for n in places if odds.get(n, -99) >= bounds[0] and not examples[n].held]
        asked = [n for n in places if n not in joined and odds.get(n, -99) >= bounds[1]]
        same = sum(examples[n].same for n in places)
        right, open_same = sum(examples[n].same for n in joined), sum(examples[n].same for n in asked)
        say(
            f"  {library:11} {len(places):4} pairs  P {right / max(len(joined), 1):.3f} ({len(joined)})  "
            f"R {right / max(same, 1):.3f} ({same})  asked {len(asked) / len(places):.1%}, "
            f"of which same {open_same / max(len(asked), 1):.2f}"
        )


def reliability(examples: Sequence[Example], odds: dict[int, float]) -> None:
    """Predicted against found, by tenths of the probability."""
    probability = {n: 1 / (1 + np.exp(-value)) for n, value in odds.items()}
    edges = (0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in zip(edges, edges[1:], strict=False):
        inside = [n for n, value in probability.items() if low <= value < high]
        if inside:
            mean = sum(probability[n] for n in inside) / len(inside)
            found = sum(examples[n].same for n in inside) / len(inside)
            say(f"    {low:.2f}-{min(high, 1):.2f}: {len(inside):4} pairs, said {mean:.2f}, one edition {found:.2f}")
    brier = sum((probability[n] - examples[n].same) ** 2 for n in probability) / len(probability)
    log_loss = sum(np.logaddexp(0, -odds[n] if examples[n].same else odds[n]) for n in odds) / len(odds)
    say(f"    Brier {brier:.4f}, log loss {log_loss:.4f}")


def by_hand(said: list[compare.Piece]) -> float:
    """The sum of points; two rows that say the same reached the threshold by rule."""
    total = sum(points for _, points, _ in said)
    return max(total, HAND[0]) if said[-1][0] == "line" else total


def recall_at(examples: Sequence[Example], odds: dict[int, float], precision: float) -> float:
    """The highest recall at which the pairs of highest odds have a precision."""
    same = sum(one.same for one in examples if not is_generated(one))
    right, best = 0, 0.0
    order = sorted((n for n in odds if not examples[n].held), key=lambda n: -odds[n])
    order = [n for n in order if not is_generated(examples[n])]
    for count, n in enumerate(order, 1):
        right += examples[n].same
        if right / count >= precision:
            best = right / same
    return best


def highest_recalls(examples: Sequence[Example], odds: dict[int, float]) -> str:
    found = [f"{recall_at(examples, odds, precision):.3f} at {precision}" for precision in (0.97, 0.95, 0.93)]
    return f"    highest recall: {', '.join(found)}"


def write(examples: Sequence[Example]) -> None:
    names = piece_names(examples)
    x, _ = fitted_pieces(arrays([one for one in examples if one.pieces is not None], names))
    lines = [("constant", x[0], 0.0), ("any other", 0.0, x[1])]
    lines += [(name, x[3 + n], x[1] + x[2] if name.startswith("title: ") else x[1]) for n, name in enumerate(names)]
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        stream.write("# Log-odds of one edition, fitted by scripts/fit_dedupe.py: weight + slope x points.\n")
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("evidence", "weight", "slope"))
        table.writerows((name, f"{weight:.3f}", f"{slope:.3f}") for name, weight, slope in lines)


def main() -> None:
    memory = Memory()
    examples = list(real_examples(memory))
    for name in generated.DONATED[:2]:
        examples += generated_examples(name, memory)
    usable = {n: one for n, one in enumerate(examples) if one.pieces is not None}
    hand = {n: by_hand(one.pieces or []) for n, one in usable.items()}
    report("hand-set points", examples, hand, HAND)
    say(highest_recalls(examples, hand))
    bounds = (compare.SAME, compare.ASK)
    models: dict[str, Callable[[Pairs], Model]] = {
        "hand-set points, mapped": fitted_points,
        "weights by piece": lambda data: fitted_pieces(data)[1],
        "monotone trees": fitted_trees,
    }
    for title, fit in models.items():
        odds = left_out(examples, fit)
        report(f"{title}, left one library out", examples, odds, bounds)
        reliability(examples, odds)
        say(highest_recalls(examples, odds))
    if "--write" in sys.argv:
        write(examples)


if __name__ == "__main__":
    main()
