<?php

namespace Koleksi;

/** The file held against what stands in SLiMS. Pure: it asks nothing and writes nothing. */
final class Planner
{
    private Standing $standing;
    /** @var array<string, true> the rows of the list that the file knows of */
    private array $keys = [];
    /** @var array<int, true> remembered records that the file has under their own number */
    private array $met = [];
    /** @var array<string, int[]> title without marks and capitals -> records of SLiMS */
    private array $titles = [];
    /** @var array<int, int[]> biblio_id -> remembered records */
    private array $imported = [];

    public function __construct(Standing $standing)
    {
        $this->standing = $standing;
        foreach ($standing->records as $id => $record) {
            $this->titles[Compare::folded($record['title'])][] = $id;
        }
        foreach ($standing->remembered as $id => $one) {
            $this->imported[$one['biblio_id']][] = $id;
        }
    }

    /** @param Incoming[] $file */
    public function plan(string $library, array $file, array $told): Plan
    {
        foreach ($file as $record) {
            $this->keys += array_fill_keys($record->keys, true);
        }
        $records = array_map([$this, 'record'], $file, $this->matched($file));
        $this->refuseRest($records);
        [$absorbed, $leftBehind] = $this->absorbed(self::leaving($records));
        return new Plan($library, $records, $absorbed, $leftBehind, $told);
    }

    /**
     * The remembered record of each record of the file: by its number, or, where the list was numbered anew, by a row.
     *
     * @param Incoming[] $file
     * @return array<int, int|null>
     */
    private function matched(array $file): array
    {
        $matched = array_map([$this, 'remembered'], $file);
        $this->met = array_fill_keys(array_filter($matched, 'is_int'), true);
        $numbers = array_flip(array_map(static fn (Incoming $record) => $record->control, $file));
        $byKey = [];
        foreach ($this->standing->remembered as $id => $one) {
            if (!isset($this->met[$id]) && !isset($numbers[$one['control']])) {
                $byKey += array_fill_keys($one['keys'], $id);
            }
        }
        foreach ($file as $n => $record) {
            foreach ($matched[$n] === null ? $record->keys : [] as $key) {
                $id = $byKey[$key] ?? null;
                if ($matched[$n] === null && $id !== null && !isset($this->met[$id])) {
                    $matched[$n] = $id;
                    $this->met[$id] = true;
                }
            }
        }
        return $matched;
    }

    /**
     * The remembered record with this control number. Two lists may both have begun at the first number: it is the same
     * record only if a row of the list is the same, or the book is.
     */
    private function remembered(Incoming $record): ?int
    {
        foreach ($this->standing->byControl[$record->control] ?? [] as $id) {
            $one = $this->standing->remembered[$id];
            $written = $one['written'] ?: ($this->standing->records[$one['biblio_id']] ?? ['title' => '']);
            if (array_intersect($record->keys, $one['keys']) || Compare::isOneBook($record->fields, $written)) {
                return $id;
            }
        }
        return null;
    }

    private function record(Incoming $record, ?int $remembered): RecordPlan
    {
        if ($remembered === null) {
            return $this->unknown($record);
        }
        $one = $this->standing->remembered[$remembered];
        $standing = $this->standing->records[$one['biblio_id']] ?? null;
        if ($standing === null) {
            return new RecordPlan($record, RecordPlan::GONE, $remembered, null);
        }
        $plan = new RecordPlan($record, RecordPlan::SAME, $remembered, $one['biblio_id']);
        if ($one['written']) {
            [$plan->write, $plan->stay] = Compare::fields($record->fields, $one['written'], $standing);
        }
        $plan->items = $this->items($record, $remembered, $one['biblio_id']);
        if ($plan->write || $plan->itemsThat(ItemPlan::MADE) || $plan->itemsThat(ItemPlan::CHANGED)) {
            $plan->action = RecordPlan::CHANGED;
        }
        return $plan;
    }

    /** A record that was never imported: it joins one that the library has, or is made. */
    private function unknown(Incoming $record): RecordPlan
    {
        $biblio = $this->librarysOwn($record);
        $plan = new RecordPlan($record, $biblio === null ? RecordPlan::MADE : RecordPlan::JOINED, null, $biblio);
        $plan->items = $this->items($record, null, $biblio);
        $usable = array_filter($plan->items, static fn (ItemPlan $item) => $item->action !== ItemPlan::TAKEN);
        if ($plan->items && !$usable) {
            $plan->action = RecordPlan::REFUSED;
        } elseif ($biblio !== null && !$plan->itemsThat(ItemPlan::MADE) && !$plan->itemsThat(ItemPlan::CHANGED)) {
            $plan->action = RecordPlan::SAME;
        }
        return $plan;
    }

    /**
     * A list whose numbers are mostly on other books must be numbered anew as a whole: nothing of it is made, lest its
     * books be there under two numbers afterwards.
     *
     * @param RecordPlan[] $records
     */
    private function refuseRest(array $records): void
    {
        $that = static fn (string $action) => array_filter($records, static fn ($one) => $one->action === $action);
        if (count($that(RecordPlan::REFUSED)) > count($that(RecordPlan::MADE)) / 2) {
            foreach ($that(RecordPlan::MADE) as $record) {
                $record->action = RecordPlan::REFUSED;
            }
        }
    }

    /** The record of SLiMS that its copies belong to: that of a copy that the catalogue has, or the same edition. */
    private function librarysOwn(Incoming $record): ?int
    {
        foreach ($record->held as $code) {
            if ($item = $this->standing->items[Standing::key($code)] ?? null) {
                return $item['biblio_id'];
            }
        }
        foreach (array_keys($record->items) as $code) {
            $item = $this->standing->items[Standing::key((string) $code)] ?? null;
            $standing = $item ? ($this->standing->records[$item['biblio_id']] ?? null) : null;
            if ($standing && !$this->isImported($item['biblio_id'])
                && Compare::isOneBook($record->fields, $standing)) {
                return $item['biblio_id'];
            }
        }
        foreach ($this->titles[Compare::folded($record->fields['title'])] ?? [] as $id) {
            $standing = $this->standing->records[$id];
            if (!$this->isImported($id) && Compare::isOneEdition($record->fields, $standing)) {
                return $id;
            }
        }
        return null;
    }

    /** Whether the plugin made the record from this very list: koleksi keeps its records apart for a reason. */
    private function isImported(int $biblio): bool
    {
        foreach ($this->imported[$biblio] ?? [] as $id) {
            if ($this->isOfThisList($this->standing->remembered[$id])) {
                return true;
            }
        }
        return false;
    }

    private function isOfThisList(array $remembered): bool
    {
        return (bool) array_intersect_key($this->keys, array_flip($remembered['keys']));
    }

    /** @return ItemPlan[] */
    private function items(Incoming $record, ?int $remembered, ?int $biblio): array
    {
        $plans = [];
        foreach ($record->items as $code => $fields) {
            $plans[] = $this->item((string) $code, $fields, $remembered, $biblio);
        }
        return $plans;
    }

    private function item(string $code, array $fields, ?int $remembered, ?int $biblio): ItemPlan
    {
        $key = Standing::key($code);
        $standing = $this->standing->items[$key] ?? null;
        $mine = $this->standing->rememberedItems[$key] ?? null;
        $owner = $mine ? ($this->standing->remembered[$mine['record_id']] ?? null) : null;
        $isMine = $owner && ($mine['record_id'] === $remembered || $this->isOfThisList($owner));
        if ($standing === null) {
            return $isMine ? new ItemPlan($code, ItemPlan::GONE) : new ItemPlan($code, ItemPlan::MADE, $fields);
        }
        if (!$isMine) {
            $isThere = $biblio !== null && $standing['biblio_id'] === $biblio;
            return new ItemPlan($code, $isThere ? ItemPlan::SAME : ItemPlan::TAKEN);
        }
        return $this->known($code, $fields, $mine, $owner, $standing, $biblio);
    }

    /** A copy that was imported before. A librarian who moved it to another record keeps it there. */
    private function known(
        string $code,
        array $fields,
        array $mine,
        array $owner,
        array $standing,
        ?int $biblio
    ): ItemPlan {
        [$write, $stay] = Compare::fields($fields, $mine['written'], $standing['fields']);
        $moves = $standing['biblio_id'] !== $biblio;
        if ($moves && $standing['biblio_id'] !== $owner['biblio_id']) {
            $stay['record'] = [$this->title($standing['biblio_id']), 'judul nomor ' . $owner['control']];
            $moves = false;
        }
        $action = $write || $moves ? ItemPlan::CHANGED : ItemPlan::SAME;
        return new ItemPlan($code, $action, $write, $stay, $moves);
    }

    private function title(int $biblio): string
    {
        return $this->standing->records[$biblio]['title'] ?? "nomor $biblio";
    }

    /**
     * Codes of the copies that leave the record under which they stand, when all is decided.
     *
     * @param RecordPlan[] $records
     * @return array<string, true>
     */
    private static function leaving(array $records): array
    {
        $codes = [];
        foreach ($records as $record) {
            foreach ($record->touches() ? $record->items : [] as $item) {
                if ($item->moves) {
                    $codes[Standing::key($item->code)] = true;
                }
            }
        }
        return $codes;
    }

    /**
     * Remembered records whose rows are part of other records now, and whose last copy leaves with this import.
     *
     * @param array<string, true> $leaving
     * @return array{0: int[], 1: string[]}
     */
    private function absorbed(array $leaving): array
    {
        $absorbed = $leftBehind = [];
        foreach ($this->standing->remembered as $id => $one) {
            $standing = $this->standing->records[$one['biblio_id']] ?? null;
            if (isset($this->met[$id]) || !$standing || !$one['written'] || !$this->isOfThisList($one)) {
                continue;
            }
            $codes = array_map([Standing::class, 'key'], $this->standing->codes[$one['biblio_id']] ?? []);
            if ($codes && !array_diff_key(array_flip($codes), $leaving)) {
                if ($one['written'] == $standing) {
                    $absorbed[] = $id;
                } else {
                    $leftBehind[] = $standing['title'];
                }
            }
        }
        return [$absorbed, $leftBehind];
    }
}
