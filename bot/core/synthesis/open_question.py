"""The one open question a synthesis ends on: it moves with the evidence, never with the date."""

from collections.abc import Sequence

from bot.core.synthesis.values import Band, Clash, ClashKind

_ON_CLASHES = {
    ClashKind.HIGH_PULL_GUT_NO: "What does your gut know that the pull does not?",
    ClashKind.LOW_PULL_GUT_YES: "What does your gut see in it that the pull has not felt yet?",
    ClashKind.HIGH_PULL_LOW_CALM: "What would have to be different for the pull to feel calm?",
}
_ON_BANDS = {
    Band.TOO_EARLY: (
        "What would you most like to be wrong about?",
        "What are you hoping to hear, and from whom?",
    ),
    Band.TOO_CLOSE: (
        "If each were certain to go well, which would you miss most?",
        "What do they have in common that you could not do without?",
    ),
    Band.LEANING: (
        "What would the next conversation have to show for you to see it differently?",
        "Which moment keeps coming back to you, and what is in it?",
    ),
    Band.AHEAD: (
        "What could you try for a week that would test this for real?",
        "What are you letting go of if this holds, and can you let it?",
    ),
    Band.WELL_AHEAD: (
        "What do you know now that you did not want to know?",
        "Whom have you not asked, because of what they might say?",
    ),
}


def open_question(band: Band, clashes: Sequence[Clash], conversations: int) -> str:
    """One on a clash she has met or on the band, by turns as conversations come."""
    fitting = (*(_ON_CLASHES[kind] for kind in _met(clashes)), *_ON_BANDS[band])
    return fitting[conversations % len(fitting)]


def _met(clashes: Sequence[Clash]) -> list[ClashKind]:
    return list(dict.fromkeys(clash.kind for clash in clashes))
