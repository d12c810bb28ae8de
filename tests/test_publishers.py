"""When two names are of one publisher."""

from __future__ import annotations

import pytest

from koleksi._terms.publishers import canonical, same_publisher, without_form


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PT Gramedia Pustaka Utama", "GPU", True),
        ("Gadjah Mada University Press", "UGM Press", True),
        ("Depdiknas", "Departemen Pendidikan Nasional", True),
        ("Elexmedia", "PT Elex Media Komputindo", True),
        ("Bumi Aksara", "BUMI ASKSARA", True),
        ("Bulan Bintang", "BB", True),
        ("Pustaka Jaya", "PustakaJaya", True),
        ("Harper", "HarperCollins Publishers", True),
        ("Yayasan Penerbit Universitas Indonesia", "UI Press", True),
        ("Andi", "Tiga Serangkai Pustaka Mandiri", False),  # "andi" stands in "mandiri"
        ("Balai Pustaka", "Balai Bahasa", False),
        ("Pustaka", "Dunia Pustaka Jaya", False),  # half of all publishers are a "pustaka"
        ("Gema Insani", "Mizan", False),
        ("Penerbit", "PT", False),
        ("PT", "P.T.", False),
        ("Penerbit", "PENERBIT", True),
    ],
)
def test_which_names_are_of_one_house(one: str, other: str, same: bool) -> None:
    assert same_publisher(one, other) is same_publisher(other, one) is same


def test_a_name_is_compared_without_the_form_of_its_firm() -> None:
    assert canonical("CV. Pustaka Setia") == canonical("pustaka setia") == "pustaka setia"
    assert canonical("PT Penerbit") == ""


def test_a_name_is_shown_without_the_form_before_it() -> None:
    assert without_form("PT. Penerbit Bentang Pustaka") == "Bentang Pustaka"
    assert without_form("Yayasan Penerbit Muslim Indonesia") == "Muslim Indonesia"
    assert without_form("Toko Buku UD Maju") == "Toko Buku UD Maju"
