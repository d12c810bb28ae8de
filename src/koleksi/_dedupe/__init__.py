"""The inside of ``koleksi.dedupe``: candidates, evidence of pairs, groups, merging, the index of a catalogue."""
