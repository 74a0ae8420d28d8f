"""What Slack delivers, and what stays the same when it delivers that again."""

from bot.slack.identity import Identity, Payload


def payload_of(body: Payload) -> Payload:
    """The event of an event callback; everything else is its own payload."""
    event: Payload | None = body.get("event")
    return event if event is not None else body


def request_key(body: Payload, who: Identity) -> str | None:
    """What stays the same when Slack delivers again: an event's id, a command's trigger, the
    moment of a tap, the modal of a submission."""
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}"
    if actions := body.get("actions"):
        where = body.get("container", {})
        place = where.get("message_ts") or where.get("view_id") or ""
        return f"action:{place}:{who.user}:{actions[0].get('action_ts')}"
    if event_id := body.get("event_id"):
        return f"event:{event_id}"
    return f"command:{body['trigger_id']}" if body.get("trigger_id") else None
