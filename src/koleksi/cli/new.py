"""``koleksi new``: a folder prepared for a library or one of its laptops."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from koleksi.book import Text
from koleksi.cli.screen import say
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["new"]

SYSTEMS = ("slims", "inlislite", "koha", "none")  # as in koleksi.config, which is too much for a help page

_HELP = Text(
    "Siapkan folder kerja perpustakaan: Formulir.xlsx untuk daftar bukunya, koleksi.toml yang menjelaskan isinya, dan "
    "petunjuk. Satu untuk setiap laptop bila beberapa laptop bekerja bersama.",
    "Prepare a library's folder: Formulir.xlsx for its list of books, a koleksi.toml that explains itself, a guide. "
    "One for each laptop where several work together.",
)
# What is asked on a terminal where it is not given: key, question, choices, default.
_QUESTIONS = (
    ("library.name", Text("Nama perpustakaan", "Name of the library"), (), "Perpustakaan"),
    ("library.code", Text("Kode singkat, misalnya SKM (di awal nomor rekaman)",
                          "A short code such as SKM (in front of record numbers)"), (), "PD"),
    ("classes.islam", Text("Kelas buku Islam: 297 (DDC) atau 2X (Indonesia)",
                           "Class of books on Islam: 297 (DDC) or 2X (Indonesian)"), ("297", "2X"), "297"),
    ("classes.fiction", Text("Kelas cerita Indonesia: 899.2213 (DDC) atau 813 (singkat)",
                             "Class of Indonesian stories: 899.2213 (DDC) or 813 (short)"),
     ("899.2213", "813"), "899.2213"),
)  # fmt: skip
_SYSTEMS = Text(
    "Sistem yang dipakai: slims, inlislite, koha, none (tanpa sistem); beberapa dipisah koma",
    "Systems in use: slims, inlislite, koha, none (no system); several with commas between",
)


@command(help=_HELP)
@argument("folder", Text("FOLDER", "FOLDER"), type=FILE)
@option(
    "--laptop",
    value=Text("HURUF", "LETTER"),
    help=Text(
        "Huruf laptop ini (A, B, C ...), agar dua laptop tidak memberi nomor yang sama.",
        "Letter of this laptop (A, B, C ...), so that no two laptops give the same number.",
    ),
)
@option(
    "--dari",
    "libraries",
    type=FILE,
    help=Text(
        "CSV dengan satu baris tiap perpustakaan (nama, kode, organisasi, kepala, kecamatan, mulai, sampai, islam, "
        "fiksi, folder): satu folder tiap baris.",
        "CSV with a row for each library (name, code, org, header, district, start, end, islam, fiction, folder): a "
        "folder for each row.",
    ),
)
@option(
    "--jatah",
    "share",
    type=click.IntRange(1, 1_000_000),
    help=Text(
        "Dengan --dari: banyak nomor untuk setiap perpustakaan, berurutan, bila barisnya tidak menyebut.",
        "With --dari: how many numbers each library gets, one behind the other, where its row names none.",
    ),
)
@option("--name", help=Text("Nama perpustakaan.", "Name of the library."))
@option("--code", help=Text("Kode di awal nomor rekaman.", "Code in front of record numbers."))
@option("--islam", type=click.Choice(["297", "2X"]), help=Text("Kelas buku Islam.", "Class of books on Islam."))
@option(
    "--fiction",
    type=click.Choice(["899.2213", "813"]),
    help=Text("Kelas cerita Indonesia.", "Class of Indonesian stories."),
)
@option(
    "--sistem",
    "systems",
    type=click.Choice(SYSTEMS),
    multiple=True,
    help=Text("Sistem yang dipakai (boleh diulang); tanpa ini: semua.", "A system in use (may be repeated); else all."),
)
@click.pass_context
def new(
    ctx: click.Context, folder: Path, laptop: str | None, libraries: Path | None, share: int | None, name: str | None,
    code: str | None, islam: str | None, fiction: str | None, systems: tuple[str, ...],
) -> None:  # fmt: skip
    from koleksi.job import new_library

    options = {
        "library.name": name, "library.code": code, "numbers.laptop": laptop and laptop.upper(),
        "classes.islam": islam, "classes.fiction": fiction,
        "outputs.systems": systems,
    }  # fmt: skip
    given = {key: value for key, value in options.items() if value}
    if libraries:
        made = new_library.prepare_all(libraries, folder, given, language(ctx), share=share or 0)
    else:
        made = [new_library.prepare(folder, _asked(ctx, given), language(ctx))]
    for path in made:
        say(ctx, Text(str(path), str(path)), err=False)
    _say_next(ctx, made)


def _asked(ctx: click.Context, given: dict[str, Any]) -> dict[str, Any]:
    """What is given, and on a terminal the answers of a person: Enter keeps what is proposed."""
    if not sys.stdin.isatty():
        return given
    answers = dict(given)
    for key, question, choices, default in _QUESTIONS:
        if key not in given:
            kind = click.Choice(choices, case_sensitive=False) if choices else click.STRING
            typed = click.prompt(question(language(ctx)), default=default, type=kind, show_choices=False, err=True)
            if typed != default:
                answers[key] = typed
    if "outputs.systems" not in given:
        every = ",".join(SYSTEMS)
        systems = click.prompt(_SYSTEMS(language(ctx)), default=every, value_proc=_systems, err=True)
        if systems != SYSTEMS:
            answers["outputs.systems"] = systems
    return answers


def _systems(typed: str) -> tuple[str, ...]:
    """Of "slims, koha"; click asks again where one is none of them."""
    kind = click.Choice(SYSTEMS, case_sensitive=False)
    return tuple(dict.fromkeys(kind.convert(one.strip(), None, None) for one in typed.split(",") if one.strip()))


def _say_next(ctx: click.Context, made: list[Path]) -> None:
    folder = made[0].parent
    form = f'"{folder / "Formulir.xlsx"}"'
    say(ctx, Text(f"Isi Formulir.xlsx, lalu: koleksi {form}", f"Fill in Formulir.xlsx, then: koleksi {form}"))
