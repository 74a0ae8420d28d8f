"""Who did something, parsed from what Slack sent; whoever can't be a member is nobody."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]

_USER = re.compile(r"[UW][A-Z0-9]+")
_PLACE = re.compile(r"[TE][A-Z0-9]+")
#: Slack's own voice has the id of a user, and no life of its own.
SLACKBOT = "USLACKBOT"
#: Messages that hold what a member herself says; all others tell of edits, deletions, joining ...
#: https://docs.slack.dev/reference/events/message
OWN_WORDS = (None, "file_share", "me_message", "thread_broadcast")


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """A person, by Slack's ids. `team` is the workspace, or the whole organisation where the app
    is installed for all of it: then a person may act from any of its workspaces, or from none."""

    team: str
    user: str


def identity_of(body: Payload) -> Identity | None:
    """Who gave a command, tapped, sent a form, visited, or said something to the bot alone; None
    for whatever else there is."""
    event = body.get("event")
    if event is not None and not (_is_visit(event) or is_said_to_us(event)):
        return None
    return _identity(body, event.get("user") if event is not None else _actor(body))


def reported(body: Payload) -> Identity | None:
    """Whom an event tells of, who did nothing by that; None for bots."""
    profile = (body.get("event") or {}).get("user")
    if not isinstance(profile, Mapping) or profile.get("is_bot"):
        return None
    return _identity(body, profile.get("id"))


def is_said_to_us(event: Payload) -> bool:
    """Whether these are a person's own words, in the DM with the bot."""
    by_person = not event.get("bot_id") and event.get("subtype") in OWN_WORDS
    return event.get("type") == "message" and event.get("channel_type") == "im" and by_person


def _is_visit(event: Payload) -> bool:
    return event.get("type") == "app_home_opened"


def _actor(body: Payload) -> object:
    """A command names the user, an interaction has an object."""
    return body.get("user_id") or (body.get("user") or {}).get("id")


def _identity(body: Payload, user: object) -> Identity | None:
    place = next((each for each in _places(body) if _is_id(_PLACE, each)), None)
    if place is None or not _is_id(_USER, user) or user == SLACKBOT:
        return None
    return Identity(team=str(place), user=str(user))


def _places(body: Payload) -> Iterable[object]:
    """The first that is one counts. The organisation where the app is installed for it: Slack
    then names a workspace in some payloads and none in others."""
    installed: Payload = next(iter(body.get("authorizations") or ()), {})
    team = (body.get("team_id"), (body.get("team") or {}).get("id"))
    organisation = (
        body.get("enterprise_id"),
        (body.get("enterprise") or {}).get("id"),
        installed.get("enterprise_id"),
    )
    for_all = body.get("is_enterprise_install", installed.get("is_enterprise_install"))
    return (*organisation, *team) if for_all in (True, "true") else (*team, *organisation)


def _is_id(shape: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None
