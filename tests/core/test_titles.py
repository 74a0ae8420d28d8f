"""Titles that people write, read for somebody who tracks the people in them, and for nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.detection import NOES, Knowledge, knowing_by_name, understand
from bot.core.meetings import Occurrence, Verdict

CASES = Path(__file__).parent.parent / "data" / "cases"
TRACKED = ("Priya Shah", "Tom Adeyemi", "Ana Silva", "Dr. Li Wei", "Jürgen Weiß")
START = datetime(2026, 9, 15, 9, tzinfo=UTC)


def asked(title: str, knowing: Knowledge) -> bool:
    """Whether an event of that title is asked about, or taken for an interview."""
    event = Occurrence(
        uid="e1", title=title, starts_at=START, ends_at=START + timedelta(minutes=30)
    )
    return understand(event, knowing).verdict is not Verdict.NO


def share(name: str, of: str, people: tuple[str, ...]) -> float:
    """How many of the titles of a kind are asked about."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    titles = [line.split("\t")[1] for line in lines if line.startswith(f"{of}\t")]
    knowing = knowing_by_name(people, "Maya Reed", None)
    return sum(asked(title, knowing) for title in titles) / len(titles)


@pytest.mark.parametrize("name", ["titles.tsv", "more_titles.tsv"])
@pytest.mark.parametrize(("people", "least"), [(TRACKED, 0.97), ((), 0.5)], ids=["tracked", "none"])
def test_conversations_are_noticed_and_other_things_left_alone(
    name: str, people: tuple[str, ...], least: float
) -> None:
    assert share(name, "interview", people) >= least
    assert share(name, "not", people) <= 3 / 48


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("与李娜喝咖啡", "李娜"),
        ("Call O’Brien", "Pat O'Brien, Call O'Brien"),
        ("Soren Lund: chat", "Søren Lund"),
        ("Lukasz Nowak", "Łukasz Nowak"),
        ("Prof. Weiss, Zoom", "Jürgen Weiß"),
        ("Anne‑Marie Roy", "Anne-Marie Roy"),
        ("Lunch with Will", "Will Stone"),
    ],
)
def test_a_name_is_found_however_it_is_written(title: str, name: str) -> None:
    assert asked(title, knowing_by_name(name.split(","), None, None))


@pytest.mark.parametrize("title", ["Will do taxes", "Mark the lawn", "May budget"])
def test_a_first_name_that_is_a_word_needs_a_second_sign(title: str) -> None:
    assert not asked(title, knowing_by_name(("Will Stone", "Mark Hill", "May Lee"), None, None))


def test_the_third_no_to_a_kind_of_title_ends_asking_about_it() -> None:
    said = {f"title:coffee with guest {n}": Verdict.NO for n in range(NOES)}
    assert not asked("Coffee with Dana", Knowledge(remembered=said))
    assert asked("Coffee with Dana", Knowledge(remembered=dict(list(said.items())[1:])))
    assert asked("Career chat", Knowledge(remembered=said))
