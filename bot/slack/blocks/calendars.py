"""Connected calendars: how each one is, what can be changed, and the word when one is broken."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.feeds import Calendar, CalendarKind, Meeting, Password
from bot.core.meetings import Interview
from bot.services.nudges.letters import CalendarBroken
from bot.slack import ids
from bot.slack.blocks.connect import (
    ADDRESS_LIMIT,
    KINDS,
    Ways,
    calendar_name,
    own_email_input,
    password_input,
    sign_in_buttons,
)
from bot.slack.blocks.fields import checkboxes, choice, input_block, text_input
from bot.slack.blocks.interviews import calendar_ways
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    confirming,
    context,
    letter_id,
    message,
    modal,
    more,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, inline, moment

MEETINGS_SHOWN = 10
UNREAD_SHOWN = 3


def calendars_card(
    calendars: Sequence[Calendar],
    next_reads: Mapping[int, datetime],
    meetings: Sequence[tuple[Meeting, Interview]],
    zone: ZoneInfo,
) -> Message:
    """The answer to `/interviews calendars`: how each calendar is, and what was taken from it."""
    if not calendars:
        return message("No calendar is connected.", calendar_ways())
    lines: list[str | Block] = []
    for calendar in calendars:
        lines += [_standing(calendar, next_reads.get(calendar.id), zone), _ways_of(calendar)]
    if meetings:
        lines.append("*What I took for an interview*")
        for meeting, interview in meetings[:MEETINGS_SHOWN]:
            lines += _understood(meeting, interview, zone)
        lines += more(len(meetings) - MEETINGS_SHOWN)
    return message(*lines, _ways())


def _standing(calendar: Calendar, next_at: datetime | None, zone: ZoneInfo) -> Block:
    read = "not read yet"
    if calendar.last_read_at is not None:
        read = f"last read {moment(calendar.last_read_at, zone)}"
    if calendar.trouble is None and calendar.last_read_at is not None:
        read = f"✓ {read}"
    coming = f", next {moment(next_at, zone)}" if next_at else ""
    lines = [f"*{inline(calendar_name(calendar))}* · {KINDS[calendar.kind]}", f"{read}{coming}"]
    if calendar.trouble is not None:
        lines.append(f"⚠️ {inline(calendar.trouble, SENTENCE_LIMIT)}")
    return section("\n".join([*lines, *_unread(calendar)]))


def _unread(calendar: Calendar) -> list[str]:
    """What in it could not be read, and why."""
    if not calendar.unread:
        return []
    left = len(calendar.unread) - UNREAD_SHOWN
    return [
        "In it I could not read:",
        *(f"• {inline(why, SENTENCE_LIMIT)}" for why in calendar.unread[:UNREAD_SHOWN]),
        *([f"… and {left} more"] if left > 0 else []),
    ]


def _ways_of(calendar: Calendar) -> Block:
    value = str(calendar.id)
    disconnect = confirming(
        button("Disconnect", ids.CALENDAR_REMOVE, value),
        title="Disconnect this calendar?",
        text="I forget what opens it and stop reading it. Interviews already known stay.",
        yes="Disconnect",
    )
    others = (
        [button("Others of this account", ids.CALENDAR_MORE, str(calendar.account.id))]
        if calendar.account
        else []
    )
    return actions(
        button("Read now", ids.CALENDAR_READ, value),
        button("Change", ids.CALENDAR_CHANGE, value),
        *others,
        disconnect,
    )


def _understood(meeting: Meeting, interview: Interview, zone: ZoneInfo) -> list[Block]:
    """One tap corrects it; what is only a guess can be confirmed as well."""
    sure = "an interview" if interview.certain else "perhaps an interview"
    line = (
        f"*{inline(meeting.title)}* · {moment(interview.starts_at, zone)}\n"
        f"{sure}, {inline(meeting.because, SENTENCE_LIMIT)}"
    )
    no = button("It isn't one", ids.MEETING_REFUSE, str(interview.id))
    if interview.certain:
        return [section(line, no)]
    yes = button("It is one", ids.MEETING_CONFIRM, str(interview.id))
    return [section(line), actions(yes, no)]


def _ways() -> Block:
    return actions(
        button("All that's coming", ids.AGENDA_SHOW),
        button("Connect another", ids.CALENDAR_CONNECT),
    )


def change_form(calendar: Calendar, ways: Ways, trouble: str | None = None) -> dict[str, Any]:
    """What can be changed of a calendar; what opens it is never shown."""
    blocks = [
        *([section(f"⚠️ {inline(trouble, SENTENCE_LIMIT)}")] if trouble else []),
        section(f"*{inline(calendar_name(calendar))}*"),
        *_opening_inputs(calendar, ways),
        input_block(
            "dedicated",
            "What counts as an interview",
            checkboxes(
                "dedicated",
                [choice("Everything in this calendar", "all")],
                ["all"] if calendar.dedicated else [],
            ),
        ),
        input_block(
            "keywords",
            "Words of your own that mark one",
            text_input("keywords", initial=", ".join(calendar.keywords), limit=300),
            hint="With commas between them. #interview in the title always does.",
        ),
    ]
    return modal(
        ids.CALENDAR_CHANGED,
        "Change a calendar",
        blocks,
        submit="Save",
        private={"calendar": calendar.id},
    )


def _opening_inputs(calendar: Calendar, ways: Ways) -> list[Block]:
    """What opens it anew, where that has changed."""
    match calendar.kind:
        case CalendarKind.ICS:
            address = text_input("address", limit=ADDRESS_LIMIT, placeholder="https://…/basic.ics")
            hint = "Leave it empty to keep the one there is."
            return [
                input_block("address", "New calendar address", address, hint=hint),
                own_email_input(calendar.own_email),
            ]
        case CalendarKind.CALDAV:
            secret = calendar.account.secret if calendar.account else None
            user = secret.user if isinstance(secret, Password) else None
            name = text_input("user", initial=user, limit=254)
            return [input_block("user", "User name", name), password_input(optional=True)]
        case CalendarKind.GOOGLE | CalendarKind.MICROSOFT:
            its: Ways = {kind: url for kind, url in ways.items() if kind is calendar.kind}
            return [actions(*sign_in_buttons(its))] if its else []


def broken(letter: CalendarBroken, zone: ZoneInfo) -> Message:
    """The word that a calendar can't be read. It says neither its name nor its address."""
    text = (
        f"{_broken_since(letter, zone)} Meanwhile interviews in there go unnoticed unless you log "
        "them. Nothing you saved is lost."
    )
    last = " This was the last time." if letter.last else ""
    return message(
        {**section(text), "block_id": letter_id(letter.nudge_id)},
        actions(
            button("Show me which", ids.CALENDARS_SHOW, style="primary"),
            button("Don't mention it again", ids.CALENDAR_QUIET, str(letter.calendar_id)),
        ),
        context(
            "I say so because your check-ins hang on it, four times at most. "
            f"`/interviews calendars` is where to mend or disconnect it.{last}"
        ),
    )


def _broken_since(letter: CalendarBroken, zone: ZoneInfo) -> str:
    since = moment(letter.since, zone)
    if letter.troubled > 1:
        return f"*{letter.troubled} of your calendars can't be read*, one of them since {since}."
    return f"*One of your calendars can't be read* since {since}."


def said_no_more() -> Message:
    return message("✓ I won't mention it again. `/interviews calendars` shows how it stands.")
