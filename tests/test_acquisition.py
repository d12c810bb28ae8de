"""How a copy came: one reading of it, whatever the system that it is handed over to."""

from __future__ import annotations

import pytest

from koleksi import Copy
from koleksi._terms.acquisition import kind_of_acquisition
from koleksi.exports.slims import source_code


@pytest.mark.parametrize(
    ("said", "kind", "in_slims"),
    [
        ("Hibah", "given", "2"), ("sumbangan alumni", "given", "2"), ("Dana BOS 2024", "bought", "1"),
        ("Pembelian", "bought", "1"), ("tukar menukar", "exchanged", "2"), ("", "", "0"), ("  ", "", "0"),
        ("Bpk. Lurah", "given", "2"), ("Bpk. Bosman", "given", "2"), ("Tim KKN", "given", "2"),
    ],
)  # fmt: skip
def test_a_givers_name_is_a_gift_and_only_a_word_of_buying_is_bought(said: str, kind: str, in_slims: str) -> None:
    assert kind_of_acquisition(said) == kind
    assert source_code(Copy(source=said)) == in_slims
