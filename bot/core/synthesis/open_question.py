"""The one open question a synthesis ends on: from her data, moving with the number of
conversations, never with the date. It promises nothing about what a gut knows."""

from collections.abc import Iterator, Sequence

from bot.core.synthesis.evidence import Account, Reflection
from bot.core.synthesis.tallies import topic_counts
from bot.core.synthesis.values import Alike, Band, Clash, ClashKind
from bot.core.topics import Side, label

#: A drawback that came up so often is worth a question.
_OFTEN = 2
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


def open_question(
    band: Band,
    front: Sequence[Account],
    told: Sequence[Reflection],
    clashes: Sequence[Clash],
    alike: Sequence[Alike],
) -> str:
    """One of those that her data raises, by turns as conversations come; on the band where it
    raises none. `front` holds the option with the highest estimate, if there is one."""
    raised = (*_on_clashes(told, clashes), *_on_drawback(front), *_on_alike(alike))
    fitting = raised or _ON_BANDS[band]
    return fitting[sum(bool(r.check_in.ratings) for r in told) % len(fitting)]


def _on_clashes(told: Sequence[Reflection], clashes: Sequence[Clash]) -> Iterator[str]:
    by_label = {r.label: r for r in told}
    for clash in clashes:
        r = by_label[clash.interview]
        check_in = r.check_in
        felt = f"{_capital(r.who)}: a pull of {check_in.pull}"
        match clash.kind:
            case ClashKind.HIGH_PULL_GUT_NO | ClashKind.LOW_PULL_GUT_YES:
                yield f"{felt}, and your gut {said(check_in.gut)}. What is each about?"
            case ClashKind.HIGH_PULL_LOW_CALM:
                yield (
                    f"{felt}, and a calm of {check_in.calm}. "
                    "What would have to be different for the pull to feel calm?"
                )


def said(gut: object) -> str:
    """How a gut's answer reads in a sentence about it: "leaning yes", "said no"."""
    return str(gut) if str(gut).startswith("leaning") else f"said {gut}"


def _on_drawback(front: Sequence[Account]) -> Iterator[str]:
    for account in front:
        for count in topic_counts(account.told, Side.PUT_OFF)[:1]:
            if count.count >= _OFTEN:
                yield (
                    f"{_capital(label(count.topic, Side.PUT_OFF))} came up in {count.count} of "
                    f"{count.of} conversations about {account.option}. "
                    "On a bad Tuesday, could you live with it?"
                )


def _on_alike(alike: Sequence[Alike]) -> Iterator[str]:
    for shared in alike:
        if shared.side is Side.DREW:
            words = _capital(label(shared.topic, Side.DREW))
            yield f"{words} drew you in every option. Where else could you have it?"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
