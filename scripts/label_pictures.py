"""Makes the pictures of docs/labels.md: the first page of every kind of label, card and form.

python scripts/label_pictures.py [folder, docs/pictures unless told]
"""

from __future__ import annotations

import sys
from pathlib import Path

from koleksi import cards, labels, save
from koleksi.book import Book, Contributor, Copy
from koleksi.labels import Label

HEADER = ("Perpustakaan Desa Sukamaju", "Kec. Cibinong, Kab. Bogor")
BOOKS = (
    (
        Book(
            title="Laskar Pelangi",
            authors=("Andrea Hirata",),
            place="Yogyakarta",
            publisher="Bentang",
            year=2005,
            isbn="9789793062792",
            extent="xiv, 529 hlm.",
            height_cm=20,
            edition="Cet. 3",
            subjects=("Fiksi Indonesia", "Pendidikan -- Belitung"),
        ),
        ("899.221", "HIR", "l"),
    ),
    (
        Book(
            title="Tafsir al-Mishbah",
            subtitle="pesan, kesan, dan keserasian al-Qur'an",
            authors=("M. Quraish Shihab",),
            place="Jakarta",
            publisher="Lentera Hati",
            year=2002,
            volume="Volume 3",
            extent="773 hlm.",
            height_cm=24,
            subjects=("Al-Qur'an -- Tafsir",),
        ),
        ("297.122 6", "SHI", "t", "j.3"),
    ),
    (
        Book(title="القرآن الكريم", publisher="Toha Putra", place="Semarang", year=1989, language="ara"),
        ("2X1.1", "QUR", "q"),
    ),
    (
        Book(title="Sejarah Tafsīr: dari masa Rasulullah ke ḥadīth ṣaḥīḥ", authors=("Abd. Muin Salim",), year=2010),
        ("297.122 609", "ABD", "s"),
    ),
    (
        Book(
            title="Bertanam cabai dalam pot",
            authors=("Rahmat Rukmana",),
            place="Yogyakarta",
            publisher="Kanisius",
            year=1996,
        ),
        ("635.643", "RUK", "b"),
    ),
    (Book(title="Kamus besar bahasa Indonesia", authors=("Pusat Bahasa",), year=2008), ("R", "499.221 3", "PUS", "k")),
    (
        Book(
            title="Sejarah Indonesia modern 1200-2008",
            authors=("M.C. Ricklefs",),
            year=2008,
            contributors=(Contributor(name="Tim Penerjemah Serambi", role="translator", corporate=True),),
        ),
        ("959.803", "RIC", "s"),
    ),
    (Book(title="Ensiklopedia sains untuk anak", year=2012), ("503", "ENS", "e")),
)
SHELVES = (
    ("000", "Karya umum"),
    ("100", "Filsafat dan psikologi"),
    ("200", "Agama"),
    ("2X0", "Islam"),
    ("300", "Ilmu sosial"),
    ("400", "Bahasa"),
    ("500", "Ilmu murni"),
    ("600", "Ilmu terapan"),
    ("700", "Seni dan olahraga"),
    ("800", "Sastra"),
    ("900", "Sejarah dan geografi"),
)
SHEETS = {
    "both": "a4-3x8",
    "spine": "plain-a4-30x40",
    "barcode": "tj107",
    "both-qr": "a4-3x7",
    "along": "tj121",
    "shelf": "a4-2x7",
}


def copies() -> list[tuple[Book, tuple[str, ...], Copy]]:
    found = []
    for at in range(60):
        book, call = BOOKS[at // 2 % len(BOOKS)]
        copy = Copy(accession=f"{at + 1:05}/H/2026", barcode=f"B{at + 1:07}", number=at % 2 + 1)
        found.append((book, call, copy))
    return found


def label_sheets() -> dict[str, bytes]:
    books = [
        Label(call_number=call, barcode=copy.barcode, title=book.full_title, copy=copy.number)
        for book, call, copy in copies()
    ]
    shelves = [Label(call_number=(number,), title=caption) for number, caption in SHELVES]
    made = {}
    for kind, sheet in SHEETS.items():
        wanted = shelves if kind == "shelf" else books
        palette = None if kind == "barcode" else "colormarq"
        made[f"label-{kind}"] = labels.render(wanted, sheet, kind=kind, header=HEADER, palette=palette)
    made["label-kalibrasi"] = labels.calibration_page("tj121")
    return made


def card_sheets() -> dict[str, bytes]:
    items = [(book, (copy,), call) for book, call, copy in copies()[::2]]
    return {
        "kartu-katalog": cards.catalogue_cards(items),
        "kartu-buku": cards.book_cards(items, HEADER),
        "slip": cards.slips(items, HEADER),
        "kantong": cards.pockets(items, HEADER),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "pictures"
    for name, pdf in (label_sheets() | card_sheets()).items():
        save.write_bytes(folder / f"{name}.png", labels.preview(pdf, dpi=75))


if __name__ == "__main__":
    main()
