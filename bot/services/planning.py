"""The plan: question, options with targets, a quarter, a weekly goal."""

from dataclasses import dataclass, replace
from datetime import date

from bot.core.continuing import continued
from bot.core.errors import InvalidInput, NotFound
from bot.core.members import Member, local_date
from bot.core.people import checked_name
from bot.core.plan import (
    DEFAULT_TARGET,
    MAX_OPTIONS,
    Exploration,
    Option,
    active,
    checked_goal,
    checked_target,
    proposed_goal,
    weeks_left,
)
from bot.core.weeks import quarter_end
from bot.services.nudges.planning import read_anew
from bot.services.nudges.weekly import drop_week, plan_week
from bot.services.ports import Request, Store, Work

DEFAULT_QUESTION = "Which way next?"
QUESTION_LIMIT = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the plan form says; `weekly_goal` None asks for a proposal.

    An option with an id is that stored one, whatever it is called now; those `let_go`, by id, may
    leave their people and interviews without an option.
    """

    question: str
    options: tuple[Option, ...]
    starts_on: date
    ends_on: date
    weekly_goal: int | None = None
    let_go: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Planning:
    """Keeps the plan of a member's active exploration, starting one where there is none."""

    store: Store

    async def current(self, member: Member) -> Exploration | None:
        """The active exploration, whole."""
        async with self.store.reading() as work:
            return active(await work.explorations.of(member.id))

    async def save(self, request: Request, plan: Plan) -> Exploration:
        """Stores the whole form; options keep what hangs on them, as `continued` finds them again.
        `OptionsUnclear` where only she can say, and nothing is changed then."""
        checked = _checked(plan)
        async with self.store.writing(request) as work:
            known = active(await work.explorations.of(request.member.id))
            if known is None:
                return await _start(work, request, checked)
            options = continued(known, checked.options, plan.let_go)
            return await _revise(work, request, replace(checked, id=known.id, options=options))

    async def set_option(self, request: Request, name: str, target: int | None) -> Exploration:
        """Adds an option or gives one a new target; the first starts an exploration. Without a
        target a new one gets the usual one, and one that is there keeps its own."""
        name = checked_name(name)
        wanted = target if target is None else checked_target(target)
        async with self.store.writing(request) as work:
            known = active(await work.explorations.of(request.member.id))
            if known is None:
                return await _start(work, request, _first(name, wanted, _today(request)))
            return await _revise(work, request, _with_option(known, name, wanted))

    async def set_goal(self, request: Request, goal: int) -> Exploration:
        """How many people to reach out to a week, from this week on."""
        checked_goal(goal)
        async with self.store.writing(request) as work:
            known = await exploration_of(work, request.member)
            return await _revise(work, request, replace(known, weekly_goal=goal))


async def exploration_of(work: Work, member: Member) -> Exploration:
    """The active exploration, else `NotFound` with the way to start one."""
    if (known := active(await work.explorations.of(member.id))) is None:
        raise NotFound("There is no exploration yet. Start one with `/outreach plan`.")
    return known


def default_plan(today: date) -> Plan:
    """What the form holds before anything is planned."""
    return Plan(question="", options=(), starts_on=today, ends_on=quarter_end(today))


async def _start(work: Work, request: Request, exploration: Exploration) -> Exploration:
    started = await work.explorations.add(request.member.id, exploration)
    await plan_week(work, request.member, started, request.at)
    await read_anew(work, request.member.id, request.at)
    return started


async def _revise(work: Work, request: Request, exploration: Exploration) -> Exploration:
    await work.explorations.save_plan(exploration)
    await drop_week(work, request.member, request.at)
    await plan_week(work, request.member, exploration, request.at)
    return await exploration_of(work, request.member)


def _first(name: str, target: int | None, today: date) -> Exploration:
    options = (_option(name, target),)
    begun = Exploration(
        question=DEFAULT_QUESTION,
        starts_on=today,
        ends_on=quarter_end(today),
        weekly_goal=1,
        options=options,
    )
    return replace(begun, weekly_goal=proposed_goal(options, weeks_left(begun, today), None))


def _option(name: str, target: int | None) -> Option:
    return Option(name=name, target=DEFAULT_TARGET if target is None else target)


def _with_option(known: Exploration, name: str, target: int | None) -> Exploration:
    if (option := known.option(name)) is not None:
        changed = replace(option, target=option.target if target is None else target)
        return replace(known, options=tuple(changed if o is option else o for o in known.options))
    if len(known.options) >= MAX_OPTIONS:
        raise InvalidInput(
            f"There are {MAX_OPTIONS} options already; let one go in `/outreach plan` first."
        )
    return replace(known, options=(*known.options, _option(name, target)))


def _checked(plan: Plan) -> Exploration:
    question = plan.question.strip()
    if not question or len(question) > QUESTION_LIMIT:
        raise InvalidInput(
            f"Write the question in 1 to {QUESTION_LIMIT} characters.", field="question"
        )
    if plan.ends_on <= plan.starts_on:
        raise InvalidInput("The end has to come after the start.", field="ends_on")
    exploration = Exploration(
        question=question,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        weekly_goal=0,
        options=_checked_options(plan.options),
    )
    weeks = weeks_left(exploration, plan.starts_on)
    goal = plan.weekly_goal
    return replace(
        exploration,
        weekly_goal=checked_goal(
            proposed_goal(exploration.options, weeks, None) if goal is None else goal
        ),
    )


def _checked_options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    names = [checked_name(option.name).casefold() for option in options]
    if not 1 <= len(options) <= MAX_OPTIONS:
        raise InvalidInput(f"Write 1 to {MAX_OPTIONS} options, one a line.", field="options")
    if len(set(names)) < len(names):
        raise InvalidInput("Two options have the same name.", field="options")
    for option in options:
        try:
            checked_target(option.target)
        except InvalidInput as fault:
            raise InvalidInput(f"{option.name}: {fault}", field="options") from None
    return options


def _today(request: Request) -> date:
    return local_date(request.member, request.at)
