<?php

namespace Koleksi;

/** All that an import would do, before anything is done. */
final class Plan
{
    public string $library;
    /** @var RecordPlan[] */
    public array $records;
    /** @var int[] ids of remembered records that became part of another one, and are left without copies */
    public array $absorbed;
    /** @var string[] of these, the ones that a librarian worked on: they stay, and are told */
    public array $leftBehind;
    /** @var string[] what had to be cut or replaced to fit into SLiMS */
    public array $told;

    public function __construct(string $library, array $records, array $absorbed, array $leftBehind, array $told)
    {
        $this->library = $library;
        $this->records = $records;
        $this->absorbed = $absorbed;
        $this->leftBehind = $leftBehind;
        $this->told = $told;
    }

    /** @return RecordPlan[] */
    public function recordsThat(string $action): array
    {
        return array_values(array_filter($this->records, static fn (RecordPlan $one) => $one->action === $action));
    }

    public function touches(): bool
    {
        return $this->absorbed || array_filter($this->records, static fn (RecordPlan $one) => $one->touches());
    }

    /** @return array<string, int> */
    public function counts(): array
    {
        $counts = ['absorbed' => count($this->absorbed)];
        foreach (['new', 'join', 'change', 'same', 'refused', 'gone'] as $action) {
            $counts[$action] = count($this->recordsThat($action));
        }
        foreach (['new', 'change', 'same', 'taken', 'gone'] as $action) {
            $counts["item-$action"] = 0;
            foreach ($this->records as $record) {
                if ($record->action !== RecordPlan::REFUSED || $action === ItemPlan::TAKEN) {
                    $counts["item-$action"] += count($record->itemsThat($action));
                }
            }
        }
        return $counts;
    }
}
