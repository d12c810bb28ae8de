<?php

namespace Koleksi;

/** Where the database of a SLiMS folder is, as its own settings say it. */
final class Settings
{
    /** @return array{host: string, port: string, database: string, username: string, password: string} */
    public static function of(string $folder): array
    {
        if (is_file("$folder/config/database.php")) {
            return self::ofNodes(require "$folder/config/database.php");
        }
        if (is_file("$folder/config/sysconfig.local.inc.php")) {
            return self::ofConstants("$folder/config/sysconfig.local.inc.php");
        }
        throw new Stopped(
            "$folder bukan folder SLiMS yang sudah dipasang: config/database.php tidak ada. Tulis --slims FOLDER."
        );
    }

    private static function ofNodes(array $config): array
    {
        $node = $config['nodes'][$config['default_profile'] ?? 'SLiMS'] ?? null;
        if (!is_array($node)) {
            throw new Stopped('config/database.php tidak menyebut basis data.');
        }
        return self::whole($node);
    }

    private static function ofConstants(string $path): array
    {
        defined('INDEX_AUTH') || define('INDEX_AUTH', '1');
        require $path;
        return self::whole([
            'host' => DB_HOST, 'port' => DB_PORT, 'database' => DB_NAME, 'username' => DB_USERNAME,
            'password' => DB_PASSWORD,
        ]);
    }

    private static function whole(array $node): array
    {
        $given = array_map('strval', array_intersect_key($node, array_flip(
            ['host', 'port', 'database', 'username', 'password']
        )));
        return $given + ['host' => 'localhost', 'port' => '3306', 'username' => '', 'password' => '', 'database' => ''];
    }
}
