"""ISO 2709 that may be damaged: records by their terminators, fields by terminators and directory together.

Where both agree (every sound record) they are cut at the terminators. Where they differ, the one that is
consistent in itself is believed: a whole directory over a lost terminator, terminators over a lying directory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from operator import lt
from struct import Struct
from typing import BinaryIO, NamedTuple

from koleksi._marc.charset import decoded
from koleksi._marc.cut import Cut, decoded_fields, has_odd_codes, whole
from koleksi._marc.fields import Raw
from koleksi._terms.problems import problem
from koleksi.book import Problem

__all__ = ["cut_iso", "read_iso"]

_RECORD_END, _FIELD_END = b"\x1d", b"\x1e"
_CHUNK = 1 << 16
_LIMIT = 4 << 20  # bytes without a record terminator: what cannot be a record is let go in pieces
_BLANKS = b"\r\n\t \x00\x1a\xef\xbb\xbf"  # what may stand between records: line ends, padding, a BOM
_ENTRY = re.compile(rb"[0-9A-Za-z]{3}[0-9]{9}")
_INSIDE = re.compile(
    rb"[0-9]{5}[a-z ][a-z ][a-z ][^\x1d-\x1f]{16}(?:[0-9A-Za-z]{3}[0-9]{9}){2,}\x1e"
)  # a leader with its directory
_NO_LENGTH = re.compile(rb"[a-z][a-z][a-z ][^\x1d-\x1f]{16}[0-9A-Za-z]{3}[0-9]{9}")  # the same without its length

Read = tuple[Raw | Problem, int, int]  # what was read, record number from 1, byte offset


class _Piece(NamedTuple):
    """The bytes of a record without its terminator, where they lie, and how the record ended."""

    data: bytes
    offset: int
    ended: bool = True


_new_piece = partial(tuple.__new__, _Piece)  # without a call in Python for each


def read_iso(stream: BinaryIO) -> Iterator[Read]:
    """The records of a stream, in order."""
    for item, number, offset in cut_iso(stream):
        yield whole(item) if isinstance(item, Cut) else item, number, offset


def cut_iso(stream: BinaryIO) -> Iterator[tuple[Cut | Raw | Problem, int, int]]:
    """The same, but records of which nothing had to be repaired are only cut into fields."""
    for number, (piece, repairs) in enumerate(_records(stream), start=1):
        cut = None if repairs else _cut(piece)
        yield cut or _read(piece, repairs, number), number, piece.offset
        for code in repairs:
            if code == "marc-stray-terminator":
                yield problem(code, row=number, offset=piece.offset), number, piece.offset


def _pieces(stream: BinaryIO) -> Iterator[_Piece]:
    """What lies between record terminators, without the blanks before it."""
    rest, offset = b"", 0
    while chunk := stream.read(_CHUNK):
        if _RECORD_END not in chunk:
            rest += chunk
            if len(rest) > _LIMIT:
                yield _Piece(rest, offset, False)
                rest, offset = b"", offset + len(rest)
            continue
        *whole, rest = (rest + chunk).split(_RECORD_END)
        for data in whole:
            body = data if data[:1].isdigit() else _bared(data)
            if body:
                yield _new_piece((body, offset + len(data) - len(body), True))
            offset += len(data) + 1
    body = _bared(rest)
    if body:
        yield _Piece(body.rstrip(b"\r\n\x00\x1a"), offset + len(rest) - len(body), False)


def _bared(data: bytes) -> bytes:
    """Without the blanks before the leader, but with the blanks where its length should stand."""
    body = data.lstrip(_BLANKS)
    blank = len(data) - len(body)
    return data[blank - 5 :] if blank >= 5 and _NO_LENGTH.match(body) else body


def _records(stream: BinaryIO) -> Iterator[tuple[_Piece, list[str]]]:
    """Pieces as records, with the codes of repairs: two that lost the terminator between them apart, one with a stray
    terminator whole."""
    held: list[_Piece] = []  # the beginning of a record that says it goes on behind a terminator
    for piece in _pieces(stream):
        if held:
            held.append(piece)
            missing = _missing(held)
            if missing == 0:
                inner = b" ".join(part.data for part in held)
                yield _Piece(inner, held[0].offset), ["marc-stray-terminator"] * (len(held) - 1)
                held = []
            elif missing < 0 or len(held) > 4 or _INSIDE.match(piece.data):
                for part in held:
                    yield from _apart(part)
                held = []
        elif _is_as_long_as_it_says(piece.data):
            yield piece, []
        elif piece.ended and _claims_more(piece.data):
            held = [piece]
        else:
            yield from _apart(piece)
    for part in held:
        yield from _apart(part)


def _is_as_long_as_it_says(data: bytes) -> bool:
    return data[:5].isdigit() and int(data[:5]) == len(data) + 1


def _missing(held: list[_Piece]) -> int:
    return int(held[0].data[:5]) - (held[-1].offset - held[0].offset + len(held[-1].data) + 1)


def _claims_more(data: bytes) -> bool:
    """Whether leader and directory agree that the record is longer than these bytes."""
    if not data[:5].isdigit() or int(data[:5]) <= len(data) + 1:
        return False
    base = data.find(_FIELD_END) + 1
    entries = _entries(data[:base])
    return bool(entries) and base + sum(length for _, length, _ in entries) + 1 == int(data[:5])


def _apart(piece: _Piece) -> Iterator[tuple[_Piece, list[str]]]:
    """A piece as it is, or cut before each further leader that stands inside it."""
    data = piece.data
    if _is_as_long_as_it_says(data) or len(data) < 60:
        yield piece, []
        return
    cuts = [0, *(match.start() for match in _INSIDE.finditer(data, 24)), len(data)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        last = end == len(data)
        repairs = [] if last and begin == 0 else ["marc-lost-terminator"]
        yield (
            _Piece(data[begin:end], piece.offset + begin, piece.ended if last else data[end - 1 : end] == _FIELD_END),
            repairs,
        )


# one record


def _cut(piece: _Piece) -> Cut | None:
    """A record with a directory, a character set and subfield codes that are as MARC has them; else None."""
    data = piece.data
    base = data.find(_FIELD_END)
    tags = _sound(data, base)
    if tags is None or not piece.ended:
        return None
    try:
        text = data[base + 1 : -1].decode()
    except UnicodeDecodeError:
        return None
    if "\x1b" in text or has_odd_codes(text):
        return None
    return _new_cut((_leader(data), tags, text.split("\x1e")))


_new_cut = partial(tuple.__new__, Cut)  # without a call in Python for each


def _sound(data: bytes, base: int) -> tuple[str, ...] | None:
    """The tags of a directory whose entries are in the order of the fields, as many as there are; else None."""
    if base < 36 or (base - 24) % 12 or data[-1:] != _FIELD_END or not data[:base].isascii():
        return None
    starts = _starts_of((base - 24) // 12).unpack_from(data, 24)
    if data.count(_FIELD_END) != len(starts) + 1 or not all(map(lt, starts, starts[1:])):
        return None
    return _tags(data[24:base:12], data[25:base:12], data[26:base:12])


@lru_cache(maxsize=256)
def _starts_of(count: int) -> Struct:
    """Where the fields of so many entries of a directory start."""
    return Struct("7x5s" * count)


@lru_cache(maxsize=1024)
def _tags(*letters: bytes) -> tuple[str, ...]:
    """Tags by their first, their second and their third letters; most records of a catalogue have those of another."""
    return tuple([bytes(tag).decode() for tag in zip(*letters, strict=True)])


def _read(piece: _Piece, repairs: list[str], number: int) -> Raw | Problem:
    found = _fields(piece.data)
    if found is None:
        code = "marc-empty" if re.fullmatch(rb"[0-9]{5}.{19}\x1e", piece.data, re.DOTALL) else "marc-no-directory"
        return _refused(code, piece, number)
    tags, bodies, codes = found
    if not piece.ended and (not piece.data.endswith(_FIELD_END) or "marc-fields-lost" in codes):
        return _refused("marc-truncated", piece, number, _title(tags, bodies))
    text, charset = decoded(bodies, piece.data[9:10])
    if charset[-1] == "?":
        codes = (*codes, "marc-charset" if charset != "utf-8?" else "marc-broken-letters")
    raw = Raw(_leader(piece.data), decoded_fields(tags, text.split("\x1e")))
    if not codes and not repairs:
        return raw
    made = (problem(code, row=number, offset=piece.offset) for code in (*repairs, *codes))
    return raw._replace(repairs=tuple(made))


def _fields(data: bytes) -> tuple[list[str], bytes, tuple[str, ...]] | None:
    """(tags, their bodies joined by field terminators, codes of repairs); None without a recognisable directory."""
    base = data.find(_FIELD_END)
    tags = _sound(data, base)
    if tags is not None:
        return list(tags), data[base + 1 : -1], ()
    return _repaired(data[: base + 1], data[base + 1 :]) if base >= 24 else None


def _entries(head: bytes) -> list[tuple[str, int, int]]:
    """(tag, length, start) of a directory; empty when it is none. ``head``: leader and directory."""
    base = len(head) - 1
    cut = [head[at : at + 12] for at in range(24, base, 12)]
    good = [entry for entry in cut if len(entry) == 12 and entry[3:].isdigit()]
    if len(good) < len(cut):
        by_form = [match[0] for match in _ENTRY.finditer(head, 24, base)]
        if len(by_form) > len(good):
            good = by_form
    return [(entry[:3].decode("latin-1"), int(entry[3:7]), int(entry[7:])) for entry in good]


def _repaired(head: bytes, area: bytes) -> tuple[list[str], bytes, tuple[str, ...]] | None:
    entries = _entries(head)
    bodies = area.split(_FIELD_END)
    if not bodies[-1].strip(b"\r\n\x00 "):
        bodies.pop()
    if not entries or not bodies:
        return None
    whole = _by_directory(entries, area)
    if whole is not None:
        return (
            [tag for tag, _, _ in entries],
            whole,
            () if whole.count(_FIELD_END) + 1 == len(bodies) else ("marc-lost-terminator",),
        )
    while len(bodies) > len(entries) and (extra := _continuation(bodies)):
        bodies[extra - 1 : extra + 1] = [bodies[extra - 1] + b" " + bodies[extra]]
    tags = _matched(entries, bodies)
    lost = "marc-directory" if len(tags) == len(entries) == len(bodies) else "marc-fields-lost"
    return tags, _FIELD_END.join(bodies[: len(tags)]), (lost,)


def _by_directory(entries: list[tuple[str, int, int]], area: bytes) -> bytes | None:
    """The bodies where the directory covers the whole area without gap or overlap, in its order; else None."""
    at = 0
    for _, length, start in sorted(entries, key=lambda entry: entry[2]):
        if start != at or length < 1:
            return None
        at += length
    if at not in (len(area), len(area) + 1):
        return None
    return _FIELD_END.join(area[start : start + length - 1].replace(_FIELD_END, b" ") for _, length, start in entries)


def _continuation(bodies: list[bytes]) -> int:
    """The index of a body that begins like no field, behind a terminator that is none; 0 when all do."""
    return next(
        (n for n in range(len(bodies) - 1, 0, -1) if b"\x1f" not in bodies[n][:4] and b"\x1f" in bodies[n - 1]), 0
    )


def _matched(entries: list[tuple[str, int, int]], bodies: list[bytes]) -> list[str]:
    """A tag for each body: by the places in the directory where half of them or more are true, else by their order."""
    ordered = sorted(entries, key=lambda entry: entry[2])
    places: dict[int, int] = {}
    at = 0
    for n, body in enumerate(bodies):
        places[at] = n
        at += len(body) + 1
    if 2 * sum(start in places for _, _, start in entries) < len(entries):
        return [tag for tag, _, _ in ordered][: len(bodies)]
    tags = [""] * len(bodies)
    loose = []
    for tag, _, start in ordered:
        if (n := places.pop(start, -1)) >= 0:
            tags[n] = tag
        else:
            loose.append(tag)
    free = iter(loose)
    filled = [tag or next(free, "") for tag in tags]
    return filled[: filled.index("")] if "" in filled else filled


def _leader(data: bytes) -> str:
    """The leader with what any reader needs made sure: 24 characters, UTF-8, counts 22, entry map 4500."""
    return _normal_leader(data[5:9], data[17:20])


@lru_cache(maxsize=1024)
def _normal_leader(kind: bytes, form: bytes) -> str:
    kind_, form_ = (
        "".join(c if " " <= c <= "~" else " " for c in part.decode("latin-1")).ljust(width)
        for part, width in ((kind, 4), (form, 3))
    )
    return f"00000{kind_}a2200000{form_}4500"


def _title(tags: list[str], bodies: bytes) -> str:
    """The title of a record that cannot be used, so that a person knows which book to look for."""
    for tag, body in zip(tags, bodies.split(_FIELD_END), strict=False):
        if tag == "245":
            return " ".join(part[1:] for part in decoded(body)[0].split("\x1f")[1:])
    return ""


def _refused(code: str, piece: _Piece, number: int, value: str = "") -> Problem:
    shown = value or piece.data[:60].decode("latin-1")
    return problem(code, row=number, offset=piece.offset, value=shown)
