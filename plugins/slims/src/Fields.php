<?php

namespace Koleksi;

/** The fields of a record and of a copy, where SLiMS keeps each, and what a librarian calls it. */
final class Fields
{
    /** Fields that are columns of `biblio` under the same name. */
    public const PLAIN = [
        'title', 'sor', 'edition', 'isbn_issn', 'publish_year', 'collation', 'series_title', 'call_number',
        'classification', 'notes', 'spec_detail_info',
    ];

    /** Fields that a column of `biblio` names by number: column, table, its key, the column with the value. */
    public const NAMED = [
        'publisher' => ['publisher_id', 'mst_publisher', 'publisher_id', 'publisher_name'],
        'place' => ['publish_place_id', 'mst_place', 'place_id', 'place_name'],
        'gmd' => ['gmd_id', 'mst_gmd', 'gmd_id', 'gmd_name'],
        'content' => ['content_type_id', 'mst_content_type', 'id', 'code'],
        'media' => ['media_type_id', 'mst_media_type', 'id', 'code'],
        'carrier' => ['carrier_type_id', 'mst_carrier_type', 'id', 'code'],
    ];

    /** Columns of `item` under the same name. */
    public const ITEM_PLAIN = [
        'call_number', 'inventory_code', 'received_date', 'source', 'price', 'price_currency',
    ];

    /** Of `item`, as NAMED is of `biblio`. */
    public const ITEM_NAMED = [
        'supplier' => ['supplier_id', 'mst_supplier', 'supplier_id', 'supplier_name'],
        'location' => ['location_id', 'mst_location', 'location_id', 'location_name'],
        'coll_type' => ['coll_type_id', 'mst_coll_type', 'coll_type_id', 'coll_type_name'],
    ];

    /** Values that the library sets up itself and that an import never adds to. */
    public const FIXED = ['content', 'media', 'carrier'];

    private const WORDS = [
        'title' => 'judul', 'sor' => 'pernyataan tanggung jawab', 'edition' => 'edisi', 'isbn_issn' => 'ISBN/ISSN',
        'publish_year' => 'tahun terbit', 'collation' => 'kolasi', 'series_title' => 'seri',
        'call_number' => 'nomor panggil', 'classification' => 'klasifikasi', 'notes' => 'catatan',
        'spec_detail_info' => 'info detail spesifik', 'publisher' => 'penerbit', 'place' => 'tempat terbit',
        'gmd' => 'GMD', 'content' => 'tipe isi', 'media' => 'tipe media', 'carrier' => 'tipe pembawa',
        'language' => 'bahasa', 'authors' => 'pengarang', 'subjects' => 'subjek',
        'inventory_code' => 'kode inventaris', 'received_date' => 'tanggal penerimaan', 'source' => 'sumber perolehan',
        'price' => 'harga', 'price_currency' => 'mata uang', 'supplier' => 'agen', 'location' => 'lokasi',
        'coll_type' => 'tipe koleksi', 'record' => 'judul pemilik eksemplar',
    ];

    public static function word(string $field): string
    {
        return self::WORDS[$field] ?? $field;
    }

    /**
     * A value as a person reads it.
     *
     * @param string|array $value
     */
    public static function shown($value): string
    {
        if (!is_array($value)) {
            return $value === '' ? '(kosong)' : (string) $value;
        }
        return $value ? implode('; ', array_map(static fn ($one) => $one[0], $value)) : '(kosong)';
    }
}
