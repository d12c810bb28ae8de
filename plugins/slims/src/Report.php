<?php

namespace Koleksi;

/** A plan in words: how much of everything, and every single thing that a person should look at. */
final class Report
{
    private Plan $plan;

    public function __construct(Plan $plan)
    {
        $this->plan = $plan;
    }

    /** @return array<string, string> what -> how many */
    public function counts(): array
    {
        $n = $this->plan->counts();
        $rows = [
            'Judul baru' => $n['new'],
            'Judul yang sudah ada, mendapat eksemplar' => $n['join'],
            'Judul impor yang berubah' => $n['change'],
            'Judul yang tetap' => $n['same'],
            'Judul yang digabung ke judul lain' => $n['absorbed'],
            'Judul yang tidak dibuat' => $n['refused'],
            'Judul yang sudah dihapus di SLiMS' => $n['gone'],
            'Eksemplar baru' => $n['item-new'],
            'Eksemplar berubah' => $n['item-change'],
            'Eksemplar tetap' => $n['item-same'],
            'Eksemplar yang nomornya dipakai buku lain' => $n['item-taken'],
        ];
        return array_map('strval', $rows);
    }

    /** @return array<string, string[]> heading -> lines; only what is not empty */
    public function lists(): array
    {
        return array_filter([
            'Nomor eksemplar sudah dipakai buku lain di SLiMS: tidak ditimpa' => $this->taken(),
            'Diubah di SLiMS sejak impor: dibiarkan' => $this->stays(),
            'Dihapus di SLiMS sejak impor: tidak dibuat lagi' => $this->gone(),
            'Kosong sesudah digabung, pernah Anda ubah: hapus sendiri bila tidak perlu' => $this->plan->leftBehind,
            'Ditulis lain supaya muat di SLiMS' => $this->plan->told,
            'Akan berubah' => $this->changes(),
            'Eksemplar bergabung dengan judul yang sudah ada' => $this->titles(RecordPlan::JOINED),
            'Judul baru' => $this->titles(RecordPlan::MADE),
        ]);
    }

    /** Whether there is something that a person should look at. */
    public function hasDoubts(): bool
    {
        return $this->plan->recordsThat(RecordPlan::REFUSED) || $this->taken() || $this->stays() || $this->gone()
            || $this->plan->leftBehind;
    }

    /** @return string[] */
    private function titles(string $action): array
    {
        return array_map(static function (RecordPlan $one): string {
            $codes = array_map(static fn (ItemPlan $item) => $item->code, $one->itemsThat(ItemPlan::MADE));
            $behind = $codes ? ' — ' . implode(', ', $codes) : '';
            $to = $one->biblio === null ? '' : ", ke judul nomor {$one->biblio} di SLiMS";
            return "{$one->record->control} {$one->record->fields['title']}$behind$to";
        }, $this->plan->recordsThat($action));
    }

    /** @return string[] */
    private function taken(): array
    {
        $refused = $this->plan->recordsThat(RecordPlan::REFUSED);
        $lines = [];
        if (count($refused) > 1 && !$this->plan->recordsThat(RecordPlan::MADE)) {
            $lines[] = 'Nomor daftar ini mulai di tempat yang sama dengan daftar lain: judul barunya tidak dibuat.'
                . ' Atur [numbers] start atau pola barcode di koleksi.toml, proses ulang, cetak ulang labelnya.';
        }
        foreach ($this->plan->records as $one) {
            $codes = array_map(static fn (ItemPlan $item) => $item->code, $one->itemsThat(ItemPlan::TAKEN));
            if ($codes) {
                $refused = $one->action === RecordPlan::REFUSED ? ': judul ini tidak dibuat' : '';
                $lines[] = implode(', ', $codes) . " ({$one->record->control} {$one->record->fields['title']})$refused";
            }
        }
        return $lines;
    }

    /** @return string[] */
    private function stays(): array
    {
        $lines = [];
        foreach ($this->plan->records as $one) {
            foreach ($one->stay as $field => $two) {
                $lines[] = $this->stay("{$one->record->control} {$one->record->fields['title']}", $field, $two);
            }
            foreach ($one->items as $item) {
                foreach ($item->stay as $field => $two) {
                    $lines[] = $this->stay($item->code, $field, $two);
                }
            }
        }
        return $lines;
    }

    private function stay(string $whose, string $field, array $two): string
    {
        [$there, $said] = array_map([Fields::class, 'shown'], $two);
        return "$whose: " . Fields::word($field) . " di SLiMS “{$there}”, di daftar “{$said}”";
    }

    /** @return string[] */
    private function gone(): array
    {
        $lines = [];
        foreach ($this->plan->records as $one) {
            if ($one->action === RecordPlan::GONE) {
                $lines[] = "{$one->record->control} {$one->record->fields['title']}";
            }
            foreach ($one->itemsThat(ItemPlan::GONE) as $item) {
                $lines[] = "{$item->code} ({$one->record->fields['title']})";
            }
        }
        return $lines;
    }

    /** @return string[] */
    private function changes(): array
    {
        $lines = [];
        foreach ($this->plan->recordsThat(RecordPlan::CHANGED) as $one) {
            $what = $this->written($one->write);
            foreach ($one->items as $item) {
                if ($item->action === ItemPlan::MADE) {
                    $what[] = "eksemplar baru {$item->code}";
                } elseif ($item->action === ItemPlan::CHANGED) {
                    $moved = $item->moves ? ['pindah ke judul ini'] : [];
                    $what[] = "{$item->code}: " . implode(', ', array_merge($moved, $this->written($item->write)));
                }
            }
            $lines[] = "{$one->record->control} {$one->record->fields['title']}: " . implode('; ', $what);
        }
        return $lines;
    }

    /** @return string[] */
    private function written(array $fields): array
    {
        $lines = [];
        foreach ($fields as $name => $value) {
            $lines[] = Fields::word($name) . ' “' . Fields::shown($value) . '”';
        }
        return $lines;
    }
}
