"""Before the first list and between two runs: a folder to begin with, its form and guide, what to do next, and what
another program gives."""
