"""``koleksi process``: the main job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from koleksi._terms.file_kind import is_lock_file
from koleksi.book import Text
from koleksi.cli.at_rest import at_rest
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, progress, say
from koleksi.cli.two_languages import FILE, argument, command, language, option
from koleksi.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.process import Summary

__all__ = ["of_a_job", "process", "tell"]

_REPAIRED = {
    "ledger-backup": Text(
        "  buku besar koleksi.db dipulihkan dari cadangan (lihat {file})",
        "  the ledger koleksi.db was restored from its backup (see {file})",
    ),
    "ledger-files": Text(
        "  buku besar koleksi.db dibangun lagi dari berkas hasil; tidak semuanya dapat dipulihkan (lihat {file})",
        "  the ledger koleksi.db was rebuilt from the folder's files; not all of it could be (see {file})",
    ),
    "ledger-older": Text(
        "  buku besar koleksi.db lebih lama daripada berkas hasil; dilengkapi dari sana (lihat {file})",
        "  the ledger koleksi.db was older than the folder's files, and was completed from them (see {file})",
    ),
}


def of_a_job(run: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that makes a whole folder of results."""
    run = at_rest(run)
    for with_option in reversed(_OF_A_JOB):
        run = with_option(run)
    return run


_OF_A_JOB = (
    option(
        "--timpa",
        is_flag=True,
        help=Text("Timpa juga berkas yang bukan buatan koleksi.", "Replace files too that koleksi did not write."),
    ),
    option(
        "--ganti-pengaturan",
        "new_settings",
        is_flag=True,
        help=Text(
            "Pakai pengaturan baru walaupun label yang sudah ada berubah.",
            "Use new settings though they change the labels of books that have one.",
        ),
    ),
    option("--json", "as_json", is_flag=True, help=Text("Ringkasan sebagai JSON.", "Summary as JSON.")),
)


def tell(ctx: click.Context, summary: Summary, out: Path, *, as_json: bool) -> None:
    """What a job made, and the end of its command."""
    if as_json:
        print_json(summary.as_dict())
    else:
        for line in in_words(summary, out):
            say(ctx, line, err=False)
    end(ctx, summary.problems)


@command(help=HELP["process"])
@argument("sources", Text("DAFTAR", "LIST"), nargs=-1, required=True, type=FILE)
@option("--out", type=FILE, value=Text("FOLDER", "FOLDER"), help=Text("Folder hasil.", "Folder for the results."))
@option("--config", type=FILE, help=Text("Berkas pengaturan koleksi.toml.", "Settings file koleksi.toml."))
@option(
    "--against",
    type=FILE,
    help=Text("Katalog yang sudah ada (MARC atau CSV SLiMS).", "Existing catalogue (MARC or SLiMS CSV)."),
)
@option("--pack", type=FILE, help=Text("Paket ISBN luring.", "Offline ISBN pack."))
@option("--online", is_flag=True, help=Text("Cari juga di internet.", "Ask online sources too."))
@option("--dry-run", is_flag=True, help=Text("Tunjukkan saja apa yang dimengerti.", "Only show what was understood."))
@of_a_job
@click.pass_context
def process(
    ctx: click.Context, sources: tuple[Path, ...], out: Path | None, config: Path | None, against: Path | None,
    pack: Path | None, online: bool, dry_run: bool, timpa: bool, new_settings: bool, as_json: bool,
) -> None:  # fmt: skip
    from koleksi import process as job

    if dry_run:
        _say_understood(ctx, sources)
        return
    if out is None:
        raise click.MissingParameter(ctx=ctx, param_hint="'--out'", param_type="option")
    summary = job.run(
        sources, out, config=config, against=against, pack=pack, online=online, lang=language(ctx),
        overwrite=timpa, change_settings=new_settings, progress=progress(ctx),
    )  # fmt: skip
    tell(ctx, summary, out, as_json=as_json)


def in_words(summary: Summary, out: Path) -> Iterator[Text]:
    """What was made, and where a person goes on."""
    yield from _made(summary)
    yield from _of_a_new_folder(summary)
    if summary.repaired:
        yield _REPAIRED[summary.repaired].format(file=out / "masalah.csv")
    yield from _since_the_last_run(summary, out)
    yield from _without_number(summary, out)
    yield from _where_to_go_on(summary, out)


def _made(summary: Summary) -> Iterator[Text]:
    yield Text(
        "{rows} baris -> {books} judul, {copies} eksemplar", "{rows} rows -> {books} titles, {copies} copies"
    ).format(rows=summary.rows, books=summary.books, copies=summary.copies)
    yield Text(
        "  kelas pasti: {sure}, perlu ditinjau: {review}, pasangan mungkin kembar: {pairs}",
        "  class sure: {sure}, to review: {review}, possible duplicates: {pairs}",
    ).format(sure=summary.classified, review=summary.to_review, pairs=summary.ask_pairs)


def _of_a_new_folder(summary: Summary) -> Iterator[Text]:
    """What is best set before the first label is printed."""
    if summary.first_number:
        yield Text(
            "  folder baru: nomor mulai dari {first}. Sudah punya katalog? Ulangi di folder lain dengan "
            "--against KATALOG, atau atur '[numbers] start' di koleksi.toml",
            "  a new folder: numbers begin at {first}. A catalogue exists? Run again in another folder "
            "with --against CATALOGUE, or set '[numbers] start' in koleksi.toml",
        ).format(first=summary.first_number)
    if summary.code_wanted:
        yield Text(
            "  kode perpustakaan masih {code}; sebelum diserahkan, isi code (dan org) di [library] koleksi.toml, lalu "
            "ulangi perintah ini",
            "  the library's code is still {code}; before handing over, set code (and org) in [library] of "
            "koleksi.toml and run this command again",
        ).format(code=summary.code_wanted)


def _since_the_last_run(summary: Summary, out: Path) -> Iterator[Text]:
    if summary.new or summary.changed or summary.vanished or summary.retired:
        yield Text(
            "  sejak proses sebelumnya: {new} baru, {changed} berubah, {gone} hilang, {labels} label harus dicabut "
            "(lihat {file}, lembar Perubahan)",
            "  since the last run: {new} new, {changed} changed, {gone} vanished, {labels} labels to take off "
            "(see {file}, sheet Changes)",
        ).format(
            new=summary.new, changed=summary.changed, gone=summary.vanished, labels=summary.retired,
            file=out / "tinjau.xlsx",
        )  # fmt: skip
    if summary.aside:
        yield Text(
            "  sedang dibuka program lain; hasil yang baru: {files}. Tutup programnya, lalu ulangi perintah ini",
            "  open in another program; what is new stands in {files}. Close the program and run this command again",
        ).format(files=", ".join(summary.aside))


def _without_number(summary: Summary, out: Path) -> Iterator[Text]:
    """Rows that have no number, and why."""
    if summary.unsure_rows:
        yield Text(
            "  {n} baris belum diberi nomor: buku yang mana? Jawab di {file}, lembar Perubahan",
            "  {n} rows have no number yet: which book are they? Answer in {file}, sheet Changes",
        ).format(n=summary.unsure_rows, file=out / "tinjau.xlsx")
    if used_up := [one for one in summary.found if one.code == "numbers-used-up"]:
        yield Text(
            "  nomor perpustakaan ini sudah habis: {n} baris belum bernomor. {do}",
            "  the numbers of this library are used up: {n} rows have none. {do}",
        ).format(n=len(used_up), do=used_up[0].do)


def _where_to_go_on(summary: Summary, out: Path) -> Iterator[Text]:
    from koleksi.job.review.taking import not_taken

    if waiting := not_taken(summary.found):
        yield Text(*(f"  {said}" for said in waiting))
    if summary.problems:
        yield Text("  masalah: {n} (lihat {file})", "  problems: {n} (see {file})").format(
            n=summary.problems, file=out / "masalah.csv"
        )
    if summary.to_review or summary.ask_pairs:
        yield Text(
            "  buka {file}, isi KEPUTUSAN, lalu ulangi perintah ini",
            "  open {file}, fill in DECISION, then run this command again",
        ).format(file=out / "tinjau.xlsx")
    yield Text("  label: {labels}   laporan: {page}", "  labels: {labels}   report: {page}").format(
        labels=out / "label.pdf", page=out / "laporan.html"
    )


def _say_understood(ctx: click.Context, sources: Sequence[Path]) -> None:
    """Which column was taken for what, source by source, and what was passed over and why."""
    from koleksi import intake
    from koleksi.job.sources import PICTURES, is_marc, lists_of, why_passed

    for source, in_folder in lists_of(sources):
        if passed := why_passed(source) if in_folder or is_lock_file(source) else None:
            say(ctx, Text(f"{source}: dilewati, {passed.id}", f"{source}: passed over, {passed.en}"), err=False)
            continue
        if source.suffix.casefold() in PICTURES:
            say(ctx, Text(f"{source}: foto", f"{source}: a photo"), err=False)
            continue
        if is_marc(source):
            say(ctx, Text(f"{source}: MARC", f"{source}: MARC"), err=False)
            continue
        try:
            sheets = intake.understand(source)
        except InputError as error:
            if not in_folder:
                raise
            say(ctx, Text(error.say("id"), error.say("en")), err=False)
            continue
        said = (intake.described(source, sheets, lang) for lang in ("id", "en"))
        say(ctx, Text(*said), err=False)
