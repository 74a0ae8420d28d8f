"""`/interviews connect` and `calendars`: connecting, choosing, changing, looking, letting go."""

import asyncio
import json

from bot.core.detection import Scope
from bot.core.errors import CalendarTrouble, ResonanceError
from bot.core.feeds import CalendarKind
from bot.core.meetings import Verdict
from bot.services.calendars.connecting import Choice, Connected, Typed
from bot.services.calendars.managing import Changes
from bot.slack import inputs
from bot.slack.blocks import agenda, connect
from bot.slack.blocks.calendars import calendars_card, change_form, said_no_more
from bot.slack.blocks.guide import notice
from bot.slack.blocks.kit import Message
from bot.slack.interaction import Interaction
from bot.slack.listeners.closing import close_questions
from bot.slack.listening import Saved, View


async def connect_address(interaction: Interaction, words: str) -> None:
    """With an address reads it at once; without opens the form, where addresses belong."""
    if not words:
        await open_form(interaction)
        return
    typed = Typed(address=words)
    try:
        told = await interaction.services.connecting.connect(interaction.request, typed)
    except CalendarTrouble as trouble:
        if not trouble.needs_login:
            raise
        await interaction.answer(connect.asks_login(str(trouble), typed))
    else:
        await interaction.answer(_said(told))


async def open_form(interaction: Interaction) -> None:
    await interaction.open(connect.connect_form(await _ways(interaction)))


async def open_login_form(interaction: Interaction) -> None:
    """For an address that was typed beside the command and wants a name and a password."""
    form = connect.connect_form(
        await _ways(interaction), Typed(address=interaction.value), login=True
    )
    await interaction.open(form)


async def save(interaction: Interaction) -> Saved:
    """The form: a first read may take longer than Slack waits."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    typed = Typed(
        address=form.text("address") or "",
        user=form.text("user"),
        password=form.text("password"),
        own_email=form.text("own_email"),
    )

    async def next_view(interaction: Interaction) -> View:
        try:
            told = await interaction.services.connecting.connect(interaction.request, typed)
        except ResonanceError as trouble:
            login = bool(typed.user) or getattr(trouble, "needs_login", False)
            return connect.connect_form(await _ways(interaction), typed, str(trouble), login=login)
        return _shown(told)

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def choose(interaction: Interaction) -> Saved:
    """Several calendars of an account, chosen in a form."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    account, marks = _private(interaction)["account"], form.several("calendars")

    async def next_view(interaction: Interaction) -> View:
        return _shown(
            await interaction.services.connecting.choose(interaction.request, account, marks)
        )

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def choose_beside(interaction: Interaction) -> None:
    """The same, chosen in a message."""
    form = inputs.Form(interaction.payload["state"]["values"])
    marks = form.several("calendars")
    told = await interaction.services.connecting.choose(
        interaction.request, int(interaction.value), marks
    )
    await interaction.replace(connect.connected(told))


async def others(interaction: Interaction) -> None:
    """What else an account has: read after the form stands open, which can't wait."""
    view_id = await interaction.open(connect.reading())
    try:
        choice = await interaction.services.connecting.choice(
            interaction.member, int(interaction.value)
        )
        view = (
            connect.choice_form(choice)
            if choice.offered
            else notice("Connected", "Every calendar of that account is connected already.")
        )
    except ResonanceError as trouble:
        view = notice("Not connected", str(trouble))
    await interaction.update_view(view, view_id)


async def calendars(interaction: Interaction, _words: str = "") -> None:
    await interaction.answer(await _card(interaction))


async def read_now(interaction: Interaction) -> None:
    await interaction.services.managing.read_now(interaction.request, int(interaction.value))
    await interaction.replace(await _card(interaction))


async def remove(interaction: Interaction) -> None:
    await interaction.services.managing.disconnect(interaction.request, int(interaction.value))
    await interaction.replace(await _card(interaction))


async def confirm(interaction: Interaction) -> None:
    """What was taken for an interview is one."""
    await interaction.services.interviewing.confirm(
        interaction.request, int(interaction.value), yes=True
    )
    await interaction.replace(await _card(interaction))
    await close_questions(interaction, int(interaction.value))


async def refuse(interaction: Interaction) -> None:
    await interaction.services.interviewing.confirm(
        interaction.request, int(interaction.value), yes=False
    )
    await interaction.replace(await _card(interaction))
    await close_questions(interaction, int(interaction.value))


async def say_no_more(interaction: Interaction) -> None:
    await interaction.services.managing.say_no_more(interaction.request)
    await interaction.replace(said_no_more())


async def change(interaction: Interaction) -> None:
    calendar = await interaction.services.managing.calendar(
        interaction.member, int(interaction.value)
    )
    await interaction.open(change_form(calendar, await _ways(interaction)))


async def save_change(interaction: Interaction) -> Saved:
    """A changed calendar is read once before it is kept so."""
    form = inputs.Form(interaction.payload["view"]["state"]["values"])
    calendar_id = _private(interaction)["calendar"]
    changes = Changes(
        address=form.text("address"),
        user=form.text("user"),
        password=form.text("password"),
        own_email=form.text("own_email"),
        dedicated=bool(form.several("dedicated")),
        keywords=inputs.listed(form.text("keywords") or ""),
    )

    async def next_view(interaction: Interaction) -> View:
        try:
            told = await interaction.services.managing.change(
                interaction.request, calendar_id, changes
            )
        except ResonanceError as trouble:
            calendar = await interaction.services.managing.calendar(interaction.member, calendar_id)
            return change_form(changes.shown_in(calendar), await _ways(interaction), str(trouble))
        return notice("Changed", *connect.connected_lines(told))

    return Saved(next_view=next_view, meanwhile=connect.reading())


async def look(interaction: Interaction) -> None:
    """All that is coming; the calendars are read while the view stands open."""
    await interaction.exploration()  # without one there is nothing to understand events by
    zone = interaction.zone
    view_id = await interaction.open(agenda.previewing())
    try:
        view = agenda.agenda(await interaction.services.previewing.look(interaction.member), zone)
    except ResonanceError as trouble:
        view = notice("What's coming", str(trouble))
    await interaction.update_view(view, view_id)


async def correct(interaction: Interaction) -> None:
    """Her word on an event, which she can then widen or narrow."""
    calendar_id, mark, verdict, scope = interaction.value.split(":")
    await interaction.services.previewing.correct(
        interaction.request, int(calendar_id), mark, Verdict(verdict), Scope(scope)
    )
    seen = await interaction.services.previewing.look(interaction.member)
    corrected = agenda.Corrected(mark=mark, scope=Scope(scope))
    await interaction.update_view(agenda.agenda(seen, interaction.zone, corrected))


async def nothing(_heard: Interaction) -> None:
    """A tap that Slack reports and that needs no answer: a page opened, a menu chosen from."""


async def _ways(interaction: Interaction) -> dict[CalendarKind, str]:
    signing_in = interaction.services.signing_in
    kinds = tuple(signing_in.providers)
    pages = await asyncio.gather(*(signing_in.begin(interaction.member, kind) for kind in kinds))
    return dict(zip(kinds, pages, strict=True))


async def _card(interaction: Interaction) -> Message:
    managing = interaction.services.managing
    return calendars_card(
        await managing.of(interaction.member),
        await managing.next_reads(interaction.member),
        await managing.understood(interaction.member),
        interaction.zone,
    )


def _shown(told: Connected | Choice) -> View:
    if isinstance(told, Choice):
        return connect.choice_form(told)
    return notice("Connected", *connect.connected_lines(told))


def _said(told: Connected | Choice) -> Message:
    return connect.choice_message(told) if isinstance(told, Choice) else connect.connected(told)


def _private(interaction: Interaction) -> dict[str, int]:
    kept: dict[str, int] = json.loads(interaction.payload["view"]["private_metadata"])
    return kept
