"""What Resonance knows: values in, values out. No Slack, SQL, clock, environment or logging."""
