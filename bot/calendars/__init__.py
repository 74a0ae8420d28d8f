"""Adapters in: calendars of every kind, turned into the core's occurrences."""
