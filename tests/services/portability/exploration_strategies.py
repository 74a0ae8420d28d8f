"""Explorations of every shape, with names and words in any script."""

import string
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.core.choice import Choice, LookBack
from bot.core.meetings import Interview, Medium, Question, Status
from bot.core.people import InField, Person, Stage, StageChange
from bot.core.plan import Exploration, Option
from bot.core.reflection import TEXTS, Belief, CheckIn, Gut, SecondLook, Turn
from bot.services.portability.importing import Imported

ZONES = (None, "Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia")

words = st.text(max_size=12) | st.sampled_from(["שלום", "Zoë 🌱", "a\u2028b", "\x00", '"', "ﬁ"])
may_words = st.none() | words
names = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
ratings = st.none() | st.integers(1, 5)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
#: To the second, as a file has them.
moments = st.integers(0, 600_000_000).map(
    lambda after: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=after)
)


def several(of: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


looks = st.builds(
    SecondLook,
    answered_at=moments,
    pull=ratings,
    gut=st.none() | st.sampled_from(Gut),
    words=may_words,
)


def answers(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[CheckIn]:
    lists = {name: several(words) for name in ("body", "drew_me", "put_me_off", "named")}
    numbers = dict.fromkeys(("energy", "calm", "clarity", "pull", "candour"), ratings)
    texts = dict.fromkeys(TEXTS, may_words)
    gut = st.none() | st.sampled_from(Gut)
    beliefs = several(st.builds(Belief, text=words, now=st.sampled_from(Turn)))
    answered = {"gut": gut, "beliefs": beliefs, **lists, **numbers, **texts, **more}
    return st.builds(CheckIn, answered_at=moments, **answered)


check_ins = answers(first_answer=st.none() | answers(), second_look=st.none() | looks)
evidence = st.dictionaries(
    st.text(string.ascii_lowercase, min_size=1, max_size=4),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | words,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
        max_leaves=4,
    ),
    max_size=2,
)
choices = st.builds(
    Choice,
    chosen=may_words,
    letting_go=may_words,
    why=may_words,
    decided_on=days,
    look_again_on=st.none() | days,
    evidence=st.none() | evidence,
    expects=may_words,
    sure=ratings,
    body=may_words,
    if_nothing=may_words,
    looked_back=st.none() | st.builds(LookBack, at=moments, still=may_words, words=may_words),
)
steps = st.builds(StageChange, stage=st.sampled_from(Stage), at=moments)


@st.composite
def explorations(draw: st.DrawFn) -> Exploration:
    options = draw(st.lists(names, max_size=4, unique_by=str.casefold))
    people = draw(st.lists(names, max_size=3, unique_by=str.casefold))
    labels = draw(st.lists(names, max_size=2, unique_by=str.casefold))
    starts_on = draw(days)
    targets = st.integers(1, 50)
    return Exploration(
        question=draw(words),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=draw(st.integers(0, 400))),
        weekly_goal=draw(st.integers(0, 20)),
        options=tuple(
            Option(
                name=name,
                target=draw(targets),
                retired_on=draw(st.none() | days),
                beliefs=draw(several(words)),
            )
            for name in options
        ),
        people=tuple(draw(person(name, options)) for name in people),
        interviews=tuple(draw(interview(label, people, options)) for label in labels),
        choice=draw(st.none() | choices),
        rest_weeks=draw(several(days)),
    )


def person(name: str, options: list[str]) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        name=st.just(name),
        option=st.sampled_from([None, *options]),
        role=may_words,
        organisation=may_words,
        stage=st.sampled_from(Stage),
        referred_by=may_words,
        email=may_words,
        link=may_words,
        notes=may_words,
        history=several(steps),
        in_field=st.none() | st.sampled_from(InField),
        alias=st.none() | names,
        how_known=may_words,
        next_step=may_words,
        next_on=st.none() | days,
        id=st.just(0),
    )


@st.composite
def interview(draw: st.DrawFn, label: str, people: list[str], options: list[str]) -> Interview:
    starts_at = draw(moments)
    return Interview(
        label=label,
        person=draw(st.sampled_from([None, *people])),
        option=draw(st.sampled_from([None, *options])),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=draw(st.integers(0, 90))),
        medium=draw(st.none() | st.sampled_from(Medium)),
        status=draw(st.sampled_from(Status)),
        expectation=draw(ratings),
        check_in=draw(st.none() | check_ins),
        expectation_words=draw(may_words),
        hopes=draw(may_words),
        questions=draw(several(st.builds(Question, text=words, asked=st.booleans()))),
    )


@st.composite
def files(draw: st.DrawFn) -> Imported:
    """What a file may hold."""
    zone = draw(st.sampled_from(ZONES))
    return Imported(time_zone=zone, explorations=draw(several(explorations())))
