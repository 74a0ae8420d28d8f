"""`/reflect`, the five outcomes, and the check-in: saved before Slack is told so."""

import json
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.core.errors import Ambiguous
from bot.services.interviewing import Outcome
from bot.slack import ids, inputs
from bot.slack.blocks.checkin import how_did_it_go_again, saved, told, waiting_list
from bot.slack.blocks.checkin_form import checkin_form
from bot.slack.blocks.kit import Message
from bot.slack.blocks.people import which
from bot.slack.faults import error_code
from bot.slack.heard import Heard
from bot.slack.hearing import Saved


async def reflect(heard: Heard, words: str = "") -> None:
    """What waits for an answer; with a name, the check-in of that conversation."""
    if not words:
        waiting = await heard.desk.reflecting.awaited(heard.member)
        await heard.answer(waiting_list(waiting, heard.zone))
        return
    try:
        interview = await heard.desk.reflecting.latest_with(heard.member, words)
    except Ambiguous as several:
        await heard.answer(which(str(several), several.names, "/reflect {}".format))
    else:
        await _open_form(heard, interview.id, place=None)


async def outcome(heard: Heard) -> None:
    """One of the five outcomes, tapped."""
    said = Outcome(ids.OUTCOMES[heard.payload["actions"][0]["action_id"]])
    known = await heard.desk.interviewing.tell(heard.request, int(heard.value), said)
    await heard.replace(told(known.interview, said))


async def change(heard: Heard) -> None:
    """The outcomes once more, in place of the one that was tapped."""
    await heard.replace(how_did_it_go_again(int(heard.value)))


async def form(heard: Heard) -> None:
    """The way into the two-minute form; it remembers the message it was opened from."""
    container = heard.payload.get("container", {})
    private = None
    if container.get("type") == "message" and not container.get("is_ephemeral"):
        private = {"channel": container["channel_id"], "ts": container["message_ts"]}
    await _open_form(heard, int(heard.value), place=private)


async def _open_form(heard: Heard, interview_id: int, place: dict[str, str] | None) -> None:
    exploration, interview = await heard.desk.reflecting.of(heard.member, interview_id)
    private = {"interview": interview_id, "place": place}
    await heard.open(checkin_form(exploration, interview, private))


async def save(heard: Heard) -> Saved:
    """The form, stored before the ack; the DM then shows ticks."""
    view = heard.payload["view"]
    private: dict[str, Any] = json.loads(view["private_metadata"])
    interview_id = int(private["interview"])
    exploration, before = await heard.desk.reflecting.of(heard.member, interview_id)
    filled = inputs.Form(view["state"]["values"])
    answers = inputs.answers_of(filled, exploration, before.check_in, heard.request.at)
    known = await heard.desk.reflecting.save(heard.request, interview_id, answers)

    async def tick(heard: Heard) -> None:
        await _show(heard, private["place"], saved(known.interview, known.check_in))
        await heard.refresh_home()

    return Saved(then=tick)


async def _show(heard: Heard, place: dict[str, str] | None, ticks: Message) -> None:
    """Where the form was opened from, or anew where that message is gone."""
    if place is not None:
        try:
            await heard.update(place["channel"], place["ts"], ticks)
        except SlackApiError as fault:
            if error_code(fault) not in {"message_not_found", "cant_update_message"}:
                raise
        else:
            return
    await heard.post(ticks)
