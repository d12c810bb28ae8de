"""The folders of several laptops, read and checked: all that is known before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.config import Config
from koleksi.errors import UsageError
from koleksi.job import numbering, settings
from koleksi.job.laptops import contents
from koleksi.job.laptops.bearers import bearers, by_numbers, with_rows_found
from koleksi.job.laptops.collisions import refuse_collisions
from koleksi.job.laptops.common_settings import in_common, refuse_other_shelves
from koleksi.job.laptops.joining import Joined, aligned, join
from koleksi.job.laptops.portable import portable, with_controls
from koleksi.job.memory.folder import LEDGER
from koleksi.job.memory.repair import is_known, whole_ledger
from koleksi.job.memory.sharing import Contents

__all__ = ["Merging", "read_folders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """``config``: the settings of the merged folder; ``begun``: the ISO date of its outputs where it is new;
    ``problems``: what a person should know of the folders."""

    config: Config
    begun: str
    joined: Joined
    problems: tuple[Problem, ...]


def read_folders(
    folders: Sequence[Path], out: Path, *, config: Config | str | Path | None, against: bool, change_settings: bool
) -> Merging:
    """What ``folders`` add to ``out``, whatever their order. Nothing is written, but that a ledger of ``out`` that was
    lost is made whole.

    ``config``: None for ``koleksi.toml`` in ``out``, else what ``out`` kept, else what the folders have in common.
    ``against``: a catalogue is given that copies may join.

    Raises InputError for what is no results folder; OutputError where another process is at work in one, or the same
    number stands on two books; UsageError where the folders cannot be one library.
    """
    others = [portable(contents.read(folder)) for folder in _in_order(folders)]
    others = [with_rows_found(one, bearers(others)) for one in others]
    refuse_collisions(others)
    if is_known(out / LEDGER):
        _mend(out, config, others)
    own = contents.read_own(out)
    chosen = _settings(config, out, own, others)
    _refuse_same_letter(chosen, others)
    if not change_settings:
        refuse_other_shelves(chosen, others)
    if not against:
        _refuse_without_catalogue(others)
    begun = min(one.begun for one in others)
    own = with_controls(own or _empty(out, begun), chosen)
    others = [aligned(own, with_rows_found(one, bearers([own]))) for one in others]
    refuse_collisions(others, own)
    joined = join(own, others, lambda n: numbering.control_number(chosen, n))
    return Merging(config=chosen, begun=begun, joined=joined, problems=tuple(_problems(others)))


def _mend(out: Path, config: Config | str | Path | None, others: Sequence[Contents]) -> None:
    """Make the ledger of the merged folder whole: its numbers go to the rows of the laptops that bear them."""
    given = config or settings.find([], out)
    chosen = settings.load(given) if given else in_common(others)
    begun = min(one.begun for one in others)
    with whole_ledger(out / LEDGER, by_numbers(others), chosen, begun=begun):
        pass


def _in_order(folders: Sequence[Path]) -> list[Path]:
    """Each folder once, in an order of their own: the same on every system, so letters as they are (`Path` on Windows
    takes large ones for small)."""
    each = {folder.resolve(): folder for folder in folders}
    return [each[place] for place in sorted(each, key=lambda place: place.parts)]


def _empty(out: Path, begun: str) -> Contents:
    return Contents(folder=str(out), at="", begun=begun, settings={}, rows=(), copies={}, accepted={})


def _settings(
    config: Config | str | Path | None, out: Path, own: Contents | None, others: Sequence[Contents]
) -> Config:
    if given := config or settings.find([], out):
        return settings.load(given)
    return settings.of_table(own.settings) if own and own.settings else in_common(others)


def _refuse_same_letter(chosen: Config, others: Sequence[Contents]) -> None:
    """Raises UsageError where the merged folder would go on with the numbers of a laptop."""
    letter = chosen.numbers.laptop
    if letter and letter in {one.settings.get("numbers", {}).get("laptop") for one in others}:
        raise UsageError(
            Text(
                f"--out memakai huruf {letter} yang dipakai laptop; hapus [numbers] laptop dari koleksi.toml-nya",
                f"--out uses the letter {letter} of a laptop; delete [numbers] laptop from its koleksi.toml",
            )
        )


def _refuse_without_catalogue(others: Sequence[Contents]) -> None:
    """Raises UsageError where copies joined records of a catalogue that is not given."""
    for one in others:
        controls = {held.numbers.control for held in one.copies.values()}
        if any(held.active and held.record and held.record not in controls for held in one.copies.values()):
            raise UsageError(
                Text(
                    f"{one.folder} diolah dengan --against; beri --against KATALOG yang sama di sini",
                    f"{one.folder} was processed --against a catalogue; give the same --against CATALOGUE here",
                )
            )


def _problems(others: Sequence[Contents]) -> Iterator[Problem]:
    """Rows that have no number yet are in no ledger."""
    for one in others:
        if one.unsure_rows:
            yield problem("laptop-rows-open", source=one.folder, value=str(one.unsure_rows))
