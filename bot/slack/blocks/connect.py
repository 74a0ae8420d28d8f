"""The ways to connect a calendar: an address, a name and password where it asks, or a sign-in."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.feeds import Calendar, CalendarKind, Offered, shortened
from bot.services.calendars.connecting import Choice, Connected, Typed, mark_of
from bot.slack import ids
from bot.slack.blocks.fields import (
    SELECT_OPTIONS,
    checkboxes,
    choice,
    input_block,
    multi_select,
    text_input,
)
from bot.slack.blocks.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    link,
    message,
    modal,
    more,
    paragraphs,
    section,
)
from bot.slack.words import SENTENCE_LIMIT, counted, inline

UNREAD_SHOWN = 5
ADDRESS_LIMIT = 2000
#: Slack shows so many at most.
CHECKBOXES = 10
KINDS = {
    CalendarKind.ICS: "private address",
    CalendarKind.CALDAV: "CalDAV",
    CalendarKind.GOOGLE: "Google Calendar",
    CalendarKind.MICROSOFT: "Microsoft 365",
}
_READ_ONLY = (
    "I only ever read, with the narrowest access there is, to see when an interview is over. "
    "What opens your calendar is kept encrypted, shown shortened, and deleted when you disconnect."
)

#: The pages at which she can sign in, by the kind of calendar.
Ways = Mapping[CalendarKind, str]


def connect_form(
    ways: Ways, typed: Typed | None = None, trouble: str | None = None, *, login: bool = False
) -> dict[str, Any]:
    """Addresses are secrets: they are typed in a form, since slash text lands in logs.

    After `trouble` it shows again what was typed, with what was wrong; `login` asks for a name and
    a password too.
    """
    typed = typed or Typed(address="")
    if login:
        return _login_form(typed, trouble)
    blocks = [
        *_trouble(trouble),
        *_sign_ins(ways),
        input_block(
            "address",
            "Calendar address",
            text_input(
                "address",
                initial=typed.address,
                limit=ADDRESS_LIMIT,
                placeholder="https://…/basic.ics or caldav.icloud.com",
            ),
            optional=False,
            hint="A private ICS address (Google: Settings, your calendar, “Secret address in iCal "
            "format”; Outlook: Settings, Shared calendars, Publish, ICS), or a CalDAV server "
            "(caldav.icloud.com, caldav.fastmail.com, your Nextcloud); it then asks for a login.",
        ),
        own_email_input(typed.own_email),
        context(_READ_ONLY),
    ]
    return modal(ids.CALENDAR_SAVE, "Connect a calendar", blocks, submit="Connect")


def _login_form(typed: Typed, trouble: str | None) -> dict[str, Any]:
    """The first time it is asked for, that is no trouble but the next step."""
    ask = "That server asks who you are. Give it your name there, and an app password."
    address = text_input("address", initial=typed.address, limit=ADDRESS_LIMIT)
    user = text_input("user", initial=typed.user, limit=254)
    blocks = [
        *(_trouble(trouble) if typed.user else [section(ask)]),
        input_block("address", "Calendar address", address, optional=False),
        input_block("user", "User name", user, optional=False),
        password_input(optional=False),
        *([own_email_input(typed.own_email)] if typed.own_email else []),
        context(_READ_ONLY),
    ]
    return modal(ids.CALENDAR_SAVE, "Connect a calendar", blocks, submit="Connect")


def _trouble(trouble: str | None) -> list[Block]:
    return [section(f"⚠️ {inline(trouble, SENTENCE_LIMIT)}")] if trouble else []


def _sign_ins(ways: Ways) -> list[Block]:
    if not ways:
        return []
    return [
        actions(*sign_in_buttons(ways)),
        context("They open in your browser. Or, for any other calendar:"),
    ]


def sign_in_buttons(ways: Ways) -> list[Element]:
    return [
        link(f"Sign in: {KINDS[kind]}", f"{ids.CALENDAR_SIGN_IN}.{kind}", url)
        for kind, url in ways.items()
    ]


def password_input(*, optional: bool) -> Block:
    return input_block(
        "password",
        "App password",
        text_input("password", limit=254),
        optional=optional,
        hint="Better one made for this alone, in your provider's security settings, than your "
        "own. iCloud takes no other. It stays visible while you type.",
    )


def own_email_input(initial: str | None) -> Block:
    return input_block(
        "own_email",
        "Your own address in that calendar",
        text_input("own_email", initial=initial, limit=254),
        hint="So that invitations you declined are left alone. Only needed for ICS addresses.",
    )


def reading() -> dict[str, Any]:
    """What a form shows while a calendar is read, which may take longer than Slack waits."""
    return modal(ids.CALENDAR_SAVE, "Connect a calendar", [section("Reading your calendar …")])


def asks_login(trouble: str, typed: Typed) -> Message:
    """An address that was typed beside the command wants a name and a password."""
    way = button("Give name and password", ids.CALENDAR_LOGIN, typed.address[:ADDRESS_LIMIT])
    return message(f"{inline(trouble, SENTENCE_LIMIT)}", actions(way))


def choice_form(choice: Choice, trouble: str | None = None) -> dict[str, Any]:
    """Which calendars of an account hold interviews."""
    blocks = [
        *_trouble(trouble),
        input_block(
            "calendars",
            "Which hold your interviews?",
            _choices("calendars", choice.offered),
            optional=False,
        ),
        *more(len(choice.offered) - SELECT_OPTIONS),
        context(_READ_ONLY),
    ]
    return modal(
        ids.CALENDAR_CHOOSE,
        "Choose calendars",
        blocks,
        submit="Connect",
        private={"account": choice.account.id},
    )


def choice_message(choice: Choice) -> Message:
    """The same beside a command."""
    ask = section("*That account has several calendars.* Which hold your interviews?")
    return message(
        {
            **ask,
            "block_id": "calendars",
            "accessory": _choices(ids.CALENDAR_CHOICES, choice.offered),
        },
        actions(
            button("Connect these", ids.CALENDAR_CHOOSE, str(choice.account.id), style="primary")
        ),
        context(_READ_ONLY),
    )


def _choices(action_id: str, offered: Sequence[Offered]) -> Element:
    options = [choice(one.name or "Unnamed", mark_of(one.address)) for one in offered]
    main = [mark_of(one.address) for one in offered if one.main]
    if len(options) <= CHECKBOXES:
        return checkboxes(action_id, options, main)
    return multi_select(action_id, options, main, "Choose")


def connected_lines(told: Connected) -> list[str]:
    names = ", ".join(inline(calendar_name(calendar)) for calendar in told.calendars)
    lines = [
        f"✓ Connected: {names}.",
        f"{counted(told.interviews, 'interview')} ahead in the next two weeks."
        if told.interviews
        else "No interviews in the next two weeks yet. I keep looking.",
    ]
    if told.unread:
        lines.append("Not everything could be read:")
        lines += [f"• {inline(why, SENTENCE_LIMIT)}" for why in told.unread[:UNREAD_SHOWN]]
        if (left := len(told.unread) - UNREAD_SHOWN) > 0:
            lines.append(f"… and {left} more")
    return lines


def connected(told: Connected) -> Message:
    return message(
        *paragraphs(connected_lines(told)), actions(button("Interviews", ids.INTERVIEWS_SHOW))
    )


def calendar_name(calendar: Calendar) -> str:
    """Its own name, or its address shortened to what is no secret and tells it from others."""
    return calendar.name or shortened(calendar.address)
