"""``koleksi ddc``: class numbers, suggested and learnt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.screen import end, print_json, reasons, say
from koleksi.cli.two_languages import FILE, argument, command, group, option

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.ddc import Suggestion

__all__ = ["ddc"]


@group(help=Text("Nomor kelas: usulkan dan pelajari.", "Class numbers: suggest and learn."))
def ddc() -> None:
    pass


@command(
    help=Text("Usulkan kelas untuk setiap baris, dengan alasannya.", "Suggest classes for every row, with reasons.")
)
@argument("file", Text("DAFTAR", "LIST"), type=FILE)
@option(
    "--top",
    default=3,
    show_default=True,
    type=click.IntRange(1, 20),
    help=Text("Banyaknya usul.", "How many suggestions."),
)
@option("--profile", type=FILE, help=Text("Hasil 'koleksi ddc learn'.", "Made by 'koleksi ddc learn'."))
@option(
    "--json", "as_json", is_flag=True, help=Text("Satu baris JSON untuk setiap baris.", "A JSON line for each row.")
)
@click.pass_context
def suggest(ctx: click.Context, file: Path, top: int, profile: Path | None, as_json: bool) -> None:
    from koleksi import ddc as classes
    from koleksi.job.sources import gather

    taught = classes.load_profile(profile) if profile else None
    entries, problems = gather([file])
    for number, entry in enumerate(entries, start=1):
        found = classes.suggest(entry.book, top, profile=taught)
        if as_json:
            rows = [_as_dict(one) for one in found]
            print_json({"row": number, "title": entry.book.title, "suggestions": rows})
        else:
            for line in _in_words(number, entry.book.title, found):
                say(ctx, line, err=False)
    end(ctx, len(problems))


def _in_words(number: int, title: str, found: Sequence[Suggestion]) -> Iterator[Text]:
    """A row of the list, and under it, with tabs, the classes that are suggested for it."""
    yield Text(f"{number}\t{title}", f"{number}\t{title}")
    for one in found:
        score = f"\t{one.number}\t{one.score:.2f}"
        yield Text(
            f"{score}\t{one.caption}\t{'; '.join(reason.id for reason in one.reasons)}",
            f"{score}\t{one.caption_en}\t{'; '.join(reason.en for reason in one.reasons)}",
        )


def _as_dict(one: Suggestion) -> dict[str, object]:
    return {
        "number": one.number, "caption": one.caption, "caption_en": one.caption_en, "score": round(one.score, 4),
        **reasons(one.reasons),
    }  # fmt: skip


@command(
    help=Text(
        "Pelajari kebiasaan sebuah perpustakaan dari katalognya.", "Learn a library's own practice from its catalogue."
    )
)
@argument("catalogue", Text("KATALOG", "CATALOGUE"), type=FILE)
@option("--out", required=True, type=FILE, help=Text("Berkas profil.", "The profile file."))
@click.pass_context
def learn(ctx: click.Context, catalogue: Path, out: Path) -> None:
    from koleksi import ddc as classes
    from koleksi import save
    from koleksi.job.sources import gather

    save.must_differ(out, catalogue)
    entries, _ = gather([catalogue])
    classed = [entry.book for entry in entries if entry.book.ddc]
    classes.learn(classed).save(out)
    said = Text("{n} dari {all} buku dipelajari -> {out}", "learned from {n} of {all} books -> {out}")
    say(ctx, said.format(n=len(classed), all=len(entries), out=out), err=False)


ddc.add_command(suggest)
ddc.add_command(learn)
