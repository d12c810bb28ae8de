"""Count in which classes the words and headings of English books stand.

    python scripts/build_english_words.py TITLES.csv[.xz] data/

The titles are TIBKAT's, from sciknoworg/subject-indexing-dataset, CC BY 4.0. Only counts are kept, in
``english_words.csv`` of words and pairs of neighbours in titles, in ``english_headings.csv`` of subject headings up
to their first subdivision: of each that stands in three books or more the classes it is met in most, and in how many
books it stands in all. The set's headings are German and French too: kept are those whose words all stand in an
English title. Rows that the set marks "dev" are left out: benchmarks/ddc.py measures on them.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from koleksi._ddc.headings import heading_words
from koleksi._ddc.schedule import normalise, schedule
from koleksi._ddc.single_words import english_features
from koleksi._terms.folding import term_words

LEAST, CLASSES = 3, 8
Counts = defaultdict[str, Counter[str]]


def training_rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8-sig")
    return (row for row in csv.DictReader(io.StringIO(text)) if row.get("split") != "dev")


def write(path: Path, counts: Mapping[str, Counter[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("words", "books", "classes"))
        for words, classes in sorted(counts.items()):
            if (books := sum(classes.values())) >= LEAST:
                met = sorted(classes.items(), key=lambda item: (-item[1], item[0]))[:CLASSES]
                writer.writerow((words, books, " ".join(f"{number}:{count}" for number, count in met)))


def main(path: Path, folder: Path) -> None:
    moved = schedule().moved
    titles: Counts = defaultdict(Counter)
    headings: Counts = defaultdict(Counter)
    for row in training_rows(path):
        if number := normalise(row["ddc"] or "")[:3]:
            number = moved.get(number, number)[:3]
            for feature in set(english_features(term_words(row["title"]))):
                titles[feature][number] += 1
            for heading in {" ".join(heading_words(subject)[0]) for subject in row["subject"].split(";")} - {""}:
                headings[heading][number] += 1
    known = set(titles)
    write(folder / "english_words.csv", titles)
    write(folder / "english_headings.csv", {words: headings[words] for words in headings if is_english(words, known)})


def is_english(heading: str, known: set[str]) -> bool:
    """Whether its words, less those that say nothing, stand in English titles."""
    said = [feature for feature in english_features(heading.split()) if " " not in feature]
    return bool(said) and known.issuperset(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
