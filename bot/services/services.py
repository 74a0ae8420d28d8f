"""Every use of Resonance in one place, as its listeners and its shell find them."""

from dataclasses import dataclass

from bot.services.calendars.connecting import Connecting
from bot.services.calendars.managing import Managing
from bot.services.calendars.previewing import Previewing
from bot.services.calendars.signing_in import SigningIn
from bot.services.explaining import Explaining
from bot.services.interviewing import Interviewing
from bot.services.membership import Membership
from bot.services.nudges.snoozing import Snoozing
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from bot.services.ports import Now
from bot.services.reflecting import Reflecting
from bot.services.synthesising import Synthesising


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    now: Now
    membership: Membership
    planning: Planning
    outreach: Outreach
    interviewing: Interviewing
    connecting: Connecting
    signing_in: SigningIn
    managing: Managing
    previewing: Previewing
    reflecting: Reflecting
    synthesising: Synthesising
    snoozing: Snoozing
    explaining: Explaining
