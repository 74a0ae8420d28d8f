"""`python -m bot` is `resonance`."""

from bot.commands.cli import main

main()
