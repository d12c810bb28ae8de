"""Facts that tell the parts of one work apart: volume, class, semester, edition ... Two that conflict are two books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from koleksi.book import Text

__all__ = ["Facts", "facts_conflict", "kind_in_words", "one_sided"]

Facts = tuple[tuple[str, str], ...]  # sorted (kind, value)

_KINDS = MappingProxyType(
    {
        "volume": Text("jilid", "volume"), "class": Text("kelas", "class"), "semester": Text("semester", "semester"),
        "juz": Text("juz", "juz"), "edition": Text("edisi", "edition"), "issue": Text("nomor terbitan", "issue"),
        "level": Text("jenjang", "school level"), "role": Text("jenis buku", "kind of book"),
        "number": Text("angka", "number"), "series": Text("nomor seri", "series number"),
        "theme": Text("tema", "theme"),
        "subtheme": Text("subtema", "subtheme"), "module": Text("modul", "module"), "packet": Text("paket", "packet"),
        "stage": Text("tingkat", "level"), "phase": Text("fase", "phase"), "part": Text("bagian", "part"),
        "program": Text("program", "programme"), "version": Text("versi", "version"),
        "spelled": Text("angka", "number"), "letter": Text("huruf", "letter"), "model": Text("tipe", "model"),
        "years": Text("tahun di judul", "year in the title"), "language": Text("bahasa", "language"),
    }
)  # fmt: skip
# What is easily left out: silence about these says little. A plain title otherwise means the first edition,
# the whole year, the book itself.
_OFTEN_OMITTED = MappingProxyType(
    {
        "level": -0.4, "spelled": 0.0, "series": -1.6, "program": -0.8, "years": -0.8, "phase": -0.4, "version": -1.6,
        "part": -1.6, "model": 0.0,
    }
)  # fmt: skip
_OMITTED = -3.2
OMITTED_IN_ONE_YEAR = -0.8  # an edition that only one of two books of a year names
# Of kinds that weigh the same those are named last for which there is an excuse: an edition in one year, a role typed
# wrong. It is none for a volume that is missing too.
_EXCUSED = MappingProxyType({"edition": 1, "role": 2})
# One and the same number may stand under any of these marks, or bare ("Matematika XI", "Doraemon 2").
_COUNTED = ("number", "spelled", "volume", "class", "series", "theme", "stage", "edition", "juz", "issue")
# Kinds of which one side may name several, the other some of them.
_SEVERAL = ("years", "role", "volume", "series", "issue", "model")


def kind_in_words(kind: str) -> Text:
    return _KINDS[kind]


def facts_conflict(left: Facts, right: Facts) -> Text | None:
    """The first fact in which the two disagree, in words; what only one says is no conflict."""
    if left == right:
        return None
    ours, theirs = dict(left), dict(right)
    for kind, value in left:
        other = theirs.get(kind)
        if other is not None and other != value and not _may_agree(kind, value, other):
            return _against(kind, value, other)
    here, there = _counted(ours, theirs), _counted(theirs, ours)
    if here and there and not set(here.values()) & set(there.values()):
        kind = min(here)
        return _against(kind, here[kind], there[min(there)])
    return None


def _counted(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Numbers under marks that only one side uses. "Naruto 5", "Naruto #5" and "Naruto vol. 5" may be one, "Naruto #6"
    not."""
    return {kind: ours[kind] for kind in _COUNTED if kind in ours and kind not in theirs}


def _against(kind: str, value: str, other: str) -> Text:
    value, other = sorted((value, other))
    return Text(f"{_KINDS[kind].id} {value} lawan {other}", f"{_KINDS[kind].en} {value} against {other}")


def _may_agree(kind: str, value: str, other: str) -> bool:
    """What one says beside the same, often in a subtitle that the other leaves out, is no denial."""
    if kind == "level":
        return bool(set(value.split("+")) & set(other.split("+")))
    if kind in _SEVERAL:
        ours, theirs = Counter(value.split("+")), Counter(other.split("+"))
        return ours <= theirs or theirs <= ours
    return False


def one_sided(left: Facts, right: Facts) -> tuple[float, str]:
    """What the silence of one side about a fact of the other costs, and the weightiest kind of such facts ("":
    none)."""
    ours, theirs = dict(left), dict(right)
    here, there = _counted(ours, theirs), _counted(theirs, ours)
    both = set(here.values()) & set(there.values())
    kinds = {kind for kind in ours.keys() ^ theirs.keys() if (here.get(kind) or there.get(kind)) not in both}
    if not kinds:
        return 0.0, ""
    worst = min(sorted(kinds), key=lambda kind: (_OFTEN_OMITTED.get(kind, _OMITTED), _EXCUSED.get(kind, 0)))
    return _OFTEN_OMITTED.get(worst, _OMITTED), worst
