"""Which column of a typed sheet is what: headings in Indonesian and English, and where the heading rows stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

__all__ = ["SEVERAL", "Heading", "field_of", "find_heading"]

# What people write over a column, without stops, brackets, case and blanks at the ends.
_SYNONYMS: dict[str, str] = {
    "title": "judul|judul buku|judul utama|nama buku|judul bahan pustaka|judul koleksi|judul anak judul|judul dan anak judul|title|book title|book name|titel|judul pustaka|nama judul|buku|nama koleksi|judul bacaan|daftar judul|nama barang|uraian|judul/sub judul|judul asli buku|nama buku paket|buku paket|title of book|title of the book",
    "subtitle": "anak judul|sub judul|subjudul|subtitle|judul tambahan",
    "authors": "pengarang|penulis|nama pengarang|nama penulis|author|authors|author name|tajuk pengarang|karya|pencipta|oleh|pengarang utama|pengarang tambahan|penyusun|karangan|nama penyusun|penulis utama|penulis tambahan|writer|tajuk pengarang badan|pengarang tambahan orang|pengarang tambahan badan",
    "translator": "penerjemah|alih bahasa|translator|diterjemahkan oleh|penterjemah|nama penerjemah",
    "editor": "editor|penyunting|editors|nama editor",
    "illustrator": "ilustrator|illustrator|gambar oleh",
    "responsibility": "sor|pernyataan tanggung jawab|pernyataan tanggungjawab|statement of responsibility",
    "publisher": "penerbit|nama penerbit|publisher|publisher name|pnrbt|perusahaan penerbit",
    "place": "kota|kota terbit|tempat terbit|place|place name|kota penerbit|tempat penerbit|tempat penerbitan|kota penerbitan|tempat|city|place of publication",
    "year": "thn|tahun|tahun terbit|thn terbit|th|th terbit|year|publish year|publication year|tahun buku|tahun penerbitan|tahun terbitan|thn penerbitan|tanggal terbit|tgl terbit|tahun cetak|tahun cetakan|thn cetak|year published|date of publication|tahun penerbit",
    "isbn": "isbn|isbn issn|no isbn|nomor isbn|kode isbn|isbn13|isbn-13|isbn 13|isbn number|nomer isbn|isbn dan issn|barcode isbn",
    "issn": "issn",
    "edition": "edisi|edition|edisi cetakan|cetakan edisi|edisi buku|edisi dan cetakan",
    "printing": "cet|cetakan|cetakan ke|ctk",
    "count": "eks|eksemplar|jumlah|jml|jumlah eksemplar|jumlah eks|jml eks|jumlah buku|jml buku|qty|quantity|copies|no of copies|number of copies|banyak|banyaknya|banyak buku|jumlah copy|jumlah judul eks|jmlh|jmlh buku|stok|jumlah exp|exp|exemplar|jumlah koleksi|jml eksemplar|jumlah exemplar|banyaknya eks|jumlah eksp|exs|jumlah total|jml total|total eks|total buku|jumlah seluruhnya|jml seluruhnya",
    "source": "asal|sumber|asal buku|sumber buku|perolehan|cara perolehan|jenis sumber|source|asal usul|pengadaan|asal perolehan|sumber dana|asal koleksi|cara pengadaan|sumber pengadaan",
    "source_name": "nama sumber|penyumbang|donatur|pemberi|nama penyumbang|nama donatur|donor|supplier|supplier name|dari|hibah dari|sumbangan dari|asal donatur",
    "price": "harga|harga satuan|price|harga buku|harga rp|nilai|harga eks|harga per eks|harga per buku|harga perolehan|harga beli|unit price|harga eksemplar|harga satuan rp",
    "extent": "halaman|hal|hlm|jumlah halaman|jml halaman|jumlah hal|jml hal|jumlah hlm|jml hlm|pages|tebal|tebal buku|collation|kolasi|deskripsi fisik|banyak halaman|tebal halaman",
    "height_cm": "ukuran|tinggi|tinggi buku|dimensi|size|ukuran buku|tinggi cm",
    "language": "bahasa|language|language name|bahasa buku|lang|kode bahasa",
    "subjects": "subjek|subyek|topik|subjects|subject|topics|kata kunci|tajuk subjek|tajuk subyek|topic|kategori|kategori buku|genre|category|tema|bidang ilmu|bidang studi|mata pelajaran|mapel|subjek topik",
    "class": "kelas|klas|untuk kelas",  # a class number, or the class at school: the cell says which
    "ddc": "ddc|klasifikasi|no klas|nomor klas|no kelas|nomor kelas|classification|no klasifikasi|nomor klasifikasi|kode klasifikasi|no ddc|kode kelas|kode ddc|nomor ddc|kode klas|golongan ddc",
    "call_number": "no panggil|nomor panggil|call number|no panggil buku|callnumber|nomor panggil buku|no punggung|nomor punggung|call no|nomor panggil katalog|nomor panggil eksemplar",
    "series": "seri|judul seri|series|series title|nama seri",
    "volume": "jilid|volume|vol|jilid ke|bagian|jilid volume|no jilid",
    "semester": "semester|smt|sem",
    "accession": "acc no|no induk|nomor induk|no inventaris|nomor inventaris|accession|no induk buku|nomor induk buku|accession number|no reg|kode inventaris|no registrasi|nomor registrasi|no register|nib|no induk koleksi|no inv|no inventaris buku|nomor inventaris buku",
    "barcode": "barcode|no barcode|nomor barcode|kode barcode|item code|kode buku|kode eksemplar|kode item|no eksemplar",
    "received": "tanggal|tgl|tanggal terima|tgl terima|tanggal masuk|tgl masuk|tanggal pengadaan|tgl pengadaan|tanggal perolehan|tgl perolehan|date|received date|tanggal diterima|tgl diterima|tanggal penerimaan|tgl penerimaan|tahun pengadaan|tahun perolehan|tahun masuk|thn perolehan|thn pengadaan|tanggal input|tgl input|tanggal inventaris|tanggal registrasi",
    "location": "lokasi|rak|location|lokasi rak|no rak|nomor rak|lemari|tempat rak|letak|letak buku|lokasi buku|posisi|kode lokasi ruang",
    "condition": "kondisi|keadaan|condition|kondisi buku|keadaan buku|kondisi fisik",
    "notes": "keterangan|ket|catatan|notes|note|remarks|info|deskripsi|keterangan lain|keterangan tambahan|lain-lain|catatan lain",
    "summary": "sinopsis|abstrak|ringkasan|summary|abstract|isi ringkas",
    "audience": "sasaran|jenjang|pembaca|audience|tingkat|jenjang pendidikan|level|usia",
    "ignore": "sampul|foto sampul|status|peminjam|jml judul|jumlah judul|no|nomor|no urut|nomor urut|#|nmr|nr|id|image|gmd|gmd name|urut|gambar|cover|foto|jumlah harga|total harga|harga total|jumlah rp|nomer|no baris|paraf|tanda tangan|ttd|no rfid|mata uang|akses|media|ketersediaan|jenis bahan|bentuk fisik|kode lokasi perpustakaan",
}  # fmt: skip
_FIELD = MappingProxyType({name: field for field, names in _SYNONYMS.items() for name in names.split("|")})
# What the first word of a heading says where nobody foresaw the rest ("Judul Buku Bacaan Siswa"), and what it must not say.
_FIRST = MappingProxyType({
    "judul": "title", "pengarang": "authors", "penulis": "authors", "penerbit": "publisher", "isbn": "isbn", "sinopsis": "summary", "lokasi": "location",
    "kondisi": "condition", "bahasa": "language", "klasifikasi": "ddc", "keterangan": "notes",
})  # fmt: skip
_OTHER = frozenset({"asli", "paralel", "inggris", "lain", "seri", "rak", "singkat", "alternatif"})
# In a list of schoolbooks the subject is the title, where no other column is.
_SCHOOL = frozenset({"mata pelajaran", "mapel", "nama mata pelajaran", "bidang studi"})
# Kinds of which a sheet may have several columns ("Pengarang 1", "Pengarang 2"): their cells are read as one.
SEVERAL = frozenset({"authors", "translator", "editor", "illustrator", "subjects", "notes"})
# Two kinds in one column that ``_intake_joined`` tells apart again.
JOINED = frozenset(
    {
        "title+authors",
        "authors+title",
        "place+publisher",
        "publisher+place",
        "publisher+year",
        "place+publisher+year",
        "publisher+place+year",
        "place+year",
    }
)


class Heading(tuple[str, ...]):
    """The fields of a sheet's columns, "" for one that is not understood. ``names``: the headings as typed."""

    names: tuple[str, ...]
    rows: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[str], rows: tuple[int, ...]) -> Heading:
        """The first column of a kind wins, and a second one is kept as a note, where there cannot be several."""
        seen: set[str] = set()
        fields = []
        kinds = [field_of(name) for name in names]
        if not any(kind in ("isbn", "title") or "title+" in kind or "+title" in kind for kind in kinds):
            kinds = ["title" if _plain(name) in _SCHOOL else kind for name, kind in zip(names, kinds, strict=True)]
        for field in kinds:
            fields.append("" if field in seen and field not in SEVERAL | {"ignore"} else field)
            seen.update((field, *field.split("+")))
        heading = cls(fields)
        heading.names = tuple(names)
        heading.rows = rows
        return heading


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """The field that a heading names, "" where it is unknown; "publisher+year" where it names several at once.

    Case, stops, brackets, a trailing number ("Pengarang 2"), the word "buku" and one slip of the finger say nothing.
    """
    plain = _plain(name)
    if not plain or len(plain) > 60:
        return ""
    joined = _joined(name)
    return joined if "+" in joined else _FIELD.get(plain) or joined or _known(plain)


def _plain(name: str) -> str:
    bare = re.sub(r"[(\[{].*?[)\]}]|[(\[{].*\Z", " ", name)
    return " ".join(re.sub(r"[.:*_\"'/\\|-]", " ", bare or name).split()).casefold()


def _known(plain: str) -> str:
    for shorter in (
        re.sub(r"\s*(?:ke\s*)?\d{1,2}\Z", "", plain),
        re.sub(r"\s+(?:buku|koleksi|pustaka|bahan pustaka)\Z", "", plain),
    ):
        if shorter and shorter in _FIELD:
            return _FIELD[shorter]
    return _misspelt(plain) or _by_first_word(plain.split())


def _by_first_word(words: Sequence[str]) -> str:
    return _FIRST.get(words[0], "") if 1 < len(words) <= 5 and _OTHER.isdisjoint(words) else ""


def _misspelt(plain: str) -> str:
    """The one field of which a heading is one letter away; short words are too much alike for that."""
    if len(plain) < 5 or len(plain) > 24:
        return ""
    near = {
        field
        for known, field in _FIELD.items()
        if len(known) > 4 and abs(len(known) - len(plain)) < 2 and known[0] == plain[0] and _one_slip(plain, known)
    }
    return near.pop() if len(near) == 1 else ""


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed or two neighbours exchanged."""
    n = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[n:], other[n:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _joined(name: str) -> str:
    """ "Penerbit, Tahun" or "Kota / Penerbit / Tahun": several fields in one column."""
    pieces = [
        _plain(piece)
        for piece in re.split(r"\s*[/,;:&+|-]\s*|\s+dan\s+|\s+and\s+", re.sub(r"\(.*?\)", "", name))
        if piece.strip()
    ]
    fields = list(dict.fromkeys(_FIELD.get(piece, "") for piece in pieces))
    if len(pieces) < 2 or not fields[0]:
        return ""
    if len(fields) == 1:
        return fields[0]
    both = "+".join(fields)
    return both if both in JOINED else _FIELD.get(pieces[0], "")


# where the heading stands


def find_heading(rows: Sequence[Sequence[str]], limit: int = 40) -> Heading | None:
    """The heading among the first rows: the row that names most kinds of columns, a title or an ISBN among them.

    Rows of merged cells above or below it are read together with it, and a row that only numbers the columns belongs to it.
    """
    best, place = 0, -1
    for n, row in enumerate(rows[:limit]):
        score = _score(row)
        if score > best:
            best, place = score, n
    if place < 0:
        return None
    heading = max(_candidates(rows, place), key=lambda found: (len(set(found) - {"", "ignore"}), -len(found.rows)))
    last = heading.rows[-1] + 1
    if last < len(rows) and _numbers_columns(rows[last]):
        heading.rows = (*heading.rows, last)
    return heading


def _score(row: Sequence[str]) -> int:
    known = {part for cell in row if cell for part in field_of(cell).split("+")} - {""}
    return (
        len(known)
        if known & {"title", "isbn"} or len(known) > 2 and any(_plain(cell) in _SCHOOL for cell in row if cell)
        else 0
    )


def _candidates(rows: Sequence[Sequence[str]], place: int) -> list[Heading]:
    """The row itself, and the pairs it makes with its neighbours where these hold headings too."""
    found = [Heading.of(rows[place], (place,))]
    for top, below in ((place, place + 1), (place - 1, place)):
        if top >= 0 and below < len(rows) and _belong_together(rows[top], rows[below]):
            found.append(Heading.of(_flattened(rows[top], rows[below]), (top, below)))
    return found


def _belong_together(top: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two rows are one heading in merged cells: words only, and below them mostly headings, in columns that
    the row above leaves open or spans."""
    filled = [n for n, cell in enumerate(below) if cell]
    if (
        len([cell for cell in top if cell]) < 2
        or not filled
        or any(cell[:1].isdigit() or len(cell) > 40 for cell in (*top, *below) if cell)
    ):
        return False
    names = _flattened(top, below)
    open_ = [n for n in filled if n >= len(top) or not top[n] or n + 1 >= len(top) or not top[n + 1]]
    known = [n for n in filled if field_of(names[n])]
    return len(open_) == len(filled) and bool(known) or len(known) >= 2 and 2 * len(known) > len(filled)


def _flattened(top: Sequence[str], below: Sequence[str]) -> list[str]:
    """One name a column: what stands below, told by the group above it where it needs that ("Penerbit": "Nama", "Kota")."""
    group, names = "", []
    for n in range(max(len(top), len(below))):
        over, under = top[n] if n < len(top) else "", below[n] if n < len(below) else ""
        group = over or group
        names.append(_told_by_group(group, under) if under else over)
    return names


def _told_by_group(group: str, under: str) -> str:
    for name in (f"{under} {group}", f"{group} {under}"):
        if _plain(name) in _FIELD:
            return name
    return under if field_of(under) or not group else f"{group} {under}"


def _numbers_columns(row: Sequence[str]) -> bool:
    """A row "1, 2, 3 ..." or "(1), (2) ..." or "a, b, c" under the heading."""
    filled = [cell.strip("()[]. ").casefold() for cell in row if cell]
    return len(filled) > 2 and (
        filled == [str(n + 1) for n in range(len(filled))] or filled == [chr(97 + n) for n in range(len(filled))]
    )
