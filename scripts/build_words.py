"""Every word of the class table and of the English counts: ``python scripts/build_words.py > data/words.txt``.

What stands there is spelt right; the comparison of titles takes two such words for two words, not for a slip of the
finger.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
SHORTEST = 4
LEAST = 5  # books in which an English word stands: one of fewer may be misspelt


def main() -> None:
    words: set[str] = set()
    for row in csv.DictReader((DATA / "ddc_ringkas.csv").read_text(encoding="utf-8").splitlines()):
        plain = unicodedata.normalize("NFKD", " ".join(filter(None, row.values())).casefold())
        words.update(re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))
    for row in csv.DictReader((DATA / "english_words.csv").read_text(encoding="utf-8").splitlines()):
        if row["words"].isalpha() and int(row["books"]) >= LEAST:
            words.add(row["words"])
    sys.stdout.writelines(f"{word}\n" for word in sorted(words) if len(word) >= SHORTEST and word.isascii())


if __name__ == "__main__":
    main()
