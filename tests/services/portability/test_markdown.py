"""An export can be read as a page."""

from dataclasses import replace

from hypothesis import given, settings

from bot.services.portability.importing import Imported
from bot.services.portability.markdown import export_markdown
from tests.services.portability.exploration_strategies import files
from tests.storage.cast import CHOICE, EXPLORATION, MAYA


@given(files())
@settings(max_examples=30, deadline=None)
def test_any_file_can_be_read_as_a_page(whole: Imported) -> None:
    page = export_markdown(replace(MAYA, time_zone=whole.time_zone), whole.explorations)
    assert page.count("\n### ") >= sum(len(e.people) for e in whole.explorations)
    assert page.endswith("\n")


def test_the_page_says_what_was_answered_in_words() -> None:
    page = export_markdown(MAYA, (replace(EXPLORATION, choice=CHOICE),))
    for line in (
        "# Grow the agency, or move into people development?",
        "- Agency owner: target 5",
        "- Chosen: Agency owner",
        "### Priya Shah",
        "- 5 November 2026, 10:30: asked",
        "### Priya Shah, 16 November 2026, 09:30",
        "- Energy: 4 of 5",
        "- Drew me: autonomy",
        "- Worth keeping: She has not had an August off in six years.",
        "#### Second look, 18 November 2026, 10:30",
        "#### First answered, 16 November 2026, 10:30",
    ):
        assert line in page.splitlines()
    assert export_markdown(MAYA, ()) == "Nothing is stored yet.\n"


def test_her_words_are_never_read_as_markdown() -> None:
    sly = replace(EXPLORATION, question="# *Why* [not](http://x)?\n# Two")
    assert export_markdown(MAYA, (sly,)).splitlines()[0] == (
        r"# \# \*Why\* \[not\](http://x)? \# Two"
    )
