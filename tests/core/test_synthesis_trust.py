"""How far to trust the evidence is said beside it, and so is what would change the picture."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.meetings import Interview, Medium
from bot.core.people import InField, Person, Stage
from bot.core.plan import Option
from bot.core.questions import question_about
from bot.core.synthesis import synthesise
from bot.core.synthesis.values import GapKind
from tests.core.told import AGENCY, FIRST_DAY, PEOPLE, check_in, exploration, held, rated


def talks(option: str, *scores: int, first_week: int = 0, apart: int = 2) -> list[Interview]:
    """Conversations a fortnight apart, so that two options alternate."""
    return [
        held(option, rated(score), week=first_week + apart * n) for n, score in enumerate(scores)
    ]


EVEN = [*talks(AGENCY, 4, 4, 3), *talks(PEOPLE, 4, 3, 3, first_week=1)]


def lines_after(*interviews: Interview, people: tuple[Person, ...] = ()) -> tuple[str, ...]:
    return synthesise(exploration(*interviews, people=people)).trust


def test_even_evidence_needs_no_caution() -> None:
    assert lines_after(*EVEN) == ()
    assert synthesise(exploration(options=())).trust == ()


def test_no_more_than_three_lines_are_said_and_the_weightiest_first() -> None:
    mixed = [
        held(AGENCY, rated(score, candour=candour), medium=medium)
        for score, candour, medium in (
            (5, 2, Medium.IN_PERSON), (5, 3, Medium.IN_PERSON), (2, 5, Medium.VIDEO),
            (2, 5, Medium.PHONE), (5, 5, Medium.IN_PERSON), (5, 5, Medium.IN_PERSON),
        )
    ]  # fmt: skip
    lines = lines_after(*mixed, *talks(PEOPLE, 2, 2, 1, first_week=9), held(None, rated(4)))
    assert len(lines) == 3
    assert "conversation carries it" in lines[0]
    assert lines[1].startswith("Without the 2 you found less than candid,")
    assert lines[2] == "1 check-in belongs to no option, so no option counts it."


def test_one_sided_is_said() -> None:
    lines = lines_after(*talks(AGENCY, 4, 4, 4, 4), *talks(PEOPLE, 4, first_week=1))
    assert "One-sided: 4 conversations on Agency owner, 1 on People development." in lines


def test_one_conversation_that_carries_it_is_named() -> None:
    people = (Person(name="Marek Nowak", option=AGENCY),)
    shy = held(AGENCY, rated(1, candour=2), person="Marek Nowak")
    lines = lines_after(
        shy, *talks(AGENCY, 4, 4, 4), *talks(PEOPLE, 4, 4, 5, 4, first_week=1), people=people
    )
    assert lines[0].startswith(
        "One conversation carries it: without Marek, whom you found guarded, it is too close"
    )


def test_where_none_carries_it_the_least_sure_is_said() -> None:
    lines = lines_after(*talks(AGENCY, 5, 5, 5, 4), *talks(PEOPLE, 1, 2, 1, 2, first_week=1))
    assert lines[0].startswith("No single conversation carries it; least surely without somebody:")
    assert "more than 9 times in 10" in lines[0]


def test_it_is_said_how_it_stands_without_those_who_were_not_candid() -> None:
    shows = [held(AGENCY, rated(5, candour=2), week=week) for week in (0, 4)]
    candid = [
        held(option, rated(score, candour=4), week=week)
        for option, score, week in (
            (AGENCY, 2, 2), (PEOPLE, 4, 1), (AGENCY, 2, 6), (PEOPLE, 4, 3), (PEOPLE, 4, 5),
        )
    ]  # fmt: skip
    line = next(line for line in lines_after(*shows, *candid) if "candid" in line)
    assert line.startswith(
        "Without the 2 you found less than candid, People development would be in front "
    )


@pytest.mark.parametrize("candour", [None, 4, 5])
def test_candour_that_changes_nothing_is_not_mentioned(candour: int | None) -> None:
    told = [held(AGENCY, rated(4, candour=candour)) for _ in range(3)]
    assert not any("candid" in line for line in lines_after(*told))


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


def test_the_medium_is_said_within_one_option_only() -> None:
    near = [held(AGENCY, rated(4), medium=Medium.IN_PERSON) for _ in range(2)]
    far = [held(AGENCY, rated(3), medium=medium) for medium in (Medium.VIDEO, Medium.PHONE)]
    elsewhere = [replace(each, option=PEOPLE) for each in far]
    line = (
        "About Agency owner, in person your conversations average 4.0 (2), "
        "by video or phone 3.0 (2)."
    )
    assert line in lines_after(*near, *far)
    assert not any("in person" in line for line in lines_after(*near, *elsewhere))


def test_answers_that_came_late_are_said() -> None:
    late = check_in(pull=3, answered_at=FIRST_DAY + timedelta(days=2))
    lines = lines_after(held(AGENCY, late), held(AGENCY, check_in(pull=4)))
    assert lines == (
        "1 of 2 conversations had an answer only more than a day later, when details have blurred.",
    )


def test_hopes_that_came_down_are_said_with_what_explains_part_of_it() -> None:
    told = [held(AGENCY, rated(2), expectation=5) for _ in range(2)]
    [line] = [line for line in lines_after(*told) if "expected" in line]
    assert line.startswith("About Agency owner you expected 5.0 and felt 2.0 (2 conversations);")


def test_check_ins_without_an_option_are_owned_up_to() -> None:
    lines = lines_after(*EVEN, held(None, rated(5)))
    assert "1 check-in belongs to no option, so no option counts it." in lines


def gaps_after(*interviews: Interview, people: tuple[Person, ...] = ()) -> dict[str, str]:
    """What to do next, by "option: kind"."""
    found = synthesise(exploration(*interviews, people=people)).gaps
    return {f"{gap.option}: {gap.kind}": gap.next for gap in found}


def test_the_option_with_fewest_conversations_asks_for_the_person_on_the_list() -> None:
    people = (
        Person(name="Tom Adeyemi", option=PEOPLE, stage=Stage.MET),
        Person(name="Ana Lima", option=PEOPLE),
    )
    gaps = gaps_after(*talks(AGENCY, 4, 4, 3), *talks(PEOPLE, 4, 3), people=people)
    assert gaps == {f"{PEOPLE}: too few": "Ask Ana Lima, who is on your list and not yet asked."}


def test_with_nobody_on_the_list_it_asks_the_next_person_met() -> None:
    assert gaps_after() == {
        f"{AGENCY}: too few": (
            f"Ask the next person you meet: “Who else should I talk to about {AGENCY}?”"
        )
    }


def test_a_topic_tapped_twice_elsewhere_and_never_here_is_asked_about() -> None:
    elsewhere = [held(PEOPLE, rated(4, put_me_off=("admin", "hours"))) for _ in range(2)]
    gaps = gaps_after(*elsewhere, held(AGENCY, rated(4)), held(AGENCY, rated(3)))
    assert gaps == {f"{AGENCY}: never here": question_about("hours").text}  # hours before admin
    her_word = held(AGENCY, rated(4, drew_me=("Long hours, thin boundaries",)))
    again = gaps_after(*elsewhere, held(AGENCY, rated(4)), her_word)
    assert again == {f"{AGENCY}: never here": question_about("admin").text}


def test_nobody_who_left_is_said_only_where_it_is_known_of_everybody() -> None:
    def met(*in_field: InField | None) -> dict[str, str]:
        people = tuple(
            Person(name=f"P{n}", option=AGENCY, in_field=known) for n, known in enumerate(in_field)
        )
        told = [held(AGENCY, rated(4), person=person.name) for person in people]
        others = [held(PEOPLE, rated(4)) for _ in people]
        return gaps_after(*told, *others, people=people)

    kind = f"{AGENCY}: nobody who left"
    assert kind in met(InField.NEW, InField.SETTLED)
    assert kind not in met(InField.NEW, None)
    assert kind not in met(InField.NEW, InField.LEFT)


def test_nobody_candid_nobody_in_person_and_a_belief_unheard_are_gaps() -> None:
    told = [
        *(held(AGENCY, rated(4, candour=3), medium=Medium.VIDEO) for _ in range(2)),
        *(held(PEOPLE, rated(4, candour=5), medium=Medium.IN_PERSON) for _ in range(2)),
    ]
    believing = replace(
        exploration(*told),
        options=(Option(name=AGENCY, beliefs=("Owners are free.",)), Option(name=PEOPLE)),
    )
    assert [(gap.kind, gap.option) for gap in synthesise(believing).gaps] == [
        (GapKind.NOBODY_IN_PERSON, AGENCY),
        (GapKind.NOBODY_CANDID, AGENCY),
        (GapKind.BELIEF_UNHEARD, AGENCY),
    ]


def test_there_are_three_gaps_at_most_and_none_of_a_kind_twice() -> None:
    people = tuple(Person(name=f"P{n}", in_field=InField.NEW) for n in range(4))
    told = [
        held(option, rated(4, candour=2, drew_me=(topic,)), person=people[n].name)
        for n, (option, topic) in enumerate(
            [(AGENCY, "making"), (AGENCY, "making"), (PEOPLE, "impact"), (PEOPLE, "impact")]
        )
    ]
    kinds = [gap.kind for gap in synthesise(exploration(*told, people=people)).gaps]
    assert kinds == [GapKind.NEVER_HERE, GapKind.NOBODY_LEFT, GapKind.NOBODY_CANDID]


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
