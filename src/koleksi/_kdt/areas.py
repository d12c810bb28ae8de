"""The areas of an ISBD description: title, edition, publication, physical description, series, notes.

ISBD (AACR2 1.0C, and RDA's appendix D): areas are parted by ". -- "; within them " : ", " / ", " ; " and "," are
followed where they stand, but blocks are typed and scanned, so every mark may be tight, doubled or missing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from koleksi._terms.numerals import spelled_pattern
from koleksi._terms.school import words_pattern

__all__ = [
    "Physical",
    "areas",
    "edition",
    "find_physical",
    "imprint",
    "is_edition",
    "is_imprint",
    "notes",
    "other_publishers",
    "split_off_series",
    "title",
]

_SPELLED = spelled_pattern("cardinal", "ordinal")
_ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th|\w)?|[IVXL]+|{_SPELLED}|baru|revisi|rev\.?|perdana|percobaan)"
_PRINTING = re.compile(
    rf"\b(?:cet(?:akan)?|ctk|cetak)\b[\s.]*(?:ulang\b\s*)?(?:ke\b)?[\s.-]*{_ORDINAL}(?!\w)"
    rf"|\b{_ORDINAL}\s+(?:printing|impression)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(
    rf"\b(?:ed(?:isi|ition|\.)|versi)\s*(?:ke\b)?[\s.-]*(?:{_ORDINAL}\b|[a-z])|\b{_ORDINAL}\s+ed(?:ition|\.)"
    rf"|\brevised\s+ed(?:ition|\.)",
    re.IGNORECASE,
)
_YEAR = (
    r"(?:[\[(]?\s*(?:c|cop\.|p|©|cet\.)?\s*(?:1[6-9]|20)\d\d(?:\s*-+\s*(?:(?:1[6-9]|20)\d\d)?)?\s*\??[\])]?|\[?(?:19"
    r"|20)(?:\d-|--)\]?)"
)
_IMPRINT = re.compile(
    rf"(?P<place>(?:\[[^\]]*\]|[A-Z][\w.' -]{{1,40}}?)(?:\s*;\s*[A-Z][\w.' "
    rf"-]{{1,40}}?)?)\s*:\s*(?P<publisher>.+?)\s*,?\s*(?P<year>(?<=[,\s])\s*{_YEAR})?\s*[.,]?\s*\Z",
    re.DOTALL,
)
# The towns where most Indonesian publishers work: how a description without marks is found to begin its imprint.
_TOWN = (
    r"(?:Jakarta(?:\s+(?:Timur|Barat|Selatan|Utara|Pusat))?|D\.?I\.? Yogyakarta|Yogyakarta|Jogjakarta|Djakarta"
    r"|Bandung(?:\s+Barat)?|Surabaya|Semarang|Surakarta|Solo|Malang|Bogor|Depok|Bekasi|Tangerang(?:\s+Selatan)?"
    r"|Medan|Padang|"
    r"Makassar|Denpasar|Palembang|Pontianak|Banjarmasin|Manado|Mataram|Kudus|Sleman|Bantul|Klaten|Sukoharjo|Cirebon"
    r"|Ende|Flores|Banda Aceh|Pekanbaru|Jambi|Bengkulu|Lampung|Samarinda|Jember|Kediri|Magelang|Gresik|Sidoarjo"
    r"|Purwokerto|Kuala Lumpur|Singapura|New York|London)"
)
_LOOSE_IMPRINT = re.compile(
    rf"(?P<place>{_TOWN})\s*[:;,]\s*(?P<publisher>[^:;]{{2,80}}?)\s*,\s*(?P<year>{_YEAR})\s*[.,]?", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"\A\W*(?:s\.?\s?[ln]\.?|(?:tempat\s+(?:terbit|penerbitan)|penerbit|place|publisher)\s+(?:tidak\s+\w+|not\s+\w+"
    r"|unknown))\W*\Z",
    re.IGNORECASE,
)

_BEFORE_IMPRINT = re.compile(rf"(?<=[.,);\s])(?<!:\s)\s*(?={_TOWN}\s*:)", re.IGNORECASE)
_BEFORE_EDITION = re.compile(rf"(?<=[.,;])\s+(?=(?:{_PRINTING.pattern})|Ed(?:isi|\.)\s)", re.IGNORECASE)


def areas(text: str) -> list[str]:
    """The parts between ". -- "; a single dash parts them where no double one stands."""
    dash = (
        r"\s*\.?\s*--+\s*" if "--" in text else r"\s*\.\s*-\s*(?=[A-Z(]|cet|ed)|\s+-\s+(?=(?:Cet|Ed|\()|" + _TOWN + r")"
    )
    parts = [part for whole in re.split(dash, text) for part in re.split(r"\s*\.\s+-\s*(?=[A-Z(\[]|cet|ed)", whole)]
    found = [part.strip(" .") for part in parts]
    return [area for part in found if part for area in _unparted(part)]


_MOST_AREAS = 24  # three times as many as a description has


def _unparted(area: str) -> list[str]:
    """The areas of one in which marks before them were lost, in their order."""
    found: list[str] = []
    waiting = [area]
    while waiting and len(found) + len(waiting) < _MOST_AREAS:
        halves = _halves(waiting[-1])
        found += waiting[-1:] if not halves else ()
        waiting[-1:] = reversed(halves)
    return [*found, *reversed(waiting)]


def _halves(area: str) -> list[str]:
    """Two areas between which the mark before the edition or the imprint was lost: "... / Abdul Muis. Cet. 2. Jakarta :
    Balai Pustaka, 1928"; [] for what is one."""
    for mark, fits in ((_BEFORE_IMPRINT, is_imprint), (_BEFORE_EDITION, is_edition)):
        for place in mark.finditer(area):
            before, behind = area[: place.start()].strip(" .,;"), area[place.end() :].strip(" .,;")
            if before and fits(behind) and not re.match(rf"{_TOWN}\s*(?::|\Z)", before, re.IGNORECASE):
                return [before, behind]
    if (loose := _LOOSE_IMPRINT.search(area)) and (before := area[: loose.start()].strip()) and before[-1] not in ";:":
        return [before.strip(" .,;"), area[loose.start() :]]
    return []


# edition


def is_edition(area: str) -> bool:
    """Whether an area speaks of an edition or a printing rather than of a place."""
    plain = area.strip(" [(")
    return bool((_PRINTING.match(plain) or _EDITION.match(plain)) and not re.search(r"\s:\s", plain))


def edition(area: str) -> tuple[str, str]:
    """Edition and printing of "Ed. 2, cet. 3 / disunting oleh X"; a printing alone is no edition."""
    area = re.split(r"\s+/\s+", area)[0].strip(" .,;[]()")
    found = _PRINTING.search(area)
    if not found:
        return _abbreviated(area), ""
    rest = (area[: found.start()] + area[found.end() :]).strip(" .,;/()[]&-")
    return _abbreviated(rest), re.sub(r"\.(?=\d)", ". ", _capital(found[0].strip()))


def _abbreviated(text: str) -> str:
    return _capital(text) + ("." if re.search(r"\b(?:ed|rev|ilus|red)\Z", text, re.IGNORECASE) else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# publication


def is_imprint(area: str) -> bool:
    """Whether an area is "place : publisher, year"."""
    if " / " in area:
        return False
    return bool(
        _LOOSE_IMPRINT.match(area)
        or (_IMPRINT.match(area) and (re.search(rf"{_YEAR}\W*\Z", area) or re.match(_TOWN, area, re.IGNORECASE)))
    )


def imprint(area: str) -> dict[str, Any]:
    """Place, publisher, year. Of several places the first; "[S.l.]" and "[s.n.]" are nothing; year None where it is
    unknown."""
    found = _IMPRINT.match(area) or _LOOSE_IMPRINT.match(area)
    if not found:
        year = re.search(rf"(?<!\d){_YEAR}\W*\Z", area)
        place, _, publisher = area[: year.start() if year else None].partition(",")
        return {"place": _known(place), "publisher": _known(publisher), "year": _year(year[0] if year else "")}
    publisher = _NEXT_PLACE.split(found["publisher"])[0]
    return {
        "place": _known(re.split(r"\s*;\s*", found["place"])[0]),
        "publisher": _known(publisher),
        "year": _year(found["year"] or ""),
    }


_NEXT_PLACE = re.compile(r"\s*;\s*(?=[A-Z][\w ]+\s*:)|\s+:\s+")


def other_publishers(area: str) -> tuple[str, ...]:
    """A second publisher ("Yogyakarta : Bentang ; Jakarta : Mizan, 2006") as a note, since a Book has room for one."""
    found = _IMPRINT.match(area)
    return tuple(
        f"Penerbit lain: {other.strip(' .,')}" for other in (_NEXT_PLACE.split(found["publisher"])[1:] if found else ())
    )


def _known(text: str) -> str:
    plain = text.strip(" .,;:") + ("." if re.search(r"\b(?:[A-Z]\.[A-Z]|Inc|Ltd|Co)\.\W*\Z", text) else "")
    return "" if _UNKNOWN.match(plain) else plain.strip("[]")


def _year(text: str) -> int | None:
    found = re.search(r"(?:1[6-9]|20)\d\d", text)
    return int(found[0]) if found else None


# physical description

_PAGES = r"(?:h(?:lm|al(?:aman)?)|pages?|pp?|lembar|lbr)\b\.?"
_NUMBER = r"(?:\[\s*\d[\d.]{0,8}\s*\]|(?<!\d)\d{1,6}(?:\.\d{3})?|\.{2,9}|_{1,9}|\?{1,9}|-{2,9})"
_EXTENT = re.compile(
    rf"(?P<extent>(?:(?:\b[ivxlcdm]+\b|\[\s*[ivxlcdm\d]{{1,9}}\s*\]|\.{{2,9}}"
    rf"|\b\d{{1,3}}\b)\s*[,+;]\s*){{0,3}}{_NUMBER}?\s*{_PAGES}(?:\s*\(.*?\))?"
    rf"|(?:(?<!\d)\d{{1,6}}|\.{{2,9}}|<\d{{1,6}}(?:-\d{{1,6}})?>)\s*(?:jil(?:id)?|v|vol(?:ume)?|volumes)\b\.?(?:\s*\([^)]*\))?"
    rf"|\bjil(?:id)?\.?\s*<?\d*(?:-+\d*)?>?(?=\s*[;:]))"
    r"(?P<illus>\s*[:;,]?\s*(?:\b(?:ilus|ill?us|il|foto|gambar|gbr|peta|bagan|tab|diagr|potret|berwarna|color"
    r"|col)\w*\b[^;()\d-]*))?"
    r"(?P<size>[\s;:,.]*(?:(?P<a>\d{1,3}(?:[.,]\d+)?)\s*(?:cm|mm)?\s*[xX\u00d7*]\s*(?P<b>\d{1,3}(?:[.,]\d+)?)"
    r"|(?P<h>\d{1,3}(?:[.,]\d+)?)|[._?-]*)\s*(?P<unit>cm|mm)\b\.?)?"
    r"(?P<plus>\s*\+\s*(?:(?!\s[\dIVX]{1,3}\.\s)[^.;(])+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Physical:
    """Extent, illustrations, height in whole centimetres (rounded up, AACR2 2.5D1) and what goes with the book; where
    it stands."""

    extent: str = ""
    illustrations: str = ""
    height_cm: int | None = None
    plus: str = ""
    span: tuple[int, int] = field(default=(0, 0))
    odd_unit: str = ""


def find_physical(text: str) -> Physical | None:
    """The physical description in a text: pages or volumes with a number or a size. None where there is none."""
    found = [m for m in _EXTENT.finditer(text) if m["unit"] or re.search(r"\d", m["extent"])]
    match = next((m for m in found if m["unit"]), found[0] if found else None)
    if match is None:
        return None
    height, odd = _height(match)
    extent = re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"\s+", " ", match["extent"]).strip(" ,;"))
    extent = re.sub(r"(?<=[ivxlcdm\]]),(?=[\d\[])", ", ", extent)
    known = bool(re.search(r"\d", extent)) and "..." not in extent
    return Physical(
        extent=re.sub(r"\s*\+\s*", " + ", extent) if known else "", illustrations=_abbreviated_as_printed(match),
        height_cm=height,
        plus=(match["plus"] or "").strip(" +.,;"), span=match.span(), odd_unit=odd,
    )  # fmt: skip


def _abbreviated_as_printed(match: re.Match[str]) -> str:
    pictures = (match["illus"] or "").strip(" :;,")
    return pictures + "." if pictures and (match["size"] or "").startswith(".") else pictures.rstrip()


def _height(match: re.Match[str]) -> tuple[int | None, str]:
    """Indonesian publishers write width x height, cataloguers height alone: the larger is the height. Millimetres are
    told from centimetres by their size, since the unit is often wrong ("15.5 x 215 mm")."""
    sizes = [float(match[name].replace(",", ".")) for name in ("a", "b", "h") if match[name]]
    if not sizes:
        return None, ""
    height = max(sizes)
    in_mm = height > 70
    odd = (
        match["size"].strip(" ;:,")
        if in_mm != (match["unit"].casefold() == "mm") or (in_mm and min(sizes) < 40)
        else ""
    )
    return math.ceil(height / 10 if in_mm else height), odd


# title

_PART = re.compile(
    r"\s*[.,;:(\[-]\s*(?P<n>(?:jil(?:id)?|vol(?:ume)?|buku|bagian|juz|jus|no(?:mor)?"
    r"|seri\s+ke)\b\.?\s*(?:ke\b\s*-?\s*)?"
    rf"(?:\d{{1,3}}[A-Za-z]?|[IVXLC]+|{_SPELLED})(?!\w))[)\]]?\s*(?:[,:.]\s*(?P<part>.+))?\Z",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\s*\[(?:sumber elektronik|rekaman \w+|teks|buku|text|electronic resource|e-?book|bahan \w+)\]", re.IGNORECASE
)


def title(area: str) -> tuple[dict[str, Any], str]:
    """Title, subtitle, volume and part of the first area; and its statement of responsibility."""
    head, statement = _at_slash(_MEDIUM.sub("", area))
    head, _, parallel = head.partition(" = ")
    name, _, rest = head.partition(" : ") if " : " in head else _loosely(head)
    given: dict[str, Any] = {}
    if part := _PART.search(name):
        given |= {"volume": part["n"], "part_title": (part["part"] or "").strip(" .,")}
        name = name[: part.start()]
    elif part := _PART.search(rest):
        given["volume"] = part["n"]
        rest = f"{rest[: part.start()]}{': ' + part['part'] if part['part'] else ''}"
    given |= {"title": name.strip(" ,;:/.") + _stop(name), "subtitle": rest.strip(" ,;:/.")}
    if parallel:
        given["notes"] = (f"Judul paralel: {parallel.strip(' .')}",)
    return given, statement.strip(" ,")


def _stop(name: str) -> str:
    return "." if re.search(r"\b(?:[A-Z]\.)+[A-Z]\.\s*\Z", name) else ""


def _at_slash(area: str) -> tuple[str, str]:
    """ " / " begins the statement of responsibility; a tight stroke only where it is no part of a word ("SMP/MTs")."""
    for mark in (
        r"\s+/\s+",
        r"\s+/(?=\S)|(?<=\S)/\s+",
        r"\s+(?=(?:oleh|karya|disusun oleh|karangan)\s+[A-Z])",
        r"\s+[|\\]\s+",
        r"(?<=[a-z.)])/(?=[A-Z])",
    ):
        pieces = re.split(mark, area, maxsplit=1)
        if len(pieces) == 2 and pieces[0].strip():
            return pieces[0], pieces[1]
    return area, ""


def _loosely(head: str) -> tuple[str, str, str]:
    found = re.search(r"\s?:(?=\s)|\s:(?=\S)", head)
    return (head[: found.start()], ":", head[found.end() :]) if found else (head, "", "")


# series and notes

_SERIES = re.compile(r"\s*[.,]?\s*(?:--)?\s*\(\s*(?P<series>[^()]*(?:\([^()]*\)[^()]*)*?)\s*\)\s*\.?")
_SERIES_WORD = re.compile(r"\s*(?:--)?\s*(?P<series>Seri(?:es)?\s*:?\s+[^.;]+(?:\s*;\s*[\w. ]+?)?)\s*(?:\.|\Z)")
# The words that begin a note of their own.
_NOTE = re.compile(
    r"(?<=[\s.])(?=(?:Bibliografi|Bibl\.|Indeks|Index|Glosarium|Daftar pustaka|Lampiran|Includes|Contents|Catatan"
    r"|Judul (?:asli|sampul|punggung|kulit)|Termasuk|Berisi|Isi\s*:|Mencakup|Memuat"
    r"|Terjemahan (?:dari|dr)|Diterjemahkan dari"
    rf"|Untuk (?:(?i:{words_pattern()})|anak|remaja))\b)"
)


def split_off_series(text: str) -> tuple[str, str]:
    """The series that stands in brackets behind the size, and the text without it."""
    found = _SERIES.match(text) or _SERIES.search(text) or _SERIES_WORD.match(text)
    if not found or not re.search(r"[^\W\d_]{3}", found["series"]):
        return "", text
    return found["series"].strip(" .,;"), f"{text[: found.start()]} -- {text[found.end() :]}"


def notes(text: str) -> tuple[str, ...]:
    """What stands between the size and the subjects, note by note."""
    found = [piece.strip(" .,;-") for area in re.split(r"\s*\.?\s*--+\s*", text) for piece in _NOTE.split(f" {area}")]
    return tuple(piece for piece in found if re.search(r"[^\W\d_]{2}", piece))
