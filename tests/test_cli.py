"""The command line: one language at a time, a sentence and an exit code for what goes wrong, Ctrl-C at any moment."""

from __future__ import annotations

import ast
import errno
import gettext
import importlib.util
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from koleksi import isbn as numbers
from koleksi._terms.stages import STAGES
from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.cli import isbn as isbn_command
from koleksi.cli.commands import HELP
from koleksi.cli.language import chosen
from koleksi.cli.root import cli
from koleksi.cli.screen import progress
from koleksi.cli.two_languages import Command, Group
from koleksi.cli.usage_errors import click_speaks

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "src" / "koleksi" / "locale" / "id" / "LC_MESSAGES" / "koleksi.po"

# Words that give a language away. None of them is an option, a choice, a column or a command of ours.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the of and or is are was not no such for with from to in it be by as this that these which what every each
        file files show shown made make read reads list rows row number numbers name value invalid missing required
        default option options usage error command commands argument arguments try one only did you mean must can
        cannot given valid range integer float text path directory exist exists does unexpected extra existing book
        books titles settings summary results suggestions problems records written there""",
    )
)
INDONESIAN = frozenset(
    re.findall(
        r"\w+",
        """yang dan atau untuk dari tidak dengan ini itu ke di setiap nomor nama berkas daftar pilihan perintah
        kesalahan pemakaian bantuan wajib bawaan isi nilai salah satu dikenal belum lengkap sudah akan lalu judul baris
        angka teks buku tampilkan tunjukkan hanya jenis kertas dibaca dapat ada bukan maksudnya batas luar perlu
        sesudahnya terlalu banyak kata rekaman eksemplar masalah""",
    )
)


def run(*words: object, lang: str = "id", given: str | None = None) -> Result:
    return CliRunner(env={"KOLEKSI_LANG": lang}).invoke(cli, [str(word) for word in words], input=given)


def foreign(said: str, lang: str) -> set[str]:
    """Words of the other language. Names are taken out first: options, choices, quoted values, columns, paths."""
    bare = re.sub(r"\{\w+\}|'[^']*'|\[[^\]]*\|[^\]]*\]|--?[\w-]+|\S*[_./|\\]\w\S*", " ", said)
    return {
        word for word in re.findall(r"[^\W\d_]+", bare.casefold()) if word in (ENGLISH if lang == "id" else INDONESIAN)
    }


def below(command: click.Command, *name: str) -> list[tuple[str, ...]]:
    several = command.commands.items() if isinstance(command, click.Group) else ()
    return [name, *(path for sub, child in several for path in below(child, *name, sub))]


def test_a_list_of_the_commands_imports_none_of_them_and_no_values() -> None:
    code = (
        "import sys; from koleksi.cli.root import cli; cli.main(['--help'], standalone_mode=False); "
        "print(*sorted(name for name in sys.modules if name.startswith('koleksi')))"
    )
    *_, loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.splitlines()
    grounds = {"commands", "language", "root", "screen", "two_languages", "usage_errors"}
    assert set(loaded.split()) == {"koleksi", "koleksi.text", "koleksi.cli", *(f"koleksi.cli.{one}" for one in grounds)}


def test_every_command_of_the_list_is_one() -> None:
    for name, command in cli.commands.items():
        assert command.name == name
        assert isinstance(command, (Command, Group))
        assert command.text is HELP[name]


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


# what the commands say


LIST = "Judul,Pengarang,ISBN,Rak\nBumi Manusia,Pramoedya Ananta Toer,9786020332956,A\n"


def test_a_dry_run_needs_no_folder(tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(LIST)
    indonesian, english = (run("process", "--dry-run", source, lang=lang) for lang in ("id", "en"))
    assert indonesian.exit_code == english.exit_code == 0
    columns = ("Judul -> judul: Bumi Manusia", "Pengarang -> pengarang", "ISBN -> ISBN", "Rak -> lokasi: A")
    assert "1 baris buku" in indonesian.stdout and all(column in indonesian.stdout for column in columns)
    columns = ("Judul -> title: Bumi Manusia", "Pengarang -> author", "ISBN -> ISBN", "Rak -> location: A")
    assert "1 rows of books" in english.stdout and all(column in english.stdout for column in columns)
    assert [path.name for path in tmp_path.iterdir()] == ["daftar.csv"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_main_job_and_what_can_stop_it_are_told_in_one_language(lang: str, tmp_path: Path) -> None:
    source, out = tmp_path / "x.csv", tmp_path / "y"
    source.write_text(LIST + "\n,,,B\n")
    said = run("process", source, "--out", out, lang=lang)
    assert said.exit_code == 1 and not foreign(said.output.replace("label", ""), lang), said.output
    for words in (
        ("process", tmp_path / "none.csv", "--out", out),
        ("process", source, "--out", source),
        ("labels", out, "--out", tmp_path / "z.pdf", "--sheet", "q"),
        ("labels", "calibrate", "--out", tmp_path / "z.pdf", "--sheet", "q"),
        ("marc", "check", source),
        ("marc", "check", tmp_path / "none.mrc"),
        ("dedupe", tmp_path / "none.csv", "--clusters", out / "c.csv"),
        ("pack", "info", source),
        ("report", tmp_path / "none", "--out", out / "r.html"),
        ("ddc", "suggest", source, "--profile", source),
        ("scan", "--out", source),
    ):
        said = run(*words, lang=lang)
        assert said.exit_code in (1, 2, 3, 4), said.output
        shown = said.output.replace("No, ISBN, Barcode, Judul, Eks, Keterangan", "")  # the columns of a scan list
        assert not foreign(shown, lang), (words, said.output)


def test_every_stage_of_a_job_has_a_name() -> None:
    stages: set[str] = set()
    for path in (ROOT / "src" / "koleksi").rglob("*.py"):
        stages |= set(re.findall(r'(?:progress|tell)\(f?"(\w+)', path.read_text(encoding="utf-8")))
    assert stages and stages <= set(STAGES)


@pytest.mark.parametrize(
    ("stage", "done", "total", "lang", "line"),
    [
        ("read donasi.csv", 500, 0, "id", "membaca donasi.csv 500"),
        ("classes", 25, 80, "en", "suggesting classes 25/80"),
        ("pack index", 0, 0, "id", "membuat daftar isi paket "),
    ],
)
def test_progress_is_a_line_in_one_language_and_on_a_terminal_only(
    stage: str, done: int, total: int, lang: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with click.Context(cli, obj=lang) as ctx:
        assert progress(ctx) is None
        shown: list[str] = []
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(click, "echo", lambda text, **_: shown.append(text))
        show = progress(ctx)
        assert show
        show(stage, done, total)
    assert shown == [f"\r\033[K{line}"]


def test_every_kind_and_action_of_a_number_has_a_name() -> None:
    listed = numbers.Recognised.__doc__ or ""
    kinds, actions = (
        set(re.findall(r"\w+", found[1]))
        for name in ("kind", "action")
        if (found := re.search(rf"``{name}``: ([^.]+)\.", listed))
    )
    assert set(isbn_command.KINDS) == kinds - {"several", "scans", "glued"}
    assert set(isbn_command.ACTIONS) == actions


def test_a_number_is_told_in_one_language_and_in_both_for_programs() -> None:
    assert (
        "\tISBN tidak lengkap\ttanyakan\t978-602-03-3295-6\tkelebihan satu angka"
        in run("isbn", "97860203329565").output
    )
    assert (
        "\tincomplete ISBN\task\t978-602-03-3295-6\tone digit too many"
        in run("isbn", "97860203329565", lang="en").output
    )
    for lang in ("id", "en"):
        told = json.loads(run("isbn", "97860203329565", "--json", lang=lang).output)
        assert (told["kind"], told["note"], told["note_en"]) == (
            "isbn_incomplete", "kelebihan satu angka", "one digit too many",
        )  # fmt: skip


@pytest.mark.parametrize("words", [("ddc", "suggest"), ("dedupe", "--clusters", "OUT"), ("kdt",)])
def test_json_holds_both_languages(words: tuple[str, ...], tmp_path: Path) -> None:
    source = tmp_path / "daftar.csv"
    source.write_text(
        "id,title,author,publisher,year,isbn,edition\n1,Budidaya lele,A,,,,\n2,Budidaya lele jumbo,A,B,2001,,\n"
    )
    if words[0] == "kdt":
        source.write_text("beli telur\n")
    line = run(*(tmp_path / "out" if word == "OUT" else word for word in words), source, "--json").output.splitlines()[
        0
    ]
    keys = set(re.findall(r'"(reasons|caption|what|do)"', line))
    assert keys and keys == set(re.findall(r'"(reasons|caption|what|do)_en"', line))


def test_the_systems_errors_are_told_in_our_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == Text("disk penuh", "the disk is full")
    assert why(OSError(errno.EPROTO, "Protocol error")).id == "tidak dapat dibaca atau ditulis"
    said = run("kdt", tmp_path / "tidak-ada.txt")
    assert said.exit_code == 3 and "tidak-ada.txt: tidak ada" in said.stderr
    said = run("kdt", tmp_path / "tidak-ada.txt", lang="en")
    assert said.exit_code == 3 and "tidak-ada.txt: does not exist" in said.stderr


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_nobody_expected_is_told_in_one_language(lang: str, tmp_path: Path) -> None:
    code = "import koleksi.cli as c, koleksi.isbn as i; i.recognise = lambda text: 1 / 0; c.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "isbn", "1"],
        capture_output=True, text=True, check=False, env={**os.environ, "KOLEKSI_LANG": lang},
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert ("kesalahan yang tidak terduga" in done.stderr) == (lang == "id")
    assert not foreign(re.sub(r"\(.*?\)", "", done.stderr), lang)


# how it is started and stopped


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
