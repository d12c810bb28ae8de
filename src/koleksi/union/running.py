"""`koleksi union` as its table of contents: find -> read -> settle -> editions -> outputs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from koleksi import config, save
from koleksi._terms.problems import problem
from koleksi.book import Lang, Problem, Text
from koleksi.job import settings
from koleksi.job.problems import problems_csv
from koleksi.job.sources import Progress, check_places, silent
from koleksi.union import places, told
from koleksi.union.asking import again
from koleksi.union.editions import to_editions
from koleksi.union.grouping import Engine
from koleksi.union.harvest import Repository
from koleksi.union.outputs import Making, make
from koleksi.union.reading import read_all, stamp_of
from koleksi.union.reports import changed_pages, keep_written, no_longer_meant
from koleksi.union.settle import why_not
from koleksi.union.shelves import KEEP
from koleksi.union.sources import sources_of
from koleksi.union.store import NAME, Store
from koleksi.union.values import Listed, Source

__all__ = ["FILES", "Options", "Summary", "run"]

FILES = (
    "union.mrc", "union.csv", "union.jsonl", "siapa_punya.xlsx", "kelebihan_kekurangan.xlsx",
)  # fmt: skip
_NOWHERE = Repository("Katalog induk", "https://perpustakaan.example/oai", "perpustakaan@perpustakaan.example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``replaced``: codes whose library is to be replaced whatever it held; ``keep``: copies of a title that are no
    surplus; ``anew``: all editions grouped anew; ``outputs``: False to take libraries in only; ``repository``: who
    offers the OAI-PMH files, None for what was said last; ``processes``: that read lists and write files side by
    side (a program that asks for several is started by an ``if __name__ == "__main__"``)."""

    engine: Engine = "local"
    replaced: Collection[str] = ()
    places: Path | None = None
    keep: int = KEEP
    anew: bool = False
    outputs: bool = True
    repository: Repository | None = None
    processes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did: ``joined`` new libraries, ``replaced`` corrected ones, ``unchanged`` sent as they were,
    ``left_out`` broken or asked about; ``codes`` of those that joined; and what the union holds now."""

    joined: int = 0
    replaced: int = 0
    unchanged: int = 0
    left_out: int = 0
    codes: tuple[str, ...] = ()
    libraries: int = 0
    editions: int = 0
    holdings: int = 0
    copies: int = 0
    new_descriptions: int = 0
    surplus: int = 0
    shortages: int = 0
    reports: int = 0
    placeholder: bool = False  # the OAI-PMH files still carry an address that is none
    problems: tuple[Problem, ...] = ()


def run(
    given: Sequence[str | Path],
    out: str | Path,
    options: Options | None = None,
    *,
    lang: Lang = "id",
    progress: Progress | None = None,
) -> Summary:
    """Take the libraries of the sources into the union in ``out``, made where there is none, and write its outputs.

    A library is kept as soon as it is read, so that a run that was stopped goes on where it was. Raises InputError for
    a source that does not exist or a file that is no union, UsageError, OutputError; a source that cannot be read, or
    that is not surely the library whose code it bears, is among the problems and stops nothing.
    """
    options, progress, folder = options or Options(), progress or silent, Path(out)
    if options.repository:
        options.repository.check()
    check_places([one for one in given if Path(one).exists()], folder, FILES)
    sources = list(sources_of(given))
    check_places([source.path for source in sources], folder, FILES)  # and what stands behind CODE=
    with Store.open(folder / NAME) as store:
        summary = _take_in(store, sources, options, progress)
        summary = replace(summary, problems=(*summary.problems, *_place(store, options.places or folder / places.NAME)))
        day = _day(store)
        new = to_editions(store, day, options.engine, progress, anew=options.anew)
        summary = replace(summary, new_descriptions=new)
        if options.outputs:
            summary = _write(store, folder, day, options, summary, lang, progress)
    return summary


# libraries

_Became = Literal["joined", "replaced", "unchanged", "left_out"]


def _take_in(store: Store, sources: Sequence[Source], options: Options, progress: Progress) -> Summary:
    known = store.stamps()
    stamps = {source: stamp_of(source) for source in sources}
    unread = [source for source in sources if not _is_there(source, stamps[source], known, options)]
    done, total = 0, sum(source.size for source in unread)
    counts, problems, codes = Counter(unchanged=len(sources) - len(unread)), list[Problem](), list[str]()
    for listed in read_all(unread, options.processes):
        became, said = _take(store, listed, stamps[listed.source], options)
        counts[became] += 1
        problems += said
        codes += [listed.source.code] if became == "joined" else []
        done += listed.source.size
        progress(f"libraries {listed.source.code}", done, total)
    return Summary(
        joined=counts["joined"], replaced=counts["replaced"], unchanged=counts["unchanged"],
        left_out=counts["left_out"], codes=tuple(codes), problems=tuple(problems),
    )  # fmt: skip


def _is_there(source: Source, stamp: str, known: dict[str, str], options: Options) -> bool:
    """Whether these very bytes were read before, under this code or, where nobody typed one, under any: whose they are
    was answered then."""
    code, ours = known.get(stamp), source.code.casefold()
    typed = source.typed or ours in {one.casefold() for one in options.replaced}
    return code is not None and (not typed or code.casefold() == ours)


def _take(store: Store, listed: Listed, stamp: str, options: Options) -> tuple[_Became, list[Problem]]:
    """One library into the union, whole: what became of it, and what is to be told."""
    source = listed.source
    if _is_there(source, stamp, known := store.stamps(), options):  # a copy of what was taken a moment ago
        return "unchanged", [problem("union-twice", source=str(source.path), value=source.code, known=known[stamp])]
    if listed.broken:
        return "left_out", [_unread(source, listed.broken, store.folder)]
    if refused := why_not(store, source, listed.holdings, options.replaced):
        return "left_out", [refused]
    became: _Became = "replaced" if store.library(source.code) else "joined"
    with store.transaction():
        store.replace(listed, stamp)
    return became, list(_remarks(listed))


def _unread(source: Source, reason: Text, out: Path) -> Problem:
    named = next((file for file in source.files if len(source.files) == 1), source.path)
    command = again(source.path, out, code=source.code if source.named else "")
    return problem("union-unread", source=str(named), value=source.code, why=reason, again=command)


def _remarks(listed: Listed) -> Iterator[Problem]:
    source = listed.source
    if listed.problems:
        yield problem("union-rows-lost", source=str(source.path), value=source.code, count=listed.problems)
    if listed.unheard:
        yield problem("union-unheard", source=str(source.path), value=source.code)


def _place(store: Store, path: Path) -> list[Problem]:
    """Take over where the libraries are; a file with their codes is begun for a person to fill in."""
    if not path.is_file():
        save.write_bytes(path, places.template(store.libraries()))
        return []
    found, problems = places.places(path)
    with store.transaction():
        for library in found:
            store.place(library)
    named = {one.code.casefold() for one in found}
    if without := [one.code for one in store.libraries() if one.code.casefold() not in named]:
        problems.append(problem("union-no-place", source=str(path), value=path.name, codes=", ".join(without)))
    return problems


def _day(store: Store) -> str:
    """The ISO day of the outputs: that on which a library last brought something."""
    if store.changed_libraries() or not store.note("day"):
        store.keep("day", settings.today(config.Config()))
    return store.note("day")


# outputs


def _write(
    store: Store, folder: Path, day: str, options: Options, summary: Summary, lang: Lang, progress: Progress
) -> Summary:
    repository = _repository(store, options.repository)
    gone = no_longer_meant(store, folder)
    with _gathered(store) as gathered, save.together(folder, owned=("oai-*.xml", *gone)) as staging:
        summary = _counted(store, gathered, replace(summary, placeholder=repository == _NOWHERE))
        libraries = tuple(store.libraries())
        making = Making(
            told=gathered, folder=staging, day=day, lang=lang, keep=options.keep, repository=repository,
            libraries=libraries, pages=tuple(changed_pages(store)),
            editions=summary.editions, holdings=summary.holdings,
        )  # fmt: skip
        made = make(making, options.processes, progress)
        problems = (*summary.problems, *made.problems)
        summary = replace(
            summary, surplus=made.surplus, shortages=made.shortages, problems=problems, reports=len(made.reports)
        )
        save.write_bytes(staging / "masalah.csv", problems_csv(list(problems), lang))
        save.write_text(staging / "ringkasan.json", f"{json.dumps(_lasting(summary), indent=1)}\n")
    keep_written(store, dict(made.reports), gone)
    store.all_told()
    return summary


@contextmanager
def _gathered(store: Store) -> Iterator[Path]:
    """What the outputs are made of."""
    with TemporaryDirectory(prefix="koleksi-") as place:
        path = Path(place) / "told.db"
        told.write(store, path)
        yield path


def _repository(store: Store, said: Repository | None) -> Repository:
    """What was said now, else what was said last."""
    if said:
        store.keep("repository", json.dumps(said))
    kept = store.note("repository")
    return Repository(*json.loads(kept)) if kept else _NOWHERE


def _counted(store: Store, gathered: Path, summary: Summary) -> Summary:
    with told.Told.open(gathered) as open_file:
        editions, holdings, copies = open_file.counts()
    libraries = len(store.libraries())
    return replace(summary, libraries=libraries, editions=editions, holdings=holdings, copies=copies)


def _lasting(summary: Summary) -> dict[str, object]:
    """Without what holds of one run only: the same command again gives the same file."""
    run_only = {"joined", "codes", "replaced", "unchanged", "new_descriptions", "reports", "problems", "left_out"}
    return {name: value for name, value in asdict(summary).items() if name not in run_only}
