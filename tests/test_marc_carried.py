"""What a record says beyond its Book comes out again: read, written, joined with others, and read by other programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from koleksi import Book, Copy, dedupe, marc, process
from koleksi._marc.fields import Field, from_pymarc
from koleksi._terms import book_json
from koleksi.book import Entry, MarcField

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
FIXED = ("008", "990801s2004    io a     b    001 0 ind d", ())
BASE: list[Field] = [
    ("001", "X7", ()),
    ("003", "ID-AB", ()),
    FIXED,
    ("100", "1 ", (("a", "Hirata, Andrea,"), ("d", "1967-"))),
    ("245", "10", (("a", "Laskar pelangi /"), ("c", "Andrea Hirata."))),
    ("264", " 1", (("a", "Yogyakarta :"), ("b", "Bentang,"), ("c", "2004"))),
    ("300", "  ", (("a", "529 hlm. ;"), ("c", "21 cm"))),
]
BEYOND: list[Field] = [
    ("010", "  ", (("a", "   2005012345 "),)),
    ("041", "1 ", (("a", "ind"), ("a", "eng"), ("h", "jpn"))),
    ("082", "14", (("a", "899/.221"), ("2", "21"))),
    ("111", "2 ", (("a", "Kongres Bahasa"), ("n", "(10 :"), ("d", "2013 :"), ("c", "Jakarta)"))),
    ("240", "10", (("a", "Rainbow troops."), ("l", "Indonesian"))),
    ("245", "14", (("a", "Die Reise ="), ("b", "The journey"))),
    ("246", "30", (("a", "Pelangi"),)),
    ("264", " 4", (("c", "©2003"),)),
    ("300", "  ", (("a", "529 hlm. ;"), ("c", "21 cm +"), ("e", "1 CD"))),
    ("336", "  ", (("a", "text"), ("b", "txt"), ("2", "rdacontent"))),
    ("490", "1 ", (("a", "Seri agama ;"), ("v", "12"))),
    ("505", "0 ", (("a", "Bab 1 -- Bab 2"),)),
    ("541", "  ", (("a", "Yayasan"), ("c", "hibah"))),
    ("590", "  ", (("a", "Ditandatangani"),)),
    ("650", " 0", (("a", "Islands"), ("z", "Indonesia"))),
    ("650", " 7", (("a", "Pulau"), ("2", "local"))),
    ("700", "12", (("a", "Toer, Pramoedya Ananta."), ("t", "Bumi manusia"))),
    ("700", "1 ", (("a", "Sari, Ani"), ("q", "(Ani Sari)"), ("e", "penerjemah"))),
    ("830", " 0", (("a", "Seri agama ;"), ("v", "12"))),
    ("856", "40", (("u", "http://contoh.id"),)),
    ("880", "10", (("6", "245-01"), ("a", "レインボー"))),
    ("901", "  ", (("z", "lokal"),)),
    ("999", "  ", (("c", "17"), ("d", "17"))),
]


def rebuilt(fields: list[Field], profile: str = "indomarc") -> list[Field]:
    book, copies = marc.from_fields(sorted(fields, key=lambda field: field[0]))
    return list(from_pymarc(marc.to_record(book, copies, profile)).fields)


@pytest.mark.parametrize("field", BEYOND, ids=lambda field: f"{field[0]}{field[1].strip()}")
@pytest.mark.parametrize("profile", ["indomarc", "koha"])
def test_a_field_comes_out_as_it_went_in(field: Field, profile: str) -> None:
    others = [one for one in BASE if one[0] != field[0] or field[1] == " 4"]
    if field[0] == "111":
        others = [one for one in others if one[0] != "100"]
    assert field in rebuilt([*others, field], profile)


def test_all_of_them_together_come_out_once() -> None:
    given = [*BASE, *(field for field in BEYOND if field[0] not in ("111", "245", "300"))]
    out = Counter(rebuilt(given))
    assert {field: out[field] for field in given if out[field] != 1} == {}


def test_what_was_carried_is_carried_again() -> None:
    given = [*BASE, *(field for field in BEYOND if field[0] not in ("111", "245", "300"))]
    book, _ = marc.from_fields(sorted(given, key=lambda field: field[0]))
    again, _ = marc.from_record(marc.to_record(book))
    assert again == book


def test_a_plain_record_carries_nothing() -> None:
    book = Book(title="Judul", authors=("Ani Sari",), year=2004, language="ind", series="Seri", series_number="4")
    assert marc.from_record(marc.to_record(book)) == (book, ())


def test_a_fact_that_was_changed_since_is_written_anew() -> None:
    book, _ = marc.from_fields([*BASE[:4], ("245", "10", (("a", "Laskar"), ("h", "[teks]")))])
    title = marc.to_record(book.but(title="Laskar Pelangi"))["245"]
    assert title["a"].startswith("Laskar Pelangi") and "h" not in title
    assert marc.to_record(book)["245"]["h"] == "[teks]"


def test_008_says_the_language_and_year_that_the_book_has_by_now() -> None:
    book, _ = marc.from_fields(BASE)
    fixed = marc.to_record(book.but(language="eng", year=2010))["008"].data
    assert fixed == "990801s2010    io a     b    001 0 eng d"


def test_no_carriers_of_ours_in_a_record_of_another_kind() -> None:
    book = Book(title="Peta", marc_fields=(MarcField("LDR", "00000nem a2200000 i 4500"),))
    record = marc.to_record(book)
    assert str(record.leader)[6] == "e" and not record.get_fields("007", "336", "337", "338")


def test_a_series_number_goes_to_every_system() -> None:
    book, _ = marc.from_fields([("245", "00", (("a", "Judul"),)), ("440", " 0", (("a", "Seri ;"), ("v", "4")))])
    assert (book.series, book.series_number) == ("Seri", "4")
    assert marc.to_record(book)["490"].value() == "Seri ; 4"
    assert marc.to_record(book, profile="slims")["440"]["a"] == "Seri ; 4"


def test_slims_gets_the_notes_and_is_told_the_rest() -> None:
    book, _ = marc.from_fields([*BASE, *[field for field in BEYOND if field[0] in ("505", "856", "999")]])
    assert "Bab 1 -- Bab 2" in marc.to_record(book, profile="slims")["500"]["a"]
    assert {"856", "999"} <= set(marc.not_held(book, "slims")) and "505" not in marc.not_held(book, "slims")
    assert marc.not_held(book, "koha") == ()


def test_two_descriptions_of_one_edition_unite_what_they_carry() -> None:
    note = ("590", "  ", (("a", "Hibah"),))
    one, _ = marc.from_fields([*BASE, note, ("856", "40", (("u", "http://a.id"),))])
    two, _ = marc.from_fields([("001", "Y9", ()), *BASE[2:], note, ("521", "  ", (("a", "SMP"),))])
    merged, _ = dedupe.merge([one, two])
    tags = Counter(field.tag for field in marc.to_record(merged).get_fields())
    assert (tags["590"], tags["856"], tags["008"], tags["100"], tags["001"], tags["003"]) == (1, 1, 1, 1, 1, 1)
    assert marc.to_record(merged)["035"]["a"] == "Y9"


def test_a_control_number_that_is_replaced_is_kept_with_its_system() -> None:
    book, _ = marc.from_fields(BASE)
    record = marc.to_record(book.renumbered("PD1"))
    assert (record["001"].data, record["035"]["a"], record.get("003")) == ("PD1", "(ID-AB)X7", None)


def test_a_ledger_keeps_what_is_carried() -> None:
    book, _ = marc.from_fields([*BASE, *BEYOND])
    assert book.marc_fields and book_json.load(book_json.dump(book)) == book
    copies = (Copy(marc_fields=(MarcField("952", "  ", (("7", "1"),)),)), Copy(number=2))
    assert book_json.load_copies(book_json.dump_copies(copies)) == copies


# copies

ITEM: Field = (
    "952",
    "  ",
    (("a", "PUSAT"), ("p", "B1"), ("o", "899 HIR l"), ("7", "1"), ("y", "REF"), ("x", "kata 1")),
)


def test_what_koha_says_of_an_item_returns_to_koha() -> None:
    book, copies = marc.from_fields([*BASE, ITEM])
    item = marc.to_record(book, copies, profile="koha")["952"]
    assert {code: item[code] for code in "ap7oyx"} == dict(ITEM[2])
    again = marc.from_record(marc.to_record(book, copies))
    assert again == (book, copies)


def test_what_852_says_of_a_copy_returns() -> None:
    shelf: Field = ("852", "0 ", (("b", "Ruang 1"), ("h", "899"), ("i", "HIR"), ("x", "pinjam"), ("p", "B1")))
    book, copies = marc.from_fields([*BASE, shelf])
    field = marc.to_record(book, copies)["852"]
    assert Counter((s.code, s.value) for s in field.subfields) >= Counter(shelf[2])
    assert marc.from_record(marc.to_record(book, copies)) == (book, copies)


def test_the_condition_of_a_copy_stands_with_the_copy() -> None:
    copy = Copy(barcode="B1", condition="sampul sobek", note="hadiah")
    record = marc.to_record(Book(title="Judul"), [copy])
    assert (record["852"]["q"], record["852"]["z"]) == ("sampul sobek", "hadiah") and "500" not in record
    koha = marc.to_record(Book(title="Judul"), [copy], profile="koha")
    assert koha["952"]["z"] == "sampul sobek ; hadiah" and "500" not in koha


def test_a_note_of_the_library_in_990_is_no_copy() -> None:
    book, copies = marc.from_fields([*BASE, ITEM, ("990", "  ", (("a", "catatan"), ("x", "1")))])
    again = marc.from_record(marc.to_record(book, copies))
    assert len(again[1]) == 1 and any(field.tag == "990" for field in again[0].marc_fields)


# damage


def test_a_damaged_subfield_code_is_mended_and_told(tmp_path: Path) -> None:
    body = b"00\x1faJudul \x1f\xc4sisa buku.\x1e"
    head = b"nam a22" + b"%05d" % (24 + 12 + 1) + b" i 4500245%04d00000\x1e" % len(body)
    path = tmp_path / "a.mrc"
    path.write_bytes(b"%05d" % (5 + len(head) + len(body) + 1) + head + body + b"\x1d")
    (entry,) = marc.read_books(path)
    assert isinstance(entry, Entry) and entry.book.title == "Judul sisa buku"
    assert {problem.code for problem in entry.problems} == {"marc-charset", "marc-subfield"}


def test_a_fixed_field_that_is_cut_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mrc"
    record = marc.to_record(Book(title="Judul"))
    record["008"].data = "200101s2020"
    assert marc.write([record], path) == []
    (entry,) = marc.read_books(path)
    assert isinstance(entry, Entry) and [problem.code for problem in entry.problems] == ["008-length"]


# the main job


def catalogue(path: Path, *records: list[Field]) -> Path:
    made = []
    for fields in records:
        book, copies = marc.from_fields(sorted(fields, key=lambda field: field[0]))
        made.append(marc.to_record(book, copies, profile="koha"))
    assert marc.write(made, path) == []
    return path


def test_process_keeps_what_a_catalogue_says_and_tells_what_slims_cannot_hold(tmp_path: Path) -> None:
    other = [("001", "X8", ()), ("245", "00", (("a", "Lain sekali"),)), ("856", "40", (("u", "http://b.id"),))]
    source = catalogue(tmp_path / "a.mrc", [*BASE, ITEM, BEYOND[-1], BEYOND[-4]], other)
    summary = process.run([source], tmp_path / "out")
    assert summary.books == 2
    for name in ("katalog.mrc", "katalog.xml", "koha.mrc"):
        one, two = marc.read(tmp_path / "out" / name)
        assert (one["001"].data, one["003"].data, one["999"]["c"]) == ("X7", "ID-AB", "17")
        assert two["001"].data == "X8"
        assert (one["856"]["u"], two["856"]["u"]) == ("http://contoh.id", "http://b.id")
    assert next(iter(marc.read(tmp_path / "out" / "koha.mrc")))["952"]["7"] == "1"
    told = (tmp_path / "out" / "masalah.csv").read_text(encoding="utf-8-sig")
    assert re.search(r"100 \$d, 856, 999.*marc-not-held", told)
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.suffix != ".db"}
    process.run([source], tmp_path / "out")
    again = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.suffix != ".db"}
    assert [name for name in first if again.get(name) != first[name] and not name.startswith("koleksi.db")] == []


def test_a_control_number_at_two_records_is_of_neither(tmp_path: Path) -> None:
    other = [("001", "X7", ()), ("245", "00", (("a", "Lain sekali"),))]
    process.run([catalogue(tmp_path / "a.mrc", BASE, other)], tmp_path / "out")
    for name in ("katalog.mrc", "koha.mrc"):
        for record in marc.read(tmp_path / "out" / name):
            assert re.fullmatch(r"PD\d{8}", record["001"].data) and record["035"]["a"].endswith("X7")


def test_what_a_catalogue_held_against_says_stays_with_its_record(tmp_path: Path) -> None:
    known = catalogue(tmp_path / "known.mrc", [*BASE, ("020", "  ", (("a", "9789793062792"),)), ITEM, BEYOND[-1]])
    source = tmp_path / "a.csv"
    source.write_text("Judul,Pengarang,ISBN\nLaskar Pelangi,Andrea Hirata,9789793062792\n", encoding="utf-8")
    process.run([source], tmp_path / "out", against=known)
    for name in ("katalog.mrc", "koha.mrc"):
        (record,) = marc.read(tmp_path / "out" / name)
        assert (record["001"].data, record["999"]["c"], record["100"]["d"]) == ("X7", "17", "1967-")


@pytest.mark.parametrize("language", ["ind", "und"])
def test_every_export_says_the_same_language(language: str, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("Judul,Kota\nDoraemon 1,Jakarta\n", encoding="utf-8")
    (tmp_path / "koleksi.toml").write_text(f'[library]\nlanguage = "{language}"\n', encoding="utf-8")
    process.run([source], tmp_path / "out", config=tmp_path / "koleksi.toml")
    for name in ("katalog.mrc", "koha.mrc"):
        (record,) = marc.read(tmp_path / "out" / name)
        assert record["008"].data[35:38] == language
    (record,) = marc.read(tmp_path / "out" / "katalog.mrc")
    assert ("041" in record) == (language == "ind")
    slims = (tmp_path / "out" / "slims_biblio.csv").read_text(encoding="utf-8")
    assert ('"Indonesia"' in slims) == (language == "ind")


# real files

FIELDS_CHANGED = frozenset({"005", "008", "020", "852", "952", "990"})


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
@pytest.mark.parametrize("name", ["Evergreen__oss.marc", "File_MARC__music.mrc", "pymarc__marc.dat"])
def test_real_records_lose_no_subfield(name: str, tmp_path: Path) -> None:
    source = SHARED / "marc" / name
    entries = [entry for entry in marc.read_books(source) if isinstance(entry, Entry)]
    assert marc.write_books([(entry.book, entry.copies) for entry in entries], tmp_path / "a.mrc") == []
    for given, made in zip(marc.read(source), marc.read(tmp_path / "a.mrc"), strict=True):
        out = " ".join(letters(field.value()) for field in made.get_fields())
        lost = [
            (field.tag, value) for field in given.get_fields() if field.tag not in FIELDS_CHANGED
            for value in ([field.data] if field.control_field else [s.value for s in field.subfields])
            if letters(value) not in out
        ]  # fmt: skip
        assert lost == []


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.mark.skipif(not shutil.which("yaz-marcdump"), reason="yaz-marcdump is not installed (make system-tools)")
def test_yaz_reads_what_is_carried(tmp_path: Path) -> None:
    book, copies = marc.from_fields(sorted([*BASE, *BEYOND[6:], ITEM], key=lambda field: field[0]))
    path = tmp_path / "a.mrc"
    assert marc.write_books([(book, copies)], path) == []
    said = subprocess.run(["yaz-marcdump", "-o", "json", path], capture_output=True, check=True).stdout
    fields = Counter(tag for field in json.loads(said)["fields"] for tag in field)
    assert all(fields[tag] for tag in ("240", "246", "505", "541", "590", "830", "856", "880", "901", "952", "999")
               if tag in {field[0] for field in [*BEYOND[6:], ITEM]})  # fmt: skip
