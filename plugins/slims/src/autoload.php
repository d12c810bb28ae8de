<?php

/** Koleksi\Name is in Name.php, beside this file. */
spl_autoload_register(static function (string $class): void {
    $path = __DIR__ . '/' . substr($class, 8) . '.php';
    if (strncmp($class, 'Koleksi\\', 8) === 0 && is_file($path)) {
        require_once $path;
    }
});
