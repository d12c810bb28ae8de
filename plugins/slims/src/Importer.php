<?php

namespace Koleksi;

/** Plan, import, take back: the three things that the page and the command line do. */
final class Importer
{
    private const LOCK = 'koleksi_import';
    private const KEPT = 20; // imports whose before-images are kept

    private Database $database;

    public function __construct(Database $database)
    {
        $this->database = $database;
        Tables::make($database);
        self::needMemory();
    }

    /** A list of 10,000 titles needs about 200 MB; many servers give 128 unless they are asked. */
    private static function needMemory(): void
    {
        $given = (string) ini_get('memory_limit');
        $unit = ['G' => 1024, 'M' => 1, 'K' => 0][strtoupper(substr($given, -1))] ?? 0;
        if ($given !== '-1' && (int) $given * $unit < 1024) {
            ini_set('memory_limit', '1024M');
        }
    }

    public function plan(string $path): Plan
    {
        return $this->planned(Lines::read($path))[0];
    }

    /** Does what ``plan`` would say now. Nothing is left of an import that stops half way. */
    public function import(string $path, string $name, string $author, int $user): Outcome
    {
        return $this->alone(function () use ($path, $name, $author, $user): Outcome {
            [$plan, $standing] = $this->planned(Lines::read($path));
            if (!$plan->touches()) {
                return new Outcome(0, $plan);
            }
            $import = $this->begin($name, $author);
            try {
                $this->write($import, $plan, $standing, $user);
            } catch (\Throwable $error) {
                $this->mend($import);
                throw new Stopped(
                    'Impor berhenti dan semua perubahannya sudah dikembalikan: ' . $error->getMessage(), 0, $error
                );
            }
            $this->log("koleksi: impor $import, $name", $author);
            return new Outcome($import, $plan);
        });
    }

    /**
     * ``meant``: the import that was shown as the last one, 0 for whichever is.
     *
     * @return array{0: int, 1: string[]} the import that was taken back, and the titles that stay
     */
    public function undo(string $author, int $meant = 0): array
    {
        return $this->alone(function (array $finished) use ($author, $meant): array {
            if ($finished) { // an undo that was cut off is asked for again: it is done by now
                return [max($finished), []];
            }
            $import = (int) $this->database->value(
                "SELECT id FROM koleksi_imports WHERE state = 'done' ORDER BY id DESC LIMIT 1"
            );
            if (!$import) {
                throw new Stopped('Tidak ada impor yang dapat dibatalkan.');
            }
            if (!$this->database->value('SELECT 1 FROM koleksi_journal WHERE import_id = ? LIMIT 1', [$import])) {
                throw new Stopped("Impor $import sudah terlalu lama untuk dibatalkan.");
            }
            if ($meant && $meant !== $import) {
                throw new Stopped('Riwayat sudah berubah sejak halaman ini dibuka. Lihat lagi, lalu ulangi.');
            }
            $this->state($import, 'undoing');
            $this->database->begin();
            $kept = (new Undo($this->database, $import))->takeBack();
            $this->state($import, 'undone');
            $this->database->commit();
            $this->log("koleksi: impor $import dibatalkan", $author);
            return [$import, $kept];
        });
    }

    /** @return array<int, array<string, mixed>> the last imports, the newest first */
    public function history(): array
    {
        return $this->database->rows(
            'SELECT id, state, file, author, begun, ended, report FROM koleksi_imports ORDER BY id DESC LIMIT 20'
        );
    }

    /** @return array{0: Plan, 1: Standing} */
    private function planned(Lines $lines): array
    {
        $fit = new Fit($this->database);
        $masters = new Masters($this->database);
        $file = array_map(static fn (array $line) => new Incoming($line, $fit, $masters), $lines->records);
        $standing = new Standing($this->database);
        $standing->load($file);
        return [(new Planner($standing))->plan($lines->library, $file, $fit->told), $standing];
    }

    private function begin(string $name, string $author): int
    {
        $this->database->run(
            "INSERT INTO koleksi_imports (state, file, author, begun, report) VALUES ('begun', ?, ?, ?, '')",
            [mb_substr($name, 0, 200), mb_substr($author, 0, 100), date('Y-m-d H:i:s')]
        );
        return (int) $this->database->value('SELECT LAST_INSERT_ID()');
    }

    private function write(int $import, Plan $plan, Standing $standing, int $user): void
    {
        $this->database->begin();
        $journal = new Journal($this->database, $import);
        $touched = (new Writer($this->database, $journal, date('Y-m-d H:i:s'), $user))->write($plan, $standing);
        Index::rebuild($this->database, $touched);
        $this->database->run(
            "UPDATE koleksi_imports SET state = 'done', ended = ?, report = ? WHERE id = ?",
            [date('Y-m-d H:i:s'), json_encode($plan->counts()), $import]
        );
        $this->database->run('DELETE FROM koleksi_journal WHERE import_id <= ?', [$import - self::KEPT]);
        $this->database->commit();
    }

    /** Back to where everything was before the import: by the database where it can, by the journal where it cannot. */
    private function mend(int $import): void
    {
        $this->database->rollBack();
        (new Undo($this->database, $import))->takeBack();
        $this->state($import, 'failed');
    }

    /**
     * One import at a time; one that was cut off (power, a killed process) is taken back first.
     *
     * @return mixed what ``work`` gives, which is told the imports whose taking back was finished
     */
    private function alone(callable $work)
    {
        if ((int) $this->database->value('SELECT GET_LOCK(?, 3)', [self::LOCK]) !== 1) {
            throw new Stopped('Impor lain sedang berjalan. Tunggu sampai selesai, lalu coba lagi.');
        }
        try {
            return $work($this->mendCutOff());
        } finally {
            $this->database->value('SELECT RELEASE_LOCK(?)', [self::LOCK]);
        }
    }

    /** @return int[] the imports whose taking back was cut off, and is done now */
    private function mendCutOff(): array
    {
        $undone = [];
        $sql = "SELECT id, state FROM koleksi_imports WHERE state IN ('begun', 'undoing')";
        foreach ($this->database->rows($sql) as $row) {
            (new Undo($this->database, (int) $row['id']))->takeBack();
            $this->state((int) $row['id'], $row['state'] === 'begun' ? 'failed' : 'undone');
            if ($row['state'] === 'undoing') {
                $undone[] = (int) $row['id'];
            }
        }
        return $undone;
    }

    private function state(int $import, string $state): void
    {
        $this->database->run('UPDATE koleksi_imports SET state = ? WHERE id = ?', [$state, $import]);
    }

    /** Into SLiMS's own log of the system, too; what is done is done without it. */
    private function log(string $message, string $author): void
    {
        try {
            $this->database->run(
                "INSERT INTO system_log (log_type, id, log_location, log_msg, log_date) VALUES ('staff', ?, ?, ?, ?)",
                [mb_substr($author, 0, 50), 'bibliography', $message, date('Y-m-d H:i:s')]
            );
        } catch (\PDOException $error) {
            error_log("koleksi: $message (system_log: {$error->getMessage()})");
        }
    }
}
