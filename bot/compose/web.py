"""The bot's own pages, joined to what they speak of."""

from collections.abc import Mapping

from bot.config import Settings
from bot.core.errors import ResonanceError
from bot.services.calendars.signing_in import SigningIn
from bot.services.metrics import Counts
from bot.services.ports import Now
from bot.slack.app import SlackApp
from bot.web.callbacks import Callbacks
from bot.web.metrics import Metrics
from bot.web.probes import Probes
from bot.web.prometheus import PrometheusMetrics
from bot.web.server import WebServer
from storage.database import Database

#: Half of what members do is heard by the other, which may have another database.
SHARED = "Another process is connected to Slack as this app; stop one of them."


class Standing:
    """The port `Readiness`."""

    def __init__(self, store: Database, slack: SlackApp) -> None:
        self._store = store
        self._slack = slack

    async def faults(self) -> Mapping[str, str | None]:
        try:
            await self._store.check()
            database = None
        except ResonanceError as fault:
            database = str(fault)
        connected = await self._slack.connected
        slack = None if connected else "There is no connection to Slack at the moment."
        return {"database": database, "Slack": slack}

    def warnings(self) -> Mapping[str, str]:
        return {"Slack": SHARED} if self._slack.shared else {}


class StoreCensus:
    """The port `Census`."""

    def __init__(self, store: Database, now: Now) -> None:
        self._store = store
        self._now = now

    async def take(self) -> Counts:
        return await self._store.counts(self._now())


def web_server(
    settings: Settings,
    port: int,
    *,
    store: Database,
    slack: SlackApp,
    signing_in: SigningIn,
    tally: PrometheusMetrics,
    now: Now,
) -> WebServer:
    """Not started yet."""
    metrics = Metrics(tally=tally, census=StoreCensus(store, now), token=settings.metrics_token)
    secure = (settings.reached_at or "").startswith("https:")
    probes = Probes(Standing(store, slack))
    return WebServer(
        [
            *probes.routes(),
            *metrics.routes(),
            *Callbacks(signing_in, secure=secure).routes(),
        ],
        port=port,
    )
