"""How library systems write their own exports, where that differs from a list that people type."""
