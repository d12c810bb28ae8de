"""Printing apart from the main job: from its results, from any catalogue, from a table; chosen copies only."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result

from koleksi import labels, process, stationery
from koleksi.cli.root import cli

ROWS = """judul;pengarang;penerbit;tahun;jumlah;ddc
Laskar Pelangi;Andrea Hirata;Bentang;2005;3;899.221
Tafsir al-Mishbah;M. Quraish Shihab;Lentera Hati;2002;1;297.1226
Bertanam cabai;Rahmat Rukmana;Kanisius;1996;1;635.643
"""
HOUSE = """[library]
name = "Perpus Desa"
header = ["PERPUS DESA", "SUKAMAJU"]
[labels]
sheet = "stiker-kita"
offset_x_mm = 1.5
[sheets.stiker-kita]
page_w = 210
page_h = 297
label_w = 80
label_h = 40
cols = 2
rows = 6
left = 20
top = 20
"""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a main job: three titles, five copies."""
    folder = tmp_path_factory.mktemp("job")
    (folder / "donasi.csv").write_text(ROWS, encoding="utf-8")
    (folder / "koleksi.toml").write_text(HOUSE, encoding="utf-8")
    process.run([folder / "donasi.csv"], folder / "hasil")
    return folder


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf))


def numbers_of(pdf: Path) -> list[str]:
    """The numbers under the bars, in the order of printing."""
    return [word for word in words_of(pdf).split() if word[:1] == "B" and word[1:].isdigit()]


def test_labels_of_a_finished_job(job: Path, tmp_path: Path) -> None:
    done = run("labels", job / "hasil", "--out", tmp_path / "label.pdf", "--preview", tmp_path / "label.png")
    assert done.exit_code == 0, done.output
    assert numbers_of(tmp_path / "label.pdf") == [f"B{n:07}" for n in range(1, 6)]
    assert (tmp_path / "label.png").read_bytes().startswith(b"\x89PNG")


def test_only_the_chosen_numbers_are_printed_again(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    accession = next(
        copy.accession
        for entry in process.gather([job / "hasil/katalog.mrc"])[0]
        for copy in entry.copies
        if copy.barcode == "B0000004"
    )
    assert run("labels", job / "hasil", "--out", out, "--only", "B0000002", "--only", accession).exit_code == 0
    assert numbers_of(out) == ["B0000002", "B0000004"]


@pytest.mark.parametrize("command", [("print",), ("cards", "--kind", "book")])
def test_a_number_that_is_not_there_is_named_and_nothing_written(
    job: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run("labels", *command, job / "hasil", "--out", tmp_path / "label.pdf", "--only", "B9999999")
    assert done.exit_code == 2 and "B9999999" in done.output
    assert list(tmp_path.iterdir()) == []


def test_what_is_on_the_books_is_printed_again_on_request_only(tmp_path: Path) -> None:
    """Before a run is accepted the same command gives the same bytes; then what is new or changed, or nothing."""
    rows, out = tmp_path / "donasi.csv", tmp_path / "label.pdf"
    rows.write_text(ROWS, encoding="utf-8")
    process.run([rows], tmp_path / "hasil")
    assert run("labels", tmp_path / "hasil", "--out", out).exit_code == 0
    first = out.read_bytes()
    assert run("labels", tmp_path / "hasil", "--out", out).exit_code == 0 and out.read_bytes() == first
    assert run("selesai", tmp_path / "hasil").exit_code == 0
    out.unlink()
    done = run("labels", tmp_path / "hasil", "--out", out)
    assert done.exit_code == 0 and "5 label sudah ditempel" in done.output and not out.exists()
    assert run("labels", tmp_path / "hasil", "--out", out, "--cetak-ulang").exit_code == 0
    assert out.read_bytes() == first
    assert run("labels", tmp_path / "hasil", "--out", out, "--only", "B0000002").exit_code == 0
    assert numbers_of(out) == ["B0000002"]
    rows.write_text(ROWS.replace("635.643", "635.6") + "Si Kancil;;;;1;398.2\n", encoding="utf-8")
    process.run([rows], tmp_path / "hasil")
    done = run("labels", tmp_path / "hasil", "--out", out)
    assert numbers_of(out) == ["B0000005", "B0000006"] and "4 label sudah ditempel" in done.output
    (tmp_path / "hasil" / "koleksi.db").write_bytes(b"rusak")
    assert run("labels", tmp_path / "hasil", "--out", out).exit_code == 0
    assert len(numbers_of(out)) == 6, "what a damaged ledger says of printing is not believed"


def test_shelf_order_is_one_option_away(job: Path, tmp_path: Path) -> None:
    run("labels", job / "hasil", "--out", tmp_path / "x.pdf", "--order", "call_number")
    assert numbers_of(tmp_path / "x.pdf") == ["B0000004", "B0000005", "B0000001", "B0000002", "B0000003"]


def test_the_settings_file_gives_sheet_header_and_offset(job: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert run("labels", job / "hasil", "--out", out, "--config", job / "koleksi.toml").exit_code == 0
    assert "PERPUS DESA SUKAMAJU" in words_of(out)
    moved, said = pdfium.PdfDocument(out)[0], tmp_path / "y.pdf"
    run("labels", job / "hasil", "--out", said, "--config", job / "koleksi.toml", "--x", "0")
    there = pdfium.PdfDocument(said)[0]
    lefts = [page.get_textpage().get_charbox(0)[0] for page in (moved, there)]
    assert (lefts[0] - lefts[1]) * 25.4 / 72 == pytest.approx(1.5, abs=0.01)


def test_a_table_is_printed_in_its_own_order(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        'call_number,barcode,title,copy\n"899.221\nHIR",B2,Laskar,2\n297.122 3 SHI t,B1,Tafsir,\n', encoding="utf-8"
    )
    assert run("labels", tmp_path / "x.csv", "--out", tmp_path / "x.pdf").exit_code == 0
    assert numbers_of(tmp_path / "x.pdf") == ["B2", "B1"]
    assert "c.2" in words_of(tmp_path / "x.pdf") and "297.122 3" in words_of(tmp_path / "x.pdf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_saved_by_a_spreadsheet(tmp_path: Path, encoding: str) -> None:
    table = "Call_Number ;Barcode;TITLE;copy\n899.221 HIR l;B0000001;Élan;1\n;;;\n813 ABD m; B0000002;Ibu;1\n  ;;;\n"
    (tmp_path / "x.csv").write_bytes(table.encode(encoding))
    done = run("labels", tmp_path / "x.csv", "--out", tmp_path / "x.pdf", "--sheet", "a4-3x8")
    assert done.exit_code == 0 and "2 label" in done.output, done.output
    assert numbers_of(tmp_path / "x.pdf") == ["B0000001", "B0000002"] and "Élan" in words_of(tmp_path / "x.pdf")


def test_a_problem_is_said_with_its_row_and_many_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"100,Bé{n},x,1\n" for n in range(30))
    (tmp_path / "x.csv").write_text(f"call_number,barcode,title,copy\n100,B1,x,1\n,,,\n{rows}", encoding="utf-8")
    done = run("labels", tmp_path / "x.csv", "--out", tmp_path / "x.pdf", "--lang", "en")
    assert done.exit_code == 1 and "4 Bé0 barcode: this number cannot become a bar code" in done.output
    assert "... and 20 more" in done.output


def test_a_title_of_many_lines_is_not_many_lines_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f"call_number,barcode,title,copy\n100,B1,{'kata ' * 400},1\n", encoding="utf-8")
    done = run("labels", tmp_path / "x.csv", "--out", tmp_path / "x.pdf")
    assert done.exit_code == 0 and "kata kata" in done.output and max(map(len, done.output.splitlines())) < 300


CARDS = {
    "catalogue": (("Hirata, Andrea", "I. Judul.", "00001"), (297, 210), 2),  # six cards, four a page
    "book": (("No. anggota", "Laskar Pelangi", "eks. 3"), (210, 297), 1),
    "slip": (("Tanggal kembali", "635.643 RUK b"), (210, 297), 2),
    "pocket": (("lipat ke belakang", "Tafsir al-Mishbah"), (297, 210), 2),
    "shelf": (("200", "297", "Islam", "890", "600"), (210, 297), 1),
}


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("source", ["hasil", "hasil/katalog.mrc", "hasil/katalog.xml"])
def test_cards_of_every_kind_from_what_the_main_job_made(job: Path, tmp_path: Path, kind: str, source: str) -> None:
    words, size, pages = CARDS[kind]
    done = run("labels", "cards", job / source, "--kind", kind, "--out", tmp_path / "x.pdf", "--header", "Perpus Desa")
    assert done.exit_code == 0, done.output
    document = pdfium.PdfDocument(tmp_path / "x.pdf")
    assert len(document) == pages
    assert document[0].get_size() == pytest.approx([side * 72 / 25.4 for side in size], abs=0.1)
    assert all(word in words_of(tmp_path / "x.pdf") for word in words)
    assert ("Perpus Desa" in words_of(tmp_path / "x.pdf")) is (kind != "catalogue")


def test_cards_for_chosen_copies_only(job: Path, tmp_path: Path) -> None:
    run("labels", "cards", job / "hasil", "--kind", "book", "--only", "B0000002", "--out", tmp_path / "x.pdf")
    assert words_of(tmp_path / "x.pdf").count("Laskar Pelangi") == 1 and "Tafsir" not in words_of(tmp_path / "x.pdf")


@pytest.mark.parametrize(
    "words", [("--out", "x.csv"), ("--out", "x.pdf", "--preview", "x.csv"), ("--out", "x.pdf", "--preview", "./x.pdf")]
)
@pytest.mark.parametrize("command", [("print",), ("cards", "--kind", "book")])
def test_the_source_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    table = "call_number,barcode,title,copy\n100,B1,x,1\n"
    Path("x.csv").write_text(table, encoding="utf-8")
    assert run("labels", *command, "x.csv", *words).exit_code == 2
    assert Path("x.csv").read_text(encoding="utf-8") == table and not Path("x.pdf").exists()


def test_the_alignment_page_of_a_sheet_of_ones_own(job: Path, tmp_path: Path) -> None:
    assert run("labels", "calibrate", "--config", job / "koleksi.toml", "--out", tmp_path / "x.pdf").exit_code == 0
    assert "stiker-kita: 80 x 40 mm" in words_of(tmp_path / "x.pdf")


def test_the_sheets_are_listed_with_all_their_measures() -> None:
    listed = [json.loads(line) for line in run("labels", "sheets", "--json").output.splitlines()]
    assert [one["name"] for one in listed] == stationery.names()
    for facts in listed:
        sheet = stationery.get(facts["name"])
        last = (
            facts["left"] + (facts["cols"] - 1) * facts["pitch_x"],
            facts["top"] + (facts["rows"] - 1) * facts["pitch_y"],
        )
        assert sheet.cell(sheet.per_page - 1) == last


@pytest.mark.parametrize("command", ["print", "cards", "sheets", "calibrate"])
def test_help_is_in_both_languages(command: str) -> None:
    indonesian, english = (run("labels", command, "--help", "--lang", lang).output for lang in ("id", "en"))
    assert "Pilihan:" in indonesian and "Options:" in english and "||" not in indonesian + english
    assert command not in ("print", "cards") or ("[wajib]" in indonesian and "[required]" in english)


def test_the_choices_of_the_command_line_are_those_of_the_library() -> None:
    from koleksi import cards
    from koleksi.cli import labels as label_commands

    assert set(label_commands.KINDS.choices) == set(labels.KINDS)
    assert set(label_commands.CARDS.choices) == {*cards.KINDS, "shelf"}
