"""Interviews coming and past, and the calendars they are read from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.core.agenda import coming, past
from bot.core.feeds import Calendar, Meeting
from bot.core.meetings import Interview, Status
from bot.core.plan import Exploration
from bot.services.connecting import Connected
from bot.slack import ids
from bot.slack.blocks.checkin import interview_line
from bot.slack.blocks.fields import input_block, text_input
from bot.slack.blocks.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirming,
    context,
    message,
    modal,
    more,
    paragraphs,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, counted, inline, moment

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
    lines += more(len(behind) - PAST_SHOWN)
    return message(*lines, _ways())


def _past_line(interview: Interview, zone: ZoneInfo) -> Block:
    line = interview_line(interview, zone)
    if interview.check_in is not None:
        see = button("See answers", ids.CHECKIN_FORM, str(interview.id))
        return section(f"{line} · checked in ✓", see)
    if interview.status in {Status.HELD, Status.PLANNED}:
        check_in = button("Check in", ids.CHECKIN_FORM, str(interview.id))
        return section(f"{line} · {_STATUS_WORDS[interview.status]}", check_in)
    return section(f"{line} · {_STATUS_WORDS[interview.status]}")


def _ways() -> Block:
    return actions(
        button("Connect a calendar", ids.CALENDAR_CONNECT),
        button("Calendars", ids.CALENDARS_SHOW),
    )


def logged(interview: Interview, now: datetime, zone: ZoneInfo) -> Message:
    """Confirms an interview logged by hand."""
    line = interview_line(interview, zone)
    if interview.ends_at <= now:
        return message(f"✓ Logged: {line}. I'll ask how it went right away, in our messages.")
    return message(f"✓ Logged: {line}. I'll ask how it went when it is over.")


def connect_form(
    trouble: str | None = None, address: str | None = None, own_email: str | None = None
) -> dict[str, Any]:
    """Addresses are secrets: they are typed in a form, since slash text lands in logs.

    After `trouble` it shows again what was typed, with what was wrong.
    """
    blocks = [
        *([section(f"⚠️ {inline(trouble, SENTENCE_LIMIT)}")] if trouble else []),
        section(
            "Paste your calendar's private ICS address. I only ever read it, and use it to see "
            "when an interview is over."
        ),
        input_block(
            "address",
            "Calendar address",
            text_input("address", initial=address, limit=2000, placeholder="https://…/basic.ics"),
            optional=False,
            hint="Google: Settings, your calendar, “Secret address in iCal format”. "
            "Outlook: Settings, Shared calendars, Publish, ICS. iCloud: share as public calendar.",
        ),
        input_block(
            "own_email",
            "Your own address in that calendar",
            text_input("own_email", initial=own_email, limit=254),
            hint="So that invitations you declined are left alone.",
        ),
        context(
            "It is kept encrypted, shown shortened, and deleted when you disconnect. "
            "An event counts as an interview when its title has #interview or a guest is "
            "somebody you track; when unsure, I ask."
        ),
    ]
    return modal(ids.CALENDAR_SAVE, "Connect a calendar", blocks, submit="Connect")


def connecting() -> dict[str, Any]:
    """What the form shows while the calendar is read, which may take longer than Slack waits."""
    return modal(ids.CALENDAR_SAVE, "Connect a calendar", [section("Reading your calendar …")])


def connected_lines(told: Connected) -> list[str]:
    lines = [
        f"✓ Connected: {inline(calendar_name(told.calendar))}.",
        f"{counted(told.interviews, 'interview')} ahead in the next two weeks."
        if told.interviews
        else "No interviews in the next two weeks yet. I keep looking.",
    ]
    if told.unread:
        lines.append("Not everything could be read:")
        lines += [f"• {inline(why, SENTENCE_LIMIT)}" for why in told.unread[:UNREAD_SHOWN]]
        if left := len(told.unread) - UNREAD_SHOWN:
            lines += [f"… and {left} more"] if left > 0 else []
    return lines


def connected(told: Connected) -> Message:
    return message(
        *paragraphs(connected_lines(told)), actions(button("Interviews", ids.INTERVIEWS_SHOW))
    )


def calendars_card(
    calendars: Sequence[Calendar], meetings: Sequence[tuple[Meeting, Interview]], zone: ZoneInfo
) -> Message:
    """The answer to `/interviews calendars`: health, and how each coming event was understood."""
    if not calendars:
        return message("No calendar is connected.", _ways())
    lines: list[str | Block] = [section(_health(c, zone), _remove(c)) for c in calendars]
    if meetings:
        lines.append("*What I took for an interview*")
        lines += [_understood(meeting, interview, zone) for meeting, interview in meetings[:SHOWN]]
        lines += more(len(meetings) - SHOWN)
    return message(*lines, _ways())


def _health(calendar: Calendar, zone: ZoneInfo) -> str:
    name = f"*{inline(calendar_name(calendar))}*"
    read = "not read yet"
    if calendar.last_read_at is not None:
        read = f"last read {moment(calendar.last_read_at, zone)}"
    if calendar.trouble is not None:
        return f"{name} · {read}\n⚠️ {inline(calendar.trouble, SENTENCE_LIMIT)}"
    return f"{name} · {read} ✓" if calendar.last_read_at else f"{name} · {read}"


def _remove(calendar: Calendar) -> Element:
    return confirming(
        button("Disconnect", ids.CALENDAR_REMOVE, str(calendar.id)),
        title="Disconnect this calendar?",
        text="I forget its address and stop reading it. Interviews already known stay.",
        yes="Disconnect",
    )


def _understood(meeting: Meeting, interview: Interview, zone: ZoneInfo) -> Block:
    sure = "an interview" if interview.certain else "perhaps an interview"
    line = (
        f"*{inline(meeting.title)}* · {moment(interview.starts_at, zone)}\n"
        f"{sure}, {inline(meeting.because, SENTENCE_LIMIT)}"
    )
    return section(line, button("It isn't one", ids.INTERVIEW_REFUSE, str(interview.id)))


def calendar_name(calendar: Calendar) -> str:
    """Its own name, or its address shortened to what is no secret: the host."""
    return calendar.name or urlsplit(calendar.address).hostname or "your calendar"


def event_view(meeting: Meeting, interview: Interview, zone: ZoneInfo) -> dict[str, Any]:
    """What stands behind "Show me which"."""
    line = f"*{inline(meeting.title, SENTENCE_LIMIT)}*\n{moment(interview.starts_at, zone)}"
    because = f"I ask {inline(meeting.because, SENTENCE_LIMIT)}."
    return modal(ids.INTERVIEW_SHOW, "Is it an interview?", [section(line), context(because)])
