"""The one family of faults; each carries the sentence that a person reads."""

from datetime import timedelta


class ResonanceError(Exception):
    """Something a person can act on; `str(error)` is one sentence that says what to do."""


class InvalidInput(ResonanceError):
    """What was typed can't be used. `field` is its key in the exploration file, if it has one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(ResonanceError):
    """Nothing stored answers to what was asked for."""


class Ambiguous(ResonanceError):
    """Several people answer to the words given; `names` are the candidates, in stored order."""

    def __init__(self, words: str, names: tuple[str, ...]) -> None:
        super().__init__(f"{quoted(words)} could be {either(names)}. Which one do you mean?")
        self.words = words
        self.names = names


class CalendarTrouble(ResonanceError):
    """A calendar could not be read; nothing stored is lost.

    `permanent` says that trying again as it stands is pointless (a wrong address, a refused login),
    `needs_login` that it would be read for somebody who signs in; `retry_after` is how long its
    server asks to be left alone.
    """

    def __init__(
        self,
        sentence: str,
        *,
        permanent: bool = False,
        needs_login: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(sentence)
        self.permanent = permanent
        self.needs_login = needs_login
        self.retry_after = retry_after


class Stumbled(Exception):
    """A fault of ours in a process that reads for us: its kind and its place in the code, which is
    all that may be logged of it."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.place = place


#: More names than this are not read to the end.
_NAMES_SAID = 6
_WORDS_SAID = 80


def quoted(words: str) -> str:
    """What was typed, in quotation marks and short enough for a sentence."""
    said = " ".join(words.split())
    return f"“{said}”" if len(said) <= _WORDS_SAID else f"“{said[:_WORDS_SAID].rstrip()}…”"


def either(names: tuple[str, ...]) -> str:
    """ "A, B or C"; of a long list the first few and how many more there are."""
    if len(names) > _NAMES_SAID:
        names = (*names[:_NAMES_SAID], f"one of {len(names) - _NAMES_SAID} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
