"""What Slack shows and what comes back from it."""
