"""Maya, the people she talks to, and an exploration under way."""

from datetime import UTC, date, datetime, timedelta

from bot.core.choice import Choice
from bot.core.meetings import Interview, Medium, Status
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.people import Person, Stage, StageChange
from bot.core.plan import Exploration, Option
from bot.core.reflection import CheckIn, Gut, SecondLook
from bot.services.ports import Store

NOW = datetime(2026, 11, 25, 10, 30, 15, 123456, tzinfo=UTC)
MAYA = Member(team="T0RESONANCE", user="U0MAYA", time_zone="Europe/London", channel="D0MAYA")

PRIYA = Person(
    name="Priya Shah",
    option="Agency owner",
    role="owner",
    organisation="Brightside",
    stage=Stage.MET,
    email="priya@brightside.example",
    link="https://brightside.example",
    notes="Met at the conference in Leeds.",
    history=(
        StageChange(stage=Stage.ASKED, at=NOW - timedelta(days=20)),
        StageChange(stage=Stage.MET, at=NOW - timedelta(days=9)),
    ),
)
TOM = Person(name="Tom Adeyemi", option="People development", referred_by="Priya Shah")
ANA = Person(name="Ana Lima")

FIRST = CheckIn(answered_at=NOW - timedelta(days=9), pull=4, gut=Gut.UNSURE)
CHECK_IN = CheckIn(
    answered_at=NOW - timedelta(days=8),
    body=("settled", "warm hands"),
    energy=4,
    pull=3,
    drew_me=("autonomy",),
    worth_keeping="She has not had an August off in six years.",
    gut=Gut.LEANING_NO,
    named=("Tom Adeyemi",),
    first_answer=FIRST,
    second_look=SecondLook(answered_at=NOW - timedelta(days=7), pull=2, gut=Gut.NO, words="No."),
)
HELD = Interview(
    label="i1",
    person="Priya Shah",
    option="Agency owner",
    starts_at=NOW - timedelta(days=9, hours=1),
    ends_at=NOW - timedelta(days=9),
    medium=Medium.IN_PERSON,
    status=Status.HELD,
    expectation=4,
    check_in=CHECK_IN,
)
BOOKED = Interview(
    label="i2", starts_at=NOW + timedelta(hours=1), ends_at=NOW + timedelta(hours=2), certain=False
)
CHOICE = Choice(
    chosen="Agency owner",
    letting_go="the salary",
    why="It keeps coming back.",
    decided_on=date(2026, 11, 20),
    look_again_on=None,
    evidence={"standing": {"odds": 0.71}, "options": [{"name": "Agency owner"}]},
)
EXPLORATION = Exploration(
    question="Grow the agency, or move into people development?",
    starts_on=date(2026, 9, 7),
    ends_on=date(2026, 12, 4),
    weekly_goal=2,
    options=(Option(name="Agency owner"), Option(name="People development", target=3)),
    people=(PRIYA, TOM, ANA),
    interviews=(HELD, BOOKED),
)


def nudge(key: str, member: Member, *, due_at: datetime = NOW, subject: int | None = None) -> Nudge:
    kind = Kind.WEEK_START if subject is None else Kind.CHECK_IN
    return Nudge(key=key, kind=kind, member_id=member.id, due_at=due_at, subject=subject)


async def with_maya(store: Store) -> Member:
    async with store.writing() as work:
        return await work.members.add(MAYA)


async def with_exploration(store: Store, member: Member) -> Exploration:
    async with store.writing() as work:
        return await work.explorations.add(member.id, EXPLORATION)


async def stored(store: Store, member: Member) -> Exploration:
    """The member's one exploration, as stored now."""
    async with store.reading() as work:
        [exploration] = await work.explorations.of(member.id)
    return exploration
