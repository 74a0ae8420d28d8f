"""A story to begin in: a workspace, its people, what was said and what is in their calendars."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.playground.conversations import Conversation
from bot.playground.members import Member
from bot.playground.wire import JsonObject

STORIES = Path(__file__).parent / "stories"


class NoSuchStory(LookupError):
    """No story of that name is here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierMessage:
    """Something said before the story begins."""

    channel: str
    user: str
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Where a playground begins; `starts_at` None means the real now.

    `exploration` is a file for the bot to import for `members[0]`; the playground never reads it.
    """

    title: str
    text: str
    starts_at: datetime | None
    workspace_id: str
    workspace_name: str
    members: tuple[Member, ...]
    channels: tuple[Conversation, ...]
    messages: tuple[EarlierMessage, ...]
    calendars: Mapping[str, str]
    exploration: Path | None


def story_names() -> list[str]:
    """The stories that come with the playground."""
    return sorted(path.parent.name for path in STORIES.glob("*/story.json"))


def story_named(name: str) -> Story:
    """One of them, or `NoSuchStory` with the names there are."""
    if name not in story_names():
        raise NoSuchStory(f"there is no story {name!r}; there are: {', '.join(story_names())}")
    return load_story(STORIES / name)


def load_story(folder: Path) -> Story:
    """Reads `story.json`, `calendars/<user id>.ics` and, where it is, `exploration.json`."""
    told = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    exploration = folder / "exploration.json"
    return Story(
        title=told["title"],
        text=told["text"],
        starts_at=datetime.fromisoformat(told["starts_at"]) if told["starts_at"] else None,
        workspace_id=told["workspace"]["id"],
        workspace_name=told["workspace"]["name"],
        members=tuple(Member(**person) for person in told["users"]),
        channels=tuple(_channel(entry) for entry in told.get("channels", [])),
        messages=tuple(_message(entry) for entry in told.get("messages", [])),
        calendars=_calendars(folder / "calendars"),
        exploration=exploration if exploration.exists() else None,
    )


def _calendars(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.ics"))
    return {path.stem: path.read_bytes().decode("utf-8") for path in files}


def _channel(entry: JsonObject) -> Conversation:
    members = frozenset(entry["members"])
    return Conversation(id=entry["id"], name=entry["name"], is_im=False, members=members)


def _message(entry: JsonObject) -> EarlierMessage:
    return EarlierMessage(
        channel=entry["channel"],
        user=entry["user"],
        text=entry["text"],
        at=datetime.fromisoformat(entry["at"]),
    )
