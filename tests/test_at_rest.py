"""The cyclic collector rests while a job runs, and is as before afterwards, also after an error."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from koleksi.cli.at_rest import at_rest


def test_the_collector_rests_only_meanwhile() -> None:
    seen = []
    at_rest(lambda: seen.append(gc.isenabled()))()
    assert seen == [False]
    assert gc.isenabled()


def test_the_collector_is_back_after_an_error() -> None:
    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        at_rest(fail)()
    assert gc.isenabled()


def test_what_was_made_meanwhile_is_not_looked_through_at_once() -> None:
    kept: list[list[int]] = []
    seen: list[str] = []

    def look(phase: str, _: dict[str, int]) -> None:
        seen.append(phase)

    gc.callbacks.append(look)
    try:
        at_rest(lambda: kept.extend([] for _ in range(5000)))()
        kept.append([])
    finally:
        gc.callbacks.remove(look)
    assert seen == []


def test_one_that_rested_before_still_rests() -> None:
    gc.disable()
    try:
        at_rest(lambda: None)()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_command_ends_without_a_last_look_through_all_values() -> None:
    code = (
        "import atexit, gc, sys\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0))\n"
        "from koleksi.cli import main\n"
        "sys.argv = ['koleksi', '--version']\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "False True"


def test_a_program_that_calls_the_command_keeps_its_collector() -> None:
    code = (
        "import gc, sys\n"
        "from koleksi.cli import main\n"
        "sys.argv = ['koleksi', '--version']\n"
        "before = gc.isenabled(), gc.get_freeze_count()\n"
        "for _ in range(2):\n"
        "    try:\n"
        "        main()\n"
        "    except SystemExit:\n"
        "        print((gc.isenabled(), gc.get_freeze_count()) == before)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[1::2] == ["True", "True"]
