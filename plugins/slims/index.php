<?php
/** The page in the bibliography module, called by SLiMS's plugin container. */

defined('INDEX_AUTH') or die('Direct access not allowed!');

require LIB . 'ip_based_access.inc.php';
do_checkIP('smc');
do_checkIP('smc-bibliography');
require SB . 'admin/default/session.inc.php';
require SB . 'admin/default/session_check.inc.php';
require_once __DIR__ . '/src/autoload.php';

if (!utility::havePrivilege('bibliography', 'r')) {
    die('<div class="errorBox">Anda tidak berhak membuka halaman ini.</div>');
}

(new Koleksi\Page(
    Koleksi\Database::ofSlims(\SLiMS\DB::getInstance()),
    utility::havePrivilege('bibliography', 'w')
))->answer();
