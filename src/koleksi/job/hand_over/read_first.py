"""``BACA-DULU.txt`` and the first line of ``laporan.html``: what to import, in which order, and only once."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Sequence

from koleksi import config
from koleksi._terms.problems import problem
from koleksi.book import Lang, Problem, Text
from koleksi.job.collection import Collection
from koleksi.job.hand_over.slims_import import MANUAL
from koleksi.job.numbering import control_number

__all__ = ["READ_FIRST", "code_wanted", "first_line", "nothing_new", "read_first"]

READ_FIRST = "BACA-DULU.txt"
_PLUGIN = "slims.jsonl"  # what the plugin for SLiMS reads


def code_wanted(collection: Collection) -> list[Problem]:
    """Nothing was handed over and the library's code is the default: other libraries would give the same numbers."""
    code = collection.config.library.code
    if code != config.Library().code or collection.catalogue:
        return []
    record = control_number(collection.config, collection.config.numbers.start)
    return [problem("library-code", source="koleksi.toml", column="library.code", value=code, record=record)]


def first_line(systems: Sequence[str], *, handed_over: bool) -> Text:
    """What is imported, and how often. ``systems``: those in use; ``handed_over``: there is a folder ``baru/``."""
    said = _what_once(systems, handed_over)
    return Text(f"{said.id} Caranya: {READ_FIRST}.", f"{said.en} How: {READ_FIRST}.")


def _what_once(systems: Sequence[str], handed_over: bool) -> Text:
    """Whether files were imported only a person knows: that labels are on the books does not say it."""
    once = _PART_IS_THERE if handed_over else _ONCE if "slims" in systems else _ONLY_ONCE
    files = [_FILES[system] for system in _FILES if system in systems]
    if not files:
        return _NO_SYSTEM
    what = (_TO_ONE if len(files) > 1 else _TO_IT).format(
        files=Text("; ".join(one.id for one in files), "; ".join(one.en for one in files))
    )
    return Text(f"{what.id} {once.id}", f"{what.en} {once.en}")


_TO_ONE = Text("Impor ke satu sistem saja: {files}.", "Import into one system: {files}.")
_TO_IT = Text("Impor: {files}.", "Import: {files}.")
_FILES = {
    "slims": Text(
        f"SLiMS {_PLUGIN} (plugin), atau slims_biblio.csv lalu slims_item.csv",
        f"SLiMS {_PLUGIN} (plugin), or slims_biblio.csv, then slims_item.csv",
    ),
    "inlislite": Text(
        "INLISLite inlislite-001.xlsx dan seterusnya, berurutan", "INLISLite inlislite-001.xlsx and so on, in order"
    ),
    "koha": Text("Koha koha.mrc", "Koha koha.mrc"),
}
_NO_SYSTEM = Text(
    "Tidak ada yang diimpor: katalog.xlsx adalah katalognya, kartu_katalog.pdf kartunya.",
    "Nothing is imported: katalog.xlsx is the catalogue, kartu_katalog.pdf its cards.",
)
_ONCE = Text(
    "Satu kali saja: di SLiMS tanpa plugin, impor kedua membuat setiap judul menjadi dua.",
    "Only once: in SLiMS without the plugin a second import makes every title twice.",
)
_ONLY_ONCE = Text("Satu kali saja.", "Only once.")
_PART_IS_THERE = Text(
    "Sudah pernah mengimpor buku dari folder ini? Impor hanya isi folder baru/. Belum pernah? Impor yang di sini. Satu "
    "kali saja.",
    "Were books of this folder imported before? Import only what is in the folder baru/. Never yet? Import what is "
    "here. Only once.",
)


def nothing_new(lang: Lang) -> str:
    """The text of the file in a folder ``baru/`` that has nothing else."""
    return _NOTHING_NEW(lang) + "\r\n"


_NOTHING_NEW = Text(
    "Tidak ada yang baru sejak koleksi selesai: tidak ada yang perlu dicetak atau diimpor.",
    "Nothing is new since koleksi selesai: there is nothing to print or import.",
)


def read_first(
    collection: Collection, files: Names[str], lang: Lang, *, wanted: list[Problem], handed_over: bool
) -> str:
    """The text of the file. ``files``: the names in the folder; ``wanted``: of `code_wanted`."""
    name, systems = collection.config.library.name, collection.config.outputs.systems
    sections = [
        Text(f"BACA DULU: {name}", f"READ FIRST: {name}"),
        *(Text(*(f"{what} {do}" for what, do in zip(one.what, one.do, strict=True))) for one in wanted),
        _what_once(systems, handed_over),
        *((_WITH_PLUGIN, _WITHOUT_PLUGIN) if "slims" in systems else ()),
        *((_BY_HAND,) if MANUAL in files else ()),
        *((_INLISLITE,) if "inlislite" in systems else ()),
        *((_KOHA,) if "koha" in systems else ()),
        Text(
            "Label sudah ditempel dan berkas sudah diimpor? Ketik: koleksi selesai FOLDER. Proses berikutnya menaruh "
            "yang baru saja di folder baru/.",
            "Labels are on the books and files are imported? Type: koleksi selesai FOLDER. The next run puts only what "
            "is new into the folder baru/.",
        ),
    ]
    return "\r\n\r\n".join(section(lang) for section in sections) + "\r\n"


_WITH_PLUGIN = Text(
    f"SLiMS, cara terbaik: pasang plugin satu kali (koleksi export slims-plugin). Impor {_PLUGIN} di Bibliografi > "
    "Impor koleksi. Catatan, bahasa, pengarang dan perbaikan ikut masuk, dan impor kedua tidak mengubah apa-apa.",
    f"SLiMS, the better way: put the plugin in once (koleksi export slims-plugin). Import {_PLUGIN} in Bibliography > "
    "Impor koleksi. Notes, languages, headings and corrections arrive, and a second import changes nothing.",
)
_WITHOUT_PLUGIN = Text(
    "SLiMS tanpa plugin: impor slims_biblio.csv di Bibliografi > Impor Data (pemisah: koma, pembungkus: tanda petik). "
    "Sesudah itu slims_item.csv di Impor Data Eksemplar. Masing-masing satu kali; kode eksemplar yang sudah dipakai "
    "buku lain di SLiMS akan tertimpa. Jadi bila SLiMS sudah berisi buku, ekspor dulu dari sana, lalu: "
    "koleksi process DAFTAR --against EKSPOR --out FOLDER-LAIN.",
    "SLiMS without plugin: import slims_biblio.csv in Bibliography > Data Import (comma, quotation marks). After that "
    "slims_item.csv in Item Import. Each once; item codes that other books in SLiMS have are written over, so where "
    "SLiMS holds books already, export from it first, then: koleksi process LIST --against EXPORT --out FOLDER.",
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
    "INLISLite: di Akuisisi, Import Data dari Excel: pilih inlislite-001.xlsx, tekan Proses, tunggu Berhasil!, lalu "
    "002 dan seterusnya. Berkas yang sudah masuk ditolak bila diimpor lagi. Kode lokasi dan ruang ([inlislite] di "
    "koleksi.toml) harus sama dengan yang di INLISLite: kode yang belum ada di sana menjadi lokasi baru.",
    "INLISLite: in Akuisisi, Import Data dari Excel: choose inlislite-001.xlsx, press Proses, wait for Berhasil!, then "
    "002 and so on. A file that is in already is refused. The codes of location and room ([inlislite] in "
    "koleksi.toml) must be those of INLISLite: a code that it does not know becomes a new location.",
)
_KOHA = Text(
    "Koha: Cataloging, Stage records for import: koha.mrc, aturan yang mencocokkan 001 (docs/koha.md), "
    "Always add items, lalu Import. Dengan Replace items rekaman baru masuk tanpa eksemplar.",
    "Koha: Cataloging, Stage records for import: koha.mrc, a rule that matches 001 (docs/koha.md), "
    "Always add items, then import the batch. With Replace items new records get no items.",
)
