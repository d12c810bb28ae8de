"""What an exception says, to whom, and where it happened."""

from __future__ import annotations

import errno
import pickle
import sqlite3
import ssl
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.cli import cli
from koleksi.errors import DecisionNeeded, InputError, KoleksiError, OutputError, UsageError, number_of
from koleksi.lookup.web import SourceError

GONE = Text("berkas tidak ada", "no such file")
ALL = [(KoleksiError, 1), (UsageError, 2), (InputError, 3), (OutputError, 4), (DecisionNeeded, 5)]


@pytest.mark.parametrize(("kind", "code"), ALL)
def test_an_error_speaks_either_language_with_the_file_in_front(kind: type[KoleksiError], code: int) -> None:
    error = kind(GONE, "buku.csv")
    assert (error.message, error.path, error.exit_code) == (GONE, "buku.csv", code)
    assert str(error) == error.say() == "buku.csv: berkas tidak ada"
    assert error.say("en") == "buku.csv: no such file"


@pytest.mark.parametrize(("kind", "_"), ALL)
def test_an_error_without_a_file_is_its_sentence_alone(kind: type[KoleksiError], _: int) -> None:
    error = kind(GONE)
    assert (str(error), error.say("en"), error.path) == ("berkas tidak ada", "no such file", "")


def test_callers_may_catch_the_builtin_kind() -> None:
    assert issubclass(UsageError, ValueError)
    assert issubclass(InputError, ValueError)
    assert issubclass(OutputError, OSError)


@pytest.mark.parametrize(("kind", "_"), ALL)
def test_an_error_comes_whole_out_of_another_process(kind: type[KoleksiError], _: int) -> None:
    again = pickle.loads(pickle.dumps(kind(GONE, "buku.csv")))
    assert (type(again), again.message, again.path, str(again)) == (
        kind,
        GONE,
        "buku.csv",
        "buku.csv: berkas tidak ada",
    )


def test_an_error_with_more_to_say_keeps_it() -> None:
    again = pickle.loads(pickle.dumps(SourceError(GONE, final=True)))
    assert again.final and again.say("en") == "no such file"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Text("disk penuh", "the disk is full")),
        (FileNotFoundError(errno.ENOENT, "x"), Text("tidak ada", "does not exist")),
        (ssl.SSLError(1, "bad certificate"), Text("SSLError", "bad certificate")),  # its 1 is not EPERM
        (EOFError(), Text("EOFError", "EOFError")),
    ],
)
def test_what_lies_behind_an_error_is_told_in_one_language(error: Exception, said: Text) -> None:
    assert why(error) == said


class OfWindows(PermissionError):
    """As Python raises it on Windows: an errno that says little, and Windows' own number."""

    def __init__(self, winerror: int, number: int = errno.EACCES, path: str = "hasil.xlsx") -> None:
        super().__init__(number, "words of Windows", path)
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OfWindows(32), "sedang dibuka program lain (Excel?)"),
        (OfWindows(33), "sedang dibuka program lain (Excel?)"),
        (OfWindows(5), "tidak boleh dibuka"),
        (OfWindows(19), "disk hanya bisa dibaca"),
        (OfWindows(1167, errno.EINVAL), "disk rusak atau terputus"),
        (OfWindows(3, errno.ENOENT), "tidak ada"),
        (OfWindows(3, errno.ENOENT, "C:\\" + "a" * 260), "nama berkas terlalu panjang"),
        (OfWindows(206, errno.ENOENT), "nama berkas terlalu panjang"),
    ],
    ids=lambda value: str(getattr(value, "winerror", "")),
)
def test_what_windows_says_is_told_as_what_it_is(error: OSError, said: str) -> None:
    error.__class__.__module__ = "builtins"
    assert why(error).id.startswith(said)


def test_what_open_is_refused_on_windows_is_a_folder_or_held_by_another_program(tmp_path: Path) -> None:
    (tmp_path / "buku.xlsx").write_bytes(b"PK")
    numbers = {}
    for path in (tmp_path, tmp_path / "buku.xlsx"):
        refused = PermissionError(errno.EACCES, "Permission denied", str(path))
        numbers[path.suffix] = (number_of(refused, "nt"), number_of(refused, "posix"))
    assert numbers == {"": (errno.EISDIR, errno.EACCES), ".xlsx": (errno.EBUSY, errno.EACCES)}
    assert number_of(OSError("no number")) == 0


def test_sqlite_is_named_by_its_result_code() -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(":memory:").execute("SELECT")
    assert why(caught.value) == Text("SQLITE_ERROR", "incomplete input")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.ENAMETOOLONG])
def test_a_disk_that_takes_nothing_is_exit_code_4_with_the_cure(
    number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "as the system says it", str(tmp_path / "hasil"))

    monkeypatch.setattr("koleksi.process.run", refuse)
    (tmp_path / "daftar.csv").write_text("Judul\nBumi Manusia\n", encoding="utf-8")
    command = ["process", str(tmp_path / "daftar.csv"), "--out", str(tmp_path / "hasil")]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 4
    assert "--out" in result.stderr and "tidak dapat dibaca" not in result.stderr


@pytest.mark.parametrize(("code", "do"), [(14, "pilih folder lain"), (13 | 256, "kosongkan disk"), (8, "disk lain")])
def test_what_sqlite_refuses_is_a_sentence_of_what_to_do(code: int, do: str) -> None:
    error = sqlite3.OperationalError("words of SQLite")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_X"
    assert do in why(error).id and "SQLITE" not in "".join(why(error))
