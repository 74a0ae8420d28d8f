"""What a calendar's server answers where it doesn't give the calendar, each as a sentence."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

from bot.calendars.safe_http import Fetched
from bot.core.errors import CalendarTrouble

#: No server is left alone for longer than this, whatever it asks.
LONGEST_WAIT = timedelta(days=1)


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
    if re.fullmatch(r"[0-9]{1,9}", asked):
        return min(timedelta(seconds=int(asked)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return min(max(until, timedelta()), LONGEST_WAIT)
