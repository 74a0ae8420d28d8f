"""The two-minute form: body first, then thoughts and feelings, gut last; every field optional."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.check_in_fields import Answer
from bot.core.meetings import Interview, Medium
from bot.core.people import NAME_LIMIT
from bot.core.plan import Exploration
from bot.core.reflection import BODY_GROUPS, FIELDS, Gut
from bot.core.topics import BANK, TOPICS, Side
from bot.slack import ids
from bot.slack.blocks.fields import (
    INPUT_LIMIT,
    checkboxes,
    choice,
    input_block,
    multi_select,
    radio,
    refilled,
    select,
    telling,
    text_input,
)
from bot.slack.blocks.kit import Block, Element, context, modal
from bot.slack.words import clipped

BODY_LABELS = {"lit": "Lit up", "settled": "Settled", "tight": "Tight", "flat": "Flat"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """How a field is asked; `scale` says what 1 to 5 mean, `roomy` gives words several lines."""

    label: str
    scale: tuple[str, ...] = ()
    hint: str | None = None
    placeholder: str | None = None
    roomy: bool = False


#: Every question in the order it is asked; the keys are those of the check-in's fields, and
#: `medium`, which is the interview's.
QUESTIONS: Mapping[str, Question] = {
    "body": Question(label="Your body, right now"),
    "body_words": Question(
        label="In your own words", placeholder="shoulders dropped on the way out"
    ),
    "energy": Question(
        label="Energy", scale=("drained", "a little tired", "even", "awake", "buzzing")
    ),
    "calm": Question(label="Calm", scale=("churned up", "uneasy", "even", "calm", "deeply calm")),
    "clarity": Question(
        label="Clarity", scale=("foggier", "hazy", "as before", "clearer", "a bolt of clarity")
    ),
    "pull": Question(
        label="Pull", scale=("not for me", "hardly", "could be", "I'd like that", "I want that")
    ),
    "drew_me": Question(label="What drew you"),
    "drew_me_words": Question(label="In a line of yours: what drew you"),
    "put_me_off": Question(label="What put you off"),
    "put_me_off_words": Question(label="In a line of yours: what put you off"),
    "worth_keeping": Question(label="One line worth keeping"),
    "medium": Question(label="How did you meet?"),
    "candour": Question(
        label="How candid were they?", scale=("a show", "guarded", "mixed", "open", "wide open")
    ),
    "named": Question(label="Whom did they name?", hint="Names, with commas between them."),
    "thoughts": Question(label="Thoughts", roomy=True),
    "feelings": Question(label="Feelings", roomy=True),
    "loved": Question(label="What they love about it", roomy=True),
    "not_so_shiny": Question(label="What is not so shiny", roomy=True),
    "day_to_day": Question(label="What a day is like", roomy=True),
    "surprise": Question(label="What surprised you", roomy=True),
    "gut": Question(label="Last, your gut: could this be yours?"),
    "gut_words": Question(label="What does it say?"),
}

MEDIA = {Medium.IN_PERSON: "In person", Medium.VIDEO: "Video", Medium.PHONE: "Phone"}
GUTS = {
    Gut.YES: "Yes",
    Gut.LEANING_YES: "Leaning yes",
    Gut.UNSURE: "Unsure",
    Gut.LEANING_NO: "Leaning no",
    Gut.NO: "No",
}

#: Slack shows ten checkboxes: the four groups, and words of her own that were imported.
OWN_BODY_WORDS = 6


def own_words(taken: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Her own words among those taken, each once."""
    return tuple(dict.fromkeys(word for word in taken if word not in known))


def own_value(number: int) -> str:
    """The value of the checkbox of an own word; the word itself may be too long for one."""
    return f"own.{number}"


def shown_list(words: Sequence[str]) -> str:
    """Words as the form shows them in one line."""
    return clipped(" ".join(", ".join(words).split()), INPUT_LIMIT)


_ROWS = {row.key: row for row in FIELDS}


def own_topics(side: str) -> str:
    """The input for topics of her own, beside the list of that side."""
    return f"{side}_own"


#: Every input's id; each tells of its changes, so that a form that is lost can be resumed.
DRAFTED = ("person", "option", *QUESTIONS, *map(own_topics, Side))

PRIVACY = (
    "Your answers are encrypted and no other member can read them. Whoever runs this bot holds "
    "the key; your workspace's owners could see our messages, which only ever show ticks."
)
OPTIONAL = "Everything is optional. Answer what is there, leave what isn't."
RESUMED = "You had begun this; it goes on where you left off."
OVERTAKEN = (
    "⚠️ These answers were changed in another form meanwhile. What you typed here is all still "
    "here: *Save* puts it in their place, *Not now* leaves them."
)


def checkin_form(
    exploration: Exploration,
    interview: Interview,
    private: Mapping[str, Any],
    *,
    typed: Mapping[str, Any] | None = None,
    note: str = OPTIONAL,
) -> dict[str, Any]:
    """The form, filled with what was answered before and over it with what was `typed` since, a
    view's state as Slack sends it. `private` comes back with the form."""
    inputs = [
        *_unknown(exploration, interview),
        *(block for key in QUESTIONS for block in _asked(key, interview)),
    ]
    first = [context(PRIVACY)] if interview.check_in is None else []
    blocks = [context(note), *first, *(telling(refilled(block, typed or {})) for block in inputs)]
    title = f"Check-in: {interview.person}" if interview.person else "Check-in"
    return modal(ids.CHECKIN_SAVE, title, blocks, submit="Save", close="Not now", private=private)


def _unknown(exploration: Exploration, interview: Interview) -> list[Block]:
    """Who it was and for which option, where that is not known yet."""
    blocks = []
    if interview.person is None:
        who = text_input("person", limit=NAME_LIMIT)
        blocks.append(input_block("person", "Whom did you talk to?", who))
    if interview.option is None and exploration.options:
        options = [choice(option.name, str(option.id)) for option in exploration.options]
        blocks.append(input_block("option", "For which option?", select("option", options)))
    return blocks


def _asked(key: str, interview: Interview) -> list[Block]:
    """A question's inputs, filled with what was answered before."""
    question, known = QUESTIONS[key], interview.check_in
    if key == "medium":
        media = [choice(words, medium) for medium, words in MEDIA.items()]
        return [input_block(key, question.label, radio(key, media, interview.medium))]
    row = _ROWS[key]
    value = row.of(known)
    match row.answer:
        case Answer.DREW | Answer.PUT_OFF:
            return _topics(Side(key), question, value)
        case Answer.BODY:
            element = _body(key, value)
        case Answer.RATING:
            steps = [choice(f"{n}  {word}", str(n)) for n, word in enumerate(question.scale, 1)]
            element = radio(key, steps, str(value) if value else None)
        case Answer.GUT:
            element = radio(key, [choice(words, gut) for gut, words in GUTS.items()], value)
        case Answer.NAMES:
            element = text_input(key, initial=shown_list(value))
        case Answer.WORDS:
            element = text_input(
                key, initial=value, multiline=question.roomy, placeholder=question.placeholder
            )
    return [input_block(key, question.label, element, hint=question.hint)]


def _body(key: str, taken: tuple[str, ...]) -> Element:
    own = own_words(taken, BODY_GROUPS)[:OWN_BODY_WORDS]
    options = [choice(BODY_LABELS[group], group) for group in BODY_GROUPS]
    options += [choice(word, own_value(n)) for n, word in enumerate(own)]
    return checkboxes(key, options, (*taken, *map(own_value, range(len(own)))))


def _topics(side: Side, question: Question, taken: tuple[str, ...]) -> list[Block]:
    options = [
        choice(topic.drew if side is Side.DREW else topic.put_off, topic.key) for topic in TOPICS
    ]
    own = shown_list(own_words(taken, BANK))
    return [
        input_block(side, question.label, multi_select(side, options, taken, "Choose any")),
        input_block(
            own_topics(side),
            f"{question.label}: something else",
            text_input(own_topics(side), initial=own, placeholder="a, b, c"),
        ),
    ]
