"""Checks everything Resonance needs to run, and says what to do about each thing that is amiss."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bot.config import ConfigurationError, Settings
from bot.core.errors import ResonanceError
from bot.core.feeds import Calendar
from bot.services.ports import Store
from bot.slack.checkup import Checkup, check_up
from bot.stored import database, system_now

#: Slack refuses requests signed more than five minutes ago; half of that is time to act.
CLOCK_TOLERANCE = timedelta(seconds=150)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing checked; `advice` says what was found, and where not `well` what to do."""

    name: str
    well: bool
    advice: str


async def examine(settings: Settings) -> list[Finding]:
    """Every finding, in the order in which one sets Resonance up. The settings are sound, or
    they could not have been read."""
    found = await check_up(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        api_url=settings.slack_api_url,
        now=system_now(),
    )
    return [
        Finding(name="settings", well=True, advice="Every name is known, every value can be used."),
        *_slack(found),
        *[finding async for finding in _stored(settings)],
    ]


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


async def _stored(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with database(settings) as store:
            members, troubled = await _told(store)
    except (ConfigurationError, ResonanceError) as fault:
        yield Finding(name="database", well=False, advice=str(fault))
        return
    yield Finding(name="database", well=True, advice=f"Open and up to date; members: {members}.")
    yield Finding(name="keys", well=True, advice="The encryption key opens what is stored.")
    trouble = f"{len(troubled)} can't be read; their members see why in `/interviews calendars`."
    yield _finding("calendars", trouble if troubled else None, "None is in trouble.")


async def _told(store: Store) -> tuple[int, list[Calendar]]:
    """How many members there are, and the calendars that can't be read."""
    async with store.reading() as work:
        members = await work.members.every()
        calendars = [one for member in members for one in await work.calendars.of(member.id)]
    return len(members), [calendar for calendar in calendars if calendar.trouble]
