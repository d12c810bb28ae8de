<?php

namespace Koleksi;

/**
 * What the plugin remembers beside SLiMS's own tables.
 *
 * koleksi_records  control number -> biblio_id; row_keys: the rows of the list that it was made of; written: every
 *                  field as this plugin last wrote it (empty where the record is the library's own and only copies
 *                  were added to it)
 * koleksi_items    item_code -> record, and every field as last written
 * koleksi_imports  each import: by whom, when, what it did
 * koleksi_journal  every row that an import changed, as it was before: to undo it, and to mend one that was cut off
 */
final class Tables
{
    private const COLUMNS = [
        'koleksi_records' => 'id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, control VARCHAR(64) NOT NULL,'
            . ' biblio_id INT NOT NULL, row_keys MEDIUMTEXT NOT NULL, written MEDIUMTEXT NOT NULL,'
            . ' KEY control (control), KEY biblio_id (biblio_id)',
        'koleksi_items' => 'item_code VARCHAR(20) NOT NULL PRIMARY KEY, record_id INT NOT NULL,'
            . ' written MEDIUMTEXT NOT NULL, KEY record_id (record_id)',
        'koleksi_imports' => 'id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, state VARCHAR(10) NOT NULL,'
            . ' file VARCHAR(200) NOT NULL, author VARCHAR(100) NOT NULL, begun DATETIME NOT NULL,'
            . ' ended DATETIME NULL, report MEDIUMTEXT NOT NULL',
        'koleksi_journal' => 'id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, import_id INT NOT NULL,'
            . ' biblio_id INT NOT NULL, tbl VARCHAR(64) NOT NULL, row_key TEXT NOT NULL, row_before MEDIUMTEXT NULL,'
            . ' row_after MEDIUMTEXT NULL, KEY import_id (import_id)',
    ];

    /** Makes those that are absent; asked at every page view, so it looks before it makes. */
    public static function make(Database $database): void
    {
        if (self::areThere($database)) {
            return;
        }
        $engine = self::engine($database);
        foreach (self::COLUMNS as $name => $columns) {
            $database->run(
                "CREATE TABLE IF NOT EXISTS $name ($columns)"
                . " ENGINE=$engine DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci"
            );
        }
    }

    private static function areThere(Database $database): bool
    {
        $names = "'" . implode("', '", array_keys(self::COLUMNS)) . "'";
        $found = $database->value(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name IN ($names)"
        );
        return (int) $found === count(self::COLUMNS);
    }

    /**
     * That of SLiMS's tables. Where they know no transactions, a journal that does would be rolled back when an import
     * is cut off, and could not mend what is in them.
     */
    private static function engine(Database $database): string
    {
        $others = $database->value(
            'SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()'
            . " AND table_name IN ('biblio', 'item', 'biblio_author', 'biblio_topic', 'mst_author', 'mst_topic')"
            . " AND engine <> 'InnoDB'"
        );
        return $others ? 'MyISAM' : 'InnoDB';
    }
}
