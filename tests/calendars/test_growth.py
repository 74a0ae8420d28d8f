"""Whoever sends a calendar: the work it makes grows with its length, what comes of it is capped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.growth import MOST_GROWTH, PARSERS, growth
from benchmarks.hostile_bodies import BODIES
from bot.calendars import wire
from bot.calendars.google_events import page
from bot.calendars.multistatus import MOST_INSIDE, MOST_RESOURCES, MOST_TEXT, short_responses
from bot.calendars.provider_events import page_in
from bot.calendars.reading import MOST_OCCURRENCES, MOST_UNREAD, Reading, Unread, bounded
from bot.core.foreign import MOST_GUESTS, MOST_TITLE, MOST_UID
from bot.core.meetings import Occurrence
from tests.calendars.texts import at, calendar, event, read

COFFEE = Occurrence(uid="c", title="Coffee", starts_at=at(15, 9), ends_at=at(15, 10))
KB = 1024


@pytest.mark.parametrize("name", PARSERS)
def test_twice_the_input_is_at_most_two_and_a_half_times_the_work(name: str) -> None:
    assert 1.2 < growth(PARSERS[name], 20) <= MOST_GROWTH


def test_what_grows_faster_is_seen() -> None:
    assert growth(lambda n: lambda: [(a, b) for a in range(n) for b in range(n)]) > MOST_GROWTH


class TestCaps:
    def test_what_occurrences_share_is_told_once(self) -> None:
        texts = replace(COFFEE, description="long " * 800)
        many = [replace(texts, ends_at=at(15, 10) + timedelta(minutes=n)) for n in range(1_000)]
        told = wire.written(wire.told(Reading(occurrences=tuple(many))))
        assert len(told) < 100 * KB
        assert wire.reading(wire.told(Reading(occurrences=tuple(many)))).occurrences == tuple(many)

    def test_no_more_occurrences_are_told_than_can_be_made_sense_of(self) -> None:
        reading = bounded(Reading(occurrences=(COFFEE,) * (MOST_OCCURRENCES + 1)))
        assert len(reading.occurrences) == MOST_OCCURRENCES
        assert [one.why for one in reading.unread] == ["only its first 5,000 occurrences are read"]
        assert reading.unread_uids is None

    def test_nor_more_text(self) -> None:
        texts = [replace(COFFEE, uid=str(n), description="x" * 4_000) for n in range(400)]
        reading = bounded(Reading(occurrences=tuple(texts)))
        assert 200 < len(reading.occurrences) < 260
        assert reading.unread_uids is None

    def test_nor_more_sentences_about_what_is_damaged(self) -> None:
        unread = tuple(Unread(what="Talk", why="it is damaged", uid=str(n)) for n in range(2_000))
        reading = bounded(Reading(unread=unread))
        assert len(reading.unread) == MOST_UNREAD + 1
        assert reading.unread[0].why == "1,500 more of its events can't be read"
        assert reading.unread_uids is None

    def test_an_event_s_own_texts_have_an_end(self) -> None:
        guests = [f"ATTENDEE:mailto:{n}@example.org" for n in range(1_000)]
        [long] = read(
            calendar(event("DTSTART:20260915T090000Z", *guests, uid="u" * 9_000, title="t" * 9_000))
        ).occurrences
        assert (len(long.title), len(long.guests)) == (MOST_TITLE, MOST_GUESTS)
        assert len(long.uid) <= MOST_UID

    def test_two_long_uids_stay_two(self) -> None:
        first, second = (
            read(calendar(event("DTSTART:20260915T090000Z", uid="u" * 9_000 + one))).occurrences[0]
            for one in "ab"
        )
        assert first.uid != second.uid

    def test_hourly_events_with_long_texts_come_to_less_than_a_megabyte(self) -> None:
        _, make = BODIES["50 hourly events with long texts"]
        reading = read(make())
        assert len(reading.occurrences) == MOST_OCCURRENCES
        assert len(wire.written(wire.told(reading))) < 1_000 * KB

    def test_a_provider_s_page_is_capped_alike(self) -> None:
        _, make = BODIES["2,400 events with long texts"]
        told = page(make(), {"shown": "Your Google calendar", "zone": "Europe/London"})
        assert len(wire.written(told)) < 2_000 * KB
        assert page_in(told).reading.unread_uids is None

    def test_so_is_what_a_multistatus_tells(self) -> None:
        inside = "<x/>" * 1_000
        long = f"<displayname>{'n' * 9_000}{inside}</displayname>"
        each = f"<response><href>/x</href><propstat><prop>{long}</prop></propstat></response>"
        hrefs = "<response><href>/y</href></response>" * 2_000
        told = short_responses(f'<multistatus xmlns="DAV:">{each}{hrefs}</multistatus>'.encode())
        assert len(told) == MOST_RESOURCES
        [(text, found)] = told[0][2].values()
        assert (len(text) < 2 * MOST_TEXT, len(found)) == (True, MOST_INSIDE)

    def test_properties_belong_to_one_address_of_a_response(self) -> None:
        props = "<propstat><prop><displayname>A</displayname></prop></propstat>"
        response = f"<response><href>/1</href><href>/2</href>{props}</response>"
        told = short_responses(f'<multistatus xmlns="DAV:">{response}</multistatus>'.encode())
        assert [(href, len(had)) for href, _, had in told] == [("/1", 1), ("/2", 0)]
