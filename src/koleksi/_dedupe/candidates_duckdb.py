"""The same candidates joined by DuckDB (extra ``koleksi[fast]``), where a list has many titles.

What a key is, and which titles of a large block are neighbours, is said once, in ``candidates.py``; here is only the
join of one key with itself, which Python does slowest.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

__all__ = ["is_installed", "joined"]

_PAIRS = """
WITH keyed AS (SELECT v // {unit}::UBIGINT AS key, (v % {unit}::UBIGINT)::UINTEGER AS title FROM given),
sized AS (SELECT key, count(*) AS titles FROM keyed GROUP BY key HAVING count(*) > 1),
small AS (SELECT key, title FROM keyed JOIN sized USING (key) WHERE titles <= {block}),
large AS (
    SELECT key, title, ranks.rank AS rank FROM keyed JOIN sized USING (key) JOIN ranks USING (title)
    WHERE titles > {block}
),
near AS (
    SELECT title, unnest([{by_title}, {by_facts}]) AS other
    FROM large
    WINDOW by_title AS (PARTITION BY key ORDER BY title), by_facts AS (PARTITION BY key ORDER BY rank, title)
),
pairs AS (
    SELECT one.title AS "left", other.title AS "right"
    FROM small AS one JOIN small AS other ON one.key = other.key AND one.title < other.title
    UNION ALL
    SELECT least(title, other), greatest(title, other) FROM near WHERE other IS NOT NULL
)
SELECT DISTINCT "left"::UBIGINT * {unit}::UBIGINT + "right"::UBIGINT AS pair FROM pairs ORDER BY pair
"""
_SLICE = 100_000  # pairs that are Python's integers at a time


def is_installed() -> bool:
    return all(find_spec(name) for name in ("duckdb", "numpy"))


def joined(
    keyed: Sequence[array[int]], ranks: Sequence[int], *, bits: int, block: int, neighbours: int
) -> Iterator[int]:
    """Pairs of titles that share a key, each once and in order, packed like the keys. ``keyed``: a key and behind its
    ``bits`` lower ones a title; ``ranks``: of each title, its place by facts; in a block of more than ``block`` titles
    only ``neighbours`` are paired."""
    import duckdb
    import numpy

    def behind(window: str) -> str:
        return ", ".join(f"lead(title, {n}) OVER {window}" for n in range(1, neighbours + 1))

    given = {"v": numpy.concatenate([numpy.frombuffer(part, dtype="u8") for part in keyed if part])}
    by_facts = {"title": numpy.arange(len(ranks), dtype="u4"), "rank": numpy.array(ranks, dtype="u4")}
    with duckdb.connect() as database:
        database.register("given", given)
        database.register("ranks", by_facts)
        sql = _PAIRS.format(unit=1 << bits, block=block, by_title=behind("by_title"), by_facts=behind("by_facts"))
        found = database.execute(sql).fetchnumpy()["pair"]
    for start in range(0, len(found), _SLICE):
        yield from found[start : start + _SLICE].tolist()
