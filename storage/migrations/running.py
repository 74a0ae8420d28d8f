"""Alembic run within a transaction that is open already, without its configuration file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_SCRIPTS = Path(__file__).parent


def upgrade_to(connection: Connection, revision: str) -> None:
    command.upgrade(configured(connection), revision)


def configured(connection: Connection) -> Config:
    """What Alembic's own commands ask for."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
