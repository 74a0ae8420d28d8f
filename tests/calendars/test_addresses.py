"""Addresses that people type: one form, public places only, never shown whole."""

import pytest

from bot.calendars.addresses import host_and_port, is_listed, is_public, normalised, places
from bot.core.errors import CalendarTrouble
from bot.core.feeds import shortened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("webcal://example.org/a.ics", "https://example.org/a.ics"),
        ("webcals://example.org/a.ics", "https://example.org/a.ics"),
        (" HTTPS://example.org/a.ics?k=1 ", "https://example.org/a.ics?k=1"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
    ],
)
def test_webcal_means_https(typed: str, meant: str) -> None:
    assert normalised(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "hello", "example.org/a.ics", "file:///etc/passwd", "ftp://example.org/a.ics"),
        *("https://", "https:///a.ics", "https://example.org:99999/", "https://[::1/"),
    ],
)
def test_what_is_no_web_address_is_refused_for_good(typed: str) -> None:
    with pytest.raises(CalendarTrouble) as refused:
        normalised(typed)
    assert refused.value.permanent


def test_an_address_is_shown_by_its_host_and_four_signs_that_give_nothing_away() -> None:
    secret = "https://calendar.google.com/calendar/ical/maya/private-0123456789abcdef/basic.ics"
    shown = shortened(secret)
    assert shown.startswith("calendar.google.com/…")
    assert len(shown) == len("calendar.google.com/…7f3a")
    assert shown != shortened(secret.replace("0123", "4567"))


def test_of_a_host_without_end_its_own_end_is_shown() -> None:
    shown = shortened(f"https://{'a.' * 1500}evil.example/private.ics")

    assert len(shown) < 80
    assert ".evil.example/…" in shown


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.1", "255.255.255.255", "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0"),
        *("fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        # ways to write an inside IPv4 address in IPv6, which `is_global` lets pass
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1"),
    ],
)
def test_no_address_leads_inside(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_of_the_open_internet_is_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("[::1]:3990", "http://[::1]:3990/maya.ics"),
        ("[::1]", "https://[::1]/maya.ics"),
        ("::1", "https://[::1]:8443/maya.ics"),
        ("[0:0:0:0:0:0:0:1]:3990", "http://[::1]:3990/"),
        ("[::1]:3990", "http://[0:0:0:0:0:0:0:1]:3990/"),
        ("Localhost:5232", "http://localhost:5232/"),
        ("kalender.müller.example", "https://kalender.MÜLLER.example/"),
        ("10.0.0.7:80", "http://10.0.0.7/"),
    ],
)
def test_a_private_host_is_known_however_it_is_written(listed: str, asked: str) -> None:
    assert is_listed(*host_and_port(asked), places({listed}))


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("[::1]:3990", "http://[::1]:3991/"),
        ("[::1]:3990", "http://[::1:3990]/"),
        ("localhost:5232", "http://localhost/"),
        ("localhost", "http://localhost.example/"),
        ("[::1", "http://[::1]/"),
    ],
)
def test_a_listed_host_opens_no_other(listed: str, asked: str) -> None:
    assert not is_listed(*host_and_port(asked), places({listed}))
