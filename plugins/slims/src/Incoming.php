<?php

namespace Koleksi;

/**
 * A record of the file as it would stand in SLiMS: every text fitted to its column, every name as SLiMS's lists have it
 * already. Only so can it be compared with what is there.
 */
final class Incoming
{
    public string $control;
    /** @var string[] the rows of the list that it was made of */
    public array $keys;
    /** @var string[] item codes that the library's catalogue has of it */
    public array $held;
    /** @var array<string, mixed> field -> text, or rows of [name, type, level] */
    public array $fields;
    /** @var string[] of the language, if SLiMS does not know it yet: its code and its name */
    public array $language;
    /** @var array<string, array<string, string>> item code -> field -> text */
    public array $items = [];

    public function __construct(array $line, Fit $fit, Masters $masters)
    {
        $this->control = $line['control'];
        $this->keys = $line['keys'] ?? [];
        $this->held = $line['held'] ?? [];
        $this->language = $line['language'] ?? [];
        $this->fields = $this->plain($line, $fit) + $this->named($line, $fit, $masters);
        $this->fields['language'] = $this->languageOf($masters);
        $this->fields['authors'] = $this->authors($line['authors'] ?? [], $fit, $masters);
        $this->fields['subjects'] = $this->subjects($line['subjects'] ?? [], $fit, $masters);
        foreach ($line['items'] ?? [] as $item) {
            $this->addItem($item, $fit, $masters);
        }
    }

    private function plain(array $line, Fit $fit): array
    {
        $fields = [];
        foreach (Fields::PLAIN as $name) {
            $fields[$name] = $fit->text($this->control, $name, (string) ($line[$name] ?? ''), 'biblio', $name);
        }
        return $fields;
    }

    private function named(array $line, Fit $fit, Masters $masters): array
    {
        $fields = [];
        foreach (Fields::NAMED as $name => $list) {
            $text = $fit->text($this->control, $name, (string) ($line[$name] ?? ''), $list[1], $list[3]);
            $found = $text === '' ? null : $masters->find($list, $text);
            $fields[$name] = $found ? $found[1] : (in_array($name, Fields::FIXED, true) ? '' : $text);
        }
        return $fields;
    }

    private function languageOf(Masters $masters): string
    {
        if (!$this->language) {
            return '';
        }
        return $masters->language($this->language[0], array_slice($this->language, 1)) ?? $this->language[0];
    }

    /** One person stands once on a record, in the first of their roles. */
    private function authors(array $given, Fit $fit, Masters $masters): array
    {
        $rows = [];
        foreach ($given as [$name, $type, $level]) {
            $text = $fit->text($this->control, 'authors', $name, 'mst_author', 'author_name');
            $found = $masters->author($text, $type);
            $stands = $found ? $found[1] : $text;
            $rows += [mb_strtolower("$type\n$stands") => [$stands, $type, (int) $level]];
        }
        return Compare::inOrder(array_values($rows));
    }

    private function subjects(array $given, Fit $fit, Masters $masters): array
    {
        $rows = [];
        foreach ($given as [$name, $type]) {
            $text = $fit->text($this->control, 'subjects', $name, 'mst_topic', 'topic');
            $found = $masters->topic($text, $type);
            $stands = $found ? $found[1] : $text;
            $rows += [mb_strtolower("$type\n$stands") => [$stands, $type]];
        }
        return Compare::inOrder(array_values($rows));
    }

    /** A copy's place and kind are left to SLiMS where the file does not say them. */
    private function addItem(array $item, Fit $fit, Masters $masters): void
    {
        $code = $item['code'];
        $fields = [];
        foreach (Fields::ITEM_PLAIN as $name) {
            $fields[$name] = $fit->text($code, $name, (string) ($item[$name] ?? ''), 'item', $name);
        }
        foreach (Fields::ITEM_NAMED as $name => $list) {
            $text = $fit->text($code, $name, (string) ($item[$name] ?? ''), $list[1], $list[3]);
            if ($text !== '') {
                $found = $masters->find($list, $text);
                $fields[$name] = $found ? $found[1] : $text;
            }
        }
        $this->items[$code] = $fields;
    }
}
