"""What a library's own classed books teach: which words stand in which of its classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from koleksi._ddc.schedule import normalise
from koleksi._terms.folding import term_words
from koleksi.book import Book, Text
from koleksi.errors import InputError

__all__ = ["Profile", "learn", "load_profile", "words_of"]

_FORM = "koleksi-profile-1"


def words_of(book: Book) -> list[str]:
    """The features of a book: words of title and subtitle, pairs of neighbours, subjects, author and publisher."""
    words = term_words(f"{book.title} {book.subtitle} {' '.join(book.subjects)}")
    pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
    people = [f"@{' '.join(term_words(name))}" for name in book.authors]
    house = [f"%{' '.join(term_words(book.publisher))}"] if book.publisher else []
    return list(dict.fromkeys([*words, *pairs, *people, *house]))


@dataclass(frozen=True, slots=True)
class Profile:
    """``counts``: feature -> number -> how many books. Mixed with the index by ``suggest``."""

    counts: Mapping[str, Mapping[str, int]]
    books: int

    def votes(self, book: Book) -> Iterator[tuple[str, str, float]]:
        """(feature, number, weight): a feature that stands in few numbers says much."""
        for feature in words_of(book):
            numbers = self.counts.get(feature)
            if not numbers:
                continue
            total = sum(numbers.values())
            strength = {"@": 1.0, "%": 0.25}.get(feature[0], 1.6 if " " in feature else 1.0)
            for number, count in numbers.items():
                yield feature, number, strength * count / (total + 1.5) * (1.0 / (1 + len(numbers)) + 0.5)

    def more(self, books: Iterable[Book]) -> Profile:
        """This profile with more books learned; a correction weighs as much as five catalogued books."""
        added = learn(books)
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for feature, numbers in self.counts.items():
            counts[feature].update(numbers)
        for feature, numbers in added.counts.items():
            for number, count in numbers.items():
                counts[feature][number] += 5 * count
        return Profile(counts, self.books + added.books)

    def save(self, path: str | Path) -> None:
        """Write the profile. Raises OutputError."""
        import json

        from koleksi import save

        value = {
            "form": _FORM,
            "books": self.books,
            "counts": {f: dict(sorted(n.items())) for f, n in sorted(self.counts.items())},
        }
        save.write_text(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def learn(books: Iterable[Book]) -> Profile:
    """Learn from books whose ``ddc`` is set; the others are passed over."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    learned = 0
    for book in books:
        number = normalise(book.ddc)
        if not number:
            continue
        learned += 1
        for feature in words_of(book):
            counts[feature][number] += 1
    return Profile({feature: dict(numbers.most_common(12)) for feature, numbers in counts.items()}, learned)


def load_profile(path: str | Path) -> Profile:
    """Read what ``Profile.save`` wrote. Raises InputError."""
    import json

    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
        if value["form"] != _FORM:
            raise KeyError(value["form"])
        return Profile(value["counts"], value["books"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            Text(
                "bukan profil dari 'koleksi ddc learn'; pilih berkas yang dibuat perintah itu",
                f"not a profile of 'koleksi ddc learn' ({error}); choose a file that this command made",
            ),
            path,
        ) from error
