<?php

namespace Koleksi;

/** What becomes of one record of the file, with its copies. */
final class RecordPlan
{
    public const MADE = 'new';        // a record that SLiMS does not have
    public const JOINED = 'join';     // new copies go to a record that the library made itself
    public const CHANGED = 'change';  // fields or copies of a record that was imported before
    public const SAME = 'same';
    public const REFUSED = 'refused'; // every one of its item codes is on another book: nothing is made
    public const GONE = 'gone';       // was imported, and deleted in SLiMS since

    public Incoming $record;
    public string $action;
    public ?int $remembered;
    public ?int $biblio;
    /** @var array<string, mixed> */
    public array $write = [];
    /** @var array<string, array{0: mixed, 1: mixed}> */
    public array $stay = [];
    /** @var ItemPlan[] */
    public array $items = [];

    public function __construct(Incoming $record, string $action, ?int $remembered, ?int $biblio)
    {
        $this->record = $record;
        $this->action = $action;
        $this->remembered = $remembered;
        $this->biblio = $biblio;
    }

    /** @return ItemPlan[] */
    public function itemsThat(string $action): array
    {
        return array_values(array_filter($this->items, static fn (ItemPlan $item) => $item->action === $action));
    }

    public function touches(): bool
    {
        return in_array($this->action, [self::MADE, self::JOINED, self::CHANGED], true);
    }
}
