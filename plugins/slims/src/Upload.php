<?php

namespace Koleksi;

/**
 * The file on its way from the browser: in pieces, because many servers take no more than 2 MB at once. It waits in the
 * folder for temporary files, where no visitor can fetch it, under a name that only the session knows.
 */
final class Upload
{
    private const NAME = 'koleksi_file';

    /** One piece more; the first begins the file anew. Raises Stopped where it did not arrive. */
    public static function take(array $piece, bool $isFirst, string $name): void
    {
        if (($piece['error'] ?? UPLOAD_ERR_NO_FILE) !== UPLOAD_ERR_OK) {
            throw new Stopped('Berkas tidak sampai ke server. Coba lagi.');
        }
        if ($isFirst) {
            self::forget();
            $path = tempnam(sys_get_temp_dir(), 'koleksi-');
            $_SESSION[self::NAME] = ['path' => $path, 'name' => basename($name)];
        }
        if (file_put_contents(self::path(), file_get_contents($piece['tmp_name']), FILE_APPEND | LOCK_EX) === false) {
            throw new Stopped('Berkas tidak dapat disimpan di server: folder sementara penuh atau terkunci.');
        }
    }

    public static function path(): string
    {
        $path = $_SESSION[self::NAME]['path'] ?? '';
        if ($path === '' || !is_file($path)) {
            throw new Stopped('Pilih berkas slims.jsonl dahulu.');
        }
        return $path;
    }

    public static function name(): string
    {
        return $_SESSION[self::NAME]['name'] ?? '';
    }

    public static function forget(): void
    {
        $path = $_SESSION[self::NAME]['path'] ?? '';
        if ($path !== '' && is_file($path)) {
            unlink($path);
        }
        unset($_SESSION[self::NAME]);
    }
}
