"""What a member types, followed to her calendars, and her password kept from everybody else."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.calendars.caldav_account import CalDavAccounts
from bot.calendars.dav_client import may_have_password
from bot.calendars.dav_discovery import server_address
from bot.calendars.reader import CalendarReader
from bot.calendars.safe_http import Fetched, SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, CalendarKind, Offered, Password
from tests.calendars.dav_script import IS_CALENDAR, Script, multistatus, response, scripted
from tests.calendars.dav_servers import LOGIN, PASSWORD, USER

PRINCIPAL = "<current-user-principal><href>{}</href></current-user-principal>"
INTERVIEWS = response("/home/interviews/", IS_CALENDAR, "<displayname>Interviews</displayname>")
BASIC = {"WWW-Authenticate": 'Basic realm="calendars"'}


def home_set(*hrefs: str) -> str:
    homes = "".join(f"<href>{href}</href>" for href in hrefs)
    return f"<C:calendar-home-set>{homes}</C:calendar-home-set>"


def account(typed: str, *, user: str = USER, password: str = PASSWORD) -> Account:
    return Account(
        member_id=1,
        kind=CalendarKind.CALDAV,
        secret=Password(user=user, password=password),
        created_at=datetime(2026, 9, 1, tzinfo=UTC),
        address=typed,
    )


@dataclass
class Net:
    """Two servers: the one that is typed, and another that it may lead to."""

    source: CalDavAccounts
    typed: Script
    other: Script

    async def offered(self, path: str = "", **login: str) -> tuple[Offered, ...]:
        return await self.source.offered(account(f"{self.typed.origin}{path}", **login))

    async def trouble(self, path: str = "", **login: str) -> CalendarTrouble:
        with pytest.raises(CalendarTrouble) as met:
            await self.offered(path, **login)
        assert PASSWORD not in str(met.value)
        return met.value

    def principal_is_at(self, href: str) -> None:
        self.typed.answers["PROPFIND /"] = multistatus(response("/", PRINCIPAL.format(href)))

    def home_is_at(self, *hrefs: str) -> None:
        self.typed.answers["PROPFIND /"] = multistatus(response("/", home_set(*hrefs)))

    def home_has(self, *responses: str) -> None:
        self.home_is_at("/home/")
        self.typed.answers["PROPFIND /home/"] = multistatus(*responses)


@pytest.fixture
async def net(reader: CalendarReader) -> AsyncIterator[Net]:
    async with AsyncExitStack() as servers:
        typed = await servers.enter_async_context(scripted())
        other = await servers.enter_async_context(scripted())
        private = frozenset({typed.host, other.host})
        fetcher = await servers.enter_async_context(SafeFetcher(private, deadline_seconds=3))
        yield Net(CalDavAccounts(fetcher, reader), typed, other)


class TestWhatIsOffered:
    async def test_only_calendars_that_take_events(self, net: Net) -> None:
        kinds = "<C:{0}>{{}}</C:{0}>".format("supported-calendar-component-set")
        net.home_has(
            response("/home/", "<resourcetype><collection/></resourcetype>"),
            INTERVIEWS,
            response("/home/tasks/", IS_CALENDAR, kinds.format('<C:comp name="VTODO"/>')),
            response("/home/talks/", IS_CALENDAR, kinds.format('<C:comp name="vevent"/>')),
            response("/home/all/", IS_CALENDAR, missing=kinds.format("")),
            response("/home/files/", "<resourcetype><collection/></resourcetype>"),
        )
        assert [one.name for one in await net.offered()] == ["Interviews", "talks", "all"]

    async def test_a_calendar_without_a_name_is_called_by_its_address(self, net: Net) -> None:
        net.home_has(response("/home/caf%C3%A9s/", IS_CALENDAR, missing="<displayname/>"))
        assert [one.name for one in await net.offered()] == ["cafés"]

    async def test_the_one_where_invitations_arrive_comes_first_and_is_the_main_one(
        self, net: Net
    ) -> None:
        inbox = (
            "<resourcetype><C:schedule-inbox/></resourcetype><C:schedule-default-calendar-URL>"
            "<href>/home/my%20own</href></C:schedule-default-calendar-URL>"
        )
        mine = response("/home/my own/", IS_CALENDAR, "<displayname>Maya</displayname>")
        net.home_has(INTERVIEWS, mine, response("/home/inbox/", inbox))
        offered = await net.offered()
        assert [(one.name, one.main) for one in offered] == [("Maya", True), ("Interviews", False)]

    async def test_with_her_own_e_mail_address(self, net: Net) -> None:
        addresses = "<href>/maya/</href><href>MAILTO:Maya@example.org</href>"
        mails = f"<C:calendar-user-address-set>{addresses}</C:calendar-user-address-set>"
        net.principal_is_at("/maya/")
        net.typed.answers["PROPFIND /maya/"] = multistatus(
            response("/maya/", home_set("/home/"), mails)
        )
        net.typed.answers["PROPFIND /home/"] = multistatus(INTERVIEWS)
        [offered] = await net.offered()
        assert offered.own_email == "maya@example.org"
        assert net.typed.questions == [
            *("PROPFIND /.well-known/caldav", "PROPFIND /", "PROPFIND /maya/", "PROPFIND /home/")
        ]

    async def test_from_every_home_each_once(self, net: Net) -> None:
        net.home_is_at("/home/", "/shared/", "/home/")
        shared = response("/shared/team/", IS_CALENDAR)
        net.typed.answers["PROPFIND /home/"] = multistatus(INTERVIEWS)
        net.typed.answers["PROPFIND /shared/"] = multistatus(shared, INTERVIEWS)
        assert [one.name for one in await net.offered()] == ["Interviews", "team"]

    async def test_from_a_page_of_the_server_by_where_it_says_that_caldav_is(
        self, net: Net
    ) -> None:
        net.typed.answers["PROPFIND /.well-known/caldav"] = web.Response(
            status=301, headers={"Location": "/"}
        )
        net.typed.answers["PROPFIND /apps/calendar"] = web.Response(status=405)
        net.home_has(INTERVIEWS)
        assert [one.name for one in await net.offered("/apps/calendar")] == ["Interviews"]

    async def test_no_calendar_is_told(self, net: Net) -> None:
        net.home_has()
        assert "no calendar with events" in str(await net.trouble())

    @pytest.mark.parametrize("status", [200, 204, 400, 403, 404, 405, 501])
    async def test_what_is_no_calendar_server_is_told(self, net: Net, status: int) -> None:
        net.typed.answers["PROPFIND /"] = web.Response(status=status, text="<html>Welcome</html>")
        met = await net.trouble()
        sentence = "fault of its own" if status == 501 else "No calendar server answers"
        assert sentence in str(met)
        assert met.permanent is (status != 501)

    async def test_a_server_that_asks_to_wait_is_left_alone(self, net: Net) -> None:
        net.typed.answers["PROPFIND /.well-known/caldav"] = web.Response(
            status=429, headers={"Retry-After": "120"}
        )
        met = await net.trouble()
        assert met.retry_after is not None
        assert met.retry_after.total_seconds() == 120


class TestThePassword:
    """It goes where it was typed for, and nowhere else."""

    async def test_is_sent_at_once(self, net: Net) -> None:
        net.home_has(INTERVIEWS)
        await net.offered()
        assert net.typed.logins == {LOGIN}

    async def test_is_sent_in_letters_of_every_kind(self, net: Net) -> None:
        net.home_has(INTERVIEWS)
        await net.offered(user="zoë", password="grün")
        assert net.typed.logins == {"Basic em/DqzpncsO8bg=="}

    async def test_is_not_sent_where_there_is_none(self, net: Net) -> None:
        net.home_has(INTERVIEWS)
        await net.offered(user="", password="")
        assert net.typed.logins == {None}

    async def test_is_not_taken_along_by_a_redirect(self, net: Net) -> None:
        net.other.answers["PROPFIND /"] = web.Response(status=401, headers=BASIC)
        net.typed.answers["PROPFIND /.well-known/caldav"] = web.Response(
            status=302, headers={"Location": f"{net.other.origin}/"}
        )
        met = await net.trouble()
        assert "is not given your password" in str(met)
        assert (net.other.questions, net.other.logins) == (["PROPFIND /"], {None})

    @pytest.mark.parametrize("step", ["principal", "home"])
    async def test_is_not_sent_where_the_server_leads_on_to(self, net: Net, step: str) -> None:
        lead = net.principal_is_at if step == "principal" else net.home_is_at
        lead(f"{net.other.origin}/")
        assert "connect that address instead" in str(await net.trouble())
        assert net.other.asked == []

    async def test_is_not_asked_for_by_a_calendar_elsewhere(self, net: Net) -> None:
        net.home_has(INTERVIEWS, response(f"{net.other.origin}/x/", IS_CALENDAR))
        assert [one.name for one in await net.offered()] == ["Interviews"]

    @pytest.mark.parametrize(
        ("asked", "allowed"),
        [
            ("https://caldav.example.org/", True),
            ("https://CALDAV.example.org:443/x", True),
            # another port of the host, a host below it
            ("https://caldav.example.org:8443/", True),
            ("https://eu.caldav.example.org/", True),
            # not encrypted, or only written like it
            ("http://caldav.example.org/", False),
            ("https://caldav.example.org./", False),
            ("https://caldav.example.org.evil.example/", False),
            ("https://caldav.example.org@evil.example/", False),
            ("https://evilcaldav.example.org/", False),
            # above it, beside it
            ("https://example.org/", False),
            ("https://p34-caldav.example.org/", False),
            ("https://www.example.org/", False),
            # inside
            ("https://169.254.169.254/", False),
            ("https://127.0.0.1/", False),
        ],
    )
    def test_goes_to_the_host_typed_and_what_is_below_it(self, asked: str, allowed: bool) -> None:
        assert may_have_password(asked, "https://caldav.example.org/") is allowed

    @pytest.mark.parametrize(
        ("asked", "typed", "allowed"),
        [
            ("p34-caldav.icloud.com:443", "caldav.icloud.com", True),
            ("p34-caldav.icloud.com", "p56-caldav.icloud.com", True),
            ("p34-caldav.icloud.com.cn", "caldav.icloud.com.cn", True),
            ("p34-caldav.icloud.com.cn", "caldav.icloud.com", False),
            ("evil-caldav.icloud.com", "caldav.icloud.com", False),
            ("p34-caldav.icloud.com.evil.example", "caldav.icloud.com", False),
            ("evil.co.uk", "caldav.co.uk", False),
        ],
    )
    def test_goes_from_one_host_of_icloud_to_another(
        self, asked: str, typed: str, allowed: bool
    ) -> None:
        assert may_have_password(f"https://{asked}/", f"https://{typed}/") is allowed

    def test_of_an_unencrypted_private_server_stays_at_its_very_port(self) -> None:
        typed = "http://nas.home:5232/"
        assert may_have_password("http://nas.home:5232/maya/", typed)
        assert may_have_password("https://nas.home/", typed)
        assert not may_have_password("http://nas.home:80/", typed)

    async def test_follows_a_redirect_to_a_host_that_may_have_it(
        self, reader: CalendarReader
    ) -> None:
        source = CalDavAccounts(ICloud(), reader)
        [offered] = await source.offered(account("caldav.icloud.com"))
        assert offered.address == "https://p34-caldav.icloud.com/home/interviews/"


class ICloud(SafeFetcher):
    """iCloud's hosts as they answer: a redirect to a partition arrives there without a login."""

    async def fetch(self, url: str, **how: object) -> Fetched:
        login = how["headers"].get("Authorization")  # type: ignore[attr-defined]  # a mapping
        first = "https://caldav.icloud.com/.well-known/caldav"
        partition = "https://p34-caldav.icloud.com/"
        asked = partition if url == first else url
        body = multistatus(response("/", home_set("/home/")))
        if url.endswith("/home/"):
            body = multistatus(INTERVIEWS)
        known = login == LOGIN and url != first
        return Fetched(
            status=207 if known else 401, body=body.encode(), headers={}, final_url=asked
        )


class TestHrefsOfAHostileServer:
    @pytest.mark.parametrize(
        "href",
        [
            *("https://169.254.169.254/latest/", "//169.254.169.254/", "https://[::1]/"),
            *("https://127.0.0.1./", "https://2130706433/", "http://localhost/"),
        ],
    )
    async def test_never_lead_inside_even_without_a_password(self, net: Net, href: str) -> None:
        net.home_is_at(href)
        met = await net.trouble(user="", password="")
        assert "private network" in str(met) or "not encrypted" in str(met)
        assert met.permanent

    @pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "https://[", ""])
    async def test_that_are_no_web_addresses_are_not_followed(self, net: Net, href: str) -> None:
        net.home_is_at(href)
        assert "no calendar with events" in str(await net.trouble())
        assert {one.path for one in net.typed.asked} == {"/.well-known/caldav", "/"}

    async def test_in_circles_end(self, net: Net) -> None:
        for path in ("/.well-known/caldav", "/"):
            net.typed.answers[f"PROPFIND {path}"] = web.Response(
                status=302, headers={"Location": "/"}
            )
        assert "in circles" in str(await net.trouble())

    async def test_in_masses_are_followed_a_few_times(self, net: Net) -> None:
        homes = [f"/home/{number}/" for number in range(100)]
        net.home_is_at(*homes)
        net.typed.answers |= {f"PROPFIND {home}": multistatus() for home in homes}
        await net.trouble()
        assert len(net.typed.asked) < 10


class TestSpeakingCaldav:
    @pytest.mark.parametrize(
        ("answer", "spoken"),
        [
            (multistatus(response("/", PRINCIPAL.format("/maya/"))), True),
            (web.Response(status=401, headers=BASIC), True),
            (web.Response(status=401, headers={"DAV": "1, calendar-access"}), True),
            # Google wants a sign-in that we don't have for CalDAV
            (web.Response(status=401, headers={"WWW-Authenticate": "Bearer"}), False),
            (web.Response(status=207, text="<html>"), False),
            *((web.Response(status=status), False) for status in (200, 403, 404, 405, 500)),
        ],
    )
    async def test_is_seen_by_a_multistatus_or_the_login_it_wants(
        self, net: Net, answer: web.Response | str, spoken: bool
    ) -> None:
        net.typed.answers["PROPFIND /"] = answer
        assert await net.source.speaks_caldav(net.typed.origin) is spoken
        assert net.typed.logins == {None}
        assert len(net.typed.asked) <= 2

    @pytest.mark.parametrize("status", [200, 400, 401, 404, 405])
    async def test_a_private_ics_address_does_not_and_is_asked_once(
        self, net: Net, status: int
    ) -> None:
        path = "/calendar/ical/maya/private-7f3a/basic.ics"
        net.typed.answers[f"PROPFIND {path}"] = web.Response(status=status, headers=BASIC)
        assert not await net.source.speaks_caldav(f"{net.typed.origin}{path}")
        assert len(net.typed.asked) == 1

    @pytest.mark.parametrize(
        "typed",
        [
            *(
                "webcal://p34-caldav.icloud.com/published/2/abc",
                "maya@example.org",
                "",
                "hello you",
            ),
            *("https://127.0.0.1/", "ftp://example.org/", "caldav.no-such-host.invalid"),
        ],
    )
    async def test_what_can_not_be_one_does_not(self, net: Net, typed: str) -> None:
        assert not await net.source.speaks_caldav(typed)


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            (" caldav.fastmail.com ", "https://caldav.fastmail.com"),
            ("nextcloud.example/remote.php/dav", "https://nextcloud.example/remote.php/dav"),
            ("https://dav.example.org/", "https://dav.example.org/"),
        ],
    )
    def test_may_be_the_name_of_a_server(self, typed: str, meant: str) -> None:
        assert server_address(typed) == meant

    @pytest.mark.parametrize("typed", ["maya@fastmail.com", "https://maya:secret@example.org/"])
    def test_is_no_e_mail_address_and_has_no_password_in_it(self, typed: str) -> None:
        with pytest.raises(CalendarTrouble, match="places of their own") as met:
            server_address(typed)
        assert "secret" not in str(met.value)
