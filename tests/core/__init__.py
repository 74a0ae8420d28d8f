"""What the core knows, tested with values alone."""
