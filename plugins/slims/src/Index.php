<?php

namespace Koleksi;

/** SLiMS's search index (`search_biblio`): what is not in it is found neither in the OPAC nor in the lists. */
final class Index
{
    private const JOINED = "' - '";

    /** The lines of these records anew; a record that is gone loses its own. */
    public static function rebuild(Database $database, array $biblio): void
    {
        foreach (array_chunk($biblio, 500) as $some) {
            $marks = implode(',', array_fill(0, count($some), '?'));
            $database->run("DELETE FROM search_biblio WHERE biblio_id IN ($marks)", $some);
            $database->run(self::sql() . " WHERE b.biblio_id IN ($marks)", $some);
        }
    }

    private static function sql(): string
    {
        $plain = [
            'biblio_id', 'title', 'edition', 'isbn_issn', 'publish_year', 'notes', 'series_title', 'classification',
            'spec_detail_info', 'call_number', 'opac_hide', 'promoted', 'labels', 'collation', 'image', 'input_date',
            'last_update',
        ];
        $columns = array_combine($plain, array_map(static fn ($name) => "b.$name", $plain)) + [
            'gmd' => '(SELECT gmd_name FROM mst_gmd g WHERE g.gmd_id = b.gmd_id)',
            'publisher' => '(SELECT publisher_name FROM mst_publisher p WHERE p.publisher_id = b.publisher_id)',
            'publish_place' => '(SELECT place_name FROM mst_place p WHERE p.place_id = b.publish_place_id)',
            'language' => '(SELECT language_name FROM mst_language l WHERE l.language_id = b.language_id)',
            'content_type' => self::kind('content'),
            'media_type' => self::kind('media'),
            'carrier_type' => self::kind('carrier'),
            'author' => self::listed('a.author_name', 'biblio_author', 'mst_author a USING (author_id)', 'r.level'),
            'topic' => self::listed('t.topic', 'biblio_topic', 'mst_topic t USING (topic_id)', 'r.level'),
            'items' => self::listed('r.item_code', 'item', '', 'r.item_id'),
            'location' => self::listed('DISTINCT l.location_name', 'item', 'mst_location l USING (location_id)'),
            'collection_types' => self::listed(
                'DISTINCT c.coll_type_name',
                'item',
                'mst_coll_type c USING (coll_type_id)'
            ),
        ];
        return 'INSERT INTO search_biblio (' . implode(', ', array_keys($columns)) . ') SELECT '
            . implode(', ', $columns) . ' FROM biblio b';
    }

    private static function kind(string $name): string
    {
        $table = "mst_{$name}_type";
        return "COALESCE((SELECT {$name}_type FROM $table k WHERE k.id = b.{$name}_type_id), '')";
    }

    /** From the record to the names: left to itself, the database begins at the few names and reads all copies. */
    private static function listed(string $value, string $table, string $names, string $order = ''): string
    {
        $from = $names ? "$table r STRAIGHT_JOIN $names" : "$table r";
        $sorted = $order ? " ORDER BY $order" : '';
        $joined = self::JOINED;
        return "(SELECT GROUP_CONCAT($value$sorted SEPARATOR $joined) FROM $from WHERE r.biblio_id = b.biblio_id)";
    }
}
