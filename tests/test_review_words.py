"""What a word typed into the review sheet means, however people write it."""

from __future__ import annotations

import pytest

from koleksi.job.review.typed import meaning


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        *(
            (word, "same")
            for word in ("sama", " Sama ! ", "SAMA\xa0", "ya", "v", "x", "ok", "1", "ya, sama", "buku ini sama", "Same")
        ),
        *((word, "different") for word in ("beda", "tidak sama", "bukan", "Tidak", "beda edisi", "not the same", "2")),
        *((word, None) for word in ("sama / beda", "mungkin", "sama?", "tidak, beda", "tidak, sama", "ya tidak", "3")),
        ("batal", ""),
    ],
)
def test_a_word_on_a_pair(typed: str, means: str | None) -> None:
    assert meaning("pair", typed, "", {}) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        *((word, "398.2") for word in ("1", "saran 1", "Saran 1.", "no 1", "No. 1", "398,2", "kelas 398.2", "398.2 .")),
        *((word, "813") for word in ("ya", "v", "x", "OK!")),
        ("2", "020"),
        ("R 590.3", "R 590.3"),
        ("590.3 R", "R 590.3"),
        ("823 DAH", "823"),
        ("823 DAH l", "823"),
        ("823.914", "823.914"),
        ("5", "005"),
        ("20", "020"),
        ("297,6", "297.6"),
        ("2x1", "2X1"),
        *(
            (word, None)
            for word in ("3", "saran 3", "no 5", "fiksi", "297 bukan", "bkn 297", "398?", "398 / 813", "3982")
        ),
        ("Batal", ""),
    ],
)
def test_a_word_on_a_class(typed: str, means: str | None) -> None:
    line = {"suggestion 1": "398.2", "suggestion 2": "20", "taken": "813"}
    assert meaning("class", typed, "", line) == means


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("1", "aa"),
        ("no 2", "bb"),
        ("B0000007", "bb"),
        ("b0000002", "aa"),
        ("bukan", "new"),
        ("Baru", "new"),
        ("3", None),
    ],
)
def test_a_word_on_a_row_that_may_be_one_of_two(typed: str, means: str | None) -> None:
    assert meaning("row", typed, "cc|aa|bb", {"numbers": "B0000001, B0000002 | B0000007"}) == means
