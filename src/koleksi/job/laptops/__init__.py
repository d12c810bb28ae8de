"""Several laptops of one library: their results folders merged into one, and a folder prepared for each."""
