"""`resonance run` with a lease of two seconds: what a killed bot held is soon free again. And with
short waits: a claim that a kill has ended counts as a try, and after nine the next is far off."""

from datetime import timedelta

from bot.commands.cli import main
from bot.core.nudges import back_off
from bot.scheduling import dispatch
from bot.services.nudges import delivering

LEASE = timedelta(seconds=2)
MOST = timedelta(seconds=8)


def _soon(attempt: int) -> timedelta:
    return min(back_off(attempt), MOST)


vars(dispatch)["LEASE"] = LEASE
vars(delivering)["back_off"] = _soon

if __name__ == "__main__":
    main()
