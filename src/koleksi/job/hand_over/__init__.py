"""What is handed over to a library system, or kept without one, and what is said about it."""
