"""Blocks fit whatever they are given: what does not is counted, and the last row is kept."""

from bot.playground.block_limits import block_faults, view_faults
from bot.slack.blocks.kit import (
    SECTION_LIMIT,
    actions,
    button,
    header,
    home_view,
    message,
    modal,
    paragraphs,
    section,
)

ONWARD = actions(button("This week", "week.show"))


def test_a_message_of_too_many_blocks_keeps_its_last_row_and_counts_the_rest() -> None:
    crowded = message(*(str(n) for n in range(80)), ONWARD)
    assert len(crowded.blocks) == 50
    assert crowded.blocks[-1] == ONWARD
    assert crowded.blocks[-2]["elements"][0]["text"] == "… and 32 more"
    assert "79" in crowded.text  # the text leaves nothing out


def test_a_message_of_just_enough_blocks_is_left_alone() -> None:
    full = message(*(str(n) for n in range(49)), ONWARD)
    assert [b["type"] for b in full.blocks] == ["section"] * 49 + ["actions"]


def test_a_view_of_too_many_blocks_fits_too() -> None:
    blocks = [section(str(n)) for n in range(130)]
    assert view_faults(modal("help.show", "Resonance", blocks)) == []
    assert len(home_view(blocks)["blocks"]) == 100


def test_lines_are_packed_into_as_few_sections_as_hold_them_whole() -> None:
    lines = ["x" * 1000] * 7
    packed = [block["text"]["text"] for block in paragraphs(lines)]
    assert [len(text) for text in packed] == [2001, 2001, 2001, 1000]
    assert "\n".join(packed).split("\n") == lines
    assert len(paragraphs(["x" * 1499, "y" * 1500])) == 1
    assert len(paragraphs(["x" * 1500, "y" * 1500])) == 2


def test_no_words_are_a_dash_since_slack_refuses_none() -> None:
    empty = message(" ", header(" \n"), section(""))
    assert block_faults(list(empty.blocks), surface="message") == []
    assert [block["text"]["text"] for block in empty.blocks] == ["–"] * 3


def test_the_text_is_what_the_blocks_say_without_what_only_draws() -> None:
    told = message(
        header("Grow <or> move?"), "*Agency owner*  ●●◐○○  met 2 of 5", "```o   o```", ONWARD
    )
    assert told.text == "Grow &lt;or&gt; move?\nAgency owner  met 2 of 5"


def test_what_is_too_long_is_cut_and_no_entity_with_it() -> None:
    long = section("&amp;" * 1000)["text"]["text"]
    assert len(long) <= SECTION_LIMIT
    assert long.endswith("&amp;…")
