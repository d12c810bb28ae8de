<?php
/**
 * Plugin Name: Koleksi
 * Description: Memasukkan slims.jsonl dari koleksi. Impor ulang tidak menggandakan; impor terakhir dapat dibatalkan.
 * Version: 1.0.0
 * Author: koleksi developers
 */

\SLiMS\Plugins::getInstance()->registerMenu(
    'bibliography',
    'Impor koleksi',
    __DIR__ . '/index.php',
    'Memasukkan slims.jsonl dari koleksi'
);
