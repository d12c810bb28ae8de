"""click's own sentences (a wrong command line, the headings of a help page) in the language of the run.

click asks gettext for each of them. The Indonesian ones stand in ``koleksi/locale/id/LC_MESSAGES/koleksi.po``, and
gettext reads the .mo that ``scripts/build_messages.py`` makes of it. English needs none: it is what click asks with.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["click_speaks"]

_DOMAIN = "koleksi"
_LOCALE = f"{__file__.rpartition('cli')[0]}locale"


@contextmanager
def click_speaks(lang: str) -> Iterator[None]:
    """Inside, click speaks ``lang``. What gettext was set to before stands again afterwards, for a program that runs
    a command of ours inside itself. gettext knows no other way to be told the language than the environment."""
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language
