"""A member's data carried out and in: the exploration file, Markdown to read, and forgetting."""
