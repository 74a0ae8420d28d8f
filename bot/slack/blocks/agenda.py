"""All that is coming in her calendars, how each event was understood, and a tap to correct it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.detection import Scope, reason
from bot.core.meetings import Verdict
from bot.services.calendars.previewing import Look, Seen
from bot.slack import ids
from bot.slack.blocks.kit import Block, Element, actions, button, context, modal, more, section
from bot.slack.words import SENTENCE_LIMIT, day, inline, moment

SHOWN = 30
_TAKEN = {
    Verdict.INTERVIEW: "an interview",
    Verdict.ASK: "perhaps an interview",
    Verdict.NO: "no interview",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """The event that she has just spoken of, and how far her word goes."""

    mark: str
    scope: Scope


def previewing() -> dict[str, Any]:
    """While the calendars are read."""
    return _view([section("Reading your calendars …")])


def agenda(look: Look, zone: ZoneInfo, corrected: Corrected | None = None) -> dict[str, Any]:
    """What is coming, soonest first; beneath the event just `corrected`, how far her word goes."""
    blocks = [section(f"⚠️ {inline(each, SENTENCE_LIMIT)}") for each in look.troubles]
    for seen in look.seen[:SHOWN]:
        blocks += _event(seen, zone)
        if corrected and seen.mark == corrected.mark and len(seen.scopes) > 1:
            blocks += _scopes(seen, corrected.scope)
    if not look.seen:
        blocks.append(section("Nothing in the next two weeks."))
    blocks += more(len(look.seen) - SHOWN)
    why = "Read just now, and shown to you alone; of what is no interview nothing is kept."
    return _view([*blocks, context(why)])


def corrected_value(seen: Seen, verdict: Verdict, scope: Scope) -> str:
    """What a button carries back: which event, and her word on it."""
    return f"{seen.calendar_id}:{seen.mark}:{verdict}:{scope}"


def _event(seen: Seen, zone: ZoneInfo) -> list[Block]:
    occurrence, understanding = seen.occurrence, seen.understanding
    local = occurrence.starts_at.astimezone(zone)
    when = day(local.date()) if occurrence.all_day else moment(occurrence.starts_at, zone)
    why = inline(reason(occurrence, understanding), SENTENCE_LIMIT)
    line = (
        f"*{inline(occurrence.title) or '(no title)'}*\n"
        f"{when} · {_TAKEN[understanding.verdict]}, {why}"
    )
    match seen.correctable, understanding.verdict:
        case False, _:
            return [section(line)]
        case _, Verdict.INTERVIEW:
            return [section(line, _no(seen))]
        case _, Verdict.NO:
            return [section(line, _yes(seen))]
        case _:
            return [section(line), actions(_yes(seen), _no(seen, f"{ids.AGENDA_CORRECT}.no"))]


def _yes(seen: Seen) -> Element:
    """A yes says nothing of other events that are called so."""
    value = corrected_value(seen, Verdict.INTERVIEW, Scope.SERIES)
    return button("It is one", ids.AGENDA_CORRECT, value)


def _no(seen: Seen, action_id: str = ids.AGENDA_CORRECT) -> Element:
    """A no is learnt for the title too."""
    return button("It isn't one", action_id, corrected_value(seen, Verdict.NO, Scope.TITLE))


def _scopes(seen: Seen, chosen: Scope) -> list[Block]:
    """How far her word goes, to be widened or narrowed."""
    names = {
        Scope.ONE: "Only this one",
        Scope.SERIES: "All of the series" if Scope.ONE in seen.scopes else "Only this one",
        Scope.TITLE: "All called so",
    }
    return [
        context("I'll remember that for:"),
        actions(
            *(
                button(
                    f"✓ {names[scope]}" if scope is chosen else names[scope],
                    f"{ids.AGENDA_CORRECT}.{scope}",
                    corrected_value(seen, seen.understanding.verdict, scope),
                )
                for scope in seen.scopes
            )
        ),
    ]


def _view(blocks: Sequence[Block]) -> dict[str, Any]:
    return modal(ids.AGENDA_SHOW, "What's coming", blocks)
