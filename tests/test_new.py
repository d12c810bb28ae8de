"""``koleksi new``: a folder to begin with, one or 450 of them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from koleksi import intake, process, save
from koleksi.book import Entry, Lang
from koleksi.cli.root import cli
from koleksi.errors import InputError, OutputError
from koleksi.job import new_library, settings
from koleksi.job.begin.form import workbook


def run(*words: object, lang: str = "id", given: str | None = None) -> Result:
    return CliRunner(env={"KOLEKSI_LANG": lang}).invoke(cli, [str(word) for word in words], input=given)


def form(folder: Path, lang: Lang = "id") -> Path:
    return new_library.prepare(folder, {"library.name": "TBM Melati"}, lang).with_name("Formulir.xlsx")


def typed(path: Path, *rows: tuple[object, ...], at: int = 5) -> None:
    """Rows typed into the form from Excel's row ``at`` on; the examples stand in 2 to 4."""
    book = openpyxl.load_workbook(path)
    for n, row in enumerate(rows, start=at):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(n, column).value = value
    book.save(path)


# the form


def test_a_new_folder_holds_settings_a_form_and_a_guide(tmp_path: Path) -> None:
    said = run("new", "--name", "TBM Melati", "--code", "MLT", "--islam", "2X", "--fiction", "813", tmp_path / "tbm")
    assert said.exit_code == 0, said.output
    assert sorted(path.name for path in (tmp_path / "tbm").iterdir()) == [
        "Formulir.xlsx",
        "PETUNJUK.txt",
        "koleksi.toml",
    ]
    read = settings.load(tmp_path / "tbm" / "koleksi.toml")
    assert (read.library.name, read.library.code) == ("TBM Melati", "MLT")
    assert (read.classes.islam, read.classes.fiction) == ("2X", "813")
    guide = (tmp_path / "tbm" / "PETUNJUK.txt").read_bytes()
    assert b"TBM Melati" in guide and guide.count(b"\n") == guide.count(b"\r\n") > 5
    guide.decode("ascii")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_heading_of_the_form_is_understood_and_the_help_is_no_list(tmp_path: Path, lang: Lang) -> None:
    path = form(tmp_path, lang)
    said = ("Bumi", "Tere Liye", "Gramedia", "Jakarta", 2014, "9786020332956", "Jilid 1", 2, "beli", "Toko Maju", 95000)
    typed(path, (1, *said, "Inggris", "rusak ringan"))
    books, help_ = intake.understand(path)
    assert [field for _, field, *_ in books.columns if field == ""] == []
    (entry,) = [one for one in intake.read(path) if isinstance(one, Entry)]
    book, copy = entry.book, entry.copies[0]
    assert (book.title, book.authors, book.publisher, book.place) == ("Bumi", ("Tere Liye",), "Gramedia", "Jakarta")
    assert (book.year, book.isbn, book.language, len(entry.copies)) == (2014, "9786020332956", "eng", 2)
    assert "1" in book.volume
    assert (copy.source, copy.source_name, copy.price) == ("beli", "Toko Maju", 95000)
    assert "rusak ringan" in copy.condition


def test_examples_that_were_left_in_are_not_counted_and_nothing_is_said(tmp_path: Path) -> None:
    path = form(tmp_path)
    typed(path, (1, "Bumi", "Tere Liye"), (2, "Laskar Pelangi", "Andrea Hirata"))
    summary = process.run([path], tmp_path / "hasil")
    assert sorted(record.book.title for record in summary.collection.records) == ["Bumi", "Laskar Pelangi"]
    assert not [one for one in summary.found if "Contoh" in one.value or "Petunjuk" in one.value]


def test_numbers_typed_over_the_word_example_count_no_example(tmp_path: Path) -> None:
    path = form(tmp_path)
    typed(path, (1,), (2,), (3,), (4, "Bumi", "Tere Liye"), at=2)
    assert [one.book.title for one in intake.read(path) if isinstance(one, Entry)] == ["Bumi"]


def test_an_example_that_was_typed_over_is_a_book(tmp_path: Path) -> None:
    path = form(tmp_path)
    typed(path, ("contoh", "Bumi", "Tere Liye"), at=2)
    assert [one.book.title for one in intake.read(path) if isinstance(one, Entry)] == ["Bumi"]


def test_a_form_with_nothing_but_examples_says_that_it_has_no_books(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="0 buku"):
        process.run([form(tmp_path)], tmp_path / "hasil")


def test_the_form_has_choices_and_help_for_every_column() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("id"))).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    told = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert len(told) == len(headings) - 1 and all(one.prompt for one in told.values())
    assert sum(one.type == "list" and not one.showErrorMessage for one in told.values()) == 3
    assert workbook("id") == workbook("id") != workbook("en")


def test_a_whole_folder_may_be_processed_with_its_guide_and_settings(tmp_path: Path) -> None:
    typed(form(tmp_path / "tbm"), (1, "Bumi", "Tere Liye"))
    summary = process.run([tmp_path / "tbm"], tmp_path / "hasil")
    assert summary.books == 1 and not [one for one in summary.found if one.code.startswith("file-")]


# questions


class Terminal:
    """A place where somebody types."""

    @staticmethod
    def isatty() -> bool:
        return True


def test_on_a_terminal_settings_are_asked_and_enter_keeps_what_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["TBM Melati", "MLT", "2x", "", "SLiMS, koha"])
    asked = []

    def answer(text: str) -> str:
        asked.append(text)
        return next(answers)

    monkeypatch.setattr("koleksi.cli.new.sys", type("", (), {"stdin": Terminal}))
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.StringIO())
        cli.main(["new", str(tmp_path / "a")], standalone_mode=False)
    read = settings.load(tmp_path / "a" / "koleksi.toml")
    assert (read.library.name, read.library.code, read.classes.islam) == ("TBM Melati", "MLT", "2X")
    assert read.outputs.systems == ("slims", "koha")
    assert len(asked) == 5
    assert "\n# fiction = " in (tmp_path / "a" / "koleksi.toml").read_text(encoding="utf-8"), "the default stays one"


def test_a_form_that_may_be_filled_in_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "Formulir.xlsx").write_bytes(b"typed")
    said = run("new", tmp_path)
    assert said.exit_code == 4 and "Formulir.xlsx" in said.output
    assert [path.name for path in tmp_path.iterdir()] == ["Formulir.xlsx"]


# many libraries


def villages(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_450_villages_get_a_folder_each_with_code_and_share_of_numbers(tmp_path: Path) -> None:
    lines = [f"Desa {n};D{n:03d}" for n in range(1, 451)]
    listed = villages(tmp_path / "desa.csv", "Nama;Kode", *lines)
    assert run("new", "--dari", listed, "--jatah", "2000", tmp_path / "kab").exit_code == 0
    folders = sorted((tmp_path / "kab").iterdir())
    assert len(folders) == 450 and all((folder / "Formulir.xlsx").is_file() for folder in folders)
    read = {folder.name: settings.load(folder / "koleksi.toml") for folder in folders}
    assert {one.library.code for one in read.values()} == {f"D{n:03d}" for n in range(1, 451)}
    assert sorted(one.numbers.start for one in read.values()) == list(range(1, 900_001, 2000))
    assert "4001 sampai 6000" in (tmp_path / "kab" / "desa-3" / "PETUNJUK.txt").read_text(encoding="utf-8")


def test_a_list_names_settings_and_ranges_of_each_library(tmp_path: Path) -> None:
    listed = villages(
        tmp_path / "d.csv", "nama,kode,mulai,sampai,islam,fiksi", "Satu,S1,1,500,2X,813", "Dua,S2,501,900,,"
    )
    new_library.prepare_all(listed, tmp_path / "k", {"classes.islam": "297"}, "id")
    one, two = (settings.load(tmp_path / "k" / name / "koleksi.toml") for name in ("satu", "dua"))
    assert (one.classes.islam, one.classes.fiction, one.numbers.start) == ("2X", "813", 1)
    assert (two.classes.islam, two.classes.fiction, two.numbers.start) == ("297", "813", 501)


def ranged(tmp_path: Path, titles: int) -> process.Summary:
    """A village with the numbers 501 to 503, and a list of so many titles."""
    if not (tmp_path / "k").exists():
        listed = villages(tmp_path / "d.csv", "nama,kode,mulai,sampai", "Satu,S1,1,500", "Dua,S2,501,503")
        new_library.prepare_all(listed, tmp_path / "k", {}, "id")
    folder = tmp_path / "k" / "dua"
    names = "".join(f"Cerita nomor {word},Dewi\n" for word in ("kuda", "sapi", "ikan", "padi", "kayu")[:titles])
    (folder / "daftar.csv").write_text(f"Judul,Pengarang\n{names}", encoding="utf-8")
    return process.run([folder / "daftar.csv"], folder / "hasil")


def test_no_number_behind_the_last_one_is_given_and_it_is_said_what_to_do(tmp_path: Path) -> None:
    done = ranged(tmp_path, 5)
    assert done.collection and done.last_number == 503
    assert [copy.barcode for one in done.collection.records for copy in one.copies] == [
        "B0000501", "B0000502", "B0000503"
    ]  # fmt: skip
    used_up = [one for one in done.found if one.code == "numbers-used-up"]
    assert [(one.row, one.value) for one in used_up] == [(5, "Cerita nomor padi"), (6, "Cerita nomor kayu")]
    assert "501 sampai 503" in used_up[0].what.id and "koleksi.toml" in used_up[0].do.id
    assert done.surplus == 0 and done.books == 5
    folder = tmp_path / "k" / "dua"
    result = run("process", folder / "daftar.csv", "--out", folder / "hasil")
    assert "nomor perpustakaan ini sudah habis: 2 baris" in result.output and result.exit_code == 1
    codes = (folder / "hasil" / "slims_item.csv").read_text(encoding="utf-8-sig")
    assert "B0000503" in codes and "B0000504" not in codes
    settings_file = folder / "koleksi.toml"
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(
        text.replace("start = 501", "start = 2001").replace("end = 503", "end = 2500"), encoding="utf-8"
    )
    done = ranged(tmp_path, 5)
    assert done.collection
    assert sorted(copy.barcode for one in done.collection.records for copy in one.copies)[3:] == [
        "B0002001",
        "B0002002",
    ]
    assert not [one for one in done.found if one.code == "numbers-used-up"]


def test_a_range_that_holds_all_books_is_silent(tmp_path: Path) -> None:
    assert not [one for one in ranged(tmp_path, 3).found if one.code == "numbers-used-up"]


def test_a_share_begins_behind_ranges_that_are_named(tmp_path: Path) -> None:
    listed = villages(tmp_path / "d.csv", "nama,kode,mulai,sampai", "Satu,S1,1,500", "Dua,S2,,", "Tiga,S3,,")
    new_library.prepare_all(listed, tmp_path / "k", {}, "id", share=100)
    starts = [settings.load(tmp_path / "k" / name / "koleksi.toml").numbers.start for name in ("satu", "dua", "tiga")]
    assert starts == [1, 501, 601]


def test_villages_of_one_name_are_told_apart_by_district_or_code(tmp_path: Path) -> None:
    listed = villages(
        tmp_path / "d.csv", "nama,kode,kecamatan", "Sukamaju,S1,Cibeber", "SUKAMAJU,S2,", "Cilame,S3,Cibeber"
    )
    made = new_library.prepare_all(listed, tmp_path / "k", {}, "id")
    assert [path.parent.name for path in made] == ["sukamaju-cibeber", "sukamaju-s2", "cilame"]


def test_no_village_has_a_folder_that_windows_refuses(tmp_path: Path) -> None:
    listed = villages(
        tmp_path / "d.csv", "nama;kode;folder", "CON;S1;", "Desa: A/B?;S2;", "Titik...;S3;", "Satu;S4;nul.x"
    )
    made = new_library.prepare_all(listed, tmp_path / "k", {}, "id")
    assert [path.parent.name for path in made] == ["con_", "desa-a-b", "titik", "nul_.x"]


def test_every_row_that_cannot_be_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    listed = villages(
        tmp_path / "d.csv", "nama,kode,mulai,sampai,islam,folder",
        "Satu,S1,1,500,,", "Dua,S2,400,900,,", "Tiga,s1,,,,", "Empat,S4,lima,,,", "Lima,S5,901,800,,",
        "Enam,S6,,,298,", "Tujuh,S7,2000,banyak,,", "Delapan,S8,,,,satu", ",,9000,,,",
    )  # fmt: skip
    with pytest.raises(InputError) as stopped:
        new_library.prepare_all(listed, tmp_path / "k", {}, "id")
    said = str(stopped.value)
    for part in (
        "baris 3: nomor 400 sudah dipakai baris 2 (Satu)", "baris 4: kode s1 sudah dipakai", "baris 5: ",
        "baris 6: nomor 901 sampai 800: terbalik", "baris 7: ", "baris 8: nomor akhir", "baris 9: folder satu",
        "baris 10: tanpa nama",
    ):  # fmt: skip
        assert part in said, said
    assert "baris 2:" not in said and not (tmp_path / "k").exists()


def test_a_disk_that_refuses_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = villages(tmp_path / "d.csv", "nama,kode", "Satu,S1", "Dua,S2", "Tiga,S3")
    write = save.write_bytes

    def full(path: str | Path, data: bytes) -> None:
        if "tiga" in str(path) and "Formulir" in str(path):
            raise OutputError(settings.Text("disk penuh", "disk full"), Path(path))
        write(path, data)

    monkeypatch.setattr(save, "write_bytes", full)
    with pytest.raises(OutputError):
        new_library.prepare_all(listed, tmp_path / "baru" / "k", {}, "id")
    assert [path.name for path in tmp_path.iterdir()] == ["d.csv"]


def test_a_folder_that_is_there_stops_all_of_them(tmp_path: Path) -> None:
    listed = villages(tmp_path / "d.csv", "nama,kode", "Satu,S1", "Dua,S2")
    (tmp_path / "k" / "dua").mkdir(parents=True)
    (tmp_path / "k" / "dua" / "koleksi.toml").write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        new_library.prepare_all(listed, tmp_path / "k", {}, "id")
    assert not (tmp_path / "k" / "satu").exists()
