"""The words that mark a part of a work on Indonesian and English title pages."""

from __future__ import annotations

import re
from types import MappingProxyType

from koleksi._terms import numerals, school

__all__: list[str] = []

_KINDS = {
    "printing": "cetakan cet ctk printing impression",
    "class": "kelas kls kl klas grade tingkat",
    "semester": "semester smt sem smstr smtr caturwulan cawu",
    "juz": "juz juzu",
    "edition": "edisi ed edn edition terbitan",
    "volume": "jilid jld jil jl volume vol buku book bagian bag part tome band bd",
    "series": "seri series serial #",
    "theme": "tema",
    "subtheme": "subtema",
    "module": "modul",
    "packet": "paket",
    "stage": "level lvl",
    "phase": "fase",
    "issue": "no nomor nomer",
    "curriculum": "kurikulum kur k",
    "program": "program programs jurusan peminatan prog",
}
LEVELS = school.levels()
MARKS = MappingProxyType(
    {word: kind for kind, words in _KINDS.items() for word in words.split()} | dict.fromkeys(LEVELS, "level")
)
# Marks long enough to be known when one letter of them is wrong, if a number follows ("Kleas 7", "Semster 2").
MISSPELT = tuple(
    word for word, kind in MARKS.items() if len(word) >= 5 and kind not in ("level", "curriculum", "program", "issue")
)
# Marks that are written without a blank before their number.
GLUED = re.compile(r"\b(kelas|kls|kl|jilid|jld|jil|volume|vol|semester|smt|sem|seri|tema|edisi|cet|juz|ed)(?=\d)")
# Marks behind which a letter counts: "jilid B", "paket C", "fase E".
LETTERED = frozenset({"volume", "packet", "phase"})

SPELLED = MappingProxyType(
    {word: str(number) for word, number in numerals.spelled("cardinal", "ordinal").items()}
    | {"ganjil": "1", "gasal": "1", "genap": "2"}  # semesters
)
# Numbers that one person writes as a word and the next as a digit ("Negeri Lima Menara", "Negeri 5 Menara").
CARDINALS = MappingProxyType({word: str(number) for word, number in numerals.spelled("cardinal").items() if number > 1})
AND = frozenset(["dan", "sd", "s", "d", "sampai", "and", "to"])
ROMAN_ENDS = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
REVISED = frozenset(["revisi", "rev", "revised", "baru", "terbaru"])
VERSIONS = frozenset(
    [
        "ringkas",
        "lengkap",
        "khusus",
        "spesial",
        "hemat",
        "bergambar",
        "saku",
        "istimewa",
        "internasional",
        "bilingual",
        "mahasiswa",
        "pelajar",
        "anak",
        "mewah",
    ]
)
MONTHS = MappingProxyType(
    {
        "januari": "m1", "februari": "m2", "maret": "m3", "april": "m4", "mei": "m5", "juni": "m6", "juli": "m7", "agustus": "m8",
        "september": "m9", "oktober": "m10", "november": "m11", "nopember": "m11", "desember": "m12",
    }
)  # fmt: skip
CURRICULA = frozenset(["ktsp", "kbk", "k13", "merdeka"])
PROGRAMS = frozenset(["ipa", "ips", "bahasa", "mia", "mipa", "iis", "ibb", "keagamaan", "wajib"])
ROLES = MappingProxyType(
    {
        "lks": "lks", "lkpd": "lks", "workbook": "lks", "pembahasan": "pembahasan", "bedah": "pembahasan", "ulasan": "pembahasan",
        "ringkasan": "ringkasan", "rangkuman": "ringkasan", "ikhtisar": "ringkasan", "panduan": "panduan", "companion": "panduan", "kunci": "kunci",
    }
)  # fmt: skip
# second word -> first word -> role
ROLE_PAIRS = MappingProxyType(
    {
        "guru": dict.fromkeys(["buku", "pegangan", "panduan", "petunjuk"], "guru"),
        "siswa": dict.fromkeys(["buku", "pegangan"], "siswa"),
        "soal": dict.fromkeys(["kumpulan", "bank", "latihan"], "soal"),
        "kerja": dict.fromkeys(["lembar", "buku"], "lks"),
        "key": {"answer": "kunci"}, "manual": {"solutions": "kunci", "solution": "kunci"}, "guide": {"study": "panduan"},
        "pendamping": {"buku": "panduan"}, "penilaian": {"buku": "penilaian"}, "latihan": {"buku": "latihan"}, "tugas": {"buku": "latihan"},
        "of": {"summary": "ringkasan"}, "s": {"teacher": "guru", "student": "siswa"}, "book": {"teachers": "guru", "students": "siswa"},
    }
)  # fmt: skip
# role -> the words that name it, to look for them typed wrong or run together with their neighbours
ROLE_WORDS = MappingProxyType(
    {
        "guru": ("bukuguru", "panduanguru", "peganganguru", "petunjukguru"), "siswa": ("bukusiswa", "pegangansiswa"), "soal": ("kumpulansoal", "banksoal", "latihansoal"),
        "lks": ("workbook", "lembarkerja", "bukukerja"), "kunci": ("kunci",), "panduan": ("panduan", "bukupendamping", "studyguide"),
        "penilaian": ("bukupenilaian",), "latihan": ("bukulatihan", "bukutugas"), "ringkasan": ("ringkasan", "rangkuman", "ikhtisar"), "pembahasan": ("pembahasan",),
    }
)  # fmt: skip
# The language of a translation, where a title says which it is ("edisi bahasa Inggris", "English edition").
TRANSLATION = re.compile(
    r"\b(?:edisi|ed\.|versi|terjemahan|terj\.)\s+(?:dalam\s+)?bahasa\s+(?P<of>\w+)|\b(?P<named>english|indonesian|arabic|malay)\s+(?:edition|version|translation)\b"
)
# Words of school books as they were spelt before 1947 and 1972: what they mark would be overlooked.
OLD_SPELLING = MappingProxyType(
    {
        "boekoe": "buku", "goeroe": "guru", "moerid": "murid", "oentoek": "untuk", "djilid": "jilid", "tjetakan": "cetakan", "koentji": "kunci",
        "djawaban": "jawaban", "peladjaran": "pelajaran", "peladjar": "pelajar", "tahoen": "tahun",
    }
)  # fmt: skip
ABBREVIATIONS = MappingProxyType(
    {
        "utk": "untuk", "dgn": "dengan", "yg": "yang", "dlm": "dalam", "pd": "pada", "dr": "dari", "ttg": "tentang", "dg": "dengan",
        "ind": "indonesia", "pend": "pendidikan", "mtk": "matematika", "bhs": "bahasa", "peng": "pengetahuan", "inggeris": "inggris",
    }
)  # fmt: skip
_SUBJECTS = {
    "ipa": "ilmu pengetahuan alam", "ips": "ilmu pengetahuan sosial", "ipas": "ilmu pengetahuan alam sosial", "pai": "pendidikan agama islam",
    "ski": "sejarah kebudayaan islam", "pkn": "pendidikan kewarganegaraan", "ppkn": "pendidikan pancasila kewarganegaraan",
    "tik": "teknologi informasi komunikasi", "pjok": "pendidikan jasmani olahraga kesehatan", "penjas": "pendidikan jasmani",
    "sbk": "seni budaya keterampilan", "sbdp": "seni budaya prakarya", "plh": "pendidikan lingkungan hidup",
}  # fmt: skip
# A school subject by its acronym, and in full without "dan".
SUBJECTS = MappingProxyType({acronym: tuple(words.split()) for acronym, words in _SUBJECTS.items()})
# "Islam & Negara", "Islam dan Negara", "Islam Negara"
JOINING = frozenset(["dan", "and"])

# Old spelling first (tj, dj, oe), then what Arabic words are written with, then letters that sound alike.
SOUNDS = (
    ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("oe", "u"), ("ch", "kh"), ("kh", "h"), ("sy", "s"), ("sh", "s"), ("ts", "s"),
    ("dz", "z"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("gh", "g"), ("q", "k"), ("v", "f"), ("y", "i"),
)  # fmt: skip
DOUBLE = re.compile(r"(.)\1+")
