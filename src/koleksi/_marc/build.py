"""Book -> fields, one profile a target system.

``indomarc``: MARC 21 with RDA fields as Perpusnas asks for; ``koha``: the same with items in 952 and
plain ISBNs;
``slims`` and ``inlislite``: what their importers really read (docs/marc.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from koleksi import isbn as numbers
from koleksi import names
from koleksi._marc.carried import carried_notes, restored
from koleksi._marc.exact import says_exactly
from koleksi._marc.fields import Field, Raw
from koleksi._marc.fixed import fixed_field, fixed_field_of_serial, non_filing
from koleksi._marc.holdings import holdings, is_serial, koha_items
from koleksi._marc.isbn_form import hyphenated, plain
from koleksi._marc.issues import in_words, issues, links_in
from koleksi._marc.parse import parse
from koleksi._marc.people import responsibility
from koleksi._marc.title_parts import parts_of_title
from koleksi._terms.book_json import values_of
from koleksi._terms.roles import term
from koleksi._terms.three_bytes import replaced
from koleksi._terms.untitled import UNTITLED, title_and_part
from koleksi.book import Book, Copy, Text
from koleksi.errors import UsageError

__all__ = ["PROFILES", "Options", "build", "build_all", "made_of"]

PROFILES = ("indomarc", "koha", "slims", "inlislite")
_LEADER = "00000nam a2200000 i 4500"  # language material, monograph, ISBD with RDA fields
_SERIAL = 7  # leader/07: "s" for a periodical, "m" for a monograph
_LEADER_AACR = "00000nam a2200000 a 4500"
_LEADER_PLAIN = "00000nam a2200000   4500"  # without ISBD punctuation
_TOLD = tuple(name for name in Book.__slots__ if name not in ("sources", "marc_fields"))  # of what a person typed
_tag = itemgetter(0)

Parts = Iterable[tuple[str, str, str]]  # subfield code, text, the ISBD mark before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a library adds to its records.

    ``org``: MARC organisation code (003, 040, 852); ``policy``: of author headings (``names.POLICIES``);
    ``library``: its name, for 852 where there is no code; ``date``: ISO day on which the records were made;
    ``branch``, ``item_type``, ``collection``: Koha's codes, which must exist there.
    """

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
        name, known = sorted(unknown)[0], ", ".join(PROFILES)
        raise UsageError(
            Text(f"profil {name!r} tidak dikenal; pilih {known}", f"unknown profile {name!r}; choose {known}")
        )
    before = links_in(book.marc_fields) if is_serial(copies) else 0
    shared = _shared(book, copies, options, before) if set(profiles) != {"slims"} else _NOTHING
    made = {profile: _MAKERS[profile](book, copies, shared, options) for profile in profiles}
    return {profile: _as_serial(raw) for profile, raw in made.items()} if is_serial(copies) else made


class _Shared(NamedTuple):
    """The fields that the profiles share: as typed, and with the parts of the title in fields of their own.

    ``names_parts``: whether the title as typed names parts; ``people``: the fields of its names.
    """

    typed: list[Field]
    parted: list[Field]
    names_parts: bool
    people: list[Field]


_NOTHING = _Shared([], [], False, [])


def _shared(book: Book, copies: Sequence[Copy], options: Options, before: int) -> _Shared:
    people = _names(book, options.policy)
    typed = _common(book, copies, people, options, before)
    parted = _parted(book)
    if parted is book or is_serial(copies):
        return _Shared(typed, typed, parted is not book, people)
    return _Shared(typed, _common(parted, copies, people, options), True, people)


def _parted(book: Book) -> Book:
    """The book with the parts that its title names in their fields; one that a record described says what that said."""
    parts = {} if book.marc_fields else parts_of_title(book)
    return book.but(**parts) if parts else book


def _as_serial(raw: Raw) -> Raw:
    return Raw(f"{raw.leader[:_SERIAL]}s{raw.leader[_SERIAL + 1 :]}", raw.fields)


def _indomarc(book: Book, copies: Sequence[Copy], shared: _Shared, options: Options) -> Raw:
    fields = [*shared.parted, _agency(options, "rda"), *_rda(book), *holdings(copies, options.org or options.library)]
    raw = Raw(_LEADER, tuple(sorted(fields, key=_tag)))
    exact = not shared.names_parts and says_exactly(book, shared.people)
    rest = None if exact else _not_said(book, raw)
    whole = Raw(_LEADER, tuple(sorted([*fields, rest], key=_tag))) if rest else raw
    return hyphenated(restored(whole, book.marc_fields, options.org)) if book.marc_fields else whole


def made_of(book: Book, copies: Sequence[Copy] = (), before: int = 0) -> Raw:
    """The record that MARC's own fields make of what a Book itself says, without its copies. ``copies``: say whether it
    is a periodical, and which issues there are; ``before``: how many patterns of issues the record has of others."""
    options = Options()
    people = _names(book, options.policy)
    raw = Raw(_LEADER, (*_common(book, copies, people, options, before), _agency(options, "rda"), *_rda(book)))
    return _as_serial(raw) if is_serial(copies) else raw


def _koha(book: Book, copies: Sequence[Copy], shared: _Shared, options: Options) -> Raw:
    items = koha_items(copies, branch=options.branch, item_type=options.item_type, collection=options.collection)
    made = Raw(_LEADER, tuple(sorted([*shared.parted, _agency(options, "rda"), *_rda(book), *items], key=_tag)))
    return plain(restored(made, book.marc_fields, options.org))


def _inlislite(book: Book, copies: Sequence[Copy], shared: _Shared, options: Options) -> Raw:
    """As typed: INLISLite takes records of one 245 $a and imprint for the same book."""
    imprint = _imprint(book)
    fields = [
        *in_words(shared.typed), _agency(options, ""), *([("260", "  ", imprint)] if imprint else []), *_physical(book),
    ]  # fmt: skip
    fields += [("990", "  ", (("a", copy.accession),)) for copy in copies if copy.accession]
    return restored(Raw(_LEADER_AACR, tuple(sorted(fields, key=_tag))), book.marc_fields, options.org)


def _not_said(book: Book, raw: Raw) -> Field | None:
    """What MARC's fields cannot say exactly (a name with its degrees, say) goes into 887, non-MARC information."""
    read, _ = parse(raw)
    changed = [name for name in _TOLD if getattr(book, name) != getattr(read, name)]
    if not changed:
        return None
    other = values_of(book, changed)
    if "authors" in other or "contributors" in other:
        other["responsibility"] = book.responsibility  # read with other names, 245 $c may say another thing
    return ("887", "  ", (("a", json.dumps(other, ensure_ascii=False, sort_keys=True)), ("2", "koleksi")))


# fields that all but SLiMS share


def _common(
    book: Book, copies: Sequence[Copy], people: Sequence[Field], options: Options, before: int = 0
) -> list[Field]:
    fields = [*_control(book, copies, options), *_isbns(book)]
    if book.issn:
        fields.append(("022", "  ", (("a", book.issn),)))
    if book.language:
        original = (("h", book.original_language),) if book.original_language else ()
        fields.append(("041", "1 " if original else "0 ", (("a", book.language), *original)))
    if book.ddc:
        fields.append(_class(book.ddc))
    if book.call_number:
        fields.append(("084", "  ", (("a", book.call_number),)))
    fields += people
    fields.append(_title(book))
    fields += [("250", "  ", (("a", text),)) for text in (book.edition, book.printing) if text]
    if book.series:
        fields.append(("490", "0 ", _punctuated((("a", book.series, ""), ("v", book.series_number, " ;")))))
    fields += [("500", "  ", (("a", note),)) for note in book.notes]
    fields += [(tag, "  ", (("a", text),)) for tag, text in (("520", book.summary), ("521", book.audience)) if text]
    fields += [("650", " 4", (("a", subject),)) for subject in book.subjects]
    return fields + issues(copies, before)


def _control(book: Book, copies: Sequence[Copy], options: Options) -> list[Field]:
    day = options.date.replace("-", "")[:8].ljust(8, "0")
    fields: list[Field] = [("001", book.record_id, ())] if book.record_id else []
    if options.org:
        fields.append(("003", options.org, ()))
    fields += [("005", f"{day}000000.0", ()), ("007", "ta", ()), ("008", _fixed(book, copies, day), ())]
    return fields


def _fixed(book: Book, copies: Sequence[Copy], day: str) -> str:
    return fixed_field_of_serial(book, day) if is_serial(copies) else fixed_field(book, day)


def _agency(options: Options, rules: str) -> Field:
    org = (("a", options.org),) if options.org else ()
    maker = (("c", options.org),) if options.org else ()
    return ("040", "  ", (*org, ("b", "ind"), *maker, *((("e", rules),) if rules else ())))


def _isbns(book: Book) -> list[Field]:
    fields: list[Field] = []
    for n, number in enumerate(filter(None, (book.isbn, *book.other_isbns))):
        qualifier = (("q", book.isbn_qualifier),) if book.isbn_qualifier and not n else ()
        fields.append(("020", "  ", (("a", numbers.hyphenate(number) or number), *qualifier)))
    fields += [("020", "  ", (("z", wrong),)) for wrong in book.wrong_isbns]
    return fields


def _class(number: str) -> Field:
    """082: DDC 23, or the Indonesian 2X numbers for Islam, which are no DDC and say so."""
    if number.startswith("2X"):
        return ("082", "7 ", (("a", number), ("2", "islam")))
    return ("082", "04", (("a", number), ("2", "23")))


def _names(book: Book, policy: str) -> list[Field]:
    fields = [
        _name(name, policy, f"{'7' if n else '1'}{_kind(book, name)}", term("author"))
        for n, name in enumerate(book.authors)
    ]
    fields += [_name(c.name, policy, f"7{_kind(book, c.name, c.corporate)}", term(c.role)) for c in book.contributors]
    return fields


def _kind(book: Book, name: str, body: bool = False) -> str:
    """The second and third digit of a name's tag: of a person, a body or a meeting."""
    if name in book.meetings:
        return "11"
    return "10" if body or name in book.bodies or names.is_corporate(name) else "00"


@lru_cache(maxsize=1024)
def _name(name: str, policy: str, tag: str, role: str) -> Field:
    role_field = ((("j" if tag.endswith("11") else "e"), role),) if role else ()
    if not tag.endswith("00"):
        return (tag, "2 ", (("a", name), *role_field))
    entry = names.heading(name, policy)
    return (tag, "1 " if "," in entry else "0 ", (("a", entry or name), *role_field))


# description


def _punctuated(parts: Parts) -> tuple[tuple[str, str], ...]:
    """Subfields with the ISBD mark of each one written at the end of the one before it."""
    made: list[tuple[str, str]] = []
    for code, text, mark in parts:
        if text:
            if made:
                made[-1] = (made[-1][0], made[-1][1] + mark)
            made.append((code, text))
    return tuple(made)


def _title(book: Book) -> Field:
    said = book.responsibility or responsibility(book.authors, book.contributors)
    part_mark = "," if book.volume else "."
    made = _punctuated(
        (
            ("a", book.title or UNTITLED, ""), ("n", book.volume, "."), ("p", book.part_title, part_mark),
            ("b", book.subtitle, " :"), ("c", said, " /"),
        )
    )  # fmt: skip
    code, last = made[-1]
    if last[-1] not in ".?!":  # field 245 ends with a full stop (MARC::Lint, LC practice)
        made = (*made[:-1], (code, f"{last}."))
    return ("245", f"{1 if book.authors else 0}{non_filing(book)}", made)


def _imprint(book: Book) -> tuple[tuple[str, str], ...]:
    return _punctuated((("a", book.place, ""), ("b", book.publisher, " :"), ("c", str(book.year or ""), ",")))


def _physical(book: Book) -> list[Field]:
    made = _punctuated((("a", book.extent, ""), ("b", book.illustrations, " :"), ("c", _size(book), " ;")))
    return [("300", "  ", made)] if made else []


def _size(book: Book) -> str:
    return f"{book.height_cm} cm" if book.height_cm else ""


_CARRIERS: tuple[Field, ...] = (
    ("336", "  ", (("a", "teks"), ("b", "txt"), ("2", "rdacontent"))),
    ("337", "  ", (("a", "tanpa perantara"), ("b", "n"), ("2", "rdamedia"))),
    ("338", "  ", (("a", "volume"), ("b", "nc"), ("2", "rdacarrier"))),
)


def _rda(book: Book) -> list[Field]:
    imprint = _imprint(book)
    return [*([("264", " 1", imprint)] if imprint else []), *_physical(book), *_CARRIERS]


# SLiMS


def _slims(book: Book, copies: Sequence[Copy], shared: _Shared, options: Options) -> Raw:
    """Only what SLiMS's MARC import reads, in the subfield it reads it from, without ISBD punctuation."""
    said = book.responsibility or responsibility(book.authors, book.contributors)
    whole = title_and_part(book)
    title = f"{whole} : {book.subtitle}" if book.subtitle else whole
    series = " ; ".join(filter(None, (book.series, book.series_number)))
    pictured = " : ".join(filter(None, (book.extent, book.illustrations)))
    imprint = tuple(
        [(code, text) for code, text in (("a", book.place), ("b", book.publisher), ("c", str(book.year or ""))) if text]
    )
    single = (
        ("020", book.isbn), ("022", book.issn), ("250", " ".join(filter(None, (book.edition, book.printing)))),
        ("300", " ; ".join(filter(None, (pictured, _size(book))))), ("440", series),
        ("500", " ".join(filter(None, (*book.notes, book.summary, *carried_notes(book))))),
    )  # fmt: skip
    fields: list[Field] = [field for field in _control(book, copies, options) if field[0] in ("001", "005", "008")]
    fields += [(tag, " 0" if tag == "440" else "  ", (("a", text),)) for tag, text in single if text]
    if book.ddc:
        fields.append(("082", "04", (("a", book.ddc),)))
    fields.append(
        ("245", f"{1 if book.authors else 0}{non_filing(book)}", (("a", title), *((("c", said),) if said else ())))
    )
    if imprint:
        fields.append(("260", "  ", imprint))
    fields += [("650", " 4", (("a", subject),)) for subject in book.subjects]
    fields += [(tag, ind, subfields[:1]) for tag, ind, subfields in _names(book, options.policy)]
    return Raw(_LEADER_PLAIN, tuple(_in_three_bytes(field) for field in sorted(fields, key=_tag)))


def _in_three_bytes(field: Field) -> Field:
    """SLiMS drops a record with a character that its tables cannot hold."""
    tag, indicators, subfields = field
    return (tag, replaced(indicators), tuple((code, replaced(text)) for code, text in subfields))


_MAKERS = MappingProxyType({"indomarc": _indomarc, "koha": _koha, "slims": _slims, "inlislite": _inlislite})
