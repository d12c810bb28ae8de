"""Labels for books: call number, bar code, both, drawn as a PDF that prints at its true size.

    pdf = labels.render([Label(call_number=("899.221", "HIR", "l"), barcode="B0000001", title="Laskar Pelangi")])

What a bar code says is exactly what the record says. All that does not fit is a `Problem` (`check`);
nothing is cut off or drawn over its neighbour. Data is never markup.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Literal, TypedDict, Unpack

from koleksi._labels.calibration import draw_calibration
from koleksi._labels.checking import Checking, dots
from koleksi._labels.compose import Composed, Composer, Content
from koleksi._labels.draw import PALETTES, LabelArtist, palette
from koleksi._labels.layout import KINDS
from koleksi._labels.order import class_digit, sort_key, split_call_number
from koleksi._print.barcode import SYMBOLOGIES
from koleksi._print.canvas import Canvas
from koleksi._print.page import corner, draw_cut_marks, shift
from koleksi._print.preview import preview_png
from koleksi.book import Problem, Text, clean, wrong_argument
from koleksi.errors import UsageError
from koleksi.stationery import Sheet, get

__all__ = [
    "KINDS", "PALETTES", "SYMBOLOGIES", "Label", "Options", "calibration_page", "check", "check_and_render", "preview",
    "render", "render_stream", "sort_key", "split_call_number",
]  # fmt: skip

LEAST_DPI, MOST_DPI = 72, 4800


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands on the label of one copy. ``call_number``: its lines as they go on the spine;
    ``header``: the library's lines; ``digit``: the main class for the colour, taken from the call
    number where empty; ``copy`` is printed from the second copy on ("c.2")."""

    call_number: tuple[str, ...] = ()
    barcode: str = ""
    title: str = ""
    copy: int = 1
    accession: str = ""
    header: tuple[str, ...] = ()
    digit: str = ""

    def __post_init__(self) -> None:
        for name, taken_apart in (("call_number", split_call_number), ("header", _one_line)):
            if isinstance(value := getattr(self, name), str):  # a call number as catalogues write it
                object.__setattr__(self, name, taken_apart(value))
        for name in self.__slots__:
            value = getattr(self, name)
            if type(value) is str:
                tidied = value.strip() if name == "barcode" else clean(value)
                if tidied is not value:
                    object.__setattr__(self, name, tidied)
            elif name == "copy":
                if not isinstance(value, int):
                    raise wrong_argument("Label", name, "a whole number", value)
            elif name not in ("call_number", "header") or not isinstance(value, (tuple, list)):
                raise wrong_argument("Label", name, "a text", value)
            elif value:
                lines = tuple([line for raw in value if (line := clean(raw))])
                object.__setattr__(self, name, lines)


def _one_line(text: str) -> tuple[str, ...]:
    return (text,)


class Settings(TypedDict, total=False):
    """How labels are printed, whatever their kind.

    header: the library's lines, where a label has none of its own. copies: of each label. order:
    "given", "call_number" (shelf order) or "accession". only: accession numbers or bar codes, nothing
    else is printed. offset_x_mm, offset_y_mm, scale: the correction for a printer, right and down.
    cut_marks. column_wise: down the columns instead of along the rows. skip_cells: labels of the
    first sheet that are used up (from 1). palette: one of `PALETTES`, the colour of the main class
    beside its digit. symbology: one of `SYMBOLOGIES`. dpi: the printer's dots per inch, to which bars
    are snapped (rolls: 203 unless told, 0 for no snapping).
    """

    header: tuple[str, ...]
    copies: int
    order: Literal["given", "call_number", "accession"]
    only: Collection[str]
    offset_x_mm: float
    offset_y_mm: float
    scale: float
    cut_marks: bool
    column_wise: bool
    skip_cells: Collection[int]
    palette: str | None
    symbology: str
    dpi: float | None


class Options(Settings, total=False):
    """The settings, and the kind of label: one of `KINDS`."""

    kind: str


def render(labels: Iterable[Label], sheet: str | Sheet = "tj121", start: int = 1, **options: Unpack[Options]) -> bytes:
    """The PDF of these labels, beginning at label ``start`` of the first sheet (1 is the top left one).

    The same labels give the same bytes. Raises UsageError for an unknown sheet, kind, palette or
    symbology, or a start that is not on the sheet.
    """
    stream = io.BytesIO()
    render_stream(labels, stream, sheet, start, **options)
    return stream.getvalue()


def render_stream(
    labels: Iterable[Label], stream: BinaryIO, sheet: str | Sheet = "tj121", start: int = 1, **options: Unpack[Options]
) -> None:
    """`render` to a binary stream, page by page: memory stays flat however many labels there are."""
    _print(labels, stream, get(sheet), start, options)


def check_and_render(
    labels: Iterable[Label], stream: BinaryIO, sheet: str | Sheet = "tj121", kind: str = "both",
    **settings: Unpack[Settings],
) -> list[Problem]:  # fmt: skip
    """`check` and `render_stream` at once, each label fitted once; ``row`` of a problem counts the labels printed."""
    options = Options(kind=kind, **settings)
    checking = _checking(options)
    _print(labels, stream, get(sheet), 1, options, checking.look)
    return checking.found


def check(
    labels: Iterable[Label], sheet: str | Sheet = "tj121", kind: str = "both", **settings: Unpack[Settings]
) -> list[Problem]:
    """What a person should know before printing: letters no font has, text or bars that do not fit (and a
    sheet on which they do), numbers that cannot be bars, one number on two different books.

    ``row`` of a problem counts the labels from 1.
    """
    paper = get(sheet)
    options = Options(kind=kind, **settings)
    _validate(paper, 1, options)
    composer, checking = _composer(paper, options), _checking(options)
    for label in labels:
        content = _content(label, options)
        checking.look(content, composer.compose(content))
    return checking.found


def calibration_page(sheet: str | Sheet) -> bytes:
    """The alignment page of a sheet: the outline of every label, rulers in millimetres, and what to do."""
    stream = io.BytesIO()
    paper = get(sheet)
    canvas = Canvas(stream, paper.page_w, paper.page_h, f"Kalibrasi {paper.name}")
    draw_calibration(canvas, paper)
    canvas.save()
    return stream.getvalue()


def preview(pdf: bytes, page: int = 1, dpi: float = 100) -> bytes:
    """A PNG of one page (from 1) of a PDF, as any viewer would show it: look before you print."""
    return preview_png(pdf, page - 1, dpi)


# --- pages ----------------------------------------------------------------------------------------


Placed = tuple[Label, float, float]  # a label and its bottom left corner, in points
Look = Callable[[Content, Composed], None]


def _print(
    labels: Iterable[Label], stream: BinaryIO, paper: Sheet, start: int, options: Options, look: Look | None = None
) -> None:
    _validate(paper, start, options)
    labels = _checked(labels)
    canvas = Canvas(stream, paper.page_w, paper.page_h, f"Label {paper.name}")
    composer = _composer(paper, options)
    artist = LabelArtist(canvas, palette(options.get("palette")), _printer_dots(paper, options))
    for page in _pages(labels, paper, start, options):
        _begin_page(canvas, paper, options)
        for label, x, y in page:
            composed = composer.compose(content := _content(label, options))
            if look:
                look(content, composed)
            artist.draw(composed, x, y)
        canvas.showPage()
    canvas.save()


def _checked(labels: Iterable[Label]) -> Iterator[Label]:
    """Raises TypeError for what is no label."""
    if isinstance(labels, (Label, str)) or not isinstance(labels, Iterable):
        raise wrong_argument("labels.render", "labels", "several Label", labels)
    return (_label(one) for one in labels)


def _label(one: Label) -> Label:
    if not isinstance(one, Label):
        raise wrong_argument("labels.render", "labels", "several Label", one, among=True)
    return one


def _pages(labels: Iterable[Label], sheet: Sheet, start: int, options: Options) -> Iterator[list[Placed]]:
    """The labels of each page. A job without labels is one empty page, so that the file opens."""
    corners = [corner(sheet, index, options.get("column_wise", False)) for index in range(sheet.per_page)]
    used_up = set(options.get("skip_cells", ())) | set(range(1, start))
    free = [at for index, at in enumerate(corners, 1) if index not in used_up] or corners
    page: list[Placed] = []
    for label in _chosen(labels, options):
        if len(page) == len(free):
            yield page
            page, free = [], corners
        page.append((label, *free[len(page)]))
    yield page


def _begin_page(canvas: Canvas, sheet: Sheet, options: Options) -> None:
    """The correction for the printer, and the lines between labels."""
    shift(canvas, sheet, options.get("offset_x_mm", 0), options.get("offset_y_mm", 0), options.get("scale", 1))
    if options.get("cut_marks") or sheet.cut_lines:
        canvas.stamp("cut-marks", partial(draw_cut_marks, sheet=sheet))


def _composer(sheet: Sheet, options: Options) -> Composer:
    return Composer(
        sheet, options.get("kind", "both"), band=bool(options.get("palette")),
        symbology=options.get("symbology", "code128"), dpi=_printer_dots(sheet, options),
    )  # fmt: skip


def _checking(options: Options) -> Checking:
    return Checking(
        options.get("kind", "both"), options.get("symbology", "code128"), bool(options.get("palette")),
        options.get("dpi"),
    )  # fmt: skip


def _printer_dots(sheet: Sheet, options: Options) -> float:
    """Dots per inch of what is drawn, before the printer's scale is corrected; 0: not known."""
    return dots(sheet, options.get("dpi")) * options.get("scale", 1.0)


def _chosen(labels: Iterable[Label], options: Options) -> Iterable[Label]:
    """The labels that are printed, in their order, each as often as asked."""
    only = frozenset(options.get("only", ()))
    if only:
        labels = (label for label in labels if label.barcode in only or label.accession in only)
    order = options.get("order", "given")
    if order == "call_number":
        labels = sorted(labels, key=lambda label: (sort_key(label.call_number), label.copy))
    elif order == "accession":
        labels = sorted(labels, key=lambda label: sort_key(("000", label.accession or label.barcode)))
    copies = options.get("copies", 1)
    return labels if copies == 1 else (label for label in labels for _ in range(copies))


def _content(label: Label, options: Options) -> Content:
    return Content(
        label.call_number, label.header or options.get("header", ()), label.title, label.barcode,
        f"c.{label.copy}" if label.copy > 1 else "", label.digit or class_digit(label.call_number),
    )  # fmt: skip


# --- checking -------------------------------------------------------------------------------------


def _validate(sheet: Sheet, start: int, options: Options) -> None:
    if unknown := set(options) - {*Settings.__annotations__, "kind"}:
        raise TypeError(f"unexpected keyword argument {', '.join(sorted(unknown))}")
    for name, value, known in (
        ("kind", options.get("kind", "both"), KINDS),
        ("palette", options.get("palette") or PALETTES[0], PALETTES),
        ("symbology", options.get("symbology", "code128"), SYMBOLOGIES),
        ("order", options.get("order", "given"), ("given", "call_number", "accession")),
    ):
        if value not in known:
            choices = ", ".join(known)
            raise UsageError(Text(f"{name} = {value!r}: pilih {choices}", f"{name} = {value!r}: choose {choices}"))
    for cell in (start, *options.get("skip_cells", ())):
        if not isinstance(cell, int):
            raise wrong_argument("labels.render", "start and skip_cells", "whole numbers", cell)
        if not 1 <= cell <= sheet.per_page:
            raise UsageError(
                Text(
                    f"label {cell}: lembar {sheet.name} punya label 1 sampai {sheet.per_page}",
                    f"label {cell}: the sheet {sheet.name} has labels 1 to {sheet.per_page}",
                )
            )
    _validate_printer(sheet, options)
    if options.get("copies", 1) < 1:
        raise UsageError(Text("copies paling sedikit 1", "copies is 1 at least"))


def _validate_printer(sheet: Sheet, options: Options) -> None:
    """What corrects for one printer."""
    x, y = options.get("offset_x_mm", 0), options.get("offset_y_mm", 0)
    if not (-sheet.page_w < x < sheet.page_w and -sheet.page_h < y < sheet.page_h):
        page = f"{sheet.page_w:g} x {sheet.page_h:g} mm"
        raise UsageError(
            Text(
                f"geseran {x:g}, {y:g} mm melebihi kertas ({page})",
                f"the offset {x:g}, {y:g} mm is larger than the page ({page})",
            )
        )
    dpi = options.get("dpi") or LEAST_DPI
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise UsageError(
            Text(
                f"dpi = {dpi:g}: 0, atau {LEAST_DPI} sampai {MOST_DPI}",
                f"dpi = {dpi:g}: 0, or {LEAST_DPI} to {MOST_DPI}",
            )
        )
    scale = options.get("scale", 1)
    if not 0.5 <= scale <= 2:
        raise UsageError(Text(f"scale = {scale:g}: 0.5 sampai 2", f"scale = {scale:g}: 0.5 to 2"))
