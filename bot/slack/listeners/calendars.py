"""`/interviews connect` and `calendars`: connecting, choosing, changing, looking, letting go."""

import asyncio
import json

from bot.core.detection import Scope
from bot.core.errors import CalendarTrouble, ResonanceError
from bot.core.feeds import CalendarKind
from bot.core.meetings import Verdict
from bot.services.connecting import Choice, Connected, Typed
from bot.services.tending import Changes
from bot.slack import inputs
from bot.slack.blocks import agenda, connect
from bot.slack.blocks.calendars import calendars_card, change_form, said_no_more
from bot.slack.blocks.guide import notice
from bot.slack.blocks.kit import Message
from bot.slack.heard import Heard
from bot.slack.hearing import Saved, View
from bot.slack.listeners.closing import close_questions


async def connect_address(heard: Heard, words: str) -> None:
    """With an address reads it at once; without opens the form, where addresses belong."""
    if not words:
        await open_form(heard)
        return
    typed = Typed(address=words)
    try:
        told = await heard.desk.connecting.connect(heard.request, typed)
    except CalendarTrouble as trouble:
        if not trouble.needs_login:
            raise
        await heard.answer(connect.asks_login(str(trouble), typed))
    else:
        await heard.answer(_said(told))


async def open_form(heard: Heard) -> None:
    await heard.open(connect.connect_form(await _ways(heard)))


async def open_login_form(heard: Heard) -> None:
    """For an address that was typed beside the command and wants a name and a password."""
    form = connect.connect_form(await _ways(heard), Typed(address=heard.value), login=True)
    await heard.open(form)


async def save(heard: Heard) -> Saved:
    """The form: a first read may take longer than Slack waits."""
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    typed = Typed(
        address=form.text("address") or "",
        user=form.text("user"),
        password=form.text("password"),
        own_email=form.text("own_email"),
    )

    async def next_view(heard: Heard) -> View:
        try:
            told = await heard.desk.connecting.connect(heard.request, typed)
        except ResonanceError as trouble:
            login = bool(typed.user) or getattr(trouble, "needs_login", False)
            return connect.connect_form(await _ways(heard), typed, str(trouble), login=login)
        return _shown(told)

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def choose(heard: Heard) -> Saved:
    """Several calendars of an account, chosen in a form."""
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    account, marks = _private(heard)["account"], form.several("calendars")

    async def next_view(heard: Heard) -> View:
        return _shown(await heard.desk.connecting.choose(heard.request, account, marks))

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def choose_beside(heard: Heard) -> None:
    """The same, chosen in a message."""
    form = inputs.Form(heard.payload["state"]["values"])
    marks = form.several("calendars")
    told = await heard.desk.connecting.choose(heard.request, int(heard.value), marks)
    await heard.replace(connect.connected(told))


async def others(heard: Heard) -> None:
    """What else an account has: read after the form stands open, which can't wait."""
    view_id = await heard.open(connect.reading())
    try:
        choice = await heard.desk.connecting.choice(heard.member, int(heard.value))
        view = (
            connect.choice_form(choice)
            if choice.offered
            else notice("Connected", "Every calendar of that account is connected already.")
        )
    except ResonanceError as trouble:
        view = notice("Not connected", str(trouble))
    await heard.update_view(view, view_id)


async def calendars(heard: Heard, _words: str = "") -> None:
    await heard.answer(await _card(heard))


async def read_now(heard: Heard) -> None:
    await heard.desk.tending.read_now(heard.request, int(heard.value))
    await heard.replace(await _card(heard))


async def remove(heard: Heard) -> None:
    await heard.desk.tending.disconnect(heard.request, int(heard.value))
    await heard.replace(await _card(heard))


async def confirm(heard: Heard) -> None:
    """What was taken for an interview is one."""
    await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=True)
    await heard.replace(await _card(heard))
    await close_questions(heard, int(heard.value))


async def refuse(heard: Heard) -> None:
    await heard.desk.interviewing.confirm(heard.request, int(heard.value), yes=False)
    await heard.replace(await _card(heard))
    await close_questions(heard, int(heard.value))


async def say_no_more(heard: Heard) -> None:
    await heard.desk.tending.say_no_more(heard.request)
    await heard.replace(said_no_more())


async def change(heard: Heard) -> None:
    calendar = await heard.desk.tending.calendar(heard.member, int(heard.value))
    await heard.open(change_form(calendar, await _ways(heard)))


async def save_change(heard: Heard) -> Saved:
    """A changed calendar is read once before it is kept so."""
    form = inputs.Form(heard.payload["view"]["state"]["values"])
    calendar_id = _private(heard)["calendar"]
    changes = Changes(
        address=form.text("address"),
        user=form.text("user"),
        password=form.text("password"),
        own_email=form.text("own_email"),
        dedicated=bool(form.several("dedicated")),
        keywords=inputs.listed(form.text("keywords") or ""),
    )

    async def next_view(heard: Heard) -> View:
        try:
            told = await heard.desk.tending.change(heard.request, calendar_id, changes)
        except ResonanceError as trouble:
            calendar = await heard.desk.tending.calendar(heard.member, calendar_id)
            return change_form(changes.shown_in(calendar), await _ways(heard), str(trouble))
        return notice("Changed", *connect.connected_lines(told))

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def look(heard: Heard) -> None:
    """All that is coming; the calendars are read while the view stands open."""
    await heard.exploration()  # without one there is nothing to understand events by
    zone = heard.zone
    view_id = await heard.open(agenda.looking())
    try:
        view = agenda.agenda(await heard.desk.looking.look(heard.member), zone)
    except ResonanceError as trouble:
        view = notice("What's coming", str(trouble))
    await heard.update_view(view, view_id)


async def correct(heard: Heard) -> None:
    """Her word on an event, which she can then widen or narrow."""
    calendar_id, mark, verdict, scope = heard.value.split(":")
    await heard.desk.looking.correct(
        heard.request, int(calendar_id), mark, Verdict(verdict), Scope(scope)
    )
    seen = await heard.desk.looking.look(heard.member)
    corrected = agenda.Corrected(mark=mark, scope=Scope(scope))
    await heard.update_view(agenda.agenda(seen, heard.zone, corrected))


async def nothing(_heard: Heard) -> None:
    """A tap that Slack reports and that needs no answer: a page opened, a menu chosen from."""


async def _ways(heard: Heard) -> dict[CalendarKind, str]:
    signing_in = heard.desk.signing_in
    kinds = tuple(signing_in.providers)
    pages = await asyncio.gather(*(signing_in.begin(heard.member, kind) for kind in kinds))
    return dict(zip(kinds, pages, strict=True))


async def _card(heard: Heard) -> Message:
    tending = heard.desk.tending
    return calendars_card(
        await tending.of(heard.member),
        await tending.next_reads(heard.member),
        await tending.understood(heard.member),
        heard.zone,
    )


def _shown(told: Connected | Choice) -> View:
    if isinstance(told, Choice):
        return connect.choice_form(told)
    return notice("Connected", *connect.connected_lines(told))


def _said(told: Connected | Choice) -> Message:
    return connect.choice_message(told) if isinstance(told, Choice) else connect.connected(told)


def _private(heard: Heard) -> dict[str, int]:
    kept: dict[str, int] = json.loads(heard.payload["view"]["private_metadata"])
    return kept
