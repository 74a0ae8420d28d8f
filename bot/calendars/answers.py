"""What a calendar's server answers where it doesn't give the calendar, each as a sentence."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

from bot.calendars.safe_http import Fetched
from bot.core.errors import CalendarTrouble

#: A server that asks to be left alone is, for so long at least and at most, whatever it asks.
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(days=1)

_SECONDS = re.compile(r"[0-9]+")
#: Read no further: so many are more than a day by far, or begin with zeros.
_MOST_DIGITS = 9


def refuse_faults(fetched: Fetched, shown: str) -> None:
    """`CalendarTrouble` for every status but success; `shown` names the calendar without secrets.

    A 403 is for the caller where its protocol gives it a meaning of its own.
    """
    wait = retry_after(fetched.headers)
    match fetched.status:
        case status if status < 300:
            return
        case 401:
            raise CalendarTrouble(
                f"{shown} wants a login: a name and an app password, or new ones.",
                permanent=True,
                needs_login=True,
            )
        case 403:
            raise CalendarTrouble(
                f"{shown} refused; connect it again, with its private address or a new login.",
                permanent=True,
            )
        case 404 | 410:
            raise CalendarTrouble(
                f"{shown} is no longer there; perhaps it was deleted, or has a new address.",
                permanent=True,
            )
        case 429:
            raise CalendarTrouble(f"{shown} asks to be read less often.", retry_after=wait)
        case status if status >= 500:
            raise CalendarTrouble(f"{shown} has a fault of its own.", retry_after=wait)
        case status:
            raise CalendarTrouble(
                f"{shown} gave an answer that is no calendar ({status}).", permanent=True
            )


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """How long the server asks to wait: seconds, or a date beside its own (RFC 9110, 10.2.3)."""
    asked = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(asked):
        return _bounded(timedelta(seconds=int(asked[:_MOST_DIGITS])))
    try:
        return _bounded(
            parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))
        )
    except (ValueError, TypeError, OverflowError):
        return None


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
