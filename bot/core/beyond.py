"""What a newer program wrote into a stored document: kept as it is, never shown or exported."""

from dataclasses import field
from typing import Any


def beyond_this_version() -> Any:
    """The field of a stored value that carries it: keys that this version doesn't know."""
    return field(default_factory=dict, hash=False, repr=False)
