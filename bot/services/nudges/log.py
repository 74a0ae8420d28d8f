"""What the log says of each nudge: that it left, or why not and what comes of it. Ids only."""

import logging
from datetime import datetime, timedelta

from bot.core.nudges import Nudge, State

logger = logging.getLogger(__name__)


def note_delivered(nudge: Nudge, late: timedelta) -> None:
    late_s = round(late.total_seconds(), 3)
    extra = {"nudge": nudge.id, "kind": nudge.kind, "late_s": late_s}
    logger.info("nudge delivered", extra=extra)


def note_unsent(nudge: Nudge, state: State, error: str | None, next_at: datetime | None) -> None:
    """One that failed is for whoever runs this; the others do as they should."""
    extra: dict[str, object] = {"nudge": nudge.id, "kind": nudge.kind, "because": error}
    if state is State.FAILED:
        logger.warning("nudge failed", extra=extra)
    elif next_at is None:
        logger.info("nudge dropped", extra=extra)
    elif error is None:
        logger.info("nudge put off", extra={**extra, "until": next_at.isoformat()})
    else:
        again = {"attempt": nudge.attempt, "again_at": next_at.isoformat()}
        logger.info("nudge is tried again", extra={**extra, **again})
