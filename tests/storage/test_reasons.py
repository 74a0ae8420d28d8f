"""What a database says is told without the addresses, users and passwords that it names."""

import logging

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import InternalError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.errors import StorageTrouble
from storage.reasons import outages_told, reason

HOST = 'connection failed: connection to server at "db.example.org" (10.1.2.3), port 5432 failed: '


def at_the_door(message: str) -> OperationalError:
    return OperationalError("SELECT 1", {}, psycopg.OperationalError(HOST + message))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (at_the_door("Connection refused"), "the server can't be reached"),
        (
            at_the_door('FATAL:  password authentication failed for user "maya"'),
            "the server refuses this user or password",
        ),
        (
            at_the_door('FATAL:  no pg_hba.conf entry for host "10.1.2.3", user "maya"'),
            "the server does not let this user in from here",
        ),
        (at_the_door('FATAL:  database "maya" does not exist'), "the server has no such database"),
        (at_the_door('FATAL:  role "maya" does not exist'), "the server has no such user"),
        (
            at_the_door("FATAL:  sorry, too many clients already"),
            "the server has no connection left",
        ),
        (
            at_the_door("FATAL:  the database system is starting up"),
            "the server is only just starting",
        ),
        (at_the_door("FATAL:  der Server mag gerade nicht"), "the server says no"),
        (OperationalError("", {}, errors.DiskFull("/var/lib is full")), "its disk is full"),
        (
            OperationalError("", {}, errors.DeadlockDetected("maya")),
            "the server refuses with SQLSTATE 40P01",
        ),
        (PoolTimeoutError("QueuePool limit"), "it did not answer"),
        (FileNotFoundError(2, "No such file or directory", "/secret"), "No such file or directory"),
    ],
)
def test_a_reason_names_nothing(error: SQLAlchemyError | OSError, told: str) -> None:
    assert reason(error) == told


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("", {}, errors.DiskFull("/var")), "disk is full"),
        (InternalError("", {}, errors.ReadOnlySqlTransaction("")), "can only be read"),
        (at_the_door("Connection refused"), "Please try again."),
        (PoolTimeoutError("QueuePool limit"), "Please try again."),
    ],
)
def test_an_outage_is_one_sentence_to_her_and_one_line_in_the_log(
    error: SQLAlchemyError, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(StorageTrouble, match=sentence), outages_told("Please try again."):
        raise error
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info is None
    assert "10.1.2.3" not in str(vars(record))


def test_a_fault_of_ours_is_no_outage() -> None:
    with pytest.raises(ZeroDivisionError), outages_told("Please try again."):
        raise ZeroDivisionError
