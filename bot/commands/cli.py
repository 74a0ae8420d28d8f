"""The commands of the shell: parse, call, print. Every failure is one plain line on stderr."""

# ruff: noqa: PLC0415 - each command imports only what it needs, so that all of them start fast

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from bot import __version__
from bot.commands.command_line import as_json, chart_file, of_member, settings
from bot.commands.database import backup, keys, members, restore
from bot.commands.failures import NOT_DONE, NotDone, explained
from bot.commands.printing import document, put_away, put_out
from bot.config import ConfigurationError, read_settings
from bot.core.dates import parse_date
from bot.core.errors import InvalidInput
from bot.core.zones import zone_named
from bot.logs import set_up_logs

Command = Callable[..., None]
#: Beyond these years time zones are guesswork.
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="resonance")
def commands() -> None:
    """Resonance keeps your informational interviews alive, inside Slack."""


for _command in (backup, restore, members, keys):
    commands.add_command(_command)


@commands.command("try", short_help="Try it without Slack, on a local page.")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to serve the page.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--story", default="midway", show_default=True, help="Where to begin.")
@click.option("--database", "database_url", help="An empty database to use and keep.")
def try_(port: int | None, no_browser: bool, story: str, database_url: str | None) -> None:
    """Try it without Slack: a local page, a story under way, a clock you can move."""
    from bot.commands.trial import run_trial

    keys = read_settings(os.environ, Path.cwd()).encryption_keys if database_url else None
    set_up_logs("WARNING", "text")
    asyncio.run(
        run_trial(story, port=port, browser=not no_browser, database_url=database_url, keys=keys)
    )


@commands.command()
def run() -> None:
    """The whole bot in one process, connected to Slack."""
    from bot.commands import run as running

    asyncio.run(running.run(settings()))


@commands.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.compose.store import migrate_database

    asyncio.run(migrate_database(settings()))
    click.echo("the database is up to date")


@commands.command(short_help="Check everything, and say what to do.")
@as_json
def doctor(as_json: bool) -> None:
    """Check settings, tokens, scopes, clock, database, keys, calendars; say what to do."""
    from bot.commands.doctor import as_dicts, as_text, examine, misconfigured

    try:
        read = settings()
    except ConfigurationError as fault:
        if as_json:
            put_out(document(as_dicts(misconfigured(fault))))
        raise
    findings = asyncio.run(examine(read, Path.cwd()))
    put_out(document(as_dicts(findings)) if as_json else as_text(findings))
    if amiss := [finding.name for finding in findings if not finding.well]:
        raise NotDone(f"to be mended: {', '.join(amiss)}")


@commands.command("manifest")
@click.option("--url", help="Public address, for HTTP instead of Socket Mode.")
@click.option("--link", is_flag=True, help="An address that opens Slack's form, filled in with it.")
def manifest_(url: str | None, link: bool) -> None:
    """Print the Slack app manifest."""
    from bot.slack.manifest import as_link, as_yaml, manifest

    if url is not None and not _is_public_address(url):
        raise click.BadParameter("Slack needs an address like https://resonance.example.org")
    wanted = manifest(url)
    put_out(as_link(wanted) + "\n" if link else as_yaml(wanted))


@commands.command()
@click.option("--format", "form", type=click.Choice(["json", "markdown"]), default="json")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write.")
@of_member
def export(form: str, out: Path | None, team: str | None, user: str | None) -> None:
    """Everything of one member."""
    from bot.commands import data

    text, damaged = asyncio.run(data.exported(settings(), team, user, form))
    if out is None:
        put_out(text)
    else:
        out.touch(mode=0o600)  # what she wrote is hers to read, not everybody's on this machine
        out.write_bytes(text.encode())
    if damaged:
        raise NotDone("\n".join(damaged))


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is there.")
@of_member
def import_(file: Path, replace: bool, team: str | None, user: str | None) -> None:
    """Read an exported JSON file, all or nothing."""
    from bot.commands import data
    from bot.services.portability.faults import ImportFaults
    from bot.services.portability.text import MAX_MEGABYTES

    with file.open("rb") as opened:
        content = opened.read(MAX_MEGABYTES * 1_000_000 + 1)
    try:
        told = asyncio.run(data.imported(settings(), team, user, content, replace=replace))
    except ImportFaults as found:
        for fault in found.faults:
            click.echo(f"{file}: {fault}", err=True)
        sys.exit(NOT_DONE)
    click.echo(told)


@commands.command()
@click.option("--person", metavar="NAME", help="One person everywhere, instead of everything.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@of_member
def forget(person: str | None, yes: bool, team: str | None, user: str | None) -> None:
    """Delete all of a member's data, or one person everywhere."""
    from bot.commands import data

    what = f"everything about {person}" if person else "ALL data of this member"
    if not yes and not click.confirm(f"Delete {what}? This can't be undone.", err=True):
        raise NotDone("nothing was deleted")
    click.echo(asyncio.run(data.forgotten(settings(), team, user, person)))


@commands.command()
@as_json
@chart_file
@of_member
def synthesis(as_json: bool, chart: Path | None, team: str | None, user: str | None) -> None:
    """The synthesis without Slack."""
    from bot.commands import data

    told, picture = asyncio.run(
        data.synthesised(settings(), team, user, as_json=as_json, chart=chart)
    )
    if chart and picture is not None:
        put_away(chart, picture)
    put_out(told)


@commands.command()
@as_json
@of_member
def why(as_json: bool, team: str | None, user: str | None) -> None:
    """Why and when this member hears from the bot."""
    from bot.commands import data

    put_out(asyncio.run(data.explained(settings(), team, user, as_json=as_json)))


@commands.command()
@click.argument("source", metavar="FILE|ADDRESS")
@click.option("--from", "start", metavar="DATE", help="First day; default today.")
@click.option("--to", "end", metavar="DATE", help="Last day; default four weeks on.")
@click.option("--zone", default="UTC", show_default=True, help="Your time zone.")
@click.option("--people", default="", metavar="NAMES", help="Read as if you tracked them: A, B.")
@click.option("--me", metavar="NAME", help="Your own name, as titles have it.")
@click.option("--own-email", metavar="ADDRESS", help="Yours, to see what you declined.")
@as_json
def calendar(
    source: str,
    start: str | None,
    end: str | None,
    zone: str,
    people: str,
    me: str | None,
    own_email: str | None,
    as_json: bool,
) -> None:
    """What a calendar holds as Resonance reads it."""
    from bot.calendars import report
    from bot.core.detection import knowing_by_name

    try:
        where = zone_named(zone)
        first, after = _window(start, end, where)
    except InvalidInput as fault:
        raise click.UsageError(str(fault)) from None
    hosts = settings().private_hosts
    told = asyncio.run(
        report.describe(
            source,
            window_start=first,
            window_end=after,
            zone=where,
            private_hosts=hosts,
            knowing=knowing_by_name(people.split(","), me, own_email),
        )
    )
    if as_json:
        put_out(document(report.as_json(told)))
    elif told.reading.is_calendar:
        put_out(report.as_text(told) + "\n")
    if not told.reading.is_calendar:
        raise NotDone("\n".join(f"{one.what}: {one.why}" for one in told.reading.unread))


def main() -> None:
    """Runs a command; 2 for bad usage or configuration, 1 where it could not be done."""
    try:
        sys.exit(commands.main(standalone_mode=False, prog_name="resonance"))
    except Exception as fault:  # noqa: BLE001 - an outermost loop: nobody is shown a traceback
        code, lines = explained(fault)
        for line in lines:
            click.echo(line, err=True)
        sys.exit(code)


def _is_public_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and url.isprintable() and " " not in url


def _window(start: str | None, end: str | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first day's beginning to the last day's end, where she is."""
    today = datetime.now(zone).date()
    first = today if start is None else parse_date(start, today)
    last = first + timedelta(weeks=4) if end is None else parse_date(end, today)
    if last < first:
        raise InvalidInput("--to is before --from.")
    if first < FIRST_DAY or last > LAST_DAY:
        raise InvalidInput(f"--from and --to lie between {FIRST_DAY} and {LAST_DAY}.")
    after = last + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)
