<?php

namespace Koleksi;

/** The page in SLiMS: choose a file, see what will happen, let it happen, take it back. */
final class Page
{
    public const STATES = [
        'begun' => 'belum selesai', 'done' => 'selesai', 'failed' => 'gagal, dikembalikan',
        'undoing' => 'sedang dibatalkan', 'undone' => 'dibatalkan',
    ];
    /** What stands before the words of the database. */
    public const REFUSED = 'Basis data menolak; yang sudah terlanjur diubah dikembalikan pada impor atau pembatalan '
        . 'berikutnya: ';
    private const TOKEN = 'koleksi_token';

    private Importer $importer;
    private bool $mayWrite;

    public function __construct(Database $database, bool $mayWrite)
    {
        $this->importer = new Importer($database);
        $this->mayWrite = $mayWrite;
        $_SESSION[self::TOKEN] = $_SESSION[self::TOKEN] ?? bin2hex(random_bytes(16));
    }

    public function answer(): void
    {
        $step = (string) ($_REQUEST['langkah'] ?? '');
        set_time_limit(0);
        ignore_user_abort(true);
        try {
            if ($step === 'kirim') {
                $this->take();
                return;
            }
            $this->show($this->body($step));
        } catch (Stopped $stopped) {
            $this->stop($step, $stopped->getMessage());
        } catch (\PDOException $error) {
            $this->stop($step, self::REFUSED . $error->getMessage());
        }
    }

    private function stop(string $step, string $why): void
    {
        if ($step === 'kirim') {
            http_response_code(400);
            echo $why;
            return;
        }
        $this->show(Html::alert('danger', $why) . $this->start());
    }

    private function body(string $step): string
    {
        if ($step === 'periksa') {
            return $this->preview();
        }
        if ($step === 'impor') {
            $this->allow();
            return $this->import();
        }
        if ($step === 'batal') {
            $this->allow();
            return $this->undo();
        }
        return $this->start();
    }

    /** Only a form of this page, in this session, by somebody who may write. */
    private function allow(): void
    {
        if (!$this->mayWrite) {
            throw new Stopped('Anda tidak berhak mengubah bibliografi.');
        }
        if (!hash_equals($_SESSION[self::TOKEN], (string) ($_POST['token'] ?? ''))) {
            throw new Stopped('Halaman ini sudah kedaluwarsa. Ulangi dari awal.');
        }
    }

    private function take(): void
    {
        $this->allow();
        Upload::take($_FILES['potongan'] ?? [], ($_POST['nomor'] ?? '') === '0', (string) ($_POST['nama'] ?? ''));
        echo 'ok';
    }

    private function start(): string
    {
        $form = $this->mayWrite ? Html::chooser($this->url(), $_SESSION[self::TOKEN]) : '';
        return $form . $this->history();
    }

    private function preview(): string
    {
        $plan = $this->importer->plan(Upload::path());
        $buttons = Html::button($this->url(), 'Kembali', [], 'secondary');
        if ($this->mayWrite && $plan->touches()) {
            $data = ['langkah' => 'impor', 'token' => $_SESSION[self::TOKEN]];
            $buttons = Html::button($this->url(), 'Masukkan ke SLiMS', $data, 'primary') . $buttons;
        }
        $word = $plan->touches()
            ? 'Belum ada yang diubah. Baca dahulu, lalu tekan “Masukkan ke SLiMS”.'
            : 'Tidak ada yang perlu diubah: semua isi berkas ini sudah ada di SLiMS.';
        return Html::alert('info', Upload::name() . ($plan->library ? " ({$plan->library})" : '') . ": $word")
            . "<p>$buttons</p>" . Html::report(new Report($plan));
    }

    private function import(): string
    {
        $author = (string) ($_SESSION['realname'] ?? $_SESSION['uname'] ?? '');
        $outcome = $this->importer->import(Upload::path(), Upload::name(), $author, (int) ($_SESSION['uid'] ?? 0));
        Upload::forget();
        $word = $outcome->import ? "Impor {$outcome->import} selesai." : 'Tidak ada yang perlu diubah.';
        return Html::alert('success', $word) . '<p>' . Html::button($this->url(), 'Ke awal', [], 'secondary') . '</p>'
            . Html::report(new Report($outcome->plan));
    }

    private function undo(): string
    {
        $author = (string) ($_SESSION['realname'] ?? '');
        [$import, $kept] = $this->importer->undo($author, (int) ($_POST['impor'] ?? 0));
        return Html::alert('success', "Impor $import dibatalkan.")
            . Html::listed('Diubah di SLiMS sejak impor: dibiarkan', $kept) . $this->start();
    }

    private function history(): string
    {
        $rows = $this->importer->history();
        $undoable = null;
        foreach ($rows as $row) {
            $undoable = $undoable ?? (in_array($row['state'], ['done', 'undoing'], true) ? $row['id'] : null);
        }
        $data = ['langkah' => 'batal', 'impor' => (string) $undoable, 'token' => $_SESSION[self::TOKEN]];
        $button = Html::button($this->url(), 'Batalkan', $data, 'danger', 'Batalkan impor terakhir?');
        return Html::history($rows, $this->mayWrite ? $undoable : null, $button);
    }

    private function url(): string
    {
        return $_SERVER['PHP_SELF'] . '?' . http_build_query(array_intersect_key($_GET, ['mod' => 0, 'id' => 0]));
    }

    private function show(string $body): void
    {
        echo '<div class="menuBox"><div class="menuBoxInner importIcon"><div class="per_title"><h2>Impor koleksi</h2>'
            . '</div><div class="sub_section">Tidak menggandakan, tidak menimpa perubahan Anda.</div></div></div>'
            . "<div class=\"p-3\" id=\"koleksi\">$body</div>";
    }
}
