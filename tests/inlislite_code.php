<?php
/* INLISLite's own code, driven from a command line: what it imports, what it exports.

    php inlislite_code.php import SOCKET FILE...      a line of JSON a file: name, taken or refused, what it said
    php inlislite_code.php export SOCKET FOLDER       MARC, "Buku induk" and "Pengadaan koleksi" as its pages give them

Stands in a folder with `common` and `backend` of its source and `vendor`: Yii 2, PHPExcel, moonland's reader.
*/
const QUIET = E_ERROR | E_PARSE;
error_reporting(QUIET);
ini_set('display_errors', 'stderr');
ini_set('memory_limit', '1G');
define('YII_DEBUG', false);
define('YII_ENABLE_ERROR_HANDLER', false);
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
[, $task, $socket] = $argv;
require __DIR__ . '/vendor/yii/Yii.php';
require __DIR__ . '/vendor/PHPExcel/PHPExcel.php';
error_reporting(QUIET);
Yii::setAlias('@common', __DIR__ . '/common');
Yii::setAlias('@backend', __DIR__ . '/backend');
Yii::setAlias('@uploaded_files', __DIR__ . '/uploaded');
Yii::setAlias('@webroot', __DIR__);
Yii::$classMap['inlislite\gii\behaviors\TerminalBehavior'] = __DIR__ . '/vendor/terminal.php';
Yii::$classMap['moonland\phpexcel\Excel'] = __DIR__ . '/vendor/moonland/Excel.php';
set_include_path(__DIR__ . '/common/components/Marc:' . __DIR__ . '/vendor/pear:' . get_include_path());

class Config extends yii\base\Component
{
    public function get($name)
    {
        return in_array($name, ['FormatNomorBarcode', 'FormatNomorRFID'], true) ? 'No. Item' : null;
    }
}

new yii\web\Application(['id' => 'koleksi', 'basePath' => __DIR__, 'vendorPath' => __DIR__ . '/vendor', 'components' => [
    'db' => ['class' => 'yii\db\Connection', 'dsn' => "mysql:unix_socket=$socket;dbname=inlislite",
        'username' => 'root', 'password' => '', 'charset' => 'utf8'],
    'request' => ['cookieValidationKey' => 'x', 'scriptFile' => __FILE__, 'scriptUrl' => '/x'],
    'user' => ['class' => 'yii\web\User', 'identityClass' => 'X', 'enableSession' => false],
    'config' => ['class' => 'Config'],
    'i18n' => ['translations' => ['*' => ['class' => 'yii\i18n\PhpMessageSource']]],
]]);

function import(string $file): array
{
    $folder = Yii::getAlias('@uploaded_files') . '/temporary/imported_data_sheet/imported/';
    is_dir($folder) || mkdir($folder, 0777, true);
    copy($file, $folder . basename($file));
    $form = new backend\models\ImportAkuisisiForm;
    $form->file = new yii\web\UploadedFile(['name' => basename($file)]);
    $said = [];
    try {
        $taken = (bool) $form->import_aacr($said);
    } catch (Throwable $error) {
        $taken = false;
        $said[] = get_class($error) . ': ' . $error->getMessage();
    }
    if (!$taken && ($transaction = Yii::$app->db->transaction)) {
        $transaction->rollBack();
    }
    return ['file' => basename($file), 'taken' => $taken, 'said' => array_slice($said, 0, 3)];
}

/** Tags that its installation knows; without them its export leaves fields out. */
function fields_known(): void
{
    $db = Yii::$app->db;
    foreach ($db->createCommand('SELECT DISTINCT Tag FROM catalog_ruas')->queryColumn() as $tag) {
        $row = ['Tag' => $tag, 'Fixed' => $tag < '010' ? 1 : 0];
        $there = $db->createCommand('SELECT COUNT(*) FROM fields WHERE Tag = :tag', ['tag' => $tag])->queryScalar();
        $there ? $db->createCommand()->update('fields', $row, ['Tag' => $tag])->execute()
            : $db->createCommand()->insert('fields', $row)->execute();
    }
}

function printed(callable $work): string
{
    ob_start();
    $work();
    return ob_get_clean();
}

function report(string $action): string
{
    $name = 'backend\modules\laporan\controllers\KoleksiController';
    Yii::$classMap[$name] = __DIR__ . '/backend/modules/laporan/controllers/KoleksiController.php';
    $_SESSION['Array_POST_Filter'] = ['periode' => 'tahunan', 'fromTahunan' => '1900', 'toTahunan' => '2100',
        'kriterias' => ['PublishLocation']];
    $page = (new ReflectionClass($name))->newInstanceWithoutConstructor();
    return printed(fn () => $page->$action());
}

if ($task === 'import') {
    foreach (array_slice($argv, 3) as $file) {
        echo json_encode(import($file)), "\n";
    }
    exit;
}
fields_known();
$ids = Yii::$app->db->createCommand('SELECT ID FROM catalogs ORDER BY ID')->queryColumn();
$marc = printed(fn () => common\components\MarcHelpers::MultipleExport($ids, 'MARC21&all'));
file_put_contents("$argv[3]/All_Record.mrc", $marc);
file_put_contents("$argv[3]/Buku_Induk.xls", report('actionExportExcelBukuIndukData'));
file_put_contents("$argv[3]/Pengadaan.xls", report('actionExportExcelKoleksiPeriodikData'));
