"""What the pages need from the bot, each as a small Protocol named by its role."""

from collections.abc import Mapping
from typing import Protocol

from bot.core.feeds import CalendarKind


class Readiness(Protocol):
    """Knows whether the bot can do its work."""

    async def faults(self) -> Mapping[str, str | None]:
        """Every check by its name, with the sentence that says what is amiss, or None. Anybody
        may read it: no secrets, no addresses."""
        ...

    def warnings(self) -> Mapping[str, str]:
        """What is amiss although the work can be done, by name, as sentences for anybody."""
        ...


class Asking(Protocol):
    """Whose sign-in it is, by names as Slack shows them."""

    @property
    def member(self) -> str: ...

    @property
    def workspace(self) -> str: ...


class Finished(Protocol):
    """A sign-in that ended well: names as the provider and as Slack show them, and how many
    interviews were found ahead."""

    @property
    def calendar(self) -> str: ...

    @property
    def member(self) -> str: ...

    @property
    def workspace(self) -> str: ...

    @property
    def interviews(self) -> int: ...


class SignIns(Protocol):
    """Sign-ins under way at the providers of calendars, each known by its state."""

    async def asking(self, kind: CalendarKind, state: str) -> Asking:
        """For whom it would connect a calendar; looking uses nothing up. `NotFound` as below."""
        ...

    async def finish(self, kind: CalendarKind, state: str, code: str) -> Finished:
        """Connects the calendar. `NotFound` where no such sign-in is under way at this provider
        (any more); every other fault is a `ResonanceError` of its own."""
        ...
