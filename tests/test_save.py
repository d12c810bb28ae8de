"""A file is replaced whole or not at all; so are all files of a run together."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import save
from koleksi.cli.root import cli
from koleksi.errors import OutputError


def test_an_exception_inside_the_block_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "katalog.mrc"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), save.replacing(target) as stream:
        stream.write(b"half of the new")
        1 / 0
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_an_output_error_that_names_the_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="file size limits are a POSIX thing")
    import signal

    target = tmp_path / "katalog.mrc"
    target.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputError, match="katalog.mrc"):
            save.write_bytes(target, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_another_program_holds_keeps_the_new_content_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "tinjau.xlsx"
    target.write_bytes(b"old")
    real = Path.replace

    def windows(self: Path, other: Path) -> Path:
        if other == target:
            raise PermissionError(13, "in use")
        return real(self, other)

    monkeypatch.setattr(Path, "replace", windows)
    with pytest.raises(OutputError, match="Excel"):
        save.write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert (tmp_path / "tinjau-baru.xlsx").read_bytes() == b"new"


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    save.write_text(tmp_path / "a" / "b.csv", "é\n")
    assert (tmp_path / "a" / "b.csv").read_bytes() == "é\n".encode()


@pytest.mark.parametrize(
    "words",
    [("dedupe", "x", "--clusters", "x"), ("dedupe", "other", "--clusters", "x", "--against", "x"),
     ("ddc", "learn", "x", "--out", "x"), ("report", "x", "--out", "./x"), ("marc", "convert", "x", "x"),
     ("pack", "build", "x", "--out", "x")],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_no_command_writes_over_what_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("x", "other"):
        Path(name).write_text(
            "id,title,author,publisher,year,isbn,edition\n1,Hujan,Tere Liye,Gramedia,2016,,\n", encoding="utf-8"
        )
    before = Path("x").read_bytes()
    assert CliRunner().invoke(cli, list(words)).exit_code == 2
    assert Path("x").read_bytes() == before


# several files together

OLD = {
    "katalog.mrc": b"old catalogue",
    "label.pdf": b"old labels",
    "inlislite-001.xlsx": b"old 1",
    "inlislite-002.xlsx": b"old 2",
}
NEW = {
    "katalog.mrc": b"new catalogue",
    "label.pdf": b"new labels",
    "inlislite-001.xlsx": b"new 1",
    "tinjau.xlsx": b"new review",
}
OWNED = ("inlislite-*.xlsx",)


def results(tmp_path: Path) -> Path:
    """A folder with the files of an earlier run and one that is nobody's."""
    folder = tmp_path / "hasil"
    folder.mkdir(parents=True)
    for name, content in {**OLD, "catatan.txt": b"mine"}.items():
        (folder / name).write_bytes(content)
    return folder


def change(folder: Path) -> None:
    with save.together(folder, owned=OWNED) as staging:
        for name, content in NEW.items():
            save.write_bytes(staging / name, content)


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file of the folder and below it but the one that is nobody's, which must stay."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found.pop("catatan.txt") == b"mine"
    return found


def test_files_change_together_and_stale_ones_go(tmp_path: Path) -> None:
    folder = results(tmp_path)
    change(folder)
    assert content_of(folder) == NEW
    assert not list(folder.glob(".*"))


def test_a_new_folder_is_made_and_files_below_it_too(tmp_path: Path) -> None:
    with save.together(tmp_path / "a" / "hasil") as staging:
        save.write_text(staging / "baru" / "katalog.mrc", "x")
    assert (tmp_path / "a" / "hasil" / "baru" / "katalog.mrc").read_bytes() == b"x"


def test_what_is_moved_was_never_in_a_private_folder(tmp_path: Path) -> None:
    """Windows gives a file the rights of the folder that it is made in, and it keeps them when it is moved."""
    (tmp_path / "a").mkdir()
    with save.together(tmp_path / "hasil") as staging:
        modes = {path.stat().st_mode for path in (tmp_path / "a", staging, staging.parent)}
    assert len(modes) == 1


def test_what_a_killed_process_left_unfinished_is_no_result(tmp_path: Path) -> None:
    """A process that writes into the folder beside the first one may be ended without a word."""
    with save.together(tmp_path / "hasil") as staging:
        save.write_bytes(staging / "union.mrc", b"x")
        killed = save.replacing(staging / "union.mrc")
        with killed.__enter__() as stream:
            stream.write(b"half")
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["union.mrc"]
    killed.__exit__(ZeroDivisionError, ZeroDivisionError(), None)


def test_a_file_under_a_name_that_is_the_same_here_is_not_stale(tmp_path: Path) -> None:
    """As "kabupaten-batu.html" and "kabupaten-Batu.html" are on Windows; here two names of one file."""
    (tmp_path / "batu.html").write_bytes(b"old")
    with contextlib.suppress(FileExistsError):  # on Windows it is that file already
        os.link(tmp_path / "batu.html", tmp_path / "Batu.html")
    (tmp_path / "malang.html").write_bytes(b"old")
    with save.together(tmp_path, owned=("batu.html", "malang.html")) as staging:
        save.write_bytes(staging / "Batu.html", b"new")
    assert {path.name.casefold() for path in tmp_path.iterdir()} == {"batu.html"}
    assert (tmp_path / "Batu.html").read_bytes() == b"new"


@pytest.mark.parametrize("stop", [ZeroDivisionError, KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_exception_in_the_middle_changes_nothing(tmp_path: Path, stop: type[BaseException] | OSError) -> None:
    folder = results(tmp_path)
    with (
        pytest.raises(type(stop) if isinstance(stop, OSError) else stop),
        save.together(folder, owned=OWNED) as staging,
    ):
        save.write_bytes(staging / "katalog.mrc", b"new")
        raise stop
    assert content_of(folder) == OLD


def test_an_exception_leaves_no_folder_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), save.together(tmp_path / "hasil"):
        1 / 0
    assert not (tmp_path / "hasil").exists()


def test_an_open_target_puts_all_old_files_back_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = results(tmp_path), Path.replace
    for locked in sorted(NEW):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", refusing(folder / locked, real))
            with pytest.raises(OutputError) as stopped:
                change(folder)
        assert content_of(folder) == OLD, locked
        assert stopped.value.path == str(folder / locked)
        assert "Excel" in stopped.value.message.id and "Excel" in stopped.value.message.en
    change(folder)
    assert content_of(folder) == NEW


def refusing(locked: Path, real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """Path.replace on Windows while another program has ``locked`` open."""

    def replace(self: Path, target: Path) -> Path:
        if Path(target) == locked:
            raise PermissionError(13, "in use")
        return real(self, target)

    return replace


def test_a_stale_file_that_cannot_be_removed_turns_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = results(tmp_path), Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self == folder / "inlislite-002.xlsx":
            raise PermissionError(13, "in use")
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(OutputError, match="inlislite-002.xlsx"):
        change(folder)
    assert content_of(folder) == OLD


@pytest.mark.parametrize("function", ["fsync", "link"])
def test_a_full_disk_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    folder = results(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match="disk penuh") as stopped, save.together(folder, owned=OWNED) as staging:
        for name, content in NEW.items():
            save.write_bytes(staging / name, content)
        monkeypatch.setattr(os, function, full)
        monkeypatch.setattr(shutil, "copy2", full)
    monkeypatch.undo()
    assert "the disk is full" in stopped.value.message.en
    assert content_of(folder) == OLD


def test_a_full_disk_while_a_file_is_written_names_the_file_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = results(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as stopped:
        change(folder)
    assert stopped.value.path == str(folder / "katalog.mrc")
    assert content_of(folder) == OLD


def test_a_file_system_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    folder, real = results(tmp_path), Path.replace
    monkeypatch.setattr(os, "link", none)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refusing(folder / "tinjau.xlsx", real))
        with pytest.raises(OutputError):
            change(folder)
    assert content_of(folder) == OLD
    change(folder)
    assert content_of(folder) == NEW


# a run that dies: a second process, killed at its k-th step on the disk

DYING = """
import json, os, sys
from pathlib import Path
from koleksi import save
folder, last, locked, new, owned = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], *map(json.loads, sys.argv[4:])
steps = 0
def dying(real):
    def step(self, *rest, **more):
        global steps
        steps += 1
        if steps == last:
            os._exit(9)
        if locked and real is replace and Path(rest[0]) == folder / locked:
            raise PermissionError(13, "in use")
        return real(self, *rest, **more)
    return step
replace, unlink = Path.replace, Path.unlink
Path.replace, Path.unlink = dying(replace), dying(unlink)
try:
    with save.together(folder, owned=owned) as staging:
        for name, content in new.items():
            save.write_text(staging / name, content)
except OSError:
    pass
"""


@pytest.mark.parametrize("locked", ["", "tinjau.xlsx"], ids=["onward", "turned back"])
def test_a_run_that_dies_at_any_step_leaves_all_old_or_all_new(tmp_path: Path, locked: str) -> None:
    ends, half, new = [], 0, json.dumps({name: content.decode() for name, content in NEW.items()})
    for step in range(1, 60):
        folder = results(tmp_path / str(step))
        code = subprocess.run(
            [sys.executable, "-c", DYING, str(folder), str(step), locked, new, json.dumps(OWNED)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path])}, check=False,
        ).returncode  # fmt: skip
        if code == 0:
            break
        assert code == 9
        half += {n: c for n, c in content_of(folder).items() if "/" not in n} not in (OLD, NEW)
        save.recover(folder)
        found = content_of(folder)
        assert found in (OLD, NEW), step
        ends.append(found == NEW)
    assert code == 0 and len(ends) > 12
    assert half >= 3, "no step was interrupted in the middle of the moves"
    assert ends[0] is False
    if not locked:
        assert ends[-1] is True and ends == sorted(ends)


def test_a_completion_that_is_refused_puts_the_old_files_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = results(tmp_path), Path.replace
    died_half_way(folder)
    monkeypatch.setattr(Path, "replace", refusing(folder / "tinjau.xlsx", real))
    with pytest.raises(OutputError, match="tinjau.xlsx"):
        save.recover(folder)
    assert content_of(folder) == OLD


def test_what_can_go_neither_way_waits_for_the_next_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, real = results(tmp_path), Path.replace
    died_half_way(folder)

    def stuck(self: Path, target: Path) -> Path:
        if Path(target).parent == folder:
            raise PermissionError(13, "in use")
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stuck)
        with pytest.raises(OutputError, match="jalankan lagi"):
            save.recover(folder)
    save.recover(folder)
    assert content_of(folder) == OLD


def died_half_way(folder: Path) -> None:
    """The folder after a run that was killed when the first two of its files had been moved."""
    staging = folder / ".koleksi-baru-x"
    for name, content in NEW.items():
        save.write_bytes(staging / "baru" / name, content)
    for name, content in OLD.items():
        save.write_bytes(staging / "lama" / name, content)
    moves = {"files": sorted(NEW), "stale": ["inlislite-002.xlsx"], "old": sorted(OLD), "onward": True}
    save.write_text(staging / "jurnal.json", json.dumps(moves))
    for name in sorted(NEW)[:2]:
        (staging / "baru" / name).replace(folder / name)


def test_a_damaged_journal_stops_before_anything_is_lost(tmp_path: Path) -> None:
    folder = results(tmp_path)
    died_half_way(folder)
    (folder / ".koleksi-baru-x" / "jurnal.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match="lama"):
        save.recover(folder)
    assert (folder / ".koleksi-baru-x" / "lama" / "katalog.mrc").read_bytes() == OLD["katalog.mrc"]


def test_the_folder_of_a_run_at_work_is_let_alone_and_that_of_a_dead_one_swept(tmp_path: Path) -> None:
    folder = results(tmp_path)
    save.write_bytes(folder / ".koleksi-baru-dead" / "baru" / "katalog.mrc", b"half")
    with save.together(folder) as staging:
        save.write_bytes(staging / "katalog.mrc", b"new")
        save.recover(folder)
        assert (staging / "katalog.mrc").read_bytes() == b"new"
    assert content_of(folder) == {**OLD, "katalog.mrc": b"new"}
