"""The commands of the shell: parsed, called, printed."""
