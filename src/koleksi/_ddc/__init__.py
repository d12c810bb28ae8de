"""The inside of ``koleksi.ddc``: the schedule, its words, facets, stories, and what a library teaches."""
