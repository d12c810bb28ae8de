<?php

namespace Koleksi;

/** What SLiMS and the plugin's own tables have already of the records and copies of a file. */
final class Standing
{
    private Database $database;
    /** @var array<int, array> what the plugin remembers: id -> control, biblio_id, keys, written */
    public array $remembered = [];
    /** @var array<string, int[]> control number -> ids in ``remembered`` */
    public array $byControl = [];
    /** @var array<string, array> item code -> what the plugin remembers of it: record_id, written */
    public array $rememberedItems = [];
    /** @var array<string, array> item code in lower case -> the copy in SLiMS: biblio_id, code, and its fields */
    public array $items = [];
    /** @var array<int, array> biblio_id -> field -> value */
    public array $records = [];
    /** @var array<int, string[]> biblio_id -> the codes of all its copies */
    public array $codes = [];

    public function __construct(Database $database)
    {
        $this->database = $database;
    }

    /** @param Incoming[] $file */
    public function load(array $file): void
    {
        $codes = [];
        foreach ($file as $record) {
            array_push($codes, ...array_map('strval', array_keys($record->items)), ...$record->held);
        }
        $this->loadRememberedItems($codes);
        $this->loadRemembered($file);
        $this->loadItems($codes);
        $wanted = array_merge(array_column($this->items, 'biblio_id'), array_column($this->remembered, 'biblio_id'));
        $this->loadRecords(array_merge($wanted, $this->sameBooks($file)));
    }

    /**
     * Records of SLiMS, field by field.
     *
     * @param int[] $biblio
     * @return array<int, array>
     */
    public static function of(Database $database, array $biblio): array
    {
        $standing = new self($database);
        $standing->loadRecords($biblio);
        return $standing->records;
    }

    private function loadRememberedItems(array $codes): void
    {
        $sql = 'SELECT item_code, record_id, written FROM koleksi_items WHERE item_code IN (?)';
        foreach ($this->database->rowsIn($sql, $codes) as $row) {
            $this->rememberedItems[self::key($row['item_code'])] = [
                'record_id' => (int) $row['record_id'], 'written' => json_decode($row['written'], true),
                'code' => $row['item_code'],
            ];
        }
    }

    /**
     * Of all that is remembered, what the file has to do with: by number, by a row of the list, or by a copy.
     *
     * @param Incoming[] $file
     */
    private function loadRemembered(array $file): void
    {
        $controls = $keys = [];
        foreach ($file as $record) {
            $controls[$record->control] = true;
            $keys += array_fill_keys($record->keys, true);
        }
        $owners = array_flip(array_column($this->rememberedItems, 'record_id'));
        $found = [];
        foreach ($this->database->rows('SELECT id, control, biblio_id, row_keys FROM koleksi_records') as $row) {
            $rows = json_decode($row['row_keys'], true);
            $isSame = isset($controls[$row['control']]) || isset($owners[$row['id']]);
            if ($isSame || array_intersect_key($keys, array_flip($rows))) {
                $found[(int) $row['id']] = ['keys' => $rows] + $row;
            }
        }
        $sql = 'SELECT id, written FROM koleksi_records WHERE id IN (?) ORDER BY id';
        foreach ($this->database->rowsIn($sql, array_keys($found)) as $row) {
            $one = $found[(int) $row['id']];
            $this->remembered[(int) $row['id']] = [
                'control' => $one['control'], 'biblio_id' => (int) $one['biblio_id'],
                'keys' => $one['keys'], 'written' => json_decode($row['written'], true),
            ];
            $this->byControl[$one['control']][] = (int) $row['id'];
        }
    }

    private function loadItems(array $codes): void
    {
        [$columns, $joins] = self::named('i', Fields::ITEM_NAMED);
        $plain = implode(', ', array_map(static fn ($name) => "i.$name", Fields::ITEM_PLAIN));
        $sql = "SELECT i.item_code, i.biblio_id, $plain, $columns FROM item i $joins WHERE i.item_code IN (?)";
        foreach ($this->database->rowsIn($sql, $codes) as $row) {
            $fields = array_map('strval', array_diff_key($row, ['item_code' => 0, 'biblio_id' => 0]));
            $this->items[self::key($row['item_code'])] = [
                'code' => $row['item_code'], 'biblio_id' => (int) $row['biblio_id'], 'fields' => $fields,
            ];
        }
    }

    /** As the database compares codes: without regard to capitals. */
    public static function key(string $code): string
    {
        return mb_strtolower($code, 'UTF-8');
    }

    /** @return int[] records of SLiMS with an ISBN or a title of the file */
    private function sameBooks(array $file): array
    {
        $isbns = $titles = [];
        foreach ($file as $record) {
            $isbns[] = Compare::digits($record->fields['isbn_issn']);
            $titles[] = $record->fields['title'];
        }
        $found = array_merge(
            $this->database->rowsIn(
                "SELECT biblio_id FROM biblio WHERE REPLACE(REPLACE(isbn_issn, '-', ''), ' ', '') IN (?)",
                array_filter($isbns)
            ),
            $this->database->rowsIn('SELECT biblio_id FROM biblio WHERE title IN (?)', $titles)
        );
        return array_map('intval', array_column($found, 'biblio_id'));
    }

    private function loadRecords(array $ids): void
    {
        [$columns, $joins] = self::named('b', Fields::NAMED);
        $plain = implode(', ', array_map(static fn ($name) => "b.$name", Fields::PLAIN));
        $sql = "SELECT b.biblio_id, b.language_id language, $plain, $columns FROM biblio b $joins"
            . ' WHERE b.biblio_id IN (?)';
        foreach ($this->database->rowsIn($sql, $ids) as $row) {
            $fields = array_map('strval', array_diff_key($row, ['biblio_id' => 0]));
            $fields['notes'] = str_replace("\r\n", "\n", $fields['notes']); // as a browser's form sends it back
            $this->records[(int) $row['biblio_id']] = $fields + ['authors' => [], 'subjects' => []];
        }
        $this->loadLists(array_keys($this->records));
    }

    private function loadLists(array $ids): void
    {
        $authors = 'SELECT r.biblio_id, a.author_name n, a.authority_type t, r.level l FROM biblio_author r'
            . ' JOIN mst_author a USING (author_id) WHERE r.biblio_id IN (?)';
        foreach ($this->database->rowsIn($authors, $ids) as $row) {
            $this->records[(int) $row['biblio_id']]['authors'][] = [$row['n'], $row['t'], (int) $row['l']];
        }
        $topics = 'SELECT r.biblio_id, t.topic n, t.topic_type t FROM biblio_topic r'
            . ' JOIN mst_topic t USING (topic_id) WHERE r.biblio_id IN (?)';
        foreach ($this->database->rowsIn($topics, $ids) as $row) {
            $this->records[(int) $row['biblio_id']]['subjects'][] = [$row['n'], $row['t']];
        }
        foreach ($this->records as $id => $record) {
            $this->records[$id]['authors'] = Compare::inOrder($record['authors']);
            $this->records[$id]['subjects'] = Compare::inOrder($record['subjects']);
        }
        $codes = $this->database->rowsIn('SELECT biblio_id, item_code FROM item WHERE biblio_id IN (?)', $ids);
        foreach ($codes as $row) {
            $this->codes[(int) $row['biblio_id']][] = $row['item_code'];
        }
    }

    /** @return array{0: string, 1: string} columns and joins for the fields that SLiMS names by number */
    private static function named(string $of, array $fields): array
    {
        $columns = $joins = [];
        foreach ($fields as $name => [$column, $table, $key, $value]) {
            $columns[] = "$name.$value $name";
            $joins[] = "LEFT JOIN $table $name ON $name.$key = $of.$column";
        }
        return [implode(', ', $columns), implode(' ', $joins)];
    }
}
