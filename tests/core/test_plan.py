"""The pace of an exploration, and what its numbers may be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.choice import Choice
from bot.core.errors import InvalidInput, NotFound
from bot.core.meetings import Interview, Status
from bot.core.people import Person, Stage, StageChange
from bot.core.plan import (
    Exploration,
    Option,
    OptionPace,
    active,
    asked_between,
    checked_goal,
    checked_target,
    find_option,
    pace,
    proposed_goal,
    weeks_left,
)
from tests.core.told import AGENCY, PEOPLE, exploration, held

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)  # a Wednesday
OPTIONS = (Option(name=AGENCY), Option(name=PEOPLE))


def person(name: str, option: str, stage: Stage, *asked_at: datetime) -> Person:
    history = tuple(StageChange(stage=Stage.ASKED, at=at) for at in asked_at)
    return Person(name=name, option=option, stage=stage, history=history)


def of(*interviews: Interview, people: tuple[Person, ...] = ()) -> Exploration:
    return replace(exploration(*interviews, people=people), options=OPTIONS)


def test_the_pace_counts_each_person_where_they_stand() -> None:
    told = of(
        held(AGENCY, None),
        held(AGENCY, None, status=Status.MISSED),
        held(PEOPLE, None, status=Status.PLANNED),
        people=(
            person("Priya Shah", AGENCY, Stage.MET),
            person("Tom Adeyemi", AGENCY, Stage.REPLIED),
            person("Ana Lima", AGENCY, Stage.BOOKED),
            person("Ruth Bell", AGENCY, Stage.IDEA),
            person("Sam Ode", AGENCY, Stage.DECLINED),
            person("Una Roy", PEOPLE, Stage.ASKED),
        ),
    )
    assert pace(told, NOW, LONDON).options == (
        OptionPace(name=AGENCY, met=1, booked=1, asked=1, ideas=1, target=5),
        OptionPace(name=PEOPLE, met=0, booked=0, asked=1, ideas=0, target=5),
    )


@pytest.mark.parametrize(
    ("asked_at", "asked"),
    [
        (["2026-11-23T00:00"], 1),
        (["2026-11-22T23:59"], 0),
        (["2026-11-29T23:59"], 1),
        (["2026-11-30T00:00"], 0),
        (["2026-11-24T10:00", "2026-11-25T10:00"], 1),  # twice asked is one person asked
        (["2026-11-02T10:00", "2026-11-25T10:00"], 1),
    ],
)
def test_asking_counts_toward_the_week_it_happened_in(asked_at: list[str], asked: int) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in asked_at]
    told = of(people=(person("Priya Shah", AGENCY, Stage.ASKED, *moments),))
    assert pace(told, NOW, LONDON).asked == asked


def test_asking_still_counts_after_an_answer() -> None:
    replied = person("Priya Shah", AGENCY, Stage.REPLIED, NOW)
    assert asked_between((replied,), NOW, NOW + timedelta(seconds=1)) == 1
    assert asked_between((replied,), NOW - timedelta(days=1), NOW) == 0


@pytest.mark.parametrize(
    ("goal", "asked", "met"), [(2, 1, False), (2, 2, True), (2, 3, True), (0, 0, True)]
)
def test_a_goal_is_met_once_so_many_were_asked(goal: int, asked: int, met: bool) -> None:
    people = tuple(person(f"P{n}", AGENCY, Stage.ASKED, NOW) for n in range(asked))
    told = replace(of(people=people), weekly_goal=goal)
    assert pace(told, NOW, LONDON).goal_met is met


@pytest.mark.parametrize(
    ("first_of_week", "goal"), [("2026-11-23", 0), ("2026-11-16", 2), ("2026-11-30", 2)]
)
def test_a_week_of_rest_asks_for_nobody(first_of_week: str, goal: int) -> None:
    resting = replace(of(), rest_weeks=(date.fromisoformat(first_of_week),))
    assert pace(resting, NOW, LONDON).goal == goal


def test_an_option_that_is_explored_no_more_is_nobodys_turn() -> None:
    agency, people = of().options
    retired = replace(agency, retired_on=date(2026, 11, 1))
    shown = pace(replace(of(), options=(retired, people)), NOW, LONDON)
    assert [option.name for option in shown.options] == [people.name]
    assert shown.turn_of == people.name


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        (date(2026, 9, 7), 13),
        (date(2026, 11, 27), 2),
        (date(2026, 11, 28), 1),  # seven days, the last one included
        (date(2026, 12, 4), 1),
        (date(2026, 12, 5), 0),
        (date(2027, 6, 1), 0),
        (date(2026, 6, 1), 13),  # not begun: all of it lies ahead
    ],
)
def test_weeks_left_count_the_one_under_way(today: date, weeks: int) -> None:
    assert weeks_left(of(), today) == weeks  # it runs from 7 September to 4 December


@pytest.mark.parametrize(
    ("targets", "weeks", "reply_rate", "goal"),
    [
        ((5, 5), 10, None, 2),  # half are taken to agree
        ((5, 5), 10, 1.0, 1),
        ((5, 5), 10, 0.25, 4),
        ((5, 5), 10, 0.0, 5),  # never more than five asks for one conversation
        ((5, 5), 1, None, 20),
        ((50, 50), 1, None, 20),  # nobody can ask a hundred people a week
        ((5, 5), 0, None, 20),
        ((1,), 13, None, 1),
        ((), 13, None, 1),
    ],
)
def test_the_goal_proposed_meets_the_targets_by_the_end(
    targets: tuple[int, ...], weeks: int, reply_rate: float | None, goal: int
) -> None:
    options = tuple(Option(name=str(n), target=target) for n, target in enumerate(targets))
    assert proposed_goal(options, weeks, reply_rate) == goal


@pytest.mark.parametrize(
    ("told", "turn"),
    [
        ((), AGENCY),  # a tie goes to the first
        ((held(AGENCY, None),), PEOPLE),
        ((held(AGENCY, None), held(PEOPLE, None)), AGENCY),
        ((held(PEOPLE, None),), AGENCY),
        (tuple(held(AGENCY, None) for _ in range(5)), PEOPLE),
        (tuple(held(option, None) for option in (AGENCY, PEOPLE) for _ in range(5)), None),
    ],
)
def test_the_next_to_ask_is_of_the_option_furthest_behind(
    told: tuple[Interview, ...], turn: str | None
) -> None:
    assert pace(of(*told), NOW, LONDON).turn_of == turn


def test_those_asked_already_count_half_in_whose_turn_it_is() -> None:
    told = of(people=(person("Priya Shah", AGENCY, Stage.ASKED),))
    assert pace(told, NOW, LONDON).turn_of == PEOPLE


@pytest.mark.parametrize("target", [1, 5, 50])
def test_a_target_within_reach_is_kept(target: int) -> None:
    assert checked_target(target) == target


@pytest.mark.parametrize(
    ("checked", "number", "field"),
    [
        (checked_target, 0, "target"),
        (checked_target, -1, "target"),
        (checked_target, 51, "target"),
        (checked_target, 1000, "target"),
        (checked_goal, -1, "weekly_goal"),
        (checked_goal, 21, "weekly_goal"),
    ],
)
def test_a_number_out_of_reach_is_told_beside_its_input(
    checked: Callable[[int], int], number: int, field: str
) -> None:
    with pytest.raises(InvalidInput) as fault:
        checked(number)
    assert fault.value.field == field


def test_a_week_of_rest_is_a_goal() -> None:
    assert checked_goal(0) == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [("agency owner", AGENCY), ("agency", AGENCY), (" People ", PEOPLE), ("dévelopment", PEOPLE)],
)
def test_an_option_is_found_by_a_part_of_its_name(words: str, name: str) -> None:
    assert find_option(OPTIONS, words).name == name


def test_a_whole_option_wins_over_a_part_of_a_longer_one() -> None:
    options = (Option(name="Coach for teams"), Option(name="Coach"))
    assert find_option(options, "coach").name == "Coach"


@pytest.mark.parametrize("words", ["Sales", "", "  "])
def test_no_such_option_names_those_there_are(words: str) -> None:
    with pytest.raises(NotFound, match=r"none of your options: Agency owner, People development\."):
        find_option(OPTIONS, words)


def test_a_part_of_two_options_asks_for_more_of_it() -> None:
    with pytest.raises(InvalidInput, match="could be Agency owner or People development"):
        find_option(OPTIONS, "e")


def test_the_exploration_under_way_is_the_last_without_a_choice() -> None:
    not_yet = Choice(
        chosen=None,
        letting_go=None,
        why=None,
        decided_on=date(2026, 11, 20),
        look_again_on=None,
        evidence=None,
    )
    decided = replace(of(), choice=replace(not_yet, chosen="Agency owner"))
    undecided = replace(of(), choice=not_yet)
    assert active((undecided, decided)) is undecided
    first, second = replace(of(), id=1), replace(of(), id=2)
    assert active((first, second, decided)) is second
    assert active((decided,)) is None
    assert active(()) is None
