<?php

namespace Koleksi;

/**
 * Every change of an import goes through here, and is written down with the row as it was before it is made: SLiMS's
 * tables are MyISAM as it installs them, which knows no transactions.
 */
final class Journal
{
    /** The key of each table; rows of `biblio_author` and `biblio_topic` have a key of two columns. */
    private const KEYS = [
        'biblio' => ['biblio_id'], 'item' => ['item_id'], 'biblio_author' => ['biblio_id', 'author_id'],
        'biblio_topic' => ['biblio_id', 'topic_id'], 'mst_author' => ['author_id'], 'mst_topic' => ['topic_id'],
        'mst_publisher' => ['publisher_id'], 'mst_place' => ['place_id'], 'mst_gmd' => ['gmd_id'],
        'mst_language' => ['language_id'], 'mst_supplier' => ['supplier_id'], 'mst_location' => ['location_id'],
        'mst_coll_type' => ['coll_type_id'], 'koleksi_records' => ['id'], 'koleksi_items' => ['item_code'],
    ];

    private Database $database;
    private int $import;
    /** @var array<string, int> table -> the next number */
    private array $next = [];

    public function __construct(Database $database, int $import)
    {
        $this->database = $database;
        $this->import = $import;
    }

    /** A new row under a number of its own; the number. */
    public function insertNumbered(string $table, array $row, int $biblio = 0): int
    {
        [$column] = self::KEYS[$table];
        for ($tries = 1; ; $tries++) {
            $number = $this->nextNumber($table, $column);
            try {
                $this->insert($table, [$column => $number] + $row, $table === 'biblio' ? $number : $biblio);
                return $number;
            } catch (\PDOException $error) {
                $isTaken = strncmp((string) $error->getCode(), '23', 2) === 0;
                $there = $this->database->row("SELECT 1 FROM $table WHERE $column = ?", [$number]);
                if (!$isTaken || $tries === 5 || !$there) {
                    throw $error;
                }
                unset($this->next[$table]); // somebody else made a row meanwhile
            }
        }
    }

    public function insert(string $table, array $row, int $biblio = 0): void
    {
        $this->note($table, $this->keyOf($table, $row), null, $row, $biblio);
        $columns = implode(', ', array_keys($row));
        $marks = implode(', ', array_fill(0, count($row), '?'));
        $this->database->run("INSERT INTO $table ($columns) VALUES ($marks)", array_values($row));
    }

    public function update(string $table, array $key, array $values, int $biblio = 0): void
    {
        $before = $this->database->row(
            'SELECT ' . implode(', ', array_keys($values)) . " FROM $table WHERE " . self::where($key),
            array_values($key)
        );
        $this->note($table, $key, $before, $values, $biblio);
        $set = implode(', ', array_map(static fn ($column) => "$column = ?", array_keys($values)));
        $this->database->run(
            "UPDATE $table SET $set WHERE " . self::where($key),
            array_merge(array_values($values), array_values($key))
        );
    }

    public function delete(string $table, array $key, int $biblio = 0): void
    {
        $before = $this->database->row("SELECT * FROM $table WHERE " . self::where($key), array_values($key));
        if ($before !== null) {
            $this->note($table, $key, $before, null, $biblio);
            $this->database->run("DELETE FROM $table WHERE " . self::where($key), array_values($key));
        }
    }

    public static function where(array $key): string
    {
        return implode(' AND ', array_map(static fn ($column) => "$column = ?", array_keys($key)));
    }

    private function keyOf(string $table, array $row): array
    {
        return array_intersect_key($row, array_flip(self::KEYS[$table]));
    }

    private function nextNumber(string $table, string $column): int
    {
        if (!isset($this->next[$table])) {
            $this->next[$table] = max(
                1 + (int) $this->database->value("SELECT MAX($column) FROM $table"),
                (int) $this->database->value(
                    'SELECT auto_increment FROM information_schema.tables'
                    . ' WHERE table_schema = DATABASE() AND table_name = ?',
                    [$table]
                )
            );
        }
        return $this->next[$table]++;
    }

    private function note(string $table, array $key, ?array $before, ?array $after, int $biblio): void
    {
        $this->database->run(
            'INSERT INTO koleksi_journal (import_id, biblio_id, tbl, row_key, row_before, row_after)'
            . ' VALUES (?, ?, ?, ?, ?, ?)',
            [$this->import, $biblio, $table, self::json($key), self::json($before), self::json($after)]
        );
    }

    private static function json(?array $row): ?string
    {
        return $row === null ? null : json_encode($row, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }
}
