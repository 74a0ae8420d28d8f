"""A small local Slack for development, demonstrations and tests; it knows nothing of the bot."""
