<?php

namespace Koleksi;

/** Nothing was changed; the message is a sentence for the librarian that says what happened and what to do. */
final class Stopped extends \RuntimeException
{
}
