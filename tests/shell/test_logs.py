"""Logs tell an operator what happened, and nobody what a member wrote."""

import json
import logging
import re
import sys

import pytest

from bot.logs import set_up_logs

SECRET = "Priya Shah said no"
logger = logging.getLogger("bot.services.tested")
library = logging.getLogger("slack_bolt.tested")


def failing() -> None:
    try:
        dict[str, str]()[SECRET]
    except KeyError as fault:
        raise ValueError(SECRET) from fault


def logged_fault(said_by: logging.Logger) -> None:
    try:
        failing()
    except ValueError:
        said_by.exception("delivery failed")


def test_a_line_of_text_has_time_level_words_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "text")
    logger.info("nudge delivered", extra={"nudge": 7, "kind": "check_in"})
    at, _, rest = capsys.readouterr().err.partition(" ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", at)
    assert rest == "INFO    nudge delivered nudge=7 kind=check_in\n"


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "json")
    logger.info("nudge delivered", extra={"nudge": 7})
    logged_fault(logger)
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert list(first) == ["at", "level", "what", "nudge"]
    assert second["what"] == "delivery failed"
    assert second["fault"].startswith("ValueError\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_shows_its_kinds_and_places_but_no_message(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("INFO", form)
    logged_fault(logger)
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "KeyError" in told
    assert "test_logs.py" in told
    assert "in failing" in told
    assert SECRET not in told


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_libraries_say_by_the_way_stays_out(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("INFO", form)
    for name in ("slack_bolt.AsyncApp", "slack_sdk.web", "aiosqlite", "sqlalchemy.engine", "other"):
        logging.getLogger(name).info("payload: %s", SECRET)
        logging.getLogger(name).debug("payload: %s", SECRET)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_of_a_librarys_trouble_only_the_place_is_told(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("INFO", form)
    library.warning("failed to handle %s", SECRET, extra={"body": SECRET})
    logged_fault(library)
    told = capsys.readouterr().err
    assert told.count("slack_bolt.tested") == 2
    assert "test_logs.py" in told
    assert SECRET not in told


@pytest.mark.parametrize(("level", "told"), [("DEBUG", 3), ("INFO", 2), ("ERROR", 0)])
def test_the_level_is_ours_alone(level: str, told: int, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(level, "json")
    logger.debug("one")
    logger.info("two")
    logger.warning("three")
    library.info("four")
    assert len(capsys.readouterr().err.splitlines()) == told


def test_logs_leave_stdout_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "text")
    logger.info("connected to Slack")
    assert capsys.readouterr().out == ""
    assert sys.stdout is not sys.stderr
