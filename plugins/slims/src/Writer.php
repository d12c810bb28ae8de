<?php

namespace Koleksi;

/** Does what a plan says, row by row through the journal. */
final class Writer
{
    private Journal $journal;
    private Database $database;
    private Names $names;
    private string $now;
    private int $user;
    /** @var array<int, true> */
    private array $touched = [];
    /** @var array<int, array{0: int, 1: array}> biblio_id -> under which id a new record is remembered, its fields */
    private array $made = [];

    public function __construct(Database $database, Journal $journal, string $now, int $user)
    {
        $this->database = $database;
        $this->journal = $journal;
        $this->now = $now;
        $this->user = $user;
        $this->names = new Names($database, $journal, substr($now, 0, 10));
    }

    /** @return int[] the records of SLiMS that changed */
    public function write(Plan $plan, Standing $standing): array
    {
        foreach ($plan->records as $record) {
            if ($record->touches()) {
                $this->record($record, $standing);
            } elseif ($record->remembered !== null && $record->biblio !== null) {
                $this->remember($record, $standing, $record->biblio);
            }
        }
        foreach ($plan->absorbed as $id) {
            $this->absorb($id, $standing->remembered[$id]['biblio_id']);
        }
        $this->rememberAsItStands();
        return array_keys($this->touched);
    }

    /** A name may have met one of other capitals on its way into SLiMS's lists: what stands there was written. */
    private function rememberAsItStands(): void
    {
        foreach (Standing::of($this->database, array_keys($this->made)) as $biblio => $standing) {
            [$id, $written] = $this->made[$biblio];
            if ($standing != $written) {
                $values = [self::json((object) $standing), $id];
                $this->database->run('UPDATE koleksi_records SET written = ? WHERE id = ?', $values);
            }
        }
    }

    private function record(RecordPlan $plan, Standing $standing): void
    {
        $biblio = $plan->biblio ?? $this->makeRecord($plan->record);
        if ($plan->write) {
            $this->changeRecord($biblio, $plan);
        }
        $id = $this->remember($plan, $standing, $biblio);
        foreach ($plan->items as $item) {
            $this->item($item, $standing, $biblio, $id);
        }
        $this->touched[$biblio] = true;
    }

    private function makeRecord(Incoming $record): int
    {
        $row = $this->columns($record->fields, $record->language) + [
            'opac_hide' => 0, 'promoted' => 0, 'frequency_id' => 0,
            'input_date' => $this->now, 'last_update' => $this->now, 'uid' => $this->user,
        ];
        $biblio = $this->journal->insertNumbered('biblio', $row);
        $this->addAuthors($biblio, $record->fields['authors']);
        $this->addSubjects($biblio, $record->fields['subjects']);
        return $biblio;
    }

    private function changeRecord(int $biblio, RecordPlan $plan): void
    {
        $columns = $this->columns($plan->write, $plan->record->language);
        $this->journal->update('biblio', ['biblio_id' => $biblio], $columns + ['last_update' => $this->now], $biblio);
        if (isset($plan->write['authors'])) {
            $this->clear('biblio_author', 'author_id', $biblio);
            $this->addAuthors($biblio, $plan->write['authors']);
        }
        if (isset($plan->write['subjects'])) {
            $this->clear('biblio_topic', 'topic_id', $biblio);
            $this->addSubjects($biblio, $plan->write['subjects']);
        }
    }

    /** Fields as columns of `biblio`; lists of names are tables of their own. */
    private function columns(array $fields, array $language): array
    {
        $columns = array_intersect_key($fields, array_flip(Fields::PLAIN));
        foreach (array_intersect_key(Fields::NAMED, $fields) as $name => $list) {
            $columns[$list[0]] = $this->names->number($list, $fields[$name]);
        }
        if (isset($fields['language'])) {
            $columns['language_id'] = $this->names->language($fields['language'], $language);
        }
        return $columns;
    }

    /** The record has none yet. Two names that differ in capitals or accents are one for the database. */
    private function addAuthors(int $biblio, array $authors): void
    {
        $numbers = [];
        foreach ($authors as [$name, $type, $level]) {
            $numbers += [$this->names->author($name, $type) => $level];
        }
        foreach ($numbers as $number => $level) {
            $row = ['biblio_id' => $biblio, 'author_id' => $number, 'level' => $level];
            $this->journal->insert('biblio_author', $row, $biblio);
        }
    }

    private function addSubjects(int $biblio, array $subjects): void
    {
        $numbers = [];
        foreach ($subjects as [$name, $type]) {
            $number = $this->names->topic($name, $type);
            $numbers += [$number => $numbers ? 2 : 1];
        }
        foreach ($numbers as $number => $level) {
            $row = ['biblio_id' => $biblio, 'topic_id' => $number, 'level' => $level];
            $this->journal->insert('biblio_topic', $row, $biblio);
        }
    }

    private function clear(string $table, string $column, int $biblio): void
    {
        foreach ($this->database->rows("SELECT $column k FROM $table WHERE biblio_id = ?", [$biblio]) as $row) {
            $this->journal->delete($table, ['biblio_id' => $biblio, $column => $row['k']], $biblio);
        }
    }

    /** What was written, field by field; the id under which it is remembered. */
    private function remember(RecordPlan $plan, Standing $standing, int $biblio): int
    {
        $keys = self::json($plan->record->keys);
        if ($plan->remembered === null) {
            $written = $plan->action === RecordPlan::MADE ? $plan->record->fields : [];
            $row = ['control' => $plan->record->control, 'biblio_id' => $biblio, 'row_keys' => $keys,
                'written' => self::json((object) $written)];
            $id = $this->journal->insertNumbered('koleksi_records', $row, $biblio);
            $this->made += $written ? [$biblio => [$id, $written]] : [];
            return $id;
        }
        $old = $standing->remembered[$plan->remembered];
        $written = $plan->write ? array_merge($old['written'], $plan->write) : $old['written'];
        $control = $plan->record->control;
        if ($written !== $old['written'] || $keys !== self::json($old['keys']) || $control !== $old['control']) {
            $row = ['control' => $control, 'row_keys' => $keys, 'written' => self::json((object) $written)];
            $this->journal->update('koleksi_records', ['id' => $plan->remembered], $row, $biblio);
        }
        return $plan->remembered;
    }

    private function item(ItemPlan $plan, Standing $standing, int $biblio, int $record): void
    {
        if ($plan->action === ItemPlan::MADE) {
            $this->makeItem($plan, $standing, $biblio, $record);
        } elseif ($plan->action === ItemPlan::CHANGED) {
            $this->changeItem($plan, $standing, $biblio, $record);
        }
    }

    private function makeItem(ItemPlan $plan, Standing $standing, int $biblio, int $record): void
    {
        $row = $this->itemColumns($plan->write) + [
            'location_id' => $this->names->usual(Fields::ITEM_NAMED['location'], ''),
            'coll_type_id' => $this->names->usual(Fields::ITEM_NAMED['coll_type'], 'Textbook'),
            'item_status_id' => '0', 'biblio_id' => $biblio, 'item_code' => $plan->code,
            'input_date' => $this->now, 'last_update' => $this->now, 'uid' => $this->user,
        ];
        $this->journal->insertNumbered('item', $row, $biblio);
        $written = self::json((object) $plan->write);
        $row = ['item_code' => $plan->code, 'record_id' => $record, 'written' => $written];
        if (isset($standing->rememberedItems[Standing::key($plan->code)])) {
            unset($row['item_code']); // its number was another list's, whose copy is gone
            $this->journal->update('koleksi_items', ['item_code' => $plan->code], $row, $biblio);
        } else {
            $this->journal->insert('koleksi_items', $row, $biblio);
        }
    }

    private function changeItem(ItemPlan $plan, Standing $standing, int $biblio, int $record): void
    {
        $key = Standing::key($plan->code);
        $number = $this->database->value('SELECT item_id FROM item WHERE item_code = ?', [$plan->code]);
        $columns = $this->itemColumns($plan->write) + ['last_update' => $this->now];
        if ($plan->moves) {
            $columns['biblio_id'] = $biblio;
            $this->touched[$standing->items[$key]['biblio_id']] = true;
        }
        $this->journal->update('item', ['item_id' => $number], $columns, $biblio);
        $mine = $standing->rememberedItems[$key];
        $row = ['record_id' => $record, 'written' => self::json((object) array_merge($mine['written'], $plan->write))];
        $this->journal->update('koleksi_items', ['item_code' => $mine['code']], $row, $biblio);
    }

    private function itemColumns(array $fields): array
    {
        $columns = [];
        foreach (array_intersect_key($fields, array_flip(Fields::ITEM_PLAIN)) as $name => $value) {
            $columns[$name] = $value;
            if ($value === '' && in_array($name, ['received_date', 'price', 'source'], true)) {
                $columns[$name] = $name === 'source' ? '0' : null;
            }
        }
        foreach (array_intersect_key(Fields::ITEM_NAMED, $fields) as $name => $list) {
            $columns[$list[0]] = $this->names->number($list, $fields[$name]);
        }
        return $columns;
    }

    /** Its copies are on another record now, and nobody worked on it. */
    private function absorb(int $id, int $biblio): void
    {
        $this->clear('biblio_author', 'author_id', $biblio);
        $this->clear('biblio_topic', 'topic_id', $biblio);
        $this->journal->delete('biblio', ['biblio_id' => $biblio], $biblio);
        $this->journal->delete('koleksi_records', ['id' => $id], $biblio);
        $this->touched[$biblio] = true;
    }

    /** @param array|object $value */
    private static function json($value): string
    {
        return json_encode($value, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }
}
