"""``perpustakaan.csv``: where each library is. Its columns may stand in any order; others are passed over, whoever is
named there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from koleksi import intake
from koleksi._terms.folding import fold
from koleksi._terms.problems import problem
from koleksi.book import Problem
from koleksi.job.report.standards import LIBRARIES
from koleksi.union.values import Library

__all__ = ["NAME", "distance_km", "nearest_first", "places", "template"]

NAME = "perpustakaan.csv"
_HEADINGS = {
    "code": ("kode", "code"),
    "name": ("nama", "name", "nama perpustakaan"),
    "district": ("kabupaten", "district", "kabupaten/kota", "kab/kota"),
    "kind": ("jenis", "kind"),
    "lat": ("lintang", "lat", "latitude"),
    "lon": ("bujur", "lon", "long", "lng", "longitude"),
}
_EARTH_KM = 6371.0


def places(path: Path) -> tuple[list[Library], list[Problem]]:
    """The libraries of the file, and what in it is not understood. Raises InputError for a file that is no table."""
    rows = intake.cells_of(path)
    column = _columns(rows[0]) if rows else {}
    problems: list[Problem] = []
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[n].strip() for name, n in column.items() if n < len(row)}
        if cells.get("code"):
            found.append(_library(cells, path, number, problems))
    return found, problems


def _columns(headings: Sequence[str]) -> Mapping[str, int]:
    plain = [fold(heading).strip() for heading in headings]
    return {name: plain.index(word) for name, words in _HEADINGS.items() for word in words if word in plain}


def _library(cells: Mapping[str, str], path: Path, row: int, problems: list[Problem]) -> Library:
    kinds = {fold(word): kind for kind, text in LIBRARIES.items() for word in (*text, kind)}
    kind = cells.get("kind", "")
    if kind and fold(kind) not in kinds:
        problems.append(problem("union-places", source=str(path), row=row, column="jenis", value=kind))
    lat, lon = (_degrees(cells.get(name, ""), most) for name, most in (("lat", 90), ("lon", 180)))
    if (lat is None or lon is None) and (cells.get("lat") or cells.get("lon")):
        typed = f"{cells.get('lat', '')} {cells.get('lon', '')}".strip()
        problems.append(problem("union-places", source=str(path), row=row, column="lintang/bujur", value=typed))
        lat = lon = None
    return Library(
        code=cells["code"], name=cells.get("name", ""), district=cells.get("district", ""),
        kind=kinds.get(fold(kind), ""), lat=lat, lon=lon,
    )  # fmt: skip


def _degrees(text: str, most: int) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= most else None


def template(libraries: Iterable[Library]) -> bytes:
    """The file with a line for each library, for a person to fill in; what is known stands there."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([words[0] for words in _HEADINGS.values()])
    for one in libraries:
        kind = LIBRARIES[one.kind].id if one.kind else ""
        lat, lon = ("" if value is None else str(value) for value in (one.lat, one.lon))
        writer.writerow([one.code, one.name, one.district, kind, lat, lon])
    return text.getvalue().encode("utf-8-sig")


def distance_km(one: Library, other: Library) -> float | None:
    """As the crow flies (haversine, a sphere of 6,371 km); None where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, other_lat = radians(one.lat), radians(other.lat)
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def nearest_first(one: Library, others: Iterable[Library]) -> Iterator[tuple[Library, float | None]]:
    """The other libraries with their distance in km: by it, then those without coordinates, of the same district
    first, by code."""

    def place(pair: tuple[Library, float | None]) -> tuple[bool, float, bool, str]:
        other, km = pair
        return km is None, km or 0.0, other.district != one.district, other.code

    pairs = [(other, distance_km(one, other)) for other in others if other.code != one.code]
    yield from sorted(pairs, key=place)
