"""What a person calls the fields of a book and of a copy, and the columns of a list; and how their values are told."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from koleksi.book import Contributor, MarcField, Text

__all__ = ["LIST_FIELDS", "column_name", "field_name", "in_words", "is_column_field"]

# What a column of a list can hold, in the order in which a person looks for one.
LIST_FIELDS = (
    "title", "subtitle", "authors", "translator", "editor", "illustrator", "responsibility", "publisher", "place",
    "year", "edition", "printing", "isbn", "issn", "count", "copies_in", "accession", "barcode", "ddc", "call_number",
    "class", "semester", "subjects", "audience", "language", "volume", "series", "extent", "height_cm", "source",
    "source_name", "price", "received", "location", "condition", "summary", "notes",
)  # fmt: skip

_NAMES = MappingProxyType(
    {
        "title": Text("judul", "title"),
        "subtitle": Text("anak judul", "subtitle"),
        "authors": Text("pengarang", "author"),
        "contributors": Text("kontributor", "contributors"),
        "bodies": Text("pengarang badan", "corporate authors"),
        "meetings": Text("nama pertemuan", "meetings"),
        "translator": Text("penerjemah", "translator"),
        "editor": Text("penyunting", "editor"),
        "illustrator": Text("ilustrator", "illustrator"),
        "responsibility": Text("pernyataan tanggung jawab", "statement of responsibility"),
        "publisher": Text("penerbit", "publisher"),
        "place": Text("tempat terbit", "place of publication"),
        "year": Text("tahun terbit", "year"),
        "edition": Text("edisi", "edition"),
        "printing": Text("cetakan", "printing"),
        "isbn": Text("ISBN", "ISBN"),
        "isbn_qualifier": Text("keterangan ISBN", "remark on the ISBN"),
        "other_isbns": Text("ISBN lain", "other ISBNs"),
        "wrong_isbns": Text("ISBN yang salah", "wrong ISBNs"),
        "issn": Text("ISSN", "ISSN"),
        "language": Text("bahasa", "language"),
        "original_language": Text("bahasa asli", "original language"),
        "subjects": Text("subjek", "subjects"),
        "ddc": Text("nomor kelas", "class number"),
        "class": Text("kelas", "class"),
        "semester": Text("semester", "school term"),
        "call_number": Text("nomor panggil", "call number"),
        "extent": Text("jumlah halaman", "extent"),
        "illustrations": Text("ilustrasi", "illustrations"),
        "height_cm": Text("tinggi (cm)", "height (cm)"),
        "series": Text("seri", "series"),
        "series_number": Text("nomor seri", "number in the series"),
        "volume": Text("jilid", "volume"),
        "part_title": Text("judul jilid", "title of the part"),
        "audience": Text("sasaran pembaca", "audience"),
        "summary": Text("ringkasan", "summary"),
        "notes": Text("catatan", "notes"),
        "note": Text("keterangan", "note"),
        "record_id": Text("nomor kendali", "control number"),
        "sources": Text("sumber data", "sources of facts"),
        "marc_fields": Text("ruas MARC lain", "other MARC fields"),
        "count": Text("jumlah eksemplar", "number of copies"),
        "copies_in": Text("eksemplar menurut kondisi", "copies by condition"),
        "number": Text("eksemplar ke", "copy number"),
        "accession": Text("nomor induk", "accession number"),
        "barcode": Text("barcode", "bar code"),
        "source": Text("asal buku", "kind of acquisition"),
        "source_name": Text("pemberi atau toko", "donor or shop"),
        "price": Text("harga", "price"),
        "currency": Text("mata uang", "currency"),
        "received": Text("tanggal terima", "date received"),
        "location": Text("lokasi", "location"),
        "condition": Text("kondisi", "condition"),
        "issue": Text("terbitan", "issue"),
    }
)


def field_name(field: str) -> Text:
    """The name of a field of `Book` or `Copy`, or of a kind of column; of "publisher+year" both. Raises KeyError."""
    names = [_NAMES[part] for part in field.split("+")]
    return Text(" + ".join(name.id for name in names), " + ".join(name.en for name in names))


def is_column_field(field: str) -> bool:
    """Whether a column can be said to be this: a field, several in one column ("place+publisher"), "ignore" for one
    that is not read, "" for one that is kept as a note with its heading."""
    return field in ("", "ignore") or all(part in LIST_FIELDS for part in field.split("+"))


def column_name(column: str) -> Text:
    """The name of a field, or a column's own heading where that is no field's name."""
    known = all(part in _NAMES for part in column.split("+"))
    return field_name(column) if known else Text(column, column)


def in_words(value: Any) -> Text:
    """The value of a field of `Book` or `Copy`, "" where it says nothing; what stands in a tuple parted by "; "."""
    if value is None:
        return Text("", "")
    if not isinstance(value, tuple):
        return Text(str(value), str(value))
    several = [_one(one) for one in value]
    return Text("; ".join(one.id for one in several), "; ".join(one.en for one in several))


def _one(value: object) -> Text:
    if isinstance(value, Contributor) and value.role:
        from koleksi._terms import roles

        return Text(f"{value.name} ({roles.term(value.role)})", f"{value.name} ({value.role})")
    shown = value.name if isinstance(value, Contributor) else value.tag if isinstance(value, MarcField) else str(value)
    return Text(shown, shown)
