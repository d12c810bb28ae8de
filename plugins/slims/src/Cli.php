<?php

namespace Koleksi;

/** The command line. Exit codes: 0 done, 1 done, with something to look at, 2 wrong call, 3 nothing done. */
final class Cli
{
    private const HELP = <<<'TEXT'
        php koleksi-import.php BERKAS [--slims FOLDER]   masukkan slims.jsonl ke SLiMS
        php koleksi-import.php BERKAS --periksa          hanya katakan apa yang akan terjadi
        php koleksi-import.php --batal                   batalkan impor terakhir
        php koleksi-import.php --riwayat                 impor yang sudah dilakukan

        FOLDER: tempat SLiMS dipasang; tanpa --slims folder di atas plugins/.

        TEXT;

    /** @var resource */
    private $out;
    /** @var resource */
    private $err;

    /**
     * @param resource $out
     * @param resource $err
     */
    public function __construct($out, $err)
    {
        $this->out = $out;
        $this->err = $err;
    }

    /** @param string[] $arguments */
    public function run(array $arguments, string $slims): int
    {
        $files = $flags = [];
        while ($arguments) {
            $one = array_shift($arguments);
            if ($one === '--slims' && $arguments) {
                $slims = array_shift($arguments);
            } elseif (in_array($one, ['--periksa', '--batal', '--riwayat'], true)) {
                $flags[] = $one;
            } else {
                $files[] = $one;
            }
        }
        $isAlone = array_intersect($flags, ['--batal', '--riwayat']);
        if (count($files) !== ($isAlone ? 0 : 1) || strncmp($files[0] ?? '', '--', 2) === 0) {
            fwrite($this->err, self::HELP);
            return 2;
        }
        try {
            return $this->work($flags, $files[0] ?? '', $slims);
        } catch (Stopped $stopped) {
            fwrite($this->err, 'koleksi: ' . $stopped->getMessage() . "\n");
            return 3;
        } catch (\PDOException $error) {
            fwrite($this->err, "koleksi: " . Page::REFUSED . "{$error->getMessage()}\n");
            return 3;
        }
    }

    private function work(array $flags, string $file, string $slims): int
    {
        $importer = new Importer(Database::ofFolder($slims));
        $author = get_current_user() ?: 'cli';
        if (in_array('--riwayat', $flags, true)) {
            return $this->history($importer);
        }
        if (in_array('--batal', $flags, true)) {
            [$import, $kept] = $importer->undo($author);
            $this->say("Impor $import dibatalkan.");
            return $this->listed('Diubah di SLiMS sejak impor, dibiarkan', $kept);
        }
        if (in_array('--periksa', $flags, true)) {
            $this->say("Yang akan terjadi (belum ada yang diubah):\n");
            return $this->report($importer->plan($file));
        }
        $outcome = $importer->import($file, basename($file), $author, 1);
        $code = $this->report($outcome->plan);
        $this->say($outcome->import ? "Impor {$outcome->import} selesai." : 'Tidak ada yang perlu diubah.');
        return $code;
    }

    private function report(Plan $plan): int
    {
        $report = new Report($plan);
        foreach ($report->counts() as $what => $count) {
            $this->say(sprintf('%6s  %s', $count, $what));
        }
        foreach ($report->lists() as $heading => $lines) {
            $this->listed($heading, $lines);
        }
        $this->say('');
        return $report->hasDoubts() ? 1 : 0;
    }

    /** @param string[] $lines */
    private function listed(string $heading, array $lines): int
    {
        if ($lines) {
            $this->say("\n$heading:");
            array_map(fn ($line) => $this->say("  $line"), $lines);
        }
        return $lines ? 1 : 0;
    }

    private function history(Importer $importer): int
    {
        foreach ($importer->history() as $row) {
            $state = Page::STATES[$row['state']];
            $this->say(implode("\t", [$row['id'], $row['begun'], $row['author'], $row['file'], $state]));
        }
        return 0;
    }

    private function say(string $line): void
    {
        fwrite($this->out, "$line\n");
    }
}
