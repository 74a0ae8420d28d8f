"""The two-minute form: body first, then thoughts and feelings, gut last; every field optional."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.core.meetings import Interview, Medium
from bot.core.people import NAME_LIMIT
from bot.core.plan import Exploration
from bot.core.reflection import BODY_GROUPS, RATINGS, CheckIn, Gut
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

#: What 1 and 5 mean, asked as "How much energy did it leave you with?"
SCALES: Mapping[str, tuple[str, tuple[str, str, str, str, str]]] = {
    "energy": ("Energy", ("drained", "a little tired", "even", "awake", "buzzing")),
    "calm": ("Calm", ("churned up", "uneasy", "even", "calm", "deeply calm")),
    "clarity": ("Clarity", ("foggier", "hazy", "as before", "clearer", "a bolt of clarity")),
    "pull": ("Pull", ("not for me", "hardly", "could be", "I'd like that", "I want that")),
    "candour": ("How candid were they?", ("a show", "guarded", "mixed", "open", "wide open")),
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


#: Every input's id; each tells of its changes, so that a form that is lost can be resumed.
DRAFTED = (
    "person",
    "option",
    "body",
    "body_words",
    *RATINGS,
    "drew_me",
    "drew_me_own",
    "put_me_off",
    "put_me_off_own",
    "worth_keeping",
    "medium",
    "candour",
    "named",
    "thoughts",
    "feelings",
    "loved",
    "not_so_shiny",
    "day_to_day",
    "surprise",
    "gut",
    "gut_words",
)

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
        *_body(interview.check_in),
        *_ratings(interview.check_in),
        *_topics(interview.check_in),
        *_about(interview),
        *_words(interview.check_in),
        *_gut(interview.check_in),
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


def _body(known: CheckIn | None) -> list[Block]:
    taken = known.body if known else ()
    own = own_words(taken, BODY_GROUPS)[:OWN_BODY_WORDS]
    options = [choice(BODY_LABELS[group], group) for group in BODY_GROUPS]
    options += [choice(word, own_value(n)) for n, word in enumerate(own)]
    ticked = (*taken, *map(own_value, range(len(own))))
    return [
        input_block("body", "Your body, right now", checkboxes("body", options, ticked)),
        input_block(
            "body_words",
            "In your own words",
            text_input(
                "body_words",
                initial=known.body_words if known else None,
                placeholder="shoulders dropped on the way out",
            ),
        ),
    ]


def _ratings(known: CheckIn | None) -> list[Block]:
    return [_scale(name, known) for name in ("energy", "calm", "clarity", "pull")]


def _scale(name: str, known: CheckIn | None) -> Block:
    title, words = SCALES[name]
    steps = [choice(f"{n}  {word}", str(n)) for n, word in enumerate(words, start=1)]
    value = getattr(known, name) if known else None
    return input_block(name, title, radio(name, steps, str(value) if value else None))


def _topics(known: CheckIn | None) -> list[Block]:
    return [
        *_topic_side(Side.DREW, "What drew you", known.drew_me if known else ()),
        *_topic_side(Side.PUT_OFF, "What put you off", known.put_me_off if known else ()),
    ]


def _topic_side(side: Side, title: str, taken: tuple[str, ...]) -> list[Block]:
    options = [
        choice(topic.drew if side is Side.DREW else topic.put_off, topic.key) for topic in TOPICS
    ]
    own = shown_list(own_words(taken, BANK))
    return [
        input_block(side, title, multi_select(side, options, taken, "Choose any")),
        input_block(
            f"{side}_own",
            f"{title}: something else",
            text_input(f"{side}_own", initial=own, placeholder="a, b, c"),
        ),
    ]


def _about(interview: Interview) -> list[Block]:
    known = interview.check_in
    media = [choice(words, medium) for medium, words in MEDIA.items()]
    return [
        _text("worth_keeping", "One line worth keeping", known),
        input_block("medium", "How did you meet?", radio("medium", media, interview.medium)),
        _scale("candour", known),
        input_block(
            "named",
            "Whom did they name?",
            text_input("named", initial=shown_list(known.named) if known else None),
            hint="Names, with commas between them.",
        ),
    ]


def _words(known: CheckIn | None) -> list[Block]:
    return [
        _text("thoughts", "Thoughts", known, multiline=True),
        _text("feelings", "Feelings", known, multiline=True),
        _text("loved", "What they love about it", known, multiline=True),
        _text("not_so_shiny", "What is not so shiny", known, multiline=True),
        _text("day_to_day", "What a day is like", known, multiline=True),
        _text("surprise", "What surprised you", known, multiline=True),
    ]


def _gut(known: CheckIn | None) -> list[Block]:
    options: list[Element] = [choice(words, gut) for gut, words in GUTS.items()]
    taken = known.gut if known else None
    return [
        input_block("gut", "Last, your gut: could this be yours?", radio("gut", options, taken)),
        _text("gut_words", "What does it say?", known),
    ]


def _text(key: str, title: str, known: CheckIn | None, *, multiline: bool = False) -> Block:
    initial = getattr(known, key) if known else None
    return input_block(key, title, text_input(key, initial=initial, multiline=multiline))
