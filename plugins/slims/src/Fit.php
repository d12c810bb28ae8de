<?php

namespace Koleksi;

/** Text as SLiMS's columns can hold it; what had to be changed for that is told. */
final class Fit
{
    /** @var array<string, int> "table.column" -> characters */
    private array $widths = [];
    private bool $wide;
    /** @var string[] */
    public array $told = [];

    public function __construct(Database $database)
    {
        $this->wide = $database->isWide();
        $columns = $database->rows(
            'SELECT LOWER(table_name) t, LOWER(column_name) c, character_maximum_length w'
            . " FROM information_schema.columns WHERE table_schema = DATABASE() AND data_type IN ('varchar', 'char')"
        );
        foreach ($columns as $column) {
            $this->widths["{$column['t']}.{$column['c']}"] = (int) $column['w'];
        }
    }

    /** ``whose``: the control number or item code under which a change is told. */
    public function text(string $whose, string $field, string $text, string $table, string $column): string
    {
        $safe = self::withoutTags($this->narrow($whose, $field, $text));
        $width = $this->widths["$table.$column"] ?? 0;
        if ($width && mb_strlen($safe, 'UTF-8') > $width) {
            $this->told[] = "$whose: " . Fields::word($field) . " dipotong pada $width huruf: $safe";
            return rtrim(mb_substr($safe, 0, $width, 'UTF-8'));
        }
        return $safe;
    }

    /** SLiMS's tables hold no characters beyond U+FFFF: the database would refuse the row, or write question marks. */
    private function narrow(string $whose, string $field, string $text): string
    {
        if ($this->wide || !preg_match('/[\x{10000}-\x{10FFFF}]/u', $text)) {
            return $text;
        }
        $this->told[] = "$whose: " . Fields::word($field)
            . " memuat huruf yang tidak dapat disimpan SLiMS, diganti: $text";
        return (string) preg_replace('/[\x{10000}-\x{10FFFF}]/u', "\u{FFFD}", $text);
    }

    /**
     * SLiMS prints titles and notes as they are, and its form takes tags out: a blank behind the bracket makes text of
     * what a browser would take for one.
     */
    private static function withoutTags(string $text): string
    {
        return (string) preg_replace('~<(?=[a-zA-Z/!?])~', '< ', $text);
    }
}
