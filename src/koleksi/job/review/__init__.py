"""``tinjau.xlsx``: what a person is asked, and what was answered."""
