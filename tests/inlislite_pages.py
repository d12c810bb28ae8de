"""INLISLite 3's own pages on this machine: the whole application, its librarian's side, on PHP 8 and MariaDB.

The application is made for PHP 5.6, and its tables and its menu are in no repository. So in the copy that is served,
and nowhere else,

* its core is a later Yii 2 than the 2.0.7 it names, and what is no PHP 8 any more in its other packages is rewritten;
* the tables are made of the rules of its models, with one librarian who may do everything, one library and one place;
* the menu is the one that its own layout keeps in a comment;
* what asks the internet whether the library is registered, before a login, does not ask;
* the folder for MARC files, empty and therefore in no repository, is made, and the MARC tags have numbers for names.

Login, rights, pages, uploads, forms, reports and sentences are its own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from inlislite_site import DATABASE, Inlislite, brackets, table_of
from mariadb import PASSWORD, USER, Mariadb, free_port, running

LIBRARIAN, SECRET = "pustakawan", "Koleksi12345"
_PARTS = ("backend", "common", "inliscore", "uploaded_files")
_PACKAGES = (  # of its composer.lock, what its pages for books and its reports of them stand on
    "autoload.php", "composer", "yiisoft/yii2", "yiisoft/yii2-bootstrap", "yiisoft/yii2-httpclient", "yiisoft/yii2-jui",
    "bower/bootstrap", "bower/jquery", "bower/jquery-ui", "bower/yii2-pjax", "bower/jQuery-QueryBuilder",
    "kartik-v/bootstrap-fileinput", "kartik-v/yii2-builder", "kartik-v/yii2-datecontrol", "kartik-v/yii2-grid",
    "kartik-v/yii2-helpers", "kartik-v/yii2-krajee-base", "kartik-v/yii2-money", "kartik-v/yii2-widget-activeform",
    "kartik-v/yii2-field-range", "kartik-v/yii2-widget-datepicker", "kartik-v/yii2-widget-fileinput",
    "kartik-v/yii2-widget-growl", "kartik-v/yii2-widget-select2", "kartik-v/yii2-widgets", "mdmsoft/yii2-admin",
    "moonlandsoft/yii2-phpexcel", "nhkey/yii2-activerecord-history", "henryfinasmart/yii2-querybuilder",
    "hscstudio/yii2-export",
)  # fmt: skip
_OLDEST_YII = (2, 0, 48)  # its CHANGELOG: "Add PHP 8.2 support"


class _Change(NamedTuple):
    """What is rewritten in the copy: in which files, what (a regular expression), by what."""

    files: str
    old: str
    new: str


_CHANGES = (
    # no PHP 8: a class named Object, a conditional in a conditional, "break" outside of a loop, counting nothing
    _Change("vendor/*/*/**/*.php", r"yii\\base\\Object\b", r"yii\\base\\BaseObject"),
    _Change("vendor/*/*/**/*.php", r"\bextends Object\b", "extends BaseObject"),
    _Change("vendor/kartik-v/yii2-grid/ColumnTrait.php", r"(isset\(\$formatter->currencyCode\) \? [^;]*);", r"(\1);"),
    _Change("vendor/*/phpexcel/**/Calculation/Functions.php", r"(return 64;)\s+break;", r"\1"),
    _Change("backend/modules/akuisisi/controllers/*.php", r"count\(\$error\)", "count((array) $error)"),
    # the later Yii takes names of columns in the case of the table only; MariaDB and the application do not
    _Change("vendor/yiisoft/yii2/db/ActiveRecord.php", r"if \(is_string\(\$key\) && .*\{", "if (false) {"),
    _Change("vendor/hscstudio/**/tbs_class.php", r"= ?& ?\$GLOBALS;", "= $GLOBALS;"),
    # packages that these pages do not use
    _Change("vendor/composer/autoload_files.php", r".*(?:swift_required|mpdf).*", ""),
    _Change("vendor/yiisoft/extensions.php", r"'bootstrap' => .*,", ""),
    # the menu, which a table has that nobody published
    _Change("inliscore/*/views/layouts/sidebar.php", r"(?s)\$items = MenuHelper::getAssignedMenu.*?\]\);", ""),
    _Change("inliscore/*/views/layouts/sidebar.php", r"/\*(echo SideMenu::widget\((?s:.*)\);)\*/", r"\1"),
    # the internet
    _Change("backend/controllers/SiteController.php", r"return \(bool\) @fsockopen\(.*\);", "return false;"),
)
_TERMINAL = r"""<?php namespace inlislite\gii\behaviors;
class TerminalBehavior extends \common\components\behaviors\TerminalBehavior {}
"""
_ROUTER = r"""<?php
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (is_file(__DIR__ . $path) && !str_ends_with($path, '.php')) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/backend/index.php';
$_SERVER['SCRIPT_FILENAME'] = __DIR__ . '/backend/index.php';
define('YII_DEBUG', false);
require __DIR__ . '/vendor/autoload.php';
require __DIR__ . '/vendor/yiisoft/yii2/Yii.php';
require __DIR__ . '/common/config/bootstrap.php';
require __DIR__ . '/backend/config/bootstrap.php';
Yii::$classMap['inlislite\gii\behaviors\TerminalBehavior'] = __DIR__ . '/vendor/terminal.php';
$config = [];
foreach (['common', 'backend'] as $part) {
    foreach (['main', 'main-local'] as $name) {
        $config = yii\helpers\ArrayHelper::merge($config, require __DIR__ . "/$part/config/$name.php");
    }
}
(new yii\web\Application($config))->run();
"""
_MORE = f"""
DROP TABLE IF EXISTS session, auth_assignment, auth_item_child, auth_item, auth_rule;
CREATE TABLE session (id char(64) PRIMARY KEY, expire int, data longblob);
CREATE TABLE auth_rule (name varchar(64) PRIMARY KEY, data blob, created_at int, updated_at int);
CREATE TABLE auth_item (name varchar(64) PRIMARY KEY, type smallint, description text, rule_name varchar(64), data blob,
  created_at int, updated_at int);
CREATE TABLE auth_item_child (parent varchar(64), child varchar(64), PRIMARY KEY (parent, child));
CREATE TABLE auth_assignment (item_name varchar(64), user_id varchar(64), created_at int);
INSERT INTO auth_item (name, type) VALUES ('superadmin', 1), ('/*', 2);
INSERT INTO auth_item_child VALUES ('superadmin', '/*');
INSERT INTO auth_assignment VALUES ('superadmin', '1', 0);
INSERT INTO users (username, password, Fullname, IsActive, created_at) VALUES ('{LIBRARIAN}', SHA1('{SECRET}'),
  'Pustakawan', 1, 0);
INSERT INTO location_library (Code, Name, Address) VALUES ('001', 'Perpustakaan Kita', 'Jalan Perpustakaan 1');
INSERT INTO locations (Code, Name, LocationLibrary_id) VALUES ('001', 'Ruang Baca', 1);
INSERT INTO userloclibforcol (LocLib_id, User_id) VALUES (1, 1);
INSERT INTO settingparameters (Name, Value) VALUES ('NamaPerpustakaan', 'Perpustakaan Kita'), ('language', 'id'),
  ('FormatNomorBarcode', 'No. Item'), ('FormatNomorRFID', 'No. Item'), ('ActivationCode', 'x');"""


_ERRORS = 5  # fatal ones and those of grammar; what only warns was no error in PHP 5.6 either


@dataclass(frozen=True)
class Pages:
    """``base``: the address of its librarian's side. ``site``: where it is, and its database."""

    base: str
    site: Inlislite


@contextmanager
def served(checkout: Path, vendor: Path, folder: Path) -> Iterator[Pages]:
    """The application of a checkout with the packages of ``vendor``, in ``folder``, with an empty catalogue."""
    with running(folder) as database:
        place, port = folder / "inlislite", free_port()
        _copy(_root(checkout), vendor, place)
        _settings(place, database)
        site = Inlislite(place, database)
        site.empty()
        further_tables(site)
        serve = ["php", "-d", f"error_reporting={_ERRORS}", "-d", f"error_log={folder}/php.err", "-d",
                 "memory_limit=1G", "-d", "output_buffering=1", "-S", f"127.0.0.1:{port}", "-t", str(place),
                 str(place / "router.php")]  # fmt: skip
        with (folder / "php.log").open("wb") as log:
            process = subprocess.Popen(serve, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            pages = Pages(f"http://127.0.0.1:{port}/backend", site)
            _wait(pages)
            yield pages
        finally:
            process.terminate()
            process.wait(30)


def lacking(checkout: Path, vendor: Path) -> str:
    """Why its pages cannot be served, "" where they can."""
    if not (_root(checkout) / "backend/models/ImportAkuisisiForm.php").is_file():
        return f"{checkout} is no checkout of INLISLite 3 (backend/models/ImportAkuisisiForm.php)"
    missing = [one for one in _PACKAGES if not _there(vendor / one)]
    if missing:
        return f"below {vendor} there is no {', '.join(missing)}"
    version = re.search(r"return '([\d.]+)", (vendor / "yiisoft/yii2/BaseYii.php").read_text(errors="replace"))
    if not version or tuple(map(int, version[1].split("."))) < _OLDEST_YII:
        return f"{vendor / 'yiisoft/yii2'} is too old for PHP 8: {'.'.join(map(str, _OLDEST_YII))} or later"
    return ""


def _root(checkout: Path) -> Path:
    return checkout / "src" if (checkout / "src" / "backend").is_dir() else checkout


def _there(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and any(path.iterdir()))


def _copy(source: Path, vendor: Path, place: Path) -> None:
    for name in _PARTS:
        shutil.copytree(source / name, place / name, ignore=shutil.ignore_patterns("runtime"))
        (place / name / "runtime").mkdir()
    (place / "backend" / "assets").mkdir(exist_ok=True)
    (place / "uploaded_files" / "temporary" / "marc" / "imported").mkdir(parents=True)
    shutil.copytree(vendor, place / "vendor", ignore=shutil.ignore_patterns("mpdf*", "Examples", ".git"))
    for change in _CHANGES:
        for path in place.glob(change.files):
            _rewrite(path, change)
    for path in (place / "vendor").glob("*/phpexcel/**/*.php"):
        path.write_bytes(brackets(path.read_bytes()))
    (place / "vendor" / "terminal.php").write_text(_TERMINAL)
    (place / "router.php").write_text(_ROUTER)


def _rewrite(path: Path, change: _Change) -> None:
    before = path.read_bytes().decode("latin-1")
    after = re.sub(change.old, change.new, before)
    if after != before:
        path.write_bytes(after.encode("latin-1"))


def _settings(place: Path, database: Mariadb) -> None:
    """What its installer asks: where the database is."""
    where = f"mysql:host=127.0.0.1;port={database.port};dbname={DATABASE}"
    connection = f"'dsn' => '{where}', 'username' => '{USER}', 'password' => '{PASSWORD}', 'charset' => 'utf8'"
    for name, components in {
        "common": f"'db' => ['class' => 'yii\\db\\Connection', {connection}]",
        "backend": "'request' => ['cookieValidationKey' => 'koleksi', 'csrfParam' => '_backendInlislite']",
    }.items():
        text = f"<?php return ['components' => [{components}]];"
        (place / name / "config" / "main-local.php").write_text(text)
        (place / name / "config" / "params-local.php").write_text("<?php return [];")


def further_tables(site: Inlislite) -> None:
    """Those that the import alone does not need."""
    models = site.folder / "common" / "models"
    there = {row[0].casefold() for row in site.sql("SHOW TABLES")}
    for path in sorted((models / "base").glob("*.php")):
        if "tableName()" not in path.read_text(errors="replace") or path.stem.startswith(("V", "Migration")):
            continue
        table = table_of(models, path.stem)
        name = table.split("`")[1].casefold()
        if name not in there and "(`" in table:
            site.sql(f"SET sql_mode=''; {table}")
            there.add(name)
    site.sql(f"SET sql_mode=''; {_MORE}")
    known = {row[0] for row in site.sql("SELECT Tag FROM fields")}
    tags = (f"{number:03}" for number in range(1, 1000))
    rows = ", ".join(f"('{tag}', '{tag}', {tag < '010'})" for tag in tags if tag not in known)
    site.sql(f"INSERT INTO fields (Tag, Name, Fixed) VALUES {rows}")


def _wait(pages: Pages) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{pages.base}/site/login", timeout=60):
                return
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode(errors="replace")[:2000]) from error
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the application does not answer")
