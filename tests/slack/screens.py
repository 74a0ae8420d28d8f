"""Every message and view that can be built, each under the name of what it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.core.continuing import Held, OptionsUnclear
from bot.core.damage import Damage
from bot.core.detection import Scope
from bot.core.errors import Ambiguous
from bot.core.feeds import CalendarKind
from bot.core.meetings import Interview
from bot.core.nudges import Kind
from bot.core.people import Person, Stage
from bot.core.plan import Option, pace
from bot.core.synthesis import synthesise
from bot.core.synthesis.conversations import told
from bot.services.calendars.connecting import Connected, Typed
from bot.services.explaining import Why
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import (
    CalendarBroken,
    HowDidItGo,
    IsItAnInterview,
    Letter,
    WeekEnd,
    WeekMiddle,
    WeekStart,
)
from bot.services.outreach import Moved
from bot.slack.blocks import (
    agenda,
    calendars,
    checkin,
    connect,
    guide,
    home,
    interviews,
    people,
    plan_form,
    settings,
    synthesis,
    week,
    week_letters,
)
from bot.slack.blocks.checkin_form import checkin_form
from bot.slack.blocks.kit import Message
from bot.slack.interaction import as_modal
from bot.slack.listeners.commands import COMMANDS
from bot.slack.messenger import rendered
from tests.slack.cast import MAYA, NOW, Cast

LONDON = ZoneInfo("Europe/London")
Screen = TypeVar("Screen")


def listed(
    make: Callable[[Cast], Iterator[tuple[str, Screen]]],
) -> Callable[[Cast], tuple[tuple[str, Screen], ...]]:
    """Builds the screens of a cast once, since several tests look at each."""

    @cache
    def all_of(cast: Cast) -> tuple[tuple[str, Screen], ...]:
        return tuple(make(cast))

    return all_of


def letters(cast: Cast) -> Iterator[tuple[str, Letter]]:
    """All that the bot says by itself."""
    standing = pace(cast.exploration, NOW, LONDON)
    for goal in (0, standing.asked, standing.asked + 1):
        for waiting in (0, 1, 7):
            yield (
                f"Monday, goal {goal}, {waiting} waiting",
                WeekStart(
                    nudge_id=1,
                    pace=replace(standing, goal=goal),
                    waiting=waiting,
                    coming=waiting,
                ),
            )
            named = f"goal {goal}, {waiting} waiting"
            stands = replace(standing, goal=goal)
            yield f"Wednesday, {named}", WeekMiddle(nudge_id=1, pace=stands, waiting=waiting)
            friday = WeekEnd(nudge_id=1, pace=stands, held=waiting, coming=waiting)
            yield f"Friday, {named}", friday
    for certain, again, paused in ((True, False, False), (False, False, True), (True, True, True)):
        letter = HowDidItGo(
            nudge_id=1, interview_id=1, ended_at=NOW, certain=certain, again=again, paused=paused
        )
        yield f"the end of an interview, certain {certain}, again {again}", letter
        yield f"the end of a logged one, again {again}", replace(letter, certain=True, logged=True)
    yield "the morning's question", IsItAnInterview(nudge_id=1, interview_id=1, starts_at=NOW)
    for last in (False, True):
        letter_ = CalendarBroken(nudge_id=1, calendar_id=1, since=NOW, troubled=1 + last, last=last)
        yield f"a calendar is broken, for the last time {last}", letter_


@listed
def spoken_by_itself(cast: Cast) -> Iterator[tuple[str, Message]]:
    """What stands in the DM for good: letters, and what takes their place."""
    for name, letter in letters(cast):
        yield name, rendered(letter, MAYA)
    interview = replace(_some_interview(cast), check_in=cast.check_in())
    for outcome in Outcome:
        yield f"told {outcome}", checkin.told(interview, outcome)
    yield "asked again", checkin.how_did_it_go_again(1)
    yield "confirmed", checkin.confirmed()
    yield "snoozed, beneath its letter", week_letters.snoozed("Tue 1 Dec, 09:00")
    yield "stopped, beneath its letter", week_letters.stopped(Kind.WEEK_MIDDLE)
    yield "answered elsewhere", checkin.answered_elsewhere()
    yield "saved", checkin.saved(interview, cast.check_in())
    changed = replace(cast.check_in(), first_answer=cast.check_in())
    yield "saved anew", checkin.saved(interview, changed)
    yield "zone set", guide.zone_set("Europe/London")
    yield "zone moved", guide.moved_zone("Europe/London", "Asia/Kathmandu")
    yield "typed, exploring", guide.typed_answer(exploring=True)
    yield "typed, not exploring", guide.typed_answer(exploring=False)
    yield "broken", guide.broken("0a1b2c3d")


@listed
def answers(cast: Cast) -> Iterator[tuple[str, Message]]:
    """What only the asker sees."""
    exploration, interview = cast.exploration, _some_interview(cast)
    yield "week", week.week_card(exploration, pace(exploration, NOW, LONDON))
    late = NOW + timedelta(days=100)
    yield "week, over", week.week_card(exploration, pace(exploration, late, LONDON))
    yield "snoozed", week_letters.snoozed("Tue 1 Dec, 09:00")
    yield "stopped", week_letters.stopped(Kind.WEEK_MIDDLE)
    yield "started", week_letters.started()
    yield "paused", week_letters.paused(exploration.ends_on)
    yield "resumed", week_letters.resumed()
    yield "not paused", week_letters.not_paused()
    yield "settings saved", settings.settings_saved()
    yield from _people(cast)
    yield "interviews", interviews.interviews_card(exploration, NOW, LONDON)
    damaged = replace(exploration, damaged=(Damage(table="person", id=1, column="name"),) * 2)
    yield "interviews, damaged", interviews.interviews_card(damaged, NOW, LONDON)
    yield "logged", interviews.logged(interview, NOW, LONDON)
    there = interviews.already_there(interview, "1:1:", NOW, LONDON)
    yield "logged already", there
    yield "logged ahead", interviews.logged(interview, NOW - timedelta(days=90), LONDON)
    for calendar in cast.calendars[:2]:
        told = Connected(calendars=(calendar,) * 10, interviews=1)
        yield "connected", connect.connected(told)
    next_reads = {calendar.id: NOW for calendar in cast.calendars}
    card = calendars.calendars_card(cast.calendars, next_reads, cast.meetings, LONDON)
    yield "calendars", card
    yield "choice of calendars", connect.choice_message(cast.choice)
    typed = Typed(address=f"https://{'a' * 3000}")
    yield "a login is asked for", connect.asks_login(cast.text(), typed)
    yield "no more of a broken calendar", calendars.said_no_more()
    yield "waiting", checkin.waiting_list(exploration.interviews, LONDON)
    yield from _guide(cast)


@listed
def views(cast: Cast) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Modals and the Home tab; a message asked for from Home becomes a modal."""
    exploration, interview = cast.exploration, _some_interview(cast)
    nowhere = replace(MAYA, time_zone=None)
    yield "home", home.home(MAYA, exploration, NOW)
    yield "home, no zone", home.home(nowhere, exploration, NOW)
    yield "home, welcome", home.home(nowhere, None, NOW)
    for known in (None, cast.check_in()):
        filled = replace(interview, check_in=known)
        yield "check-in form", checkin_form(exploration, filled, {"interview": 1, "place": None})
    unknown = replace(interview, person=None, option=None)
    yield "check-in form, unknown", checkin_form(exploration, unknown, {"interview": 1})
    for plan in (None, exploration):
        yield "plan form", plan_form.plan_form(plan, exploration.starts_on, exploration.ends_on)
    yield "plan form, unclear", _unclear(cast)
    yield "add form", people.add_form(exploration)
    ways = dict.fromkeys(CalendarKind, f"https://sign.in/?state={'s' * 500}")
    typed = Typed(address=cast.text(), user=cast.text(254), own_email=cast.text(254))
    yield "connect form", connect.connect_form({})
    yield "connect form, trouble", connect.connect_form(ways, typed, cast.text(), login=True)
    yield "reading", connect.reading()
    yield "choose form", connect.choice_form(cast.choice, cast.text())
    for calendar in cast.calendars:
        yield "change form", calendars.change_form(calendar, ways, cast.text())
    yield "looking", agenda.previewing()
    for seen in cast.look.seen or (None,):
        corrected = agenda.Corrected(mark=seen.mark, scope=Scope.ONE) if seen else None
        yield "all that is coming", agenda.agenda(cast.look, LONDON, corrected)
    for calendar in cast.calendars[:2]:
        told = Connected(calendars=(calendar,), interviews=0)
        yield "notice", guide.notice("Connected", *connect.connected_lines(told))
    yield from _synthesis(cast)
    yield "settings form", settings.settings_form(MAYA)
    yield "zone form", guide.zone_form(None)
    yield "zone form, known", guide.zone_form("America/Argentina/ComodRivadavia")
    for meeting, met in cast.meetings[:1]:
        yield "event", interviews.event_view(meeting, met, LONDON)
    for name, message in answers(cast):
        yield f"{name}, over Home", as_modal(message)


def _synthesis(cast: Cast) -> Iterator[tuple[str, Mapping[str, Any]]]:
    exploration, made = cast.exploration, synthesise(cast.exploration)
    stored = {interview.label: interview.id for interview in exploration.interviews}
    yield "synthesis", synthesis.overview(exploration, made)
    yield "synthesis, how it is counted", synthesis.how_it_is_counted()
    for place in synthesis.pages(told(exploration)):
        page = synthesis.evidence(exploration, made, stored, place)
        yield f"synthesis, evidence {place}", page


def _unclear(cast: Cast) -> Mapping[str, Any]:
    options = cast.exploration.options or (Option(name="Agency owner", id=1),)
    held = tuple(Held(option=each, people=2, interviews=1) for each in options)
    unclear = OptionsUnclear(held, tuple(option.name for option in options))
    return plan_form.plan_form(cast.exploration, NOW.date(), NOW.date(), unclear)


def _people(cast: Cast) -> Iterator[tuple[str, Message]]:
    exploration = cast.exploration
    person = exploration.people[0] if exploration.people else Person(name="Ana Lima")
    for stage in Stage:
        moved = Moved(exploration=exploration, before=person, person=replace(person, stage=stage))
        yield f"moved to {stage}", people.moved(moved)
        yield f"back to {stage}", people.goes_back(person, stage)
    yield "kept", people.kept()
    for option in (person.option, None):
        added = Moved(exploration=exploration, before=person, person=replace(person, option=option))
        yield "added", people.added(added)
    if len(names := tuple(p.name for p in exploration.people)) > 1:
        several = str(Ambiguous(cast.text(), names))
        yield "which", people.which(several, names, "/outreach asked {}".format)


def _guide(cast: Cast) -> Iterator[tuple[str, Message]]:
    yield "help", guide.help_card(*(each.help for each in COMMANDS.values()), welcome=True)
    for name, command in COMMANDS.items():
        yield f"help {name}", guide.help_card(command.help)
    for near in (None, "asked"):
        yield f"unknown word, near {near}", guide.unknown_card("/outreach", cast.text(), near)
    yield "sorry", guide.sorry(cast.text() or "A name is missing.")
    yield "ask zone", guide.ask_zone()
    for member in (MAYA, replace(MAYA, time_zone=None)):
        yield "why", guide.why_card(_why(cast, member=member, weekly_off=()))
        yield (
            "why, off",
            guide.why_card(_why(cast, member=member, weekly_off=("start", "middle", "end"))),
        )


def _why(cast: Cast, **more: Any) -> Why:
    return Why(
        paused_until=cast.exploration.ends_on if more["weekly_off"] else None,
        next=cast.nudges,
        failures=cast.nudges[:5],
        calendars=cast.calendars,
        exploring=cast.people > 0,
        **more,
    )


def _some_interview(cast: Cast) -> Interview:
    return cast.interview(13)
