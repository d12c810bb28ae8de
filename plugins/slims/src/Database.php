<?php

namespace Koleksi;

/** The few ways in which the plugin speaks to SLiMS's database; every failure is an exception. */
final class Database
{
    private \PDO $pdo;
    /** @var array<string, \PDOStatement> */
    private array $statements = [];
    private bool $wide;

    private function __construct(\PDO $pdo)
    {
        $this->pdo = $pdo;
        $pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
        $charset = $this->value(
            'SELECT character_set_name FROM information_schema.columns'
            . " WHERE table_schema = DATABASE() AND table_name = 'biblio' AND column_name = 'title'"
        );
        if ($charset === null) {
            throw new Stopped('Ini bukan basis data SLiMS: tabel biblio tidak ada.');
        }
        $this->wide = $charset === 'utf8mb4';
        $pdo->exec('SET NAMES ' . ($this->wide ? 'utf8mb4' : 'utf8'));
        // What does not fit is cut and told before; should anything be left, the import stops instead of losing it.
        $pdo->exec("SET SESSION sql_mode = 'STRICT_ALL_TABLES', group_concat_max_len = 1000000");
    }

    public static function ofSlims(\PDO $pdo): self
    {
        return new self($pdo);
    }

    /** The database that the settings in a SLiMS folder name; 9.4 has constants, later versions nodes. */
    public static function ofFolder(string $folder): self
    {
        $node = Settings::of($folder);
        $dsn = "mysql:host={$node['host']};port={$node['port']};dbname={$node['database']}";
        try {
            return new self(new \PDO($dsn, $node['username'], $node['password']));
        } catch (\PDOException $error) {
            throw new Stopped('Basis data SLiMS tidak dapat dibuka: ' . $error->getMessage());
        }
    }

    /** Whether its tables hold characters beyond U+FFFF. */
    public function isWide(): bool
    {
        return $this->wide;
    }

    public function run(string $sql, array $values = []): int
    {
        return $this->statement($sql, $values)->rowCount();
    }

    /** @return array<int, array<string, mixed>> */
    public function rows(string $sql, array $values = []): array
    {
        return $this->statement($sql, $values)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function row(string $sql, array $values = []): ?array
    {
        return $this->rows($sql, $values)[0] ?? null;
    }

    /** @return mixed the first column of the first row, null where there is none */
    public function value(string $sql, array $values = [])
    {
        $row = $this->statement($sql, $values)->fetchAll(\PDO::FETCH_NUM);
        return $row[0][0] ?? null;
    }

    /**
     * The rows for many values of one column: "... IN (?)" is asked some hundreds at a time.
     *
     * @return array<int, array<string, mixed>>
     */
    public function rowsIn(string $sql, array $values): array
    {
        $found = [];
        foreach (array_chunk(array_values(array_unique($values)), 500) as $some) {
            $marks = implode(',', array_fill(0, count($some), '?'));
            $statement = $this->pdo->prepare(str_replace('(?)', "($marks)", $sql));
            $statement->execute($some);
            array_push($found, ...$statement->fetchAll(\PDO::FETCH_ASSOC));
        }
        return $found;
    }

    public function begin(): void
    {
        $this->pdo->beginTransaction();
    }

    public function commit(): void
    {
        $this->pdo->commit();
    }

    public function rollBack(): void
    {
        if ($this->pdo->inTransaction()) {
            $this->pdo->rollBack();
        }
    }

    private function statement(string $sql, array $values): \PDOStatement
    {
        $statement = $this->statements[$sql] ?? ($this->statements[$sql] = $this->pdo->prepare($sql));
        $statement->execute($values);
        return $statement;
    }
}
