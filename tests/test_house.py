"""The rules of the house, read from the code: who may import what, and that every command is explained."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest

from koleksi.cli.root import cli

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "koleksi"

CORE = {"book", "errors"}
# Which rooms of the package a room may import. A private module belongs to the room that its name begins with.
MAY_IMPORT = {
    "book": set(),
    "errors": set(),
    "terms": {"book"},
    "print": CORE | {"labels", "stationery", "terms"},
    "save": {"errors"},
    "names": CORE | {"terms"},
    "isbn": CORE | {"terms"},
    "config": CORE,
    "intake": CORE | {"isbn", "names", "kdt", "terms"},
    "kdt": CORE | {"isbn", "names", "terms"},
    "ddc": CORE | {"names", "save", "terms"},
    "dedupe": CORE | {"isbn", "names", "terms"},
    "marc": CORE | {"isbn", "names", "save", "terms"},
    "stationery": CORE | {"terms"},
    "labels": CORE | {"stationery", "print", "save", "terms"},
    "cards": CORE | {"stationery", "labels", "names", "print", "save", "terms"},
    "exports": CORE | {"isbn", "names", "save", "terms"},
    "lookup": CORE | {"isbn", "marc", "names", "save", "terms"},
}
ANYTHING = {"process", "job", "cli", "__init__"}
# Packages that stay in the rooms that name them.
OWNED = {
    "click": {"cli"},
    "pymarc": {"marc", "exports"},
    "isbnlib": {"isbn"},
    "barcode": {"labels", "cards", "print"},
    "reportlab": {"labels", "cards", "stationery"},
    "rapidfuzz": {"ddc", "dedupe", "terms"},
    "xlsxwriter": {"job", "exports"},
    "python_calamine": {"intake", "job"},
}


def room_of(path: Path) -> str:
    """The face that a file stands behind: its own name, or that of its private folder."""
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return name if name == "__init__" else name.removeprefix("_")


def imports_of(path: Path) -> set[str]:
    """Dotted names of all that a module imports at run time (what is under TYPE_CHECKING is for the reader)."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "koleksi" else [node.module]
            )
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_design_allows(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "koleksi" and room not in ANYTHING:
            other = room_of(PACKAGE / (rest.split(".")[0] + ".py")) if rest else "__init__"
            assert other == room or other in MAY_IMPORT[room], f"{path.name} imports {name}"
        if top in OWNED:
            assert room in OWNED[top], f"{path.name} imports {top}, which belongs to {OWNED[top]}"


def test_marc_ddc_dedupe_and_labels_never_import_one_another() -> None:
    apart = {"marc", "ddc", "dedupe", "labels"}
    for room in apart:
        assert not (MAY_IMPORT[room] & apart - {room})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_save_writes_files_and_only_lookup_connects(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    room = room_of(path)
    if room not in {"save", "job"}:
        assert ".write_bytes(" not in text.replace("save.write_bytes(", "")
        assert ".write_text(" not in text.replace("save.write_text(", "").replace("formatter.write_text(", "")
        assert not any(mode in text for mode in ('open("w', '"wb")', '"w")'))
    if room != "lookup":
        assert (
            not any(
                name.split(".")[0] in {"socket", "urllib", "http", "httpx", "urllib3", "requests"}
                for name in imports_of(path)
            )
            or room == "job"
        )


def commands(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    below = command.commands.items() if isinstance(command, click.Group) else ()
    return [(name, command), *(pair for sub, child in below for pair in commands(child, f"{name} {sub}"))]


ALL = commands(cli, "koleksi")


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_has_help_in_both_languages(name: str, command: click.Command) -> None:
    texts = [command.help] + [option.help for option in command.params if isinstance(option, click.Option)]
    for text in texts:
        indonesian, mark, english = (text or "").partition(" || ")
        assert indonesian and mark and english, f"{name}: {text!r}"
        assert indonesian != english


@pytest.mark.parametrize("name", [name for name, _ in ALL])
def test_every_command_stands_in_the_docs(name: str) -> None:
    assert f"`{name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
