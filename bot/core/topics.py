"""What can draw a person to a path or put them off it, and how a body can feel: the words to tap.

The words beside a topic only pick which of her own sentences to show; counts come from taps.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Side(StrEnum):
    """A topic is tapped as what drew her, or as what put her off (the exploration file's keys)."""

    DREW = "drew_me"
    PUT_OFF = "put_me_off"


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A topic, how it reads on each side, and beginnings of words that speak of it."""

    key: str
    drew: str
    put_off: str
    words: tuple[str, ...]


def _topic(key: str, drew: str, put_off: str, words: str) -> Topic:
    return Topic(key=key, drew=drew, put_off=put_off, words=tuple(words.split(", ")))


#: In the order in which they are offered.
TOPICS = (
    _topic(
        "autonomy",
        "autonomy",
        "too little autonomy",
        "autonom, freedom, free to, my own, her own, his own, their own, own boss, decide, "
        "say no, permission, independen, in charge, control",
    ),
    _topic(
        "money",
        "the money",
        "the money",
        "money, pay, paid, salar, income, earn, fees, rates, invoice, afford, profit, revenue, "
        "cash, wage, bonus, budget",
    ),
    _topic(
        "hours",
        "hours and boundaries",
        "long hours, thin boundaries",
        "hour, evening, weekend, holiday, week off, day off, days off, august, night, overtime, "
        "boundar, switch off, too late, school run, on call",
    ),
    _topic(
        "contact",
        "depth of contact",
        "too little real contact",
        "listen, conversation, one to one, one-to-one, face to face, deep, trust, relationship, "
        "contact, with people, with a person, alone with",
    ),
    _topic(
        "belonging",
        "belonging to a team",
        "loneliness",
        "team, lonel, colleague, together, alone, isolat, tribe, belong",
    ),
    _topic(
        "growth",
        "room to grow",
        "little room to grow",
        "grow, learn, develop, stretch, new skill, mentor, stuck, stagnat, plateau, better at",
    ),
    _topic(
        "impact",
        "impact",
        "too little impact",
        "impact, a difference, matter, chang, useful, worthwhile, meaning, lives, help",
    ),
    _topic(
        "making",
        "making things",
        "too little making",
        "make, making, made, build, built, craft, design, creat, my hands, draw, write, writing",
    ),
    _topic(
        "admin",
        "light admin",
        "admin",
        "admin, paperwork, taxes, spreadsheet, forms, report, bookkeep, email, inbox, "
        "contract, process",
    ),
    _topic(
        "selling",
        "finding clients",
        "having to sell",
        "sell, sale, pitch, find client, finding client, new client, new business, win work, "
        "winning work, network, market, proposal, lead generation, pipeline",
    ),
    _topic(
        "demanding_clients",
        "the clients",
        "demanding clients",
        "client, customer, demanding, complain, last minute, scope",
    ),
    _topic(
        "politics",
        "little politics",
        "politics",
        "politic, hierarch, committee, approval, sign-off, sign off, turf, egos, "
        "restructur, bureaucra, stakeholder",
    ),
    _topic(
        "pace",
        "the pace",
        "the pace",
        "pace, fast, slow, rush, calm, hurry, deadline, busy, quick, quiet, breath, treadmill",
    ),
    _topic(
        "carrying_feelings",
        "being trusted with feelings",
        "carrying others' feelings",
        "feeling, emotion, cry, cried, crying, tears, burden, heavy, drain, carry, carries, "
        "redundanc, lay off, laid off, grief, absorb",
    ),
    _topic(
        "variety",
        "variety",
        "too little variety",
        "variet, differen, every day, no two days, same thing, repetiti, routine, bored, boring, "
        "monoton, mix",
    ),
    _topic(
        "security",
        "security",
        "insecurity",
        "secur, safe, stable, stabil, risk, pension, uncertain, steady, dry month, contract, "
        "lean month, know what comes",
    ),
    _topic(
        "credentials",
        "building on what I have",
        "credentials I lack",
        "qualif, certific, degree, credential, accredit, diploma, exams, training, courses, licen",
    ),
    _topic(
        "recognition",
        "recognition",
        "too little recognition",
        "recogni, thank, credit, appreciat, valued, invisible, noticed, respect, status, title, "
        "praise, seen",
    ),
    _topic(
        "place",
        "place and travel",
        "place and travel",
        "travel, commut, the train, office, remote, from home, at home, city, countr, studio, "
        "abroad",
    ),
    _topic(
        "fit_with_life",
        "fit with my life",
        "poor fit with my life",
        "famil, child, kid, partner, parent, life, home, friend, health, sleep, school",
    ),
    _topic(
        "leading",
        "leading people",
        "managing people",
        "lead a, leading, leader, manag, staff, hire, hiring, employ, delegat, "
        "responsib, run a team",
    ),
    _topic(
        "thinking",
        "the thinking",
        "too little thinking",
        "thinking, time to think, think about, ideas, problem, strateg, "
        "analy, puzzle, research, intellect, curious",
    ),
    _topic(
        "values",
        "values I share",
        "values I don't share",
        "value, honest, ethic, principle, integrity, believe, purpose, pretend, fake, "
        "conscience, stand for",
    ),
    _topic(
        "getting_in",
        "an open way in",
        "hard to get into",
        "get in, got in, way in, way into, into the field, entry, apply, applied, vacanc, "
        "internship, apprentic, start out, started out, door",
    ),
    _topic(
        "seeing_results",
        "seeing results",
        "results stay unseen",
        "result, outcome, progress, finish, see it work, saw it work, months later, fruit, "
        "measur, deliver, launch",
    ),
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


def mentions(topic: str, sentence: str) -> int:
    """How many of the topic's words a sentence has: a key's word list, or her own words whole."""
    known = BANK.get(topic)
    return _different(_beginning(known.words if known else (topic.strip(),)), sentence)


@lru_cache(maxsize=256)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds words that begin with one of these."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)


def _different(words: re.Pattern[str], sentence: str) -> int:
    return len({found.casefold() for found in words.findall(sentence) if found})


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


def body_mentions(group: str, sentence: str) -> int:
    """How many of a group's words a sentence has, each as a whole word."""
    return _different(_whole(BODY_WORDS.get(group, (group.strip(),))), sentence)


@lru_cache(maxsize=256)
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds exactly these words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
