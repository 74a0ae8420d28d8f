"""Calendars: connected, read in their turn, taken in, shown and let go."""
