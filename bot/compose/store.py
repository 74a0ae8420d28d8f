"""The database the settings name, with its keys: all that the commands without Slack need."""

from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.config import ConfigurationError, Settings
from storage.backups import back_up
from storage.database import Database
from storage.engines import embedded_file
from storage.errors import StorageTrouble
from storage.keys import KEY_FILE, KeyRing, refuse_missing_key
from storage.migrate import migrate
from storage.restoring import Restored, restore
from storage.rotate import rotate


def system_now() -> datetime:
    """The clock on the wall, in UTC."""
    return datetime.now(UTC)


def database(settings: Settings) -> Database:
    """The database of the settings, not opened yet.

    A setting that can't be used is a `ConfigurationError`, a key file that can't a
    `StorageTrouble`.
    """
    return Database(settings.database_url, key_ring(settings))


def key_ring(settings: Settings) -> KeyRing:
    """The keys that were set, or the file beside an embedded database."""
    try:
        file = embedded_file(settings.database_url)
        if settings.encryption_keys:
            return KeyRing.from_settings(settings.encryption_keys)
    except StorageTrouble as fault:
        raise ConfigurationError(str(fault)) from None
    if file is None:
        raise ConfigurationError(
            "RESONANCE_ENCRYPTION_KEYS is needed with Postgres; `resonance keys new` prints one."
        )
    return KeyRing.beside(file.resolve())


async def migrate_database(settings: Settings) -> None:
    """An embedded database migrates by itself when it is opened; a server only here."""
    if embedded_file(settings.database_url) is None:
        await migrate(settings.database_url)
    else:
        async with database(settings):
            pass


async def back_up_database(settings: Settings, file: Path) -> int:
    """How many rows are in the backup, which is made while the bot goes on."""
    place = embedded_file(settings.database_url)
    if place is not None and not place.exists():
        raise StorageTrouble(f"There is no database at {place}.")
    return await back_up(
        settings.database_url, key_ring(settings), file, version=__version__, now=system_now()
    )


async def restore_database(settings: Settings, file: Path, *, force: bool) -> Restored:
    """Puts a backup where the settings say. No key is made for it: the backup has its own."""
    place = embedded_file(settings.database_url)
    if place is not None and not settings.encryption_keys:
        refuse_missing_key(place.resolve())
    return await restore(
        settings.database_url, key_ring(settings), file, force=force, now=system_now()
    )


def kind_of_database(settings: Settings) -> str:
    """Without its address, which may hold a password."""
    return "Postgres" if embedded_file(settings.database_url) is None else "SQLite"


def files_of(settings: Settings) -> tuple[Path, ...]:
    """Where an embedded database keeps what is stored, whether they are there or not."""
    try:
        place = embedded_file(settings.database_url)
    except StorageTrouble:  # no address of a database, which opening it tells
        return ()
    return (place, place.with_name(f"{place.name}-wal")) if place else ()


def key_is_in(settings: Settings) -> str:
    """Where the key is that a backup needs."""
    file = embedded_file(settings.database_url)
    if file is None or settings.encryption_keys:
        return "RESONANCE_ENCRYPTION_KEYS"
    return str(file.with_name(KEY_FILE))


async def rotate_keys(settings: Settings) -> int:
    """Seals everything anew with the newest key; how many rows that were. A database that these
    keys don't open, or whose schema is not the newest, is refused and left as it is."""
    keys = key_ring(settings)
    async with Database(settings.database_url, keys):
        return await rotate(settings.database_url, keys)
