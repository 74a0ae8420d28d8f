"""The database the settings name, with its keys: all that the commands without Slack need."""

from datetime import UTC, datetime

from bot.config import ConfigurationError, Settings
from storage.database import Database
from storage.engines import embedded_file
from storage.errors import StorageTrouble
from storage.keys import KeyRing
from storage.migrate import migrate
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


async def rotate_keys(settings: Settings) -> int:
    """Seals everything anew with the newest key; how many rows that were. A database that these
    keys don't open, or whose schema is not the newest, is refused and left as it is."""
    keys = key_ring(settings)
    async with Database(settings.database_url, keys):
        return await rotate(settings.database_url, keys)
