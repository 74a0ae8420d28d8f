"""Numbers come with their nouns, times where she is, and what others wrote is only ever words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.slack.words import (
    clipped,
    clipped_escaped,
    counted,
    day,
    escape,
    inline,
    moment,
    moment_in_full,
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U0MAYA>", "&lt;@U0MAYA&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;", "&amp;lt;"),
        ("*bold* 🦜", "*bold* 🦜"),
    ],
)
def test_mentions_links_and_entities_become_their_own_letters(text: str, safe: str) -> None:
    assert escape(text) == safe


def test_words_in_a_line_stay_in_it() -> None:
    assert inline(" a\n> b\u2028c ") == "a &gt; b c"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bo*b", "Bo∗b"),
        ("*Bob*", "∗Bob∗"),
        ("~Bob~", "∼Bob∼"),
        ("`Bob`", "ˋBobˋ"),
        ("_Bob_ __", "ˍBobˍ ˍˍ"),
        ("bob_the_owner", "bob_the_owner"),  # Slack takes no mark within a word
    ],
)
def test_no_mark_in_a_name_ends_or_begins_our_own_type(name: str, shown: str) -> None:
    assert inline(name) == shown


def test_words_are_cut_before_they_are_escaped() -> None:
    assert inline("&" * 100, 3) == "&amp;&amp;…"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a   d", 3, "a…"), ("", 3, "")],
)
def test_what_is_cut_says_so(text: str, limit: int, cut: str) -> None:
    assert clipped(text, limit) == cut


@pytest.mark.parametrize("limit", range(2, 12))
def test_no_entity_is_cut_in_two(limit: int) -> None:
    assert clipped_escaped("a&amp;&lt;b", limit) in {"a…", "a&amp;…", "a&amp;&lt;b"}


@pytest.mark.parametrize(("number", "said"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_a_number_has_the_noun_it_needs(number: int, said: str) -> None:
    assert counted(number, "person", "people") == said


def test_times_are_said_where_she_is() -> None:
    at = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)
    assert moment(at, ZoneInfo("Europe/London")) == "Tue 7 Jul, 00:30"
    assert moment(at, ZoneInfo("Asia/Kathmandu")) == "Tue 7 Jul, 05:15"
    assert day(date(2026, 11, 3)) == "Tue 3 Nov"
    assert moment_in_full(at, ZoneInfo("Asia/Kathmandu")) == "Tuesday 7 July 2026, 05:15"
