"""The collection in figures: ``laporan.html`` and ``laporan.xlsx``, as Indonesian forms ask for them."""
