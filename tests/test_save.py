"""A file is replaced whole or not at all."""

from __future__ import annotations

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
    assert (tmp_path / "tinjau.xlsx.baru").read_bytes() == b"new"


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    save.write_text(tmp_path / "a" / "b.csv", "é\n")
    assert (tmp_path / "a" / "b.csv").read_bytes() == "é\n".encode()


@pytest.mark.parametrize(
    "words",
    [("dedupe", "x", "--clusters", "x"), ("dedupe", "other", "--clusters", "x", "--against", "x"), ("ddc", "learn", "x", "--out", "x"),
     ("report", "x", "--out", "./x"), ("marc", "convert", "x", "x"), ("pack", "build", "x", "--out", "x")],
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
