<?php

namespace Koleksi;

/** Pieces of the page, in the classes of SLiMS's own admin template. Every text is escaped here. */
final class Html
{
    private const SHOWN = 200; // lines of a list that the page shows

    public static function text(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
    }

    public static function alert(string $kind, string $text): string
    {
        return "<div class=\"alert alert-$kind\">" . self::text($text) . '</div>';
    }

    /** A button that loads the page again with other data, as SLiMS's own links do. */
    public static function button(string $url, string $word, array $data, string $kind, string $question = ''): string
    {
        $options = json_encode(['method' => $data ? 'post' : 'get', 'addData' => $data ?: '']);
        $call = "\$('#mainContent').simbioAJAX(" . json_encode($url) . ", $options)";
        $asked = $question === '' ? '' : 'if (!confirm(' . json_encode($question) . ')) return false; ';
        $click = self::text("{$asked}this.disabled = true; $call; return false;");
        return "<button type=\"button\" class=\"s-btn btn btn-$kind mr-2\" onclick=\"$click\">"
            . self::text($word) . '</button>';
    }

    public static function report(Report $report): string
    {
        $rows = '';
        foreach ($report->counts() as $what => $count) {
            $rows .= $count === '0' ? '' : '<tr><td>' . self::text($what) . "</td><td><b>$count</b></td></tr>";
        }
        $lists = '';
        foreach ($report->lists() as $heading => $lines) {
            $lists .= self::listed($heading, $lines);
        }
        return "<table class=\"table table-sm w-50\">$rows</table>$lists";
    }

    /** @param string[] $lines */
    public static function listed(string $heading, array $lines): string
    {
        if (!$lines) {
            return '';
        }
        $items = '';
        foreach (array_slice($lines, 0, self::SHOWN) as $line) {
            $items .= '<li>' . self::text($line) . '</li>';
        }
        $more = count($lines) - self::SHOWN;
        $items .= $more > 0 ? "<li>dan $more lagi</li>" : '';
        return '<h5 class="mt-4">' . self::text($heading) . ' (' . count($lines) . ")</h5><ul>$items</ul>";
    }

    public static function history(array $rows, ?string $undoable, string $button): string
    {
        if (!$rows) {
            return '';
        }
        $body = '';
        foreach ($rows as $row) {
            $n = json_decode($row['report'], true) ?: [];
            $did = $n ? "{$n['new']} baru, {$n['join']} bergabung, {$n['change']} berubah;"
                . " {$n['item-new']} eksemplar baru" : '';
            $cells = array_map([self::class, 'text'], [
                (string) $row['id'], $row['begun'], $row['author'], $row['file'], $did, Page::STATES[$row['state']],
            ]);
            $cells[] = (string) $row['id'] === (string) $undoable ? $button : '';
            $body .= '<tr><td>' . implode('</td><td>', $cells) . '</td></tr>';
        }
        $words = ['Impor', 'Waktu', 'Oleh', 'Berkas', 'Hasil', 'Keadaan', ''];
        $head = '<tr><th>' . implode('</th><th>', $words) . '</th></tr>';
        return '<h5 class="mt-4">Riwayat impor</h5>'
            . "<div class=\"table-responsive\"><table class=\"table table-sm\">$head$body</table></div>";
    }

    /** The form, and the script that sends the file in pieces of half a megabyte. */
    public static function chooser(string $url, string $token): string
    {
        $plain = JSON_HEX_TAG | JSON_HEX_AMP;
        [$url, $token] = [json_encode($url, $plain), json_encode($token, $plain)];
        return <<<HTML
            <p>Pilih <b>slims.jsonl</b> dari folder hasil koleksi. Apa yang akan terjadi diperlihatkan dahulu.</p>
            <p><input type="file" id="koleksiFile" accept=".jsonl" class="mr-2 mw-100">
            <button type="button" id="koleksiCheck" class="s-btn btn btn-primary">Periksa</button>
            <span id="koleksiState" class="ml-2"></span></p>
            <script>
            document.getElementById('koleksiCheck').onclick = async function () {
                const file = document.getElementById('koleksiFile').files[0]
                const state = document.getElementById('koleksiState')
                if (!file) { state.textContent = 'Pilih berkas dahulu.'; return }
                this.disabled = true
                const size = 524288
                for (let n = 0; n === 0 || n * size < file.size; n++) {
                    const form = new FormData()
                    form.append('langkah', 'kirim')
                    form.append('token', $token)
                    form.append('nomor', n)
                    form.append('nama', file.name)
                    form.append('potongan', file.slice(n * size, (n + 1) * size), 'potongan')
                    const said = await fetch($url, {method: 'POST', body: form}).then(
                        (answer) => answer.text(), () => 'Sambungan terputus. Coba lagi.')
                    if (said.trim() !== 'ok') {
                        const page = said.trim().startsWith('<')
                        state.textContent = page ? 'Masuk lagi ke SLiMS, lalu ulangi.' : said
                        this.disabled = false
                        return
                    }
                    state.textContent = Math.min(100, Math.round((n + 1) * size / file.size * 100)) + ' %'
                }
                $('#mainContent').simbioAJAX($url + '&langkah=periksa')
            }
            </script>
            HTML;
    }
}
