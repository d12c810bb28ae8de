"""How the command is started, and how it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli_words import LIST, run
from koleksi import isbn as numbers


def test_a_file_that_is_cut_off_is_no_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_: str) -> None:
        raise EOFError("Compressed file ended before the end-of-stream marker was reached")

    monkeypatch.setattr(numbers, "recognise", cut_off)
    assert isinstance(run("isbn", "1").exception, EOFError)


def test_an_interruption_is_told_in_one_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(numbers, "recognise", interrupted)
    assert (run("isbn", "1").exit_code, run("isbn", "1").stderr.strip()[:11]) == (130, "Dihentikan.")
    assert "Interrupted." in run("isbn", "1", lang="en").stderr


def test_a_ctrl_c_that_falls_into_a_finaliser_is_not_lost() -> None:
    code = """if True:
        import koleksi.cli as c, koleksi.isbn as i
        class Left:
            def __del__(self): raise KeyboardInterrupt
        def recognise(text):
            Left()
            for _ in range(10**8): pass
            return 1 / 0
        i.recognise = recognise
        c.main()"""
    done = subprocess.run([sys.executable, "-c", code, "isbn", "1"], capture_output=True, text=True, check=False)
    assert done.returncode == 130 and "Traceback" not in done.stderr and "Dihentikan." in done.stderr


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "koleksi", "--lang", "en", "isbn", "9786020332956"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "9786020332956\tISBN-13\taccepted\t978-602-03-3295-6\n")


def test_importing_the_package_imports_nothing_of_it() -> None:
    """The command cannot watch for Ctrl-C before its package is imported; that must take no time."""
    code = (
        "import sys, koleksi.cli; print(sorted(name for name in sys.modules if name.startswith(('koleksi', 'click'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['koleksi', 'koleksi.cli']"


# Says "." from inside ``main``, when it begins to import the commands: a signal before that is Python's own affair.
START = """
import sys, koleksi.cli as c
class Watch:
    def find_spec(self, name, *rest):
        if name == "koleksi.cli.root":
            print(".", flush=True)
sys.meta_path.insert(0, Watch())
c.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a console, not to a process")
@pytest.mark.parametrize(
    "milliseconds", [0, 1, 2, 3, 5, 8, 12, 17, 23, 30, 38, 47, 57, 68, 80, 100, 130, 170, 220, 300]
)
def test_ctrl_c_at_any_early_moment_is_130_without_a_traceback(milliseconds: int, tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text(LIST)
    child = subprocess.Popen(
        [sys.executable, "-c", START, "process", "daftar.csv", "--out", "hasil"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert child.stdout and child.stdout.readline() == ".\n"
    time.sleep(milliseconds / 1000)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode in (0, 1, 130, -signal.SIGINT), said
    assert "Traceback" not in said and "KeyboardInterrupt" not in said


def at_a_full_disk(*words: str, stdout: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it, its standard output buffered."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path(stdout).open("w", encoding="utf-8") as out:
        return subprocess.run(
            [sys.executable, "-m", "koleksi", "--lang", "en", *words],
            stdout=out, stderr=subprocess.PIPE, text=True, env=env, check=False,
        )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("words", [("isbn", "9786020332956"), ("--help",), ("--version",), ("process", "--help")])
def test_a_full_disk_behind_the_standard_output_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    done = at_a_full_disk(*words, stdout="/dev/full")
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("koleksi: the disk is full; make room") and done.returncode == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes of another kind")
def test_a_reader_that_has_read_enough_is_no_error() -> None:
    """``koleksi isbn ... | head -1``"""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "koleksi", "isbn", "9786020332956"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    assert child.stdout and child.stderr
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    assert (child.wait(), said) == (0, "")
