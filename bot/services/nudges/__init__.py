"""Nudges: planned, loaded many at once, delivered once each, and put right after a wrong clock."""
