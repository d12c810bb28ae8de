"""The tables of SLiMS 9 that an import touches, by their columns, as its installer makes them: MyISAM, utf8mb3."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["statements"]

_ENGINE = "ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_unicode_ci"
_DATES = "input_date DATE NULL, last_update DATE NULL"

# name -> (key column and its type, name column and its width); the name is unique.
_LISTS = {
    "mst_publisher": ("publisher_id INT NOT NULL AUTO_INCREMENT", "publisher_name", 100),
    "mst_place": ("place_id INT NOT NULL AUTO_INCREMENT", "place_name", 30),
    "mst_gmd": ("gmd_id INT NOT NULL AUTO_INCREMENT", "gmd_name", 30),
    "mst_language": ("language_id CHAR(5) NOT NULL", "language_name", 20),
    "mst_supplier": ("supplier_id INT NOT NULL AUTO_INCREMENT", "supplier_name", 100),
    "mst_location": ("location_id VARCHAR(3) NOT NULL", "location_name", 100),
    "mst_coll_type": ("coll_type_id INT NOT NULL AUTO_INCREMENT", "coll_type_name", 30),
}
_KINDS = {"content": "text,txt", "media": "unmediated,n", "carrier": "volume,nc"}
_OTHERS = {
    "mst_author": "author_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, author_name VARCHAR(100) NOT NULL,"
    " authority_type ENUM('p','o','c') DEFAULT 'p', input_date DATE NOT NULL, last_update DATE NULL,"
    " UNIQUE KEY author_name (author_name, authority_type)",
    "mst_topic": "topic_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, topic VARCHAR(50) NOT NULL,"
    " topic_type ENUM('t','g','n','tm','gr','oc') NOT NULL, classification VARCHAR(50) NOT NULL,"
    f" {_DATES}, UNIQUE KEY topic (topic, topic_type)",
    "biblio_author": "biblio_id INT NOT NULL, author_id INT NOT NULL, level INT NOT NULL DEFAULT 1,"
    " PRIMARY KEY (biblio_id, author_id)",
    "biblio_topic": "biblio_id INT NOT NULL, topic_id INT NOT NULL, level INT NOT NULL DEFAULT 1,"
    " PRIMARY KEY (biblio_id, topic_id)",
    "biblio": "biblio_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, gmd_id INT NULL, title TEXT NOT NULL,"
    " sor VARCHAR(200) NULL, edition VARCHAR(50) NULL, isbn_issn VARCHAR(32) NULL, publisher_id INT NULL,"
    " publish_year VARCHAR(20) NULL, collation VARCHAR(100) NULL, series_title VARCHAR(200) NULL,"
    " call_number VARCHAR(50) NULL, language_id CHAR(5) DEFAULT 'en', publish_place_id INT NULL,"
    " classification VARCHAR(40) NULL, notes TEXT NULL, image VARCHAR(100) NULL, opac_hide SMALLINT DEFAULT 0,"
    " promoted SMALLINT DEFAULT 0, labels TEXT NULL, frequency_id INT NOT NULL DEFAULT 0, spec_detail_info TEXT NULL,"
    " content_type_id INT NULL, media_type_id INT NULL, carrier_type_id INT NULL, input_date DATETIME NULL,"
    " last_update DATETIME NULL, uid INT NULL",
    "item": "item_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, biblio_id INT NULL, call_number VARCHAR(50) NULL,"
    " coll_type_id INT NULL, item_code VARCHAR(20) NULL, inventory_code VARCHAR(200) NULL, received_date DATE NULL,"
    " supplier_id VARCHAR(6) NULL, location_id VARCHAR(3) NULL, item_status_id CHAR(3) NULL, site VARCHAR(50) NULL,"
    " source INT NOT NULL DEFAULT 0, price INT NULL, price_currency VARCHAR(10) NULL, input_date DATETIME NOT NULL,"
    " last_update DATETIME NULL, uid INT NULL, UNIQUE KEY item_code (item_code), KEY biblio_id_idx (biblio_id)",
    "loan": "loan_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, item_code VARCHAR(20) NULL, member_id VARCHAR(20) NULL,"
    " is_lent INT NOT NULL DEFAULT 0, is_return INT NOT NULL DEFAULT 0",
    "system_log": "log_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, log_type ENUM('staff','member','system') NOT NULL,"
    " id VARCHAR(50) NULL, log_location VARCHAR(50) NOT NULL, log_msg TEXT NOT NULL, log_date DATETIME NOT NULL",
    "search_biblio": "biblio_id INT NOT NULL, title TEXT NULL, edition VARCHAR(50) NULL, isbn_issn VARCHAR(32) NULL,"
    " author TEXT NULL, topic TEXT NULL, gmd VARCHAR(30) NULL, publisher VARCHAR(100) NULL,"
    " publish_place VARCHAR(30) NULL, language VARCHAR(20) NULL, classification VARCHAR(40) NULL,"
    " spec_detail_info TEXT NULL, carrier_type VARCHAR(100) NOT NULL, content_type VARCHAR(100) NOT NULL,"
    " media_type VARCHAR(100) NOT NULL, location TEXT NULL, publish_year VARCHAR(20) NULL, notes TEXT NULL,"
    " series_title TEXT NULL, items TEXT NULL, collection_types TEXT NULL, call_number VARCHAR(50) NULL,"
    " opac_hide SMALLINT NOT NULL DEFAULT 0, promoted SMALLINT NOT NULL DEFAULT 0, labels TEXT NULL,"
    " collation VARCHAR(100) NULL, image VARCHAR(100) NULL, input_date DATETIME NULL, last_update DATETIME NULL,"
    " UNIQUE KEY biblio_id (biblio_id)",
}  # fmt: skip
_FIRST_ROWS = """
INSERT INTO mst_gmd (gmd_name) VALUES ('Text');
INSERT INTO mst_language (language_id, language_name) VALUES ('id', 'Indonesia'), ('en', 'English');
INSERT INTO mst_location (location_id, location_name) VALUES ('SL', 'My Library');
INSERT INTO mst_coll_type (coll_type_name) VALUES ('Reference'), ('Textbook'), ('Fiction');
"""


def statements(engine: str = "MyISAM") -> str:
    """The tables with the rows that every SLiMS begins with."""
    return ";\n".join(_create()).replace("ENGINE=MyISAM", f"ENGINE={engine}") + ";\n" + _FIRST_ROWS + _kinds()


def _create() -> Iterator[str]:
    for name, (key, column, width) in _LISTS.items():
        unique = f"PRIMARY KEY ({key.split()[0]}), UNIQUE KEY {column} ({column})"
        yield f"CREATE TABLE {name} ({key}, {column} VARCHAR({width}) NOT NULL, {_DATES}, {unique}) {_ENGINE}"
    for kind in _KINDS:
        columns = (
            f"id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, {kind}_type VARCHAR(100) NOT NULL, code VARCHAR(5) NOT NULL"
        )
        yield f"CREATE TABLE mst_{kind}_type ({columns}) {_ENGINE}"
    for name, columns in _OTHERS.items():
        yield f"CREATE TABLE {name} ({columns}) {_ENGINE}"


def _kinds() -> str:
    rows = ((kind, *words.split(",")) for kind, words in _KINDS.items())
    return "".join(
        f"INSERT INTO mst_{kind}_type ({kind}_type, code) VALUES ('{name}', '{code}');\n" for kind, name, code in rows
    )
