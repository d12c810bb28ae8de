"""``koleksi export slims-plugin``: the plugin for SLiMS, put where SLiMS looks for it."""

from __future__ import annotations

from pathlib import Path

from koleksi import save
from koleksi.book import Text
from koleksi.errors import OutputError

__all__ = ["NAME", "install"]

NAME = "koleksi"  # its folder below SLiMS's plugins/
_PACKAGE = Path(__file__).parents[2]


def install(folder: Path) -> tuple[Path, int]:
    """The plugin's files into ``folder/koleksi``, in place of an older version; where, and how many files.

    Files that an older version had and this one has not are taken away; nothing else in the folder is touched.
    Raises OutputError where it cannot be written.
    """
    source, target = _source(), folder / NAME
    files = sorted(path for path in source.rglob("*.php") if path.is_file())
    if target.exists() and not (target / f"{NAME}.plugin.php").exists() and any(target.iterdir()):
        raise OutputError(
            Text(
                f"{target}: folder ini berisi hal lain, bukan plugin koleksi; pilih folder lain",
                f"{target}: this folder holds something else than koleksi's plugin; choose another one",
            )
        )
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        save.write_bytes(place, path.read_bytes())
    _take_away_old(target / "src", {path.name for path in files})
    return target, len(files)


def _source() -> Path:
    """In a wheel beside the package's modules, in a checkout above ``src``."""
    shipped = _PACKAGE / "plugins" / "slims"
    return shipped if shipped.exists() else _PACKAGE.parents[1] / "plugins" / "slims"


def _take_away_old(folder: Path, names: set[str]) -> None:
    for path in folder.glob("*.php"):
        if path.name not in names:
            path.unlink()
