"""What the stages of a job are called, for a line of progress."""

from __future__ import annotations

from types import MappingProxyType

from koleksi.book import Text

__all__ = ["STAGES", "stage_name"]

STAGES = MappingProxyType(
    {
        "read": Text("membaca", "reading"),
        "lookup": Text("mencari di", "looking up in"),
        "duplicates": Text("mencari kembaran", "finding duplicates"),
        "classes": Text("mengusulkan kelas", "suggesting classes"),
        "write": Text("menulis", "writing"),
        "marc": Text("menulis katalog", "writing the catalogue"),
        "slims": Text("menulis berkas SLiMS", "writing the SLiMS files"),
        "inlislite": Text("menulis berkas INLISLite", "writing the INLISLite files"),
        "labels": Text("menggambar label", "drawing labels"),
        "cards": Text("menggambar kartu", "drawing cards"),
        "new": Text("menulis yang baru", "writing what is new"),
        "register": Text("menulis buku induk", "writing the register"),
        "pack": Text("membuat paket:", "building the pack:"),
        "libraries": Text("memasukkan", "taking in"),
        "exchange": Text("menghitung kelebihan dan kekurangan", "counting surplus and shortage"),
        "reports": Text("menulis laporan", "writing reports"),
        "pack index": Text("membuat daftar isi paket", "indexing the pack"),
    }
)


def stage_name(stage: str) -> Text:
    """What a stage is called; behind its first word may stand what it works on ("read donasi.csv")."""
    if stage in STAGES:
        return STAGES[stage]
    name, _, what = stage.partition(" ")
    words = STAGES.get(name, Text(name, name))
    return Text(f"{words.id} {what}", f"{words.en} {what}")
