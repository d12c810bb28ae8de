"""Cities where publishers sit (``data/cities.csv``)."""

from __future__ import annotations

from functools import cache

from koleksi._terms.tables import rows

__all__ = ["is_city", "is_indonesian_city"]

_COUNTRY = "indonesia"  # typed where the city is not known


def is_city(text: str) -> bool:
    """Whether a text is the name of a city of publishers, and nothing else: "Jakarta", "Jkt.", "[Bandung]"."""
    return text.strip(" .,:;[]()").casefold() in _cities()


def is_indonesian_city(place: str) -> bool:
    """Whether a place of publication is in Indonesia, by its name alone: "Yogyakarta", "[Jakarta]", "Jogja, DIY"."""
    city = place.casefold().split(",")[0].strip("[] ") if place else ""
    return city.replace(" ", "") in _indonesian()


@cache
def _cities() -> frozenset[str]:
    return frozenset(row["city"].casefold() for row in rows("cities.csv"))


@cache
def _indonesian() -> frozenset[str]:
    named = (row["city"] for row in rows("cities.csv") if row["indonesian"] == "yes")
    return frozenset(city.casefold().replace(" ", "") for city in (*named, _COUNTRY))
