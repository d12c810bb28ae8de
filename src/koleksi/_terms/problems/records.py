"""Wordings for MARC records: what reading met, what writing cannot hold, what a cataloguer would complain of."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_AGAIN = Text(
    "Minta ekspor ulang dari sistem asalnya, atau ketik buku ini.",
    "Export again from the system it came from, or type this book.",
)
_LOOK = Text("Periksa rekaman ini sesudah dibaca.", "Look at this record after reading.")
_INDICATOR = Text("Ubah indikator.", "Change the indicator.")
_LANGUAGE = Text("Pakai kode MARC, misalnya ind, eng, ara.", "Use a MARC code, for example ind, eng, ara.")
_NO_BOOK = Text(
    "Lewati; yang diperiksa hanya rekaman bibliografi.", "Leave it out: only bibliographic records are checked."
)

_READING = {
    "marc-no-directory": Wording(
        Text("Rekaman tanpa direktori yang dapat dikenali.", "A record without a recognisable directory."),
        _AGAIN,
        "error",
    ),
    "marc-empty": Wording(
        Text("Rekaman kosong: tidak ada satu ruas pun.", "An empty record: not a single field."), _AGAIN, "error"
    ),
    "marc-truncated": Wording(
        Text("Berkas terpotong di tengah rekaman ini.", "The file is cut in the middle of this record."),
        _AGAIN,
        "error",
    ),
    "marc-stray-terminator": Wording(
        Text(
            "Tanda akhir rekaman berada di tengah rekaman; rekaman disambung kembali.",
            "A record terminator stood inside a record; the record was joined again.",
        ),
        _LOOK,
    ),
    "marc-lost-terminator": Wording(
        Text(
            "Tanda akhir rekaman atau ruas hilang; dipisah menurut direktori.",
            "A record or field terminator is lost; cut by the directory.",
        ),
        _LOOK,
    ),
    "marc-directory": Wording(
        Text(
            "Direktori rekaman tidak cocok dengan isinya; ruas dibaca menurut tanda akhirnya.",
            "The directory does not fit the content; fields were read by their terminators.",
        ),
        _LOOK,
    ),
    "marc-fields-lost": Wording(
        Text(
            "Sebagian ruas rekaman ini hilang atau tidak dapat dikenali.",
            "Some fields of this record are lost or cannot be told apart.",
        ),
        _LOOK,
    ),
    "marc-field-lost": Wording(
        Text(
            "Nomor ruas {value} tidak sah; ruas itu tidak dapat dibawa ke hasil.",
            "{value} is no tag; the field cannot be carried into the results.",
        ),
        _AGAIN,
    ),
    "marc-subfield": Wording(
        Text(
            "Kode subruas rusak; isinya disambung ke subruas sebelumnya.",
            "A damaged subfield code; its text was joined to the subfield before it.",
        ),
        _LOOK,
    ),
    "marc-charset": Wording(
        Text("Bukan UTF-8; dibaca sebagai Windows-1252.", "Not UTF-8; read as Windows-1252."), _LOOK, "note"
    ),
    "marc-broken-letters": Wording(Text("Ada huruf yang rusak (\ufffd).", "Some letters are broken (\ufffd)."), _LOOK),
    "marc-no-title": Wording(
        Text("Rekaman tanpa judul (245) dan tanpa ISBN.", "A record without title (245) and without ISBN."),
        Text(
            "Mungkin rekaman otoritas; lewati, atau lengkapi judulnya.",
            "Perhaps an authority record: leave it out, or add its title.",
        ),
        "error",
    ),
    "marcxml-damaged": Wording(
        Text("XML rusak di rekaman ini.", "The XML of this record is damaged."), _AGAIN, "error"
    ),
    "marcxml-mended": Wording(
        Text("XML rekaman ini rusak dan diperbaiki.", "The XML of this record was damaged and has been mended."), _LOOK
    ),
}

_WRITING = {
    "marc-too-long": Wording(
        Text(
            "Rekaman terlalu panjang untuk MARC (ISO 2709); tidak ditulis di .mrc.",
            "The record is too long for ISO 2709; left out of the .mrc file.",
        ),
        Text(
            "Pakai katalog.xml untuk buku ini, atau pendekkan catatannya.",
            "Use katalog.xml for this book, or shorten its notes.",
        ),
    ),
    "marc-not-held": Wording(
        Text(
            "Ruas {value} tidak punya tempat di {system}; ruas itu ada di katalog.mrc, katalog.xml dan koha.mrc.",
            "Fields {value} have no place in {system}; they are in katalog.mrc, katalog.xml and koha.mrc.",
        ),
        Text(
            "Bila ruas itu diperlukan, simpan katalog.mrc atau ketik di sistem tujuan.",
            "Where they are needed keep katalog.mrc, or type them in the other system.",
        ),
        "note",
    ),
    "marc-unwritable": Wording(
        Text(
            "Rekaman tanpa ruas, atau dengan nomor ruas atau kode subruas yang tidak sah; tidak ditulis.",
            "A record without fields, or with an impossible tag or subfield code; left out.",
        ),
        Text(
            "Perbaiki rekaman ini di sistem asalnya, atau ketik buku ini.",
            "Correct it in the system it came from, or type this book.",
        ),
        "error",
    ),
}

_OTHER_KINDS = {
    "no-book/holdings": Wording(
        Text("Rekaman kepemilikan (holdings), bukan bibliografi.", "A holdings record, not a bibliographic one."),
        _NO_BOOK,
    ),
    "no-book/authority": Wording(
        Text("Rekaman otoritas, bukan bibliografi.", "An authority record, not a bibliographic one."), _NO_BOOK
    ),
    "no-book/classification": Wording(
        Text("Rekaman klasifikasi, bukan bibliografi.", "A classification record, not a bibliographic one."), _NO_BOOK
    ),
    "no-book/community": Wording(
        Text("Rekaman komunitas, bukan bibliografi.", "A community record, not a bibliographic one."), _NO_BOOK
    ),
}

_WHOLE_RECORD = {
    "no-245": Wording(
        Text("Tidak ada judul (245).", "There is no title (245)."), Text("Isi 245 $a.", "Fill in 245 $a.")
    ),
    "no-008": Wording(
        Text(
            "Tidak ada 008; bahasa dan tahun tidak dapat dicari.",
            "There is no 008: language and year cannot be searched.",
        ),
        Text("Isi 008 dengan 40 karakter.", "Fill in 008 with 40 characters."),
    ),
    "no-imprint": Wording(
        Text("Tidak ada data terbit (260 atau 264).", "There is no publication statement (260 or 264)."),
        Text("Isi penerbit dan tahun.", "Add publisher and year."),
    ),
    "repeated": Wording(
        Text("{column} hanya boleh satu kali.", "{column} may stand only once."),
        Text("Gabungkan atau hapus yang berlebih.", "Join them or delete the surplus."),
    ),
    "two-main-entries": Wording(
        Text("Lebih dari satu tajuk utama (1XX).", "More than one main entry (1XX)."),
        Text("Pindahkan yang kedua ke 7XX.", "Move the second one to 7XX."),
    ),
}

_ANY_FIELD = {
    "tag": Wording(Text("Nomor ruas tidak sah.", "Not a valid tag."), Text("Perbaiki nomor ruas.", "Correct the tag.")),
    "no-subfield": Wording(
        Text("{column} tidak punya subruas.", "{column} has no subfield."),
        Text("Isi atau hapus ruas ini.", "Fill in or delete the field."),
    ),
    "subfield-code": Wording(
        Text("Kode subruas tidak sah.", "Not a valid subfield code."),
        Text("Pakai huruf kecil atau angka.", "Use a small letter or a digit."),
    ),
    "empty-subfield": Wording(
        Text("Subruas kosong.", "An empty subfield."), Text("Isi atau hapus.", "Fill it in or delete it.")
    ),
    "indicator": Wording(
        Text("Indikator {place} dari {column} tidak sah.", "Indicator {place} of {column} is not valid."),
        Text("Lihat daftar indikator MARC 21.", "See the MARC 21 list of indicators."),
    ),
    "subfield-unknown": Wording(
        Text("{column} tidak mengenal subruas {value}.", "{column} has no subfield {value}."),
        Text("Pindahkan isinya ke subruas yang benar.", "Move its text to the right subfield."),
    ),
    "subfield-repeated": Wording(
        Text("{value} hanya boleh satu kali di {column}.", "{value} may stand only once in {column}."),
        Text("Gabungkan, atau ulangi ruasnya.", "Join them, or repeat the field."),
    ),
}

_CODED_FIELDS = {
    "005-form": Wording(
        Text("005 bukan tanggal dan jam MARC.", "005 is not a MARC date and time."),
        Text("Pakai bentuk yyyymmddhhmmss.f.", "Use the form yyyymmddhhmmss.f."),
    ),
    "008-length": Wording(
        Text("008 berisi {length} karakter, seharusnya 40.", "008 has {length} characters instead of 40."),
        Text("Susun ulang 008.", "Build 008 again."),
    ),
    "008-language": Wording(
        Text("Kode bahasa di 008/35-37 bukan tiga huruf.", "The language code in 008/35-37 is not three letters."),
        _LANGUAGE,
    ),
    "008-date": Wording(
        Text(
            "Tahun di 008 ({value}) lain dari tahun terbit ({imprint}).",
            "The year in 008 ({value}) differs from that of the imprint ({imprint}).",
        ),
        Text("Samakan dengan tahun di halaman judul.", "Make both the year of the title page."),
    ),
    "020-isbn": Wording(
        Text("ISBN di 020 $a tidak sah.", "The ISBN in 020 $a is not valid."),
        Text("Perbaiki, atau pindahkan ke 020 $z.", "Correct it, or move it to 020 $z."),
    ),
    "022-issn": Wording(
        Text("ISSN di 022 $a tidak sah.", "The ISSN in 022 $a is not valid."),
        Text("Perbaiki, atau pindahkan ke 022 $y.", "Correct it, or move it to 022 $y."),
    ),
    "041-code": Wording(
        Text("Kode bahasa MARC terdiri atas tiga huruf.", "A MARC language code has three letters."), _LANGUAGE
    ),
    "082-class": Wording(
        Text("082 $a bukan nomor kelas.", "082 $a is no class number."),
        Text(
            "Isi nomor kelas saja; nomor panggil masuk 084 atau 852.",
            "The class number alone; a call number belongs into 084 or 852.",
        ),
    ),
}

_TITLE = {
    "245-no-a": Wording(Text("245 tanpa $a.", "245 without $a."), Text("Isi judul di $a.", "Put the title into $a.")),
    "245-ind1/main-entry": Wording(
        Text(
            "Ada tajuk utama, indikator 1 dari 245 seharusnya 1.",
            "There is a main entry: indicator 1 of 245 should be 1.",
        ),
        _INDICATOR,
    ),
    "245-ind1/no-main-entry": Wording(
        Text(
            "Tidak ada tajuk utama, indikator 1 dari 245 seharusnya 0.",
            "There is no main entry: indicator 1 of 245 should be 0.",
        ),
        _INDICATOR,
    ),
    "245-filing/article": Wording(
        Text(
            "Judul mulai dengan kata sandang {article!r}; indikator 2 seharusnya {length}.",
            "The title begins with the article {article!r}: indicator 2 should be {length}.",
        ),
        _INDICATOR,
    ),
    "245-filing/no-article": Wording(
        Text(
            "Indikator 2 melewati {skipped} huruf, tetapi di sana tidak ada kata sandang.",
            "Indicator 2 passes over {skipped} letters, but no article ends there.",
        ),
        Text("Ubah menjadi 0.", "Change it to 0."),
    ),
    "245-isbd": Wording(
        Text("Sebelum {value} seharusnya ada tanda {mark!r}.", "{value} should be preceded by {mark!r}."),
        Text("Tambahkan tanda baca ISBD.", "Add the ISBD punctuation."),
    ),
    "245-stop": Wording(
        Text("245 tidak berakhir dengan titik.", "245 does not end with a full stop."),
        Text("Tambahkan titik.", "Add a full stop."),
    ),
}

WORDINGS = _READING | _WRITING | _OTHER_KINDS | _WHOLE_RECORD | _ANY_FIELD | _CODED_FIELDS | _TITLE
