"""What can draw her to a path or put her off it, and how a body can feel: the words to tap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Side(StrEnum):
    """A topic is tapped as what drew her, or as what put her off (the exploration file's keys)."""

    DREW = "drew_me"
    PUT_OFF = "put_me_off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A topic, and how it reads on each side."""

    key: str
    drew: str
    put_off: str


#: In the order in which they are offered.
TOPICS = (
    Topic(key="autonomy", drew="autonomy", put_off="too little autonomy"),
    Topic(key="money", drew="the money", put_off="the money"),
    Topic(key="hours", drew="hours and boundaries", put_off="long hours, thin boundaries"),
    Topic(key="contact", drew="depth of contact", put_off="too little real contact"),
    Topic(key="belonging", drew="belonging to a team", put_off="loneliness"),
    Topic(key="growth", drew="room to grow", put_off="little room to grow"),
    Topic(key="impact", drew="impact", put_off="too little impact"),
    Topic(key="making", drew="making things", put_off="too little making"),
    Topic(key="admin", drew="light admin", put_off="admin"),
    Topic(key="selling", drew="finding clients", put_off="having to sell"),
    Topic(key="demanding_clients", drew="the clients", put_off="demanding clients"),
    Topic(key="politics", drew="little politics", put_off="politics"),
    Topic(key="pace", drew="the pace", put_off="the pace"),
    Topic(
        key="carrying_feelings",
        drew="being trusted with feelings",
        put_off="carrying others' feelings",
    ),
    Topic(key="variety", drew="variety", put_off="too little variety"),
    Topic(key="security", drew="security", put_off="insecurity"),
    Topic(key="credentials", drew="building on what I have", put_off="credentials I lack"),
    Topic(key="recognition", drew="recognition", put_off="too little recognition"),
    Topic(key="place", drew="place and travel", put_off="place and travel"),
    Topic(key="fit_with_life", drew="fit with my life", put_off="poor fit with my life"),
    Topic(key="leading", drew="leading people", put_off="managing people"),
    Topic(key="thinking", drew="the thinking", put_off="too little thinking"),
    Topic(key="values", drew="values I share", put_off="values I don't share"),
    Topic(key="getting_in", drew="an open way in", put_off="hard to get into"),
    Topic(key="seeing_results", drew="seeing results", put_off="results stay unseen"),
)

BANK: Mapping[str, Topic] = MappingProxyType({topic.key: topic for topic in TOPICS})


def label(topic: str, side: Side) -> str:
    """How a topic key reads on that side; her own words stay as they are."""
    known = BANK.get(topic)
    if known is None:
        return topic
    return known.drew if side is Side.DREW else known.put_off


def unheard(heard: Collection[str]) -> tuple[str, ...]:
    """The keys of the bank that are not among those heard, in the bank's order."""
    return tuple(topic.key for topic in TOPICS if topic.key not in heard)


BODY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lit": (
            "lit", "alive", "awake", "bright", "bubbly", "buzzing", "charged", "eager", "electric",
            "energised", "energized", "excited", "expanded", "fizzy", "giddy", "glowing", "keen",
            "lifted", "light", "open", "quick", "sparkling", "tingling", "upright", "vibrant",
            "warm",
        ),
        "settled": (
            "settled", "anchored", "at ease", "balanced", "breathing", "calm", "centred",
            "centered", "clear", "comfortable", "dropped", "easy", "grounded", "held", "loose",
            "peaceful", "quiet", "relaxed", "relieved", "rested", "rooted", "safe", "soft",
            "softened", "solid", "steady", "still",
        ),
        "tight": (
            "tight", "anxious", "braced", "breathless", "buzzy", "clenched", "constricted",
            "cramped", "fidgety", "frozen", "guarded", "hot", "jittery", "knotted", "nervous",
            "on edge", "pressed", "racing", "restless", "rigid", "shaky", "squeezed", "stiff",
            "sweaty", "tense", "uneasy", "wired",
        ),
        "flat": (
            "flat", "absent", "blank", "bored", "cold", "deflated", "dim", "distant", "drained",
            "dull", "empty", "exhausted", "far away", "foggy", "grey", "heavy", "hollow", "limp",
            "low", "numb", "sinking", "sleepy", "slow", "slumped", "small", "spent", "tired",
            "weary",
        ),
    }
)  # fmt: skip

_GROUP_OF = {word: group for group, words in BODY_WORDS.items() for word in words}


def body_group(word: str) -> str | None:
    """The group (lit, settled, tight or flat) of a body word; None for a word it doesn't know."""
    return _GROUP_OF.get(" ".join(word.casefold().split()))
