"""Who takes part in an event, and what the member and her calendar say of it."""

from typing import Any

from bot.core.addresses import plain_address
from bot.core.meetings import EventStatus

_ROOMS = frozenset({"ROOM", "RESOURCE"})
_ANSWERS = {"DECLINED": EventStatus.DECLINED, "TENTATIVE": EventStatus.TENTATIVE}
_STATUSES = {
    "CANCELLED": EventStatus.CANCELLED,
    "CANCELED": EventStatus.CANCELLED,
    "TENTATIVE": EventStatus.TENTATIVE,
}


def guests(event: Any) -> tuple[str, ...]:
    """E-mail addresses of the people asked, in lower case, organiser first; rooms are no guests."""
    people = [
        one for one in _listed(event, "ORGANIZER") + _listed(event, "ATTENDEE") if _human(one)
    ]
    addresses = (plain_address(str(one)) for one in people)
    return tuple(dict.fromkeys(address for address in addresses if address))


def status(event: Any, own_email: str | None) -> EventStatus:
    """Cancelled for all, declined by her, or what is left of certainty.

    Only her own address tells which guest she is; without it nothing is ever declined.
    """
    said = _STATUSES.get(str(event.get("STATUS", "")).strip().upper(), EventStatus.CONFIRMED)
    if said is EventStatus.CANCELLED or not own_email:
        return said
    hers = plain_address(own_email)
    own = [one for one in _listed(event, "ATTENDEE") if hers and plain_address(str(one)) == hers]
    answers = (_ANSWERS.get(str(one.params.get("PARTSTAT", "")).strip().upper()) for one in own)
    return next((answer for answer in answers if answer), said)


def _listed(event: Any, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _human(one: Any) -> bool:
    return str(one.params.get("CUTYPE", "")).strip().upper() not in _ROOMS
