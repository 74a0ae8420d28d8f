"""`resonance run` with a lease of two seconds: what a killed bot held is soon free again."""

from datetime import timedelta

from bot.cli import main
from bot.scheduling import dispatch

vars(dispatch)["LEASE"] = timedelta(seconds=2)

if __name__ == "__main__":
    main()
