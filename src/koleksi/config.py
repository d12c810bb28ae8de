"""``koleksi.toml``: what a library may set. Everything is optional; the defaults suit a village library.

Each key stands here once, with its type, range or choices, and meaning; ``docs/settings.md`` is made of this. What
only a room above knows (the label sheets, the colours, the online sources) is added by ``job/settings.py``, which
the program reads its settings through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi._config.mistakes import Mistake, SettingsError, did_you_mean, shown, stop_at
from koleksi._config.patterns import filled as number
from koleksi._config.patterns import pattern
from koleksi._config.reading import About, Reader, as_table, key, tables
from koleksi._config.rules import (
    NO_COLUMNS,
    Rule,
    answers,
    choice,
    code,
    codes,
    columns,
    day,
    file,
    form,
    switch,
    text,
    texts,
    web_address,
    whole,
)  # fmt: skip
from koleksi._config.rules import number as decimal
from koleksi._config.sheet_keys import LARGEST_PAGE, SHEET
from koleksi._config.toml_text import line_of, parse, read_text
from koleksi._terms.acquisition import usual_codes
from koleksi.book import Text

__all__ = [
    "Acquisition", "Check", "Classes", "Config", "Inlislite", "Koha", "Labels", "Library", "Mistake", "Numbers",
    "Online", "Outputs", "Periodicals", "Prefixes", "Rule", "SYSTEMS", "SettingsError", "answers", "check", "choice",
    "did_you_mean", "every_key", "form", "load", "number", "of_table", "shown", "texts",
]  # fmt: skip

_BARCODE_MOST, _ACCESSION_MOST = 20, 50  # SLiMS keeps item_code in varchar(20); INLISLite has 50, Koha 20
SYSTEMS = ("slims", "inlislite", "koha", "none")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Who the library is."""

    name: str = key("Perpustakaan", text(200), "nama di label dan laporan", "name on labels and reports")
    code: str = key("PD", code(10), "kode di awal nomor rekaman (001)", "code in front of record numbers (001)")
    org: str = key(
        "",
        form(r"(?:[A-Za-z0-9][A-Za-z0-9/:-]{1,15})?", Text('kode seperti "ID-SKM"', 'a code like "ID-SKM"')),
        "kode organisasi MARC (003, 040, 852)", "MARC organisation code (003, 040, 852)",
    )  # fmt: skip
    header: tuple[str, ...] = key(
        (), texts(text(), 8), "baris kepala label; kosong: nama", "lines at the head of a label; empty: the name"
    )
    language: str = key(
        "ind",
        form(r"[a-z]{3}", Text('kode tiga huruf seperti "ind"', 'a code of three letters like "ind"')),
        'bahasa buku yang barisnya tidak menunjukkan bahasa lain; "und": tidak diisi',
        'language of a book whose row shows no other; "und": left open',
    )  # fmt: skip
    kind: str = key(
        "", choice("", "village", "district", "primary", "junior", "senior"),
        "jenis (desa, kabupaten, SD, SMP, SMA): standarnya dibandingkan di laporan; kosong: semua",
        "kind: the standards that the report compares with; empty: all",
    )  # fmt: skip
    register_paper: str = key("f4", choice("f4", "a4"), "kertas buku induk", "paper of the accession register")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Patterns with ``{n}`` (the running number), ``{source}`` (code of the kind of acquisition), ``{year}`` and
    ``{code}`` (the library's)."""

    accession: str = key(
        "{n:05d}/{source}/{year}", pattern(_ACCESSION_MOST), "pola nomor induk", "pattern of accession numbers"
    )
    barcode: str = key("B{n:07d}", pattern(_BARCODE_MOST), "pola barcode", "pattern of bar codes")
    start: int = key(1, whole(1, 99_999_999), "nomor pertama", "the first number")
    end: int = key(0, whole(0, 99_999_999), "nomor terakhir; 0: tanpa batas", "the last number; 0: no limit")
    laptop: str = key(
        "",
        form(r"[A-HJ-NP-Z]?", Text("satu huruf besar, bukan I atau O", "one capital letter, neither I nor O")),
        "huruf laptop ini, di tempat angka pertama {n}; kosong: hanya satu laptop",
        "letter of this laptop, in the place of the first digit of {n}; empty: one laptop only",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """What holds for a copy whose row does not say it. ``date`` is ISO; empty: the day the job was begun."""

    source: str = key("hibah", text(50), "cara perolehan", "kind of acquisition")
    source_name: str = key("", text(200), "nama pemberi atau toko", "name of the donor or shop")
    date: str = key("", day(), "tanggal pekerjaan; kosong: hari ini", "day of the job; empty: today")
    codes: Mapping[str, str] = key(
        usual_codes(), codes(usual_codes(), code(10)),
        "kode setiap cara perolehan, untuk {source}; kata lain, seperti nama pemberi: kode dari source",
        "code of each kind of acquisition, for {source}; another word, a giver's name say: the code of source",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """How books are classed. A suggestion that scores at least ``threshold`` is taken; the rest goes to the review
    sheet with its three best."""

    islam: str = key("297", choice("297", "2X"), "kelas Islam", "class of Islam")
    author: str = key(
        "last",
        choice("last", "first"),
        "huruf pengarang dari nama akhir atau awal",
        "author letters: last or first name",
    )
    fiction: str = key("813", choice("813", "899.2213"), "kelas cerita Indonesia", "class of Indonesian stories")
    children: str = key(
        "",
        form(r"(?:\d{3}(?:\.\d+)?)?", Text('nomor kelas seperti "808.068"', 'a class number like "808.068"')),
        "kelas cerita anak; kosong: seperti cerita lain", "class of children's stories; empty: as other stories",
    )  # fmt: skip
    articles: tuple[str, ...] = key(
        ("si", "sang", "the", "a", "an", "het", "de", "el", "la", "le", "les"),
        texts(form(r"\S{1,20}", Text("satu kata", "one word")), folded=True),
        "kata depan judul yang dilewati di nomor panggil", "leading words of a title that the call number passes over",
    )  # fmt: skip
    threshold: float = key(
        0.79,
        decimal(0, 1),
        "di bawah ini kelas ditanyakan di tinjau.xlsx",
        "below this a class is asked in tinjau.xlsx",
    )
    profile: str = key(
        "", file(Text("berkas dari koleksi ddc learn", "a file of koleksi ddc learn")),
        "kebiasaan kelas perpustakaan ini", "this library's own practice of classing",
    )  # fmt: skip
    unclassified: str = key(
        "blank",
        choice("blank", "000", "813"),
        "kelas buku yang judulnya tidak menunjukkan kelas; blank: dikosongkan sampai dijawab",
        "class of a book whose title tells none; blank: left empty until it is answered",
    )
    digits: str = key(
        "all", choice("3", "5", "all"),
        "banyak angka kelas di punggung buku; katalog menyimpan semuanya",
        "digits of a class on the spine; the catalogue keeps all",
    )  # fmt: skip
    habits: Mapping[str, str] = key(
        _NONE, answers({}), "kebiasaan perpustakaan: pertanyaan = kelas", "habits of the library: question = class"
    )


_MARK = form(r"\S{0,4}", Text("paling banyak 4 huruf tanpa spasi", "at most 4 characters, no blanks"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefixes:
    """Marks before the class on spine and card: "R", "F", "A" ...; "" for none."""

    reference: str = key("", _MARK, "tanda buku referensi", "mark of reference books")
    fiction: str = key("", _MARK, "tanda cerita", "mark of stories")
    children: str = key("", _MARK, "tanda cerita anak", "mark of children's stories")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How labels are printed."""

    sheet: str = key("tj121", text(), "kertas label", "label sheet")
    kind: str = key("both", text(), "jenis label", "kind of label")
    palette: str = key("", text(), "warna kelas; kosong: tanpa warna", "class colours; empty: none")
    grade: bool = key(
        False, switch(), "kelas sekolah di punggung buku (Kls 4)", "the grade at school on the spine (Kls 4)"
    )
    offset_x_mm: float = key(0.0, decimal(-LARGEST_PAGE, LARGEST_PAGE), "geser ke kanan, mm", "shift to the right, mm")
    offset_y_mm: float = key(0.0, decimal(-LARGEST_PAGE, LARGEST_PAGE), "geser ke bawah, mm", "shift down, mm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What the library works with. ``systems``: files are made for these alone; "none" is a card catalogue."""

    systems: tuple[str, ...] = key(
        SYSTEMS, texts(choice(*SYSTEMS), len(SYSTEMS), least=1),
        "sistem yang dipakai; hanya berkas untuk sistem ini yang dibuat (none: kartu katalog)",
        "systems in use; only their files are made (none: catalogue cards)",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Koha:
    """Codes as they stand in Koha's own tables (branchcode and itemtype: 10 characters)."""

    branch: str = key("MAIN", code(10, least=1), "kode cabang (952 $a)", "code of the branch (952 $a)")
    item_type: str = key("BK", code(10, least=1), "jenis eksemplar (952 $y)", "item type (952 $y)")
    collection: str = key("", code(80), "kode koleksi (952 $8)", "collection code (952 $8)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlislite:
    """Code of the library and of the room as they stand in the target's own tables."""

    location: str = key("001", code(20, least=1), "kode lokasi perpustakaan", "code of the library's location")
    room: str = key("001", code(20, least=1), "kode ruang", "code of the room")


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodicals:
    """How issues of a periodical are catalogued."""

    record: str = key(
        "serial",
        choice("serial", "issue"),
        "majalah: satu rekaman dengan nomor-nomornya sebagai eksemplar, atau satu rekaman tiap nomor",
        "magazines: one record with its issues as copies, or one record an issue",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """What ``--online`` asks. ``sources`` in the order of belief; ``sru``, ``slims``: addresses of other libraries."""

    sources: tuple[str, ...] = key(
        ("openlibrary", "google"), texts(text()), "yang ditanya, berurutan", "whom to ask, in the order of belief"
    )
    sru: tuple[str, ...] = key((), texts(web_address()), "alamat SRU perpustakaan lain", "SRU addresses of libraries")
    slims: tuple[str, ...] = key((), texts(web_address()), "alamat OPAC SLiMS lain", "addresses of SLiMS catalogues")
    sru_index: str = key(
        "bath.isbn", form(r"[\w.:-]{1,50}", Text('nama seperti "bath.isbn"', 'a name like "bath.isbn"')),
        "indeks ISBN di server SRU", "index of ISBNs at the SRU server",
    )  # fmt: skip
    contact: str = key(
        "",
        form(r"(?:[^\s@]+@[^\s@]+\.[^\s@.]{2,})?", Text('alamat surel seperti "kita@contoh.id"', 'an e-mail address')),
        "surel Anda bagi pengelola sumber", "your e-mail address for those who run a source",
    )  # fmt: skip
    google_key: str = key("", code(200), "kunci Google Books API", "key of the Google Books API")
    ca_file: str = key(
        "", file(Text("berkas sertifikat PEM", "a PEM file of certificates")),
        "sertifikat tambahan (proksi sekolah)", "further certificates (a school's proxy)",
    )  # fmt: skip
    cache: str = key(
        "", text(1000), 'tempat jawaban diingat; "-": tidak diingat', 'where answers are remembered; "-": nowhere'
    )
    connect_seconds: float = key(1.5, decimal(0.01, 600), "batas menyambung, detik", "limit of connecting, seconds")
    answer_seconds: float = key(20.0, decimal(0.01, 3600), "batas menjawab, detik", "limit of an answer, seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings. ``max_copies`` 0: keep every copy; else the copies beyond it are listed as surplus."""

    library: Library = Library()
    numbers: Numbers = Numbers()
    acquisition: Acquisition = Acquisition()
    classes: Classes = Classes()
    prefixes: Prefixes = Prefixes()
    labels: Labels = Labels()
    outputs: Outputs = Outputs()
    koha: Koha = Koha()
    inlislite: Inlislite = Inlislite()
    periodicals: Periodicals = Periodicals()
    online: Online = Online()
    sheets: Mapping[str, Mapping[str, Any]] = tables(SHEET)
    columns: Mapping[str, str] = key(
        NO_COLUMNS, columns(), "judul kolom daftar = isinya", "heading of a list = its field"
    )
    max_copies: int = key(
        0, whole(0, 10_000), "eksemplar yang disimpan per judul; 0: semua", "copies kept of a title; 0: all"
    )


Check = Callable[[Config], Iterable[Mistake]]


def load(path: str | Path | None, *, rules: Mapping[str, Rule] | None = None, checks: Iterable[Check] = ()) -> Config:
    """The settings in a TOML file, each value as the program uses it (dates in ISO 8601), or the defaults for None.

    ``rules``: for dotted keys ("labels.kind"), in the place of those here; ``checks``: what depends on several keys.
    Raises SettingsError with all mistakes at once, InputError for a file that cannot be opened or is no text.
    """
    if path is None:
        return Config()
    written = read_text(path)
    given, unreadable = parse(written)
    config, found = _read(given, rules or {}, checks)
    placed = [replace(mistake, line=line_of(written, mistake.key)) for mistake in found]
    stop_at(sorted([*unreadable, *placed], key=lambda mistake: mistake.line), str(path))
    return config


def of_table(
    given: Mapping[str, Any], *, rules: Mapping[str, Rule] | None = None, checks: Iterable[Check] = ()
) -> Config:
    """The settings in a table as TOML or JSON gives it. Raises SettingsError."""
    config, found = _read(given, rules or {}, checks)
    stop_at(found, "koleksi.toml")
    return config


def check(config: Config, *, rules: Mapping[str, Rule] | None = None, checks: Iterable[Check] = ()) -> Config:
    """Settings made by a program, checked as those of a file are. Raises SettingsError."""
    checked, found = _read(as_table(config), rules or {}, checks)
    stop_at(found, "Config")
    return checked


def _read(given: Mapping[str, Any], rules: Mapping[str, Rule], checks: Iterable[Check]) -> tuple[Config, list[Mistake]]:
    reader = Reader(rules, [name for name, _, _ in every_key()])
    config = reader.table(Config(), given)
    wrong = {mistake.key for mistake in reader.mistakes}
    found = [mistake for one in (_numbers_fit, *checks) for mistake in one(config) if mistake.key not in wrong]
    return config, [*reader.mistakes, *found]


def _numbers_fit(config: Config) -> Iterable[Mistake]:
    """Whether the numbers end behind their beginning, and stay short enough with this library's own code and codes of
    acquisition."""
    if 0 < config.numbers.end < config.numbers.start:
        why = Text(f"lebih kecil dari start ({config.numbers.start})", f"less than start ({config.numbers.start})")
        yield Mistake(key="numbers.end", value=shown(config.numbers.end), why=why)
    source = max(config.acquisition.codes.values(), key=len, default="")
    for name, most in (("accession", _ACCESSION_MOST), ("barcode", _BARCODE_MOST)):
        made = getattr(config.numbers, name)
        n, code, laptop = config.numbers.start + 99_999, config.library.code, config.numbers.laptop
        last = number(made, n=n, source=source, year="2026", code=code, laptop=laptop)
        if len(last) > most:
            why = Text(
                f"nomor seperti {last} terlalu panjang ({len(last)}), paling banyak {most}",
                f"a number like {last} is too long ({len(last)}), at most {most}",
            )
            yield Mistake(key=f"numbers.{name}", value=shown(made), why=why)


def every_key() -> list[tuple[str, About, Any]]:
    """Every key: its dotted name, what it may hold and means, and its default (None for those of ``[sheets.NAME]``)."""
    found: list[tuple[str, About, Any]] = []
    for table in fields(Config):
        default = getattr(Config(), table.name)
        if is_dataclass(default):
            found += [
                (f"{table.name}.{one.name}", one.metadata["about"], getattr(default, one.name))
                for one in fields(default)
            ]
        elif "keys" in table.metadata:
            found += [(f"{table.name}.NAME.{name}", about, None) for name, about in table.metadata["keys"].items()]
        else:
            found.append((table.name, table.metadata["about"], default))
    return found
