"""Right-to-left writing: the order in which the pieces of a line stand on paper.

The implicit part of the Unicode Bidirectional Algorithm (UAX #9: W1-W7, N1-N2, I1-I2, L2). Explicit
marks and isolates are removed from all text at the door (`book.clean`), and mirrored brackets are
drawn by the shaper, so no more of it is needed.
"""

from __future__ import annotations

from itertools import groupby
from unicodedata import bidirectional

__all__ = ["is_right_to_left", "visual_runs"]


def is_right_to_left(text: str) -> bool:
    """Whether most letters of ``text`` belong to scripts written from the right.

    The standard asks the first letter and lets a program know better (UAX #9, HL1): a line of a card
    that begins with an Arabic title and goes on in Indonesian is read from the left.
    """
    kinds = [bidirectional(char) for char in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def visual_runs(text: str) -> list[tuple[str, bool]]:
    """The pieces of one line from left to right, each in reading order, with whether it runs leftwards."""
    levels = _levels(text)
    runs = [
        (level, "".join(char for char, _ in group))
        for level, group in groupby(zip(text, levels, strict=True), key=lambda pair: pair[1])
    ]
    for threshold in range(max(levels, default=0), 0, -1):
        runs = _reversed_from(runs, threshold)
    return [(piece, level % 2 == 1) for level, piece in runs]


def _reversed_from(runs: list[tuple[int, str]], threshold: int) -> list[tuple[int, str]]:
    """Rule L2 for one level: each unbroken sequence at or above it is turned round."""
    turned: list[tuple[int, str]] = []
    for high, group in groupby(runs, key=lambda run: run[0] >= threshold):
        sequence = list(group)
        turned += sequence[::-1] if high else sequence
    return turned


def _levels(text: str) -> list[int]:
    base = int(is_right_to_left(text))
    outer = "R" if base else "L"
    kinds = _neutrals(_numbers(_weak(list(map(bidirectional, text)), outer), outer), outer)
    return [base + _rise(kind, base) for kind in kinds]


def _rise(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], outer: str) -> list[str]:
    """Rules W1-W3: marks follow their letter, digits after Arabic letters are Arabic numbers."""
    before, strong = outer, outer
    for at, kind in enumerate(kinds):
        kind = before if kind == "NSM" else kind
        if kind in ("L", "R", "AL"):
            strong = kind
        before = kinds[at] = "AN" if kind == "EN" and strong == "AL" else kind
    return ["R" if kind == "AL" else kind for kind in kinds]


def _numbers(kinds: list[str], outer: str) -> list[str]:
    """Rules W4-W7: separators and signs inside or beside a number belong to it."""
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((left == "EN" and kind in ("ES", "CS")) or (left == "AN" and kind == "CS")):
            kinds[at] = left
    signed: list[str] = []
    for kind, group in groupby(kinds):
        count = len(list(group))
        at = len(signed)
        beside = "EN" in (kinds[at - 1 : at] + kinds[at + count : at + count + 1])
        signed += ["EN" if kind == "ET" and beside else kind] * count
    strong = outer
    for at, kind in enumerate(signed):
        strong = kind if kind in ("L", "R") else strong
        signed[at] = "L" if kind == "EN" and strong == "L" else kind
    return signed


def _neutrals(kinds: list[str], outer: str) -> list[str]:
    """Rules N1 and N2: what is between two pieces of one direction takes that direction, else the line's."""
    plain = [kind if kind in ("L", "R", "EN", "AN") else "N" for kind in kinds]
    resolved: list[str] = []
    before = outer
    for kind, group in groupby(plain):
        count = len(list(group))
        if kind == "N":
            after = next((k for k in plain[len(resolved) + count :] if k != "N"), outer)
            same = _direction(before) == _direction(after)
            resolved += [_direction(before) if same else outer] * count
        else:
            resolved += [kind] * count
            before = kind
    return resolved


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"
