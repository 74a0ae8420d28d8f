"""What the bot does, tested on a real database."""
