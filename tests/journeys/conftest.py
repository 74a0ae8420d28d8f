"""The real bot beside the playground, and a member at its page: nothing on the way is simulated."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.commands.trial import trial
from bot.config import Settings
from bot.playground.stories import Story, story_named
from tests.playground.conftest import Page

MAYA, JONAS = "U0MAYA", "U0JONAS"


@dataclass
class Screen:
    """What a member sees and does, in the words of a person at the screen."""

    page: Page
    url: str

    async def types(self, command: str) -> str:
        """Types a slash command and reads the answer that appears."""
        before = await self._last()
        assert (await self.page.command(command))["ok"], command
        return await self._next(before)

    async def types_and_opens(self, command: str) -> str:
        """Types a slash command that opens a view, and reads the view."""
        assert (await self.page.command(command))["ok"], command
        return form_text(await self.form())

    async def says(self, words: str) -> str:
        """Types a message into the DM and reads the bot's answer."""
        before = await self._last()
        await self.page.do("message", channel=self.dm, text=words)
        return await self._next(before, by_bot=True)

    async def moves_clock(self, to: str) -> str | None:
        """Moves the time on; what came of it."""
        answer = await self.page.do("clock", to=to)
        assert answer["ok"], answer
        because: str | None = answer["moved_to_because"]
        return because

    async def sees(self, words: str) -> dict[str, Any]:
        """Waits until a message in the DM shows these words, in its text or its blocks."""
        state = await self.page.sees(lambda s: any(words in shown(m) for m in self._in(s)))
        return next(m for m in reversed(self._in(state)) if words in shown(m))

    async def messages(self) -> list[dict[str, Any]]:
        return self._in(await self.page.state())

    async def taps(self, action_id: str, *, value: str | None = None) -> None:
        """Taps the latest such button or menu entry in the DM; `value` picks among several."""
        for message in reversed(await self.messages()):
            for block_id, element in elements(message["blocks"]):
                if element["action_id"] == action_id and value in {None, element.get("value")}:
                    where = {"message_ts": message["ts"], "channel": self.dm}
                    assert (await self._act(where, block_id, element))["ok"]
                    return
        raise AssertionError(f"no {action_id} to tap")

    async def taps_in_form(self, action_id: str, *, beside: str) -> None:
        """Taps the button beside or beneath what the open form says."""
        view = await self.form()
        started = False
        for block in view["blocks"]:
            started = started or beside in shown({"text": "", "blocks": [block]})
            found = [e for _, e in elements([block]) if e["action_id"] == action_id]
            if started and found:
                answer = await self._act({"view_id": view["id"]}, block["block_id"], found[0])
                assert answer["ok"], answer
                return
        raise AssertionError(f"no {action_id} beside {beside}")

    async def sees_form(self, words: str) -> dict[str, Any]:
        """Waits until the open form says these words; the form."""
        state = await self.page.sees(lambda s: s["modals"] and words in form_text(s["modals"][-1]))
        view: dict[str, Any] = state["modals"][-1]
        return view

    async def opens(self, action_id: str, **how: str) -> dict[str, Any]:
        """Taps a button that opens a form, and waits for the form."""
        await self.taps(action_id, **how)
        return await self.form()

    async def form(self) -> dict[str, Any]:
        state = await self.page.sees(lambda s: s["modals"])
        view: dict[str, Any] = state["modals"][-1]
        return view

    async def fills(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Fills the open form and presses its button; the page's state once Slack has reacted."""
        view = await self.form()
        state = {
            block["block_id"]: {block["element"]["action_id"]: entered(block["element"], answers)}
            for block in view["blocks"]
            if block["type"] == "input" and block["block_id"] in answers
        }
        body = {"view_id": view["id"], "state": state}
        assert (await self.page.do("submit", **body))["ok"]
        return await self.page.sees(lambda s: s["modals"] != [view] or s["view_errors"])

    @property
    def dm(self) -> str:
        return f"D{self.page.user[1:]}"

    def _in(self, state: dict[str, Any]) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = state["messages"][self.dm]
        return messages

    async def _act(
        self, container: dict[str, str], block_id: str, element: dict[str, Any]
    ) -> dict[str, Any]:
        return await self.page.do(
            "action",
            container=container,
            block_id=block_id,
            action_id=element["action_id"],
            element=element,
            state={},
        )

    async def _last(self) -> str:
        messages = await self.messages()
        return messages[-1]["ts"] if messages else ""

    async def _next(self, after: str, *, by_bot: bool = False) -> str:
        def newer(state: dict[str, Any]) -> list[dict[str, Any]]:
            new = [m for m in self._in(state) if m["ts"] > after]
            return [m for m in new if m["user"] != self.page.user] if by_bot else new

        return shown(newer(await self.page.sees(newer))[-1])


def shown(message: Mapping[str, Any]) -> str:
    """Everything a message shows: its text, and what its blocks say."""
    parts = [message["text"]]
    for block in message["blocks"] or ():
        parts.append((block.get("text") or {}).get("text", ""))
        parts += [e["text"] for e in block.get("elements", []) if isinstance(e.get("text"), str)]
    return "\n".join(part for part in parts if part)


def form_text(view: Mapping[str, Any]) -> str:
    """Everything a form shows, its labels included."""
    labels = [b["label"]["text"] for b in view["blocks"] if b["type"] == "input"]
    return "\n".join([view["title"]["text"], shown({"text": "", **view}), *labels])


def elements(blocks: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Everything that can be tapped, with the block it is in."""
    found = []
    for block in blocks or ():
        inside = [*block.get("elements", []), block.get("accessory")]
        found += [(block["block_id"], e) for e in inside if e and "action_id" in e]
    return found


def entered(element: dict[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The state of an input in which `answers` has a value for its action."""
    value = answers[element["action_id"]]
    kind = element["type"]
    if kind in {"static_select", "radio_buttons"}:
        return {"type": kind, "selected_option": _option(element, value)}
    if kind in {"multi_static_select", "checkboxes"}:
        return {"type": kind, "selected_options": [_option(element, one) for one in value]}
    if kind == "timepicker":
        return {"type": kind, "selected_time": value}
    if kind == "datepicker":
        return {"type": kind, "selected_date": value}
    return {"type": kind, "value": value}


def _option(element: dict[str, Any], value: str) -> dict[str, Any]:
    return next(option for option in element["options"] if option["value"] == str(value))


@asynccontextmanager
async def at_screen(
    story: Story, user: str = MAYA, given: Settings | None = None
) -> AsyncIterator[Screen]:
    """A playground with the real bot in it, and a member who looks at it."""
    async with (
        trial(story, port=0, database_url=None, given=given) as playground,
        aiohttp.ClientSession() as session,
    ):
        page = Page(session, playground.url, user)
        await page.sees(lambda state: state["connected"])
        yield Screen(page, playground.url)


@pytest.fixture
async def maya() -> AsyncIterator[Screen]:
    """Maya, six weeks in, with a coffee that ends in four minutes."""
    async with at_screen(story_named("midway")) as screen:
        yield screen


@pytest.fixture
async def newcomer() -> AsyncIterator[Screen]:
    """Maya before anything was planned."""
    async with at_screen(story_named("empty")) as screen:
        yield screen
