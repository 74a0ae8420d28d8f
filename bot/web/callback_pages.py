"""What a member reads who comes back from Google or Microsoft: one page for each way it can end."""

from collections.abc import Mapping
from http import HTTPStatus

from bot.core.errors import InvalidInput, NotFound, ResonanceError, quoted
from bot.web.page import Page, Question
from bot.web.ports import Asking, Finished

_AGAIN = "Back in Slack, `/interviews connect` starts again."
_LOOK = f"{_AGAIN} `/interviews calendars` shows what is connected."


def asked(provider: str, asking: Asking, fields: Mapping[str, str]) -> Page:
    """Names whose Slack account it is, since a sign-in can have been begun by somebody else."""
    return Page(
        title=f"Connect it for {asking.member} in {asking.workspace}?",
        said=(
            f"Your {provider} calendar would then be read for {asking.member} in "
            f"{asking.workspace} on Slack. Nothing is connected yet.",
        ),
        question=Question(yes="Yes, connect it", answer="callback", fields=fields),
        notes=(
            (
                "Isn’t that you?",
                "Then somebody else began this. Close the page: nothing is read, and nothing is "
                "kept of it.",
            ),
        ),
        back="Not now? Close the page. In Slack, `/interviews connect` starts again.",
    )


def another_browser() -> Page:
    return Page(
        title="Nothing was connected",
        said=(
            "The yes must come from the browser that was asked, and this one isn’t known here. "
            "Perhaps it keeps no cookies.",
        ),
        back=_LOOK,
        status=HTTPStatus.BAD_REQUEST,
    )


def connected(provider: str, finished: Finished) -> Page:
    """Names once more whose Slack account it is."""
    name = quoted(finished.calendar)
    return Page(
        title=f"{name} is connected",
        said=(
            f"Your {provider} calendar {name} is now read for {finished.member} in "
            f"{finished.workspace} on Slack.",
            _found(finished.interviews),
        ),
        notes=(
            (
                "What Resonance does with it",
                "It reads when your meetings are, what they are called and who is invited, to know "
                "when an interview ends. It asked for the narrowest access there is for that, and "
                "can’t change anything.",
            ),
            (
                "Wasn’t that you?",
                f"If you aren’t {finished.member}, somebody else began this. Take the access back "
                f"in your {provider} account, where it lists the apps you have allowed; from then "
                "on nothing is read.",
            ),
        ),
        back="You can close this page. In Slack, `/interviews calendars` shows the calendar, and "
        "disconnects it whenever you like.",
    )


def declined(provider: str) -> Page:
    return Page(
        title="Nothing was connected",
        said=(
            f"You didn’t let Resonance read your {provider} calendar. That is fine: it has no "
            "access to it, and nothing is kept of this.",
            "Interviews can also be noted by hand, with `/interviews log`.",
        ),
        back=f"Changed your mind? {_AGAIN}",
    )


def unfinished(provider: str) -> Page:
    """The provider gave an error of its own, whose text may be anybody's and isn't shown."""
    return Page(
        title=f"{provider} didn’t finish the sign-in",
        said=(
            "Nothing was connected. It may work in a few minutes.",
            "If it doesn’t: some organisations let their people use an app only after their "
            "administrator has agreed to it. Whoever runs Resonance can tell you more.",
        ),
        back=_AGAIN,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
    )


def slow(provider: str) -> Page:
    return Page(
        title="That took too long",
        said=(f"{provider} hasn’t answered in time, so the calendar may not be connected.",),
        back=_LOOK,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
    )


def unreadable(provider: str) -> Page:
    return Page(
        title="This address isn’t complete",
        said=(
            f"It isn’t one that {provider} makes at the end of a sign-in, so nothing was "
            "connected. Perhaps it was copied, and something got lost on the way.",
        ),
        back=_LOOK,
        status=HTTPStatus.BAD_REQUEST,
    )


def failed(fault: ResonanceError) -> Page:
    """With the fault's own sentence. What may go well later is never a 502 or 504: the pages of
    those are replaced by proxies."""
    of_theirs = isinstance(fault, NotFound | InvalidInput)
    over = isinstance(fault, NotFound)  # perhaps since it ended well, and this is a second look
    return Page(
        title="This sign-in is over" if over else "The calendar wasn’t connected",
        said=(str(fault),),
        back=_LOOK,
        status=HTTPStatus.BAD_REQUEST if of_theirs else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _found(interviews: int) -> str:
    match interviews:
        case 0:
            return "No interviews were found in the days ahead. Resonance keeps looking."
        case 1:
            return "One interview was found in the days ahead."
        case _:
            return f"{interviews} interviews were found in the days ahead."
