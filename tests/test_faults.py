"""The sixty faults that the program must stand, each with its test: docs/faults.md is the index.

Those that no other file tries are tried here, in the order of the index.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Entry, intake, marc, names, process
from koleksi.book import clean
from koleksi.cli.root import cli

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "faults.md"
HEAD = "Judul,Pengarang,ISBN,Jumlah\n"
LINES = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
POSIX = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")


def test_every_fault_has_its_test() -> None:
    faults = LINES.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in faults] == list(range(1, 61))
    for number, _, tests in faults:
        assert NAMED.findall(tests), number
        for file, name in NAMED.findall(tests):
            code = (TESTS / file).read_text(encoding="utf-8")
            assert re.search(rf"^def {name}\(|^{name} = ", code, re.MULTILINE), (number, file, name)


def run(folder: Path, text: str | bytes, *options: str) -> Result:
    """The main job on a list of these bytes."""
    (folder / "d.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return CliRunner().invoke(cli, ["process", str(folder / "d.csv"), "--out", str(folder / "hasil"), *options])


def books(folder: Path) -> list[Book]:
    return [entry.book for entry in process.gather([folder / "hasil" / "katalog.mrc"])[0]]


def problems(folder: Path) -> list[dict[str, str]]:
    with (folder / "hasil" / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def codes(folder: Path) -> set[str]:
    return {problem["kode"] for problem in problems(folder)}


# lists

TWO = f"{HEAD}Café – édisi,Andrea Hirata,9789793062792,2\nBumi Manusia,Pramoedya Ananta Toer,,1\n"
SAVED = {
    "1 mark": TWO.encode("utf-8-sig"),
    "2 Windows": TWO.encode("cp1252"),
    "3 Unicode text": TWO.replace(",", "\t").encode("utf-16"),
    "4 semicolons": TWO.replace(",", ";").encode(),
    "5 sep": f"sep=;\n{TWO.replace(',', ';')}".encode(),
}


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED.keys())
def test_a_list_is_the_same_however_a_spreadsheet_saved_it(data: bytes, tmp_path: Path) -> None:
    assert run(tmp_path, data).exit_code == 0
    assert [(book.title, book.isbn) for book in books(tmp_path)] == [
        ("Café – édisi", "9789793062792"), ("Bumi Manusia", ""),
    ]  # fmt: skip
    assert codes(tmp_path) == ({"encoding"} if data == SAVED["2 Windows"] else set())


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"PK\x03\x04" + b"\0" * 60, "Excel"), (b"<html><body>Login", "halaman web"), (b"\0\1\2\3" * 500, "bukan daftar")],
    ids=["6 workbook", "7 web page", "a program"],
)
def test_what_is_no_list_is_called_by_its_name(data: bytes, word: str, tmp_path: Path) -> None:
    done = run(tmp_path, data)
    assert done.exit_code == 3 and word in done.output and not (tmp_path / "hasil").exists()


@pytest.mark.parametrize(
    ("cell", "code", "isbn", "kept", "exit_code"),
    [
        ('"9,78602E+12"', "isbn-excel_lost", "", "9,78602E+12", 1),  # 8
        ("9786020332940", "isbn-isbn_bad_check", "", "9786020332940", 1),  # 10
        ("９７８６０２０３３２９４９", "", "9786020332949", "", 0),  # 11
        ("9786020332949 (jil. 1)", "", "9786020332949", "", 0),  # 12
        ("9786020332949 / 9789793062792", "isbn-ask_which", "9786020332949", "", 1),  # 13
        ("9780000000002", "isbn-accept_warn", "9780000000002", "", 1),  # 14
        ("", "", "", "", 0),  # 15
    ],
)
def test_a_cell_with_an_isbn_is_read_kept_and_told(
    cell: str, code: str, isbn: str, kept: str, exit_code: int, tmp_path: Path
) -> None:
    done = run(tmp_path, f"{HEAD}Buku Tulis,Siti,{cell},1\n")
    (book,) = books(tmp_path)
    assert (done.exit_code, book.isbn, "".join(book.wrong_isbns)) == (exit_code, isbn, kept)
    assert codes(tmp_path) == ({code} if code else set())


@pytest.mark.parametrize("swallowed", [1, 2, 3, 8])
def test_a_quote_that_is_left_open_is_named_however_near_the_end(swallowed: int, tmp_path: Path) -> None:
    """16. One that closes, and a note of several lines, are no fault."""
    done = run(tmp_path, f'{HEAD}Satu,A,,1\n"Dua,B,,1\n' + "Tiga,C,,1\n" * swallowed)
    assert done.exit_code == 3 and "baris 3" in done.output and not (tmp_path / "hasil").exists()
    assert run(tmp_path, f'{HEAD}Satu,A,,1\n"Dua\nbaris\nyang\nlain",B,,1\n').exit_code == 0
    assert run(tmp_path, f'{HEAD}Satu,A,,1\nDua 15" lebar,B,,1\n').exit_code == 0


def test_a_row_with_too_many_cells_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    """17."""
    assert run(tmp_path, f"{HEAD}Buku, jilid 2,Siti,,1\nBumi Manusia,Pramoedya,,1\n").exit_code == 1
    assert "row-cells" in codes(tmp_path) and len(books(tmp_path)) == 2


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("x1,y2\nabc,def\n", "x1 y2"),
        ("Pengarang,Tahun\nSiti,1990\n", "Pengarang Tahun"),
        ("Bumi Manusia,Pramoedya\nSi Kancil,Anu\n", "Bumi Manusia Pramoedya"),
        ("x1;y2;z3\nabc;def;ghi\n", "x1 y2 z3"),
    ],
    ids=["unknown headings", "no title among them", "no headings at all", "semicolons"],
)
def test_a_list_without_a_column_of_titles_is_refused_with_all_that_was_seen(
    text: str, seen: str, tmp_path: Path
) -> None:
    """18. Nothing of the results that are there is touched."""
    assert run(tmp_path, TWO).exit_code in (0, 1)
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir() if path.is_file()}
    done = run(tmp_path, text)
    assert done.exit_code == 3 and seen in " ".join(done.output.split())
    assert {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir() if path.is_file()} == before


def test_a_list_without_a_column_of_titles_makes_no_folder(tmp_path: Path) -> None:
    """18."""
    assert run(tmp_path, "x1,y2\nabc,def\n").exit_code == 3 and not (tmp_path / "hasil").exists()


def test_of_two_equal_headings_the_first_counts_and_the_second_is_not_lost(tmp_path: Path) -> None:
    """18."""
    run(tmp_path, "Judul,Pengarang,Judul\nBumi,Siti,Manusia\n")
    (book,) = books(tmp_path)
    assert book.title == "Bumi" and any("Manusia" in note for note in book.notes)


def _peak(path: Path) -> int:
    """The bytes that reading a list takes at most, where each book is let go."""
    tracemalloc.start()
    try:
        assert sum(1 for _ in intake.read(path))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_of_very_many_rows_only_the_cells_stand_in_memory(tmp_path: Path) -> None:
    """24. 600 bytes for these three cells; a book with its copy would be thousands."""
    peaks = {}
    for rows in (2_000, 10_000):
        lines = "".join(f"Buku ke {n} tentang sawah,Made Rai,{1990 + n % 30}\n" for n in range(rows))
        (tmp_path / f"{rows}.csv").write_text(f"Judul,Pengarang,Tahun\n{lines}", encoding="utf-8")
        peaks[rows] = _peak(tmp_path / f"{rows}.csv")
    assert (peaks[10_000] - peaks[2_000]) / 8_000 < 1_000


def test_of_very_many_rows_progress_is_told_and_stopping_leaves_what_is_there(tmp_path: Path) -> None:
    """24."""
    assert run(tmp_path, TWO).exit_code in (0, 1)
    before = {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir() if path.is_file()}
    rows = "".join(f"Buku nomor {n},Penulis {n % 50},,1\n" for n in range(2_600))
    (tmp_path / "d.csv").write_text(HEAD + rows, encoding="utf-8")
    told: list[int] = []

    def progress(stage: str, done: int, total: int) -> None:
        told.extend([done] if stage.startswith("read ") else [])
        if done >= 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process.run([tmp_path / "d.csv"], tmp_path / "hasil", progress=progress)
    assert told == [500, 1_000, 1_500, 2_000]
    assert {path.name: path.read_bytes() for path in (tmp_path / "hasil").iterdir() if path.is_file()} == before


def test_a_short_row_is_filled_up_and_a_list_without_headings_is_refused(tmp_path: Path) -> None:
    """18."""
    assert run(tmp_path, f"{HEAD}Bumi Manusia\nSi Kancil,Anu\n").exit_code == 0
    assert [(book.title, book.authors, book.isbn) for book in books(tmp_path)] == [
        ("Bumi Manusia", (), ""), ("Si Kancil", ("Anu",), ""),
    ]  # fmt: skip
    done = run(tmp_path, "x1,y2\nabc,def\n")
    assert done.exit_code == 3 and "x1 y2" in done.output
    run(tmp_path, "Judul,Judul,Jumlah\nBumi,Manusia,1\n", "--timpa")
    assert [problem["nilai"] for problem in problems(tmp_path)] == ["Judul"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_control_characters_are_left_out_at_the_door_and_counted(encoding: str, tmp_path: Path) -> None:
    """19."""
    done = run(tmp_path, f"{HEAD}Bumi\x1f Manu\0sia\x1d\x1e,Pra\x01moedya,,1\n".encode(encoding))
    assert done.exit_code == 0 and [book.title for book in books(tmp_path)] == ["Bumi Manusia"]
    assert [(one["kode"], one["nilai"]) for one in problems(tmp_path)] == [("control-characters", "5")]


@given(st.text(max_size=30), st.sampled_from("\0\x01\x1d\x1e\x1f\ud800\ufffe\x7f"), st.text(max_size=30))
@settings(max_examples=60)
def test_whatever_is_typed_a_record_is_read_back_as_it_was(before: str, odd: str, after: str) -> None:
    """19, 21, 31."""
    book = Book(title=clean(f"Buku {before}{odd}{after} x"), notes=(clean(odd + after),))
    assert not set(book.title) & {odd}
    assert marc.from_record(marc.to_record(book))[0].title == book.title


def test_a_huge_cell_is_a_problem_of_its_row(tmp_path: Path) -> None:
    """20."""
    done = run(tmp_path, f"{HEAD}{'x' * 140_000},Siti,,1\nBumi Manusia,Pramoedya,,1\n")
    assert done.exit_code == 1 and "Bumi Manusia" in [book.title for book in books(tmp_path)]


def test_bytes_that_are_no_letters_are_told(tmp_path: Path) -> None:
    """21."""
    assert run(tmp_path, HEAD.encode() + b"Buku\xed\xa0\x80\xff,Siti,,1\n").exit_code in (0, 1)
    assert codes(tmp_path) & {"encoding", "encoding-unsure"}
    (tmp_path / "hasil" / "katalog.xml").read_text(encoding="utf-8").encode()


def test_two_spellings_of_a_letter_and_hidden_characters_are_one_title(tmp_path: Path) -> None:
    """22."""
    run(tmp_path, f"{HEAD}cafe\u0301\u00a0kita\u200b\u00ad,Siti,,1\ncaf\u00e9 kita,Siti,,1\n")
    assert [book.title for book in books(tmp_path)] == ["caf\u00e9 kita"]


@pytest.mark.parametrize("text", ["", HEAD, "\n\n\n", ",,\n,,\n"])
def test_a_list_without_a_book_writes_nothing_over_what_is_there(text: str, tmp_path: Path) -> None:
    """23."""
    assert run(tmp_path, TWO).exit_code == 0
    before = (tmp_path / "hasil" / "katalog.mrc").read_bytes()
    done = run(tmp_path, text)
    assert done.exit_code == 3 and "0 buku" in done.output
    assert (tmp_path / "hasil" / "katalog.mrc").read_bytes() == before


# files and crash


@POSIX
def test_ctrl_c_on_a_terminal_ends_with_130_and_a_word_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """51. The key is typed, so that the terminal itself sends the signal."""
    rows = "".join(f"Buku nomor {n},Penulis {n % 50},,1\n" for n in range(3000))
    (tmp_path / "d.csv").write_text(HEAD + rows, encoding="utf-8")
    command = ["process", str(tmp_path / "d.csv"), "--out", str(tmp_path / "hasil")]
    import pty

    child, terminal = pty.fork()
    if not child:
        os.environ["KOLEKSI_LANG"] = "id"
        os.execv(sys.executable, [sys.executable, "-m", "koleksi", *command])
    said = _read_until(terminal, "membaca")
    os.write(terminal, b"\x03")
    said += _read_until(terminal, "")
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    assert "Dihentikan" in said and "Traceback" not in said
    (tmp_path / "d.csv").write_text(TWO, encoding="utf-8")
    assert CliRunner().invoke(cli, command).exit_code in (0, 1)
    assert {path.name for path in (tmp_path / "hasil").iterdir() if path.suffix == ".tmp"} == set()


def _read_until(terminal: int, word: str) -> str:
    """What a terminal shows until it says ``word``, or to the end of the program for ""."""
    said = ""
    while not word or word not in said:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so where the other side is closed
            break
        if not piece:
            break
        said += piece.decode("utf-8", "replace")
    return said


@POSIX
@pytest.mark.parametrize("terminal", [True, False])
def test_colour_and_progress_are_for_terminals_only(terminal: bool, tmp_path: Path) -> None:
    """58. NO_COLOR is obeyed: there is no colour at all."""
    (tmp_path / "d.csv").write_text(TWO, encoding="utf-8")
    command = [sys.executable, "-m", "koleksi", "process", str(tmp_path / "d.csv"), "--out", str(tmp_path / "hasil")]
    ours, theirs = os.openpty() if terminal else os.pipe()
    child = subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, "NO_COLOR": "1"})
    os.close(theirs)
    said = _read_until(ours, "")
    os.close(ours)
    assert child.wait() == 0 and not re.search(r"\x1b\[[0-9;]*m", said)
    assert ("\r\x1b[K" in said) is terminal, said


@pytest.mark.parametrize("name", ["../../x", "CON", "x\0y", "titik.", "/etc/passwd", "a\\b", "NUL.csv"])
def test_no_file_is_named_by_what_a_list_says(name: str, tmp_path: Path) -> None:
    """53."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "koleksi.toml").write_text(
        f"[acquisition]\nsource_name = '''{name.replace(chr(0), '')}'''\n", encoding="utf-8"
    )
    run(tmp_path / "a", f"Judul,Sumber,Barcode\nBumi Manusia,{name},\nLaskar {name},hibah,\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    made = {path.name for path in (tmp_path / "a" / "hasil").rglob("*")}
    assert "katalog.mrc" in made and all(
        re.fullmatch(r"[a-z_]+(-\d{3})?(\.[a-z]+){0,2}|BACA-DULU.txt", one) for one in made
    ), made


@pytest.mark.parametrize(
    "seconds",
    [
        pytest.param(
            "0", marks=pytest.mark.skipif(os.name == "nt", reason="no clock of a PC with Windows goes back to 1970")
        ),
        "315619200",
        "1767225600",
        "4000000000",
    ],
    ids=["1970", "1980", "2026", "2096"],
)
def test_a_clock_that_is_wrong_changes_no_number_and_no_order(
    seconds: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """54. The clock leaps between two runs; numbers and history follow the ledger, not the time."""
    import time as clock

    from koleksi.job.memory import ledger
    from koleksi.job.memory.folder import history

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    run(tmp_path, TWO)
    first = _numbers(tmp_path)
    monkeypatch.setattr(clock, "time", lambda: float(seconds))
    then = datetime.fromtimestamp(float(seconds)).isoformat()
    monkeypatch.setattr(ledger, "datetime", type("Clock", (datetime,), {"now": lambda: datetime.fromisoformat(then)}))
    for path in tmp_path.rglob("*"):
        os.utime(path, (float(seconds), float(seconds)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    run(tmp_path, TWO + "Si Kancil,,,1\n")
    later = _numbers(tmp_path)
    assert {title: later[title] for title in first} == first
    assert later["Si Kancil"] == [f"B{sum(map(len, first.values())) + 1:07}"]
    assert [one.number for one in history(tmp_path / "hasil")] == [1, 2]
    assert history(tmp_path / "hasil")[1].at[:13] == then[:13]  # as the clock says, wrong or not


def _numbers(folder: Path) -> dict[str, list[str]]:
    entries = process.gather([folder / "hasil" / "katalog.mrc"])[0]
    return {entry.book.title: [copy.barcode for copy in entry.copies] for entry in entries}


FORMULAS = ["=cmd|' /C calc'!A0", "+62 812", "-2+3", "@SUM(A1)", "=HYPERLINK(1)"]


@pytest.mark.parametrize("title", FORMULAS)
def test_a_title_like_a_formula_is_guarded_for_spreadsheets_and_comes_back_as_it_was(
    title: str, tmp_path: Path
) -> None:
    """55. What spreadsheets open is guarded; what other programs import is theirs word for word."""
    run(tmp_path, f'Judul,Pengarang,ISBN\n"{title}",Siti,"{title}"\n')
    guarded = [problem["nilai"] for problem in problems(tmp_path) if problem["kode"].startswith("isbn")]
    assert guarded == [f"'{title}"]
    (tmp_path / "lagi.csv").write_text(f'Judul,Pengarang\n"\'{title}",Siti\n', encoding="utf-8")
    (entry,) = [item for item in intake.read(tmp_path / "lagi.csv") if isinstance(item, Entry)]
    assert [entry.book.title] == [book.title for book in books(tmp_path)]


COMMANDS = ["process d.csv --out hasil", "ddc suggest d.csv --json", "isbn –ṭ", "pack info ṭ.pack"]


@pytest.mark.parametrize("encoding", ["cp437", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS, ids=range(4))
def test_a_console_with_few_letters_shows_others_in_their_place(command: str, encoding: str, tmp_path: Path) -> None:
    """59. In files every letter stays."""
    (tmp_path / "d.csv").write_text(f"{HEAD}Café – ṭarīqah رياض 中文 😀,‘Abd al-Ḥamīd,,1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "koleksi", *command.split()], cwd=tmp_path, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode in ((3,) if "pack" in command else (0, 1)), done.stderr
    assert b"Traceback" not in done.stderr and b"tidak terduga" not in done.stderr
    if "hasil" in command:
        assert "ṭarīqah رياض 中文".encode() in (tmp_path / "hasil" / "slims_biblio.csv").read_bytes()


# environment


def test_nothing_of_isbnlib_but_its_arithmetic_is_imported(tmp_path: Path) -> None:
    """56. isbnlib.meta() needs pkg_resources, which newer Pythons have not."""
    (tmp_path / "d.csv").write_text(TWO, encoding="utf-8")
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('pkg_resources', 'setuptools', 'distutils'))); "
        "from koleksi import isbn, process; "
        "process.run(['d.csv'], 'hasil'); assert isbn.to_isbn10('9789793062792') == '9793062797'; "
        "assert 'isbnlib' in sys.modules and 'isbnlib.registry' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_name_in_thousands_of_brackets_is_a_name() -> None:
    """20, for names; benchmarks/growth.py has what it costs."""
    assert "Hirata" in names.heading("(" * 2000 + "Hirata" + ")" * 2000)
