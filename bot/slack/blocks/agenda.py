"""All that is coming in her calendars, how each event was understood, and a tap to correct it."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.detection import Scope
from bot.core.meetings import Verdict
from bot.services.looking import Look, Seen
from bot.slack import ids
from bot.slack.blocks.kit import Block, actions, button, context, modal, more, section
from bot.slack.words import SENTENCE_LIMIT, day, inline, moment

SHOWN = 30
_TAKEN = {
    Verdict.INTERVIEW: "✓ an interview",
    Verdict.ASK: "? perhaps an interview",
    Verdict.NO: "– no interview",
}
_SCOPES = {
    Scope.ONE: "Only this one",
    Scope.SERIES: "Each of the series",
    Scope.TITLE: "All called so",
}


def looking() -> dict[str, Any]:
    """While the calendars are read."""
    return _view([section("Reading your calendars …")])


def agenda(look: Look, zone: ZoneInfo, corrected: str | None = None) -> dict[str, Any]:
    """What is coming, soonest first; beneath the event just `corrected`, how far her word goes."""
    blocks = [section(f"⚠️ {inline(each, SENTENCE_LIMIT)}") for each in look.troubles]
    for seen in look.seen[:SHOWN]:
        blocks.append(_event(seen, zone))
        if seen.mark == corrected and len(seen.scopes) > 1:
            blocks.append(_scopes(seen))
    if not look.seen:
        blocks.append(section("Nothing in the next two weeks."))
    blocks += more(len(look.seen) - SHOWN)
    why = "Read just now, and shown to you alone; of what is no interview nothing is kept."
    return _view([*blocks, context(why)])


def corrected_value(seen: Seen, verdict: Verdict, scope: Scope) -> str:
    """What a button carries back: which event, and her word on it."""
    return f"{seen.calendar_id}:{seen.mark}:{verdict}:{scope}"


def _event(seen: Seen, zone: ZoneInfo) -> Block:
    occurrence, understanding = seen.occurrence, seen.understanding
    local = occurrence.starts_at.astimezone(zone)
    when = day(local.date()) if occurrence.all_day else moment(occurrence.starts_at, zone)
    line = (
        f"*{inline(occurrence.title) or '(no title)'}* · {when}\n"
        f"{_TAKEN[understanding.verdict]}, {inline(understanding.because, SENTENCE_LIMIT)}"
    )
    return section(line, _correction(seen) if seen.correctable else None)


def _correction(seen: Seen) -> dict[str, Any]:
    """A no is learnt for the title too; a yes says nothing of other events that are called so."""
    if seen.understanding.verdict is Verdict.NO:
        value = corrected_value(seen, Verdict.INTERVIEW, Scope.SERIES)
        return button("It is one", ids.AGENDA_CORRECT, value)
    value = corrected_value(seen, Verdict.NO, Scope.TITLE)
    return button("It isn't one", ids.AGENDA_CORRECT, value)


def _scopes(seen: Seen) -> Block:
    verdict = seen.understanding.verdict
    return actions(
        *(
            button(
                _SCOPES[scope],
                f"{ids.AGENDA_CORRECT}.{scope}",
                corrected_value(seen, verdict, scope),
            )
            for scope in Scope
            if scope in seen.scopes
        )
    )


def _view(blocks: Sequence[Block]) -> dict[str, Any]:
    return modal(ids.AGENDA_SHOW, "What's coming", blocks)
