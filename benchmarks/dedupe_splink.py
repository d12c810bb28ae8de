"""Splink 5 on DuckDB with lean settings, and a veto on numbers and ISBNs, on one donated set; called by ``dedupe.py
--splink``.

Needs splink, duckdb, pandas and pyarrow, which the project does not.
"""

from __future__ import annotations

import csv
import logging
import re
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
SURE = 0.95


def clean(text: str) -> str | None:
    return re.sub(r"[^a-z0-9 ]", " ", text.lower()).strip() or None


def numbers(text: str) -> str:
    words = (clean(text) or "").split()
    found = [
        str(int(word)) if word.isdigit() else str(ROMAN[word])
        for word in words
        if (word.isdigit() and len(word) < 4) or word in ROMAN
    ]
    return " ".join(sorted(found)) or "-"


def columns(rows: list[dict[str, str]]) -> dict[str, list[Any]]:
    def longest(name: str) -> str | None:
        words = sorted((clean(name) or "").split(), key=len)
        return words[-1] if words else None

    titles = [clean(row["title"]) for row in rows]
    return {
        "unique_id": [row["id"] for row in rows],
        "title": titles,
        "author": [" ".join(sorted((clean(row["author"]) or "").split())) or None for row in rows],
        "year": [row["year"] or None for row in rows],
        "isbn": [re.sub(r"[^0-9]", "", row["isbn"])[-10:-1] or None for row in rows],
        "publisher": [clean(row["publisher"]) for row in rows],
        "numbers": [numbers(row["title"]) for row in rows],
        "name": [longest(row["author"]) for row in rows],
        "begin": [title.replace(" ", "")[:12] if title else None for title in titles],
    }


def predictions(data: dict[str, list[Any]]) -> Any:
    import pyarrow
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("isbn"), block_on("title"), block_on("begin", "numbers", "name"),
            block_on("begin", "numbers", "year"),
            block_on("name", "year", "numbers"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.98, 0.95, 0.9]),
            cl.JaroWinklerAtThresholds("author", [0.95, 0.85]), cl.ExactMatch("year"),
            cl.ExactMatch("isbn"), cl.ExactMatch("numbers"), cl.JaroWinklerAtThresholds("publisher", [0.9]),
        ],
        retain_intermediate_calculation_columns=False, retain_matching_columns=False,
    )  # fmt: skip
    database = DuckDBAPI()
    linker = Linker(database.register(pyarrow.table(data)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("isbn")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("isbn"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    return linker.inference.predict(threshold_match_probability=0.9).as_pandas_dataframe()


def clusters(data: dict[str, list[Any]], found: Any) -> dict[str, str]:
    number, isbn = (dict(zip(data["unique_id"], data[name], strict=True)) for name in ("numbers", "isbn"))
    root = {name: name for name in data["unique_id"]}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for a, b, sure in zip(found.unique_id_l, found.unique_id_r, found.match_probability, strict=True):
        if sure >= SURE and number[a] == number[b] and not (isbn[a] and isbn[b] and isbn[a] != isbn[b]):
            root[find(a)] = find(b)
    return {name: find(name) for name in root}


def main(folder: Path) -> None:
    logging.disable(logging.WARNING)
    with (folder / "records.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    begun = time.process_time()
    data = columns(rows)
    made = clusters(data, predictions(data))
    seconds = time.process_time() - begun
    with (folder / "truth.csv").open(encoding="utf-8") as stream:
        truth = {row["id"]: row["cluster"] for row in csv.DictReader(stream)}

    def pairs(sizes: Counter[Any]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes.values())

    right = pairs(Counter((made[name], truth[name]) for name in truth))
    precision, recall = right / pairs(Counter(made.values())), right / pairs(Counter(truth.values()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"{'  Splink, lean':18} P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  "
        f"{seconds:.2f} CPU s, {1e6 * seconds / len(rows):.0f} us a row, {memory} MB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
