"""The check-in in the DM: how did it go, and ticks for what was answered, never the answers."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.core.check_in_fields import Part
from bot.core.meetings import Interview
from bot.core.reflection import FIELDS, CheckIn
from bot.services.interviewing import Outcome
from bot.services.nudges.letters import HowDidItGo, IsItAnInterview
from bot.slack import ids
from bot.slack.blocks.checkin_form import PRIVACY
from bot.slack.blocks.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    letter_id,
    message,
    more,
    section,
)
from bot.slack.words import clock, inline, moment


def how_did_it_go(letter: HowDidItGo, zone: ZoneInfo) -> Message:
    """The DM at an interview's end: no names, five outcomes."""
    lines = [_asked(letter, zone)]
    if letter.paused:
        lines.append("You paused your weekly messages; check-ins go on, so that nothing fades.")
    return message(
        {**section("\n".join(lines)), "block_id": letter_id(letter.nudge_id)},
        outcome_buttons(letter.interview_id),
        context(_why(letter)),
    )


def how_did_it_go_again(interview_id: int) -> Message:
    """The outcomes once more, in place of the one that was tapped."""
    return message("*How did it go?*", outcome_buttons(interview_id))


def outcome_buttons(interview_id: int) -> Block:
    value = str(interview_id)
    return actions(
        button("It happened", ids.CHECKIN_HAPPENED, value, style="primary"),
        button("Still going", ids.CHECKIN_STILL_GOING, value),
        button("It moved", ids.CHECKIN_MOVED, value),
        button("They didn't show", ids.CHECKIN_NO_SHOW, value),
        button("Not an interview", ids.CHECKIN_NOT_INTERVIEW, value),
    )


def _asked(letter: HowDidItGo, zone: ZoneInfo) -> str:
    at = clock(letter.ended_at, zone)
    if letter.again:
        return "*How did it go?* I waited a little, as you asked."
    if letter.certain:
        return f"*How did it go?* Your conversation was to end at {at}."
    return f"*Was that an interview?* Something in your calendar ended at {at}. How did it go?"


def _why(letter: HowDidItGo) -> str:
    if letter.logged:
        return (
            "I ask before impressions fade, because it is among your interviews. "
            "*Not an interview* is the end of my asking."
        )
    known = (
        "your calendar had it"
        if letter.certain
        else "something in its title or guests looked like one"
    )
    return (
        f"I ask now, before impressions fade, because {known}. "
        "To stop me reading a calendar: `/interviews calendars`."
    )


def is_it_an_interview(letter: IsItAnInterview, zone: ZoneInfo) -> Message:
    """The morning's question; what it is about stands behind a button."""
    text = (
        f"Something in your calendar at {clock(letter.starts_at, zone)} today may be one of your "
        "interviews. Is it?"
    )
    value = str(letter.interview_id)
    return message(
        {**section(text), "block_id": letter_id(letter.nudge_id)},
        actions(
            button("Yes, it is", ids.INTERVIEW_CONFIRM, value, style="primary"),
            button("No", ids.INTERVIEW_REFUSE, value),
            button("Show me which", ids.INTERVIEW_SHOW, value),
        ),
        context(
            "I ask, once, because something in its title or guests looked like one; your answer is "
            "remembered. `/interviews calendars` is where to stop me reading a calendar."
        ),
    )


def told(interview: Interview, outcome: Outcome) -> Message:
    """The DM after an outcome was tapped; it can always be taken back."""
    value = str(interview.id)
    change = button("Change", ids.CHECKIN_CHANGE, value)
    if outcome is Outcome.HAPPENED:
        return message(
            "✓ *It happened.* While it is fresh: body first, then thoughts, then feelings.",
            actions(
                button("Check in, two minutes", ids.CHECKIN_FORM, value, style="primary"), change
            ),
            context(PRIVACY),
        )
    return message(_AFTER[outcome], actions(change))


_AFTER = {
    Outcome.STILL_GOING: "✓ *Still going.* Enjoy it; I'll ask again in a quarter of an hour.",
    Outcome.MOVED: (
        "✓ *It moved.* When your calendar shows the new time I'll be there; "
        "or tell me: `/interviews log NAME Tuesday 14:30`."
    ),
    Outcome.NO_SHOW: (
        "✓ *They didn't show.* That says something about their week, not about you. "
        "A short, kind note often brings a second date."
    ),
    Outcome.NOT_INTERVIEW: "✓ *Not an interview.* I'll remember, and won't ask about it again.",
}


def answered_elsewhere() -> Message:
    """In place of a question that stands open and is answered by now."""
    return message("✓ *Answered.* `/reflect` with the name opens it again.")


def confirmed() -> Message:
    return message("✓ It is one. I'll ask how it went when it is over.")


def saved(interview: Interview, check_in: CheckIn) -> Message:
    """The DM after a check-in was saved: ticks only."""
    value = str(interview.id)
    ticks = " · ".join(f"{name} ✓" for name in answered(check_in))
    again = " Your first answers are kept beside these." if check_in.first_answer else ""
    return message(
        f"*Saved.* {ticks}{again}",
        actions(
            button("Change answers", ids.CHECKIN_FORM, value),
            button("See the synthesis", ids.SYNTHESIS_SHOW),
        ),
    )


def answered(check_in: CheckIn) -> tuple[str, ...]:
    """Which parts were answered, in the order asked."""
    given = {row.part for row in FIELDS if row.of(check_in) != row.empty}
    return tuple(_TICKS[part] for part in Part if part in given)


_TICKS: Mapping[Part, str] = {
    Part.BODY: "body",
    Part.RATINGS: "ratings",
    Part.DREW: "what drew you",
    Part.PUT_OFF: "what put you off",
    Part.KEEPING: "worth keeping",
    Part.CANDOUR: "candour",
    Part.NAMED: "whom they named",
    Part.WORDS: "your words",
    Part.BELIEFS: "what you believed",
    Part.GUT: "gut",
}


def waiting_list(interviews: tuple[Interview, ...], zone: ZoneInfo, limit: int = 15) -> Message:
    """The answer to `/reflect`: what waits for a check-in, latest first."""
    if not interviews:
        return message(
            "Nothing waits for an answer. After your next interview I'll be there.",
            actions(button("Interviews", ids.INTERVIEWS_SHOW)),
        )
    lines = [due_line(interview, zone) for interview in interviews[:limit]]
    intro = "*Waiting for a check-in* (late is fine, and better than never)"
    return message(intro, *lines, *more(len(interviews) - limit))


def due_line(interview: Interview, zone: ZoneInfo) -> Block:
    """An interview with the way into its check-in."""
    way = button("Check in", ids.CHECKIN_FORM, str(interview.id))
    return section(interview_line(interview, zone), way)


def interview_line(interview: Interview, zone: ZoneInfo) -> str:
    """ "*Priya Shah* · Agency owner · Tue 15 Sep, 10:00"; where nobody is tracked, the event's own
    title stands for the name."""
    who = inline(interview.person or interview.title or "") or "Somebody"
    parts = [f"*{who}*", inline(interview.option or ""), moment(interview.starts_at, zone)]
    return " · ".join(part for part in parts if part)
