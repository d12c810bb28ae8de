"""Lists that people typed line by line, without columns."""
