"""What whoever runs Resonance can act on: messages that don't leave, and members by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: Failures with which Slack says that a member can't be reached in her DM.
UNREACHABLE = frozenset(
    {"account_inactive", "cannot_dm_bot", "channel_not_found", "is_archived"}
    | {"user_disabled", "user_not_found"}
)
#: A message that waits so long past its time waits for something that is amiss.
PATIENCE = timedelta(minutes=2)
#: For so long a failure is worth a look.
RECENT = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deliveries:
    """How many messages wait past their time, the first for how long, and how many failed for good
    in the last week, by the name of the failure. Polls are left out."""

    overdue: int
    longest_overdue: timedelta
    failed: Mapping[str, int]


class Dm(StrEnum):
    """What is known of a member's DM: by the last message to her, if there was one."""

    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"
    UNTRIED = "untried"


class Plan(StrEnum):
    """Whether a member explores something."""

    UNDER_WAY = "under way"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rostered:
    """A member as an operator may see her: no names, no words."""

    team: str
    user: str
    plan: Plan
    dm: Dm
    calendars: int
    calendars_in_trouble: int
