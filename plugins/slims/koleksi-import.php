<?php
/** php koleksi-import.php FILE [--slims DIR]: the same import from a command line. */

if (PHP_SAPI !== 'cli') {
    exit(2);
}
require_once __DIR__ . '/src/autoload.php';

exit((new Koleksi\Cli(STDOUT, STDERR))->run(array_slice($argv, 1), dirname(__DIR__, 2)));
