<?php

namespace Koleksi;

/** An import taken back row by row, from the last change to the first; what was changed since stays as it is. */
final class Undo
{
    /** Who refers to a name of SLiMS's lists: one that the import added goes only when nobody does. */
    private const USERS = [
        'mst_author' => 'biblio_author.author_id', 'mst_topic' => 'biblio_topic.topic_id',
        'mst_publisher' => 'biblio.publisher_id', 'mst_place' => 'biblio.publish_place_id',
        'mst_gmd' => 'biblio.gmd_id', 'mst_language' => 'biblio.language_id', 'mst_supplier' => 'item.supplier_id',
        'mst_location' => 'item.location_id', 'mst_coll_type' => 'item.coll_type_id',
    ];
    private const UNIMPORTANT = ['last_update' => 0, 'uid' => 0];

    private Database $database;
    private int $import;

    public function __construct(Database $database, int $import)
    {
        $this->database = $database;
        $this->import = $import;
    }

    /** @return string[] the titles that stay, because a librarian worked on them since */
    public function takeBack(): array
    {
        $rows = $this->journal();
        $kept = $this->workedOn($rows);
        $touched = [];
        foreach ($rows as $row) {
            if (!isset($kept[$row['biblio']])) {
                $this->revert($row);
                $touched[$row['biblio']] = true;
            }
        }
        unset($touched[0]);
        Index::rebuild($this->database, array_keys($touched));
        return array_values($kept);
    }

    /** @return array<int, array> the last change first */
    private function journal(): array
    {
        $rows = $this->database->rows(
            'SELECT * FROM koleksi_journal WHERE import_id = ? ORDER BY id DESC',
            [$this->import]
        );
        return array_map(static fn (array $row) => [
            'table' => $row['tbl'], 'biblio' => (int) $row['biblio_id'], 'key' => json_decode($row['row_key'], true),
            'before' => $row['row_before'] === null ? null : json_decode($row['row_before'], true),
            'after' => $row['row_after'] === null ? null : json_decode($row['row_after'], true),
        ], $rows);
    }

    /** @return array<int, string> biblio_id -> title */
    private function workedOn(array $rows): array
    {
        $kept = $codes = $made = [];
        foreach ($rows as $row) {
            if ($row['biblio'] && strncmp($row['table'], 'koleksi_', 8) !== 0 && !$this->isAsLeft($row)) {
                $kept[$row['biblio']] = true;
            }
            if ($row['table'] === 'item' && $row['before'] === null) {
                $codes[Standing::key($row['after']['item_code'])] = $row['biblio'];
            }
            if ($row['table'] === 'biblio' && $row['before'] === null) {
                $made[] = $row['biblio'];
            }
        }
        $kept += $this->onLoan($codes) + $this->withOthersCopies($made, $codes, $rows);
        $sql = 'SELECT biblio_id, title FROM biblio WHERE biblio_id IN (?)';
        $titles = $this->database->rowsIn($sql, array_keys($kept));
        return array_replace(
            array_map(static fn () => '(terhapus)', $kept),
            array_column($titles, 'title', 'biblio_id')
        );
    }

    /** Whether a row is as the import left it, or as it was before: then it was taken back already. */
    private function isAsLeft(array $row): bool
    {
        $shape = $row['after'] ?? $row['before'];
        $there = $this->there($row, $shape);
        return self::isSame($there, $row['after']) || self::isSame($there, $row['before']);
    }

    private function there(array $row, array $shape): ?array
    {
        $columns = implode(', ', array_keys($shape));
        $sql = "SELECT $columns FROM {$row['table']} WHERE " . Journal::where($row['key']);
        return $this->database->row($sql, array_values($row['key']));
    }

    private static function isSame(?array $there, ?array $row): bool
    {
        if ($there === null || $row === null) {
            return $there === $row;
        }
        $plain = static fn ($value) => $value === null ? null : (string) $value;
        $row = array_intersect_key($row, $there);
        return array_map($plain, array_diff_key($there, self::UNIMPORTANT))
            == array_map($plain, array_diff_key($row, self::UNIMPORTANT));
    }

    /** @return array<int, true> */
    private function onLoan(array $codes): array
    {
        $lent = $this->database->rowsIn(
            'SELECT item_code FROM loan WHERE is_lent = 1 AND is_return = 0 AND item_code IN (?)',
            array_map('strval', array_keys($codes))
        );
        $kept = [];
        foreach ($lent as $row) {
            $kept[$codes[Standing::key($row['item_code'])]] = true;
        }
        return $kept;
    }

    /** @return array<int, true> records that the import made and that a librarian added copies to */
    private function withOthersCopies(array $made, array $codes, array $rows): array
    {
        $moved = [];
        foreach ($rows as $row) {
            if ($row['table'] === 'item' && $row['before'] !== null) {
                $moved[$row['key']['item_id']] = true;
            }
        }
        $kept = [];
        $sql = 'SELECT item_id, item_code, biblio_id FROM item WHERE biblio_id IN (?)';
        $items = $this->database->rowsIn($sql, $made);
        foreach ($items as $item) {
            if (!isset($codes[Standing::key($item['item_code'])]) && !isset($moved[$item['item_id']])) {
                $kept[(int) $item['biblio_id']] = true;
            }
        }
        return $kept;
    }

    private function revert(array $row): void
    {
        if ($row['before'] === null) {
            if (!$this->isUsed($row)) {
                $this->database->run(
                    "DELETE FROM {$row['table']} WHERE " . Journal::where($row['key']),
                    array_values($row['key'])
                );
            }
            return;
        }
        if ($row['after'] === null) {
            $columns = implode(', ', array_keys($row['before']));
            $marks = implode(', ', array_fill(0, count($row['before']), '?'));
            $sql = "REPLACE INTO {$row['table']} ($columns) VALUES ($marks)";
            $this->database->run($sql, array_values($row['before']));
            return;
        }
        $set = implode(', ', array_map(static fn ($column) => "$column = ?", array_keys($row['before'])));
        $this->database->run(
            "UPDATE {$row['table']} SET $set WHERE " . Journal::where($row['key']),
            array_merge(array_values($row['before']), array_values($row['key']))
        );
    }

    private function isUsed(array $row): bool
    {
        $user = self::USERS[$row['table']] ?? null;
        if ($user === null) {
            return false;
        }
        [$table, $column] = explode('.', $user);
        $key = array_values($row['key'])[0];
        return (bool) $this->database->value("SELECT 1 FROM $table WHERE $column = ? LIMIT 1", [$key]);
    }
}
