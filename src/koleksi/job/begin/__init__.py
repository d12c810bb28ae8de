"""Before the first list and between two runs: a folder to begin with, its form and guide, and what to do next."""
