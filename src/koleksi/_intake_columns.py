"""Which column of a typed sheet is what: headings in Indonesian and English, and where the heading row stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

__all__ = ["Heading", "field_of", "find_heading"]

# What people write over a column, without stops, case and blanks at the ends.
_SYNONYMS: dict[str, str] = {
    "title": "judul|judul buku|judul utama|nama buku|judul bahan pustaka|judul koleksi|judul/anak judul|title|book title|titel|judul pustaka|nama judul",
    "subtitle": "anak judul|sub judul|subjudul|subtitle",
    "authors": "pengarang|penulis|nama pengarang|nama penulis|pengarang/penulis|penulis/pengarang|author|authors|author(s)|tajuk pengarang|karya|pencipta|oleh|pengarang utama",
    "translator": "penerjemah|alih bahasa|translator|diterjemahkan oleh",
    "editor": "editor|penyunting|editors",
    "illustrator": "ilustrator|illustrator|gambar oleh",
    "responsibility": "sor|pernyataan tanggung jawab|pernyataan tanggungjawab|statement of responsibility",
    "publisher": "penerbit|nama penerbit|publisher|publisher_name|publisher name|pnrbt",
    "place": "kota|kota terbit|tempat terbit|place|place_name|kota penerbit|tempat|city",
    "year": "thn|tahun|tahun terbit|thn terbit|th|th terbit|year|publish_year|publication year|thn_terbit|tahun_terbit|tahun buku",
    "isbn": "isbn|isbn_issn|isbn/issn|no isbn|nomor isbn|kode isbn|isbn13|isbn-13",
    "issn": "issn",
    "edition": "edisi|edition|edisi/cetakan|cetakan/edisi|edisi buku",
    "printing": "cet|cetakan|cetakan ke|ctk",
    "count": "eks|eksemplar|jumlah|jml|jumlah eksemplar|jumlah eks|jml eks|jumlah buku|qty|quantity|copies|banyak|banyaknya|jumlah copy|jumlah judul eks|jmlh|stok",
    "source": "asal|sumber|asal buku|sumber buku|perolehan|cara perolehan|jenis sumber|source|asal usul|pengadaan|asal perolehan",
    "source_name": "nama sumber|penyumbang|donatur|pemberi|nama penyumbang|donor|supplier|supplier_name",
    "price": "harga|harga satuan|price|harga buku|harga (rp)|nilai|harga rp",
    "extent": "halaman|hal|jumlah halaman|jml halaman|hlm|pages|tebal|collation|kolasi|deskripsi fisik|jml hal",
    "height_cm": "ukuran|tinggi|tinggi buku|dimensi|size|ukuran buku|tinggi (cm)",
    "language": "bahasa|language|language_name",
    "subjects": "subjek|subyek|topik|subjects|subject|topics|kata kunci|tajuk subjek|topic",
    "ddc": "kelas|ddc|klasifikasi|no klas|nomor klas|no kelas|nomor kelas|klas|classification|no klasifikasi|nomor klasifikasi|kode klasifikasi|no ddc|kode kelas|kode ddc",
    "call_number": "no panggil|nomor panggil|call number|call_number|no panggil buku|callnumber",
    "series": "seri|judul seri|series|series_title|nama seri",
    "volume": "jilid|volume|vol|jilid ke|bagian",
    "accession": "no induk|nomor induk|no inventaris|nomor inventaris|accession|no induk buku|accession number|no reg|kode inventaris|no registrasi",
    "barcode": "barcode|no barcode|nomor barcode|kode barcode|item_code|item code|kode buku|kode eksemplar",
    "received": "tanggal|tgl|tanggal terima|tgl terima|tanggal masuk|tgl masuk|tanggal pengadaan|tgl pengadaan|date|received_date",
    "location": "lokasi|rak|location|lokasi rak|no rak|nomor rak",
    "condition": "kondisi|keadaan|condition|kondisi buku",
    "notes": "keterangan|ket|catatan|notes|note|remarks|info|deskripsi",
    "summary": "sinopsis|abstrak|ringkasan|summary|abstract",
    "audience": "sasaran|jenjang|pembaca|audience",
    "ignore": "no|nomor|no urut|nomor urut|#|nmr|id|image|gmd|gmd_name|urut|gambar|cover",
}  # fmt: skip
_FIELD = MappingProxyType({name: field for field, names in _SYNONYMS.items() for name in names.split("|")})


class Heading(tuple[str, ...]):
    """The fields of a sheet's columns, "" for one that is not understood. ``names``: the headings as typed."""

    names: tuple[str, ...]
    rows: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[str], rows: tuple[int, ...]) -> Heading:
        """The first column of a kind wins; a second one of the same kind is kept as a note."""
        seen: set[str] = set()
        fields = []
        for name in names:
            field = field_of(name)
            fields.append("" if field in seen and field != "ignore" else field)
            seen.add(field)
        heading = cls(fields)
        heading.names = tuple(names)
        heading.rows = rows
        return heading


def field_of(name: str) -> str:
    """The field that a heading names, "" where it is unknown."""
    plain = re.sub(r"\s+", " ", re.sub(r"[.:*]", " ", name)).strip().casefold()
    if plain in _FIELD:
        return _FIELD[plain]
    bare = re.sub(r"\s*[(/\[].*", "", plain)
    return _FIELD.get(bare, "")


def find_heading(rows: Sequence[Sequence[str]], limit: int = 25) -> Heading | None:
    """The heading row among the first rows: the one that names most kinds of columns, a title or an ISBN among them.

    Two rows that both hold headings (merged cells above sub-headings) are read as one.
    """
    best, place = 0, -1
    for n, row in enumerate(rows[:limit]):
        known = {field_of(cell) for cell in row if cell} - {""}
        score = len(known) if known & {"title", "isbn"} else 0
        if score > best:
            best, place = score, n
    if place < 0:
        return None
    top = list(rows[place])
    below = rows[place + 1] if place + 1 < len(rows) else ()
    if _is_second_heading(top, below):
        width = max(len(top), len(below))
        padded = [*top, *[""] * (width - len(top))]
        names = [(below[n] if n < len(below) and below[n] else padded[n]) for n in range(width)]
        return Heading.of(names, (place, place + 1))
    return Heading.of(top, (place,))


def _is_second_heading(top: Sequence[str], below: Sequence[str]) -> bool:
    filled = [cell for cell in below if cell]
    return bool(filled) and len(filled) >= 2 and all(field_of(cell) for cell in filled)
