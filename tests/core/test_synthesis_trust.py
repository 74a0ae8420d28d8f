"""How far to trust the evidence is said beside it, and so is what would change the picture."""

from datetime import timedelta

import pytest

from bot.core.meetings import Interview, Medium
from bot.core.people import Person, Stage
from bot.core.synthesis import synthesise
from bot.core.synthesis.values import GapKind
from tests.core.told import AGENCY, PEOPLE, check_in, exploration, held, rated


def talks(option: str, *scores: int, first_week: int = 0, apart: int = 2) -> list[Interview]:
    """Conversations a fortnight apart, so that two options alternate."""
    return [
        held(option, rated(score), week=first_week + apart * n) for n, score in enumerate(scores)
    ]


EVEN = [*talks(AGENCY, 4, 4, 3), *talks(PEOPLE, 4, 3, 3, first_week=1)]


def lines_after(*interviews: Interview, people: tuple[Person, ...] = ()) -> tuple[str, ...]:
    return synthesise(exploration(*interviews, people=people)).trust


def test_even_evidence_has_one_standing_caution() -> None:
    (line,) = lines_after(*EVEN)
    assert "two imaginary so-so conversations" in line
    assert "not of future happiness" in line


def test_nothing_said_needs_no_caution() -> None:
    assert synthesise(exploration(options=())).trust == ()


def test_few_and_one_sided_is_said() -> None:
    lines = lines_after(*talks(AGENCY, 4, 4, 4, 4), *talks(PEOPLE, 4, first_week=1))
    assert "People development rests on 1 conversation; each new one can still turn it." in lines
    assert "One-sided: 4 conversations on Agency owner, 1 on People development." in lines


def test_the_candid_ones_are_counted_by_themselves_beside_the_rest() -> None:
    shows = [held(AGENCY, rated(5, candour=2), week=week) for week in (0, 4)]
    candid = [
        held(option, rated(score, candour=4), week=week)
        for option, score, week in (
            (AGENCY, 2, 2), (PEOPLE, 4, 1), (AGENCY, 2, 6), (PEOPLE, 4, 3), (PEOPLE, 4, 5),
        )
    ]  # fmt: skip
    line = next(line for line in lines_after(*shows, *candid) if "candour" in line)
    assert line == (
        "Counting only those you rated 4 or more for candour: well ahead for now is "
        "People development: with conversations like these it comes first "
        "more than 9 times in 10 (2 and 3 conversations). That is thin: Agency owner rests on two."
    )


@pytest.mark.parametrize("candour", [None, 4, 5])
def test_candour_that_changes_nothing_is_not_mentioned(candour: int | None) -> None:
    told = [held(AGENCY, rated(4, candour=candour)) for _ in range(3)]
    assert not any("candour" in line for line in lines_after(*told))


def test_one_organisation_is_said() -> None:
    people = (
        Person(name="Priya Shah", option=AGENCY, organisation="Brightside"),
        Person(name="Ana Lima", option=AGENCY, organisation="brightside"),
    )
    told = [held(AGENCY, rated(4), person=person.name) for person in people]
    line = "Everybody you met for Agency owner is at Brightside."
    assert line in lines_after(*told, people=people)
    assert line not in lines_after(*told, held(AGENCY, rated(4)), people=people)


def test_finishing_one_option_before_the_other_begins_is_said() -> None:
    lines = lines_after(
        *talks(AGENCY, 4, 4, 3, apart=1), *talks(PEOPLE, 4, 3, 3, first_week=3, apart=1)
    )
    assert any(
        line.startswith("You finished Agency owner before People development began.")
        for line in lines
    )


def test_the_medium_is_said_where_there_is_enough_of_both() -> None:
    near = [held(AGENCY, rated(4), medium=Medium.IN_PERSON) for _ in range(2)]
    far = [held(PEOPLE, rated(3), medium=medium) for medium in (Medium.VIDEO, Medium.PHONE)]
    line = "In person your conversations average 4.0 (2), by video or phone 3.0 (2)."
    assert line in lines_after(*near, *far)
    assert line not in lines_after(*near, far[0])


def test_check_ins_without_an_option_are_owned_up_to() -> None:
    lines = lines_after(*EVEN, held(None, rated(5)))
    assert "1 check-in belongs to no option, so no option counts it." in lines


def gaps_after(*interviews: Interview, people: tuple[Person, ...] = ()) -> dict[str, list[str]]:
    """What to do next, by "option: kind"."""
    found: dict[str, list[str]] = {}
    for gap in synthesise(exploration(*interviews, people=people)).gaps:
        found.setdefault(f"{gap.option}: {gap.kind}", []).append(gap.next)
    return found


def test_the_option_with_fewest_conversations_asks_for_the_person_on_the_list() -> None:
    people = (
        Person(name="Tom Adeyemi", option=PEOPLE, stage=Stage.MET),
        Person(name="Ana Lima", option=PEOPLE),
    )
    gaps = gaps_after(*talks(AGENCY, 4, 4, 3), *talks(PEOPLE, 4, 3), people=people)
    assert gaps[f"{PEOPLE}: few conversations"] == [
        "Ask Ana Lima, who is on your list and not yet asked."
    ]
    assert f"{AGENCY}: few conversations" not in gaps


def test_with_nobody_on_the_list_it_asks_the_next_person_met() -> None:
    gaps = gaps_after()
    assert gaps == {
        f"{option}: few conversations": [
            f"Ask the next person you meet: “Who else should I talk to about {option}?”"
        ]
        for option in (AGENCY, PEOPLE)
    }


def test_a_topic_heard_elsewhere_is_asked_about_before_any_other() -> None:
    gaps = gaps_after(
        held(AGENCY, check_in(drew_me=("autonomy",))), held(PEOPLE, check_in(put_me_off=("admin",)))
    )
    assert gaps[f"{AGENCY}: unheard topic"] == [
        "What have you spent most of this week on that nobody sees?"
    ]


def test_somebody_junior_who_left_and_was_candid_closes_three_gaps() -> None:
    people = (
        Person(name="Ana Lima", option=AGENCY, role="former owner", notes="now just started again"),
    )
    open_kinds = {GapKind.NOBODY_LEFT, GapKind.NOBODY_NEW, GapKind.NOBODY_CANDID}
    unknown = gaps_after(*(held(AGENCY, rated(4, candour=3)) for _ in range(2)))
    assert all(f"{AGENCY}: {kind}" in unknown for kind in open_kinds)
    told = [held(AGENCY, rated(4, candour=4), person="Ana Lima") for _ in range(2)]
    known = gaps_after(*told, people=people)
    assert not any(f"{AGENCY}: {kind}" in known for kind in open_kinds)


def test_the_date_changes_nothing() -> None:
    later = [
        Interview(
            label=interview.label,
            option=interview.option,
            check_in=interview.check_in,
            status=interview.status,
            starts_at=interview.starts_at + timedelta(days=365),
            ends_at=interview.ends_at + timedelta(days=365),
        )
        for interview in EVEN
    ]
    assert synthesise(exploration(*later)) == synthesise(exploration(*EVEN))
