"""Strings a CPU second that ``isbn.recognise`` reads, beside isbnlib's ``canonical`` + ``is_isbn13`` in the same run.

.venv/bin/python benchmarks/isbn.py
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import isbnlib

from koleksi import isbn

ROUNDS = 3


def main() -> None:
    numbers = valid_numbers(20_000)
    isbn.recognise(numbers[0])  # the table of ranges is read once
    kinds: dict[str, Sequence[str]] = {
        "13 plain digits": numbers,
        "hyphens": [isbn.hyphenate(number) or number for number in numbers],
        "as people type": [messy(number, n) for n, number in enumerate(numbers)],
    }
    for name, strings in kinds.items():
        ours = rate(lambda text: isbn.recognise(text), strings)
        theirs = rate(lambda text: isbnlib.is_isbn13(isbnlib.canonical(text)), strings)
        print(f"{name:16} koleksi {ours:9,.0f}/s   isbnlib {theirs:9,.0f}/s")
    print_damage(numbers[:4000])


def valid_numbers(count: int) -> list[str]:
    """Numbers in the ranges of the groups that Indonesian shelves hold."""
    rng = random.Random(7)
    found = []
    for _ in range(count):
        twelve = rng.choice(("978979", "978602", "978623", "9780", "9781")) + f"{rng.randrange(10**9):09d}"
        found.append(twelve[:12] + isbn.ean_check(twelve[:12]))
    return [number for number in found if isbn.is_allotted(number)]


def messy(number: str, n: int) -> str:
    ten = isbn.to_isbn10(number)
    forms = (
        number,
        isbn.hyphenate(number),
        ten,
        f"{ten[0:3]}-{ten[3:9]}-{ten[9]}",
        f"ISBN {number}",
        f"'{number}",
        f"{number}.0",
        f"{number} (jil. 1)",
        "",
        "-",
    )
    return forms[n % len(forms)]


def rate(function: Callable[[str], object], strings: Sequence[str]) -> float:
    best = 0.0
    for _ in range(ROUNDS):
        begin = time.process_time()
        for text in strings:
            function(text)
        best = max(best, len(strings) / (time.process_time() - begin))
    return best


def print_damage(numbers: Sequence[str]) -> None:
    """Of damaged codes, how many become another valid ISBN without a word."""
    rng = random.Random(11)
    ours: dict[str, list[int]] = {}
    for number in numbers:
        for name, damaged in damages(number, rng):
            found = isbn.recognise(damaged)
            wrong = found.action.startswith("accept") and found.action != "accept_warn" and number not in found.isbns
            digits = isbnlib.get_canonical_isbn(damaged) or ""
            theirs = bool(digits) and isbnlib.to_isbn13(digits) not in (number, None)
            ours.setdefault(name, []).append(wrong + 2 * theirs)
    for name, results in ours.items():
        ours_wrong, theirs_wrong = (
            100 * sum(bool(result & bit) for result in results) / len(results) for bit in (1, 2)
        )
        print(f"{name:34} wrong and silent: koleksi {ours_wrong:5.2f} %   isbnlib {theirs_wrong:5.2f} %")


def damages(number: str, rng: random.Random) -> list[tuple[str, str]]:
    n = rng.randrange(13)
    m = rng.randrange(12)
    changed = number[:n] + str((int(number[n]) + rng.randrange(1, 10)) % 10) + number[n + 1 :]
    swapped = number[:m] + number[m + 1] + number[m] + number[m + 2 :]
    found = [
        ("one digit changed", changed),
        ("one digit lost", number[:n] + number[n + 1 :]),
        ("one digit doubled", number[:n] + number[n] + number[n:]),
    ]
    if swapped != number:
        seen = abs(int(number[m]) - int(number[m + 1])) != 5
        found.append(("two neighbours swapped" if seen else "swapped, 5 apart (no sum sees it)", swapped))
    return found


if __name__ == "__main__":
    main()
