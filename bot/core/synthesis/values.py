"""What a synthesis holds. Figures are unrounded here; they are rounded where they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.reflection import Gut
from bot.core.topics import Side


class Band(StrEnum):
    """How far the evidence carries, in words."""

    TOO_EARLY = "too early"
    TOO_CLOSE = "too close to call"
    LEANING = "leaning"
    AHEAD = "ahead for now"
    WELL_AHEAD = "well ahead for now"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where it stands. `odds` is the leader's chance of coming first; see `band` for the Nones."""

    sentence: str
    band: Band
    leader: str | None
    odds: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One conversation on the scale of 1 to 5; `interview` is its label, as "i1"."""

    interview: str
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A whole stored answer, or the first whole sentences of a long one, to the letter; with the
    interview's label and the field it is in."""

    text: str
    interview: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicCount:
    """A topic's key or her own words, tapped in `count` of the option's `of` check-ins."""

    topic: str
    count: int
    of: int
    quote: Quote | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyCount:
    """A group of body words, or a word of her own that is in none, and in how many check-ins."""

    group: str
    count: int
    quote: Quote | None


@dataclass(frozen=True, kw_only=True, slots=True)
class BeliefCount:
    """Something she believed of an option, and what the conversations did to it."""

    text: str
    truer: int
    less_true: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionEvidence:
    """What was said of one option; no conversations, no estimate and no range. `points` and
    `own_words` come in the order the interviews began."""

    name: str
    conversations: int
    estimate: float | None
    range: tuple[float, float] | None
    points: tuple[Point, ...]
    drew: tuple[TopicCount, ...]
    put_off: tuple[TopicCount, ...]
    body: tuple[BodyCount, ...]
    gut: Mapping[Gut, int]
    own_words: tuple[Quote, ...]
    beliefs: tuple[BeliefCount, ...]


class ClashKind(StrEnum):
    """Where two of her own answers point different ways."""

    HIGH_PULL_GUT_NO = "pull high, gut no"
    LOW_PULL_GUT_YES = "pull low, gut yes"
    HIGH_PULL_LOW_CALM = "pull high, calm low"


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A clash within one check-in: hers to notice, never averaged away."""

    interview: str
    kind: ClashKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Surprise:
    """The mean expectation beside the mean pull, over the `of` interviews that have both."""

    option: str
    of: int
    expected: float
    felt: float


class GapKind(StrEnum):
    """What the evidence lacks."""

    FEW = "too few"
    NEVER_HERE = "never here"
    NOBODY_IN_PERSON = "nobody in person"
    NOBODY_LEFT = "nobody who left"
    NOBODY_CANDID = "nobody candid"
    BELIEF_UNHEARD = "belief unheard"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Something missing; `next` is ready to use: a question to ask, or whom to seek."""

    kind: GapKind
    option: str
    next: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """A topic that came up on that side in every option at a like rate: it may not be what
    separates them."""

    side: Side
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Synthesis:
    """The evidence laid out, with no verdict. `trust` has the most consequential line first."""

    standing: Standing
    options: tuple[OptionEvidence, ...]
    clashes: tuple[Clash, ...]
    surprises: tuple[Surprise, ...]
    trust: tuple[str, ...]
    gaps: tuple[Gap, ...]
    question: str
    head_and_gut: str | None
    alike: tuple[Alike, ...]
