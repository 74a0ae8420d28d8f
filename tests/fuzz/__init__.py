"""Calendars broken at random: whatever the text, there is a reading, and soon."""
