"""What a record says beyond the Book made of it: kept beside the Book when it is read, put back when it is written.

A field that a Book has no place for is carried as it is. One that says more of a fact than the Book does (100 $d, the
scheme of a subject, the colon of 245 $b that was an equals sign) stands in the place of the field made of that fact,
as long as both say the same; where the fact was changed since, the new one stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import lru_cache

from koleksi._marc.fields import Field, Raw, damaged_tags, is_control, with_whole_codes
from koleksi._marc.said import SAID_IN, TELLING, facts, group, is_class_mark, says_as_much
from koleksi._marc.xml_write import text_of
from koleksi._terms.language import is_code
from koleksi._terms.problems import problem
from koleksi.book import Book, MarcField, Problem

__all__ = ["carried_notes", "cut_short", "not_carried", "not_held", "restored", "unsaid"]

_LEADER = "LDR"
_NEVER = frozenset({"005", "852", "952"})  # the day of the record's last change; copies, told by a Copy
_OURS_AS_A_WHOLE = frozenset({"003", "007", "336", "337", "338", "942"})  # a record that has its own gets none of ours
_CARRIERS = frozenset({"336", "337", "338"})
_OF_TEXT = _CARRIERS | {"007"}
_ONCE = frozenset({"003", "008", "010", "018", "036", "038", "040", "042", "043", "044", "045", "066", "100", "110",
                   "111", "130", "240", "243", "245", "254", "256", "263", "306", "357", "507", "514"})  # fmt: skip
_ADMINISTRATIVE = frozenset(
    {_LEADER, "003", "006", "007", "008", "040", "336", "337", "338", "942"}
)  # of the record alone
_REMOVED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"[0-9A-Za-z]{3}")
_TAGS = re.compile(r"(?:[0-9A-Za-z]{3}(?: |\Z))*")


# reading


def unsaid(given: Raw, made: Raw) -> tuple[MarcField, ...]:
    """What of the record ``given`` the record ``made`` of its Book does not say; by tag."""
    whole = _clean(given)
    accessions = _accessions(whole)
    fields = [field for field in whole if _is_carried(field) and field not in accessions]
    kept = _leader(given.leader, made.leader)
    open_ = _by_group(made.fields, _incomplete(fields, made.fields, _is_no_text(kept)))
    ours = _agency_is_ours(whole, made.fields)
    for field in _not_exactly(fields, open_):
        if is_control(field[0]):
            kept += _control(field, made, ours)
        elif field[0] == "040":
            kept += [MarcField(*field)] if ours is None else []
        else:
            kept += _data(field, open_)
    return tuple(sorted(kept, key=_place))


def _place(one: MarcField) -> tuple[bool, str, bool]:
    return one.tag != _LEADER, one.tag, not one.fuller


def _by_group(fields: Sequence[Field], without: Container[str]) -> dict[str, list[Field]]:
    """The fields made of the Book that may answer those of the record, by what they speak of."""
    open_: dict[str, list[Field]] = {}
    for field in fields:
        if field[0] not in without:
            open_.setdefault(group(field[0]), []).append(field)
    return open_


def _not_exactly(fields: Sequence[Field], open_: dict[str, list[Field]]) -> list[Field]:
    """The fields of which none was made to the letter; those that were have their answer."""
    rest: list[Field] = []
    for field in fields:
        made = open_.get(group(field[0]), ())
        if isinstance(made, list) and field in made:
            made.remove(field)
        else:
            rest.append(field)
    return rest


def not_carried(given: Raw) -> tuple[Problem, ...]:
    """What of a record is too damaged to be written again: a tag that is none, a fixed field that is cut."""
    tags = [tag for tag, _, _ in given.fields]
    bad = [] if _TAGS.fullmatch(" ".join(tags)) else [tag for tag in dict.fromkeys(tags) if not _is_tag(tag)]
    told = tuple(problem("marc-field-lost", column=ascii(tag)[1:-1], value=ascii(tag)) for tag in bad)
    return (*told, *cut_short(_of("008", given.fields))) if "008" in tags else told


def cut_short(fixed: Sequence[Field]) -> tuple[Problem, ...]:
    """A fixed field, 008, that has not its 40 characters: what stands in it where cannot be said."""
    if len(fixed) == 1 and len(fixed[0][1]) == 40:
        return ()  # as in nearly every record
    cut = [data for _, data, _ in fixed if len(data) != 40]
    return tuple([problem("008-length", column="008", value=data, length=len(data)) for data in cut])


def _clean(raw: Raw) -> Sequence[Field]:
    """The fields without what no format can carry; every blank stays, for control fields count them."""
    text = text_of(raw)
    fields = raw.fields
    if damaged_tags(fields):
        fields = tuple(map(with_whole_codes, fields))
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return fields
    return [
        (tag, _text(data), tuple([(code, _text(value)) for code, value in subfields]))
        for tag, data, subfields in fields
    ]


def _text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _REMOVED.sub("", _SURROGATE.sub("\ufffd", text)))


def _is_carried(field: Field) -> bool:
    tag, data, subfields = field
    if tag in _NEVER or not _is_tag(tag) or tag == "887" and ("2", "koleksi") in subfields:
        return False
    return data != "" if is_control(tag) else any(value.strip() for _, value in subfields)


@lru_cache(maxsize=1024)
def _is_tag(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None


def _accessions(fields: Sequence[Field]) -> set[Field]:
    """The 990s that hold accession numbers (ours, INLISLite's), which are told by a Copy, and not a library's notes."""
    found = _of("990", fields)
    ours = {field for field in found if any(code == "t" for code, _ in field[2])}
    plain = all(code == "a" for field in found for code, _ in field[2]) and not _of("952", fields)
    return set(found) if plain else ours


def _agency_is_ours(given: Sequence[Field], made: Sequence[Field]) -> str | None:
    """The organisation for which this program made the record ("" for none named), None where others made it: its
    carriers and its 040 are those that are written here, to the letter."""
    agency = _of("040", given)
    if len(agency) != 1 or not any(field in given for field in made if field[0] in _CARRIERS):
        return None
    by_code = dict(agency[0][2])
    plain = set(by_code) <= set("abce") and len(by_code) == len(agency[0][2])
    same = by_code.get("a") == by_code.get("c") and by_code.get("b") == "ind" and by_code.get("e", "rda") == "rda"
    return by_code.get("a", "") if plain and same else None


def _incomplete(given: Sequence[Field], made: Sequence[Field], no_text: bool) -> set[str]:
    """The tags of which all fields made give way as a whole, for the record has more of them."""
    own = {field[0] for field in given} & _OURS_AS_A_WHOLE
    differ = {tag for tag in own if _of(tag, given) != _of(tag, made)}
    return differ | _OF_TEXT if no_text else differ


def _of(tag: str, fields: Sequence[Field]) -> list[Field]:
    return [field for field in fields if field[0] == tag]


def _leader(given: str, made: str) -> list[MarcField]:
    """Kind of material, level and encoding of the record, where it says them."""
    kept = given.ljust(24)
    said = f"{kept[5:9]}{kept[17]}{kept[19]}"
    ours = f"{made[5:9]}{made[17]}{made[19]}"
    return [MarcField(_LEADER, kept[:24])] if kept[6] != " " and said != ours else []


def _control(field: Field, made: Raw, ours: str | None) -> list[MarcField]:
    tag, data, _ = field
    if tag == "001":  # a second one
        first = any(one[0] == "001" and one[1].strip() == data.strip() for one in made.fields)
        return [] if first else [MarcField("035", "  ", (("a", data),))]
    if tag == "008":
        fixed = next((one[1] for one in made.fields if one[0] == "008"), "")
        begins = 6 if ours is not None else 0  # the day of entry is ours in our own records
        return [MarcField(tag, data)] if len(data) == 40 and data[begins:] != fixed[begins:] else []
    return [] if tag == "003" and data == ours else [MarcField(tag, data)]


def _data(field: Field, open_: dict[str, list[Field]]) -> list[MarcField]:
    """``open_``: by group, the fields made of the Book that none of the record's has answered yet."""
    kind = group(field[0])
    rivals = open_.get(kind) if kind in TELLING else None
    if not rivals:
        return [MarcField(*field)]
    said = facts(field)
    same = [one for one in rivals if (own := facts(one)) and own <= said]
    if not same:
        return [] if _is_part_of_a_note(field, rivals) else [MarcField(*field)]
    field = _inverted(field)
    for one in same if kind == "020" else same[:1]:
        rivals.remove(one)
    return [] if says_as_much(same[0], field) else [MarcField(*field, fuller=True)]


def _inverted(field: Field) -> Field:
    """A personal name typed in inverted order whose indicator does not say so (SLiMS, INLISLite) says so."""
    tag, indicators, subfields = field
    typed = tag[1:] == "00" and any(code == "a" and "," in value.rstrip(" ,") for code, value in subfields)
    return (tag, f"1{indicators[1:]}", subfields) if typed and indicators[:1] in (" ", "0") else field


def _is_part_of_a_note(field: Field, notes: Sequence[Field]) -> bool:
    """A note that was parted over several fields ($8 with a link of type x) is whole in the Book."""
    by_code = dict(field[2])
    linked = group(field[0]) == "500" and set(by_code) == {"a", "8"} and by_code["8"].endswith("\\x")
    return linked and any(" ".join(by_code["a"].split()) in one[2][0][1] for one in notes)


# writing


def carried_notes(book: Book) -> tuple[str, ...]:
    """The texts of notes (5XX) that a Book has no place for: what SLiMS reads of fields that are carried."""
    return tuple(
        value for one in book.marc_fields if one.tag[0] == "5" and not one.fuller
        for code, value in one.subfields if code == "a"
    )  # fmt: skip


def not_held(book: Book, profile: str) -> tuple[str, ...]:
    """What of the carried fields the system of a profile has no place for: tags, in order, and where only subfields are
    lost these ("100 $d")."""
    if profile != "slims":
        return ()
    found = (_lost_in_slims(one) for one in book.marc_fields if one.tag not in _ADMINISTRATIVE)
    return tuple(dict.fromkeys(filter(None, found)))


def _lost_in_slims(one: MarcField) -> str:
    """A note is read whole; a fact that the Book has too loses what is not in its own subfields."""
    if not one.fuller:
        return "" if one.tag[0] == "5" else one.tag
    codes = dict.fromkeys(code for code, _ in one.subfields if code not in SAID_IN.get(group(one.tag), "a"))
    return f"{one.tag} {' '.join(f'${code}' for code in codes)}" if codes else ""


def restored(made: Raw, kept: Sequence[MarcField], agency: str = "") -> Raw:
    """The record with what was carried, by tag. ``agency``: the organisation that changes it (040 $d)."""
    if not kept:
        return made
    own = {one.tag for one in kept} & _OURS_AS_A_WHOLE
    if _is_no_text(kept):
        own |= _OF_TEXT
    fields = [field for field in made.fields if field[0] not in own]
    answered: set[int] = set()
    leader = made.leader
    for one in kept:
        if one.tag == _LEADER:
            leader = _with_kind(made.leader, one.indicators) if leader is made.leader else leader
        elif one.tag == "008":
            _put_fixed(fields, one.indicators, answered)
        elif one.tag == "040":
            _put_agency(fields, one, agency, answered)
        elif one.fuller:
            _put_fuller(fields, one, answered)
        elif not (one.tag in _ONCE and (one.tag == "003" and _of("003", fields) or one[:3] in fields)):
            fields.append(one[:3])
    _say_main_entry(fields, answered)
    whole = (field for field in fields if field[2] or is_control(field[0]))
    return Raw(leader, tuple(sorted(whole, key=lambda field: field[0])))


def _say_main_entry(fields: list[Field], answered: set[int]) -> None:
    """The first indicator of a title that was made: whether there is a main entry."""
    for at, (tag, indicators, subfields) in enumerate(fields):
        if tag == "245" and at not in answered:
            main = any(field[0] in ("100", "110", "111", "130") for field in fields)
            fields[at] = (tag, f"{int(main)}{indicators[1:]}", subfields)


def _is_no_text(kept: Sequence[MarcField]) -> bool:
    kind = next((one.indicators[6:7] for one in kept if one.tag == _LEADER), "a")
    return kind not in "at"


def _with_kind(made: str, given: str) -> str:
    return f"{made[:5]}{given[5:9]}{made[9:17]}{given[17]}{made[18]}{given[19]}{made[20:]}"


def _put_fixed(fields: list[Field], given: str, answered: set[int]) -> None:
    """008 of the record, with the year and the language that the Book has by now."""
    at = next((n for n, field in enumerate(fields) if field[0] == "008"), -1)
    if at < 0 or at in answered or len(given) != 40:
        return
    made = fields[at][1]
    dates = given[6:15] if made[6] == "n" or made[7:11] in (given[7:11], given[11:15]) else made[6:15]
    language = made[35:38] if is_code(made[35:38]) else given[35:38]
    fields[at] = ("008", f"{given[:6]}{dates}{given[15:35]}{language}{given[38:]}", ())
    answered.add(at)


def _put_agency(fields: list[Field], one: MarcField, agency: str, answered: set[int]) -> None:
    """040 of the record, with our library as the one that changed it."""
    at = next((n for n, field in enumerate(fields) if field[0] == "040"), -1)
    known = {value for _, value in one.subfields}
    changed = (("d", agency),) if agency and agency not in known else ()
    field = (one.tag, one.indicators, (*one.subfields, *changed))
    if at < 0:
        fields.append(field)
        answered.add(len(fields) - 1)
    elif at not in answered:
        fields[at] = field
        answered.add(at)


def _put_fuller(fields: list[Field], one: MarcField, answered: set[int]) -> None:
    """In the place of the field that says the same to a Book; beside it where another of the kind stands there already;
    not at all where what it says was changed since."""
    kind, said = group(one.tag), facts(one[:3])
    rivals = [n for n, field in enumerate(fields) if group(field[0]) == kind]
    same = [n for n in rivals if n not in answered and said and facts(fields[n]) and facts(fields[n]) <= said]
    if same:
        at = same[0]
        tag = _entry_tag(one.tag, fields[at][0], fields) if kind == "name" else one.tag
        fields[at] = (tag, one.indicators, one.subfields)
        answered.add(at)
        for n in reversed(same[1:] if kind == "020" else ()):
            if n > at:
                fields[n] = ("020", "  ", ())
    elif not rivals or is_class_mark(one[:3]) or one.tag not in _ONCE and any(facts(fields[n]) == said for n in rivals):
        fields.append(one[:3])


def _entry_tag(given: str, made: str, fields: Sequence[Field]) -> str:
    """Main or added entry as it is now; a main entry with another role than author's stays one."""
    is_main = given[0] == "1" and not any(field[0] in ("100", "110", "111") for field in fields)
    return given if is_main else made[0] + given[1:]
