"""Put section files of the class table together.

    python scripts/build_ddc_table.py SECTION.csv ... > data/ddc_ringkas.csv

Sorts by number, folds the terms to lower case, drops repeated ones, and marks with * a term that points to
several numbers. Sections have the six columns of the table without a heading; a row given twice: the last one
wins and the terms of both are kept.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter

COLUMNS = ("number", "caption_id", "caption_en", "keywords_id", "keywords_en", "note")


def terms(cell: str) -> list[str]:
    return list(
        dict.fromkeys(t for t in (" ".join(term.strip().rstrip("*").lower().split()) for term in cell.split(";")) if t)
    )


def merged(paths: list[str]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for path in paths:
        with open(path, encoding="utf-8", newline="") as stream:  # noqa: PTH123
            for row in csv.reader(stream):
                if row[:1] == ["number"]:
                    continue
                if len(row) != len(COLUMNS):
                    raise SystemExit(f"{path}: {len(row)} columns instead of {len(COLUMNS)}: {row[:2]}")
                number = row[0].replace(" ", "")
                old = rows.get(number)
                if old:
                    row = [number, row[1], row[2], f"{old[3]};{row[3]}", f"{old[4]};{row[4]}", row[5] or old[5]]
                rows[number] = [number, *row[1:]]
    return rows


def main(paths: list[str]) -> None:
    rows = merged(paths)
    used: Counter[str] = Counter()
    for row in rows.values():
        used.update(set(terms(row[3]) + terms(row[4])))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number in sorted(rows):
        row = rows[number]
        marked = [";".join(f"{term}*" if used[term] > 1 else term for term in terms(cell)) for cell in row[3:5]]
        writer.writerow([number, row[1].strip(), row[2].strip(), *marked, row[5].strip()])
    sys.stdout.write(text.getvalue())


if __name__ == "__main__":
    main(sys.argv[1:])
