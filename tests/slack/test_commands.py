"""A subcommand is one row: what runs it, what help says of it, what Slack hints at."""

import pytest

from bot.slack import ids
from bot.slack.listeners.commands import COMMANDS, SlashCommand

each_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))


def test_the_commands_are_those_that_are_promised() -> None:
    assert tuple(COMMANDS) == ids.COMMANDS


@each_command
def test_every_word_is_told_of_in_the_help(command: SlashCommand) -> None:
    for row in command.rows:
        assert row.word == "help" or row.word in command.help, f"{row.word} has no line of help"


@each_command
def test_no_word_stands_twice_and_help_is_everywhere(command: SlashCommand) -> None:
    words = [row.word for row in command.rows]
    assert len(set(words)) == len(words)
    assert "" in words
    assert "help" not in words  # it is the same for every command
    assert command.hint.endswith("help]")


def test_the_help_begins_with_the_bare_command_and_shows_how_to_type_the_rest() -> None:
    first, second, *_ = COMMANDS["/interviews"].help.splitlines()
    assert first == "*`/interviews`* coming and past"
    assert second.startswith("`/interviews connect` read your calendar")
