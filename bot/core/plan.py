"""The exploration: a question, its options, a quarter, a weekly goal, and the pace they make."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.choice import Choice
from bot.core.damage import Damage
from bot.core.errors import InvalidInput, NotFound, either, quoted
from bot.core.meetings import Interview, Status
from bot.core.names import matching
from bot.core.people import OPEN, Person, Stage
from bot.core.weeks import week_bounds

MAX_OPTIONS = 4
MAX_TARGET = 50
MAX_GOAL = 20
DEFAULT_TARGET = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of the paths explored, with how many conversations she wants on it and what she believes
    of it. One that is explored no more is retired, and keeps all that was said of it."""

    name: str
    target: int = DEFAULT_TARGET
    retired_on: date | None = None
    beliefs: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Exploration:
    """One project, whole: what was planned, whom it concerns, and all that was said of it.

    `rest_weeks` are the first dates of weeks without a goal.
    `damaged` names what of it can't be read any more, for which stand-ins are here.
    """

    question: str
    starts_on: date
    ends_on: date
    weekly_goal: int
    options: tuple[Option, ...] = ()
    people: tuple[Person, ...] = ()
    interviews: tuple[Interview, ...] = ()
    choice: Choice | None = None
    rest_weeks: tuple[date, ...] = ()
    damaged: tuple[Damage, ...] = ()
    id: int = 0

    def option(self, name: str) -> Option | None:
        """The option of that name, without regard to case."""
        return next((o for o in self.options if o.name.casefold() == name.casefold()), None)

    def person(self, name: str | None) -> Person | None:
        """The person of exactly that name."""
        return next((p for p in self.people if p.name == name), None)

    def interview(self, interview_id: int) -> Interview | None:
        return next((i for i in self.interviews if i.id == interview_id), None)


def active(explorations: tuple[Exploration, ...]) -> Exploration | None:
    """The last exploration without a choice; "not yet" leaves it open."""
    return next((e for e in reversed(explorations) if not (e.choice and e.choice.chosen)), None)


def find_option(options: tuple[Option, ...], words: str) -> Option:
    """The one option whose name contains `words`, a whole name before a part.

    Raises `NotFound`, or `InvalidInput` where several fit.
    """
    match matching(options, words):
        case [option]:
            return option
        case []:
            known = ", ".join(option.name for option in options) or "there are none yet"
            raise NotFound(f"{quoted(words)} is none of your options: {known}.")
        case several:
            names = either(tuple(option.name for option in several))
            raise InvalidInput(f"{quoted(words)} could be {names}; write a little more of it.")


def checked_target(target: int) -> int:
    """A target of 1 to 50 conversations, else `InvalidInput`."""
    if not 1 <= target <= MAX_TARGET:
        raise InvalidInput(
            f"A target is 1 to {MAX_TARGET} conversations; 3 to 5 usually show what is there.",
            field="target",
        )
    return target


def checked_goal(goal: int) -> int:
    """A weekly goal of 0 (a rest) to 20 people to reach out to, else `InvalidInput`."""
    if not 0 <= goal <= MAX_GOAL:
        raise InvalidInput(
            f"A weekly goal is 0 to {MAX_GOAL} people to reach out to.", field="weekly_goal"
        )
    return goal


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionPace:
    """How an option stands: people met, booked, waiting for an answer, and the target."""

    name: str
    met: int
    booked: int
    asked: int
    ideas: int
    target: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How the exploration stands this week: `asked` of `goal` people reached out to."""

    asked: int
    goal: int
    weeks_left: int
    options: tuple[OptionPace, ...]
    turn_of: str | None

    @property
    def goal_met(self) -> bool:
        return self.asked >= self.goal

    @property
    def behind(self) -> bool:
        """In the middle of the week: fewer than half of those she wanted to ask."""
        return 2 * self.asked < self.goal


def pace(exploration: Exploration, now: datetime, zone: ZoneInfo) -> Pace:
    """The pace of `exploration` in the local week that contains `now`; a week of rest has no goal,
    and an option that is explored no more no pace."""
    start, end = week_bounds(now, zone)
    resting = start.astimezone(zone).date() in exploration.rest_weeks
    under_way = (option for option in exploration.options if option.retired_on is None)
    options = tuple(_option_pace(exploration, option) for option in under_way)
    return Pace(
        asked=asked_between(exploration.people, start, end),
        goal=0 if resting else exploration.weekly_goal,
        weeks_left=weeks_left(exploration, now.astimezone(zone).date()),
        options=options,
        turn_of=_turn_of(options),
    )


def asked_between(people: tuple[Person, ...], start: datetime, end: datetime) -> int:
    """How many people were asked in [start, end); asking somebody twice counts once."""
    return sum(
        any(step.stage is Stage.ASKED and start <= step.at < end for step in person.history)
        for person in people
    )


def weeks_left(exploration: Exploration, today: date) -> int:
    """Weeks until the end, the current one included; 0 when it is over."""
    days = (exploration.ends_on - max(today, exploration.starts_on)).days + 1
    return max(0, -(-days // 7))


def proposed_goal(options: tuple[Option, ...], weeks: int, reply_rate: float | None) -> int:
    """People to reach out to a week, so that the targets are met by the end.

    `reply_rate` is her own share of people asked who agreed to talk, None while unknown: then half
    is assumed and said to be a guess (FACTS: no solid figure for reply rates exists).
    """
    wanted = sum(option.target for option in options)
    asks = wanted / max(0.2, min(1.0, reply_rate if reply_rate is not None else 0.5))
    return max(1, min(MAX_GOAL, round(asks / max(1, weeks))))


def _option_pace(exploration: Exploration, option: Option) -> OptionPace:
    people = [p for p in exploration.people if p.option == option.name]
    return OptionPace(
        name=option.name,
        met=_held(exploration, option),
        booked=sum(p.stage is Stage.BOOKED for p in people),
        asked=sum(p.stage in OPEN - {Stage.BOOKED} for p in people),
        ideas=sum(p.stage is Stage.IDEA for p in people),
        target=option.target,
    )


def _held(exploration: Exploration, option: Option) -> int:
    return sum(i.status is Status.HELD and i.option == option.name for i in exploration.interviews)


def _turn_of(options: tuple[OptionPace, ...]) -> str | None:
    """The option to ask next: the one furthest behind, since moods drift (alternate)."""
    behind = [o for o in options if o.met + o.booked < o.target]
    return (
        min(behind, key=lambda o: (o.met + o.booked + o.asked / 2) / o.target).name
        if behind
        else None
    )
