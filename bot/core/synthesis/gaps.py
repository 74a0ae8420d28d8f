"""What is missing, and the next question or person that would change the picture."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.core.meetings import Medium
from bot.core.people import InField, Person, Stage
from bot.core.plan import Exploration
from bot.core.questions import question_about
from bot.core.synthesis.evidence import Account
from bot.core.synthesis.standing import FEWEST
from bot.core.synthesis.tallies import belief_counts, folded
from bot.core.synthesis.values import Gap, GapKind
from bot.core.topics import BANK

#: Three gaps are a next step; a list of all would be a reproach.
MOST = 3
_CANDID = 4
#: A topic that was tapped so often elsewhere is worth asking about here.
_OFTEN = 2
#: What people leave out and life does not: asked about before all else.
_FIRST = ("money", "hours", "security", "fit_with_life", "credentials")

Found = Iterator[tuple[Account, str]]


def gaps(exploration: Exploration, told: Sequence[Account]) -> tuple[Gap, ...]:
    """At most three, each of another kind, in the order of the kinds."""
    found = (
        Gap(kind=kind, option=account.option, next=ready)
        for kind, look in _LOOKS.items()
        for account, ready in list(look(exploration, told))[:1]
    )
    return tuple(found)[:MOST]


def _too_few(exploration: Exploration, told: Sequence[Account]) -> Found:
    """The option with fewest conversations, where others have more or it has next to none."""
    counts = [len(account.conversations) for account in told]
    if not counts or (len(set(counts)) == 1 and counts[0] >= FEWEST):
        return
    least = min(told, key=lambda account: len(account.conversations))
    yield least, _whom_to_ask(least.option, exploration.people)


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


def _never_here(_exploration: Exploration, told: Sequence[Account]) -> Found:
    """A topic tapped again and again elsewhere and never here. Her own word for a topic of the bank
    is that topic."""
    spelled: dict[str, str] = {}
    taps = [_taps(account, spelled) for account in told]
    everywhere = sum(taps, Counter())
    missing = [
        (_rank(key), own[key] - count, place, key)
        for place, own in enumerate(taps)
        for key, count in everywhere.items()
        if told[place].told and not own[key] and count >= _OFTEN
    ]
    for _, _, place, key in sorted(missing)[:1]:
        yield told[place], _ask_about(key, spelled[key])


def _taps(account: Account, spelled: dict[str, str]) -> Counter[str]:
    """In how many check-ins each topic was tapped, on either side; notes its first spelling."""
    counts: Counter[str] = Counter()
    for check_in in (r.check_in for r in account.told):
        topics = (*check_in.drew_me, *check_in.put_me_off)
        keys = [_key(topic) for topic in topics]
        for key, topic in zip(keys, topics, strict=True):
            spelled.setdefault(key, topic)
        counts.update(set(keys))
    return counts


def _key(topic: str) -> str:
    return _MEANT.get(folded(topic), folded(topic))


_MEANT = {
    folded(words): topic.key
    for topic in BANK.values()
    for words in (topic.key, topic.put_off, topic.drew)
}


def _rank(key: str) -> int:
    return _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _ask_about(key: str, topic: str) -> str:
    if key in BANK:
        return question_about(key).text
    return f"How is it here with “{topic}”, which came up elsewhere?"


def _nobody_in_person(exploration: Exploration, told: Sequence[Account]) -> Found:
    media = [{r.interview.medium for r in a.conversations if r.interview.medium} for a in told]
    for account, seen in zip(told, media, strict=True):
        elsewhere = any(Medium.IN_PERSON in other for other in media if other is not seen)
        enough = len(account.conversations) >= FEWEST
        if enough and seen and Medium.IN_PERSON not in seen and elsewhere:
            who = _waiting(account.option, exploration.people)
            yield account, f"Meet {who} face to face, as you did elsewhere."


def _waiting(option: str, people: Sequence[Person]) -> str:
    """Whom she has on her list for the option and has not met."""
    unmet = {Stage.BOOKED, Stage.REPLIED, Stage.ASKED, Stage.IDEA}
    own = (p.name for p in people if p.option == option and p.stage in unmet)
    return next(own, "the next one")


def _nobody_who_left(exploration: Exploration, told: Sequence[Account]) -> Found:
    """Known only where it is known of everybody met."""
    for account in told:
        met = [r.person.in_field if r.person else None for r in account.conversations]
        if len(met) >= FEWEST and all(met) and InField.LEFT not in met:
            yield account, _who_left(account.option, exploration.people)


def _who_left(option: str, people: Sequence[Person]) -> str:
    for person in people:
        if person.option == option and person.in_field is InField.LEFT:
            return f"Ask {person.name}, who left: what made them go?"
    return "Seek somebody who did this and stopped: what made them go?"


def _nobody_candid(_exploration: Exploration, told: Sequence[Account]) -> Found:
    for account in told:
        candour = [r.check_in.candour for r in account.conversations if r.check_in.candour]
        if candour and max(candour) < _CANDID:
            yield account, "What would you tell only a friend about this work?"


def _belief_unheard(exploration: Exploration, told: Sequence[Account]) -> Found:
    for option, account in zip(exploration.options, told, strict=True):
        for belief in belief_counts(option, account.told):
            if account.told and not (belief.truer or belief.less_true):
                yield account, f"I have believed “{belief.text}” How is it for you?"


_LOOKS: dict[GapKind, Callable[[Exploration, Sequence[Account]], Found]] = {
    GapKind.FEW: _too_few,
    GapKind.NEVER_HERE: _never_here,
    GapKind.NOBODY_IN_PERSON: _nobody_in_person,
    GapKind.NOBODY_LEFT: _nobody_who_left,
    GapKind.NOBODY_CANDID: _nobody_candid,
    GapKind.BELIEF_UNHEARD: _belief_unheard,
}
