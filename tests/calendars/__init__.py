"""Reading calendars: text in, occurrences out, whatever the text."""
