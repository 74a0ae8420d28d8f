"""Splits what a person typed into whole sentences, each to the letter as it is stored.

Where it is unsure it does not split: a clipped sentence can say the opposite of what she meant, one
that is too long can't.
"""

import re
from collections.abc import Iterator

# A stop with the quotation marks that close after it, or a line's end. Stops of Chinese, Japanese,
# Hindi and Urdu need no space behind them.
_STOP = re.compile(r"(?<![.!?…؟])[.!?…؟]+[\"'”’“»)\]]*(?=\s)|[。！？।۔]+[」』”’»)]*|\n")
# In English, German, French, Spanish, Italian, Dutch, Polish and Portuguese; and any single letter
# but those that are words ("plan a", "am I"), as in "z. B.", "m. in." or "J. Reid".
_NEVER_LAST = re.compile(
    r"(?:^|[\s(“\"])(?:"
    r"mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|cf|approx|fig|nr|hr|fr|frl|z\.b|d\.h|u\.a|o\.ä|vgl|bspw|"
    r"mme|mlle|mgr|p\.ex|c\.-à-d|sr|sra|srta|dra|ud|uds|ej|p\.ej|sig|dott|ing|avv|pag|"
    r"dhr|mevr|drs|bijv|o\.a|d\.w\.z|m\.in|np|tzn|tj|ul|inż|hab|exmo|"
    r"[b-hj-z])\.$",
    re.IGNORECASE,
)
_SELDOM_LAST = re.compile(
    r"\b(?:etc|inc|ltd|co|jr|dept|min|max|hrs|a\.m|p\.m|u\.s|u\.k|ca|bzw|usw|ecc|enz|itd|itp|usf|resp)\.$",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"^\W*\d+\W*$")
#: Characters around a stop that decide whether it ends a sentence.
_NEAR = 40
_OPENS, _CLOSES = "«「『", "»」』”"


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text` in order, each a part of it to the letter, never empty."""
    start = 0
    for stop in _STOP.finditer(text):
        rest = text[stop.end() : stop.end() + _NEAR]
        if _ends(text[start : stop.end()], rest, stop.group()):
            if part := text[start : stop.end()].strip():
                yield part
            start = stop.end()
    if part := text[start:].strip():
        yield part


def _ends(sentence: str, rest: str, stop: str) -> bool:
    """Whether a sentence ends at `stop`, its last characters, when `rest` follows."""
    if stop == "\n":
        return not _goes_on(rest) or rest.startswith("\n")
    tail = sentence[-_NEAR:]
    if _NEVER_LAST.search(tail) or _ONLY_A_NUMBER.match(sentence) or _inside_quotes(sentence):
        return False
    if not _goes_on(rest):
        return True
    return _writes_small(sentence) and stop in {".", "!", "?"} and not _SELDOM_LAST.search(tail)


def _goes_on(rest: str) -> bool:
    """Whether what follows begins with a small letter, as the middle of a sentence would."""
    return rest.lstrip(" \t\n\"'“‘«(")[:1].islower()


def _writes_small(sentence: str) -> bool:
    """Whether she began this sentence with a small letter, and so may begin the next with one."""
    return sentence.lstrip()[:1].islower()


def _inside_quotes(sentence: str) -> bool:
    german = sentence.count("„")
    opened = sum(map(sentence.count, _OPENS)) + german + max(0, sentence.count("“") - german)
    closed = sum(map(sentence.count, _CLOSES)) + min(german, sentence.count("“"))
    return opened > closed or sentence.count('"') % 2 == 1
