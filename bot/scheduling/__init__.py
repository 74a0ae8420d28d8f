"""When things are done: APScheduler is the clock, and what it wakes is carried out here."""
