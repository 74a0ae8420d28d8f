"""Signing in at Google and Microsoft, over a socket, as their pages and token endpoints have it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from yarl import URL

from bot.calendars.oauth import OAuthProvider
from bot.calendars.registrations import google, microsoft
from bot.calendars.safe_http import SafeFetcher
from bot.core.errors import CalendarTrouble
from bot.core.feeds import Grant
from tests.calendars.fake_google import LIST, FakeGoogle
from tests.calendars.fake_microsoft import FakeMicrosoft
from tests.calendars.fake_sign_in import CLIENT_SECRET, LIFE, Fault
from tests.calendars.signed_in import NOW, STATE, VERIFIER, registration, returned, signed_in

EITHER = pytest.mark.parametrize("at", [FakeGoogle, FakeMicrosoft], indirect=True)


@pytest.fixture
async def at(request: pytest.FixtureRequest) -> AsyncIterator[FakeGoogle | FakeMicrosoft]:
    kind: type[FakeGoogle] | type[FakeMicrosoft] = getattr(request, "param", FakeGoogle)
    async with kind() as fake:
        yield fake


@pytest.fixture
async def fetcher() -> AsyncIterator[SafeFetcher]:
    async with SafeFetcher(frozenset({"127.0.0.1"})) as fetcher:
        yield fetcher


@pytest.fixture
def provider(at: FakeGoogle | FakeMicrosoft, fetcher: SafeFetcher) -> OAuthProvider:
    return OAuthProvider(registration(at), fetcher, now=lambda: NOW)


async def refusal(provider: OAuthProvider, known: Grant | None = None) -> CalendarTrouble:
    """The trouble met when renewing, or when signing in without a grant."""
    with pytest.raises(CalendarTrouble) as met:
        await (provider.renew(known) if known else signed_in(provider))
    assert CLIENT_SECRET not in str(met.value)
    assert not known or known.refresh_token not in str(met.value)
    return met.value


def test_google_is_asked_for_the_two_narrowest_scopes_and_for_a_refresh_token() -> None:
    registered = google(client_id="id", client_secret="secret", redirect_uri="https://r.example/c")
    page = URL(OAuthProvider(registered, SafeFetcher(), lambda: NOW).authorize_url(STATE, VERIFIER))
    assert str(page.with_query(None)) == "https://accounts.google.com/o/oauth2/v2/auth"
    assert registered.token_url == "https://oauth2.googleapis.com/token"
    assert dict(page.query) == {
        "response_type": "code",
        "client_id": "id",
        "redirect_uri": "https://r.example/c",
        "state": STATE,
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "scope": (
            "https://www.googleapis.com/auth/calendar.events.owned.readonly "
            "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
        ),
        "access_type": "offline",
        "prompt": "consent",
    }


def test_microsoft_is_asked_for_basic_reading_alone_and_for_which_account() -> None:
    registered = microsoft(client_id="id", client_secret="secret", redirect_uri="https://r.example")
    page = URL(OAuthProvider(registered, SafeFetcher(), lambda: NOW).authorize_url(STATE, VERIFIER))
    login = "https://login.microsoftonline.com/common/oauth2/v2.0"
    assert (str(page.with_query(None)), registered.token_url) == (
        f"{login}/authorize",
        f"{login}/token",
    )
    assert page.query["scope"] == "https://graph.microsoft.com/Calendars.ReadBasic offline_access"
    assert page.query["prompt"] == "select_account"


def test_a_registration_keeps_its_secret_to_itself() -> None:
    registered = google(client_id="id", client_secret="hunter2", redirect_uri="https://r.example")
    assert "hunter2" not in repr(registered)


@EITHER
async def test_who_signs_in_gives_a_grant_for_an_hour_and_the_means_to_renew_it(
    provider: OAuthProvider,
) -> None:
    grant = await signed_in(provider)
    assert grant.expires_at == NOW + timedelta(seconds=LIFE)
    assert grant.refresh_token
    assert grant.access_token not in repr(grant)


@EITHER
async def test_who_declines_is_sent_back_with_that(
    at: FakeGoogle | FakeMicrosoft, provider: OAuthProvider
) -> None:
    at.sign_in.consents = False
    answer = await returned(provider.authorize_url(STATE, VERIFIER))
    assert dict(answer) == {"state": STATE, "error": "access_denied"}


@EITHER
async def test_a_code_is_taken_once(provider: OAuthProvider) -> None:
    answer = await returned(provider.authorize_url(STATE, VERIFIER))
    await provider.exchange(answer["code"], VERIFIER)
    with pytest.raises(CalendarTrouble, match="connect it again") as met:
        await provider.exchange(answer["code"], VERIFIER)
    assert met.value.permanent


@EITHER
async def test_a_code_is_taken_only_from_who_asked_for_it(provider: OAuthProvider) -> None:
    answer = await returned(provider.authorize_url(STATE, VERIFIER))
    with pytest.raises(CalendarTrouble, match="connect it again"):
        await provider.exchange(answer["code"], VERIFIER[::-1])


async def test_a_box_left_empty_is_named(at: FakeGoogle, provider: OAuthProvider) -> None:
    at.sign_in.unticked = frozenset({LIST})
    told = await refusal(provider)
    assert str(told) == (
        "Google was not allowed to show your calendar; connect it again and tick "
        "“See the list of Google calendars you’re subscribed to”."
    )
    assert (told.permanent, told.needs_login) == (True, True)


async def test_access_that_does_not_last_is_refused(
    at: FakeGoogle, provider: OAuthProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at.sign_in, "gives_refresh_token", lambda _: False)
    assert "for an hour only" in str(await refusal(provider))


async def test_google_renews_with_the_refresh_token_that_it_gave_once(
    provider: OAuthProvider,
) -> None:
    first = await signed_in(provider)
    renewed = await provider.renew(first)
    assert renewed.refresh_token == first.refresh_token
    assert renewed.access_token != first.access_token


@pytest.mark.parametrize("at", [FakeMicrosoft], indirect=True)
async def test_microsoft_gives_a_new_refresh_token_with_each_renewal(
    provider: OAuthProvider,
) -> None:
    first = await signed_in(provider)
    renewed = await provider.renew(first)
    assert renewed.refresh_token != first.refresh_token
    assert (await provider.renew(renewed)).access_token != renewed.access_token


@EITHER
async def test_a_grant_taken_back_is_told_for_good_and_asks_for_a_new_one(
    at: FakeGoogle | FakeMicrosoft, provider: OAuthProvider
) -> None:
    grant = await signed_in(provider)
    at.revoke()
    told = await refusal(provider, grant)
    assert "withdrawn" in str(told)
    assert "connect it again" in str(told)
    assert (told.permanent, told.needs_login) == (True, True)


@EITHER
async def test_a_wrong_client_secret_is_the_operators_to_mend_and_no_members(
    at: FakeGoogle | FakeMicrosoft, fetcher: SafeFetcher
) -> None:
    told = await refusal(OAuthProvider(registration(at, "outdated"), fetcher, lambda: NOW))
    assert "whoever runs it" in str(told)
    assert (told.permanent, told.needs_login) == (False, False)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(status=429, headers={"Retry-After": "30"}), "less often"),
        (Fault(status=503), "a fault of its own"),
        (Fault(status=400, body=b'{"error": "temporarily_unavailable"}'), "too busy"),
        (Fault(status=200, body=b'{"access_token": "ya29'), "can't be read"),
        (Fault(status=200, body=b'{"access_token": "ya29', cut=True), "can't be reached"),
        (Fault(status=200, body=b"<!DOCTYPE html>"), "can't be read"),
        (Fault(status=200, body=b"[]"), "can't be read"),
        (Fault(status=200, body=b'{"access_token": "a", "expires_in": "soon"}'), "can't be read"),
        (Fault(status=200, body=b"{}"), "did not let Resonance in"),
        (Fault(status=302, headers={"Location": "https://example.com"}), "did not let"),
    ],
)
async def test_a_fault_of_the_token_endpoint_passes(
    at: FakeGoogle, provider: OAuthProvider, fault: Fault, sentence: str
) -> None:
    grant = await signed_in(provider)
    at.sign_in.faults = [fault]
    told = await refusal(provider, grant)
    assert sentence in str(told)
    assert not told.permanent
    assert told.retry_after == (timedelta(seconds=30) if fault.status == 429 else None)
    assert (await provider.renew(grant)).refresh_token == grant.refresh_token


async def test_an_answer_that_names_neither_scopes_nor_life_is_taken_as_asked(
    at: FakeGoogle, provider: OAuthProvider
) -> None:
    grant = replace(await signed_in(provider), refresh_token="kept")
    at.sign_in.faults = [
        Fault(status=200, body=b'{"access_token": "ya29", "token_type": "Bearer"}')
    ]
    renewed = await provider.renew(grant)
    assert renewed == Grant(
        access_token="ya29", refresh_token="kept", expires_at=NOW + timedelta(hours=1)
    )


@pytest.mark.parametrize(
    ("lives", "life"),
    [
        ("1800", timedelta(minutes=30)),
        ("1000000000", timedelta(days=1)),
        ("1" + "0" * 30, timedelta(days=1)),
        ("1e300", timedelta(days=1)),
        ("-5", timedelta(minutes=1)),
        ("0", timedelta(hours=1)),
    ],
)
async def test_a_token_lives_a_minute_at_least_and_a_day_at_most(
    at: FakeGoogle, provider: OAuthProvider, lives: str, life: timedelta
) -> None:
    grant = await signed_in(provider)
    body = f'{{"access_token": "a", "token_type": "Bearer", "expires_in": {lives}}}'
    at.sign_in.faults = [Fault(status=200, body=body.encode())]
    assert (await provider.renew(grant)).expires_at == NOW + life


@pytest.mark.parametrize(
    "given", ['"access_token": ["a"]', '"access_token": "a\\ud83c"', '"access_token": "a\\nb"',
              '"access_token": "a", "scope": 7', '"access_token": "a", "refresh_token": 5']
)  # fmt: skip
async def test_what_is_no_token_is_told_and_not_kept(
    at: FakeGoogle, provider: OAuthProvider, given: str
) -> None:
    grant = await signed_in(provider)
    at.sign_in.faults = [Fault(status=200, body=f'{{{given}, "token_type": "Bearer"}}'.encode())]
    assert "can't be read" in str(await refusal(provider, grant))
