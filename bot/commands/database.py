"""The shell's commands for whoever keeps the database: backups, members' ids, keys."""

# ruff: noqa: PLC0415 - each command imports only what it needs, so that all of them start fast

import asyncio
from datetime import UTC
from pathlib import Path

import click

from bot.commands.command_line import as_json, settings
from bot.commands.printing import put_out


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """The whole database into one file, while it runs."""
    from bot.compose.store import back_up_database, key_is_in

    read = settings()
    rows = asyncio.run(back_up_database(read, file))
    click.echo(f"backed up {rows:,} rows into {file}")
    click.echo(
        f"The key is not in it, and without the key nobody can read it: keep {key_is_in(read)} "
        "too, in another place."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also over a database that holds newer things.")
def restore(file: Path, force: bool) -> None:
    """A backup back into the database's place, all or nothing."""
    from bot.compose.store import restore_database

    restored = asyncio.run(restore_database(settings(), file, force=force))
    moment = restored.made_at.astimezone(UTC)
    click.echo(f"restored {restored.rows:,} rows, as they were on {moment:%Y-%m-%d at %H:%M} UTC")


@click.command()
@as_json
def members(as_json: bool) -> None:
    """Ids of those stored, with what an operator can act on."""
    from bot.commands.data import listed

    put_out(asyncio.run(listed(settings(), as_json=as_json)))


@click.group()
def keys() -> None:
    """Encryption keys."""


@keys.command("new")
def keys_new() -> None:
    """Print a new encryption key."""
    from storage.keys import new_key

    click.echo(new_key())


@keys.command("rotate")
def keys_rotate() -> None:
    """Re-encrypt everything with the newest key."""
    from bot.compose.store import rotate_keys

    rows = asyncio.run(rotate_keys(settings()))
    click.echo(f"re-encrypted {rows:,} rows; the newest key opens everything now")
