"""What members do in Slack: translated, handed to one service, answered."""
