"""Checks everything Resonance needs to run, and says what to do about each thing that is amiss."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.compose.store import database, files_of, system_now
from bot.config import ConfigurationError, Settings
from bot.core.damage import Damage
from bot.core.errors import ResonanceError
from bot.core.feeds import CalendarKind
from bot.core.observations import Observation, Seen
from bot.services.metrics import Counts
from bot.services.upkeep import Deliveries, Dm, Rostered
from bot.slack.checkup import Checkup, check_up
from storage.keys import is_open_to_others

#: Slack refuses requests signed more than five minutes ago; half of that is time to act.
CLOCK_TOLERANCE = timedelta(seconds=150)
#: Where a browser on this machine finds its pages, for which providers want no https.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: So many are named.
SHOWN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing checked; `advice` says what was found, and where not `well` what to do."""

    name: str
    well: bool
    advice: str


async def examine(settings: Settings, folder: Path) -> list[Finding]:
    """Every finding, in the order in which one sets Resonance up. The settings are sound, or
    they could not have been read; `folder` is where `.env` would be."""
    found = await check_up(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        api_url=settings.slack_api_url,
        now=system_now(),
    )
    return [
        _finding("settings", _unpaired(settings), "Every name is known, every value can be used."),
        *_slack(found),
        *_private(settings, folder),
        *[finding async for finding in _stored(settings)],
        *_pages(settings),
        *_sign_in(settings),
    ]


def misconfigured(fault: ConfigurationError) -> list[Finding]:
    """What is found where the settings can't be read, so that nothing else can be looked at."""
    return [Finding(name="settings", well=False, advice=" ".join(fault.faults))]


def as_dicts(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [asdict(finding) for finding in findings]


def as_text(findings: Sequence[Finding]) -> str:
    return "".join(f"{'✓' if one.well else '✗'} {one.name}: {one.advice}\n" for one in findings)


def _slack(found: Checkup) -> Iterator[Finding]:
    yield _finding("bot token", found.bot_fault, f"Belongs to {found.workspace}.")
    yield _finding("app token", found.app_fault, "Socket Mode can be opened.")
    if found.bot_fault is None:
        yield _finding("scopes", _scopes_fault(found), "All are granted.")
    if found.clock_off is not None:
        fault = _clock_fault(found.clock_off)
        yield _finding("clock", fault, "Agrees with Slack's.")


def _finding(name: str, fault: str | None, praise: str) -> Finding:
    return Finding(name=name, well=fault is None, advice=fault or praise)


def _scopes_fault(found: Checkup) -> str | None:
    if not found.missing_scopes:
        return None
    missing = ", ".join(found.missing_scopes)
    return f"Missing: {missing}. Paste the output of `resonance manifest`; reinstall the app."


def _clock_fault(off: timedelta) -> str | None:
    if off <= CLOCK_TOLERANCE:
        return None
    return f"Differs from Slack's by {off.total_seconds():.0f} s; set this machine's time."


def _sign_in(settings: Settings) -> Iterator[Finding]:
    if settings.google or settings.microsoft:
        praise = f"Members come back to {settings.reached_at}."
        yield _finding("sign-in", _sign_in_fault(settings), praise)


async def _stored(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with database(settings) as store:
            counts = await store.counts(system_now())
            deliveries = await store.deliveries(system_now())
            roster = await store.roster()
            damaged = await store.damaged()
            async with store.reading() as work:
                observed = await work.observations.every()
    except (ConfigurationError, ResonanceError) as fault:
        yield Finding(name="database", well=False, advice=str(fault))
        return
    open_and_counted = f"Open and up to date; members: {counts.members}."
    yield Finding(name="database", well=True, advice=open_and_counted)
    yield Finding(name="keys", well=True, advice="The encryption key opens what is stored.")
    yield _finding("rows", _damage(damaged), "All that is stored can be opened.")
    yield _finding("calendars", _trouble(counts), f"Connected: {_listed(counts.calendars)}.")
    on_time = "None is late, and none failed in the last week."
    yield _finding("connections", _shared(observed), "No other process was seen on this app.")
    yield _finding("messages", _undelivered(deliveries), on_time)
    yield _finding("DMs", _dead(roster), "Nobody is known to be out of reach.")


def _damage(damaged: Sequence[Damage]) -> str | None:
    if not damaged:
        return None
    return (
        f"Can't be opened: {_some(damaged)}. All else can be, and "
        "nothing of them is overwritten; a backup may still have them."
    )


def _shared(observed: Sequence[Observation]) -> str | None:
    for one in observed:
        match one.seen:
            case Seen.ANOTHER_PROCESS:
                return (
                    "Another process was connected to Slack as this app, last seen "
                    f"{one.last_at:%d %b, %H:%M} UTC: half of what members do goes to it, perhaps "
                    "to another database. Stop one of them."
                )
    return None


def _trouble(counts: Counts) -> str | None:
    if not (troubled := counts.calendars_in_trouble):
        return None
    days = counts.longest_in_trouble / timedelta(days=1)
    return (
        f"Can't be read: {_listed(troubled)}, the longest for {days:.1f} days; "
        "their members see why in `/interviews calendars`."
    )


def _listed(calendars: Mapping[CalendarKind, int]) -> str:
    """ "3 ics, 1 google" """
    return ", ".join(f"{number} {kind}" for kind, number in calendars.items()) or "none"


def _unpaired(settings: Settings) -> str | None:
    if not settings.unpaired:
        return None
    return f"Set {', '.join(settings.unpaired)} too; without it that provider is not offered."


def _private(settings: Settings, folder: Path) -> Iterator[Finding]:
    """What holds tokens or the members' words is for nobody else to read. The key file, which
    refuses to be used otherwise, is looked at with the database."""
    files = [file for file in (folder / ".env", *files_of(settings)) if file.is_file()]
    open_ = [file.name for file in files if is_open_to_others(file)]
    fault = f"Others can read {', '.join(open_)}; run: chmod 600 {' '.join(open_)}"
    yield _finding("files", fault if open_ else None, "Nobody else can read them.")


def _pages(settings: Settings) -> Iterator[Finding]:
    if settings.public_url:
        yield _finding("pages", _pages_fault(settings), f"Found at {settings.reached_at}.")


def _pages_fault(settings: Settings) -> str | None:
    at = urlsplit(settings.public_url or "")
    if settings.port is None:
        return "RESONANCE_PUBLIC_URL is set and nothing is served there: set PORT too."
    if at.scheme != "https" and at.hostname not in LOOPBACK:
        return "RESONANCE_PUBLIC_URL must begin with https://: Google, Microsoft and Slack ask it."
    return None


def _undelivered(deliveries: Deliveries) -> str | None:
    told = []
    if deliveries.overdue:
        hours = deliveries.longest_overdue / timedelta(hours=1)
        told.append(
            f"{deliveries.overdue} wait past their time, the first for {hours:.1f} hours: is "
            "`resonance run` at work? If so, its log says what they wait for."
        )
    if deliveries.failed:
        failed = ", ".join(f"{number} {name}" for name, number in deliveries.failed.items())
        told.append(f"Failed in the last week: {failed}; `resonance why` tells of each member's.")
    return " ".join(told) or None


def _dead(roster: Sequence[Rostered]) -> str | None:
    dead = [f"{one.team}/{one.user}" for one in roster if one.dm is Dm.UNREACHABLE]
    if not dead:
        return None
    return (
        f"Slack took no message for {_some(dead)}: has she left, or was the app "
        "made anew? `resonance members` lists everybody."
    )


def _some(named: Sequence[object]) -> str:
    """As in "a, b and 3 more"."""
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return f"{', '.join(map(str, named[:SHOWN]))}{more}"


def _sign_in_fault(settings: Settings) -> str | None:
    """Whoever signs in at a provider comes back to a page that somebody must serve."""
    if (settings.google or settings.microsoft) and settings.reached_at is None:
        return "Nobody can come back from signing in: set PORT, and RESONANCE_PUBLIC_URL."
    return None
