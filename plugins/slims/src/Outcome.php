<?php

namespace Koleksi;

/** What an import did. ``import``: its number in the log, 0 where nothing had to be done. */
final class Outcome
{
    public int $import;
    public Plan $plan;

    public function __construct(int $import, Plan $plan)
    {
        $this->import = $import;
        $this->plan = $plan;
    }
}
