"""How an interview is recognised: one truth table a rule, and the order between them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.detection import Knowledge, Scope, remembered_keys, remembering, understand
from bot.core.meetings import EventStatus, Occurrence, Verdict
from bot.core.people import Person

START = datetime(2026, 9, 15, 9, tzinfo=UTC)
PRIYA = Person(name="Priya Shah", option="Agency owner", email="Priya@Brightside.example")
TOM = Person(name="Tom Adeyemi", option="People development")
ANA = Person(name="Ana Lima")
KNOWING = Knowledge(people=(PRIYA, TOM, ANA), own_email="maya@example.org")


def meeting(title: str = "Lunch", *, minutes: int = 45, **facts: object) -> Occurrence:
    plain = Occurrence(
        uid="e1", title=title, starts_at=START, ends_at=START + timedelta(minutes=minutes)
    )
    return replace(plain, **facts)  # type: ignore[arg-type]  # any field of an occurrence


def guests(count: int) -> tuple[str, ...]:
    return tuple(f"guest{n}@example.org" for n in range(count))


@pytest.mark.parametrize(
    ("occurrence", "verdict", "because"),
    [
        # never: what is cancelled, declined or lasts all day, even with the tag
        (
            meeting("#interview", status=EventStatus.CANCELLED),
            Verdict.NO,
            "because it is cancelled",
        ),
        (
            meeting("#interview", status=EventStatus.DECLINED),
            Verdict.NO,
            "because you declined it",
        ),
        (meeting("#interview", all_day=True), Verdict.NO, "because it lasts all day"),
        # certain: her tag, in the title or the description
        (meeting("Ana #Interview"), Verdict.INTERVIEW, "because its title has #interview"),
        (
            meeting(description="please\n#interview"),
            Verdict.INTERVIEW,
            "because its description has #interview",
        ),
        # certain: the address of somebody she tracks
        (
            meeting(guests=("priya@brightside.example",)),
            Verdict.INTERVIEW,
            "because you track Priya Shah",
        ),
        # certain comes before what follows: a tagged series of a large group, five hours long
        (
            meeting("#interview", recurrence_id=START, guests=guests(9), minutes=300),
            Verdict.INTERVIEW,
            "because its title has #interview",
        ),
        # a tentative answer is not a no
        (
            meeting("#interview", status=EventStatus.TENTATIVE),
            Verdict.INTERVIEW,
            "because its title has #interview",
        ),
        # never after all: too long, too many, repeating, applying for a job
        (
            meeting("Coffee with Priya Shah", minutes=241),
            Verdict.NO,
            "because it lasts longer than four hours",
        ),
        (
            meeting("Coffee with Priya Shah", guests=guests(6)),
            Verdict.NO,
            "because six or more people are invited",
        ),
        (
            meeting("Coffee with Priya Shah", recurrence_id=START),
            Verdict.NO,
            "because it repeats and has no tag",
        ),
        (
            meeting("Phone screen with Priya Shah"),
            Verdict.NO,
            "because “phone screen” sounds like applying for a job",
        ),
        # likely: a tracked name, or words that people use for such talks
        (
            meeting("Tom Adeyemi / Maya"),
            Verdict.ASK,
            "because it may be with Tom Adeyemi, whom you track",
        ),
        (
            meeting("Coffee with somebody new"),
            Verdict.ASK,
            "because its title speaks of “coffee with”",
        ),
        (meeting("Career chat"), Verdict.ASK, "because its title speaks of “career talk”"),
        (
            meeting("Informational: agency life"),
            Verdict.ASK,
            "because its title speaks of “informational”",
        ),
        # at the very edge of too long and too many it may still be one
        (
            meeting("Coffee with Zoe", minutes=240, guests=guests(5)),
            Verdict.ASK,
            "because its title speaks of “coffee with”",
        ),
        # anything else
        (meeting("Dentist"), Verdict.NO, "because “dentist” sounds like something else"),
        (meeting(""), Verdict.NO, "because nothing in it speaks of an interview"),
    ],
)
def test_the_first_rule_that_speaks_decides(
    occurrence: Occurrence, verdict: Verdict, because: str
) -> None:
    found = understand(occurrence, KNOWING)
    assert (found.verdict, found.because) == (verdict, because)


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("Priya Shah", "Priya Shah"),
        ("priya  SHAH, lunch", "Priya Shah"),
        ("Talk (Priya Shah)", "Priya Shah"),
        ("Priya Shah's studio", "Priya Shah"),
        # accents are no difference
        ("Lunch with Ána Lima", "Ana Lima"),
        # a first name that only one tracked person has
        ("Lunch with Tom", "Tom Adeyemi"),
        # parts of words are no names
        ("Tomorrow", None),
        ("Anatomy", None),
        ("Priyanka Shahid", None),
        # a longer name is somebody else, and yet a first name is worth asking
        ("Priya Shah-Jones", "Priya Shah"),
        ("Bananas", None),
    ],
)
def test_names_are_matched_as_whole_words(title: str, person: str | None) -> None:
    found = understand(meeting(title), KNOWING)
    assert found.person == person
    assert found.verdict is (Verdict.ASK if person else Verdict.NO)


def test_a_first_name_of_two_people_names_neither() -> None:
    knowing = Knowledge(people=(PRIYA, Person(name="Priya Nair")))
    found = understand(meeting("Lunch with Priya"), knowing)
    assert (found.verdict, found.person) == (Verdict.ASK, None)
    assert found.because == "because 2 people you track are called so"


def test_a_tagged_event_still_tells_with_whom() -> None:
    found = understand(meeting("Tom Adeyemi #interview"), KNOWING)
    assert (found.verdict, found.person) == (Verdict.INTERVIEW, "Tom Adeyemi")


def test_her_own_address_makes_nobody_certain() -> None:
    herself = Knowledge(
        people=(replace(ANA, email="maya@example.org"),), own_email="Maya@example.org"
    )
    assert understand(meeting(guests=("maya@example.org",)), herself).verdict is Verdict.NO


@pytest.mark.parametrize("title", ["#interviews", "my#interview", "#interview-prep", "interview"])
def test_only_the_tag_itself_is_the_tag(title: str) -> None:
    assert understand(meeting(title), KNOWING).verdict is Verdict.NO


def test_tag_and_words_are_hers_to_choose() -> None:
    knowing = Knowledge(tag="#talk", keywords=("kennenlernen", "meet & greet"))
    assert understand(meeting("Ana #talk"), knowing).verdict is Verdict.INTERVIEW
    assert understand(meeting("Ana #interview"), knowing).verdict is Verdict.NO
    found = understand(meeting("Kennenlernen mit Ana"), knowing)
    assert found.because == "because its title has your word “kennenlernen”"
    assert understand(meeting("Big meet & greet"), knowing).verdict is Verdict.INTERVIEW


def test_everything_in_a_calendar_kept_for_interviews_is_one_but_for_the_first_never() -> None:
    knowing = Knowledge(chosen=True)
    found = understand(meeting("Dentist", guests=guests(9)), knowing)
    assert found.because == "because you keep this calendar for interviews"
    assert understand(meeting(all_day=True), knowing).verdict is Verdict.NO


class TestHerOwnWord:
    occurrence = meeting("Coffee  with Zoë", guests=("priya@brightside.example",))

    @pytest.mark.parametrize("key", ["e1", "title:coffee with zoe"])
    def test_a_no_is_remembered_for_the_event_and_for_its_title(self, key: str) -> None:
        knowing = replace(KNOWING, remembered={key: Verdict.NO})
        found = understand(self.occurrence, knowing)
        assert (found.verdict, found.because) == (
            Verdict.NO,
            "because you said it is no interview",
        )

    def test_a_yes_makes_a_repeating_event_certain(self) -> None:
        knowing = replace(KNOWING, remembered={"e1": Verdict.INTERVIEW})
        found = understand(meeting("Lunch", recurrence_id=START), knowing)
        assert found.because == "because you said it is an interview"

    def test_a_yes_to_this_event_outweighs_a_no_to_its_title(self) -> None:
        answers = {"e1": Verdict.INTERVIEW, "title:lunch": Verdict.NO}
        found = understand(meeting("Lunch"), replace(KNOWING, remembered=answers))
        assert found.verdict is Verdict.INTERVIEW

    def test_what_is_cancelled_stays_cancelled(self) -> None:
        knowing = replace(KNOWING, remembered={"e1": Verdict.INTERVIEW})
        assert understand(meeting(status=EventStatus.CANCELLED), knowing).verdict is Verdict.NO


WEDNESDAY, NEXT_WEDNESDAY = START, START + timedelta(days=7)
YES, NO = Verdict.INTERVIEW, Verdict.NO


def series(planned: datetime = WEDNESDAY, title: str = "Office hour #interview") -> Occurrence:
    """One happening of something that repeats and bears her tag."""
    return meeting(title, uid="series", recurrence_id=planned, starts_at=planned)


def namesake() -> Occurrence:
    return meeting("office  HOUR #Interview", uid="namesake")


def keys_of(occurrence: Occurrence) -> dict[Scope, str]:
    return remembered_keys(occurrence.uid, occurrence.recurrence_id, occurrence.title)


class TestHowFarHerWordGoes:
    @pytest.mark.parametrize(
        ("occurrence", "scopes"),
        [
            (series(), [Scope.ONE, Scope.SERIES, Scope.TITLE]),
            (meeting("Lunch"), [Scope.SERIES, Scope.TITLE]),
            (series(title=" "), [Scope.ONE, Scope.SERIES]),
            (meeting(" "), [Scope.SERIES]),
        ],
    )
    def test_an_event_can_be_spoken_of_as_far_as_there_is_something_to_name(
        self, occurrence: Occurrence, scopes: list[Scope]
    ) -> None:
        assert list(keys_of(occurrence)) == scopes

    def test_one_happening_is_the_same_in_whatever_zone_its_start_is_written(self) -> None:
        written = WEDNESDAY.astimezone(ZoneInfo("Asia/Tokyo"))
        assert keys_of(series(written)) == keys_of(series())

    @pytest.mark.parametrize(
        ("scope", "of_this", "of_the_next", "of_a_namesake"),
        [(Scope.ONE, NO, YES, YES), (Scope.SERIES, NO, NO, YES), (Scope.TITLE, NO, NO, NO)],
    )
    def test_a_no_reaches_as_far_as_she_said(
        self, scope: Scope, of_this: Verdict, of_the_next: Verdict, of_a_namesake: Verdict
    ) -> None:
        said = remembering({}, keys_of(series()), NO, scope)
        seen = [verdict(said, one) for one in (series(), series(NEXT_WEDNESDAY), namesake())]
        assert seen == [of_this, of_the_next, of_a_namesake]

    @pytest.mark.parametrize("scope", Scope)
    @pytest.mark.parametrize("before", Scope)
    @pytest.mark.parametrize("occurrence", [series(), namesake(), meeting("")])
    def test_whatever_she_said_before_her_latest_word_on_an_event_counts(
        self, occurrence: Occurrence, before: Scope, scope: Scope
    ) -> None:
        keys = keys_of(occurrence)
        no = remembering({}, keys, NO, before)
        yes = remembering(no, keys, YES, scope)
        assert verdict(no, occurrence) is NO
        assert verdict(yes, occurrence) is YES
        assert verdict(remembering(yes, keys, NO, scope), occurrence) is NO

    def test_a_yes_to_one_happening_leaves_her_no_to_the_others(self) -> None:
        no = remembering({}, keys_of(series()), NO, Scope.SERIES)
        said = remembering(no, keys_of(series(NEXT_WEDNESDAY)), YES, Scope.ONE)
        assert verdict(said, series(NEXT_WEDNESDAY)) is YES
        assert verdict(said, series()) is NO

    def test_a_yes_to_an_event_takes_back_the_no_to_its_title(self) -> None:
        coffee = meeting("Coffee with Lena", uid="coffee")
        no = remembering({}, keys_of(coffee), NO, Scope.TITLE)
        said = remembering(no, keys_of(coffee), YES, Scope.SERIES)
        assert verdict(said, replace(coffee, uid="another")) is Verdict.ASK

    def test_what_she_said_of_other_events_stays(self) -> None:
        said = remembering({"e2": YES}, keys_of(meeting("Lunch")), NO, Scope.TITLE)
        assert said == {"e2": YES, "e1": NO, "title:lunch": NO}


def verdict(remembered: Mapping[str, Verdict], occurrence: Occurrence) -> Verdict:
    return understand(occurrence, replace(KNOWING, remembered=remembered)).verdict
