"""`python -m bot` is `resonance`."""

from bot.cli import main

main()
