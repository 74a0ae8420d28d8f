"""Interviews coming and past, logged by hand, and the event behind one."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.agenda import coming, past
from bot.core.feeds import Meeting
from bot.core.meetings import Interview, Status
from bot.core.plan import Exploration
from bot.slack import ids
from bot.slack.blocks.checkin import interview_line
from bot.slack.blocks.damage import unreadable
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    message,
    modal,
    more,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, inline, moment, moment_in_full

COMING_SHOWN = 10
PAST_SHOWN = 15
SHOWN = 20
UNREAD_SHOWN = 5

_STATUS_WORDS = {
    Status.PLANNED: "waits for a check-in",
    Status.HELD: "held",
    Status.CANCELLED: "called off",
    Status.MISSED: "they didn't show",
}


def interviews_card(exploration: Exploration, now: datetime, zone: ZoneInfo) -> Message:
    """The answer to `/interviews`."""
    ahead, behind = coming(exploration, now), past(exploration, now)
    lines: list[str | Block] = ["*Coming*"]
    lines += [interview_line(i, zone) for i in ahead[:COMING_SHOWN]] or [
        "Nothing booked yet. Interviews in a connected calendar appear by themselves; "
        "or log one: `/interviews log NAME Tuesday 14:30`."
    ]
    lines += [*more(len(ahead) - COMING_SHOWN), "*Past*"]
    lines += [_past_line(i, zone) for i in behind[:PAST_SHOWN]] or ["None yet."]
    lines += [*more(len(behind) - PAST_SHOWN), *unreadable(exploration)]
    return message(*lines, calendar_ways())


def _past_line(interview: Interview, zone: ZoneInfo) -> Block:
    line = interview_line(interview, zone)
    if interview.check_in is not None:
        see = button("See answers", ids.CHECKIN_FORM, str(interview.id))
        return section(f"{line} · checked in ✓", see)
    if interview.status in {Status.HELD, Status.PLANNED}:
        check_in = button("Check in", ids.CHECKIN_FORM, str(interview.id))
        return section(f"{line} · {_STATUS_WORDS[interview.status]}", check_in)
    return section(f"{line} · {_STATUS_WORDS[interview.status]}")


def calendar_ways() -> Block:
    return actions(
        button("Connect a calendar", ids.CALENDAR_CONNECT),
        button("Calendars", ids.CALENDARS_SHOW),
    )


def logged(interview: Interview, now: datetime, zone: ZoneInfo) -> Message:
    """Confirms an interview logged by hand, and says how its day was understood."""
    who, at = inline(interview.person or "Somebody"), moment_in_full(interview.starts_at, zone)
    line = " · ".join(part for part in (f"*{who}*", inline(interview.option or ""), at) if part)
    if interview.ends_at <= now:
        return message(f"✓ Logged: {line}. I'll ask how it went right away, in our messages.")
    return message(f"✓ Logged: {line}. I'll ask how it went when it is over.")


def already_there(interview: Interview, log_another: str, now: datetime, zone: ZoneInfo) -> Message:
    """Says that an interview logged by hand is one she has; `log_another` is what would make it
    one more."""
    ways = [button("Log another", ids.INTERVIEW_LOG, log_another)]
    if interview.starts_at <= now and interview.check_in is None:
        ways.insert(0, button("Check in", ids.CHECKIN_FORM, str(interview.id), style="primary"))
    line = f"That one is here already: {interview_line(interview, zone)}. Nothing was added."
    return message(line, actions(*ways))


def event_view(meeting: Meeting, interview: Interview, zone: ZoneInfo) -> dict[str, Any]:
    """What stands behind "Show me which"."""
    line = f"*{inline(meeting.title, SENTENCE_LIMIT)}*\n{moment(interview.starts_at, zone)}"
    because = f"I ask {inline(meeting.because, SENTENCE_LIMIT)}."
    return modal(ids.INTERVIEW_SHOW, "Is it an interview?", [section(line), context(because)])
