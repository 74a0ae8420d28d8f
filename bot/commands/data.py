"""What the shell's commands do with what is stored, over the same services as Slack's listeners."""

from dataclasses import asdict
from pathlib import Path

import click

from bot.commands.printing import document
from bot.compose.store import database, system_now
from bot.config import Settings
from bot.core.errors import NotFound
from bot.core.members import Member
from bot.core.plan import Exploration
from bot.core.synthesis import Synthesis
from bot.core.synthesis import as_json as synthesis_json
from bot.core.synthesis import as_text as synthesis_text
from bot.services.explaining import Explaining, why_text
from bot.services.explaining import as_json as why_json
from bot.services.nudges.planning import plan_ahead
from bot.services.portability.damage import damage_lines
from bot.services.portability.exporting import export_json
from bot.services.portability.forgetting import Forgotten, forget
from bot.services.portability.importing import read_file
from bot.services.portability.markdown import export_markdown
from bot.services.portability.service import export, import_explorations, summary
from bot.services.ports import Store, Work
from bot.services.synthesising import Synthesising
from bot.services.upkeep import Rostered
from bot.writers.chart import chart_png, chart_svg


async def exported(
    settings: Settings, team: str | None, user: str | None, form: str
) -> tuple[str, tuple[str, ...]]:
    """The exploration file, or the same to read; and a line for each thing that is damaged in it,
    where a stand-in is written."""
    async with database(settings) as store:
        member = await _member(store, team, user)
        explorations = await export(store, member)
    text = (export_json if form == "json" else export_markdown)(member, explorations)
    return text, tuple(damage_lines(explorations))


async def imported(
    settings: Settings, team: str | None, user: str | None, content: bytes, *, replace: bool
) -> str:
    """Stores a file for a member, who may be new; `ImportFaults` where it is not sound."""
    found = read_file(content)
    async with database(settings) as store:
        team, user = await _whose(store, team, user)
        counts = await import_explorations(
            store, team=team, user=user, imported=found, replace=replace, plan=_plan
        )
    return summary(counts)


async def forgotten(
    settings: Settings, team: str | None, user: str | None, person: str | None
) -> str:
    async with database(settings) as store:
        gone = await forget(store, await _member(store, team, user), person)
    return _summary(gone)


async def synthesised(
    settings: Settings, team: str | None, user: str | None, *, as_json: bool, chart: Path | None
) -> tuple[str, bytes | None]:
    """The synthesis to print, and its picture where a file for one is named."""
    async with database(settings) as store:
        member = await _member(store, team, user)
        exploration, made = await Synthesising(store=store).of(member)
    told = document(synthesis_json(made)) if as_json else synthesis_text(exploration, made) + "\n"
    return told, _picture(exploration, made, chart) if chart else None


def _picture(exploration: Exploration, made: Synthesis, chart: Path) -> bytes:
    if chart.suffix.lower() == ".svg":
        return chart_svg(exploration, made).encode()
    return chart_png(exploration, made)


async def explained(
    settings: Settings, team: str | None, user: str | None, *, as_json: bool
) -> str:
    async with database(settings) as store:
        member = await _member(store, team, user)
        why = await Explaining(store=store, now=system_now).why(member)
    return document(why_json(why)) if as_json else why_text(why) + "\n"


async def listed(settings: Settings, *, as_json: bool) -> str:
    """Every member stored, by ids."""
    async with database(settings) as store:
        roster = await store.roster()
    return document([asdict(one) for one in roster]) if as_json else "".join(map(_row, roster))


def _row(one: Rostered) -> str:
    calendars = f"{_many(one.calendars, 'calendar', 'calendars')}"
    trouble = f", {one.calendars_in_trouble} in trouble" if one.calendars_in_trouble else ""
    return f"{one.team} {one.user}: plan {one.plan}; DM {one.dm}; {calendars}{trouble}\n"


async def _plan(work: Work, member: Member, exploration: Exploration) -> None:
    await plan_ahead(work, member, exploration, system_now())


async def _member(store: Store, team: str | None, user: str | None) -> Member:
    """The member named, or the only one there is."""
    team, user = await _whose(store, team, user)
    async with store.reading() as work:
        member = await work.members.find(team, user)
    if member is None:
        raise NotFound(f"No member {user} of workspace {team} is stored.")
    return member


async def _whose(store: Store, team: str | None, user: str | None) -> tuple[str, str]:
    """Workspace and user; what is not named is found where only one member can be meant."""
    if team and user:
        return team, user
    async with store.reading() as work:
        members = await work.members.every()
    named = [m for m in members if (not team or m.team == team) and (not user or m.user == user)]
    if len(named) == 1:
        return named[0].team, named[0].user
    choices = "; ".join(f"--team {m.team} --user {m.user}" for m in named or members)
    raise click.UsageError(f"Say which member: {choices or '--team T --user U (none is stored).'}")


def _summary(gone: Forgotten) -> str:
    return (
        f"deleted {_many(gone.explorations, 'exploration', 'explorations')}, "
        f"{_many(gone.people, 'person', 'people')}, "
        f"{_many(gone.interviews, 'interview', 'interviews')}"
    )


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
