"""The requests of one CalDAV account: each guarded, with the password only where it may go."""

import re
from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus

from yarl import URL

from bot.calendars.answers import refuse_faults
from bot.calendars.dav_xml import Resource, resources
from bot.calendars.multistatus import UnreadableAnswer, short_responses
from bot.calendars.reader import FEW_BYTES, CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Password, shortened, shown_host

#: iCloud takes logins at caldav.icloud.com and keeps calendars at p34-caldav.icloud.com.
_PARTITION = re.compile(r"p[0-9]+-(?=caldav\.icloud\.com(?:\.cn)?$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class DavClient:
    """`typed` is the address that the member gave the password for; an empty one is never sent."""

    fetcher: SafeFetcher
    reader: CalendarReader
    typed: str
    password: Password

    async def resources(self, url: str, body: bytes, *, depth: int = 0) -> tuple[Resource, ...]:
        """What the server tells of `url`, with depth 1 also of what is in it."""
        return await self.read(await self.answer(url, body, depth=depth))

    async def answer(
        self, url: str, body: bytes, *, depth: int = 0, method: str = "PROPFIND"
    ) -> Fetched:
        """An answer that is none of a fault, which is a `CalendarTrouble`."""
        fetched = await self.ask(url, body, depth=depth, method=method)
        refuse_faults(fetched, shortened(url))
        return fetched

    async def read(self, fetched: Fetched) -> tuple[Resource, ...]:
        """The resources in an answer; a long one is read by a child."""
        shown = shortened(fetched.final_url)
        if len(fetched.body) > FEW_BYTES:
            told = await self.reader.ask("properties", fetched.body, shown=shown)
            return resources(told["responses"], fetched.final_url)
        try:
            return resources(short_responses(fetched.body), fetched.final_url)
        except UnreadableAnswer:
            raise CalendarTrouble(f"{shown} gave an answer that is no calendar server's.") from None

    async def ask(
        self, url: str, body: bytes, *, depth: int = 0, method: str = "PROPFIND"
    ) -> Fetched:
        """The answer, whatever its status. A redirect leads to another host without the password:
        one that may have it is asked once more, with it."""
        for _ in range(2):
            self._refuse_strangers(url)
            fetched = await self.fetcher.fetch(
                url, method=method, body=body, headers=self._headers(depth)
            )
            moved = URL(fetched.final_url).origin() != URL(url).origin()
            if fetched.status != HTTPStatus.UNAUTHORIZED or not moved or not self._has_login:
                break
            url = fetched.final_url
        return fetched

    def may_ask(self, url: str) -> bool:
        """Whether all that is sent may go to `url`."""
        return not self._has_login or may_have_password(url, self.typed)

    @property
    def _has_login(self) -> bool:
        return bool(self.password.user or self.password.password)

    def _refuse_strangers(self, url: str) -> None:
        if not self.may_ask(url):
            stranger = shown_host(URL(url).host or "")
            raise CalendarTrouble(
                f"{shortened(self.typed)} leads on to {stranger}, which is not given your "
                "password; if you trust it, connect that address instead.",
                permanent=True,
            )

    def _headers(self, depth: int) -> dict[str, str]:
        headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
        if self._has_login:
            login = f"{self.password.user}:{self.password.password}".encode()
            headers["Authorization"] = f"Basic {b64encode(login).decode()}"
        return headers


def may_have_password(url: str, typed: str) -> bool:
    """Whether a password given for the address `typed` may be sent to `url`.

    It may, where it was typed; over https, also to that host's other ports and to hosts below it,
    and from one of iCloud's hosts to another. Hosts beside it get nothing: their names don't tell
    whether one owner has both (a.example.org, b.example.org) or not (a.co.uk, b.co.uk).
    """
    asked, given = URL(url), URL(typed)
    if asked.origin() == given.origin():
        return True
    host, known = (_PARTITION.sub("", (one.raw_host or "").lower()) for one in (asked, given))
    return asked.scheme == "https" and (host == known or host.endswith(f".{known}"))
