"""One whole exploration, as a member would bring it, laid out to the letter."""

import json
from itertools import pairwise

from bot.core.reflection import TEXTS
from bot.core.synthesis import as_json, as_text, chart_words, synthesise, text_chart
from tests.core.exploration_files import DATA, exploration_in
from tests.core.told import AGENCY, check_in, exploration, held, rated

MAYAS = exploration_in("grow_or_people.json")
LAID_OUT = DATA / "grow_or_people.synthesis.json"


def test_mayas_exploration_is_laid_out_to_the_letter() -> None:
    assert as_json(synthesise(MAYAS)) == json.loads(LAID_OUT.read_text(encoding="utf-8"))


def test_the_same_data_gives_the_same_bytes() -> None:
    first, again = (json.dumps(as_json(synthesise(MAYAS)), ensure_ascii=False) for _ in range(2))
    assert first == again


def test_keys_stand_in_the_published_order() -> None:
    written = as_json(synthesise(MAYAS))
    assert list(written) == [
        "standing", "options", "clashes", "surprises", "trust", "gaps", "question",
        "head_and_gut", "alike",
    ]  # fmt: skip
    assert list(written["standing"]) == ["sentence", "band", "leader", "odds"]
    assert list(written["options"][0]) == [
        "name", "conversations", "estimate", "range", "points", "drew", "put_off", "body",
        "gut", "own_words", "beliefs",
    ]  # fmt: skip
    assert list(written["options"][0]["drew"][0]) == ["topic", "count", "of", "quote"]
    assert list(written["options"][0]["own_words"][0]) == ["text", "interview", "field"]


def test_every_answer_she_wrote_is_there_to_the_letter() -> None:
    stored = {interview.label: interview.check_in for interview in MAYAS.interviews}
    quotes = [quote for option in synthesise(MAYAS).options for quote in option.own_words]
    placed = [i.check_in for i in MAYAS.interviews if i.option and i.check_in]
    assert len(quotes) == sum(bool(getattr(c, name)) for c in placed for name in TEXTS) > 30
    for quote in quotes:
        assert quote.text == getattr(stored[quote.interview], quote.field)


def test_an_empty_exploration_says_what_would_begin_it() -> None:
    written = as_json(synthesise(exploration(options=())))
    assert written == {
        "standing": {
            "sentence": "Too early to say: name two options, and there is something to compare.",
            "band": "too early",
            "leader": None,
            "odds": None,
        },
        "options": [],
        "clashes": [],
        "surprises": [],
        "trust": [],
        "gaps": [],
        "question": "What would you most like to be wrong about?",
        "head_and_gut": None,
        "alike": [],
    }


def test_figures_have_two_decimals() -> None:
    told = exploration(held(AGENCY, check_in(energy=4, calm=4, clarity=3)), held(AGENCY, rated(4)))
    assert as_json(synthesise(told))["options"][0]["points"][0]["score"] == 3.67


def test_the_chart_has_a_mark_a_conversation_in_at_most_sixty_columns() -> None:
    chart = text_chart(synthesise(MAYAS))
    assert max(map(len, chart.splitlines())) <= 60
    marks = [line for line in chart.splitlines() if set(line) <= {"o", " "}]
    assert "".join(marks).count("o") == 10


def test_the_chart_draws_the_scale_and_the_range() -> None:
    chart = text_chart(synthesise(exploration(*(held(AGENCY, rated(n)) for n in (1, 3, 3, 5)))))
    assert chart == (
        "Agency owner (4 conversations)\n"
        "                    o\n"
        "o                   o                   o\n"
        "              [-----+------]\n"
        "\n"
        "People development (no conversations)\n"
        "\n"
        "1         2         3         4         5"
    )


def test_a_long_name_is_shortened_in_the_chart_alone() -> None:
    name = "A path with a name as long as any name can be, and then a little longer"
    said = synthesise(exploration(options=(name,)))
    assert text_chart(said).splitlines()[0].endswith("…")
    assert name in chart_words(said)


def test_the_chart_in_words_says_the_same() -> None:
    said = synthesise(exploration(*(held(AGENCY, rated(n)) for n in (1, 3, 3, 5))))
    assert chart_words(said) == (
        "Agency owner: 4 conversations, at 1.0, 3.0, 3.0, 5.0 on a scale of 1 to 5; "
        "taken together about 3.0, 8 times in 10 between 2.4 and 3.7.\n"
        "People development: no conversations yet."
    )


def test_the_text_leads_from_where_it_stands_to_an_open_question() -> None:
    lines = as_text(MAYAS, synthesise(MAYAS)).splitlines()
    titles = [line for line, under in pairwise(lines) if under and set(under) == {"-"}]
    assert titles == [
        "Where it stands", "Every conversation", "Agency owner", "People development",
        "About no option", "Where head and gut part", "Expected and felt", "How far to trust it",
        "What is missing", "To sit with",
    ]  # fmt: skip


def test_the_text_leaves_out_what_there_is_nothing_to_say_of() -> None:
    nothing = exploration(options=())
    assert as_text(nothing, synthesise(nothing)) == (
        "Where it stands\n---------------\n"
        "Too early to say: name two options, and there is something to compare.\n\n"
        "To sit with\n-----------\n"
        "What would you most like to be wrong about?"
    )
