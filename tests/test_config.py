"""``koleksi.toml``: every key is checked, and all mistakes of a file are named at once before anything is done."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import settings_page
from koleksi import config, save
from koleksi._terms.calendar import day_of, month_of
from koleksi.book import Text
from koleksi.cli.root import cli
from koleksi.config import Config, SettingsError
from koleksi.errors import InputError, OutputError, UsageError
from koleksi.job import settings

ROOT = Path(__file__).resolve().parents[1]


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "koleksi.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def mistakes(folder: Path, text: str | bytes) -> tuple[Text, ...]:
    with pytest.raises(SettingsError) as stopped:
        settings.load(written(folder, text))
    return stopped.value.mistakes


def only(folder: Path, text: str | bytes) -> Text:
    (mistake,) = mistakes(folder, text)
    return mistake


# all at once

TEN = {
    "max_copies = -1": "max_copies = -1",
    "[library]\nname = 5": 'library.name = 5: harus teks dalam tanda kutip: "5"',
    '[numbers]\nstart = "1"': 'numbers.start = "1"',
    '[acquisition]\ndate = "31-02-2026"': "tanggal 31 tidak ada",
    '[classes]\nislam = "2x"': "maksudnya 2X?",
    "threshold = 1.5": "0 sampai 1",
    '[labels]\nsheet = "tj12l"': "maksudnya tj121?",
    'kind = "spin"': "maksudnya spine?",
    'shet = "tj121"': "maksudnya sheet?",
    "[prefixes]\nreference = Ref": 'reference = "Ref"',
}


def test_ten_mistakes_are_ten_sentences_and_nothing_is_touched(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "\n".join(TEN))
    assert len(found) == 10
    for line, (sentence, expected) in enumerate(zip(found, TEN.values(), strict=True), start=1):
        assert expected in sentence.id, line
        assert sentence.id.startswith(f"{tmp_path / 'koleksi.toml'}, baris ")
        assert sentence.en.startswith(f"{tmp_path / 'koleksi.toml'}, line ")
    assert [path.name for path in tmp_path.iterdir()] == ["koleksi.toml"]


def test_the_error_has_a_line_for_each_mistake_in_either_language_and_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as stopped:
        settings.load(written(tmp_path, 'max_copies = -1\n[labels]\nkind = "x"\n'))
    assert stopped.value.exit_code == 2
    assert len(stopped.value.message.id.split("\n")) == len(stopped.value.message.en.split("\n")) == 2
    assert str(stopped.value) == stopped.value.message.id


def test_a_mistake_is_named_with_the_line_it_stands_on(tmp_path: Path) -> None:
    text = '# pengaturan\n\n[labels]\nsheet = "tj121"\n\n[koha]\nbranch = "A B"\n'
    assert "baris 7: koha.branch" in only(tmp_path, text).id


@pytest.mark.parametrize("key", [key for key, _, _ in config.every_key()])
def test_every_key_refuses_a_value_of_another_type_in_both_languages(key: str, tmp_path: Path) -> None:
    own = "page_w = 210\npage_h = 297\nlabel_w = 60\nlabel_h = 30\n"
    table, _, name = key.rpartition(".")
    lines = [line for line in own.splitlines() if not line.startswith(f"{name} ")] if table == "sheets.NAME" else []
    heading = f"[{table}]\n" if table else ""
    for wrong in ("1979-05-27T07:32:00", "[[1]]"):
        if (key, wrong[:4]) == ("acquisition.date", "1979"):
            continue
        found = only(tmp_path, "\n".join([f"{heading}{name} = {wrong}", *lines]))
        assert f" {key} = " in found.id and f" {key} = " in found.en
        assert found.id != found.en


def test_every_default_passes_its_own_rule() -> None:
    rules = settings.rules()
    for key, about, default in config.every_key():
        if default is not None:
            assert rules.get(key, about.rule).read(default) == default, key


# single values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[numbers]\nstart = true", "bilangan bulat"),
        ("[numbers]\nstart = 1.0", "bilangan bulat"),
        ("[classes]\nthreshold = true", "angka 0 sampai 1"),
        ("[classes]\nthreshold = nan", "angka 0 sampai 1"),
        ('[classes]\nthreshold = "0,5"', "tanpa tanda kutip: 0.5"),
        ('[library]\nheader = "TBM"', 'harus daftar, juga bila hanya satu: ["TBM"]'),
        ('[library]\nname = ["TBM"]', "tanpa [ ]"),
        ('[library]\nname = "a\\nb"', "tanda yang tidak tercetak"),
        ('[library]\nheader = ["a", 5]', '5: harus teks dalam tanda kutip: "5"'),
        ('[library]\ncode = "Désa"', "ASCII"),
        ('[library]\norg = "ID SKM"', '"ID-SKM"'),
        ('[numbers]\nbarcode = "B"', "tanpa {n}"),
        ('[numbers]\nbarcode = "{year}"', "tanpa {n}"),
        ('[numbers]\nbarcode = "{nomor:05d}"', "maksudnya n?"),
        ('[numbers]\nbarcode = "{n"', "tidak berpasangan"),
        ('[numbers]\nbarcode = "{n.real}"', "tidak dikenal"),
        ('[numbers]\nbarcode = "{n!r}"', "lebar hanya untuk {n}"),
        ('[numbers]\nbarcode = "{n:.0e}"', "lebar hanya untuk {n}"),
        ('[numbers]\nbarcode = "{n:07d}{year:04d}"', "lebar hanya untuk {n}"),
        ('[numbers]\nbarcode = "{n:099d}"', "terlalu panjang (99), paling banyak 20"),
        ('[numbers]\nbarcode = "Ñ{n}"', "Ñ: hanya huruf dan angka ASCII"),
        ('[numbers]\nbarcode = " {n}"', "spasi"),
        ('[numbers]\nbarcode = "PERPUSTAKAAN{code}{n:05d}"\n[library]\ncode = "SUKAMAJU"', "terlalu panjang (26)"),
        ('[acquisition.codes]\nhibah = "H B"', '"H B": seharusnya kode ASCII'),
        ('[classes]\nchildren = "anak"', '"808.068"'),
        ('[classes]\narticles = ["si dan"]', "satu kata"),
        ('[classes]\nprofile = "tidak-ada.json"', "berkas tidak ada"),
        ('[prefixes]\nfiction = "FIKSI"', "paling banyak 4"),
        ('[labels]\npalette = "pelangi"', '"colormarq"'),
        ("[labels]\noffset_x_mm = 500", "melebihi kertas (165 mm)"),
        ('[koha]\nbranch = ""', "tidak kosong"),
        ("[inlislite]\nroom = 1", '"1"'),
        ('[online]\nsources = ["openlibary"]', "maksudnya openlibrary?"),
        ('[online]\nsru = ["opac.contoh.id"]', "alamat web"),
        ('[online]\nslims = ["http://"]', "alamat web"),
        ('[online]\ncontact = "kita"', "alamat surel"),
        ("[online]\nanswer_seconds = 0", "0.01 sampai 3600"),
        ('[online]\ncache = "."', "ini folder"),
        ('labels = "tj121"', "tulis [labels]"),
        ('[[labels]]\nsheet = "tj121"', "tulis [labels]"),
        ('sheet = "tj121"', "tempatnya di bagian [labels]"),
        ("[library]\nwarna = 1", "pilih name, code, org, header"),
        ("[lables]\nsheet = 1", "maksudnya labels?"),
    ],
)  # fmt: skip
def test_a_mistake_says_what_would_be_right(text: str, said: str, tmp_path: Path) -> None:
    assert said in only(tmp_path, text).id


@pytest.mark.parametrize(
    "text",
    [
        '[online]\nsru = ["http://opac.contoh.id:8080/sru?db=1", "https://127.0.0.1/x", "http://[::1]/"]',
        '[online]\ncontact = "kita@contoh.sch.id"\nsources = []\ncache = "-"',
        '[numbers]\naccession = "{n}/{code}/{source}/{year}"\nbarcode = "{n:6}{{}}"'.replace("{n:6}", "{n:06d}"),
        '[library]\norg = "DLC"\nheader = []',
        "[labels]\noffset_x_mm = -2\noffset_y_mm = 1.5",
        '[labels]\nsheet = "TJ 107"',
        "",
    ],
)
def test_what_is_right_passes(text: str, tmp_path: Path) -> None:
    settings.load(written(tmp_path, text))


def test_a_whole_number_is_a_decimal_one_and_words_are_read_in_any_case(tmp_path: Path) -> None:
    text = '[classes]\nthreshold = 1\narticles = ["The"]\n[acquisition.codes]\n"Hibah Desa" = "HD"\nBeli = "P"\n'
    chosen = settings.load(written(tmp_path, text))
    assert chosen.classes.threshold == 1.0 and type(chosen.classes.threshold) is float
    assert chosen.classes.articles == ("the",)
    codes = chosen.acquisition.codes
    assert (codes["hibah desa"], codes["beli"], codes["hibah"]) == ("HD", "P", "H")
    assert list(codes).index("hibah desa") < list(codes).index("hibah"), "the first that fits is taken"


def test_a_profile_and_certificates_must_be_what_they_claim(tmp_path: Path) -> None:
    other = tmp_path / "lain.json"
    other.write_text("{}", encoding="utf-8")
    text = f"[classes]\nprofile = '{other}'\n[online]\nca_file = '{other}'\n"
    assert ["ddc learn" in mistakes(tmp_path, text)[0].id, "PEM" in mistakes(tmp_path, text)[1].id] == [True, True]


SHEET = "[sheets.kita]\npage_w = 210\npage_h = 297\nlabel_w = 60\nlabel_h = 30\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SHEET.replace("label_h = 30\n", ""), "sheets.kita.label_h: belum diisi"),
        (SHEET.replace("60", '"60 mm"'), 'sheets.kita.label_w = "60 mm": harus angka'),
        (SHEET + "cols = 2.5", "sheets.kita.cols = 2.5"),
        (SHEET + "lebar = 3", "sheets.kita.lebar = 3: nama ini tidak dikenal"),
        (SHEET + "cols = 4", "label keluar dari kertas"),
        (SHEET + "cols = 2\npitch_x = 50", "menindih"),
        (SHEET + 'cut_lines = "ya"', "true atau false"),
        ("[sheets]\nkita = 1", "tulis [sheets.kita]"),
    ],
)
def test_a_sheet_of_the_library_s_own_must_add_up_before_any_file_is_written(
    text: str, said: str, tmp_path: Path
) -> None:
    assert said in only(tmp_path, text).id


def test_labels_may_name_a_sheet_of_the_library_s_own(tmp_path: Path) -> None:
    assert settings.load(written(tmp_path, f"{SHEET}[labels]\nsheet = 'KITA'")).labels.sheet == "KITA"


def test_settings_that_a_program_made_are_checked_too() -> None:
    assert settings.load(None) == settings.load(Config()) == Config()
    good = Config(acquisition=replace(Config().acquisition, date="1 Februari 2026"))
    assert settings.load(good).acquisition.date == "2026-02-01"
    with pytest.raises(SettingsError, match="labels.sheet"):
        settings.load(Config(labels=config.Labels(sheet="tidak-ada")))


# dates


@pytest.mark.parametrize(
    "date",
    ['"01-02-2026"', '"1/2/2026"', '"1 Februari 2026"', '"1 Feb 2026"', '"1 PEBRUARI 2026"', '"2026-02-01"',
     "2026-02-01",
     '"1.2.26"', "2026-02-01T10:00:00+07:00"],
)  # fmt: skip
def test_dates_are_read_as_indonesians_write_them(date: str, tmp_path: Path) -> None:
    assert settings.load(written(tmp_path, f"[acquisition]\ndate = {date}\n")).acquisition.date == "2026-02-01"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ('"29 Februari 2026"', "Februari 2026 sampai tanggal 28"),
        ('"2026-13-01"', "bulan 13 tidak ada"),
        ('"02-13-2026"', "bulan 13 tidak ada"),
        ('"1 Foo 2026"', "bulan Foo tidak ada"),
        ('"besok"', "bukan tanggal"),
        ('"01-02-2626"', "antara 1900 dan 2100"),
        ("10:00:00", "tanda kutip"),
        ("2026-02-30", "Februari 2026 sampai tanggal 28"),
        ("01-02-2026", 'tanggal di antara tanda kutip: date = "01-02-2026"'),
        ("1 Februari 2026", 'tanggal di antara tanda kutip: date = "1 Februari 2026"'),
    ],
)
def test_a_day_that_cannot_be_is_a_mistake_with_its_reason(date: str, said: str, tmp_path: Path) -> None:
    found = only(tmp_path, f"[acquisition]\ndate = {date}\n")
    assert said in found.id and "acquisition.date" in found.id


def test_every_day_of_a_year_is_read_back_in_every_form() -> None:
    for ordinal in range(datetime.date(2024, 1, 1).toordinal(), datetime.date(2025, 1, 1).toordinal()):
        day = datetime.date.fromordinal(ordinal)
        for text in (day.isoformat(), day.strftime("%d/%m/%y"), f"{day.day}-{day.month}-{day.year}"):
            assert day_of(text) == day


def test_months_have_one_number_in_both_languages_and_old_spellings() -> None:
    said = [
        "Jan",
        "Peb",
        "March",
        "Apr",
        "Mei",
        "May",
        "Juni",
        "Jul",
        "Agt",
        "Ags",
        "August",
        "Sept",
        "Okt",
        "October",
        "Nop",
        "Nov",
        "Des",
        "December",
    ]
    assert [month_of(word) for word in said] == [1, 2, 3, 4, 5, 5, 6, 7, 8, 8, 8, 9, 10, 10, 11, 11, 12, 12]
    assert month_of("Foo") == 0


# the day of a job


def test_the_settings_then_the_environment_then_the_clock_say_the_day() -> None:
    dated = Config(acquisition=config.Acquisition(date="2026-02-01"))
    assert settings.today(dated, {"SOURCE_DATE_EPOCH": "abc"}) == "2026-02-01"
    assert settings.today(Config(), {"SOURCE_DATE_EPOCH": "86400"}) == "1970-01-02"
    assert settings.today(Config(), {}) in {datetime.date.today().isoformat(), str(datetime.date.today())}


@pytest.mark.parametrize("epoch", ["abc", "1.5", " ", "9" * 30, "99999999999999", "0x10"])
def test_an_epoch_that_is_no_day_is_a_sentence(epoch: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH") as stopped:
        settings.today(Config(), {"SOURCE_DATE_EPOCH": epoch})
    assert "seconds since 1970" in stopped.value.message.en


# the file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_however_an_editor_saved_it(encoding: str, end: str, tmp_path: Path) -> None:
    text = f'[library]{end}name = "Taman Baca Désa"{end}'
    assert settings.load(written(tmp_path, text.encode(encoding))).library.name == "Taman Baca Désa"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0\0\0", b"\x81\x8d", b"#" * 1_000_001])
def test_a_file_that_is_no_text_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="koleksi.toml") as stopped:
        settings.load(written(tmp_path, data))
    assert "UTF-8" in stopped.value.message.en


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak ada"):
        settings.load(tmp_path / "koleksi.toml")
    with pytest.raises(InputError, match="tidak dapat dibuka"):
        settings.load(tmp_path)


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("name = Taman Baca  # kita", 'name = "Taman Baca"'),
        ("name = 'Baca", "tanda kutip penutup"),
        ('name = "Baca', "tanda kutip penutup"),
        ('name = """Baca', "tanda kutip penutup"),
        ("name = \u201cBaca\u201d", "tanda kutip lurus"),
        ('name = "C:\\data"', "jalur Windows"),
        ('name = "C:\\Users"', "jalur Windows"),
        ('name: "Baca"', "pakai =, bukan titik dua"),
        ("name =", "isinya kosong"),
        ("name = True", "huruf kecil, name = true"),
        ("name = Tidak", "name = false"),
        ("name = 1,5", "name = 1.5"),
        ("name = 001", '"001"'),
        ('nama kita = "Baca"', "satu kata"),
        ('header = ["a", "b"', "belum ditutup dengan ]"),
        ("header = { a = 1", "belum ditutup dengan }"),
        ("taman baca", "nama = isi"),
        ('[library]\nname = "lagi"', "sudah ada di atas"),
        ('code = "A"\ncode = "B"', "sudah ada di atas"),
        ("[labels\nkind = 1", "[labels]"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_toml_gets_the_usual_cure_and_the_rest_is_still_checked(
    line: str, cure: str, tmp_path: Path
) -> None:
    found = mistakes(tmp_path, f"max_copies = -1\n[library]\n{line}\n")
    assert "max_copies" in found[0].id
    assert len(found) == 2
    assert cure in found[1].id and "kolom" in found[1].id and "column" in found[1].en
    assert "at line" not in found[1].en, "the words of the TOML reader are no cure"


def test_an_open_list_does_not_swallow_what_follows(tmp_path: Path) -> None:
    found = mistakes(tmp_path, '[library]\nheader = ["a",\n  "b"\n[numbers]\nstart = 0\n')
    assert ["baris 2, kolom 1: library.header" in found[0].id, "numbers.start" in found[1].id] == [True, True]


def test_a_file_that_is_something_else_altogether_does_not_fill_the_screen(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "lorem ipsum\n" * 5000)) <= 40


# the documents


def test_the_page_of_settings_is_what_the_code_says() -> None:
    said = settings_page.PAGE.read_text(encoding="utf-8")
    assert said == settings_page.page(), "write it anew: python tests/settings_page.py"


def test_the_example_and_the_readme_have_no_mistake(tmp_path: Path) -> None:
    example = settings.load(ROOT / "examples" / "koleksi.toml")
    assert example.library.code == "TBM"
    text = (ROOT / "examples" / "koleksi.toml").read_text(encoding="utf-8")
    shown = re.sub(r"(?m)^# (?=\[|\w+ = )", "", text)  # what stands behind a # is a right example too
    assert settings.load(written(tmp_path, shown)).sheets["stiker-kita"]["page_w"] == 210
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert settings.load(written(tmp_path, block)).max_copies == 2


def test_one_slip_of_the_finger_is_few_sentences_whatever_it_hits(tmp_path: Path) -> None:
    example = (ROOT / "examples" / "koleksi.toml").read_text(encoding="utf-8")
    slips = [(n, sign) for n in range(0, len(example), 7) for sign in ("", '"', "]", "\n")]
    counts = []
    for n, sign in slips:
        try:
            settings.load(written(tmp_path, example[:n] + sign + example[n + 1 :]))
        except SettingsError as stopped:
            counts.append(len(stopped.mistakes))
    assert len(counts) > len(slips) / 5
    assert max(counts) <= 6 and sum(counts) < 2 * len(counts)


# the main job and the commands go through the door


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["process", str(ROOT / "examples" / "donasi.csv"), "--out", str(folder), *words])


def test_ten_mistakes_end_the_main_job_with_2_before_a_folder_is_made(tmp_path: Path) -> None:
    stopped = run(tmp_path / "hasil", "--config", str(written(tmp_path, "\n".join(TEN))))
    assert stopped.exit_code == 2
    assert stopped.output.count("koleksi.toml, baris") == 10
    assert [path.name for path in tmp_path.iterdir()] == ["koleksi.toml"]


def test_an_epoch_that_is_no_number_ends_the_main_job_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    stopped = run(tmp_path / "hasil")
    assert (stopped.exit_code, "SOURCE_DATE_EPOCH" in stopped.output) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_cannot_write_its_last_file_changes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "hasil"
    run(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "koleksi.db"}
    settings_file = written(tmp_path, '[library]\nname = "Lain"\n')
    with monkeypatch.context() as patched:
        patched.setattr(save, "write_text", refused)
        assert run(folder, "--ganti-pengaturan", "--config", str(settings_file)).exit_code == 4
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "koleksi.db"} == before
    run(folder, "--ganti-pengaturan", "--config", str(settings_file))
    assert "Lain" in (folder / "laporan.html").read_text(encoding="utf-8")


def refused(path: Path, text: str) -> None:
    raise OutputError(Text("disk penuh", "the disk is full"), path)
