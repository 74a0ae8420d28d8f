"""Writes what others can open: the picture of a synthesis. Knows the core, and no network."""
