<?php

namespace Koleksi;

/** The numbers by which SLiMS refers to names; a name that is not in its lists yet is added. */
final class Names
{
    private Masters $masters;
    private Journal $journal;
    private Database $database;
    private string $today;
    /** @var array<string, string|null> table -> the entry that new copies get */
    private array $usual = [];

    public function __construct(Database $database, Journal $journal, string $today)
    {
        $this->database = $database;
        $this->journal = $journal;
        $this->masters = new Masters($database, true);
        $this->today = $today;
    }

    public function number(array $list, string $name): ?string
    {
        if ($name === '') {
            return null;
        }
        if ($found = $this->masters->find($list, $name)) {
            return $found[0];
        }
        [, $table, $key, $column] = $list;
        $row = [$column => $name] + $this->dates();
        if ($table === 'mst_location') {
            $number = $this->freeLocation();
            $this->journal->insert($table, [$key => $number] + $row);
        } else {
            $number = (string) $this->journal->insertNumbered($table, $row);
        }
        return $number;
    }

    /** Where new copies stand, and of which kind they are, if the file does not say: as SLiMS has it. */
    public function usual(array $list, string $preferred): ?string
    {
        $table = $list[1];
        if (!array_key_exists($table, $this->usual)) {
            $this->usual[$table] = $this->number($list, $this->masters->first($list, $preferred) ?: $preferred);
        }
        return $this->usual[$table];
    }

    public function author(string $name, string $type): int
    {
        if ($found = $this->masters->author($name, $type)) {
            return (int) $found[0];
        }
        $number = $this->journal->insertNumbered(
            'mst_author',
            ['author_name' => $name, 'authority_type' => $type] + $this->dates()
        );
        return $number;
    }

    public function topic(string $name, string $type): int
    {
        if ($found = $this->masters->topic($name, $type)) {
            return (int) $found[0];
        }
        $number = $this->journal->insertNumbered(
            'mst_topic',
            ['topic' => $name, 'topic_type' => $type, 'classification' => ''] + $this->dates()
        );
        return $number;
    }

    /** @param string[] $language its code, then its names, the first of which a new entry gets */
    public function language(string $code, array $language): ?string
    {
        if ($code === '') {
            return null;
        }
        $names = array_slice($language, 1);
        if (($found = $this->masters->language($code, $names)) !== null) {
            return $found;
        }
        $row = ['language_id' => $code, 'language_name' => $names[0] ?? $code] + $this->dates();
        $this->journal->insert('mst_language', $row);
        return $code;
    }

    private function dates(): array
    {
        return ['input_date' => $this->today, 'last_update' => $this->today];
    }

    /** A location's key has three characters. */
    private function freeLocation(): string
    {
        $taken = array_column($this->database->rows('SELECT location_id FROM mst_location'), 'location_id');
        for ($number = 1; $number < 46656; $number++) {
            $key = strtoupper(base_convert((string) $number, 10, 36));
            if (!in_array($key, array_map('strtoupper', $taken), true)) {
                return $key;
            }
        }
        throw new Stopped('SLiMS tidak dapat menyimpan lokasi lagi.');
    }
}
