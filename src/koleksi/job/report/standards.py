"""A collection beside the figures of standards and instruments: what it has, what is asked, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from koleksi._terms.tables import rows
from koleksi.book import Text

__all__ = ["CERTAINTY", "LIBRARIES", "MEASURES", "Gap", "Standard", "gaps", "standards"]

LIBRARIES = MappingProxyType(
    {
        "village": Text("Desa/kelurahan", "Village"),
        "district": Text("Kabupaten/kota", "District"),
        "primary": Text("SD/MI", "Primary school"),
        "junior": Text("SMP/MTs", "Junior secondary school"),
        "senior": Text("SMA/MA/SMK", "Senior secondary school"),
        "school": Text("Sekolah, nilai tertinggi", "School, highest band"),
    }
)
MEASURES = MappingProxyType(
    {
        "titles": Text("judul", "titles"),
        "copies": Text("eksemplar", "copies"),
        "reference_titles": Text("judul referensi", "reference titles"),
        "magazines": Text("judul majalah", "magazines"),
        "fiction_share": Text("fiksi", "fiction"),
        "nonfiction_share": Text("nonfiksi", "non-fiction"),
        "recent_share": Text("terbitan lima tahun terakhir", "imprints of the last five years"),
    }
)
CERTAINTY = MappingProxyType(
    {
        "H": Text("dibaca langsung", "read in the text"),
        "M": Text("dari sumber kedua", "from a second source"),
        "L": Text("belum pasti", "uncertain"),
    }
)
_SCHOOLS = ("primary", "junior", "senior")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a kind of library is asked to have of a measure. ``most``: None for no upper limit; shares in percent."""

    library: str
    measure: str
    least: float
    most: float | None
    source: str
    year: str
    certainty: str

    @property
    def is_share(self) -> bool:
        return self.measure.endswith("_share")

    def asked(self) -> str:
        """ "1000", "65-75 %"."""
        number = f"{self.least:g}" if self.most in (None, self.least) else f"{self.least:g}-{self.most:g}"
        return f"{number}\u00a0%" if self.is_share else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A standard and what the library has: ``short`` > 0 is missing, < 0 is above what is asked, 0 fits."""

    standard: Standard
    has: float

    @property
    def short(self) -> float:
        asked = self.standard
        if self.has < asked.least:
            return asked.least - self.has
        return asked.most - self.has if asked.most is not None and self.has > asked.most else 0.0

    def words(self) -> Text:
        """ "kurang 28 %"."""
        if not (short := round(self.short)):
            return Text("sesuai", "fits")
        number = f"{abs(short)}\u00a0%" if self.standard.is_share else f"{abs(short)}"
        return Text(f"kurang {number}", f"{number} short") if short > 0 else Text(f"lebih {number}", f"{number} above")

    def shown(self) -> str:
        return f"{round(self.has)}\u00a0%" if self.standard.is_share else f"{self.has:g}"


@cache
def standards() -> tuple[Standard, ...]:
    """Every standard of the table, in its order."""
    return tuple(
        Standard(
            library=row["library"],
            measure=row["measure"],
            least=float(row["least"]),
            most=float(row["most"]) if row["most"] else None,
            source=row["source"],
            year=row["year"],
            certainty=row["certainty"],
        )
        for row in rows("collection_standards.csv")
    )


def gaps(measures: Mapping[str, float], library: str = "") -> Iterator[Gap]:
    """Every standard that concerns a kind of ``library`` ("" for all), with what the library has."""
    wanted = {library, "school"} if library in _SCHOOLS else {library}
    for one in standards():
        if not library or one.library in wanted:
            yield Gap(standard=one, has=measures[one.measure])
