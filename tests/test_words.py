"""The list of words that are spelt right is made of the tables and never edited by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_words_are_those_of_the_tables() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_words.py")], capture_output=True, text=True, check=True
    )
    assert made.stdout == (ROOT / "data" / "words.txt").read_text(encoding="ascii"), (
        "run scripts/build_words.py > data/words.txt"
    )
