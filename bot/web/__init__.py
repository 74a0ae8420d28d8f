"""The bot's own small web server: for who runs it, and for members who come from a sign-in."""
