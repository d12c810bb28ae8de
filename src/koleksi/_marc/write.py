"""Writing ISO 2709 and MARCXML, strictly: limits are checked before a byte is written, no control character gets
in, and what was written is read again and compared before it replaces the old file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from koleksi import save
from koleksi._marc.cut import Cut
from koleksi._marc.fields import Field, Raw, is_control
from koleksi._marc.iso import cut_iso
from koleksi._marc.xml_write import XmlFile, text_of
from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import OutputError

__all__ = ["Target", "cleaned", "encode", "require_form", "write_files", "write_iso", "write_xml"]

_MAX_FIELD, _MAX_RECORD = 9_999, 99_999  # ISO 2709: four digits for a field's length, five for a record's
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONG = 2_400  # characters; below it no note can reach a field's limit in UTF-8
_SPLITTABLE = frozenset({"500", "504", "505", "520"})


def cleaned(raw: Raw) -> Raw:
    """The record without a character that would break a record or an XML file, long notes split into several.

    A record that needs neither (every record made of a Book, whose text is clean) is returned as it is.
    """
    if len(raw.leader) != 24 or not (raw.leader.isascii() and raw.leader.isprintable()):
        raw = Raw(_leader(raw.leader), raw.fields)
    text = text_of(raw)
    if (
        len(text) <= _LONG
        and text.isprintable()
        and all(data.isprintable() and (len(data) == 2 or is_control(tag)) for tag, data, _ in raw.fields)
    ):
        return raw  # as most are: no need to look closer
    if not any(_needs_care(field) for field in raw.fields):
        return raw
    fields: list[Field] = []
    for tag, data, subfields in raw.fields:
        kept = _FORBIDDEN.sub("", data) if is_control(tag) else _indicators(data)
        field = (tag, kept, tuple((code, _FORBIDDEN.sub("", value)) for code, value in subfields))
        fields += (
            _split(field) if tag in _SPLITTABLE and len(subfields) == 1 and len(subfields[0][1]) > _LONG else (field,)
        )
    return Raw(raw.leader, tuple(fields))


def _needs_care(field: Field) -> bool:
    tag, data, subfields = field
    if not is_control(tag) and (len(data) != 2 or not data.isprintable()):
        return True
    text = data + "".join([value for _, value in subfields])
    return len(text) > _LONG or (not (text.isascii() and text.isprintable()) and _FORBIDDEN.search(text) is not None)


def _leader(given: str) -> str:
    """24 characters; a blank where one is missing or none that a leader can have."""
    return "".join(c if c.isascii() and c.isprintable() else " " for c in given[:24]).ljust(24)


def _indicators(data: str) -> str:
    """Two characters; what no format can carry there is a blank, MARC's word for "undefined"."""
    return "".join(c if c.isprintable() else " " for c in data.ljust(2)[:2])


def _split(field: Field) -> Iterator[Field]:
    """A note longer than a field may be, as several notes broken at blanks."""
    tag, indicators, ((code, text),) = field
    data = text.encode()
    while len(data) > 9_000:
        cut = data.rfind(b" ", 6_000, 9_000)
        cut = cut if cut > 0 else len(data[:9_000].decode("utf-8", "ignore").encode())
        yield tag, indicators, ((code, data[:cut].decode()),)
        data = data[cut:].lstrip()
    yield tag, indicators, ((code, data.decode()),)


class _Formless(ValueError):
    """A record that no format can carry: without fields, or with a tag or subfield code that is none."""


def require_form(raw: Raw) -> None:
    """Raises ValueError for what would break the record, and with it the file, for every reader."""
    if not raw.fields:
        raise _Formless("0")
    for tag, _, subfields in raw.fields:
        if len(tag) != 3 or not (tag.isascii() and tag.isalnum()):
            raise _Formless(ascii(tag))
        for code, _ in subfields:
            if len(code) != 1 or not (code.isascii() and code.isprintable()):
                raise _Formless(f"{tag} ${ascii(code)}")


def encode(raw: Raw) -> bytes:
    """The record in ISO 2709, UTF-8. Raises ValueError when a field or the record is too long for the format."""
    return _assembled(raw, _bodies(raw))


def _bodies(raw: Raw) -> list[str]:
    """The text of each field as it lies between the terminators."""
    return [
        f"{data:2}" + "".join([f"\x1f{code}{value}" for code, value in subfields])
        if subfields or not is_control(tag)
        else data
        for tag, data, subfields in raw.fields
    ]


def _assembled(raw: Raw, bodies: Sequence[str]) -> bytes:
    text = "".join([f"{body}\x1e" for body in bodies])
    sizes = [len(body) + 1 for body in bodies] if text.isascii() else [len(body.encode()) + 1 for body in bodies]
    directory: list[str] = []
    at = 0
    for (tag, _, _), size in zip(raw.fields, sizes, strict=True):
        if size > _MAX_FIELD:
            raise ValueError(f"{tag}: {size} > {_MAX_FIELD}")
        directory.append(f"{tag}{size:04d}{at:05d}")
        at += size
    base = 24 + 12 * len(directory) + 1
    length = base + at + 1
    if length > _MAX_RECORD:
        raise ValueError(f"{length} > {_MAX_RECORD}")
    leader = f"{length:05d}{raw.leader[5:9]}a22{base:05d}{raw.leader[17:20]}4500"
    return "".join([leader, *directory, "\x1e", text, "\x1d"]).encode()


class Target(NamedTuple):
    """A file to write: where, in which format, and which of the records made of a book goes into it."""

    path: Path
    xml: bool = False
    profile: str = ""


def write_iso(records: Iterable[Raw], path: str | Path) -> list[Problem]:
    """Write records to an ISO 2709 file. One that the format cannot hold is left out and is a Problem.

    Raises OutputError when the disk refuses or what is read back differs; the old file is intact then.
    """
    return write_files(({"": raw} for raw in records), [Target(Path(path))])


def write_xml(records: Iterable[Raw], path: str | Path) -> list[Problem]:
    """Write records to a MARCXML file; it holds records of any length. Raises OutputError."""
    return write_files(({"": raw} for raw in records), [Target(Path(path), xml=True)])


class _IsoFile:
    """An ISO 2709 file being written, and what must be read back from it: of each record the tags and the texts of its
    fields. They are the fields, for no text has a separator and every code is one (`cleaned`, `require_form`)."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._written: list[int] = []

    def add(self, record: Raw) -> None:
        """Raises ValueError when the format cannot hold the record."""
        bodies = _bodies(record)
        self._stream.write(_assembled(record, bodies))
        self._written.append(_sum(tuple([tag for tag, _, _ in record.fields]), bodies))

    def is_as_meant(self) -> bool:
        """Whether our own reader finds in the file just the fields of the records, in their order."""
        self._stream.flush()
        self._stream.seek(0)
        found = (item for item, _, _ in cut_iso(self._stream)) if self._written else ()
        return list(map(_sum_of, found)) == self._written


def _sum(tags: tuple[str, ...], bodies: Sequence[str]) -> int:
    return hash((tags, *bodies))


def _sum_of(item: Cut | Raw | Problem) -> int | None:
    """Of what was read; None where it is no record."""
    if isinstance(item, Cut):
        return _sum(item.tags, item.bodies)
    return _sum(tuple([tag for tag, _, _ in item.fields]), _bodies(item)) if isinstance(item, Raw) else None


def write_files(made: Iterable[Mapping[str, Raw]], targets: Sequence[Target]) -> list[Problem]:
    """Write several files in one pass: ``made`` gives, book by book, a record for each profile of the targets."""
    problems: dict[tuple[int, Problem], None] = {}  # once for a record, however many files refuse it
    with ExitStack() as stack:
        files = [((XmlFile if t.xml else _IsoFile)(stack.enter_context(save.replacing(t.path))), t) for t in targets]
        for number, records in enumerate(made, start=1):
            clean = {profile: cleaned(raw) for profile, raw in records.items()}
            for file, target in files:
                record = clean[target.profile]
                try:
                    require_form(record)
                    file.add(record)
                except ValueError as error:
                    problems[number, _left_out(record, number, error)] = None
        for file, target in files:
            if not file.is_as_meant():
                raise OutputError(_NOT_AS_WRITTEN, target.path)
    return [found for _, found in problems]


_NOT_AS_WRITTEN = Text(
    "terbaca lain dari yang ditulis; berkas lama utuh",
    "reads back differently from what was written; the old file is intact",
)


def _left_out(raw: Raw, number: int, error: ValueError) -> Problem:
    """Which record the format cannot hold: by its control number, else by its place."""
    identity = next((data for tag, data, _ in raw.fields if tag == "001"), "")
    code = "marc-unwritable" if isinstance(error, _Formless) else "marc-too-long"
    return problem(code, source=identity, row=0 if identity else number, value=str(error))
