"""The best one-to-one assignment in a sparse table of points: part by part, exactly where a part is small.

The exact rule is the Hungarian method in the form of Jonker and Volgenant (Computing 38, 1987), which is cubic in the
size of a part; parts are tiny where most rows are unchanged. In a part larger than ``_EXACT`` the strongest pair is
taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["best_assignment"]

_EXACT = 60  # rows of a part
_NEVER = 1e6

Points = Mapping[int, Mapping[int, float]]


def best_assignment(points: Points) -> dict[int, int]:
    """Row -> column, each used once, with the highest sum of ``points[row][column]``; a pair without points is never
    made.
    """
    chosen: dict[int, int] = {}
    for rows in _parts(points):
        columns = sorted({column for row in rows for column in points[row]})
        small = len(rows) <= _EXACT and len(columns) <= _EXACT
        chosen.update(_exact(points, rows, columns) if small else _strongest_first(points, rows))
    return chosen


def _parts(points: Points) -> Iterator[list[int]]:
    """Rows that compete with one another for columns, directly or through others."""
    rows_of: dict[int, list[int]] = {}
    for row, columns in points.items():
        for column in columns:
            rows_of.setdefault(column, []).append(row)
    left = dict.fromkeys(points)
    while left:
        part, open_ = [], [next(iter(left))]
        del left[open_[0]]
        while open_:
            row = open_.pop()
            part.append(row)
            for other in (other for column in points[row] for other in rows_of[column] if other in left):
                del left[other]
                open_.append(other)
        yield sorted(part)


def _strongest_first(points: Points, rows: Sequence[int]) -> dict[int, int]:
    pairs = sorted((-score, row, column) for row in rows for column, score in points[row].items())
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, row, column in pairs:
        if row not in chosen and column not in taken:
            chosen[row] = column
            taken.add(column)
    return chosen


def _exact(points: Points, rows: Sequence[int], columns: Sequence[int]) -> dict[int, int]:
    if len(rows) == 1:
        best = min(columns, key=lambda column: (-points[rows[0]][column], column))
        return {rows[0]: best}
    spare = [*columns, *(-1 for _ in rows)]  # a row may also stay without a column
    cost = [[-points[row].get(column, 0.0 if column < 0 else -_NEVER) for column in spare] for row in rows]
    return {row: spare[n] for row, n in zip(rows, _cheapest(cost), strict=True) if spare[n] >= 0}


def _cheapest(cost: Sequence[Sequence[float]]) -> list[int]:
    """For each line of a table with at least as many columns as lines its column, with the least sum of costs."""
    wide = len(cost[0])
    potential, price = [0.0] * (len(cost) + 1), [0.0] * (wide + 1)
    owner = [0] * (wide + 1)  # the line that has a column, counted from 1
    for line in range(1, len(cost) + 1):
        _place(line, cost, potential, price, owner)
    found = [0] * len(cost)
    for column in range(1, wide + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


def _place(
    line: int, cost: Sequence[Sequence[float]], potential: list[float], price: list[float], owner: list[int]
) -> None:
    """Give one more line a column along the shortest path of exchanges."""
    wide = len(price) - 1
    least, came_from, used = [float("inf")] * (wide + 1), [0] * (wide + 1), [False] * (wide + 1)
    owner[0], column = line, 0
    while owner[column]:
        used[column] = True
        step, following = float("inf"), 0
        for other in range(1, wide + 1):
            if not used[other]:
                reduced = cost[owner[column] - 1][other - 1] - potential[owner[column]] - price[other]
                if reduced < least[other]:
                    least[other], came_from[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
        for other in range(wide + 1):
            if used[other]:
                potential[owner[other]] += step
                price[other] -= step
            else:
                least[other] -= step
        column = following
    while column:
        owner[column] = owner[came_from[column]]
        column = came_from[column]
