<?php

use SLiMS\Migration\Migration;

/** Run by SLiMS when the plugin is switched on. */
class KoleksiTables extends Migration
{
    public function up()
    {
        require_once __DIR__ . '/../src/autoload.php';
        Koleksi\Tables::make(Koleksi\Database::ofSlims(\SLiMS\DB::getInstance()));
    }

    /** The tables stay: without them the next import would make every record a second time. */
    public function down()
    {
    }
}
