"""What one window has in hand: a results folder, the lists for it, what the last run worked out, and what was decided
since. The ledger remembers; here is only what may be lost with the window.

This room imports what draws, classes and processes where it is used: the first page must be there at once.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app

from koleksi import save
from koleksi.book import Lang, Problem, Text
from koleksi.errors import DecisionNeeded, InputError
from koleksi.job import settings
from koleksi.job.collection import Collection
from koleksi.job.decisions import Decision
from koleksi.job.memory.folder import LEDGER, decide, decided, history
from koleksi.job.sources import PICTURES, Progress
from koleksi.page.work import Work

if TYPE_CHECKING:
    from koleksi.job.scan_session import Session

__all__ = ["Desk", "Thing", "desk"]

PASTED = "tempel.txt"  # what was pasted into the window, as a list
LISTS = "daftar"  # the folder, below the results, for what was dropped into the window
Thing = tuple[str, str]  # kind and key of what is decided
_BUSY = Text(
    "Masih ada pekerjaan yang berjalan; tunggu sampai selesai.", "A job is still running; wait until it is done."
)
_NO_BOOK = ("photo-unread", "photo-unsure", "photo-several", "photo-no-isbn", "photo-damaged")
_NAMED = 5  # photos
_ASIDE = Text(
    "Sedang dibuka program lain; hasil yang baru: {files}. Tutup programnya, lalu olah lagi.",
    "Open in another program; what is new stands in {files}. Close the program and process again.",
)
_PHOTOS_MISSED = Text(
    "{n} foto belum menjadi buku: {names}. Foto lagi dari dekat, lurus dan terang, atau masukkan di bagian Tambah.",
    "{n} photos gave no book yet: {names}. Take them again, near and in good light, or put the book in under Add.",
)
_UNSAFE = re.compile(r"[^0-9A-Za-z]+")
_LONGEST = 40  # letters of a file's own name that are kept


def _safe_name(given: Path) -> str:
    """A name of our own for a file: its letters and figures, and where some of them do not fit a sign of the whole, so
    that long names that differ at the end stay two ("... Kelas 1.xlsx", "... Kelas 2.xlsx")."""
    whole = _UNSAFE.sub("-", given.stem).strip("-")
    fits = len(whole) <= _LONGEST and all(letter.isascii() for letter in given.stem if letter.isalnum())
    sign = "" if fits else f"-{sha256(given.stem.encode('utf-8', 'replace')).hexdigest()[:6]}"
    return save.portable(f"{whole[:_LONGEST] or 'daftar'}{sign}{given.suffix.casefold()}")


@dataclass(slots=True)
class Desk:
    """``folder``: for the results; ``sources``: the lists, in their order; ``config``: a settings file that was named;
    ``collection``: what the last run worked out; ``words``: every decision of the ledger, kind and key -> value;
    ``fresh``: things decided since that run; ``spare``: a folder for pictures and PDFs that nobody keeps."""

    folder: Path
    lang: Lang = "id"
    sources: list[Path] = field(default_factory=list)
    config: Path | None = None
    pack: Path | None = None
    work: Work | None = None
    collection: Collection | None = None
    problems: tuple[Problem, ...] = ()  # what the last run in this window told of its lists
    words: dict[Thing, str] = field(default_factory=dict)
    fresh: set[Thing] = field(default_factory=set)
    asked: dict[str, tuple[Any, ...]] = field(default_factory=dict)  # kind -> questions, once they were made
    apart: set[str] = field(default_factory=set)  # series that a person answers pair by pair
    passed: set[Thing] = field(default_factory=set)  # questions passed over in this window
    scanning: Session | None = None  # the books that are added one by one
    texts: tuple[str, ...] = ()  # what each record is found by, once it was sought
    messages: list[tuple[str, Text]] = field(default_factory=list)
    _before: list[Mapping[Thing, str | None]] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _spare: Path | None = None

    @property
    def spare(self) -> Path:
        if self._spare is None:
            self._spare = Path(tempfile.mkdtemp(prefix="koleksi-"))
        return self._spare

    def close(self) -> None:
        """The window is closed: what nobody keeps is removed, and a job under way comes to its end."""
        if self.work:
            self.work.wait()
        if self._spare:
            shutil.rmtree(self._spare, ignore_errors=True)

    @property
    def processed(self) -> bool:
        """Whether the folder holds results."""
        return (self.folder / LEDGER).is_file()

    @property
    def settings_file(self) -> Path | None:
        return self.config or settings.find(self.sources, self.folder)

    def say(self, what: Text, *, kind: str = "ok") -> None:
        """A sentence for the next page. ``kind``: "ok" or "bad"."""
        self.messages.append((kind, what))

    def heard(self) -> list[tuple[str, Text]]:
        """The sentences that wait, once."""
        found, self.messages = self.messages, []
        return found

    # lists

    def remember_sources(self) -> None:
        """The lists of the last run, those that are still there."""
        if self.processed and not self.sources:
            runs = [run for run in history(self.folder) if not run.taken_back]
            self.sources = [Path(name) for name in runs[-1].sources if Path(name).exists()] if runs else []

    def take(self, name: str, content: bytes) -> Path:
        """Keep a file that was dropped into the window, under a name of our own. A file of the same name and another
        content takes the place of the earlier one: it is the same list, corrected; a photo is another photo, and what
        was pasted is another list."""
        with self._lock:
            path = self.folder / LISTS / _safe_name(Path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            number = 1
            stem = path.stem
            several = path.suffix in PICTURES or name == PASTED  # phones call many photos "image.jpg"
            while several and path.exists() and path.read_bytes() != content:
                number += 1
                path = path.with_name(f"{stem}-{number}{path.suffix}")
            save.write_bytes(path, content)
            if path not in self.sources:
                self.sources.append(path)
            return path

    # work

    def begin(self, do: Callable[[Progress], None], then: str) -> None:
        """Raises DecisionNeeded while another job is running."""
        with self._lock:
            if self.work and self.work.running:
                raise DecisionNeeded(_BUSY)
            self.work = Work(do, then)

    def process(self, then: str) -> None:
        """Run the main job over the lists."""
        if not self.sources:
            raise InputError(Text("belum ada daftar", "there is no list yet"))
        self.begin(partial(self._process, tuple(self.sources)), then)

    def _process(self, sources: Sequence[Path], progress: Progress) -> None:
        from koleksi import process
        from koleksi.job.review.taking import not_taken

        seen: list[Collection] = []
        done = process.run(
            sources, self.folder, config=self.settings_file, pack=self.pack, lang=self.lang, progress=progress,
            seen=seen.append,
        )  # fmt: skip
        self._show(seen[0])
        self.problems = tuple(one for one in done.found if one.severity != "note")
        if missed := [Path(one.source).name for one in done.found if one.code in _NO_BOOK]:
            names = ", ".join(missed[:_NAMED]) + (", ..." if len(missed) > _NAMED else "")
            self.say(_PHOTOS_MISSED.format(n=len(missed), names=names), kind="bad")
        if done.aside:
            self.say(_ASIDE.format(files=", ".join(done.aside)), kind="bad")
        if waiting := not_taken(done.found):
            self.say(waiting, kind="bad")
        if used_up := [one for one in done.found if one.code == "numbers-used-up"]:
            self.say(
                Text(*(f"{one} {two}" for one, two in zip(used_up[0].what, used_up[0].do, strict=True))), kind="bad"
            )

    def look(self, then: str) -> None:
        """Work out again what the folder holds, after the window was closed."""
        self.begin(self._look, then)

    def _look(self, progress: Progress) -> None:
        from koleksi import process
        from koleksi.job.review.taking import words_that_wait

        collection = process.look(self.folder, config=self.settings_file, pack=self.pack, progress=progress)
        self._show(collection)
        try:
            waiting = words_that_wait(self.folder, collection.config.classes.author)
        except InputError as error:
            waiting = Text(error.say("id"), error.say("en"))
        if waiting:
            self.say(waiting, kind="bad")

    def _show(self, collection: Collection) -> None:
        with self._lock:
            self.collection = collection
            self.words = decided(self.folder)
            self.texts = ()
            self.asked.clear()
            self.fresh.clear()
            self.passed.clear()
            self._before.clear()

    # decisions

    def decide(self, decisions: Iterable[Decision], gone: Iterable[Thing] = ()) -> None:
        """Write down what was decided and what is ``gone`` (no longer decided), so that it can be taken back."""
        with self._lock:
            now = {(one.kind, one.key): one.value for one in decisions} | dict.fromkeys(gone)
            self._write({thing: word for thing, word in now.items() if self.words.get(thing) != word})

    def _write(self, now: Mapping[Thing, str | None]) -> None:
        if now:
            before = {thing: self.words.get(thing) for thing in now}
            self._put(now)
            self._before.append(before)
            self.fresh.update(now)

    def _put(self, now: Mapping[Thing, str | None]) -> None:
        said = {thing: word for thing, word in now.items() if word is not None}
        gone = now.keys() - said.keys()
        decide(self.folder, [Decision(*thing, word) for thing, word in said.items()], gone)
        self.words = {thing: word for thing, word in self.words.items() if thing not in gone} | said

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def undo(self) -> bool:
        """Take back the last decision; whether there was one."""
        with self._lock:
            if not self._before:
                return False
            self._put(self._before[-1])
            self._before.pop()
            self.fresh = set().union(*self._before)  # an earlier decision on the same thing stays
            return True


def desk() -> Desk:
    """The desk of the page that is served."""
    found: Desk = current_app.extensions["koleksi"]
    return found
