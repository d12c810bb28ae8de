"""Help in two languages for click: one text "Indonesian || English", the language chosen at run time."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from koleksi.cli.usage_errors import Misuse

__all__ = ["Command", "Group", "choose", "finish", "say", "words"]

_SPLIT = " || "
_EXTRA = re.compile(r"  \[([^\[\]]+)\]$")
_HEADINGS = {"Usage": "Pemakaian", "Options": "Pilihan", "Commands": "Perintah"}


def choose(args: Sequence[str]) -> str:
    """The language: ``--lang`` among the arguments, else KOLEKSI_LANG, else Indonesian."""
    for n, arg in enumerate(args):
        if arg == "--lang" and n + 1 < len(args):
            return args[n + 1]
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return os.environ.get("KOLEKSI_LANG", "id")


def words(text: str | None, lang: str) -> str:
    """The half of a two-language text that is asked for."""
    first, found, second = (text or "").partition(_SPLIT)
    return second if found and lang == "en" else first


def _told(error: click.UsageError) -> click.UsageError:
    """A usage error in the user's language."""
    return (
        error
        if isinstance(error, (Misuse, NoArgsIsHelpError)) or (error.ctx and _lang(error.ctx) == "en")
        else Misuse(error)
    )


def _lang(ctx: click.Context) -> str:
    return "en" if ctx.find_root().obj == "en" else "id"


def say(ctx: click.Context, text: str, *, err: bool = True) -> None:
    """A line on the screen in the user's language. What the console cannot show is replaced there only."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    click.echo(words(text, _lang(ctx)).encode(encoding, "replace").decode(encoding), err=err)


class _Words(click.Command):
    """A command whose help, option texts and headings are in the chosen language."""

    def get_short_help_str(self, limit: int = 45) -> str:
        context = click.get_current_context(silent=True)
        text = words(self.help, _lang(context) if context else "id").strip()
        return text.split("\n")[0].split(". ")[0].rstrip(".")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{_heading('Usage', _lang(ctx))}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words(self.help, _lang(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = _lang(ctx)
        rows = [
            record
            for option in self.get_params(ctx)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx))
        ]
        with formatter.section(_heading("Options", lang)):
            formatter.write_dl([(names, _option_words(text, lang)) for names, text in rows])
        if isinstance(self, click.Group):
            self._format_commands(ctx, formatter, lang)

    def _format_commands(self, ctx: click.Context, formatter: click.HelpFormatter, lang: str) -> None:
        assert isinstance(self, click.Group)
        commands = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        with formatter.section(_heading("Commands", lang)):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands])


def _option_words(text: str, lang: str) -> str:
    """An option's text with what click puts behind it: "[default: 1]", "[required]"."""
    if lang == "en":
        return words(text, lang)
    extra = _EXTRA.search(text)
    said = words(text, lang)
    return f"{said}  [{extra[1].replace('default', 'bawaan').replace('required', 'wajib')}]" if extra else said


def _heading(name: str, lang: str) -> str:
    return name if lang == "en" else _HEADINGS[name]


class Command(_Words):
    """A two-language command."""


class Group(_Words, click.Group):
    """A group of two-language commands. ``fallback``: the command meant when the first word is none of them."""

    command_class = Command

    def __init__(self, *args: Any, fallback: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fallback = fallback

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        extra.setdefault("obj", choose(given))
        return super().main(given, *rest, **extra)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _told(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _told(error) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.fallback and args and args[0] not in self.commands:
            args = [self.fallback, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if (
            self.fallback
            and args
            and args[0].startswith("-")
            and args[0] not in ("--help", "--lang")
            and not args[0].startswith("--lang=")
        ):
            args = [self.fallback, *args]
        return super().parse_args(ctx, args)


def finish(command: click.Command) -> None:
    """Give ``--lang`` and a translated ``--help`` to a command and all below it."""
    command.params.append(
        click.Option(
            ["--lang"],
            type=click.Choice(["id", "en"]),
            expose_value=False,
            is_eager=True,
            help="Bahasa bantuan dan pesan. || Language of help and messages.",
        )  # fmt: skip
    )
    command.add_help_option = False
    command.params.append(
        click.Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help="Tampilkan bantuan ini. || Show this help.",
        )  # fmt: skip
    )
    if isinstance(command, click.Group):
        for below in command.commands.values():
            finish(below)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()
