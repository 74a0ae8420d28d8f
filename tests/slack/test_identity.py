"""Who did something is parsed from what Slack sends, and whoever can't be a member is nobody."""

from typing import Any

import pytest

from bot.slack.identity import Identity, identity_of, reported

MAYA = Identity(team="T0RESONANCE", user="U0MAYA")
MAYA_OF_ALL = Identity(team="E0BRIGHT", user="U0MAYA")
COMMAND = {"command": "/outreach", "team_id": "T0RESONANCE", "user_id": "U0MAYA"}
TAP = {"type": "block_actions", "team": {"id": "T0RESONANCE"}, "user": {"id": "U0MAYA"}}
GRID = {"team": None, "enterprise": {"id": "E0BRIGHT"}, "is_enterprise_install": True}
ORG_INSTALL = [{"enterprise_id": "E0BRIGHT", "team_id": None, "is_enterprise_install": True}]


def event(type_: str = "message", **told: Any) -> dict[str, Any]:
    said = {"channel_type": "im", "user": "U0MAYA"} if type_ == "message" else {}
    return {"team_id": "T0RESONANCE", "event": {"type": type_, **said, **told}}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        # A command, a tap, a form, a visit, her own words: each is somebody's doing.
        (COMMAND, MAYA),
        (TAP, MAYA),
        ({**TAP, "type": "view_submission"}, MAYA),
        (event("app_home_opened", user="U0MAYA"), MAYA),
        (event(text="hello?"), MAYA),
        (event(subtype="file_share"), MAYA),
        (event(thread_ts="1.2"), MAYA),
        # Where an organisation has the app, a person belongs to it whatever else is named.
        ({**TAP, **GRID}, MAYA_OF_ALL),
        ({**COMMAND, "enterprise_id": "E0BRIGHT", "is_enterprise_install": "true"}, MAYA_OF_ALL),
        ({**event(), "authorizations": ORG_INSTALL}, MAYA_OF_ALL),
        ({**TAP, "team": None, "enterprise": {"id": "E0BRIGHT"}}, MAYA_OF_ALL),
        # One workspace of an organisation that has the app for itself is that workspace.
        ({**COMMAND, "enterprise_id": "E0BRIGHT", "is_enterprise_install": "false"}, MAYA),
        # An edit and a deletion have no user, and are no words of hers when they have.
        (event(subtype="message_changed", user=None), None),
        (event(subtype="message_deleted"), None),
        # Bots, our own posts among them, and Slack's own voice.
        (event(subtype="bot_message", user=None, bot_id="B0OTHER"), None),
        (event(bot_id="B0OTHER"), None),
        (event(user="USLACKBOT"), None),
        ({**COMMAND, "user_id": "USLACKBOT"}, None),
        # Said in a channel, which is said to others.
        (event(channel_type="channel"), None),
        (event(channel_type="group"), None),
        (event(channel_type="mpim"), None),
        (event(channel_type=None), None),
        # What is no id is nobody's.
        ({**TAP, "team": None}, None),
        ({**TAP, "user": None}, None),
        ({**TAP, "user": {"id": None}}, None),
        ({**COMMAND, "user_id": "None"}, None),
        ({**COMMAND, "team_id": "None"}, None),
        (event(user={"id": "U0MAYA"}), None),
        # Other events are nobody's doing.
        (event("member_joined_channel", user="U0MAYA"), None),
        ({}, None),
    ],
)
def test_whose_doing_it_is(body: dict[str, Any], who: Identity | None) -> None:
    assert identity_of(body) == who


@pytest.mark.parametrize(
    ("profile", "who"),
    [
        ({"id": "U0MAYA", "tz": "Asia/Tokyo"}, MAYA),
        ({"id": "U0MAYA", "deleted": True, "is_bot": False}, MAYA),
        ({"id": "U0BOT", "is_bot": True}, None),
        ({"id": "USLACKBOT"}, None),
        ({}, None),
        ("U0MAYA", None),
        (None, None),
    ],
)
def test_whom_an_event_tells_of(profile: object, who: Identity | None) -> None:
    assert reported(event("user_change", user=profile)) == who
