"""Book -> fields, one profile a target system.

``indomarc``: MARC 21 with RDA fields as Perpusnas asks for; ``koha``: the same with items in 952;
``slims`` and ``inlislite``: what their importers really read (docs/marc.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from types import MappingProxyType

from koleksi import isbn as numbers
from koleksi import names
from koleksi._marc_fields import Field, Raw
from koleksi._marc_parse import ROLES, parse, responsibility
from koleksi.book import Book, Copy
from koleksi.errors import UsageError

__all__ = ["PROFILES", "Options", "build", "build_all"]

PROFILES = ("indomarc", "koha", "slims", "inlislite")
_LEADER = "00000nam a2200000 i 4500"
_LEADER_AACR = "00000nam a2200000 a 4500"
_ARTICLES = MappingProxyType({"eng": ("the ", "a ", "an "), "dut": ("de ", "het ", "een "), "ger": ("der ", "die ", "das ", "ein "), "fre": ("le ", "la ", "les ", "l'", "un ", "une ")})
_CHILDREN = ("anak", "sd", "tk", "paud", "juvenile", "children")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a library adds to its records. ``date``: ISO day on which the records were made."""

    org: str = ""
    policy: str = "last"
    library: str = ""
    date: str = "2000-01-01"
    branch: str = "MAIN"
    item_type: str = "BK"
    collection: str = ""


def build(book: Book, copies: Sequence[Copy], profile: str, options: Options) -> Raw:
    """The record of a book. Raises UsageError for an unknown profile."""
    return build_all(book, copies, (profile,), options)[profile]


def build_all(book: Book, copies: Sequence[Copy], profiles: Sequence[str], options: Options) -> dict[str, Raw]:
    """The records of a book by several profiles; what they share is made once. Raises UsageError."""
    if unknown := set(profiles) - set(PROFILES):
        raise UsageError(f"{sorted(unknown)[0]!r}: pilih / choose {', '.join(PROFILES)}")
    common = _common(book, options) if set(profiles) != {"slims"} else []
    return {profile: _MAKERS[profile](book, copies, common, options) for profile in profiles}


def _make_indomarc(book: Book, copies: Sequence[Copy], common: list[Field], options: Options) -> Raw:
    fields = [*common, *_rda(book), *(field for copy in copies for field in _holding(copy, options))]
    raw = Raw(_LEADER, tuple(_sorted(fields)))
    rest = _not_said(book, raw)
    return Raw(_LEADER, tuple(_sorted([*raw.fields, rest]))) if rest else raw


def _make_koha(book: Book, copies: Sequence[Copy], common: list[Field], options: Options) -> Raw:
    return Raw(_LEADER, tuple(_sorted([*common, *_rda(book), *_koha(copies, options)])))


def _make_slims(book: Book, copies: Sequence[Copy], common: list[Field], options: Options) -> Raw:
    return Raw(_LEADER_AACR, tuple(_sorted(_slims(book, options))))


def _make_inlislite(book: Book, copies: Sequence[Copy], common: list[Field], options: Options) -> Raw:
    numbers_: list[Field] = [("990", "  ", (("a", copy.accession),)) for copy in copies if copy.accession]
    return Raw(_LEADER_AACR, tuple(_sorted([*common, *_imprint_260(book), *numbers_])))


_MAKERS = MappingProxyType({"indomarc": _make_indomarc, "koha": _make_koha, "slims": _make_slims, "inlislite": _make_inlislite})


def _sorted(fields: Sequence[Field]) -> list[Field]:
    return sorted(fields, key=lambda field: field[0])


def _not_said(book: Book, raw: Raw) -> Field | None:
    """What MARC's fields cannot say exactly (a name with its degrees, say) goes into 887, non-MARC information."""
    read, _ = parse(raw)
    if read == book:
        return None
    ours, theirs = asdict(book), asdict(read)
    other = {name: value for name, value in ours.items() if value != theirs[name]}
    return ("887", "  ", (("a", json.dumps(other, ensure_ascii=False, sort_keys=True)), ("2", "koleksi")))


def _common(book: Book, options: Options) -> list[Field]:
    """The fields that all but SLiMS share."""
    fields: list[Field] = [*_control(book, options), *_isbns(book)]
    if book.issn:
        fields.append(("022", "  ", (("a", book.issn),)))
    agency = (("a", options.org),) if options.org else ()
    fields.append(("040", "  ", (*agency, ("b", "ind"), ("e", "rda"))))
    if book.language:
        original = (("h", book.original_language),) if book.original_language else ()
        fields.append(("041", "1 " if original else "0 ", (("a", book.language), *original)))
    if book.ddc and not book.ddc.startswith("2X"):
        fields.append(("082", "04", (("a", book.ddc), ("2", "23"))))
    if book.call_number:
        fields.append(("084", "  ", (("a", book.call_number),)))
    fields += _names(book, options.policy)
    fields.append(_title(book))
    fields += [("250", "  ", (("a", text),)) for text in (book.edition, book.printing) if text]
    if book.series:
        fields.append(("490", "0 ", (("a", book.series),)))
    fields += [("500", "  ", (("a", note),)) for note in book.notes]
    fields += [(tag, ind, (("a", text),)) for tag, ind, text in (("520", "  ", book.summary), ("521", "  ", book.audience)) if text]
    fields += [("650", " 4", (("a", subject),)) for subject in book.subjects]
    return fields


def _control(book: Book, options: Options) -> list[Field]:
    day = options.date.replace("-", "")
    fields: list[Field] = [("001", book.record_id, ())] if book.record_id else []
    if options.org:
        fields.append(("003", options.org, ()))
    fields += [("005", f"{day}000000.0", ()), ("007", "ta", ()), ("008", _fixed(book, day), ())]
    return fields


def _fixed(book: Book, day: str) -> str:
    """008 for books, 40 positions (MARC 21 Format for Bibliographic Data, 008 Books)."""
    date = f"s{book.year:04d}    " if book.year else "nuuuuuuuu"
    country = "io " if book.language in ("ind", "jav", "sun", "ban", "mad", "min") or not book.language else "xx "
    pictures = "a   " if book.illustrations else "    "
    young = "j" if any(word in book.audience.casefold() for word in _CHILDREN) else " "
    fiction = "1" if len(book.ddc) > 2 and book.ddc[0] == "8" and book.ddc[2] == "3" else "0"
    return f"{day[2:8]}{date}{country}{pictures}{young}      000 {fiction} {book.language[:3] or 'ind'} d"


def _isbns(book: Book) -> list[Field]:
    fields: list[Field] = []
    for n, number in enumerate(filter(None, (book.isbn, *book.other_isbns))):
        qualifier = (("q", book.isbn_qualifier),) if book.isbn_qualifier and not n else ()
        fields.append(("020", "  ", (("a", numbers.hyphenate(number) or number), *qualifier)))
    fields += [("020", "  ", (("z", wrong),)) for wrong in book.wrong_isbns]
    return fields


def _names(book: Book, policy: str) -> list[Field]:
    fields = [_name(name, policy, "1" if n == 0 else "7", "pengarang", names.is_corporate(name)) for n, name in enumerate(book.authors)]
    fields += [_name(c.name, policy, "7", ROLES.get(c.role, c.role), c.corporate or names.is_corporate(c.name)) for c in book.contributors]
    return fields


@lru_cache(maxsize=8192)
def _name(name: str, policy: str, block: str, role: str, corporate: bool) -> Field:
    role_field = (("e", role),) if role else ()
    if corporate:
        return (f"{block}10", "2 ", (("a", name), *role_field))
    entry = names.heading(name, policy)
    return (f"{block}00", "1 " if "," in entry else "0 ", (("a", entry), *role_field))


def _title(book: Book) -> Field:
    said = book.responsibility or responsibility(book)
    parts = [("a", book.title or "[tanpa judul]")]
    for code, text, mark in (("n", book.volume, "."), ("p", book.part_title, "," if book.volume else "."), ("b", book.subtitle, " :"), ("c", said, " /")):
        if text:
            parts[-1] = (parts[-1][0], parts[-1][1] + mark)
            parts.append((code, text))
    return ("245", f"{1 if book.authors else 0}{_non_filing(book)}", tuple(parts))


def _non_filing(book: Book) -> int:
    """The number of characters of an initial article, by the language of the title."""
    low = book.title.casefold()
    return next((len(article) for article in _ARTICLES.get(book.language, ()) if low.startswith(article)), 0)


def _imprint(book: Book) -> tuple[tuple[str, str], ...]:
    parts: list[tuple[str, str]] = []
    for code, text, mark in (("a", book.place, ""), ("b", book.publisher, " :"), ("c", str(book.year or ""), ",")):
        if text:
            if parts:
                parts[-1] = (parts[-1][0], parts[-1][1] + mark)
            parts.append((code, text))
    return tuple(parts)


def _physical(book: Book) -> list[Field]:
    parts: list[tuple[str, str]] = []
    size = f"{book.height_cm} cm" if book.height_cm else ""
    for code, text, mark in (("a", book.extent, ""), ("b", book.illustrations, " :"), ("c", size, " ;")):
        if text:
            if parts:
                parts[-1] = (parts[-1][0], parts[-1][1] + mark)
            parts.append((code, text))
    return [("300", "  ", tuple(parts))] if parts else []


_CARRIERS: tuple[Field, ...] = (
    ("336", "  ", (("a", "teks"), ("b", "txt"), ("2", "rdacontent"))),
    ("337", "  ", (("a", "tanpa perantara"), ("b", "n"), ("2", "rdamedia"))),
    ("338", "  ", (("a", "volume"), ("b", "nc"), ("2", "rdacarrier"))),
)


def _rda(book: Book) -> list[Field]:
    imprint = _imprint(book)
    return [*([("264", " 1", imprint)] if imprint else []), *_physical(book), *_CARRIERS]


def _imprint_260(book: Book) -> list[Field]:
    imprint = _imprint(book)
    return [*([("260", "  ", imprint)] if imprint else []), *_physical(book)]


# copies

COPY_CODES = (
    ("accession", "a"), ("barcode", "b"), ("call_number", "c"), ("received", "d"), ("location", "l"), ("condition", "k"),
    ("source", "s"), ("source_name", "n"), ("currency", "u"), ("note", "z"),
)  # fmt: skip


def _holding(copy: Copy, options: Options) -> list[Field]:
    """852 for other systems, 990 (nomor induk, INLISLite's practice) with all that is known of the copy."""
    parts = [(code, value) for name, code in COPY_CODES if (value := getattr(copy, name)) and (name, value) != ("currency", "IDR")]
    if copy.price is not None:
        parts.append(("p", str(copy.price)))
    parts.append(("t", str(copy.number)))
    place = (("a", options.org or options.library),) if options.org or options.library else ()
    shelf = tuple((code, value) for code, value in (("b", copy.location), ("h", copy.call_number), ("p", copy.barcode)) if value)
    return [("852", "  ", (*place, *shelf, ("t", str(copy.number)))), ("990", "  ", tuple(parts))]


def _koha(copies: Sequence[Copy], options: Options) -> list[Field]:
    """942 and 952 of Koha's default MARC 21 framework."""
    fields: list[Field] = [("942", "  ", (("2", "ddc"), ("c", options.item_type)))]
    for copy in copies:
        parts = [("2", "ddc"), ("a", options.branch), ("b", options.branch)]
        known = (
            ("8", options.collection), ("c", copy.location), ("d", copy.received), ("e", copy.source_name or copy.source),
            ("g", str(copy.price) if copy.price is not None else ""), ("i", copy.accession), ("o", copy.call_number),
            ("p", copy.barcode), ("t", str(copy.number)), ("y", options.item_type), ("z", copy.note),
        )  # fmt: skip
        fields.append(("952", "  ", (*parts, *((code, value) for code, value in known if value))))
    return fields


def _slims(book: Book, options: Options) -> list[Field]:
    """Only what SLiMS's MARC import reads, in the subfield it reads it from, without ISBD punctuation."""
    fields: list[Field] = [f for f in _control(book, options) if f[0] in ("001", "005", "008")]
    if book.isbn:
        fields.append(("020", "  ", (("a", book.isbn),)))
    if book.issn:
        fields.append(("022", "  ", (("a", book.issn),)))
    if book.ddc:
        fields.append(("082", "04", (("a", book.ddc),)))
    whole = " ".join(filter(None, (book.title or "[tanpa judul]", book.volume, book.part_title)))
    title = f"{whole} : {book.subtitle}" if book.subtitle else whole
    said = book.responsibility or responsibility(book)
    fields.append(("245", f"{1 if book.authors else 0}{_non_filing(book)}", (("a", title), *((("c", said),) if said else ()))))
    edition = " ".join(filter(None, (book.edition, book.printing)))
    imprint = tuple((code, text) for code, text in (("a", book.place), ("b", book.publisher), ("c", str(book.year or ""))) if text)
    size = f"{book.height_cm} cm" if book.height_cm else ""
    collation = " ; ".join(filter(None, (" : ".join(filter(None, (book.extent, book.illustrations))), size)))
    fields += [(tag, "  ", (("a", text),)) for tag, text in (("250", edition), ("300", collation), ("440", book.series)) if text]
    if imprint:
        fields.append(("260", "  ", imprint))
    notes = " ".join(filter(None, (*book.notes, book.summary)))
    if notes:
        fields.append(("500", "  ", (("a", notes),)))
    fields += [("650", " 4", (("a", subject),)) for subject in book.subjects]
    fields += [(tag, ind, subfields[:1]) for tag, ind, subfields in _names(book, options.policy)]
    return fields
