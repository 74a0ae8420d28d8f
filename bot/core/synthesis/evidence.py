"""What counts: check-ins of interviews that were held, and of those the ones that were rated."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.core.meetings import Interview, Status
from bot.core.people import Person
from bot.core.plan import Exploration
from bot.core.reflection import CheckIn


@dataclass(frozen=True, kw_only=True, slots=True)
class Reflection:
    """A held interview that was reflected on, with the person who was met, where known; `who` is
    what she calls them: the first name, where nobody else here has it."""

    interview: Interview
    check_in: CheckIn
    person: Person | None
    who: str = "somebody"

    @property
    def label(self) -> str:
        return self.interview.label

    @property
    def score(self) -> float:
        """The mean of the ratings given, 1 to 5; an error where there are none."""
        return fmean(self.check_in.ratings)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """What was told of one option: its check-ins and, among them, its conversations (rated)."""

    option: str
    told: tuple[Reflection, ...]

    @property
    def in_time(self) -> tuple[Reflection, ...]:
        """All of it in the order the interviews began, ties by the file's order."""
        return tuple(sorted(self.told, key=lambda r: r.interview.starts_at))

    @property
    def conversations(self) -> tuple[Reflection, ...]:
        return tuple(r for r in self.told if r.check_in.ratings)

    @property
    def topics(self) -> frozenset[str]:
        """The topics tapped on either side."""
        taps = ((*r.check_in.drew_me, *r.check_in.put_me_off) for r in self.told)
        return frozenset(topic for tapped in taps for topic in tapped)


def reflections(exploration: Exploration) -> tuple[Reflection, ...]:
    """The reflections on held interviews, in the file's order."""
    called = _called(tuple(person.name for person in exploration.people))
    return tuple(
        Reflection(
            interview=interview,
            check_in=interview.check_in,
            person=exploration.person(interview.person),
            who=called.get(interview.person or "", "somebody"),
        )
        for interview in exploration.interviews
        if interview.check_in and interview.certain and interview.status is Status.HELD
    )


def _called(names: Sequence[str]) -> Mapping[str, str]:
    firsts = Counter(name.split()[0] for name in names if name.strip())
    return {
        name: name.split()[0] if name.strip() and firsts[name.split()[0]] == 1 else name
        for name in names
    }


def accounts(exploration: Exploration) -> tuple[Account, ...]:
    """The account of every option, in the file's order."""
    told = reflections(exploration)
    return tuple(
        Account(
            option=option.name, told=tuple(r for r in told if r.interview.option == option.name)
        )
        for option in exploration.options
    )


def topics_heard(exploration: Exploration, option: str | None) -> frozenset[str]:
    """The topics tapped so far, on either side, in conversations about that option."""
    return frozenset(
        topic
        for account in accounts(exploration)
        if account.option == option
        for topic in account.topics
    )


def counted(counts: Sequence[int], noun: str = "conversation") -> str:
    """As in "4 and 3 conversations", "1 conversation", "no conversations"."""
    match counts:
        case [0]:
            return f"no {noun}s"
        case [1]:
            return f"1 {noun}"
        case [only]:
            return f"{only} {noun}s"
        case _:
            *before, last = counts
            return f"{', '.join(map(str, before))} and {last} {noun}s"
