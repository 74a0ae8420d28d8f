"""A quote is a whole sentence, to the letter; where that is unsure, the longer one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.synthesis.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Stops end a sentence; a line's end does where the next line begins anew.
        ("She loves it. I don't! Why?", ["She loves it.", "I don't!", "Why?"]),
        ("calm\nA bit sad", ["calm", "A bit sad"]),
        ("- money\n- hours", ["- money", "- hours"]),
        ("I walked\nhome slowly.", ["I walked\nhome slowly."]),
        ("i walked\n\nhome slowly", ["i walked", "home slowly"]),
        ("  One.   Two.  ", ["One.", "Two."]),
        ("", []),
        (" \n ", []),
        # Abbreviations, initials, numbers and decimals don't.
        ("Dr. Shah said so. Really.", ["Dr. Shah said so.", "Really."]),
        ("Three yeses, e.g. from finance.", ["Three yeses, e.g. from finance."]),
        ("J. Reid left. So will I. Perhaps.", ["J. Reid left.", "So will I.", "Perhaps."]),
        ("Pens, paper, etc. are hers. Etc. it is", ["Pens, paper, etc. are hers.", "Etc. it is"]),
        ("Rated 3.5 of 5. Fine.", ["Rated 3.5 of 5.", "Fine."]),
        ("1. Money\n2. Hours", ["1. Money", "2. Hours"]),
        # An ellipsis is a pause where a small letter follows.
        ("calm... then a bit sad", ["calm... then a bit sad"]),
        ("I don't know… Perhaps.", ["I don't know…", "Perhaps."]),
        # Whoever writes small begins sentences small.
        ("it was great. i loved it", ["it was great.", "i loved it"]),
        ("ask dr. shah. she knows", ["ask dr. shah.", "she knows"]),
        ("It was great. i loved it", ["It was great. i loved it"]),
        # What somebody said stays with who said it.
        (
            "“I never sell. I answer the phone.” Then she laughed.",
            ["“I never sell. I answer the phone.”", "Then she laughed."],
        ),
        ('"Really?" she asked. I nodded.', ['"Really?" she asked.', "I nodded."]),
        ("Er sagte: „Nie. Niemals.“ Dann ging er.", ["Er sagte: „Nie. Niemals.“", "Dann ging er."]),
        ("Elle a dit « Non. Jamais. » Puis rien.", ["Elle a dit « Non. Jamais. » Puis rien."]),
        # Other scripts have their own stops.
        ("很平静。我喜欢她！", ["很平静。", "我喜欢她！"]),
        ("वह खुश है। मैं भी।", ["वह खुश है।", "मैं भी।"]),
        ("هل هي سعيدة؟ نعم.", ["هل هي سعيدة؟", "نعم."]),
        ("¿Por qué no? ¡Claro!", ["¿Por qué no?", "¡Claro!"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(alphabet='aB .!?…\n"“”„e.g.3。', max_size=60))
def test_sentences_are_the_text_cut_up_and_nothing_is_lost(text: str) -> None:
    rest = text
    for sentence in sentences(text):
        before, found, rest = rest.partition(sentence)
        assert found
        assert not before.strip()
    assert not rest.strip()
