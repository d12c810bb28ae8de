"""Which online sources are asked, how, and by whom: what the settings file may say of the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from koleksi.book import Text
from koleksi.errors import UsageError
from koleksi.lookup.cache import Cache, default_path
from koleksi.lookup.googlebooks import GoogleBooks
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.perpusnas import Perpusnas
from koleksi.lookup.plugins import installed
from koleksi.lookup.slims import Slims
from koleksi.lookup.source import Online
from koleksi.lookup.sru import Sru
from koleksi.lookup.web import Client

__all__ = ["SOURCES", "Options"]

SOURCES = ("openlibrary", "google", "perpusnas", "isbnlib")
_HOME = "https://pypi.org/project/koleksi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The same fields as ``config.Online``. ``sources``: names out of ``SOURCES``, in the order of belief; ``sru``
    and ``slims``: addresses of other libraries, asked and believed before them. ``contact``: an e-mail address for
    whoever runs the source.
    ``cache``: its file, "-" for none. Seconds are those of `Client`."""

    sources: tuple[str, ...] = ("openlibrary", "google")
    sru: tuple[str, ...] = ()
    slims: tuple[str, ...] = ()
    sru_index: str = "bath.isbn"
    contact: str = ""
    google_key: str = ""
    ca_file: str = ""
    cache: str = ""
    connect_seconds: float = 1.5
    answer_seconds: float = 20.0

    def client(self) -> Client:
        """Raises InputError for a ``ca_file`` that holds no certificates."""
        agent = f"koleksi ({self.contact or _HOME})"
        return Client(
            agent, connect_seconds=self.connect_seconds, answer_seconds=self.answer_seconds, ca_file=self.ca_file
        )

    def open_cache(self) -> Cache:
        return Cache(None if self.cache == "-" else Path(self.cache) if self.cache else default_path())

    def online(self) -> Iterator[Online]:
        """The sources in the order of belief. Raises UsageError for a name or address that is none."""
        yield from (Sru(_address(base), f"sru:{_host(base)}", index=self.sru_index) for base in self.sru)
        yield from (Slims(_address(base), f"slims:{_host(base)}") for base in self.slims)
        for name in self.sources:
            if name == "isbnlib":
                yield from installed()
            elif name == "google":
                yield GoogleBooks(key=self.google_key)
            elif name in _PLAIN:
                yield _PLAIN[name]()
            else:
                known = ", ".join(SOURCES)
                raise UsageError(
                    Text(
                        f"online.sources: {name!r} tidak dikenal; pilih {known}",
                        f"online.sources: {name!r} is unknown; choose {known}",
                    )
                )


_PLAIN: MappingProxyType[str, Callable[[], Online]] = MappingProxyType(
    {"openlibrary": OpenLibrary, "perpusnas": Perpusnas}
)


def _host(base: str) -> str:
    return urlsplit(base).netloc


def _address(base: str) -> str:
    if urlsplit(base).scheme not in ("http", "https") or not _host(base):
        raise UsageError(Text(f"online: {base!r}: bukan alamat http(s)", f"online: {base!r}: not an http(s) address"))
    return base
