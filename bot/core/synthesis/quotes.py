"""Her own words as they are shown: a whole answer, or of a long one its first whole sentences.

A cut can reverse what she meant (it did in two of three tries), so none is made where the next
sentence turns, and an answer that can't be cut safely is shown whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.core.reflection import TEXTS
from bot.core.synthesis.evidence import Reflection
from bot.core.synthesis.sentences import sentences
from bot.core.synthesis.values import Quote

#: Answers up to so many characters are always shown whole.
WHOLE = 280
#: Words that turn what was said before them, in English, German, French, Spanish, Italian, Dutch,
#: Polish and Portuguese.
_TURNS = re.compile(
    r"\b(?:but|yet|except|though|although|however|still|only|instead|unless|nevertheless|"
    r"otherwise|whereas|despite|until|"
    r"aber|doch|jedoch|trotzdem|allerdings|dennoch|sondern|außer|obwohl|nur|hingegen|wenngleich|"
    r"mais|pourtant|cependant|toutefois|sauf|néanmoins|quoique|malgré|seulement|sinon|"
    r"pero|sino|aunque|salvo|excepto|embargo|obstante|solo|sólo|"
    r"ma|però|tuttavia|eppure|tranne|sebbene|anzi|soltanto|invece|"
    r"maar|echter|toch|behalve|hoewel|alleen|desondanks|niettemin|"
    r"ale|jednak|lecz|chociaż|choć|tylko|natomiast|mimo|oprócz|jednakże|"
    r"mas|porém|contudo|todavia|embora|entretanto|apesar|somente)\b",
    re.IGNORECASE,
)


def shown(answer: str) -> str:
    """The part of an answer that may stand for it: all of it up to 280 characters; else as many of
    its leading sentences as fit, never up to one that is turned by the next; else all of it."""
    if len(answer) <= WHOLE:
        return answer
    best = answer
    end = 0
    for part, following in pairwise(sentences(answer)):
        end = answer.index(part, end) + len(part)
        if end > WHOLE:
            break
        if not _TURNS.search(following):
            best = answer[:end]
    return best


def topic_quote(told: Sequence[Reflection], field: str) -> Quote | None:
    """Her line about a topic, from the check-ins in which she tapped that one alone on its side;
    of several, the most candid person's, then the first."""
    return next(_answers(candid_first(told), (field,)), None)


def own_words(told: Iterable[Reflection]) -> tuple[Quote, ...]:
    """Every answer in words, conversation by conversation."""
    return tuple(_answers(told, TEXTS))


def candid_first(told: Sequence[Reflection]) -> list[Reflection]:
    return sorted(told, key=lambda r: -(r.check_in.candour or 0))


def _answers(told: Iterable[Reflection], fields: Sequence[str]) -> Iterator[Quote]:
    for reflection in told:
        for field in fields:
            answer: str | None = getattr(reflection.check_in, field)
            if answer and answer.strip():
                yield Quote(text=shown(answer), interview=reflection.label, field=field)
