<?php

namespace Koleksi;

/** The file that koleksi writes: a line that says what it is, then one record with its copies a line. */
final class Lines
{
    public const FORMAT = 'koleksi-slims';
    public const VERSION = 1;

    public string $library;
    /** @var array<int, array<string, mixed>> */
    public array $records;

    private function __construct(string $library, array $records)
    {
        $this->library = $library;
        $this->records = $records;
    }

    /** Raises Stopped where the file is not whole: half a list is never imported. */
    public static function read(string $path): self
    {
        $stream = @fopen($path, 'rb');
        if ($stream === false) {
            throw new Stopped("Berkas $path tidak dapat dibuka.");
        }
        try {
            $head = self::head(fgets($stream));
            $records = [];
            for ($number = 2; ($line = fgets($stream)) !== false; $number++) {
                if (trim($line) !== '') {
                    $records[] = self::record($line, $number);
                }
            }
        } finally {
            fclose($stream);
        }
        self::refuseHalf($head, $records);
        return new self((string) ($head['library'] ?? ''), $records);
    }

    /** @param string|false $line */
    private static function head($line): array
    {
        $head = is_string($line) ? json_decode($line, true) : null;
        if (!is_array($head) || ($head['format'] ?? '') !== self::FORMAT) {
            throw new Stopped('Ini bukan slims.jsonl dari koleksi. Pilih slims.jsonl di folder hasil.');
        }
        if (($head['version'] ?? 0) !== self::VERSION) {
            throw new Stopped(
                'slims.jsonl ini dibuat koleksi versi lain. Pasang lagi plugin: '
                . 'koleksi export slims-plugin --out FOLDER-PLUGINS.'
            );
        }
        return $head;
    }

    private static function record(string $line, int $number): array
    {
        $record = json_decode($line, true);
        if (!is_array($record) || !is_string($record['control'] ?? null) || !is_string($record['title'] ?? null)) {
            throw new Stopped("Baris $number tidak terbaca: berkas rusak. Salin lagi dari folder hasil.");
        }
        return $record;
    }

    private static function refuseHalf(array $head, array $records): void
    {
        $said = $head['records'] ?? null;
        if ($said !== count($records)) {
            throw new Stopped(
                sprintf('Berkas terpotong: %d dari %d judul. Salin lagi dari folder hasil.', count($records), $said)
            );
        }
        if (count(array_unique(array_column($records, 'control'))) !== count($records)) {
            throw new Stopped('Satu nomor kontrol ada pada dua judul. Jalankan koleksi process lagi.');
        }
    }
}
