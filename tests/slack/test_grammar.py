"""The words after a slash command are read as the person who typed them meant them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.errors import InvalidInput, NotFound
from bot.core.people import Person
from bot.core.plan import Exploration, Option
from bot.slack.grammar import Logged, logged_of, needed, person_of, split_command, whole_number

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)  # a Wednesday
AGENCY, PEOPLE = "Agency owner", "People development"
OPTIONS = (Option(name=AGENCY), Option(name=PEOPLE))
#: Those she tracks; half of them have a day or a month for a name.
TRACKED = (
    *("Priya Shah", "Ana Lima", "Ana May", "Ana Sun", "Will Sunday", "Will Young", "Agent 47"),
    *("March Adams", "Jan de Vries", "Mai Nguyen", "Wednesday Addams", "李娜", "{} {x} %s"),
)
KNOWN = Exploration(
    question="Which way next?",
    starts_on=date(2026, 9, 7),
    ends_on=date(2026, 12, 31),
    weekly_goal=2,
    options=OPTIONS,
    people=tuple(Person(name=name) for name in TRACKED),
)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("plan", "plan", ""),
        ("  PLAN  ", "plan", ""),
        ("add  Priya Shah ", "add", "Priya Shah"),
        ("add\tPriya\u00a0Shah", "add", "Priya\u00a0Shah"),
        ("add\nPriya", "add", "Priya"),
        ("ПЛАН x", "план", "x"),
    ],
)
def test_the_first_word_is_the_subcommand(text: str, word: str, rest: str) -> None:
    assert split_command(text) == (word, rest)


@pytest.mark.parametrize(
    ("words", "name", "role", "organisation", "option"),
    [
        ("Priya Shah", "Priya Shah", None, None, None),
        ("Priya Shah, owner", "Priya Shah", "owner", None, None),
        ("Priya Shah, owner at Brightside", "Priya Shah", "owner", "Brightside", None),
        (
            "Priya Shah, owner at Brightside for Agency owner",
            "Priya Shah",
            "owner",
            "Brightside",
            AGENCY,
        ),
        ("Priya Shah for agency", "Priya Shah", None, None, AGENCY),
        ("Priya Shah, owner for PEOPLE", "Priya Shah", "owner", None, PEOPLE),
        # spacing and capitals
        (
            "  Priya   Shah ,owner  AT  Brightside  For  agency ",
            "Priya Shah",
            "owner",
            "Brightside",
            AGENCY,
        ),
        ("Priya Shah, at Brightside", "Priya Shah", None, "Brightside", None),
        ("Priya Shah at Brightside", "Priya Shah", None, "Brightside", None),
        ("Priya Shah,", "Priya Shah", None, None, None),
        ("Priya Shah, for agency", "Priya Shah", None, None, AGENCY),
        ("Priya Shah for", "Priya Shah", None, None, None),
        # a role with commas, an "at" or a "for" of its own
        ("Ana Lima, PhD, head of care", "Ana Lima", "PhD, head of care", None, None),
        (
            "Ana Lima, head of care at home at Brightside",
            "Ana Lima",
            "head of care at home",
            "Brightside",
            None,
        ),
        (
            "Ana Lima, director for care at Brightside for Agency owner",
            "Ana Lima",
            "director for care",
            "Brightside",
            AGENCY,
        ),
        (
            "Ana Lima, director for care at Brightside",
            "Ana Lima",
            "director for care",
            "Brightside",
            None,
        ),
        (
            "Ana Lima, lead at Institute for Work for people",
            "Ana Lima",
            "lead",
            "Institute for Work",
            PEOPLE,
        ),
        # names that only look like words of the grammar
        ("Matt Ford", "Matt Ford", None, None, None),
        ("Pat Forsyth, format editor", "Pat Forsyth", "format editor", None, None),
        ("שרה כהן, מנהלת for agency", "שרה כהן", "מנהלת", None, AGENCY),
        ("ليلى، مديرة", "ليلى", "مديرة", None, None),
        ("🦜 & <!channel>", "🦜 & <!channel>", None, None, None),
    ],
)
def test_somebody_new_is_described_in_one_line(
    words: str, name: str, role: str | None, organisation: str | None, option: str | None
) -> None:
    person = person_of(words, OPTIONS)
    assert (person.name, person.role, person.organisation, person.option) == (
        name,
        role,
        organisation,
        option,
    )


def test_an_option_with_a_for_in_its_name_is_taken_whole() -> None:
    options = (Option(name="Coach for teams"), Option(name="Teams"))
    person = person_of("Ana Lima for coach for teams", options)
    assert (person.name, person.option) == ("Ana Lima", "Coach for teams")


@pytest.mark.parametrize(
    "words",
    [
        "Ana Lima for Sales",
        "Ana Lima, director for Sales",
        "Ana Lima, lead at Institute for Work",  # whose option has to be said, then
    ],
)
def test_a_for_that_names_no_option_is_told_and_becomes_no_part_of_a_name(words: str) -> None:
    with pytest.raises(NotFound, match="none of your options: Agency owner, People development"):
        person_of(words, OPTIONS)


def test_a_for_that_could_be_two_options_asks_for_more_of_it() -> None:
    with pytest.raises(InvalidInput, match="could be Agency owner or People development"):
        person_of("Ana Lima for e", OPTIONS)


@pytest.mark.parametrize(
    "words", ["", "  ", ", owner at Brightside", "for agency", "at Brightside", "5", "5, owner"]
)
def test_a_name_that_is_missing_is_asked_for_with_an_example(words: str) -> None:
    with pytest.raises(InvalidInput, match=r"A name is missing, as in `/outreach add Priya Shah"):
        person_of(words, OPTIONS)


@pytest.mark.parametrize(
    ("words", "name", "starts_at", "option"),
    [
        ("Priya", "Priya", None, None),
        ("Priya Shah", "Priya Shah", None, None),
        ("Priya Shah 14:30", "Priya Shah", "2026-11-25T14:30", None),
        ("Priya Shah Tuesday 14:30", "Priya Shah", "2026-12-01T14:30", None),
        ("Priya Shah yesterday 9:00", "Priya Shah", "2026-11-24T09:00", None),
        ("Priya Shah 2026-07-06 14:30", "Priya Shah", "2026-07-06T13:30", None),
        ("Priya Shah 2026-07-06T14:30", "Priya Shah", "2026-07-06T13:30", None),
        ("Priya on tue at 14:30", "Priya", "2026-12-01T14:30", None),
        ("Priya Tuesday 14:30 for agency", "Priya", "2026-12-01T14:30", AGENCY),
        ("Priya for agency Tuesday 14:30", "Priya", "2026-12-01T14:30", AGENCY),
        ("Priya for people", "Priya", None, PEOPLE),
        ("  Priya\u00a0 Shah \t for  agency ", "Priya Shah", None, AGENCY),
        ("Priya Shah, Tuesday 14:30", "Priya Shah", "2026-12-01T14:30", None),
        ("Priya Shah 14.30", "Priya Shah", "2026-11-25T14:30", None),
        ("Priya Shah 2 pm", "Priya Shah", "2026-11-25T14:00", None),
        ("Priya Shah 24/11/2026 10:00", "Priya Shah", "2026-11-24T10:00", None),
        ("Priya Shah last Tuesday 10:00", "Priya Shah", "2026-11-24T10:00", None),
        ("Priya Shah yesterday at 2pm", "Priya Shah", "2026-11-24T14:00", None),
        ("Priya Shah Nov 24 10am for agency", "Priya Shah", "2026-11-24T10:00", AGENCY),
        ("Priya for agency on 24 November at 10:00", "Priya", "2026-11-24T10:00", AGENCY),
        ("李娜 tomorrow 08:15", "李娜", "2026-11-26T08:15", None),
        # names that are days, and days that are names
        ("Wednesday Addams 14:30", "Wednesday Addams", "2026-11-25T14:30", None),
        ("Tuesday 14:30", "Tuesday", "2026-11-25T14:30", None),
        ("Ana Sun", "Ana Sun", None, None),
        ("Ana Sun today 14:30", "Ana Sun", "2026-11-25T14:30", None),
        ("Ana May", "Ana May", None, None),
        ("Ana May 14:30", "Ana May", "2026-11-25T14:30", None),
        ("Ana May May 24 10:00", "Ana May", "2027-05-24T09:00", None),
        ("ana may 24 may 10:00", "ana may", "2027-05-24T09:00", None),
        ("Will Sunday", "Will Sunday", None, None),
        ("Will Sunday 14:30", "Will Sunday", "2026-11-25T14:30", None),
        ("Will Sunday Sunday 14:30", "Will Sunday", "2026-11-29T14:30", None),
        ("Will Sunday for agency", "Will Sunday", None, AGENCY),
        ("Will Young Sunday 14:30", "Will Young", "2026-11-29T14:30", None),
        ("Priya Sunday 14:30", "Priya", "2026-11-29T14:30", None),
        ("Agent 47", "Agent 47", None, None),
        ("Agent 47 14:30", "Agent 47", "2026-11-25T14:30", None),
        ("March Adams", "March Adams", None, None),
        ("Jan de Vries 2pm", "Jan de Vries", "2026-11-25T14:00", None),
        ("Mai Nguyen Nov 24 10am", "Mai Nguyen", "2026-11-24T10:00", None),
        # names nobody bears, who will be told so
        ("Frida May", "Frida May", None, None),
        ("Nobody Sunday", "Nobody Sunday", None, None),
        ("Nobody Here 14:30", "Nobody Here", "2026-11-25T14:30", None),
    ],
)
def test_an_interview_is_logged_in_one_line(
    words: str, name: str, starts_at: str | None, option: str | None
) -> None:
    logged = logged_of(words, KNOWN, NOW, LONDON)
    at = datetime.fromisoformat(starts_at).replace(tzinfo=UTC) if starts_at else None
    assert (logged.name, logged.starts_at, logged.option) == (name, at, option)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "A name is missing"),
        ("14:30", "A name is missing"),
        ("yesterday 14:30", "A name is missing"),
        ("for agency", "A name is missing"),
        ("Priya Tuesday 25:00", "is no time"),
        ("Priya 14:75", "is no time"),
        ("Priya yesterday", "At what time “yesterday”"),
        ("Priya Shah 2026-11-24", "At what time “2026-11-24”"),
        ("Priya Shah 24 November", "At what time “24 November”"),
        # a wrong day is blamed on the day, whoever the name belongs to
        ("Priya Shah 2026-13-01", "There is no day “2026-13-01”"),
        ("Priya Shah 2026-13-01 10:00", "There is no day “2026-13-01”"),
        ("Nobody Here 31/02/2026 10:00", "There is no day “31/02/2026”"),
        ("Priya Shah last week 10:00", "“last week” is no day"),
        ("Priya Shah 2 weeks ago", "“2 weeks ago” is no day"),
        ("Priya Tusday 14:30", "“tusday” is no day"),
        ("Priya Shah 24", "“24” is no day"),
    ],
)
def test_what_can_not_be_logged_says_why(words: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        logged_of(words, KNOWN, NOW, LONDON)


def test_a_date_that_can_be_swapped_is_read_as_she_writes_them() -> None:
    words = "Priya Shah 03/04/2026 10:00"
    days = {
        first: logged_of(words, KNOWN, NOW, LONDON, day_first=first).starts_at
        for first in (True, False)
    }
    assert days[True] == datetime(2026, 4, 3, 9, tzinfo=UTC)
    assert days[False] == datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_logging_for_an_option_that_is_none_is_told() -> None:
    with pytest.raises(NotFound, match="none of your options"):
        logged_of("Priya for Sales", KNOWN, NOW, LONDON)


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ("Priya", "/interviews log Priya Shah"),
        (
            "Priya on Tue at 14:30 for agency",
            "/interviews log Priya Shah Tue 14:30 for Agency owner",
        ),
        ("{} {x} %s", "/interviews log Priya Shah"),
    ],
)
def test_a_command_runs_again_for_one_of_several_people(words: str, again: str) -> None:
    logged = logged_of(words, KNOWN, NOW, LONDON)
    assert logged.again("Priya Shah") == again
    repeated = logged_of(again.removeprefix("/interviews log "), KNOWN, NOW, LONDON)
    assert repeated == Logged(
        name="Priya Shah", when=logged.when, starts_at=logged.starts_at, option=logged.option
    )


@pytest.mark.parametrize(("words", "number"), [("2", 2), (" 0 ", 0), ("007", 7), ("٣", 3)])
def test_a_whole_number_is_read(words: str, number: int) -> None:
    assert whole_number(words, "A number", "/outreach goal 2") == number


@pytest.mark.parametrize("words", ["two", "-1", "+2", "2.5", "1e3", "²", "9" * 5000])
def test_what_is_no_number_is_told_with_an_example(words: str) -> None:
    with pytest.raises(InvalidInput, match="`/outreach goal 2`") as fault:
        whole_number(words, "A number", "/outreach goal 2")
    assert len(str(fault.value)) < 200


def test_words_that_are_needed_and_missing_are_asked_for() -> None:
    assert needed("Priya", "A name", "/reflect Priya") == "Priya"
    with pytest.raises(InvalidInput, match="A number is missing, as in `/outreach goal 2`"):
        needed(" ", "A number", "/outreach goal 2")


def test_three_thousand_characters_are_read_like_three() -> None:
    with pytest.raises(NotFound) as fault:
        person_of("Ana " + "for x " * 500, OPTIONS)
    assert len(str(fault.value)) < 300
