"""What a person should know of labels before they are printed, told as problems."""

from __future__ import annotations

from functools import lru_cache

from koleksi._labels.compose import Composed, Content, Remark, inset, lacking, title_line
from koleksi._labels.layout import Bars, Demand, arrange
from koleksi._print.barcode import QUIET, BarcodeError, bars, quick_response
from koleksi._print.fonts import missing
from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.stationery import Sheet, get, names

__all__ = ["Checking", "dots"]

ROLL_DPI = 203  # what label printers for rolls have


class Checking:
    """What is wrong with the labels that it is shown, one after another, in ``found``; ``row`` counts them from 1.

    ``band``: the colour of the class is printed; ``dpi``: as the user told it.
    """

    def __init__(self, kind: str, symbology: str, band: bool, dpi: float | None) -> None:
        self.found: list[Problem] = []
        self._kind, self._symbology, self._band, self._dpi = kind, symbology, band, dpi
        self._row = 0
        self._seen: dict[str, tuple[str, str]] = {}  # number -> title and copy
        self._heads: set[Remark] = set()  # a header is the same on nearly every label: said once

    def look(self, content: Content, composed: Composed) -> None:
        """One label more."""
        self._row += 1
        for remark in (*composed.remarks, *_lacking(content), *self._of_number(content)):
            if remark.column == "header":
                if remark in self._heads:
                    continue
                self._heads.add(remark)
            self.found.append(
                problem(
                    remark.code,
                    row=self._row,
                    column=remark.column,
                    value=remark.value,
                    more=self._more(remark, content),
                )  # fmt: skip
            )

    def _of_number(self, content: Content) -> list[Remark]:
        """A number that is missing, or that another book has."""
        if self._kind in ("spine", "shelf"):
            return []
        if not content.barcode:
            return [Remark("label-no-barcode", "barcode", "")]
        this = (content.title, content.note)
        if self._seen.setdefault(content.barcode, this) == this:
            return []
        return [Remark("label-same-barcode", "barcode", content.barcode)]

    def _more(self, remark: Remark, content: Content) -> Text:
        """What fills the blank in a problem's words."""
        code, _, value = remark
        if code == "label-letter":
            return Text(missing(value), missing(value))
        if code == "label-barcode-value":
            try:
                bars(value, self._symbology)
            except BarcodeError as error:
                return error.text
        if code == "label-barcode-room":
            name = _roomy(self._demand(content), self._kind, self._dpi)
            return Text(name or "lain, jenis spine", name or "of another make, kind spine")
        return Text("", "")

    def _demand(self, content: Content) -> Demand:
        return Demand(
            lines=len(content.lines) + bool(content.note), header=len(content.header), title=title_line(content.title),
            bars=Bars(bars(content.barcode, self._symbology).modules, QUIET[self._symbology]),
            qr=quick_response(content.barcode).modules if self._kind == "both-qr" else 0, band=self._band,
        )  # fmt: skip


def _lacking(content: Content) -> list[Remark]:
    return [Remark("label-letter", column, value) for column, value in lacking(content)]


@lru_cache(maxsize=256)
def _roomy(demand: Demand, kind: str, dpi: float | None) -> str:
    """The first sheet of the table on which a label with this demand is readable; "" where there is none."""
    assert demand.bars is not None
    for sheet in map(get, names()):
        snapped = demand._replace(bars=demand.bars._replace(dpi=dots(sheet, dpi)))
        if arrange(kind, sheet.label_w, sheet.label_h, inset(sheet), snapped):
            return sheet.name
    return ""


def dots(sheet: Sheet, dpi: float | None) -> float:
    """The printer's dots per inch: as told, else those of label printers for a roll, else unknown (0)."""
    return dpi if dpi is not None else ROLL_DPI if sheet.edge == 0 else 0
