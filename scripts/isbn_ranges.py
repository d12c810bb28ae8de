"""Make ``data/isbn_ranges.csv`` from the range message of the International ISBN Agency.

    python scripts/isbn_ranges.py RangeMessage.xml > src/koleksi/data/isbn_ranges.csv

The message is downloaded by hand from https://www.isbn-international.org/range_file_generation (XML). A rule of
length 0 is a range that is not allotted; the others say how long the registrant is: 0000000-1999999 with length 2
becomes 00-19.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree


def rows(message: str) -> Iterator[str]:
    """A line for each registration group. Raises ElementTree.ParseError for what is no XML."""
    root = ElementTree.fromstring(message)
    for group in root.iter("Group"):
        prefix = group.findtext("Prefix", "")
        rules = " ".join(filter(None, map(registrants, group.iter("Rule"))))
        if rules:
            yield f"{prefix},{rules}"


def registrants(rule: ElementTree.Element) -> str:
    length = int(rule.findtext("Length", "0"))
    first, _, last = rule.findtext("Range", "").partition("-")
    return f"{first[:length]}-{last[:length]}" if length else ""


if __name__ == "__main__":
    table = ["group,registrants", *rows(Path(sys.argv[1]).read_text(encoding="utf-8"))]
    sys.stdout.write("\n".join(table) + "\n")
