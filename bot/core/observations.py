"""What a running bot sees of its surroundings and can't mend, kept for its operator."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Seen(StrEnum):
    """ANOTHER_PROCESS: Slack counts more connections of this app than this bot has, so that some
    of what members do goes elsewhere, perhaps to another database."""

    ANOTHER_PROCESS = "another_process"


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """It holds `since` then, and was last seen to at `last_at`; it is gone once it does not."""

    seen: Seen
    since: datetime
    last_at: datetime
