"""The stories that come with the playground can be told."""

import json
from datetime import datetime

import pytest

from bot.playground.stories import NoSuchStory, story_named, story_names


def test_there_are_two() -> None:
    assert story_names() == ["empty", "midway"]


@pytest.mark.parametrize("name", ["empty", "midway"])
def test_each_has_two_members_and_an_invitation(name: str) -> None:
    story = story_named(name)

    assert [member.id for member in story.members] == ["U0MAYA", "U0JONAS"]
    assert story.text


def test_the_empty_one_begins_now_and_has_no_past() -> None:
    story = story_named("empty")

    assert (story.starts_at, story.exploration, story.calendars) == (None, None, {})


def test_the_one_under_way_begins_minutes_before_an_interview_ends() -> None:
    story = story_named("midway")
    assert story.exploration is not None
    told = json.loads(story.exploration.read_text(encoding="utf-8"))
    [exploration] = told["explorations"]
    third = exploration["interviews"][2]

    assert story.starts_at == datetime.fromisoformat("2026-10-16T10:36:00+01:00")
    assert (third["person"], third["ends_at"]) == ("Ana Lima", "2026-10-16T10:40:00+01:00")
    assert [each["status"] for each in exploration["interviews"]] == ["held"] * 2 + ["planned"] * 2
    assert {each["stage"] for each in exploration["people"]} == {
        "idea", "asked", "replied", "booked", "met", "thanked", "no_reply",
    }  # fmt: skip


def test_an_unknown_one_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchStory, match="there is no story 'spring'; there are: empty, midway"):
        story_named("spring")
