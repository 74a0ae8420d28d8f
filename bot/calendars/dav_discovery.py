"""From what a member types to the calendars of her account (RFC 6764, RFC 4791, RFC 6638)."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from yarl import URL

from bot.calendars.addresses import normalised
from bot.calendars.answers import refuse_faults
from bot.calendars.dav_client import DavClient
from bot.calendars.dav_xml import CALDAV, KINDS, NAME, TYPE, Resource, absolute, propfind
from bot.calendars.multistatus import DAV
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Offered, Password, shortened
from bot.core.foreign import one_line

_CALENDAR = f"{CALDAV}calendar"
_HOMES = f"{CALDAV}calendar-home-set"
_PRINCIPAL = f"{DAV}current-user-principal"
_EMAILS = f"{CALDAV}calendar-user-address-set"
_DEFAULT = f"{CALDAV}schedule-default-calendar-URL"
_NO_PASSWORD = Password(user="", password="")

_ASKED = propfind(TYPE, NAME, KINDS, _PRINCIPAL, _HOMES, _EMAILS, _DEFAULT)


def server_address(typed: str) -> str:
    """An address as typed, "https://" put before the bare name of a server."""
    address = normalised(typed if "://" in typed else f"https://{typed.strip()}")
    if URL(address).user is not None:
        raise CalendarTrouble(
            "Type the server's address alone, such as caldav.fastmail.com; the name and the "
            "password have places of their own.",
            permanent=True,
        )
    return address


async def offers(client: DavClient) -> tuple[Offered, ...]:
    """The calendars for events at the address typed: itself if it is one, else those of whose
    login it is. The main one, where the server has one, comes first."""
    start = await _start(client)
    principal = await _principal(client, start)
    found = (start,) if start.is_a(_CALENDAR) else await _listed(client, principal or start)
    readable = {one.url: one for one in found if _can_be_read(client, one)}
    if not readable:
        raise CalendarTrouble(
            f"{shortened(client.typed)} has no calendar with events that could be connected.",
            permanent=True,
        )
    emails = principal.emails(_EMAILS) if principal else ()
    main = {_place(url) for one in found for url in one.urls(_DEFAULT)}
    offered = [
        Offered(
            address=url,
            name=_name(one),
            own_email=next(iter(emails), None),
            main=len(readable) == 1 or _place(url) in main,
        )
        for url, one in readable.items()
    ]
    return tuple(sorted(offered, key=lambda one: not one.main))


async def speaks_caldav(fetcher: SafeFetcher, reader: CalendarReader, typed: str) -> bool:
    """Whether a CalDAV server, or a calendar of one, is at the address; no trouble is raised.

    One PROPFIND without a login, and where that tells nothing one to /.well-known/caldav. Evidence
    is a multistatus, or a wish for a login that we have: Basic. A protected .ics file wishes for
    one too, so there it must come with a DAV header; webcal is no CalDAV, and is not asked.
    """
    if typed.strip().lower().startswith("webcal"):
        return False
    try:
        client = DavClient(
            fetcher=fetcher, reader=reader, typed=server_address(typed), password=_NO_PASSWORD
        )
        for url in _starting_points(client.typed):
            if await _is_evidence(client, await client.ask(url, _ASKED), is_file=_is_file(url)):
                return True
    except CalendarTrouble:
        return False
    return False


def _starting_points(address: str) -> Iterator[str]:
    """A server's name leads to where it says that CalDAV is, an address with a path to itself."""
    well_known = absolute(address, "/.well-known/caldav") or address
    if not _path(address):
        yield well_known
        yield address
        return
    yield address
    if not _is_file(address):
        yield well_known


async def _is_evidence(client: DavClient, fetched: Fetched, *, is_file: bool) -> bool:
    if fetched.status == HTTPStatus.MULTI_STATUS:
        return bool(await client.read(fetched))
    if fetched.status != HTTPStatus.UNAUTHORIZED:
        return False
    asked = " ".join(v for k, v in fetched.headers.items() if k.lower() == "www-authenticate")
    return "DAV" in fetched.headers or ("basic" in asked.lower() and not is_file)


async def _start(client: DavClient) -> Resource:
    """The first starting point that is one. What is wrong for now is told, not passed over."""
    for url in _starting_points(client.typed):
        fetched = await client.ask(url, _ASKED)
        if fetched.status == HTTPStatus.MULTI_STATUS:
            resources = await client.read(fetched)
            if resources and resources[0].status < 300:
                return resources[0]
        elif fetched.status in {401, 429} or fetched.status >= 500:
            refuse_faults(fetched, shortened(url))
    raise CalendarTrouble(
        f"No calendar server answers at {shortened(client.typed)}; type the address that its "
        "help gives for CalDAV.",
        permanent=True,
    )


async def _principal(client: DavClient, start: Resource) -> Resource | None:
    """Whose login it is: the start itself, or where that leads."""
    if start.urls(_HOMES):
        return start
    for url in start.urls(_PRINCIPAL)[:1]:
        return next(iter(await client.resources(url, _ASKED)), None)
    return None


async def _listed(client: DavClient, owner: Resource) -> tuple[Resource, ...]:
    """What is in a principal's homes, or at the start itself where nothing says whose it is."""
    homes = owner.urls(_HOMES) or (owner.url,)
    return tuple([one for url in homes for one in await client.resources(url, _ASKED, depth=1)])


def _can_be_read(client: DavClient, resource: Resource) -> bool:
    return resource.is_a(_CALENDAR) and resource.holds_events() and client.may_ask(resource.url)


def _name(resource: Resource) -> str:
    """Its display name, or else the last part of its address."""
    last = one_line(unquote(_path(resource.url).rpartition("/")[2]))
    return resource.name or last or "Calendar"


def _place(url: str) -> str:
    """An address without regard to how its path is written."""
    return f"{URL(url).origin()}/{unquote(_path(url))}"


def _path(address: str) -> str:
    return urlsplit(address).path.strip("/")


def _is_file(address: str) -> bool:
    return _path(address).lower().endswith(".ics")
