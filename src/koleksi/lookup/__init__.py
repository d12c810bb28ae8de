"""ISBN -> facts: an offline pack first, then online sources where the user asked for them.

What a person typed always wins; a source only fills what is empty, and ``Book.sources`` says who said what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from koleksi.book import Book
from koleksi.lookup.chain import Chain
from koleksi.lookup.facts import Claim
from koleksi.lookup.merge import merge
from koleksi.lookup.options import Options
from koleksi.lookup.pack import Pack

__all__ = ["Chain", "Options", "chain", "filled"]


def filled(book: Book, facts: Book, name: str) -> Book:
    """``book`` with its empty fields taken from the ``facts`` that ``name`` said, by the rules of ``merge``."""
    return merge(book, [Claim(name, facts)]).book


@contextmanager
def chain(
    *, pack: str | Path | Sequence[str | Path] | None = None, online: bool = False, options: Options | None = None
) -> Iterator[Chain]:
    """The sources that were asked for, opened. Raises InputError for a pack that is none, UsageError for a source
    that does not exist."""
    paths = [pack] if isinstance(pack, str | Path) else pack or []
    with ExitStack() as stack:
        packs = [stack.enter_context(Pack.open(path)) for path in paths]
        if not online:
            yield Chain(packs)
            return
        chosen = options or Options()
        sources = list(chosen.online())
        yield Chain(packs, sources, chosen.client(), stack.enter_context(closing(chosen.open_cache())))
