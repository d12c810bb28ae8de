"""Pairs of every kind that goes wrong on real shelves: what is one edition, what is another, what is asked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from koleksi import Book, dedupe
from koleksi._dedupe.title import marks_of_field

TITLE = "Pengantar Ilmu Tanah"
ISBN = "9789793062792"


def book(title: str = TITLE, author: str = "Hamka", publisher: str = "Pustaka", **more: object) -> Book:
    given: dict[str, object] = {"year": 1990, **more}
    return Book(title=title, authors=(author,) if author else (), publisher=publisher, **given)  # type: ignore[arg-type]  # a test's shorthand for any field


def said(left: Book, right: Book) -> str:
    """What a list that holds both makes of them; a pair by itself must say the same."""
    books = [left, right, Book(title="Lain Sekali Satu"), Book(title="Bukan Itu Dua")]
    found = dedupe.groups(books)
    asked = any({ask.left, ask.right} == {0, 1} for ask in found.asks)
    together = any({0, 1} <= set(group.members) for group in found.groups)
    verdict = "same" if together else "ask" if asked else "different"
    assert dedupe.verdict(left, right).kind == verdict == dedupe.verdict(right, left).kind
    return verdict


NAMES_APART = [
    ("Wardoyo", "W. Hobart"), ("Ali Usman", "A. Karim"), ("Budi Rahayu", "B. Rahman"), ("Suparman", "S. Ferguson"),
    ("Slamet", "S. Wijaya"), ("A. Karim", "A. Rahman"), ("Siti Nurhayati", "Siti Nuraini"), ("H. Pramono", "Harun"),
    ("Agus Salim", "Agus Susanto"), ("Dewi Lestari", "Sri Lestari"), ("Tedjo P. Utomo", "Prof. Dr. Paul P. Sutedja"),
]  # fmt: skip
NAMES_SAME = [
    ("Husin Abdul Karim", "Husein Abdulkarim"), ("Yusuf Qardhawi", "Yusuf Al-Qaradhawi"),
    ("Muhamad Rasyid Rida", "Muhammad Rashid Ridha"), ("Abdurrahman Wahid", "Abdul Rahman Wahid"),
    ("W. J. S. Poerwadarminta", "Poerwadarminta"), ("Djokosutono", "Jokosutono"),
    ("Soerjono Soekanto", "Suryono Sukanto"), ("H. A. R. Tilaar", "Tilaar, H.A.R."), ("Tim Penyusun", "NN"),
    ("Ibnu Qayyim al-Jauziyah", "Ibnul Qayyim Al Jauziyyah"), ("Quraisy Syihab", "Quraish Shihab"),
    ("Drs. Suparno, M.Pd.", "Suparno"), ("Suparno", "S. Suparno"), ("Suparno", "N.N."),
]  # fmt: skip
BODIES_APART = [
    ("BPS Kabupaten Sleman", "BPS Kabupaten Bantul"), ("Dinas Kesehatan Kota Bogor", "Dinas Kesehatan Kota Depok"),
    ("Pemerintah Kabupaten Ende", "Pemerintah Kabupaten Sikka"),
    ("Badan Pusat Statistik Provinsi Bali", "Badan Pusat Statistik Provinsi Papua"),
    ("Universitas Negeri Malang", "Universitas Negeri Medan"), ("Kementerian Pertanian", "Kementerian Perdagangan"),
]  # fmt: skip
EXCHANGED = [
    ("Suparno Hadi", "Pustaka Jingga"), ("Wahyu Nugraha", "Erlangga"), ("Tri Hartono", "Bumi Aksara"),
    ("Maman Suherman", "PT Sinar Baru"), ("Joko Purwanto", "Andi Offset"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), NAMES_APART + BODIES_APART)
def test_names_of_two(one: str, other: str) -> None:
    assert said(book(author=one), book(author=other)) != "same"


@pytest.mark.parametrize(("one", "other"), NAMES_SAME)
def test_names_of_one(one: str, other: str) -> None:
    assert said(book(author=one), book(author=other)) == "same"


@pytest.mark.parametrize(("author", "publisher"), EXCHANGED)
def test_author_and_publisher_exchanged(author: str, publisher: str) -> None:
    left, right = book(author=author, publisher=publisher), book(author=publisher, publisher=author)
    assert said(left, right) == "same"
    assert "pengarang dan penerbit tertukar" in [reason.id for reason in dedupe.verdict(left, right).reasons]


TITLES_APART = [
    # part letters
    ("Fisika 2A", "Fisika 2B"), ("Kimia SMA IIIA", "Kimia SMA IIIB"), ("Sejarah 1 A", "Sejarah 1 B"),
    ("Aljabar Jilid 2a", "Aljabar Jilid 2b"), ("Geografi II A", "Geografi II B"),
    # a volume and an edition
    ("Biologi Umum 1 Terbitan Kedua", "Biologi Umum 2 Terbitan Kedua"),
    ("Mekanika 1 Edisi Ketiga", "Mekanika 2 Edisi Ketiga"), ("Kalkulus Jilid 1 Edisi 5", "Kalkulus Jilid 2 Edisi 5"),
    ("Statistik Terapan I Cetakan Ketiga", "Statistik Terapan II Cetakan Ketiga"),
    ("Anatomi 1 Edisi Keempat", "Anatomi 2 Edisi 4"), ("Fisika Universitas Jilid 1 Edisi 10", "Fisika Universitas"),
    ("Fisika Universitas Jilid 1", "Fisika Universitas Edisi 10"), ("Hukum Pidana Jilid 3", "Hukum Pidana Edisi 2"),
    ("Ekonomi Mikro 1", "Ekonomi Mikro Edisi Kedua"), ("Akuntansi Biaya Buku 2", "Akuntansi Biaya Edisi Revisi"),
    # place and direction
    ("Profil Desa Jawa Barat", "Profil Desa Jawa Timur"), ("Peta Kota Lombok Utara", "Peta Kota Lombok Selatan"),
    ("Flora Kalimantan Tengah", "Flora Kalimantan Timur"), ("Cerita Rakyat dari Aceh", "Cerita Rakyat dari Bali"),
    ("Cerita Rakyat Jambi", "Cerita Rakyat Bengkulu"), ("Atlas Dunia Kiri", "Atlas Dunia Kanan"),
    # ordinals
    ("Kisah Sahabat Kedua", "Kisah Sahabat Ketiga"), ("Resep Dapur Dua", "Resep Dapur Tiga"),
    ("Resep Dapur II", "Resep Dapur III"), ("Renungan Kesatu", "Renungan Kedua"),
    ("Perjalanan Pertama", "Perjalanan Kedua"), ("Perjalanan Yang Pertama", "Perjalanan Yang Kedua"),
    # single letters and symbols
    ("Vitamin C", "Vitamin D"), ("Hepatitis A", "Hepatitis B"), ("Pemrograman C", "Pemrograman R"),
    ("Bahasa C bagi Pelajar", "Bahasa D bagi Pelajar"), ("Golongan Darah A", "Golongan Darah O"),
    ("Belajar C++", "Belajar C"), ("Visual C++ Praktis", "Visual C# Praktis"), ("Dasar-dasar C++", "Dasar-dasar C"),
    ("C# untuk Anak", "C++ untuk Anak"),
    # products of one family
    ("Belajar Photoshop CS4", "Belajar Photoshop CS5"), ("Mahir CorelDraw X3", "Mahir CorelDraw X5"),
    ("Panduan Office 2007", "Panduan Office 2010"), ("Microsoft Word untuk Kantor", "Microsoft Excel untuk Kantor"),
    ("Windows XP Cepat", "Windows 7 Cepat"), ("Panduan Windows 7", "Panduan Windows Vista"),
    ("Cepat Gambar 2D Rumah", "Cepat Gambar 3D Rumah"), ("Jaringan CCNA4 Praktis", "Jaringan CCNA5 Praktis"),
    ("Untung Budi Daya Jahe Merah", "Untung Budidaya Talas Merah"),
    # a supplement, a sequel
    ("Gerimis Senja", "Gerimis Senja (Suplemen)"), ("Cerita Humor", "Cerita Humor Lagi"),
    ("Tebak-tebakan", "Tebak-tebakan Lagi"), ("Ujian Masuk", "Ujian Masuk: Suplemen"),
    ("Doa Harian", "Doa Harian Lanjutan"), ("Peta Tanah Desa", "Peta Tanah Desa: Lanjutan"),
]  # fmt: skip
TITLES_SAME = [
    ("Fisika 2A", "Fisika II A"), ("Kimia 3 B", "Kimia IIIB"), ("Buku Siswa Matematika", "Matematika (Buku Siswa)"),
    ("Buku Guru Tematik Kelas 4", "Tematik Kelas 4 (Buku Guru)"), ("Gerimis di Ladang", "Gerimis di Ladang; Novel"),
    ("Gerimis di Ladang", "Gerimis di Ladang (Novel)"), ("Resep Dapur Dua", "Resep Dapur 2"),
    ("Kisah Sahabat Kedua", "Kisah Sahabat II"), ("Fiqih Wanita", "Fiqh Wanita"),
    ("Ensiklopedia Burung", "Ensiklopedi Burung"), ("Aqidah Akhlak", "Akidah Akhlaq"),
    ("Hadits Pilihan", "Hadis Pilihan"), ("Tasauf Modern", "Tasawuf Moderen"), ("Sistim Pompa", "Sistem Pompa"),
    ("Biologi Umum 1 Terbitan Kedua", "Biologi Umum Jilid 1 Edisi 2"), ("LKS IPA Kelas 4", "IPA Kelas 4: LKS"),
    ("Seri Anak Cerdas: Menghitung Bintang Malam", "Menghitung Bintang Malam"),
    ("Seri Dongeng Nusantara: Putri Ular Emas", "Putri Ular Emas"), ("Seri Satwa - Gajah Kecil", "Gajah Kecil"),
    ("Ayo Berkebun: Menanam Padi Gogo", "Menanam Padi Gogo"),
    ("Series Ilmu Bumi: Gunung dan Lembah", "Gunung dan Lembah"),
    ("Kopi Rakyat: dari biji sampai cangkir, kisah petani di lereng gunung yang dingin", "Kopi Rakyat"),
    ("Sistem Angkutan: Cara Baru Merancang Jalan Desa di Daerah Pegunungan Terpencil", "Sistem Angkutan"),
    ("Hidup Bertani, Kunci Memahami Alam di Lereng Gunung", "Hidup Bertani"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TITLES_APART)
def test_titles_of_two(one: str, other: str) -> None:
    assert said(book(one), book(other)) != "same"


@pytest.mark.parametrize(("one", "other"), TITLES_SAME)
def test_titles_of_one(one: str, other: str) -> None:
    assert said(book(one), book(other)) == "same"


# title and edition's column of one row, and of the other
FIELDS_APART = [
    ("Ensiklopedia Umum", "Jilid 4", "Ensiklopedia Umum", "Jilid 20"), ("Peta", "Vol. 2", "Peta", "Vol. 3"),
    ("Warta Tani", "Oktober 2010", "Warta Tani", "November 2010"), ("Album", "No. 3", "Album", "No. 4"),
    ("Warta Tani", "Oktober 2010", "Warta Tani", "Oktober 2011"), ("Adab", "Buku 1", "Adab", "Buku 2"),
    ("Ilmu Gizi", "Jilid II", "Ilmu Gizi Jilid I", ""),
    ("Kabar Tani", "Vol. 6 Number 1", "Kabar Tani", "Vol. 6 Number 2"),
    ("Kabar: Mei 2016", "2-8 Mei 2016", "Kabar: Mei 2016", "9-15 Mei2016"),
]  # fmt: skip
FIELDS_SAME = [
    ("Ensiklopedia Umum", "Jilid 4", "Ensiklopedia Umum Jilid 4", ""), ("Ilmu Gizi 2", "", "Ilmu Gizi", "Jilid II"),
    ("Warta Tani Oktober 2010", "", "Warta Tani", "Oktober 2010"), ("Album", "No. 3", "Album No. 3", ""),
    ("Majalah Warta Tani Oktober 2010", "", "Warta Tani", "Oktober 2010"),
    ("Ilmu Gizi", "Jilid II", "Ilmu Gizi Jilid 2", ""),
]  # fmt: skip


@pytest.mark.parametrize("row", FIELDS_APART)
def test_marks_in_the_editions_column_tell_apart(row: Sequence[str]) -> None:
    assert said(book(row[0], edition=row[1]), book(row[2], edition=row[3])) != "same"


@pytest.mark.parametrize("row", FIELDS_SAME)
def test_marks_in_the_editions_column_are_those_of_a_title(row: Sequence[str]) -> None:
    assert said(book(row[0], edition=row[1]), book(row[2], edition=row[3])) == "same"


@pytest.mark.parametrize(
    ("field", "marks"),
    [
        ("Edisi ke-2", {"edition": "2"}), ("Ed. rev.", {"edition": "rev"}), ("Cet. 5", {}), ("Ed. 1", {}), ("1", {}),
        ("3", {"edition": "3"}), ("Jilid 4", {"volume": "4"}), ("Oktober", {"issue": "m10"}),
        ("Pebruari 2010", {"issue": "m2", "years": "2010"}), ("Nopember", {"issue": "m11"}),
        ("14-20 Maret2016", {"issue": "m3+14+20", "years": "2016"}),
        ("Ed. 2, jilid 1", {"edition": "2", "volume": "1"}),
    ],
)  # fmt: skip
def test_a_field_of_an_edition_taken_apart(field: str, marks: dict[str, str]) -> None:
    assert dict(marks_of_field(field)) == marks


THIN = [
    (Book(title="Cahaya"), Book(title="Cahaya")),
    (book("Manajemen", author=""), book("Manajemen", author="")),
    (book("Ekonomi", author=""), book("Ekonomi", author="A. Karim")),
    (Book(title="Statistik", authors=("Hamka",)), Book(title="Statistik", publisher="Pustaka")),
    (book("Kebun Raya", author=""), book("Kebun Raya Cibodas", author="")),
    (book("Panduan Shalat", author=""), book("Panduan Shalat Jumat", author="")),
    (book("Menjahit Cepat"), book("Menjahit Cepat Kebaya dan Gaun Pesta")),
    (book("Pasti Bisa Belajar Pemrograman", year=None), book("Pasti Bisa Belajar Pemrograman Java", year=None)),
    (
        book("Khotbah dari Mimbar", year=None, publisher=""),
        book("Khotbah dari Mimbar; Seri 3", year=None, publisher=""),
    ),
    (book("Cara Mudah Belajar", year=None), book("Cara Mudah Belajar Menjahit", year=None)),
]


@pytest.mark.parametrize(("left", "right"), THIN)
def test_thin_evidence_joins_nothing(left: Book, right: Book) -> None:
    assert said(left, right) != "same"


MISSED = [
    (book(publisher="Esensi"), book(publisher="Erlangga")),
    (book(publisher="Qanita"), book(publisher="Mizan Pustaka")),
    (book(isbn=ISBN), book(isbn=ISBN, edition="Ed. 2")),
    (book(TITLE + " Edisi Kedua", isbn=ISBN), book(isbn=ISBN)),
    (book(isbn=ISBN, edition="Revisi"), book(isbn=ISBN, year=1993)),
]


@pytest.mark.parametrize(("left", "right"), MISSED)
def test_imprints_and_an_edition_that_one_side_names_under_one_isbn(left: Book, right: Book) -> None:
    assert said(left, right) == "same"


def test_a_long_subtitle_that_no_mark_shows_is_asked() -> None:
    long = "Menjahit Cepat Kebaya dan Gaun Pesta untuk Segala Ukuran di Rumah Sendiri"
    assert said(book("Menjahit Cepat"), book(long)) == "ask"
