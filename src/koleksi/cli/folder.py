"""``koleksi selesai`` and ``koleksi riwayat``: a results folder on later days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koleksi.book import Text
from koleksi.cli.screen import print_json, say
from koleksi.cli.two_languages import FILE, argument, command, option

if TYPE_CHECKING:
    from koleksi.job.memory.copies import Run
    from koleksi.job.memory.folder import CopyDetails, RunDetails
    from koleksi.job.memory.ledger_history import Told

__all__ = ["riwayat", "selesai", "undo"]

_FOLDER = Text("FOLDER", "FOLDER")


@command(
    help=Text(
        "Nyatakan proses terakhir selesai: label sudah ditempel, berkas sudah diimpor. Sesudah itu folder baru/ berisi "
        "hanya yang lebih baru.",
        "Say that the last run is done: its labels are on the books, its files are imported. After that the "
        "folder baru/ "
        "holds only what is newer.",
    )
)
@argument("folder", _FOLDER, type=FILE)
@click.pass_context
def selesai(ctx: click.Context, folder: Path) -> None:
    from koleksi.job.memory.folder import accept

    number = accept(folder)
    say(ctx, Text(f"Proses {number} selesai.", f"Run {number} is done."), err=False)


@command(
    help=Text(
        "Batalkan proses terakhir: baris dan keputusannya kembali seperti sebelumnya. Nomor yang sudah diberikan tidak "
        "dipakai buku lain.",
        "Undo the last run: rows and decisions are as before it. Numbers that it gave out are not given to other "
        "books.",
    )
)
@argument("folder", _FOLDER, type=FILE)
@click.pass_context
def undo(ctx: click.Context, folder: Path) -> None:
    from koleksi.job.memory.folder import take_back

    number, kept = take_back(folder)
    say(
        ctx,
        Text(
            f"Proses {number} dibatalkan. Jalankan koleksi process dengan daftar yang benar untuk membuat "
            f"berkasnya lagi.",
            f"Run {number} is undone. Run koleksi process with the right list to make the files anew.",
        ),
        err=False,
    )
    if kept:
        say(
            ctx,
            Text(f"Jawaban di tinjau.xlsx disimpan sebagai {kept}.", f"The answers of tinjau.xlsx are kept in {kept}."),
            err=False,
        )


@command(
    help=Text(
        "Apa yang dikerjakan kapan dan oleh siapa; dengan NOMOR: perubahan satu proses, atau riwayat satu eksemplar "
        "(nomor induk atau barcode).",
        "What was done when and by whom; with NUMBER: the changes of one run, or the history of one copy (accession "
        "number or barcode).",
    )
)
@argument("folder", _FOLDER, type=FILE)
@argument("number", Text("NOMOR", "NUMBER"), required=False)
@option("--json", "as_json", is_flag=True, help=Text("Sebagai JSON.", "As JSON."))
@click.pass_context
def riwayat(ctx: click.Context, folder: Path, number: str | None, as_json: bool) -> None:
    from koleksi.job.memory.folder import RunDetails, details, history

    lines: Iterable[Text]
    found = details(folder, number) if number is not None else history(folder)
    if isinstance(found, list):
        plain, lines = {"runs": [_plain_run(run) for run in found]}, map(_line, found)
    elif isinstance(found, RunDetails):
        plain, lines = _plain(found), _in_words(found)
    else:
        plain, lines = _plain_copy(found), _of_copy(found)
    if as_json:
        print_json(plain)
        return
    for line in lines:
        say(ctx, line, err=False)


def _line(run: Run) -> Text:
    counts = run.counts
    done = Text("  selesai", "  done") if run.accepted else Text("", "")
    done = Text("  dibatalkan", "  undone") if run.taken_back else done
    lists = ", ".join(Path(name).name for name in run.sources)
    head = f"{run.number}\t{_when(run.at)}\t{run.author}\t{lists}\t"
    return Text(
        f"{head}{counts['books']} judul, {counts['copies']} eksemplar; baru {counts['new']}, berubah "
        f"{counts['changed']}, "
        f"hilang {counts['vanished']}{done.id}",
        f"{head}{counts['books']} titles, {counts['copies']} copies; new {counts['new']}, changed {counts['changed']}, "
        f"vanished {counts['vanished']}{done.en}",
    )


def _in_words(found: RunDetails) -> Iterator[Text]:
    yield _line(found.run)
    for change in found.changes:
        yield _changed("  ", change)


def _changed(before: str, change: Told) -> Text:
    from koleksi.job.memory.changes import KINDS

    kind, _, title, barcodes, what, do = change
    name, codes = KINDS[kind], ", ".join(barcodes)
    return Text(
        *(f"{before}{name(lang)}\t{title}\t{codes}\t{what(lang)}\t{do(lang)}".rstrip() for lang in ("id", "en"))
    )


def _of_copy(found: CopyDetails) -> Iterator[Text]:
    from koleksi.job.review.words import KINDS, WORDS

    numbers = found.copy.numbers
    state = Text("dipakai", "in use") if found.copy.active else Text("dicabut", "retired")
    yield Text(
        *(
            f"{numbers.barcode}\t{numbers.accession}\t{found.title}\t{found.place(lang)}\t{state(lang)}"
            for lang in ("id", "en")
        )
    )
    for run, change in found.changes:
        yield _changed(f"  {_when(run.at)}\t{run.author}\t{run.number}\t", change)
    for one in found.decisions:
        said = WORDS.get(one.value, Text(one.value, one.value))
        yield Text(
            *(f"  {_when(one.at)}\t{one.author}\t{KINDS[one.kind](lang)}\t{said(lang)}" for lang in ("id", "en"))
        )


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _plain_copy(found: CopyDetails) -> dict[str, Any]:
    numbers = found.copy.numbers
    return {
        "barcode": numbers.barcode,
        "accession": numbers.accession,
        "title": found.title,
        "place": found.place.en,
        "active": found.copy.active,
        "changes": [
            {"run": run.number, "at": run.at, "author": run.author, **_plain_change(change)}
            for run, change in found.changes
        ],
        "decisions": [
            {"kind": one.kind, "value": one.value, "at": one.at, "author": one.author} for one in found.decisions
        ],
    }


def _plain_run(run: Run) -> dict[str, Any]:
    return {
        "run": run.number,
        "at": run.at,
        "author": run.author,
        "sources": list(run.sources),
        "accepted": run.accepted,
        "counts": dict(run.counts),
    }


def _plain(found: RunDetails) -> dict[str, Any]:
    return _plain_run(found.run) | {"changes": [_plain_change(change) for change in found.changes]}


def _plain_change(change: Told) -> dict[str, Any]:
    kind, _, title, barcodes, what, do = change
    return {"kind": kind, "title": title, "barcodes": list(barcodes), "what": what.en, "what_to_do": do.en}
