"""What a results folder remembers from one run to the next: rows, numbers, decisions, settings, what was delivered."""
