"""What is missing, and the next question or person that would change the picture."""

import re
from collections.abc import Iterator, Sequence

from bot.core.people import Person, Stage
from bot.core.plan import Exploration
from bot.core.questions import question_about
from bot.core.synthesis.evidence import Account
from bot.core.synthesis.standing import FEWEST
from bot.core.synthesis.values import Gap, GapKind
from bot.core.topics import unheard

_LEFT = re.compile(r"\b(?:former|ex|left|used to|previously|until 20\d\d)\b", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:junior|assistant|associate|apprentice|trainee|graduate|intern|coordinator|"
    r"first year|second year|new to|just started)\b",
    re.IGNORECASE,
)
_CANDID = 4


def gaps(exploration: Exploration, told: Sequence[Account]) -> tuple[Gap, ...]:
    """Each option's gaps, the most telling first, options in the file's order."""
    counts = [len(account.conversations) for account in told]
    behind = min(counts) if len(set(counts)) > 1 else FEWEST - 1
    return tuple(
        Gap(kind=kind, option=account.option, next=ready)
        for account in told
        for kind, ready in _gaps_of(account, exploration, told, behind)
    )


def _gaps_of(
    account: Account, exploration: Exploration, told: Sequence[Account], behind: int
) -> Iterator[tuple[GapKind, str]]:
    count = len(account.conversations)
    if count <= max(behind, FEWEST - 1):
        yield GapKind.FEW, _whom_to_ask(account.option, exploration.people)
    if account.told:
        yield from _unheard(account, told)
    if count >= FEWEST:
        yield from _missing_people(account)


def _whom_to_ask(option: str, people: Sequence[Person]) -> str:
    own = [person for person in people if person.option == option]
    for stage, words in (
        (Stage.BOOKED, "{name} is booked: take your questions along."),
        (Stage.IDEA, "Ask {name}, who is on your list and not yet asked."),
    ):
        for person in own:
            if person.stage is stage:
                return words.replace("{name}", person.name)
    return f"Ask the next person you meet: “Who else should I talk to about {option}?”"


def _unheard(account: Account, told: Sequence[Account]) -> Iterator[tuple[GapKind, str]]:
    """The first topic of the bank never tapped here: one tapped elsewhere before any other."""
    elsewhere = frozenset(topic for other in told for topic in other.topics)
    missing = unheard(account.topics)
    comparable = [topic for topic in missing if topic in elsewhere]
    for topic in (comparable or missing)[:1]:
        yield GapKind.UNHEARD, question_about(topic).text


def _missing_people(account: Account) -> Iterator[tuple[GapKind, str]]:
    met = [r.person for r in account.conversations if r.person]
    about = [f"{person.role or ''} {person.notes or ''}" for person in met]
    candour = [r.check_in.candour for r in account.conversations if r.check_in.candour]
    if not any(_LEFT.search(words) for words in about):
        yield GapKind.NOBODY_LEFT, "Somebody who did this and stopped: what made them go?"
    if not any(_NEW.search(words) for words in about):
        yield GapKind.NOBODY_NEW, "Somebody in their first two years: what do they see still fresh?"
    if candour and max(candour) < _CANDID:
        yield GapKind.NOBODY_CANDID, "What would you tell only a friend about this work?"
