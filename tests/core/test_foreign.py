"""What strangers write can be stored on every database, and steers no terminal."""

import pytest

from bot.core.foreign import MOST_UID, one_line, short_addresses, short_uid, storable


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Coffee \ud83c", "Coffee \ufffd"),
        ("\udf89 Coffee", "\ufffd Coffee"),
        ("Co\x00ffee", "Coffee"),
        ("\x1b[31mCoffee\x1b[0m", "[31mCoffee[0m"),
        ("\x9b31mCoffee", "31mCoffee"),
        ("Coffee\x07\x08\x7f", "Coffee"),
        ("Priya \u202eyads\u202c", "Priya yads"),
        ("\u2066Priya\u2069", "Priya"),
    ],
)
def test_what_belongs_to_no_title_is_left_out(written: str, kept: str) -> None:
    assert storable(written) == kept
    storable(written).encode()


@pytest.mark.parametrize(
    "written",
    ["Kaffee, Küche; Zoë 🎈", "👩🏽‍🚀 and 👨‍👩‍👧", "עם פריה \u200f", "a\tb\nc", "नमस्ते", "\ufffd"],
)
def test_whatever_else_people_write_stays(written: str) -> None:
    assert storable(written) == written


def test_a_name_is_one_line_and_has_an_end() -> None:
    assert one_line(" Maya\r\nOkafor \x1b ") == "Maya Okafor"
    assert len(one_line("a" * 5_000)) == 1_000


def test_a_uid_beyond_measure_gets_a_name_that_stays_the_same() -> None:
    long = "u" * (MOST_UID + 1)
    assert short_uid(long) == short_uid(long) != short_uid(long + "u")
    assert short_uid("u" * MOST_UID) == "u" * MOST_UID


def test_what_is_too_long_for_an_address_is_none() -> None:
    assert short_addresses(("a@b", "a" * 400 + "@b")) == ("a@b",)
