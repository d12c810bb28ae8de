"""``BACA-DULU.txt`` and the first line of ``laporan.html``: what to import, in which order, and only once."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Iterator

from koleksi import config
from koleksi._terms.problems import problem
from koleksi.book import Lang, Problem, Text
from koleksi.job.collection import Collection
from koleksi.job.numbering import control_number
from koleksi.job.slims_import import MANUAL

__all__ = ["READ_FIRST", "code_wanted", "first_line", "read_first"]

READ_FIRST = "BACA-DULU.txt"
_PLUGIN = "slims.jsonl"  # what the plugin for SLiMS reads


def code_wanted(collection: Collection) -> list[Problem]:
    """Nothing was handed over and the library's code is the default: other libraries would give the same numbers."""
    code = collection.config.library.code
    if code != config.Library().code or collection.catalogue:
        return []
    record = control_number(collection.config, collection.config.numbers.start)
    return [problem("library-code", source="koleksi.toml", column="library.code", value=code, record=record)]


def first_line(files: Names[str], *, handed_over: bool) -> Text:
    """Three sentences. ``files``: the names in the folder; ``handed_over``: some of it is imported already."""
    said = _what_once(files, handed_over)
    return Text(f"{said.id} Caranya: {READ_FIRST}.", f"{said.en} How: {READ_FIRST}.")


def _what_once(files: Names[str], handed_over: bool) -> Text:
    slims = Text("slims_biblio.csv lalu slims_item.csv", "slims_biblio.csv, then slims_item.csv")
    if _PLUGIN in files:
        slims = Text(f"{_PLUGIN} (plugin), atau {slims.id}", f"{_PLUGIN} (plugin), or {slims.en}")
    what = Text(
        "Impor ke satu sistem saja: SLiMS {slims}; INLISLite inlislite-001.xlsx dan seterusnya, berurutan; Koha "
        "koha.mrc.",
        "Import into one system: SLiMS {slims}; INLISLite inlislite-001.xlsx and so on, in order; Koha koha.mrc.",
    ).format(slims=slims)
    once = _once(handed_over)
    return Text(f"{what.id} {once.id}", f"{what.en} {once.en}")


def _once(handed_over: bool) -> Text:
    if handed_over:
        return Text(
            "Sebagian sudah diserahkan: impor hanya isi folder baru/, satu kali.",
            "Part of it is handed over: import only what is in the folder baru/, once.",
        )
    return Text("Satu kali saja: impor kedua menggandakan judul.", "Only once: a second import makes titles twice.")


def read_first(
    collection: Collection, files: Names[str], lang: Lang, *, wanted: list[Problem], handed_over: bool
) -> str:
    """The text of the file. ``files``: the names in the folder; ``wanted``: of `code_wanted`."""
    name = collection.config.library.name
    sections = [
        Text(f"BACA DULU: {name}", f"READ FIRST: {name}"),
        *(Text(*(f"{what} {do}" for what, do in zip(one.what, one.do, strict=True))) for one in wanted),
        _what_once(files, handed_over),
        *_systems(files),
        Text(
            "Sesudah impor: koleksi selesai FOLDER. Proses berikutnya menaruh yang baru saja di folder baru/.",
            "After the import: koleksi selesai FOLDER. The next run puts only what is new into the folder baru/.",
        ),
    ]
    return "\r\n\r\n".join(section(lang) for section in sections) + "\r\n"


def _systems(files: Names[str]) -> Iterator[Text]:
    if _PLUGIN in files:
        yield _WITH_PLUGIN
    yield _WITHOUT_PLUGIN
    if MANUAL in files:
        yield _BY_HAND
    yield _INLISLITE
    yield _KOHA


_WITH_PLUGIN = Text(
    f"SLiMS, cara terbaik: pasang plugin satu kali (koleksi export slims-plugin). Impor {_PLUGIN} di Bibliografi > "
    "Impor koleksi. Catatan, bahasa, tajuk dan perbaikan ikut masuk, dan impor kedua tidak mengubah apa-apa.",
    f"SLiMS, the better way: put the plugin in once (koleksi export slims-plugin). Import {_PLUGIN} in Bibliography > "
    "Impor koleksi. Notes, languages, headings and corrections arrive, and a second import changes nothing.",
)
_WITHOUT_PLUGIN = Text(
    "SLiMS tanpa plugin: impor slims_biblio.csv di Bibliografi > Impor Data (pemisah koma, pembungkus tanda petik). "
    "Sesudah itu slims_item.csv di Impor Data Eksemplar. Masing-masing satu kali; kode eksemplar yang sudah dipakai "
    "buku lain di SLiMS akan tertimpa, jadi bila SLiMS sudah berisi buku, proses dulu dengan --against.",
    "SLiMS without plugin: import slims_biblio.csv in Bibliography > Data Import (comma, quotation marks). After that "
    "slims_item.csv in Item Import. Each once; item codes that other books in SLiMS have are written over, so where "
    "SLiMS holds books already, process with --against first.",
)
_BY_HAND = Text(
    f"SLiMS tanpa plugin, dengan tangan: {MANUAL}. Lembar Tambah eksemplar: buka judulnya, tambahkan eksemplar dengan "
    "kode itu, baru impor slims_item.csv (pesan HY093 berarti ada kode yang belum ditambahkan). Lembar Perbaiki: "
    "ketik klasifikasi dan nomor panggil yang baru di judul dan eksemplarnya.",
    f"SLiMS without plugin, by hand: {MANUAL}. Sheet Add copies: open the title, add copies with these codes, and only "
    "then import slims_item.csv (a message HY093 means that a code is missing). Sheet Correct: type the new "
    "classification and call number at the title and its copies.",
)
_INLISLITE = Text(
    "INLISLite: impor inlislite-001.xlsx, lalu 002 dan seterusnya, di Akuisisi > Import data dari Excel. "
    "Masing-masing satu kali.",
    "INLISLite: import inlislite-001.xlsx, then 002 and so on, in Acquisition > Import from Excel. Each once.",
)
_KOHA = Text(
    "Koha: Stage MARC records dengan koha.mrc dan aturan pencocokan, lalu Import. Satu kali.",
    "Koha: Stage MARC records with koha.mrc and a matching rule, then import the batch. Once.",
)
