"""What is shown: pure functions from values to Block Kit."""
