"""From body to gut, conversation by conversation: what she can't see by herself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.plan import Exploration
from bot.core.reflection import Gut
from bot.core.synthesis.evidence import Account, Reflection, accounts, reflections
from bot.core.synthesis.quotes import candid_first, own_words
from bot.core.topics import Side

#: Her line of a side, then what the other person said of it.
SIDE_WORDS: Mapping[Side, tuple[str, str]] = {
    Side.DREW: ("drew_me_words", "loved"),
    Side.PUT_OFF: ("put_me_off_words", "not_so_shiny"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """An answer of hers: the field it is in, what is shown of it in short, and all of it."""

    field: str
    text: str
    whole: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """One conversation from body to gut; `words` are all of its answers, in the file's order."""

    interview: str
    who: str
    pull: int | None
    body: tuple[str, ...]
    gut: Gut | None
    words: tuple[Words, ...]

    def said(self, field: str) -> str | None:
        return next((words.text for words in self.words if words.field == field), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was told of one option, or of none: conversations as they began, and each side's words
    with who they are about, the most candid first."""

    option: str | None
    conversations: tuple[Conversation, ...]
    sides: Mapping[Side, tuple[tuple[str, Words], ...]]


def told(exploration: Exploration) -> tuple[Told, ...]:
    """Every option's, in the file's order, then what belongs to none, if there is any."""
    by_option = accounts(exploration)
    placed = {r.label for account in by_option for r in account.told}
    loose = tuple(r for r in reflections(exploration) if r.label not in placed)
    rest = (_told(None, Account(option="", told=loose)),) if loose else ()
    return (*(_told(account.option, account) for account in by_option), *rest)


def _told(option: str | None, account: Account) -> Told:
    by_label = {r.label: _conversation(r) for r in account.in_time}
    candid = [by_label[r.label] for r in candid_first(account.in_time)]
    return Told(
        option=option,
        conversations=tuple(by_label.values()),
        sides={side: _side(fields, candid) for side, fields in SIDE_WORDS.items()},
    )


def _side(fields: tuple[str, str], candid: Sequence[Conversation]) -> tuple[tuple[str, Words], ...]:
    return tuple(
        (one.who, words)
        for field in fields
        for one in candid
        for words in one.words
        if words.field == field
    )


def _conversation(r: Reflection) -> Conversation:
    return Conversation(
        interview=r.label,
        who=r.who,
        pull=r.check_in.pull,
        body=r.check_in.body,
        gut=r.check_in.gut,
        words=_words(r),
    )


def _words(r: Reflection) -> tuple[Words, ...]:
    return tuple(
        Words(field=quote.field, text=quote.text, whole=getattr(r.check_in, quote.field))
        for quote in own_words((r,))
    )
