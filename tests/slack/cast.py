"""Explorations of every size, written in words of every kind, for screens to be built from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.core.detection import Scope
from bot.core.feeds import Account, Calendar, CalendarKind, Meeting, Offered, Password
from bot.core.meetings import Interview, Medium, Occurrence, Status, Understanding, Verdict
from bot.core.members import Member
from bot.core.nudges import Kind, Nudge
from bot.core.people import Person, Stage
from bot.core.plan import Exploration, Option
from bot.core.reflection import BODY_GROUPS, RATINGS, TEXTS, CheckIn, Gut
from bot.core.topics import TOPICS
from bot.services.calendars.connecting import Choice
from bot.services.calendars.previewing import Look, Seen
from tests.core.told import check_in

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
MAYA = Member(team="T0RESONANCE", user="U0MAYA", time_zone="Europe/London", channel="D0MAYA", id=1)

#: Names as unlike a name as 80 characters allow; the first is an ordinary one.
HARD_WORDS = (
    "Priya Shah",
    "🦜" * 80,
    "👩🏽‍🚀" * 20,
    "שרה " * 20,
    "\u202egnimmiws ىليل",
    "<!channel> <@U0MAYA> <https://evil.example|here>",
    "*_~`&<> {0} {name} %s ```",
    "&" * 80,
    "a\n> b\r\n• c\u2028d",
    "\x00\u200b",
    "–" * 80,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """How many of everything there are, and the word that all of it is written in.

    `long` repeats the word up to the length that is stored at most.
    """

    word: str
    people: int
    interviews: int
    options: int
    long: bool

    def name(self, number: int) -> str:
        """A name of its own, of at most 80 characters."""
        return f"{number} {self.word}"[:80] if number else self.word[:80]

    def text(self, most: int = 3000) -> str:
        return (f"{self.word} " * (most if self.long else 1))[:most]

    @property
    def exploration(self) -> Exploration:
        return Exploration(
            question=self.text(300) if self.people else "",
            starts_on=date(2026, 9, 7),
            ends_on=date(2026, 12, 4),
            weekly_goal=20 if self.long else 2,
            options=tuple(
                Option(name=self.name(n), target=50 if self.long else 5, id=n + 1)
                for n in range(self.options)
            ),
            people=tuple(self.person(n) for n in range(self.people)),
            interviews=tuple(self.interview(n) for n in range(self.interviews)),
        )

    def person(self, number: int) -> Person:
        return Person(
            id=number + 1,
            name=self.name(number),
            option=self.name(number % self.options) if self.options else None,
            role=self.text(),
            organisation=self.text(),
            stage=list(Stage)[number % len(Stage)],
        )

    def interview(self, number: int) -> Interview:
        """Past and to come, of every status, with and without a check-in."""
        starts_at = NOW + timedelta(days=10 - number)
        held = number >= 12 and number % 5 > 0
        return Interview(
            id=number + 1,
            label=f"i{number + 1}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            person=self.name(number) if number % 7 else None,
            option=self.name(number % self.options) if self.options and number % 9 else None,
            medium=Medium.VIDEO,
            status=Status.HELD if held else list(Status)[number % len(Status)],
            expectation=5,
            title=self.text() if number % 2 else None,
            check_in=self.check_in(number) if held else None,
        )

    def check_in(self, number: int = 1) -> CheckIn:
        """Everything answered; ratings and gut at odds, so that clashes are told too."""
        own = tuple(f"{n}{self.text()}"[:3000] for n in range(12 if self.long else 2))
        topics = tuple(topic.key for topic in TOPICS)
        return check_in(
            answered_at=NOW,
            body=(*BODY_GROUPS, *own),
            drew_me=(*topics, *own),
            put_me_off=(*own, *topics),
            candour=1,
            gut=Gut.NO,
            named=tuple(self.name(n) for n in range(50 if self.long else 1)),
            **dict.fromkeys(RATINGS, 1 + number % 5),
            **dict.fromkeys(TEXTS, self.text(3000 if number % 10 == 3 else 600).strip() or None),
        )

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        return tuple(
            Calendar(
                id=n + 1,
                member_id=1,
                address=f"https://calendar.example/{'secret' * 300}",
                name=self.text() if n % 2 else None,
                last_read_at=NOW if n % 3 else None,
                trouble=self.text() if n % 2 else None,
                kind=list(CalendarKind)[n % len(CalendarKind)],
                account=self.account if n % len(CalendarKind) == 1 else None,
                keywords=(self.text(),) * 9,
                dedicated=bool(n % 2),
                unread=(self.text(),) * 9,
            )
            for n in range(min(10, self.people))
        )

    @property
    def account(self) -> Account:
        secret = Password(user=self.text(254), password="secret")
        kind = CalendarKind.CALDAV
        return Account(id=1, member_id=1, kind=kind, secret=secret, created_at=NOW)

    @property
    def choice(self) -> Choice:
        offered = tuple(
            Offered(address=f"https://dav.example/{n}", name=self.text(), main=not n)
            for n in range(max(1, min(300, self.people * 3)))
        )
        return Choice(account=self.account, offered=offered)

    @property
    def look(self) -> Look:
        return Look(
            seen=tuple(
                Seen(
                    calendar_id=1,
                    mark=f"{n}",
                    occurrence=Occurrence(
                        uid=f"{n}",
                        title=self.text() if n % 5 else "",
                        starts_at=NOW,
                        ends_at=NOW,
                        all_day=not n % 4,
                    ),
                    understanding=Understanding(
                        verdict=list(Verdict)[n % 3], because=f"because you track {self.name(n)}"
                    ),
                    scopes=tuple(Scope),
                )
                for n in range(self.interviews)
            ),
            troubles=(self.text(),) * 10 if self.people else (),
        )

    @property
    def meetings(self) -> tuple[tuple[Meeting, Interview], ...]:
        return tuple(
            (
                Meeting(
                    id=n + 1,
                    calendar_id=1,
                    uid=f"uid-{n}",
                    interview_id=n + 1,
                    title=self.text(),
                    because=f"because you track {self.name(n)}",
                ),
                self.interview(n),
            )
            for n in range(self.interviews)
        )

    @property
    def nudges(self) -> tuple[Nudge, ...]:
        return tuple(
            Nudge(key=f"checkin:{n}:1", kind=Kind.CHECK_IN, member_id=1, due_at=NOW, error="oops")
            for n in range(self.interviews)
        )


EMPTY = Cast(word="", people=0, interviews=0, options=0, long=False)
ORDINARY = Cast(word="Priya Shah", people=3, interviews=18, options=2, long=False)
EXTREME = tuple(
    Cast(word=word, people=100, interviews=50, options=4, long=True) for word in HARD_WORDS
)
CASTS = (EMPTY, ORDINARY, *EXTREME)
