"""The fault of a database that can't be used."""

from bot.core.errors import ResonanceError


class StorageTrouble(ResonanceError):
    """The database or its key can't be used; the sentence says which and what to do."""
