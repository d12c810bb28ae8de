<?php

namespace Koleksi;

/** What becomes of one copy. */
final class ItemPlan
{
    public const MADE = 'new';        // does not exist in SLiMS
    public const CHANGED = 'change';  // fields are written, or it moves to its record
    public const SAME = 'same';
    public const TAKEN = 'taken';     // its code is on a copy that this plugin did not make for this book
    public const GONE = 'gone';       // was imported, and deleted in SLiMS since

    public string $code;
    public string $action;
    /** @var array<string, mixed> */
    public array $write;
    /** @var array<string, array{0: mixed, 1: mixed}> */
    public array $stay;
    public bool $moves;

    public function __construct(string $code, string $action, array $write = [], array $stay = [], bool $moves = false)
    {
        $this->code = $code;
        $this->action = $action;
        $this->write = $write;
        $this->stay = $stay;
        $this->moves = $moves;
    }
}
