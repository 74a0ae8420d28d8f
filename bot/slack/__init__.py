"""The only room that speaks Slack."""
