"""Every table. What a person wrote, rated or is called is Encrypted; the rest drives the clock."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    text,
)
from sqlalchemy.schema import SchemaItem

from bot.core.feeds import CalendarKind
from bot.core.meetings import Medium, Status
from bot.core.nudges import Kind, Lane, State
from bot.core.observations import Seen
from bot.core.people import InField, Stage
from storage.types import Encrypted, EncryptedJSON, UTCDateTime, state_of

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: SchemaItem) -> Table:
    """A table whose ids are never given twice: buttons in old messages carry them."""
    key = Column("id", Integer, primary_key=True)
    return Table(name, metadata, key, *items, sqlite_autoincrement=True)


def _belongs_to(table: str) -> Column[int]:
    """The owner, which takes its rows with it."""
    owner = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(f"{table}_id", Integer, owner, nullable=False, index=True)


def _may_name(table: str) -> Column[int]:
    """A row that may vanish while this one stays."""
    named = ForeignKey(f"{table}.id", ondelete="SET NULL")
    return Column(f"{table}_id", Integer, named, index=True)


def _may_concern(table: str) -> Column[int]:
    """What this row is about, if it is about one; then it vanishes with it."""
    subject = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(f"{table}_id", Integer, subject, index=True)


def _its_interview() -> Column[int]:
    """The one interview that this row belongs to, and vanishes with."""
    its = ForeignKey("interview.id", ondelete="CASCADE")
    return Column("interview_id", Integer, its, primary_key=True, autoincrement=False)


workspace = _table("workspace", Column("team", String(64), nullable=False, unique=True))

member = _table(
    "member",
    _belongs_to("workspace"),
    Column("user", String(64), nullable=False),
    Column("time_zone", String(64)),
    Column("slack_zone", String(64)),
    Column("channel", String(64)),
    Column("paused_until", Date),
    Column("left_at", UTCDateTime),
    Column("rhythm", JSON, nullable=False),
    UniqueConstraint("workspace_id", "user"),
)

exploration = _table(
    "exploration",
    _belongs_to("member"),
    Column("position", Integer, nullable=False),
    Column("question", Encrypted, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("weekly_goal", Integer, nullable=False),
    Column("choice", EncryptedJSON),
    Column("rest_weeks", JSON),
)

option = _table(
    "option",
    _belongs_to("exploration"),
    Column("position", Integer, nullable=False),
    Column("name", Encrypted, nullable=False),
    Column("target", Integer, nullable=False),
    Column("retired_on", Date),
    Column("beliefs", EncryptedJSON),
)

person = _table(
    "person",
    _belongs_to("exploration"),
    Column("position", Integer, nullable=False),
    _may_name("option"),
    Column("name", Encrypted, nullable=False),
    Column("role", Encrypted),
    Column("organisation", Encrypted),
    Column("stage", state_of(Stage), nullable=False),
    Column("referred_by", Encrypted),
    Column("email", Encrypted),
    Column("link", Encrypted),
    Column("notes", Encrypted),
    Column("in_field", state_of(InField)),
    Column("alias", Encrypted),
    Column("how_known", Encrypted),
    Column("next_step", Encrypted),
    Column("next_on", Date),
)

stage_change = _table(
    "stage_change",
    _belongs_to("person"),
    Column("position", Integer, nullable=False),
    Column("stage", state_of(Stage), nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

interview = _table(
    "interview",
    _belongs_to("exploration"),
    Column("position", Integer, nullable=False),
    _may_name("person"),
    _may_name("option"),
    Column("label", Encrypted, nullable=False),
    Column("starts_at", UTCDateTime, nullable=False),
    Column("ends_at", UTCDateTime, nullable=False),
    Column("medium", state_of(Medium)),
    Column("status", state_of(Status), nullable=False),
    Column("expectation", EncryptedJSON),
    Column("certain", Boolean, nullable=False),
    Column("expectation_words", Encrypted),
    Column("hopes", Encrypted),
    Column("questions", EncryptedJSON),
)

check_in = Table(
    "check_in",
    metadata,
    _its_interview(),
    Column("answers", EncryptedJSON, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    _its_interview(),
    Column("began_from", String(40)),
    Column("typed", EncryptedJSON, nullable=False),
    Column("typed_at", Float, nullable=False),
)

account = _table(
    "account",
    _belongs_to("member"),
    Column("kind", state_of(CalendarKind), nullable=False),
    Column("address", Encrypted, nullable=False),
    Column("secret", EncryptedJSON, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
)

#: `state` is a fingerprint of what the provider sends back, so that reading it opens nothing.
sign_in = _table(
    "sign_in",
    _belongs_to("member"),
    Column("state", String(64), nullable=False, unique=True),
    Column("kind", state_of(CalendarKind), nullable=False),
    Column("verifier", Encrypted, nullable=False),
    Column("began_at", UTCDateTime, nullable=False),
)

calendar = _table(
    "calendar",
    _belongs_to("member"),
    # no foreign key, which SQLite can't add in place: an account in use is never removed
    Column("account_id", Integer, index=True),
    Column("kind", state_of(CalendarKind), nullable=False),
    Column("address", Encrypted, nullable=False),
    Column("name", Encrypted),
    Column("own_email", Encrypted),
    Column("dedicated", Boolean, nullable=False, server_default=false()),
    Column("keywords", EncryptedJSON),
    Column("marks", JSON),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("last_read_at", UTCDateTime),
    Column("trouble", Encrypted),
    Column("troubled_since", UTCDateTime),
    Column("failures", Integer, nullable=False),
    Column("unread", EncryptedJSON),
    Column("expanded_until", UTCDateTime),
    Column("remembered", EncryptedJSON, nullable=False),
)

meeting = _table(
    "meeting",
    _belongs_to("calendar"),
    Column(
        "interview_id",
        Integer,
        ForeignKey("interview.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("uid", Encrypted, nullable=False),
    Column("recurrence_id", UTCDateTime),
    Column("title", Encrypted, nullable=False),
    Column("because", Encrypted, nullable=False),
    Column("missed", Integer, nullable=False),
)

nudge = _table(
    "nudge",
    Column("key", String(120), nullable=False, unique=True),
    Column("kind", state_of(Kind), nullable=False),
    _belongs_to("member"),
    _may_concern("exploration"),
    _may_concern("interview"),
    _may_concern("calendar"),
    Column("due_at", UTCDateTime, nullable=False),
    Column("next_at", UTCDateTime),  # due -> lease -> back-off -> null
    Column("expires_at", UTCDateTime),
    Column("state", state_of(State), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("error", Text),
    Column("channel", String(64)),
    Column("ts", String(64)),
    Column("counted_on", Date),  # the day of hers whose cap it counts toward
)
#: The rows of each lane, in words that queries must repeat to be answered from its index.
LANES = {Lane.MESSAGES: text("kind <> 'poll'"), Lane.POLLS: text("kind = 'poll'")}
for _lane, _rows in LANES.items():
    _waiting = and_(nudge.c.next_at.is_not(None), _rows)
    _name = f"ix_nudge_{_lane}_next_at"
    Index(_name, nudge.c.next_at, sqlite_where=_waiting, postgresql_where=_waiting)

handled_request = Table(
    "handled_request",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("user", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("at", UTCDateTime, nullable=False, index=True),
)

observation = Table(
    "observation",
    metadata,
    Column("seen", state_of(Seen), primary_key=True),
    Column("since", UTCDateTime, nullable=False),
    Column("last_at", UTCDateTime, nullable=False),
)

#: One known word, sealed: a ring that can't open it can't open anything else here.
canary = Table(
    "canary",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("word", Encrypted, nullable=False),
)
