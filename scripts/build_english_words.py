"""Count in which classes the words of English titles stand.

    python scripts/build_english_words.py TITLES.csv[.xz] > data/english_words.csv

The titles are TIBKAT's, from sciknoworg/subject-indexing-dataset, CC BY 4.0. Only counts are kept: of each word
that stands in five titles or more the six classes it is met in most, and in how many titles it stands in all.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
from collections import Counter, defaultdict
from pathlib import Path

from koleksi._ddc.schedule import normalise, schedule
from koleksi._terms.folding import term_words

LEAST, CLASSES = 5, 6


def main(path: Path) -> None:
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8-sig")
    moved = schedule().moved
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in csv.DictReader(io.StringIO(text)):
        if number := normalise(row["ddc"] or "")[:3]:
            for word in set(term_words(row["title"])):
                if len(word) > 2 and word.isalpha():
                    counts[word][moved.get(number, number)[:3]] += 1
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("word", "titles", "classes"))
    for word, classes in sorted(counts.items()):
        titles = sum(classes.values())
        if titles >= LEAST:
            writer.writerow(
                (word, titles, " ".join(f"{number}:{count}" for number, count in classes.most_common(CLASSES)))
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
