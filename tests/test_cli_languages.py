"""The commands in two languages: every text has both halves, every screen is in one."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import os
import re
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli_words import CATALOGUE, ROOT, below, foreign, run
from koleksi.book import Text
from koleksi.cli.language import chosen
from koleksi.cli.root import cli
from koleksi.cli.usage_errors import click_speaks

# which language


@pytest.mark.parametrize(
    ("args", "environ", "lang"),
    [
        ("", {}, "id"),
        ("", {"LANG": "C"}, "id"),
        ("", {"LANG": "POSIX"}, "id"),
        ("", {"LANG": "id_ID.UTF-8"}, "id"),
        ("", {"LANG": "jv_ID.UTF-8"}, "id"),
        ("", {"LANG": "de_DE.UTF-8"}, "id"),
        ("", {"LANG": "en_US.UTF-8"}, "en"),
        ("", {"LANG": "en"}, "en"),
        ("", {"LANG": "en_US.UTF-8", "LC_ALL": "id_ID.UTF-8"}, "id"),
        ("", {"LANG": "id_ID", "LC_MESSAGES": "en_GB"}, "en"),
        ("", {"LANG": "en_US", "LC_ALL": ""}, "en"),
        ("", {"LANG": "en_US", "LC_ALL": "C.UTF-8"}, "id"),
        ("", {"KOLEKSI_LANG": "en", "LANG": "id_ID"}, "en"),
        ("", {"KOLEKSI_LANG": "id", "LANG": "en_US"}, "id"),
        ("", {"KOLEKSI_LANG": "EN "}, "en"),
        ("", {"KOLEKSI_LANG": "inggris", "LANG": "en_US"}, "id"),
        ("", {"KOLEKSI_LANG": "", "LANG": "en_US"}, "en"),
        ("process x.csv --lang en", {"KOLEKSI_LANG": "id"}, "en"),
        ("--lang=en process x.csv", {"KOLEKSI_LANG": "id"}, "en"),
        ("--lang id process", {"LANG": "en_US"}, "id"),
        ("--lang jv", {"LANG": "en_US"}, "id"),
        ("--lang", {"LANG": "en_US"}, "en"),
        ("isbn -- --lang en", {}, "id"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the system, not the environment")
def test_the_language_is_the_options_else_the_variables_else_the_systems(
    args: str, environ: Mapping[str, str], lang: str
) -> None:
    assert chosen(args.split(), environ) == lang


# every text in both, every screen in one


def texts() -> list[Text]:
    """Every text that a command, an option or an argument shows."""
    found = []
    for path in below(cli):
        command: click.Command = cli
        for name in path:
            assert isinstance(command, click.Group)
            command = command.commands[name]
        params = command.get_params(click.Context(command))
        owners = [command, *params]
        found += [getattr(one, "text") for one in owners if not isinstance(one, click.Argument)]  # noqa: B009
    return found


def test_a_text_has_two_halves_that_differ_and_each_is_in_its_language() -> None:
    assert len(texts()) > 80
    for text in texts():
        assert isinstance(text, Text) and text.id.strip() and text.en.strip() and text.id != text.en, text
        assert not foreign(text.id, "id") and not foreign(text.en, "en"), text


def halves(source: str) -> list[list[str]]:
    """The two halves of every ``Text(...)`` that a module spells out; what is put in at run time is left out."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and len(node.args) == 2]
    texts = [call.args for call in calls if getattr(call.func, "id", "") == "Text"]
    return [
        [spelled(half) for half in two]
        for two in texts
        if all(isinstance(half, ast.Constant | ast.JoinedStr) for half in two)
    ]


def spelled(half: ast.expr) -> str:
    """A string, or what an f-string has between its braces."""
    parts = half.values if isinstance(half, ast.JoinedStr) else [half]
    return "".join(part.value for part in parts if isinstance(part, ast.Constant))


@pytest.mark.parametrize("path", sorted((ROOT / "src/koleksi/cli").glob("*.py")), ids=lambda path: path.stem)
def test_every_text_in_the_code_has_both_halves_each_in_its_language(path: Path) -> None:
    for indonesian, english in halves(path.read_text(encoding="utf-8")):
        assert bool(indonesian.strip()) == bool(english.strip()), (indonesian, english)
        assert not foreign(indonesian, "id") and not foreign(english, "en"), (indonesian, english)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", below(cli), ids=" ".join)
def test_help_is_in_one_language(path: tuple[str, ...], lang: str) -> None:
    said = run(*path, "--help", lang=lang)
    assert said.exit_code == 0
    lines = [re.sub(r"^  (\w+)(?=  )", "", line) for line in said.output.splitlines()]  # names of commands
    assert not foreign("\n".join(lines).replace("koleksi labels hasil", "").replace(" ".join(path), ""), lang)
    assert ("Pemakaian:" in said.output and "Pilihan:" in said.output) == (lang == "id")
    assert ("Usage:" in said.output and "Options:" in said.output) == (lang == "en")


# what is typed wrong: (words, what is said of it in Indonesian, in English)
WRONG = {
    "process daftar.csv": ("Pilihan ini wajib diisi: '--out'.", "Missing option '--out'"),
    "process": ("Belum lengkap, apa yang diolah: 'DAFTAR...'", "Missing argument 'LIST...'"),
    "proses daftar.csv": ("Perintah 'proses' tidak dikenal.", "No such command 'proses'"),
    "process daftar.csv --ouut x": ("Pilihan '--ouut' tidak dikenal.", "No such option"),
    "process daftar.csv --out": ("Pilihan '--out' perlu nilai sesudahnya.", "requires an argument"),
    "process --dry-run=x daftar.csv": ("Pilihan '--dry-run' tidak memakai nilai.", "does not take a value"),
    "ddc suggest x.csv --top 99": ("'--top' salah: 99 di luar batas 1<=x<=20", "99 is not in the range 1<=x<=20"),
    "ddc suggest x.csv --top lima": ("'--top' salah: 'lima' bukan angka.", "'lima' is not a valid integer"),
    "labels print x --out y --dpi tinggi": ("'tinggi' bukan angka.", "'tinggi' is not a valid float"),
    "labels print x --out y --scale 2": ("2.0 di luar batas 0.9<=x<=1.1", "2.0 is not in the range"),
    "labels print x --out y --kind q": ("'q' tidak dikenal; pilih salah satu dari 'spine'", "'q' is not one of"),
    "labels cards x --out y": ("wajib diisi: '--kind'. Pilih salah satu:", "Missing option '--kind'. Choose from:"),
    "ddc suggest daftar buku.csv": ("harus diapit tanda kutip", "Got unexpected extra argument"),
    "kdt .": ("'.' adalah folder, bukan berkas.", "'.' is a directory."),
    "--lang jv process": ("'jv' tidak dikenal; pilih salah satu dari 'id', 'en'", ""),
    "pack": ("Buat paket dari katalog", "Build a pack"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("typed", WRONG)
def test_what_is_typed_wrong_is_told_in_one_language(typed: str, lang: str) -> None:
    said = run(*typed.split(), lang=lang)
    lang = "id" if "--lang jv" in typed else lang
    assert said.exit_code == 2 and not said.stdout
    assert WRONG[typed][lang == "en"] in said.stderr
    assert "--help" in said.stderr
    lines = re.sub(r"(?m)^  \w+(?=  )|^\t\w+|cli \w+|daftar buku|buku\.csv", "", said.stderr)
    assert not foreign(lines, lang), said.stderr


def test_sentences_that_no_command_of_ours_says_yet_are_in_the_catalogue(tmp_path: Path) -> None:
    @click.command()
    @click.option("--file", type=click.Path(exists=True, dir_okay=False))
    @click.option("--folder", type=click.Path(file_okay=False))
    @click.option("--yes", type=bool)
    def other(**_: object) -> None: ...

    (tmp_path / "berkas").touch()
    with click_speaks("id"):
        for option, value in (("--file", "tidak-ada"), ("--folder", tmp_path / "berkas"), ("--yes", "mungkin")):
            said = CliRunner().invoke(other, [option, str(value)]).output
            assert "Kesalahan:" in said
            assert not foreign(re.sub(r"(?m)^Pemakaian.*$|Yang dikenal.*", "", said), "id"), said


# the catalogue of click's sentences


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?:![rs])?\}", text))


def build_messages() -> dict[str, object]:
    return runpy.run_path(str(ROOT / "scripts" / "build_messages.py"))


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    build = build_messages()
    said = build["messages"](CATALOGUE.read_text(encoding="utf-8"))  # type: ignore[operator]
    assert CATALOGUE.with_suffix(".mo").read_bytes() == build["compiled"](said)  # type: ignore[operator]
    for source, text in said.items():
        assert placeholders(text) <= placeholders(source), source
        assert not source or text, source
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        read = gettext.GNUTranslations(stream)
    assert read.gettext("Options") == "Pilihan"
    assert read.ngettext("Got unexpected extra argument ({args})", "-", 2).startswith("Terlalu banyak kata")


def test_every_sentence_of_click_that_a_person_may_see_is_in_the_catalogue() -> None:
    said = build_messages()["messages"](CATALOGUE.read_text(encoding="utf-8"))  # type: ignore[operator]
    ours = {source.partition("\0")[0] for source in said}
    spec = importlib.util.find_spec("click")
    assert spec and spec.origin
    for name in ("exceptions", "formatting", "parser", "types"):
        for node in ast.walk(ast.parse(Path(spec.origin).with_name(f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                source = ast.literal_eval(node.args[0])
                assert source in ours or source == "Choice({choices})", f"click/{name}.py: {source!r}"


def test_a_program_that_runs_a_command_keeps_its_own_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    gettext.textdomain("program")
    try:
        assert run("process").exit_code == 2
        assert (gettext.textdomain(), os.environ["LANGUAGE"]) == ("program", "fr")
    finally:
        gettext.textdomain("messages")
    monkeypatch.delenv("LANGUAGE")
    assert run("process").exit_code == 2
    assert "LANGUAGE" not in os.environ
