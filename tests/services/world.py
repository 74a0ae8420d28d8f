"""A small world for the services: the real store, a clock in the hand, a calendar on paper."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.errors import CalendarTrouble
from bot.core.feeds import Account, Calendar, CalendarKind, FeedRead, Offered
from bot.core.meetings import EventStatus, Interview, Occurrence
from bot.core.members import Member, Rhythm, WeeklyMoment
from bot.core.nudges import LEASE, Lane, Nudge
from bot.core.people import Person, Stage, StageChange
from bot.core.plan import Exploration, Option, active
from bot.services.calendars.connecting import Connecting, Typed
from bot.services.calendars.managing import Managing
from bot.services.calendars.polling import Polling
from bot.services.calendars.ports import CalendarSource
from bot.services.calendars.previewing import Previewing
from bot.services.interviewing import Interviewing
from bot.services.metrics import NoMetrics
from bot.services.nudges.delivering import Delivering
from bot.services.nudges.letters import Letter, Posted
from bot.services.nudges.planning import plan_ahead
from bot.services.ports import Request
from storage.database import Database

LONDON = ZoneInfo("Europe/London")
#: A Friday in the seventh week.
FRIDAY = datetime(2026, 10, 16, 9, 0, tzinfo=LONDON).astimezone(UTC)

PRIYA = Person(
    name="Priya Shah",
    option="Agency owner",
    stage=Stage.ASKED,
    email="p@b.example",
    history=(StageChange(stage=Stage.ASKED, at=FRIDAY - timedelta(days=10)),),
)
TOM = Person(name="Tom Adeyemi", option="People development")

#: Most tests speak of one weekly message at a time.
ONLY_MONDAYS = Rhythm(
    middle=WeeklyMoment(weekday=2, at=time(12), on=False),
    end=WeeklyMoment(weekday=4, at=time(15), on=False),
)

COFFEE = Occurrence(
    uid="coffee@calendar.example",
    title="Coffee with Priya Shah #interview",
    starts_at=FRIDAY + timedelta(hours=1),
    ends_at=FRIDAY + timedelta(hours=1, minutes=40),
)


@dataclass
class Outbox:
    """Keeps every letter. A fault that is put in is raised once; one that is unsure comes after
    the letter has been accepted, as when Slack's answer is lost."""

    letters: list[Letter] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    looked: list[int] = field(default_factory=list)

    async def post(self, member: Member, letter: Letter) -> Posted:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and not getattr(fault, "unsure", False):
            raise fault
        self.letters.append(letter)
        if fault is not None:
            raise fault
        return Posted(channel=f"D{member.user}", ts=str(len(self.letters)))

    async def find(self, member: Member, nudge_id: int, since: datetime) -> Posted | None:
        del since
        self.looked.append(nudge_id)
        for place, letter in enumerate(self.letters, start=1):
            if letter.nudge_id == nudge_id:
                return Posted(channel=f"D{member.user}", ts=str(place))
        return None


@dataclass
class PaperCalendar:
    """Holds `occurrences`, the same at every address, and `others` at theirs.

    `trouble` makes every read fail, `troubles` that of one address; the `silent` never answer;
    `unchanged` says nothing is new. Where calendars are `offered_there`, the server speaks CalDAV,
    and only the addresses of `others` are those of feeds.
    """

    occurrences: list[Occurrence] = field(default_factory=list)
    others: dict[str, list[Occurrence]] = field(default_factory=dict)
    trouble: str | CalendarTrouble | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    reads: list[datetime] = field(default_factory=list)
    unchanged: bool = False
    offered_there: tuple[Offered, ...] = ()
    unread_uids: frozenset[str] | None = frozenset()

    async def read(
        self, calendar: Calendar, *, start: datetime, end: datetime, zone: ZoneInfo
    ) -> FeedRead | None:
        del zone
        self.reads.append(start)
        self._refuse(calendar.address)
        if calendar.address in self.silent:
            await asyncio.Event().wait()
        is_feed = not self.offered_there or calendar.address in self.others
        if calendar.kind is CalendarKind.ICS and not is_feed:
            raise CalendarTrouble("It holds no calendar; copy the address that ends in .ics.")
        if self.unchanged and calendar.marks:
            return None
        there = self.occurrences + self.others.get(calendar.address, [])
        found = [o for o in there if o.starts_at < end and o.ends_at > start]
        return FeedRead(
            occurrences=tuple(found),
            unread_uids=self.unread_uids,
            name="Work",
            marks={"version": "1"},
        )

    async def offered(self, account: Account) -> tuple[Offered, ...]:
        self._refuse(account.address)
        return self.offered_there

    async def kind_at(self, address: str) -> CalendarKind:
        del address
        return CalendarKind.CALDAV if self.offered_there else CalendarKind.ICS

    def _refuse(self, address: str) -> None:
        trouble = self.trouble or self.troubles.get(address)
        if trouble:
            raise trouble if isinstance(trouble, CalendarTrouble) else CalendarTrouble(trouble)

    def change(self, occurrence: Occurrence, **how: object) -> Occurrence:
        """Edits the event where it stands."""
        changed = replace(occurrence, **how)  # type: ignore[arg-type]  # any field, by name
        self.occurrences[self.occurrences.index(occurrence)] = changed
        return changed

    def cancel(self, occurrence: Occurrence) -> None:
        self.change(occurrence, status=EventStatus.CANCELLED)


@dataclass
class World:
    """Maya's world; time passes only by `pass_to`, which does on the way whatever falls due.

    `told` has every letter with its moment.
    """

    store: Database
    at: datetime = FRIDAY
    outbox: Outbox = field(default_factory=Outbox)
    calendar: PaperCalendar = field(default_factory=PaperCalendar)
    poll_every: timedelta = timedelta(minutes=5)
    told: list[tuple[datetime, Letter]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.interviewing = Interviewing(store=self.store)
        self.watch(self.calendar)

    def watch(self, source: CalendarSource) -> None:
        """From now on calendars are read there."""
        self.polling = Polling(
            store=self.store,
            source=source,
            now=self.now,
            poll_every=self.poll_every,
            tally=NoMetrics(),
        )
        self.nudging = Delivering(
            store=self.store,
            messenger=self.outbox,
            polling=self.polling,
            now=self.now,
            tally=NoMetrics(),
        )
        self.previewing = Previewing(store=self.store, polling=self.polling)
        self.managing = Managing(store=self.store, polling=self.polling)
        self.connecting = Connecting(store=self.store, polling=self.polling, finder=self.calendar)

    def now(self) -> datetime:
        return self.at

    async def begin(
        self, zone: str | None = "Europe/London", rhythm: Rhythm = ONLY_MONDAYS
    ) -> Member:
        """Maya with an exploration between two options, and two people in it."""
        async with self.store.writing() as work:
            member = await work.members.add(
                Member(team="T0RESONANCE", user="U0MAYA", time_zone=zone, rhythm=rhythm)
            )
            started = await work.explorations.add(
                member.id,
                Exploration(
                    question="Grow the agency, or move into people development?",
                    starts_on=date(2026, 9, 7),
                    ends_on=date(2026, 12, 4),
                    weekly_goal=2,
                    options=(Option(name="Agency owner"), Option(name="People development")),
                    people=(PRIYA, TOM),
                ),
            )
            await plan_ahead(work, member, started, self.at)
        self.member = member
        return member

    async def connect(self, *occurrences: Occurrence) -> None:
        self.calendar.occurrences += occurrences
        typed = Typed(address="https://calendar.example/private.ics")
        await self.connecting.connect(self.request(), typed)

    def request(self, key: str | None = None) -> Request:
        return Request(member=self.member, at=self.at, key=key)

    async def pass_to(self, moment: datetime) -> list[Letter]:
        """Lets time pass, doing what is due when it is due; the letters of that time."""
        already = len(self.outbox.letters)
        while (due := await self._due()) is not None and due <= moment:
            self.at = max(self.at, due)
            for nudge in await self._claimed():
                await self.nudging.deliver(nudge)
            news = self.outbox.letters[len(self.told) :]
            self.told += [(self.at, letter) for letter in news]
        self.at = max(self.at, moment)
        return self.outbox.letters[already:]

    async def exploration(self) -> Exploration:
        async with self.store.reading() as work:
            found = active(await work.explorations.of(self.member.id))
        assert found is not None
        return found

    async def interview(self) -> Interview:
        [interview] = (await self.exploration()).interviews
        return interview

    async def nudge(self, key: str) -> Nudge | None:
        async with self.store.reading() as work:
            return await work.nudges.get(key)

    async def _due(self) -> datetime | None:
        async with self.store.reading() as work:
            moments = [await work.nudges.next_at(lane) for lane in Lane]
        return min((at for at in moments if at), default=None)

    async def _claimed(self) -> tuple[Nudge, ...]:
        async with self.store.writing() as work:
            return tuple(
                [n for lane in Lane for n in await work.nudges.claim(lane, self.at, LEASE, 100)]
            )
