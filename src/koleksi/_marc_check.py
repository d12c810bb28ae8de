"""What a cataloguer would complain of: the rules of MARC 21 for books that matter, and Indonesian practice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from koleksi import isbn as numbers
from koleksi._marc_fields import Field, Raw, is_control
from koleksi.book import Problem, Text

__all__ = ["check"]

_ONCE = frozenset(["001", "003", "005", "008", "010", "018", "036", "038", "040", "042", "043", "044", "045", "066", "100", "110", "111", "130", "240", "243", "245", "254", "256", "263", "306", "357", "507", "514", "841", "842", "844", "882"])
_INDICATORS = {
    "020": ("^ $", "^ $"), "022": ("^[ 01]$", "^ $"), "040": ("^ $", "^ $"), "041": ("^[ 01]$", "^[ 7]$"), "082": ("^[017]$", "^[ 04]$"),
    "100": ("^[013]$", "^ $"), "110": ("^[012]$", "^ $"), "245": ("^[01]$", "^[0-9]$"), "250": ("^ $", "^ $"), "260": ("^[ 23]$", "^ $"),
    "264": ("^[ 23]$", "^[0-4]$"), "300": ("^ $", "^ $"), "490": ("^[01]$", "^ $"), "500": ("^ $", "^ $"), "650": ("^[ 012]$", "^[0-7]$"),
    "700": ("^[013]$", "^[ 2]$"), "710": ("^[012]$", "^[ 2]$"),
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{3}\Z")


def check(raw: Raw) -> list[Problem]:
    """All complaints about a record, in the order of its fields."""
    found = [*_missing(raw), *_repeated(raw)]
    for field in raw.fields:
        found += _control(field) if is_control(field[0]) else _data(field)
    found += _title(raw)
    return found


def _say(code: str, column: str, value: str, what: Text, do: Text) -> Problem:
    return Problem(code=code, column=column, value=value[:200], what=what, do=do)


def _tags(raw: Raw) -> list[str]:
    return [field[0] for field in raw.fields]


def _missing(raw: Raw) -> Iterator[Problem]:
    tags = set(_tags(raw))
    if "245" not in tags:
        yield _say("no-245", "245", "", Text("Tidak ada judul (245).", "There is no title (245)."), Text("Isi 245 $a.", "Fill 245 $a."))
    if "008" not in tags:
        yield _say("no-008", "008", "", Text("Tidak ada 008; bahasa dan tahun tidak dapat dicari.", "There is no 008: language and year cannot be searched."), Text("Isi 008 dengan 40 karakter.", "Fill 008 with 40 characters."))
    if raw.leader[6] in "at" and not tags & {"260", "264"}:
        yield _say("no-imprint", "264", "", Text("Tidak ada data terbit (260 atau 264).", "There is no publication statement (260 or 264)."), Text("Isi penerbit dan tahun.", "Add publisher and year."))


def _repeated(raw: Raw) -> Iterator[Problem]:
    tags = _tags(raw)
    for tag in sorted(_ONCE & set(tags)):
        if tags.count(tag) > 1:
            yield _say("repeated", tag, str(tags.count(tag)), Text(f"{tag} hanya boleh satu kali.", f"{tag} may stand only once."), Text("Gabungkan atau hapus yang berlebih.", "Join them or delete the surplus."))
    mains = [tag for tag in tags if tag in ("100", "110", "111", "130")]
    if len(mains) > 1:
        yield _say("two-main-entries", mains[1], " ".join(mains), Text("Lebih dari satu tajuk utama (1XX).", "More than one main entry (1XX)."), Text("Pindahkan yang kedua ke 7XX.", "Move the second one to 7XX."))


def _control(field: Field) -> Iterator[Problem]:
    tag, data, _ = field
    if tag == "008" and len(data) != 40:
        yield _say("008-length", tag, data, Text(f"008 berisi {len(data)} karakter, seharusnya 40.", f"008 has {len(data)} characters instead of 40."), Text("Susun ulang 008.", "Build 008 again."))
    elif tag == "008" and not _LANGUAGE.match(data[35:38]):
        yield _say("008-language", tag, data[35:38], Text("Kode bahasa di 008/35-37 bukan tiga huruf.", "The language code in 008/35-37 is not three letters."), Text("Pakai ind, eng, ara ...", "Use ind, eng, ara ..."))
    elif tag == "005" and not re.fullmatch(r"\d{14}\.\d", data):
        yield _say("005-form", tag, data, Text("005 bukan tanggal dan jam MARC.", "005 is not a MARC date and time."), Text("Pakai yyyymmddhhmmss.f.", "Use yyyymmddhhmmss.f."))


def _data(field: Field) -> Iterator[Problem]:
    tag, indicators, subfields = field
    if not re.fullmatch(r"[0-9A-Z]{3}", tag):
        yield _say("tag", tag, "", Text("Nomor ruas tidak sah.", "Not a valid tag."), Text("Perbaiki nomor ruas.", "Correct the tag."))
    if not subfields:
        yield _say("no-subfield", tag, indicators, Text(f"{tag} tidak punya subruas.", f"{tag} has no subfield."), Text("Isi atau hapus ruas ini.", "Fill or delete the field."))
    for code, value in subfields:
        if not re.fullmatch(r"[a-z0-9]", code):
            yield _say("subfield-code", tag, code, Text("Kode subruas tidak sah.", "Not a valid subfield code."), Text("Pakai huruf kecil atau angka.", "Use a small letter or a digit."))
        if not value.strip():
            yield _say("empty-subfield", tag, f"${code}", Text("Subruas kosong.", "An empty subfield."), Text("Isi atau hapus.", "Fill or delete it."))
    for n, pattern in enumerate(_INDICATORS.get(tag, ())):
        if not re.match(pattern, indicators[n : n + 1] or " "):
            yield _say("indicator", tag, indicators, Text(f"Indikator {n + 1} dari {tag} tidak sah.", f"Indicator {n + 1} of {tag} is not valid."), Text("Lihat daftar indikator MARC 21.", "See the MARC 21 list of indicators."))
    if tag == "020":
        yield from _isbn(subfields)
    if tag == "041":
        yield from _languages(subfields)


def _isbn(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and not numbers.recognise(value).isbns:
            yield _say("020-isbn", "020", value, Text("ISBN di 020 $a tidak sah.", "The ISBN in 020 $a is not valid."), Text("Perbaiki, atau pindahkan ke 020 $z.", "Correct it, or move it to 020 $z."))


def _languages(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code in "abdefgh" and (len(value) % 3 or not value.isalpha() or not value.islower()):
            yield _say("041-code", "041", value, Text("Kode bahasa MARC terdiri atas tiga huruf.", "A MARC language code has three letters."), Text("Pakai ind, eng, ara ...", "Use ind, eng, ara ..."))


def _title(raw: Raw) -> Iterator[Problem]:
    field = next((field for field in raw.fields if field[0] == "245"), None)
    if field is None or is_control(field[0]):
        return
    codes = [code for code, _ in field[2]]
    if "a" not in codes:
        yield _say("245-no-a", "245", "", Text("245 tanpa $a.", "245 without $a."), Text("Isi judul di $a.", "Put the title into $a."))
    has_main = any(tag in ("100", "110", "111", "130") for tag in _tags(raw))
    if has_main and field[1][:1] == "0":
        yield _say("245-ind1", "245", field[1], Text("Ada tajuk utama, indikator 1 dari 245 seharusnya 1.", "There is a main entry: indicator 1 of 245 should be 1."), Text("Ubah indikator.", "Change the indicator."))
    if not has_main and field[1][:1] == "1":
        yield _say("245-ind1", "245", field[1], Text("Tidak ada tajuk utama, indikator 1 dari 245 seharusnya 0.", "There is no main entry: indicator 1 of 245 should be 0."), Text("Ubah indikator.", "Change the indicator."))
