"""What the fields of a book and of its copies are called on the screen."""

from __future__ import annotations

from types import MappingProxyType

from koleksi.book import Text

__all__ = ["FIELD_NAMES", "field_name"]

# In the order in which they are shown: fields of a `Book`, and what else a column of a list may hold.
FIELD_NAMES = MappingProxyType({
    "title": Text("judul", "title"),
    "subtitle": Text("anak judul", "subtitle"),
    "authors": Text("pengarang", "authors"),
    "contributors": Text("lainnya", "others"),
    "translator": Text("penerjemah", "translator"),
    "editor": Text("penyunting", "editor"),
    "illustrator": Text("ilustrator", "illustrator"),
    "responsibility": Text("pernyataan tanggung jawab", "statement of responsibility"),
    "volume": Text("jilid", "volume"),
    "semester": Text("semester", "semester"),
    "edition": Text("edisi", "edition"),
    "printing": Text("cetakan", "printing"),
    "place": Text("kota", "place"),
    "publisher": Text("penerbit", "publisher"),
    "year": Text("tahun", "year"),
    "extent": Text("halaman", "pages"),
    "height_cm": Text("tinggi (cm)", "height (cm)"),
    "series": Text("seri", "series"),
    "isbn": Text("ISBN", "ISBN"),
    "issn": Text("ISSN", "ISSN"),
    "language": Text("bahasa", "language"),
    "subjects": Text("subjek", "subjects"),
    "ddc": Text("kelas", "class"),
    "class": Text("kelas", "class"),
    "call_number": Text("nomor panggil", "call number"),
    "audience": Text("sasaran", "audience"),
    "summary": Text("ringkasan", "summary"),
    "notes": Text("catatan", "notes"),
    "count": Text("jumlah eksemplar", "copies"),
    "accession": Text("nomor induk", "accession number"),
    "barcode": Text("barcode", "barcode"),
    "source": Text("cara perolehan", "kind of acquisition"),
    "source_name": Text("penyumbang", "donor"),
    "price": Text("harga", "price"),
    "received": Text("tanggal terima", "date received"),
    "location": Text("lokasi", "location"),
    "condition": Text("kondisi", "condition"),
})  # fmt: skip


def field_name(field: str) -> Text:
    """The name of a field, or of several in one column ("publisher+year": "penerbit + tahun")."""
    names = [FIELD_NAMES.get(one, Text(one, one)) for one in field.split("+")]
    return Text(" + ".join(name.id for name in names), " + ".join(name.en for name in names))
