"""What the shell's commands have in common: the settings of a folder, and options."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import click

from bot.config import Settings, read_settings
from bot.logs import set_up_logs

Command = Callable[..., None]


def settings() -> Settings:
    """The settings of this folder and environment, with logs set up as they say."""
    read = read_settings(os.environ, Path.cwd())
    set_up_logs(read.log_level, read.log_format)
    return read


def of_member(command: Command) -> Command:
    """`--team` and `--user`; without them the only member stored is meant."""
    user, team = "Slack id of the member, as U0123ABCD.", "Slack id of the workspace, as T0123ABCD."
    command = click.option("--user", callback=_slack_id, help=user)(command)
    return click.option("--team", callback=_slack_id, help=team)(command)


def _slack_id(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", given):
        raise click.BadParameter("a Slack id is of letters and digits, as T0123ABCD")
    return given


def _picture_file(
    _context: click.Context, _option: click.Parameter, given: Path | None
) -> Path | None:
    if given is not None and given.suffix.lower() not in {".png", ".svg"}:
        raise click.BadParameter("a chart is written to a file that ends in .png or .svg")
    return given


chart_file = click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=_picture_file,
    help="A .png or .svg file to write the chart to.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="For programs.")
