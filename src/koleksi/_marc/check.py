"""What a cataloguer would complain of: the rules of MARC 21 for books that matter, and Indonesian practice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from koleksi import isbn as numbers
from koleksi._marc.check_title import check_title
from koleksi._marc.fields import Field, Raw, is_control
from koleksi._marc.parse import CLASS
from koleksi._marc.rules import check_form, complaint
from koleksi.book import Problem, Text

__all__ = ["check"]

_ONCE = frozenset(
    [
        "001",
        "003",
        "005",
        "008",
        "010",
        "018",
        "036",
        "038",
        "040",
        "042",
        "043",
        "044",
        "045",
        "066",
        "100",
        "110",
        "111",
        "130",
        "240",
        "243",
        "245",
        "254",
        "256",
        "263",
        "306",
        "357",
        "507",
        "514",
        "841",
        "842",
        "844",
        "882",
    ]
)
_HOLDINGS = Text("Rekaman kepemilikan (holdings), bukan bibliografi.", "A holdings record, not a bibliographic one.")
_OTHER_KINDS = MappingProxyType(
    dict.fromkeys("uvxy", _HOLDINGS)
    | {"z": Text("Rekaman otoritas, bukan bibliografi.", "An authority record, not a bibliographic one.")}
    | {"w": Text("Rekaman klasifikasi, bukan bibliografi.", "A classification record, not a bibliographic one.")}
    | {"q": Text("Rekaman komunitas, bukan bibliografi.", "A community record, not a bibliographic one.")}
)
_LANGUAGE = re.compile(r"[a-z]{3}\Z")


def check(raw: Raw) -> list[Problem]:
    """All complaints about a record, in the order of its fields; one that describes no item at all is only named."""
    if kind := _OTHER_KINDS.get(raw.leader[6:7]):
        return [
            complaint(
                "no-book",
                "LDR",
                raw.leader[6:7],
                kind,
                Text(
                    "Lewati; yang diperiksa hanya rekaman bibliografi.",
                    "Leave it out: only bibliographic records are checked.",
                ),
            )
        ]
    found = [*raw.repairs, *_missing(raw), *_repeated(raw)]
    for field in raw.fields:
        found += _control(field) if is_control(field[0]) else _data(field)
    found += check_title(raw)
    found += _dates(raw)
    return found


def _tags(raw: Raw) -> list[str]:
    return [field[0] for field in raw.fields]


def _missing(raw: Raw) -> Iterator[Problem]:
    tags = set(_tags(raw))
    if "245" not in tags:
        yield complaint(
            "no-245",
            "245",
            "",
            Text("Tidak ada judul (245).", "There is no title (245)."),
            Text("Isi 245 $a.", "Fill 245 $a."),
        )
    if "008" not in tags:
        yield complaint(
            "no-008",
            "008",
            "",
            Text(
                "Tidak ada 008; bahasa dan tahun tidak dapat dicari.",
                "There is no 008: language and year cannot be searched.",
            ),
            Text("Isi 008 dengan 40 karakter.", "Fill 008 with 40 characters."),
        )
    if raw.leader[6] in "at" and not tags & {"260", "264"}:
        yield complaint(
            "no-imprint",
            "264",
            "",
            Text("Tidak ada data terbit (260 atau 264).", "There is no publication statement (260 or 264)."),
            Text("Isi penerbit dan tahun.", "Add publisher and year."),
        )


def _repeated(raw: Raw) -> Iterator[Problem]:
    tags = _tags(raw)
    for tag in sorted(_ONCE & set(tags)):
        if tags.count(tag) > 1:
            yield complaint(
                "repeated",
                tag,
                str(tags.count(tag)),
                Text(f"{tag} hanya boleh satu kali.", f"{tag} may stand only once."),
                Text("Gabungkan atau hapus yang berlebih.", "Join them or delete the surplus."),
            )
    mains = [tag for tag in tags if tag in ("100", "110", "111", "130")]
    if len(mains) > 1:
        yield complaint(
            "two-main-entries",
            mains[1],
            " ".join(mains),
            Text("Lebih dari satu tajuk utama (1XX).", "More than one main entry (1XX)."),
            Text("Pindahkan yang kedua ke 7XX.", "Move the second one to 7XX."),
        )


def _control(field: Field) -> Iterator[Problem]:
    tag, data, _ = field
    if tag == "008" and len(data) != 40:
        yield complaint(
            "008-length",
            tag,
            data,
            Text(f"008 berisi {len(data)} karakter, seharusnya 40.", f"008 has {len(data)} characters instead of 40."),
            Text("Susun ulang 008.", "Build 008 again."),
        )
    elif tag == "008" and not _LANGUAGE.match(data[35:38]):
        yield complaint(
            "008-language",
            tag,
            data[35:38],
            Text("Kode bahasa di 008/35-37 bukan tiga huruf.", "The language code in 008/35-37 is not three letters."),
            Text("Pakai ind, eng, ara ...", "Use ind, eng, ara ..."),
        )
    elif tag == "005" and not re.fullmatch(r"\d{14}\.\d", data):
        yield complaint(
            "005-form",
            tag,
            data,
            Text("005 bukan tanggal dan jam MARC.", "005 is not a MARC date and time."),
            Text("Pakai yyyymmddhhmmss.f.", "Use yyyymmddhhmmss.f."),
        )


def _data(field: Field) -> Iterator[Problem]:
    tag, indicators, subfields = field
    if not re.fullmatch(r"[0-9A-Z]{3}", tag):
        yield complaint(
            "tag",
            tag,
            "",
            Text("Nomor ruas tidak sah.", "Not a valid tag."),
            Text("Perbaiki nomor ruas.", "Correct the tag."),
        )
    if not subfields:
        yield complaint(
            "no-subfield",
            tag,
            indicators,
            Text(f"{tag} tidak punya subruas.", f"{tag} has no subfield."),
            Text("Isi atau hapus ruas ini.", "Fill or delete the field."),
        )
    for code, value in subfields:
        if not re.fullmatch(r"[a-z0-9]", code):
            yield complaint(
                "subfield-code",
                tag,
                code,
                Text("Kode subruas tidak sah.", "Not a valid subfield code."),
                Text("Pakai huruf kecil atau angka.", "Use a small letter or a digit."),
            )
        if not value.strip():
            yield complaint(
                "empty-subfield",
                tag,
                f"${code}",
                Text("Subruas kosong.", "An empty subfield."),
                Text("Isi atau hapus.", "Fill or delete it."),
            )
    yield from check_form(field)
    if tag == "020":
        yield from _isbn(subfields)
    if tag == "022":
        yield from _issn(subfields)
    if tag == "041":
        yield from _languages(subfields)
    if tag == "082":
        yield from _class(subfields)


def _isbn(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and not numbers.recognise(value).isbns:
            yield complaint(
                "020-isbn",
                "020",
                value,
                Text("ISBN di 020 $a tidak sah.", "The ISBN in 020 $a is not valid."),
                Text("Perbaiki, atau pindahkan ke 020 $z.", "Correct it, or move it to 020 $z."),
            )


def _issn(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and numbers.recognise(value).kind != "issn":
            yield complaint(
                "022-issn",
                "022",
                value,
                Text("ISSN di 022 $a tidak sah.", "The ISSN in 022 $a is not valid."),
                Text("Perbaiki, atau pindahkan ke 022 $y.", "Correct it, or move it to 022 $y."),
            )


def _class(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code == "a" and not CLASS.fullmatch(value.replace("/", "").replace("'", "").strip()):
            yield complaint(
                "082-class",
                "082",
                value,
                Text("082 $a bukan nomor kelas.", "082 $a is no class number."),
                Text(
                    "Isi nomor kelas saja; nomor panggil masuk 084 atau 852.",
                    "The class number alone; a call number belongs into 084 or 852.",
                ),
            )


def _languages(subfields: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    for code, value in subfields:
        if code in "abdefgh" and (len(value) % 3 or not value.isalpha() or not value.islower()):
            yield complaint(
                "041-code",
                "041",
                value,
                Text("Kode bahasa MARC terdiri atas tiga huruf.", "A MARC language code has three letters."),
                Text("Pakai ind, eng, ara ...", "Use ind, eng, ara ..."),
            )


def _dates(raw: Raw) -> Iterator[Problem]:
    """The year of 008 against that of the imprint, which searches and the shelf-list tell apart."""
    fixed = next((data for tag, data, _ in raw.fields if tag == "008"), "")
    said = " ".join(
        value for tag, _, subfields in raw.fields if tag in ("260", "264") for code, value in subfields if code == "c"
    )
    years = re.findall(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", said)
    if len(fixed) == 40 and fixed[6] == "s" and fixed[7:11].isdigit() and years and fixed[7:11] not in years:
        yield complaint(
            "008-date",
            "008",
            fixed[7:11],
            Text(
                f"Tahun di 008 ({fixed[7:11]}) lain dari tahun terbit ({years[0]}).",
                f"The year in 008 ({fixed[7:11]}) differs from that of the imprint ({years[0]}).",
            ),
            Text("Samakan dengan tahun di halaman judul.", "Make both the year of the title page."),
        )
