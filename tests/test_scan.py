"""A session with a USB scanner: what each scan means, and that nothing acknowledged is ever lost."""

from __future__ import annotations

import csv
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from koleksi import intake
from koleksi import isbn as numbers
from koleksi.book import Book, Entry, Text
from koleksi.cli.root import cli
from koleksi.errors import DecisionNeeded, InputError, OutputError, UsageError
from koleksi.job import scan
from koleksi.job.label_list import title_or_isbn
from koleksi.job.scan import Row, Session, step
from koleksi.lookup import pack

ONE, TWO, THREE = "9786020332956", "9786023850556", "9789793062792"
FAR = 10.0


def play(*lines: str, gap: float = FAR, session: Session | None = None) -> tuple[Session, list[str]]:
    """The session after some lines, ``gap`` seconds apart, and the kinds of events that were said."""
    session, kinds = session or Session(), []
    for n, line in enumerate(lines):
        session, events = step(session, line, n * gap)
        kinds += [event.kind for event in events]
    return session, kinds


# what a scan means


@pytest.mark.shared
def test_recorded_sequences(shared: Path) -> None:
    rows = list(csv.DictReader((shared / "data/isbn/isbn_cases.csv").read_text(encoding="utf-8").splitlines()))
    cases = [row for row in rows if row["mode"] == "scan_seq"]
    assert cases
    for row in cases:
        session = Session()
        said: list[str] = []
        sequence = json.loads(row["input_json"])
        for at, code in json.loads(sequence) if isinstance(sequence, str) else sequence:
            session, events = step(session, code, at)
            said += [event.kind for event in events]
        assert {one.isbn for one in session.rows} == {row["expected_value"]}
        assert (session.books, said) == (
            (1, ["book", "slip"]) if row["expected_action"] == "ignore_second" else (2, ["book", "copy"])
        )


def test_a_bouncing_trigger_counts_once_however_often_it_bounces() -> None:
    assert play(ONE, ONE, ONE, ONE, gap=0.7)[0].books == 1


def test_the_same_book_again_is_a_copy_and_t_takes_it_back() -> None:
    assert play(ONE, ONE)[0].books == 2
    assert play(ONE, ONE, "y")[0].books == 2
    session, kinds = play(ONE, ONE, "t")
    assert (session.books, kinds) == (1, ["book", "copy", "undone"])


def test_isbn_then_item_barcode_make_one_row() -> None:
    session, kinds = play(ONE, "P00001S", TWO, "P00002S")
    assert session.rows == (Row(ONE, "P00001S"), Row(TWO, "P00002S"))
    assert kinds == ["book", "paired", "book", "paired"]


def test_copies_with_barcodes_of_their_own_are_rows_of_their_own() -> None:
    session, kinds = play(ONE, "P00001S", ONE, "P00002S")
    assert session.rows == (Row(ONE, "P00001S"), Row(ONE, "P00002S"))
    assert "refused" not in kinds


def test_the_item_barcode_may_come_first() -> None:
    assert play("P00001S", ONE)[0].rows == (Row(ONE, "P00001S"),)
    assert play("P00001S", "Laut bercerita")[0].rows == (Row("", "P00001S", "Laut bercerita"),)


def test_a_barcode_of_another_book_is_refused() -> None:
    session, kinds = play(ONE, "P00001S", TWO, "P00001S")
    assert session.rows == (Row(ONE, "P00001S"), Row(TWO))
    assert kinds[-1] == "refused"


def test_item_codes_of_five_digits_are_a_setting() -> None:

    assert play(ONE, "52000")[0].rows == (Row(ONE),)
    assert play(ONE, "00042", session=Session(item_code=re.compile(r"\d{5}")))[0].rows == (Row(ONE, "00042"),)


def test_glued_scans_are_two_books() -> None:
    assert play(ONE + TWO)[0].rows == (Row(ONE), Row(TWO))


def test_a_book_without_a_number_is_typed() -> None:
    session, kinds = play("Layar terkembang", "x3")
    assert session.rows == (Row(title="Layar terkembang", copies=3),)
    assert kinds == ["title", "copy"]


def test_a_wrong_number_is_kept_until_the_right_one_comes() -> None:
    session, kinds = play("9786020832956")
    assert session.rows[0].isbn == "9786020832956"
    assert (session.rows[0].sure, kinds) == (False, ["doubt"])
    assert play("9786020832956", ONE)[0].rows == (Row(ONE),)
    assert [row.isbn for row in play("9786020832956", TWO)[0].rows] == ["9786020832956", TWO]
    assert play("9786020832956", "Sebuah judul")[0].rows[0].title == "Sebuah judul"


def test_a_suggested_number_waits_for_yes() -> None:
    session, _ = play("9789792210741")
    assert session.suggestion == "9789792210743"
    assert play("9789792210741", "y")[0].rows == (Row("9789792210743"),)


@pytest.mark.parametrize("code", ["8992731900129", "0076714005952", "19786020332959", "52000", "0000000000000"])
def test_what_is_no_book_is_refused_and_makes_no_row(code: str) -> None:
    session, kinds = play(code)
    assert (session.rows, kinds) == ((), ["refused"])


def test_count_and_help_change_nothing() -> None:
    session, kinds = play(ONE, "c", "?", "")
    assert session.rows == (Row(ONE),)
    assert kinds == ["book", "count", "help", "nothing"]


def test_numbers_of_copies_out_of_reason_are_refused() -> None:
    assert play("x3")[1] == ["refused"]
    assert play(ONE, "x0")[1] == ["book", "refused"]
    assert play(ONE, "P00001S", "x2")[1] == ["book", "paired", "refused"]


LINES = st.lists(
    st.sampled_from(
        [
            ONE,
            TWO,
            THREE,
            "P00001S",
            "P00002S",
            "9786020832956",
            "9789792210741",
            "Sebuah judul",
            "x4",
            "y",
            "t",
            "52000",
            ONE + TWO,
            "c",
            "",
        ]
    ),
    max_size=25,
)


@given(LINES)
def test_undo_takes_back_step_by_step(lines: list[str]) -> None:
    session, _ = play(*lines)
    states = [(), *(play(*lines[: n + 1])[0].rows for n in range(len(lines)))]
    seen = [rows for n, rows in enumerate(states) if n == 0 or rows != states[n - 1]]
    while session.before:
        assert session.rows in seen
        session, _ = step(session, "u", 1e6)
    assert session.rows == () or len(lines) > 20


@given(LINES)
def test_every_valid_isbn_that_was_scanned_is_in_the_list(lines: list[str]) -> None:
    kept = [line for line in lines if line not in ("t", "u", "y")]
    session, _ = play(*kept)
    for line in kept:
        found = numbers.recognise(line)
        if found.action in ("accept", "accept_both"):
            assert set(found.isbns) <= {row.isbn for row in session.rows}


@given(st.lists(st.text(max_size=30), max_size=8), st.floats(0, 2))
def test_no_line_stops_the_session(lines: list[str], gap: float) -> None:
    play(*lines, gap=gap)


# the file


def run(path: Path, *lines: str) -> Session:
    return scan.run(path, lines, clock=itertools.count(step=FAR).__next__, hear=lambda event, session: None)


def test_after_every_line_the_file_holds_the_whole_list(tmp_path: Path) -> None:
    path = tmp_path / "scan.csv"
    stored: list[tuple[Row, ...]] = []
    given = (ONE, "P00001S", TWO, ONE, "t", "9786020832956", "=1+1 sebuah judul", "x2", "Judul; dengan titik koma")

    def lines() -> Iterator[str]:
        for line in given:
            if path.exists():
                stored.append(scan.Listing(path).load())
            yield line

    seen: list[tuple[Row, ...]] = []
    scan.run(
        path, lines(), clock=itertools.count(step=FAR).__next__, hear=lambda event, session: seen.append(session.rows)
    )
    assert stored == seen[: len(stored)]
    assert len(stored) == len(given) - 1


@example(["9786020332956"] * 3 + ["Sebuah judul"], 3)
@given(LINES, st.integers(0, 25))
def test_a_session_that_is_broken_off_goes_on_where_it_was(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], place: int
) -> None:
    lines = [
        line for line in lines if line not in ("t", "y", "u", "")
    ]  # answers to what was said before the break are forgotten
    whole, parts = (tmp_path_factory.mktemp("scan") / "scan.csv" for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", lambda handle: None)  # no power fails here; a thousand waits for the disk are long
        at_once = run(whole, *lines)
        run(parts, *lines[:place])
        again = run(parts, *lines[place:])
    assert [(row.isbn, row.barcode, row.title, row.copies) for row in again.rows] == [
        (row.isbn, row.barcode, row.title, row.copies) for row in at_once.rows
    ]


def test_a_killed_session_has_lost_nothing_it_answered(tmp_path: Path) -> None:
    path = tmp_path / "scan.csv"
    command = [sys.executable, "-m", "koleksi", "scan", "--out", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
    ) as child:
        assert child.stdin
        assert child.stdout
        for n, code in enumerate((ONE, TWO, THREE), start=1):
            child.stdin.write(code + "\n")
            child.stdin.flush()
            assert child.stdout.readline().startswith(f"{n}.")
        child.kill()
        child.stdin.close()
    assert [row.isbn for row in scan.Listing(path).load()] == [ONE, TWO, THREE]


def test_the_list_is_food_for_the_main_job(tmp_path: Path) -> None:
    path = tmp_path / "scan.csv"
    run(path, ONE, "P00001S", ONE, "P00002S", "Laut bercerita", "x3", "9789999999991")
    found = [item for item in intake.read(path) if isinstance(item, Entry)]
    assert [(entry.book.isbn, entry.book.title, len(entry.copies), entry.copies[0].barcode) for entry in found] == [
        (ONE, "", 1, "P00001S"), (ONE, "", 1, "P00002S"), ("", "Laut bercerita", 3, ""), ("9789999999991", "", 1, ""),
    ]  # fmt: skip


def test_excel_does_not_take_an_isbn_for_a_number(tmp_path: Path) -> None:
    path = tmp_path / "scan.csv"
    run(path, ONE, "9789999999991")
    cells = [line.split(";")[1] for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert cells == ["978-602-03-3295-6", "978-9999999991"]


def test_a_list_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "donasi.csv"
    path.write_text("Judul,Pengarang\nLaskar pelangi,Andrea Hirata\n", encoding="utf-8")
    with pytest.raises(InputError, match="bukan hasil scan"):
        run(path, ONE)
    assert path.read_text(encoding="utf-8").startswith("Judul,Pengarang")


def test_a_list_that_another_program_changed_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "scan.csv"
    run(path, ONE)

    def lines() -> Iterator[str]:
        yield TWO
        path.write_text(path.read_text(encoding="utf-8").replace("\r\n", "\n"), encoding="utf-8")
        yield THREE

    with pytest.raises(DecisionNeeded, match="diubah program lain"):
        scan.run(path, lines(), clock=itertools.count(step=FAR).__next__, hear=lambda event, session: None)


def test_a_disk_that_refuses_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scan.csv"
    real, asked = scan.Listing.store, []

    def store(self: scan.Listing, rows: object) -> None:
        if len(asked) < 2:
            raise OutputError(Text("penuh", "full"))
        real(self, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(scan.Listing, "store", store)
    session = scan.run(
        path, [ONE], clock=lambda: 0.0, hear=lambda event, session: None, retry=lambda error: not asked.append(error)
    )
    assert (len(asked), session.books, scan.Listing(path).load()) == (2, 1, (Row(ONE),))


def test_an_item_code_that_is_no_pattern_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="item-code"):
        scan.run(tmp_path / "scan.csv", [], clock=lambda: 0.0, hear=lambda event, session: None, item_code="[")


# the command


def test_codes_piped_from_a_file_are_no_slips_of_a_trigger(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["scan", "--out", str(tmp_path / "scan.csv"), "--lang", "en"], input=f"{ONE}\n{ONE}\n{TWO}\n"
    )
    assert result.exit_code == 0, result.output
    assert "3 books" in result.output


def test_events_as_json(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, ["scan", "--out", str(tmp_path / "scan.csv"), "--json"], input=f"{ONE}\nP00001S\nq\n"
    )
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["event"], one["isbn"], one["barcode"]) for one in said] == [
        ("book", ONE, ""),
        ("paired", ONE, "P00001S"),
        ("end", ONE, "P00001S"),
    ]


def test_books_that_are_not_known_yet_end_in_exit_code_1(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["scan", "--out", str(tmp_path / "scan.csv")], input="P00001S\nq\n").exit_code == 1


# titles


@pytest.mark.parametrize("line", ["Bumi 2005", "12 34", "1Q84", "IPA7", "Naruto5", "ABC12345 baru", "K13"])
def test_a_text_with_a_blank_or_with_letters_is_a_title(line: str) -> None:
    session, kinds = play(line)
    assert (session.rows, kinds) == ((Row(title=line),), ["title"])


@pytest.mark.parametrize("code", ["P00001S", "B0000012", "00123/PD/2024", "1234567"])
def test_a_code_of_figures_is_an_items_barcode(code: str) -> None:
    assert play(ONE, code)[0].rows == (Row(ONE, code),)


def test_the_title_is_asked_at_once_and_goes_to_the_book_just_scanned() -> None:
    session, events = step(Session(), ONE)
    assert "Judulnya?" in events[0].say.id
    assert play(ONE, "Kebun kopi")[0].rows == (Row(ONE, title="Kebun kopi"),)
    assert play(ONE, "P00001S", "Kebun kopi")[0].rows == (Row(ONE, "P00001S", "Kebun kopi"),)
    assert play(ONE, "", "Kebun kopi")[0].rows == (Row(ONE), Row(title="Kebun kopi"))
    assert play(ONE, "Kebun kopi", "Kebun teh")[0].rows == (Row(ONE, title="Kebun kopi"), Row(title="Kebun teh"))
    assert play(ONE, "Kebun kopi", ONE)[0].rows == (Row(ONE, title="Kebun kopi"),) * 2
    assert session.rows == (Row(ONE),)


def test_with_a_pack_title_and_call_number_are_shown(tmp_path: Path) -> None:
    known = tmp_path / "paket.db"
    pack.build([Entry(book=Book(title="Kebun kopi", authors=("Budi Santoso",), isbn=ONE, ddc="633.73"))], known)
    said: list[str] = []
    session = scan.run(
        tmp_path / "scan.csv",
        [ONE, TWO],
        clock=itertools.count(step=FAR).__next__,
        hear=lambda event, _: said.append(event.say.id),
        pack=known,
    )
    assert session.rows == (Row(ONE, title="Kebun kopi"), Row(TWO))
    assert "Kebun kopi" in said[0] and "633.73 SAN k" in said[0] and "Judulnya?" not in said[0]
    assert "Judulnya?" in said[1]


def test_the_command_takes_a_pack(tmp_path: Path) -> None:
    known = tmp_path / "paket.db"
    pack.build([Entry(book=Book(title="Kebun kopi", isbn=ONE, ddc="633.73"))], known)
    done = CliRunner().invoke(cli, ["scan", "--out", str(tmp_path / "s.csv"), "--pack", str(known)], input=f"{ONE}\n")
    assert (done.exit_code, "Kebun kopi" in done.output, "633.73" in done.output) == (0, True, True)


def test_the_label_of_a_book_without_a_title_bears_its_isbn() -> None:
    assert title_or_isbn(Book(isbn=ONE)) == "978-602-03-3295-6"
    assert title_or_isbn(Book(title="Kebun kopi", isbn=ONE)) == "Kebun kopi"
