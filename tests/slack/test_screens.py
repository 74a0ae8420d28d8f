"""Every screen keeps within Slack's limits and its rules, whatever it is built from."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from bot.core.meetings import Status
from bot.core.plan import Exploration, Option
from bot.core.reflection import TEXTS, CheckIn
from bot.core.synthesis import synthesise
from bot.core.synthesis.conversations import told
from bot.core.synthesis.sentences import sentences
from bot.playground.block_limits import block_faults, view_faults
from bot.playground.views import is_too_large
from bot.slack.blocks import synthesis
from bot.slack.blocks.checkin import interview_line, saved
from bot.slack.blocks.kit import TEXT_LIMIT
from bot.slack.words import escape, inline
from tests.slack.cast import CASTS, EXTREME, ORDINARY, Cast
from tests.slack.screens import LONDON, answers, spoken_by_itself, views

each_cast = pytest.mark.parametrize(
    "cast", CASTS, ids=lambda cast: ascii(f"{cast.people} people called {cast.word[:8]}")
)


def texts(screen: Any, kind: str) -> Iterator[str]:
    """The words of every text object of that kind, however deep it lies."""
    if isinstance(screen, Mapping):
        if screen.get("type") == kind:
            yield screen["text"]
        for part in screen.values():
            yield from texts(part, kind)
    elif isinstance(screen, list | tuple):
        for part in screen:
            yield from texts(part, kind)


@each_cast
def test_every_message_is_within_slacks_limits(cast: Cast) -> None:
    for name, message in (*spoken_by_itself(cast), *answers(cast)):
        blocks = message.as_payload()["blocks"]
        assert (name, block_faults(blocks, surface="message")) == (name, [])


@each_cast
def test_every_view_is_within_slacks_limits(cast: Cast) -> None:
    for name, view in views(cast):
        assert (name, view_faults(view)) == (name, [])


@each_cast
def test_every_message_has_a_text_that_says_the_whole_of_it(cast: Cast) -> None:
    for name, message in (*spoken_by_itself(cast), *answers(cast)):
        assert message.text.strip(), name
        assert len(message.text) <= TEXT_LIMIT, name
        assert not re.search("[●◐○]|```|o  ", message.text) or cast in EXTREME, name
        for said in _sections(message.blocks):
            assert said in message.text or message.text.endswith("…"), name


def _sections(blocks: Any) -> Iterator[str]:
    for block in blocks:
        words = block.get("text", {}).get("text", "")
        if block["type"] in {"section", "header"} and not words.startswith("```"):
            bare = re.sub(r"\*|[●◐○]+\s*", "", words)
            yield escape(bare) if block["type"] == "header" else bare


@each_cast
def test_nothing_anybody_wrote_becomes_a_mention_or_a_link(cast: Cast) -> None:
    messages = [
        (name, message.as_payload()) for name, message in (*spoken_by_itself(cast), *answers(cast))
    ]
    for name, screen in (*messages, *views(cast)):
        said = [*texts(screen, "mrkdwn"), str(screen.get("text", ""))]
        assert not [words for words in said if "<" in words], name
        assert all(re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*…?", w) for w in said), name


@each_cast
def test_plain_text_is_shown_as_it_was_written(cast: Cast) -> None:
    messages = [
        (name, message.as_payload()) for name, message in (*spoken_by_itself(cast), *answers(cast))
    ]
    for name, screen in (*messages, *views(cast)):
        assert not [w for w in texts(screen, "plain_text") if re.search("&(amp|lt|gt);", w)], name


@each_cast
def test_a_line_stays_one_line_whatever_a_name_holds(cast: Cast) -> None:
    for name, message in answers(cast):
        if name in {"week", "waiting", "interviews"}:
            assert "\n> " not in str(list(texts(message.as_payload(), "mrkdwn"))), name


def test_the_evidence_leaves_no_answer_out_and_clips_none() -> None:
    for cast in CASTS:
        said = re.sub(r"\s+", "", str([view for name, view in views(cast) if "evidence" in name]))
        for interview in cast.exploration.interviews:
            if interview.check_in and interview.status is Status.HELD and interview.option:
                for field in TEXTS:
                    for sentence in sentences(getattr(interview.check_in, field) or ""):
                        assert _as_shown(sentence)[:200] in said, (field, sentence)


def _as_shown(text: str) -> str:
    return re.sub(r"\s+", "", str([inline(text, 4 * TEXT_LIMIT)])[2:-2])


MARKS = "*_~`"
#: These show a sentence with our own commands in it, whose marks stay.
SENTENCES = {"sorry", "which", "a login is asked for"}


def test_no_mark_in_anybodys_words_ends_our_own_type() -> None:
    said, plain = (
        [(n, list(texts(m.as_payload(), "mrkdwn"))) for n, m in (*spoken_by_itself(c), *answers(c))]
        for c in (replace(ORDINARY, word=word) for word in (f"{MARKS} a", "xxxx a"))
    )
    for (name, marked), (_, unmarked) in zip(said, plain, strict=True):
        if name not in SENTENCES:
            assert (name, _marks(marked)) == (name, _marks(unmarked))


def _marks(said: list[str]) -> list[list[str]]:
    """In each text but a drawn one, whose signs all stand for themselves."""
    return [[s for s in words if s in MARKS] for words in said if not words.startswith("```")]


MARK = "Xyzzy"


def test_what_stands_in_the_dm_names_nobody_and_shows_no_answer() -> None:
    marked = Cast(word=MARK, people=8, interviews=40, options=3, long=False)
    for name, message in spoken_by_itself(_with_plain_options(marked)):
        assert MARK not in json.dumps(message.as_payload()), name


class _PlainOptions(Cast):
    """Options are no secret of a conversation; everything else is written in the mark."""

    __slots__ = ()

    @property
    def exploration(self) -> Any:
        known = super().exploration
        return replace(
            known, options=tuple(replace(o, name=f"Option {o.id}") for o in known.options)
        )


def _with_plain_options(cast: Cast) -> Cast:
    return _PlainOptions(**{field.name: getattr(cast, field.name) for field in fields(cast)})


def test_ticks_are_the_same_whatever_was_answered() -> None:
    interview = ORDINARY.interview(13)
    low, high = (saved(interview, ORDINARY.check_in(number)) for number in (0, 4))
    assert low == high


def test_an_address_of_a_calendar_is_shown_only_as_its_host() -> None:
    for name, message in answers(ORDINARY):
        assert "secret" not in json.dumps(message.as_payload()), name


def test_what_is_damaged_is_told_beside_what_is_not() -> None:
    told = dict(answers(ORDINARY))["interviews, damaged"]
    assert "2 things stored here can't be read any more" in told.text
    assert "Priya Shah" in told.text


def test_an_interview_with_nobody_tracked_goes_by_its_events_title() -> None:
    nobody = replace(ORDINARY.interview(13), person=None, title="Tea with <Bob>")
    assert interview_line(nobody, LONDON).startswith("*Tea with &lt;Bob&gt;* · ")
    assert interview_line(replace(nobody, title=None), LONDON).startswith("*Somebody* · ")


def test_what_a_list_leaves_out_is_counted() -> None:
    said = dict(answers(EXTREME[0]))
    for name in ("week", "interviews", "waiting", "calendars", "which"):
        contexts = [b for b in said[name].blocks if b["type"] == "context"]
        assert re.search(r"… and \d+ more", json.dumps(contexts, ensure_ascii=False)), name
    assert "… and 80 more" in str(said["week"].blocks)


def test_what_the_bot_says_by_itself_says_why_it_came_and_where_to_stop_it() -> None:
    letters = [m for name, m in spoken_by_itself(ORDINARY) if m.blocks[0].get("block_id")]
    assert len(letters) > 10
    for letter in letters:
        said = json.dumps(letter.as_payload())
        assert "because" in letter.text
        ways = ("Turn this one off", "/interviews calendars", "the end of my asking")
        assert any(way in said for way in ways)


@pytest.mark.parametrize("name", ["week", "interviews"])
def test_the_last_row_of_a_long_card_is_still_the_way_on(name: str) -> None:
    for cast in EXTREME:
        assert dict(answers(cast))[name].blocks[-1]["type"] == "actions"


def told_at_length(word: str, *options: str) -> Exploration:
    """Eight conversations in which every answer is as long as a form takes."""
    words: dict[str, Any] = dict.fromkeys(TEXTS, (f"{word} " * TEXT_LIMIT)[:3000].strip())
    one = replace(ORDINARY, options=1).interview(13)
    return replace(
        ORDINARY.exploration,
        options=tuple(Option(name=name, target=5) for name in options),
        interviews=tuple(
            replace(
                one,
                label=f"i{n}",
                option=options[0] if options else None,
                check_in=CheckIn(answered_at=one.ends_at, pull=3, **words),
            )
            for n in range(8)
        ),
    )


def evidence_pages(exploration: Exploration) -> list[dict[str, Any]]:
    made, places = synthesise(exploration), synthesis.pages(told(exploration))
    return [synthesis.evidence(exploration, made, {}, place) for place in places]


@pytest.mark.parametrize("word", ["words", "كلمات", "<&>"])
def test_the_evidence_of_somebody_who_writes_much_is_all_there(word: str) -> None:
    pages = evidence_pages(told_at_length(word, "Agency owner"))
    assert not any(view_faults(page) or is_too_large(page) for page in pages)
    assert not re.search("… and [0-9]+ more", str(pages))
    assert str(pages).count(escape(word)) >= 8 * len(TEXTS) * (3000 // (len(word) + 1))


@pytest.mark.parametrize("place", [(0, 999), (9, 999), (7, 0), (0, -8), (-1, 0)])
@pytest.mark.parametrize("options", [(), ("Agency owner",), ("Agency owner", "Coach")])
def test_a_page_that_is_gone_by_now_leads_to_one_that_is_there(
    options: tuple[str, ...], place: tuple[int, int]
) -> None:
    exploration = told_at_length("words", *options)
    found = synthesis.evidence(exploration, synthesise(exploration), {}, place)
    assert found in evidence_pages(exploration)
    nothing = replace(exploration, interviews=())
    said = synthesis.evidence(nothing, synthesise(nothing), {}, place)
    assert said == synthesis.overview(nothing, synthesise(nothing))


def test_of_many_beliefs_a_few_are_shown_and_the_others_counted() -> None:
    one = told_at_length("words", "Agency owner")
    believing = replace(one.options[0], beliefs=tuple(f"{n} {'b' * 2900}" for n in range(200)))
    many = replace(one, options=(believing,))
    shown = synthesis.overview(many, synthesise(many))
    assert not is_too_large(shown)
    assert "… and 195 more" in str(shown)
    assert not any(map(is_too_large, evidence_pages(many)))
