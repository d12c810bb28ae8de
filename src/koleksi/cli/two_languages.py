"""Commands, options and arguments whose words are a `Text`: click shows the half that the user reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from koleksi.cli.language import LANGUAGES
from koleksi.text import Text

if TYPE_CHECKING:
    from koleksi.book import Lang

__all__ = [
    "FILE",
    "Argument",
    "Command",
    "File",
    "Group",
    "Option",
    "argument",
    "command",
    "first_sentence",
    "group",
    "language",
    "option",
]

Function = Callable[..., Any]

_OPTIONS = Text("[PILIHAN]", "[OPTIONS]")
_SUBCOMMAND = Text("PERINTAH [ISI]...", "COMMAND [ARGS]...")
# What stands behind an option in a help page, by the name of click's type.
_VALUES = {
    "path": Text("BERKAS", "FILE"),
    "text": Text("TEKS", "TEXT"),
    "float": Text("ANGKA", "NUMBER"),
    "integer range": Text("ANGKA", "NUMBER"),
    "float range": Text("ANGKA", "NUMBER"),
}


def language(ctx: click.Context | None = None) -> Lang:
    """The language of the run."""
    ctx = ctx or click.get_current_context(silent=True)
    return "en" if ctx and ctx.find_root().obj == "en" else "id"


class File(click.Path):
    """A path of pathlib. click is not told so: importing pathlib costs ``koleksi --help`` a tenth of its time."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


FILE = File()


class Option(click.Option):
    """An option with a help text, and perhaps a word for its value, in both languages."""

    def __init__(self, *args: Any, help: Text, value: Text | None = None, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.text = help
        self.value = value or _VALUES.get(self.type.name)

    def make_metavar(self, ctx: click.Context) -> str:
        return self.value(language(ctx)) if self.value else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """click adds "[default: 1]" and the like; it was given no help text of its own."""
        record = super().get_help_record(ctx)
        return record and (record[0], f"{self.text(language(ctx))}  {record[1]}".rstrip())


class Argument(click.Argument):
    """An argument whose name in a help page is in both languages."""

    def __init__(self, *args: Any, word: Text, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.word = word

    def make_metavar(self, ctx: click.Context) -> str:
        return f"{self.word(language(ctx))}{'...' if self.nargs != 1 else ''}"


class _Spoken(click.Command):
    """What a command and a group have in common: help in both languages, and the options ``--lang`` and ``--help``."""

    def __init__(self, *args: Any, help: Text, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.text = help
        self.params.append(_lang_option())
        self._helping = _help_option()

    def get_help_option(self, ctx: click.Context) -> click.Option:
        return self._helping

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """click forgets the context of some errors, and with it the line that shows the way to the help page."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence, as long as it is."""
        return first_sentence(self.text(language()))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        words = [_OPTIONS(language(ctx))]
        for param in self.get_params(ctx):
            words += param.get_usage_pieces(ctx)
        return [*words, _SUBCOMMAND(language(ctx))] if isinstance(self, click.Group) else words

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.text(language(ctx)))


class Command(_Spoken):
    """A command in two languages."""


class Group(_Spoken, click.Group):
    """A group of them. ``fallback``: the command that is meant when the first word is none of them."""

    def __init__(self, *args: Any, fallback: str = "", **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.fallback = fallback

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.fallback and args and args[0] not in self.commands:
            args = [self.fallback, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ours = ("--help", "--lang")
        if self.fallback and args and args[0].startswith("-") and args[0].partition("=")[0] not in ours:
            args = [self.fallback, *args]
        return super().parse_args(ctx, args)


def first_sentence(text: str) -> str:
    """What a list of commands says of one."""
    return text.split(". ")[0].rstrip(".")


def command(name: str | None = None, *, help: Text) -> Callable[[Function], Command]:
    """click's decorator of the same name, in two languages; so are the next three."""
    return click.command(name, cls=Command, help=help)


def group(name: str | None = None, *, help: Text, fallback: str = "") -> Callable[[Function], Group]:
    return click.group(name, cls=Group, help=help, fallback=fallback)


def option(*names: str, help: Text, **attrs: Any) -> Callable[[Function], Function]:
    return click.option(*names, cls=Option, help=help, **attrs)


def argument(name: str, word: Text, **attrs: Any) -> Callable[[Function], Function]:
    return click.argument(name, cls=Argument, word=word, **attrs)


def _lang_option() -> Option:
    """Only shown and checked here: ``language.chosen`` reads it before click reads anything."""
    text = Text("Bahasa bantuan dan pesan.", "Language of help and messages.")
    return Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, is_eager=True, help=text)


def _help_option() -> Option:
    text = Text("Tampilkan bantuan ini.", "Show this help.")
    return Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=text)


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()
