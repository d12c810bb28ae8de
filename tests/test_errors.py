"""What an exception says, to whom, and where it happened."""

from __future__ import annotations

import pytest

from koleksi.book import Text
from koleksi.errors import DecisionNeeded, InputError, KoleksiError, OutputError, UsageError

GONE = Text("berkas tidak ada", "no such file")
ALL = [(KoleksiError, 1), (UsageError, 2), (InputError, 3), (OutputError, 4), (DecisionNeeded, 5)]


@pytest.mark.parametrize(("kind", "code"), ALL)
def test_an_error_speaks_either_language_with_the_file_in_front(kind: type[KoleksiError], code: int) -> None:
    error = kind(GONE, "buku.csv")
    assert (error.message, error.path, error.exit_code) == (GONE, "buku.csv", code)
    assert str(error) == error.say() == "buku.csv: berkas tidak ada"
    assert error.say("en") == "buku.csv: no such file"


@pytest.mark.parametrize(("kind", "_"), ALL)
def test_an_error_without_a_file_is_its_sentence_alone(kind: type[KoleksiError], _: int) -> None:
    error = kind(GONE)
    assert (str(error), error.say("en"), error.path) == ("berkas tidak ada", "no such file", "")


def test_callers_may_catch_the_builtin_kind() -> None:
    assert issubclass(UsageError, ValueError)
    assert issubclass(InputError, ValueError)
    assert issubclass(OutputError, OSError)
