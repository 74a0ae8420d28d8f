"""From the opened page of `make try` to a saved check-in in a real Chromium."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks.figures import Figure
from bot.commands.trial import trial
from bot.playground.stories import story_named

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


@dataclass
class Hand:
    """Clicks like a person who knows where everything is, and counts."""

    page: Page
    clicks: int = 0

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name).last.click()
        self.clicks += 1

    async def ticks(self, role: str, name: str, nth: int = 0) -> None:
        await self.page.get_by_role(role, name=name).nth(nth).check()  # type: ignore[arg-type]
        self.clicks += 1


def main() -> list[Figure]:
    """Empty where no Chromium is installed."""
    if not CHROMIUM.exists():
        return []
    clicks, seconds = asyncio.run(_check_in())
    return [
        Figure(name="clicks from the page to a saved check-in", value=clicks, unit="clicks"),
        Figure(name="seconds from the page to a saved check-in", value=seconds, unit="s"),
    ]


async def _check_in() -> tuple[int, float]:
    """Body, four ratings and the gut; nothing is typed."""
    async with (
        trial(story_named("midway"), port=0, database_url=None) as playground,
        async_playwright() as player,
    ):
        browser = await player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        began = time.perf_counter()
        await page.goto(playground.url)
        hand = Hand(page)
        await hand.presses("To the next thing that happens")
        await hand.presses("It happened")
        await hand.presses("Check in")
        await hand.ticks("checkbox", "Settled")
        for word in ("awake", "deeply calm", "a bolt of clarity", "I'd like that"):
            await hand.ticks("radio", word)
        await hand.ticks("radio", "Leaning yes")
        await hand.presses("Save")
        await page.get_by_text("Saved.").wait_for()
        seconds = time.perf_counter() - began
        await browser.close()
    return hand.clicks, seconds
