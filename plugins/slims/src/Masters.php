<?php

namespace Koleksi;

/** SLiMS's lists of names (publishers, authors, languages ...): found as the database compares, made where absent. */
final class Masters
{
    private Database $database;
    /** @var array<string, array|null> what was asked already */
    private array $known = [];

    private bool $grows;

    /** ``grows``: names are added while it is asked, so that one which is absent may be there the next time. */
    public function __construct(Database $database, bool $grows = false)
    {
        $this->database = $database;
        $this->grows = $grows;
    }

    /**
     * The entry of a list under this name, whatever its capitals, the one written the same first.
     *
     * @return array{0: string, 1: string}|null its key and its name as it stands there
     */
    public function find(array $list, string $name): ?array
    {
        [, $table, $key, $column] = $list;
        $sql = "SELECT $key k, $column n FROM $table WHERE $column = ? ORDER BY BINARY $column = ? DESC, $key LIMIT 1";
        return $this->asked("$table\n$name", $sql, [$name, $name]);
    }

    /** @return array{0: string, 1: string}|null */
    public function author(string $name, string $type): ?array
    {
        $sql = 'SELECT author_id k, author_name n FROM mst_author WHERE author_name = ? AND authority_type = ? LIMIT 1';
        return $this->asked("mst_author\n$type\n$name", $sql, [$name, $type]);
    }

    /** @return array{0: string, 1: string}|null */
    public function topic(string $name, string $type): ?array
    {
        $sql = 'SELECT topic_id k, topic n FROM mst_topic WHERE topic = ? AND topic_type = ? LIMIT 1';
        return $this->asked("mst_topic\n$type\n$name", $sql, [$name, $type]);
    }

    /**
     * The language by one of its names, or by its code.
     *
     * @param string[] $names
     */
    public function language(string $code, array $names): ?string
    {
        foreach ($names as $name) {
            $sql = 'SELECT language_id k, language_name n FROM mst_language WHERE language_name = ? LIMIT 1';
            if ($found = $this->asked("mst_language\nname\n$name", $sql, [$name])) {
                return $found[0];
            }
        }
        $sql = 'SELECT language_id k, language_name n FROM mst_language WHERE language_id = ? LIMIT 1';
        $found = $this->asked("mst_language\ncode\n$code", $sql, [$code]);
        return $found ? $found[0] : null;
    }

    /**
     * The first entry of a list: where new copies stand if the file does not say. Of locations that with which SLiMS is
     * installed, whatever it is called by now; others may be of the same day.
     */
    public function first(array $list, string $preferred): string
    {
        if ($preferred !== '' && $found = $this->find($list, $preferred)) {
            return $found[1];
        }
        [, $table, $key, $column] = $list;
        return (string) $this->database->value(
            "SELECT $column FROM $table ORDER BY CAST($key AS CHAR) = 'SL' DESC, input_date, $key LIMIT 1"
        );
    }

    private function asked(string $as, string $sql, array $values): ?array
    {
        if (array_key_exists($as, $this->known)) {
            return $this->known[$as];
        }
        $row = $this->database->row($sql, $values);
        $found = $row ? [(string) $row['k'], (string) $row['n']] : null;
        if ($found || !$this->grows) {
            $this->known[$as] = $found;
        }
        return $found;
    }
}
