"""Failures: each kind has its exit code and its plain lines, and none repeats a secret."""

from typing import NoReturn

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.failures import NotDone, explained
from bot.config import ConfigurationError
from bot.core.errors import Ambiguous, InvalidInput, NotFound
from tests.shell.conftest import MAYA, Shell

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("fault", "code", "lines"),
    [
        (click.UsageError("No such option."), 2, ("No such option.",)),
        (ConfigurationError("one", "two"), 2, ("one", "two")),
        (Ambiguous("a", ("Ana", "Tom")), 2, ("“a” could be Ana or Tom. Which one do you mean?",)),
        (InvalidInput("It is taken."), 1, ("It is taken.",)),
        (NotFound("Nobody."), 1, ("Nobody.",)),
        (NotDone("one\ntwo"), 1, ("one", "two")),
        (click.Abort(), 1, ("stopped",)),
        (FileNotFoundError(2, "No such file", "a.json"), 1, ("a.json: No such file",)),
        (OSError(28, "No space left"), 1, ("No space left",)),
        (TimeoutError(), 1, ("TimeoutError",)),
    ],
)
def test_each_kind_of_failure(fault: Exception, code: int, lines: tuple[str, ...]) -> None:
    assert explained(fault) == (code, tuple(f"resonance: {line}" for line in lines))


@given(st.text(min_size=8))
def test_a_fault_of_ours_is_told_by_kind_and_place_alone(words: str) -> None:
    with pytest.raises(RuntimeError) as raised:
        _raise(RuntimeError(words))
    code, [line] = explained(raised.value)
    assert code == 1
    assert "RuntimeError in test_failures.py, line " in line
    assert "\n" not in line


#: Commands that fail, each with a secret in the place where it is easily repeated.
FAILING = [
    (("run",), {"SLACK_BOT_TOKEN": f"xapp-{SECRET}"}),
    (("run",), {"SLACK_BOT_TOKEN": f"xoxb-{SECRET}"}),
    (("run",), {"SLACK_API_URL": f"https://{SECRET}"}),
    (
        ("doctor",),
        {"SLACK_BOT_TOKEN": f"xoxb-{SECRET}", "SLACK_API_URL": "http://127.0.0.1:9/api/"},
    ),
    (("doctor", "--json"), {"RESONANCE_ENCRYPTION_KEYS": SECRET}),
    (("doctor",), {"DATABASE_URL": f"postgresql://maya:{SECRET}@127.0.0.1:9/db"}),
    (("export",), {"RESONANCE_ENCRYPTION_KEYS": SECRET}),
    (("export",), {"DATABASE_URL": f"postgresql://maya:{SECRET}@[/db"}),
    (("export",), {"DATABASE_URL": f"mysql://maya:{SECRET}@host/db"}),
    (("export",), {"DATABASE_URL": f"postgresql://maya:{SECRET}@127.0.0.1:9/db"}),
    (("migrate",), {"DATABASE_URL": f"postgresql://maya:{SECRET}@127.0.0.1:notaport/db"}),
    (("why",), {"RESONANCE_METRICS_TOKN": SECRET}),
    (("synthesis",), {"RESONANCE_LOG_FORMAT": SECRET}),
    (("calendar", f"https://127.0.0.1:9/private-{SECRET}/basic.ics"), {}),
    (("calendar", f"http://calendar.example/private-{SECRET}/basic.ics"), {}),
    (("calendar", f"webcal://maya:{SECRET}@127.0.0.1:9/basic.ics", "--json"), {}),
    (("calendar", f"ftp://calendar.example/{SECRET}"), {}),
    (("calendar", f"https://[{SECRET}"), {}),
    (("try", "--database", f"mysql://maya:{SECRET}@host/db", "--no-browser"), {}),
]


@pytest.mark.parametrize(("words", "environment"), FAILING)
def test_no_failing_command_repeats_a_secret(
    shell: Shell, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    named = MAYA if words[0] in {"export", "why", "synthesis"} else ()
    told = shell(*words, *named, **environment)
    assert told.code in {1, 2}
    assert told.lines
    assert SECRET not in told.out + told.err
    assert "Traceback" not in told.err
    assert all(line.startswith("resonance: ") for line in told.lines)


def _raise(fault: Exception) -> NoReturn:
    raise fault
