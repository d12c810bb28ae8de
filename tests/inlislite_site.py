"""INLISLite 3's own import and export on this machine: its PHP, on a database made of the rules of its models.

What it is built on (Yii 2, PHPExcel 1.8, moonlandsoft/yii2-phpexcel 1) is looked for below a folder, as composer or the
archives in its ``docker/vendor`` leave it. Only the copy in the temporary folder is changed: PHPExcel's "$text{0}" is
no PHP any more.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mariadb import Mariadb, running

DATABASE = "inlislite"
COUNTED = ("catalogs", "collections", "catalog_ruas", "partners", "worksheets", "collectionsources", "locations")
_MODELS = (
    "Worksheets", "Fields", "Fielddatas", "Partners", "Locations", "LocationLibrary", "Collectionrules",
    "Collectioncategorys", "Collectionmedias", "Collectionsources", "Collectionstatus", "Currency", "Branchs", "Users",
    "CatalogRuas", "CatalogSubruas", "Catalogs", "Collections",
)  # fmt: skip
_STANDING_IN = {  # for libraries of which it needs just this
    "pear/PEAR/Exception.php": "class PEAR_Exception extends Exception {}",
    "terminal.php": "namespace inlislite\\gii\\behaviors;"
                    " class TerminalBehavior extends \\common\\components\\behaviors\\TerminalBehavior {}",
}  # fmt: skip
_DATES = {"TanggalPengadaan": "date", "TANGGAL_TERBIT_EDISI_SERIAL": "date"}
_SQL = {"boolean": "tinyint", "double": "double"}
_BEGIN = """
CREATE TABLE modelhistory (id bigint auto_increment primary key, date datetime, `table` varchar(255),
  field_name varchar(255), field_id varchar(255), old_value text, new_value text, type int, user_id varchar(255));
CREATE TABLE master_kelas_besar (kdKelas varchar(10), namakelas varchar(100));
INSERT INTO master_kelas_besar (kdKelas) VALUES ('000'), ('100'), ('200'), ('300'), ('400'), ('500'), ('600'), ('700'),
  ('800'), ('900');
INSERT INTO currency (Currency) VALUES ('IDR'), ('USD');
INSERT INTO fields (ID, Tag) VALUES (1, '245'), (2, '300');
INSERT INTO fielddatas (Field_id, Code, Delimiter) VALUES (1, 'b', ':'), (1, 'c', '/'), (2, 'b', ':'), (2, 'c', ';');
INSERT INTO worksheets (Name, CODE) VALUES ('Monograf', '1');
CREATE FUNCTION SPLIT_STR(x TEXT, delim VARCHAR(12), pos INT) RETURNS TEXT DETERMINISTIC RETURN REPLACE(SUBSTRING(
  SUBSTRING_INDEX(x, delim, pos), CHAR_LENGTH(SUBSTRING_INDEX(x, delim, pos - 1)) + 1), delim, '');"""


@dataclass(frozen=True)
class Answer:
    """What became of one file."""

    file: str
    taken: bool
    said: tuple[str, ...]


@dataclass(frozen=True)
class Inlislite:
    folder: Path
    database: Mariadb

    def empty(self) -> None:
        """As after its installation."""
        self.database.sql(f"DROP DATABASE IF EXISTS {DATABASE}; CREATE DATABASE {DATABASE} CHARACTER SET utf8")
        tables = "\n".join(table_of(self.folder / "common" / "models", model) for model in _MODELS)
        self.sql(f"SET sql_mode=''; {tables} {_BEGIN}")

    def sql(self, text: str) -> list[list[str]]:
        return self.database.sql(text, DATABASE)

    def import_(self, files: list[Path]) -> list[Answer]:
        """The files through its import of acquisitions, format AACR."""
        lines = self._code("import", *map(str, files)).splitlines() if files else []
        return [Answer(**json.loads(line)) for line in lines]

    def export(self, folder: Path) -> None:
        folder.mkdir()
        self._code("export", str(folder))

    def counts(self) -> list[str]:
        return [self.sql(f"SELECT COUNT(*) FROM {table}")[0][0] for table in COUNTED]

    def _code(self, task: str, *rest: str) -> str:
        command = ["php", str(self.folder / "code.php"), task, str(self.database.folder / "s.sock"), *rest]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


@contextmanager
def installed(checkout: Path, vendor: Path, folder: Path) -> Iterator[Inlislite]:
    """A copy of what is needed of a checkout in ``folder``, with an empty database."""
    with running(folder) as database:
        place = folder / "inlislite"
        for name in ("common", "backend"):
            shutil.copytree(checkout / "src" / name, place / name)
        for name, found in parts_of(vendor).items():
            shutil.copytree(found, place / "vendor" / name)
        for path in (place / "vendor" / "PHPExcel").rglob("*.php"):
            path.write_bytes(brackets(path.read_bytes()))
        for name, code in _STANDING_IN.items():
            (place / "vendor" / name).parent.mkdir(parents=True, exist_ok=True)
            (place / "vendor" / name).write_text(f"<?php {code}\n")
        shutil.copy(Path(__file__).with_name("inlislite_code.php"), place / "code.php")
        site = Inlislite(place, database)
        site.empty()
        yield site


def parts_of(vendor: Path) -> dict[str, Path]:
    """The folders of Yii, PHPExcel and moonland's reader below a folder; those that are not there are left out."""
    ours: dict[str, Callable[[str], bool]] = {"Yii.php": lambda _: True, "PHPExcel.php": lambda _: True,
                                             "Excel.php": lambda text: "namespace moonland" in text}  # fmt: skip
    named = {"Yii.php": "yii", "PHPExcel.php": "PHPExcel", "Excel.php": "moonland"}
    found = {}
    for name, is_it in ours.items():
        places = [path.parent for path in vendor.rglob(name) if is_it(path.read_text(errors="replace"))]
        if places:
            found[named[name]] = min(places, key=lambda place: len(place.parts))
    return found


def missing(checkout: Path, vendor: Path) -> str:
    """Why there is nothing to walk through, "" where there is."""
    if not (checkout / "src/backend/models/ImportAkuisisiForm.php").is_file():
        return f"{checkout} is no checkout of INLISLite 3 (src/backend/models/ImportAkuisisiForm.php)"
    lacking = {"yii", "PHPExcel", "moonland"} - parts_of(vendor).keys()
    return f"below {vendor} there is no {', '.join(sorted(lacking))}" if lacking else ""


def brackets(code: bytes) -> bytes:
    """PHP's code with "$text[0]" for "$text{0}", which is no PHP any more."""
    for _ in range(3):
        code = re.sub(rb"(\$\w+(?:->\w+)?)\{([^{}\"'\n;]+)\}", rb"\1[\2]", code)
        code = re.sub(rb"(\$\w+\[[^\]\n]+\])\{([^{}\"'\n;]+)\}", rb"\1[\2]", code)
    return code


# its tables, of the rules of its models


def table_of(models: Path, model: str) -> str:
    """The statement that makes the table of a model."""
    base = (models / "base" / f"{model}.php").read_text(errors="replace")
    path = models / f"{model}.php"
    own = path.read_text(errors="replace") if path.is_file() else ""
    name = re.search(r"tableName\(\)\s*\{\s*return '(\w+)'", base)
    assert name, model
    widths = _widths(base + own)
    columns = {
        column: _column(name[1], column, kind, widths) for kind, column in re.findall(r"@property (\w+) \$(\w+)", base)
    }
    public = set(re.findall(r"public \$(\w+)", own + base))
    for column in _ruled(base + own) - columns.keys() - public:
        columns[column] = f"varchar({widths.get(column, 255)})"
    lines = ", ".join(f"`{column}` {kind}" for column, kind in sorted(columns.items()))
    return f"CREATE TABLE `{name[1]}` ({lines}) ENGINE=InnoDB DEFAULT CHARSET=utf8 ROW_FORMAT=DYNAMIC;"


def _column(table: str, column: str, kind: str, widths: dict[str, int]) -> str:
    if column == "ID":
        return "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY"
    if (table, column) == ("currency", "Currency"):
        return "varchar(30) NOT NULL PRIMARY KEY"
    if column in widths:
        return f"varchar({widths[column]})"
    if kind == "string":
        is_day = re.search(r"date|tgl|tanggal", column, re.IGNORECASE)
        return _DATES.get(column, "datetime") if is_day else "text"
    return _SQL.get(kind, "int")


def _widths(code: str) -> dict[str, int]:
    widths: dict[str, int] = {}
    for columns, width in re.findall(r"\[\[([^\]]*)\],\s*'string',\s*'max'\s*=>\s*(\d+)\]", code):
        for column in re.findall(r"'(\w+)'", columns):
            widths[column] = max(int(width), widths.get(column, 0))
    return widths


def _ruled(code: str) -> set[str]:
    rules = "".join(re.findall(r"function rules\(\).*?\n    \}", code, re.DOTALL))
    return {column for columns in re.findall(r"\[\[([^\]]*)\]", rules) for column in re.findall(r"'(\w+)'", columns)}
