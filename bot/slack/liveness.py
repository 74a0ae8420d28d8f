"""Whether Slack's envelopes still reach us: alive is what was heard, not what is open.

A socket may answer pings and deliver nothing. Slack sends an app's own messages back to it, on any
one of its sockets, so after each post something is to be heard; an idle bot hears nothing at all.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

#: Within this something follows a post; none of it may have gone to another connection.
ECHO_SECONDS = 30.0
#: Without an envelope for so long a fresh socket costs less than the doubt.
QUIET_SECONDS = 15 * 60.0
#: A bot that is started anew has the old one's connection beside it for less than this.
RESTART_SECONDS = 2 * 60.0


class Doubt(StrEnum):
    """Why a fresh socket is called for."""

    NO_ECHO = "no echo"
    QUIET = "quiet"
    NOT_ALONE = "not alone"  # only a new hello tells whether the other is still there


@dataclass(frozen=True, kw_only=True, slots=True)
class Liveness:
    """What was heard so far; every moment in seconds of one clock that never jumps.

    `posted_at` is the first post since something was heard; `others` are the connections beyond
    ours that the last hello told of, and `others_since` is the first of the hellos without a break
    that told of any.
    """

    greeted_at: float
    heard_at: float
    posted_at: float | None = None
    others: int = 0
    others_since: float | None = None

    def greeted(self, others: int, now: float) -> "Liveness":
        """Slack said hello on a socket."""
        since = (self.others_since if self.others else now) if others else None
        return Liveness(greeted_at=now, heard_at=now, others=others, others_since=since)

    def heard(self, now: float) -> "Liveness":
        """An envelope came, whatever it held."""
        return replace(self, heard_at=now, posted_at=None)

    def posted(self, now: float) -> "Liveness":
        """We posted into a DM."""
        return self if self.posted_at is not None else replace(self, posted_at=now)

    @property
    def shared(self) -> bool | None:
        """Whether another process is connected as this app; None until that is told from one that
        is only just going."""
        if self.others_since is None:
            return False
        return True if self.greeted_at - self.others_since >= RESTART_SECONDS else None

    def doubt(self, now: float) -> Doubt | None:
        """Why a fresh socket is to be opened now, if it is."""
        unanswered = self.posted_at is not None and now - self.posted_at >= ECHO_SECONDS
        if unanswered and not self.others:
            return Doubt.NO_ECHO
        if now - self.heard_at >= QUIET_SECONDS:
            return Doubt.QUIET
        look_again = QUIET_SECONDS if self.shared else RESTART_SECONDS
        return Doubt.NOT_ALONE if self.others and now - self.greeted_at >= look_again else None
