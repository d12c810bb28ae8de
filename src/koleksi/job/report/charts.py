"""Charts as SVG of our own: no script, no library, letters of the page's size on a phone too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

__all__ = ["bars", "gauge"]

_WIDTH = 340  # units, one a pixel on a phone that is 390 wide
_LINE = 34  # units for a bar with its name above
_MOST = 12  # bars; the rest stand in the table


def bars(name: str, lines: Sequence[tuple[str, int, str]]) -> str:
    """A horizontal bar for each of the first lines (name, value, value in words), the longest as wide as the chart."""
    shown = lines[:_MOST]
    most = max((value for _, value, _ in shown), default=0) or 1
    body = "".join(_bar(n, line, most) for n, line in enumerate(shown))
    return _svg(name, len(shown) * _LINE, body)


def _bar(n: int, line: tuple[str, int, str], most: int) -> str:
    name, value, words = line
    top, length = n * _LINE, max(_WIDTH * value / most, 1)
    return (
        f'<text x="0" y="{top + 13}">{escape(_shortened(name))}</text>'
        f'<text x="{_WIDTH}" y="{top + 13}" text-anchor="end">{escape(words)}</text>'
        f'<rect x="0" y="{top + 18}" width="{length:.1f}" height="10" rx="2"/>'
    )


_LONGEST = 38  # letters beside a value


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def gauge(name: str, has: float, least: float, most: float) -> str:
    """What there is as a bar, and what is asked as a mark (or a zone) on it."""
    end = 1.25 * max(has, most, 1)
    return _svg(name, 18, "".join(_gauge(has / end, least / end, most / end)))


def _gauge(has: float, least: float, most: float) -> Iterator[str]:
    yield f'<rect class="g" x="0" y="4" width="{_WIDTH}" height="10" rx="2"/>'
    if most > least:
        yield f'<rect class="z" x="{least * _WIDTH:.1f}" y="4" width="{(most - least) * _WIDTH:.1f}" height="10"/>'
    yield f'<rect x="0" y="6" width="{has * _WIDTH:.1f}" height="6" rx="2"/>'
    yield f'<rect class="m" x="{least * _WIDTH - 1:.1f}" y="0" width="2.5" height="18"/>'


def _svg(name: str, height: int, body: str) -> str:
    return f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{escape(name)}">{body}</svg>'
