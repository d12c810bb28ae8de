<?php

namespace Koleksi;

/** What changes and what stays, field by field: a pure comparison. */
final class Compare
{
    /**
     * What the file says against what stands in SLiMS. A field that reads otherwise than this plugin last wrote it was
     * changed by a librarian, and stays.
     *
     * @return array{0: array<string, mixed>, 1: array<string, array{0: mixed, 1: mixed}>} the fields to write, and
     *         those that stay: [what stands there, what the file says]
     */
    public static function fields(array $said, array $written, array $standing): array
    {
        $write = $stay = [];
        foreach ($said as $name => $value) {
            $there = $standing[$name] ?? '';
            if ($value === $there) {
                continue;
            }
            if (array_key_exists($name, $written) && $written[$name] === $there) {
                $write[$name] = $value;
            } else {
                $stay[$name] = [$there, $value];
            }
        }
        return [$write, $stay];
    }

    /** Rows of names in one order: SLiMS keeps none. */
    public static function inOrder(array $rows): array
    {
        usort($rows, static fn (array $one, array $other) => [$one[2] ?? 0, $one[0], $one[1]]
            <=> [$other[2] ?? 0, $other[0], $other[1]]);
        return $rows;
    }

    /** Whether two descriptions are of one book, as far as title and ISBN say: numbers alone do not. */
    public static function isOneBook(array $one, array $other): bool
    {
        $isbn = self::digits((string) ($one['isbn_issn'] ?? ''));
        if ($isbn !== '' && $isbn === self::digits((string) ($other['isbn_issn'] ?? ''))) {
            return true;
        }
        return self::folded((string) ($one['title'] ?? '')) === self::folded((string) ($other['title'] ?? ''));
    }

    /** Without an ISBN it takes title, first author, publisher and year to say that two records are of one edition. */
    public static function isOneEdition(array $one, array $other): bool
    {
        if (self::folded($one['title']) !== self::folded($other['title'])) {
            return false;
        }
        [$isbn, $there] = [self::digits($one['isbn_issn']), self::digits($other['isbn_issn'])];
        if ($isbn !== '' && $there !== '') {
            return $isbn === $there;
        }
        foreach (['publisher', 'publish_year'] as $name) {
            if ($one[$name] === '' || self::folded($one[$name]) !== self::folded($other[$name])) {
                return false;
            }
        }
        $author = self::folded($one['authors'][0][0] ?? '');
        return $author !== '' && $author === self::folded($other['authors'][0][0] ?? '')
            && self::folded($one['edition']) === self::folded($other['edition']);
    }

    public static function digits(string $isbn): string
    {
        return strtoupper((string) preg_replace('/[^0-9Xx]/', '', $isbn));
    }

    public static function folded(string $text): string
    {
        return mb_strtolower((string) preg_replace('/[^\p{L}\p{N}]+/u', '', $text), 'UTF-8');
    }
}
