"""Every use of Resonance in one place, as its listeners and its shell find them."""

from dataclasses import dataclass

from bot.services.connecting import Connecting
from bot.services.explaining import Explaining
from bot.services.interviewing import Interviewing
from bot.services.looking import Looking
from bot.services.membership import Membership
from bot.services.outreach import Outreach
from bot.services.planning import Planning
from bot.services.ports import Now
from bot.services.reflecting import Reflecting
from bot.services.signing_in import SigningIn
from bot.services.snoozing import Snoozing
from bot.services.synthesising import Synthesising
from bot.services.tending import Tending


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    now: Now
    membership: Membership
    planning: Planning
    outreach: Outreach
    interviewing: Interviewing
    connecting: Connecting
    signing_in: SigningIn
    tending: Tending
    looking: Looking
    reflecting: Reflecting
    synthesising: Synthesising
    snoozing: Snoozing
    explaining: Explaining
