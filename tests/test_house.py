"""The rules of the house, read from the code: who may import what, and that every command is explained."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import click
import pytest

from koleksi.book import Text
from koleksi.cli.root import cli

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "koleksi"
PLAN = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NETWORK = {"socket", "urllib", "http", "httpx", "urllib3", "requests"}


def table(heading: str) -> list[list[str]]:
    """The lines of the table under a heading of the architecture page, without its two heading rows."""
    section = PLAN.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def named(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


MAY_IMPORT = {room: named(line[2]) for line in table("Rooms") for room in named(line[0])}
OWNED = {
    package.strip(): named(line[1])
    for line in table("Packages that stay in their rooms")
    for package in line[0].split(",")
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Dotted names of all that a module imports, at run time or for type checkers."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{path}: imports are written in full"
            whole = node.module == "koleksi"
            found.update([f"koleksi.{alias.name}" for alias in node.names] if whole else [node.module])
    return found


def test_the_plan_names_every_room_and_no_other() -> None:
    assert {room_of(path) for path in MODULES} - set(MAY_IMPORT) == set()
    planned = set(MAY_IMPORT) - {room_of(path) for path in MODULES}
    assert not planned, "rooms of the plan that are not built"
    assert set.union(*MAY_IMPORT.values()) <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_plan_allows(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "koleksi":
            other = rest.split(".")[0] if rest and not rest.startswith("__version__") else "__init__"
            assert other == room or other in MAY_IMPORT[room], f"{path.name} imports {name}"
        elif top in OWNED:
            assert room in OWNED[top], f"{path.name} imports {top}, which stays in {sorted(OWNED[top])}"


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_private_folder_is_entered_by_its_face_only(room: str) -> None:
    ground = {"_terms", "_print"}
    private = {other for other in MAY_IMPORT[room] if other.startswith("_") and not other.startswith("__")} - ground
    assert private <= {f"_{room.removeprefix('_')}"}
    if "_print" in MAY_IMPORT[room]:
        assert room.removeprefix("_") in ("labels", "cards")


def test_the_ground_knows_nothing_above_it() -> None:
    ground = {"book", "errors", "save", "_terms", "config"}
    assert all(MAY_IMPORT[room] - {f"_{room}"} <= ground for room in ground)
    assert all("config" not in MAY_IMPORT[room] for room in ground)


def test_marc_ddc_dedupe_labels_cards_and_exports_never_meet() -> None:
    apart = {"marc", "ddc", "dedupe", "labels", "cards", "exports"}
    for room in apart | {f"_{room}" for room in apart - {"exports"}}:
        assert not MAY_IMPORT[room] & (apart - {room.removeprefix("_")}), room


def test_job_stands_below_the_main_job_and_the_command_line() -> None:
    assert {room for room, allowed in MAY_IMPORT.items() if "job" in allowed} == {"process", "page", "cli", "union"}
    assert not MAY_IMPORT["job"] & {"process", "page", "cli", "union"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_save_writes_files_and_only_lookup_connects(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    room = room_of(path)
    if room not in {"save", "_save"} and path.name != "ledger_file.py":
        assert ".write_bytes(" not in text.replace("save.write_bytes(", "")
        assert ".write_text(" not in text.replace("save.write_text(", "").replace("formatter.write_text(", "")
        assert not any(mode in text for mode in ('open("w', '"wb")', '"w")'))
    if room != "lookup":
        # the name of the machine that holds a ledger, its address for a phone
        sockets = {"socket"} if path.name in ("ledger_file.py", "lan.py") else set()
        assert not {name.split(".")[0] for name in imports_of(path)} & (NETWORK - sockets)


def test_no_folder_is_a_hall() -> None:
    folders = Counter(path.parent for path in MODULES)
    assert max(folders.values()) <= 30, folders.most_common(1)


def test_no_file_is_a_book() -> None:
    longest = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES
    }
    assert {name: lines for name, lines in longest.items() if lines > 360} == {}


def commands(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    below = command.commands.items() if isinstance(command, click.Group) else ()
    return [(name, command), *(pair for sub, child in below for pair in commands(child, f"{name} {sub}"))]


ALL = commands(cli, "koleksi")


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_has_help_in_both_languages(name: str, command: click.Command) -> None:
    options = [one for one in command.get_params(click.Context(command)) if isinstance(one, click.Option)]
    for owner in (command, *options):
        assert isinstance(text := getattr(owner, "text", None), Text), f"{name}: {owner.name} has no text"
        assert text.id.strip() and text.en.strip() and text.id != text.en, f"{name}: {owner.name}: {text}"


@pytest.mark.parametrize("name", [name for name, _ in ALL])
def test_every_command_stands_in_the_docs(name: str) -> None:
    assert f"`{name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
