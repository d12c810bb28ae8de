"""Code 128 (ISO/IEC 15417) in its shortest form.

python-barcode begins in code set C and changes sets as it goes: it takes 112 modules for ``B0000001``
where 101 are enough. Here only the choice of code sets is our own; the patterns, the check character and
the stop are python-barcode's.
"""

from __future__ import annotations

from functools import lru_cache

from barcode.codex import Code128

__all__ = ["ShortestCode128"]


class ShortestCode128(Code128):
    """A Code 128 symbol of ASCII characters with the fewest symbol characters that can say them."""

    def _build(self) -> list[int]:
        """Symbol characters from the start to the last of the data."""
        codes: list[int] = []
        at = 0
        for step in _plan(self.code.translate(_KINDS)):
            if step > 0:  # so many characters of set A or B
                codes += self.code[at : at + step].encode("ascii").translate(_SINGLE)
                at += step
            elif step == _PAIR:
                codes.append(int(self.code[at : at + 2]))
                at += 2
            else:
                codes.append(_CODE - step)
        return codes


_SHIFT = 98
_START = {"B": 104, "C": 105, "A": 103}
_SWITCH = {"B": 100, "C": 99, "A": 101}
# What matters for the choice of code set: d digit, c control (set A only), l lower case (set B only), x both.
_KINDS = {n: "d" if 48 <= n < 58 else "c" if n < 32 else "l" if n >= 96 else "x" for n in range(128)}
# A step of a plan: how many characters to take singly (> 0), a pair of digits, or a symbol character (_CODE - value).
_PAIR, _CODE = 0, -1
_SINGLE = bytes([*range(64, 96), *range(96), *range(128)])  # symbol character of each ASCII letter


@lru_cache(maxsize=1024)
def _plan(kinds: str) -> tuple[int, ...]:
    """The cheapest way through the code sets, in steps as above.

    Numbers of the same make-up ("B0000001", "B0000002") share one plan.
    """
    steps: list[int] = []
    for step in _cheapest(kinds):
        if step == "1" and steps and steps[-1] > 0:
            steps[-1] += 1
        elif isinstance(step, int):
            steps.append(_CODE - step)
        else:
            steps.append(1 if step == "1" else _PAIR)
    return tuple(steps)


def _cheapest(kinds: str) -> tuple[int | str, ...]:
    """Symbol values for start, switch and shift, "C" for a pair of digits, "1" for one character: dynamic
    programming over positions, one best path for each code set."""
    best: dict[str, tuple[int | str, ...]] = {name: (start,) for name, start in _START.items()}
    paths: list[dict[str, tuple[int | str, ...]]] = [best] + [{} for _ in kinds]
    for at, kind in enumerate(kinds):
        here = paths[at] if at == 0 else _switched(paths[at])
        for name, path in here.items():
            for width, steps in _encodings(name, kind, kinds[at : at + 2]):
                found = path + steps
                known = paths[at + width].get(name)
                if known is None or len(found) < len(known):
                    paths[at + width][name] = found
    return min(paths[-1].values(), key=len)


def _switched(paths: dict[str, tuple[int | str, ...]]) -> dict[str, tuple[int | str, ...]]:
    reached = dict(paths)
    for name, code in _SWITCH.items():
        for other, path in paths.items():
            if other != name and (name not in reached or len(path) + 1 < len(reached[name])):
                reached[name] = (*path, code)
    return reached


def _encodings(name: str, kind: str, pair: str) -> list[tuple[int, tuple[int | str, ...]]]:
    """How code set ``name`` can take the next character or the next two digits."""
    if name == "C":
        return [(2, ("C",))] if pair == "dd" else []
    if (kind == "c" and name == "B") or (kind == "l" and name == "A"):
        return [(1, (_SHIFT, "1"))]
    return [(1, ("1",))]
