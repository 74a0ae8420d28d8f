"""The picture: every conversation once, in its place, told in words too, the same each time."""

import struct
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from bot.core.meetings import Medium
from bot.core.plan import Exploration
from bot.core.reflection import Gut
from bot.core.synthesis import chart_words, synthesise
from bot.writers import colours
from bot.writers.chart import chart_png, chart_svg
from bot.writers.dots import Dot, drawn, piled
from tests.core.exploration_files import exploration_in
from tests.core.told import AGENCY, exploration, held, rated

SVG = "{http://www.w3.org/2000/svg}"
HERS = exploration_in("grow_or_people.json")
FOUR = ("Agency owner", "People development", "Teaching", "Staying")


def svg_of(told: Exploration) -> str:
    return chart_svg(told, synthesise(told))


def png_of(told: Exploration) -> bytes:
    return chart_png(told, synthesise(told))


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in fromstring(svg).iter(f"{SVG}text")]


def dots_in(svg: str) -> list[Element]:
    """The dots of the strips: the legend has eight of its own."""
    return list(fromstring(svg).findall(f"{SVG}g"))[:-8]


def sixty_each() -> Exploration:
    guts = (*Gut, None)
    return exploration(
        *(
            held(
                option,
                replace(rated(1 + n % 5), pull=1 + n // 3 % 5, gut=guts[n % 6], candour=1 + n % 5),
                week=n,
                medium=(*Medium, None)[n % 4],
            )
            for option in FOUR
            for n in range(60)
        ),
        options=FOUR,
    )


def test_every_conversation_is_a_dot() -> None:
    assert len(dots_in(svg_of(HERS))) == sum(o.conversations for o in synthesise(HERS).options)


def test_an_option_has_its_name_its_tally_and_its_figures() -> None:
    told = texts(svg_of(HERS))

    assert AGENCY in told
    assert "5 conversations · gut: unsure 1, leaning no 3, no 1" in told
    assert "about 3.6, 8 times in 10 between 3.2 and 4.0" in told


def test_nobody_is_named() -> None:
    svg = svg_of(HERS)

    for person in HERS.people:
        assert person.name not in svg
        assert person.name.split()[0] not in svg


def test_its_words_are_for_those_who_cannot_see_it() -> None:
    page = fromstring(svg_of(HERS))

    assert page.findtext(f"{SVG}title") == HERS.question
    words = page.findtext(f"{SVG}desc") or ""
    assert chart_words(synthesise(HERS)) in words
    assert f"{AGENCY}: gut: unsure 1, leaning no 3, no 1." in words


def test_a_check_in_without_ratings_is_told_and_is_no_dot() -> None:
    told = exploration(held(AGENCY, replace(rated(3), energy=None, calm=None, clarity=None,
                                            pull=None, gut=Gut.NO)))  # fmt: skip

    svg = svg_of(told)

    assert not dots_in(svg)
    assert "no conversations · 1 told without ratings · gut: no 1" in texts(svg)


@pytest.mark.parametrize("told", [exploration(), exploration(options=())], ids=["none", "bare"])
def test_nothing_yet_is_a_picture_too(told: Exploration) -> None:
    assert not dots_in(svg_of(told))
    assert png_of(told).startswith(b"\x89PNG\r\n\x1a\n")


def test_the_same_data_gives_the_same_bytes() -> None:
    assert svg_of(HERS) == svg_of(HERS)
    assert png_of(HERS) == png_of(HERS)


def test_a_png_is_a_thousand_wide_and_small() -> None:
    png = png_of(sixty_each())

    assert struct.unpack_from(">I", png, 16) == (1000,)
    assert len(png) < 1_000_000


@pytest.mark.parametrize("cell", [52, 28, 14])
def test_no_dot_lies_on_another_and_each_is_at_its_score(cell: int) -> None:
    dots = [
        Dot(score=1 + n % 17 / 4 + n % 3 / 12, medium=None, gut=None, candid=True)
        for n in range(180)
    ]

    placed = piled(dots, a_point=205, cell=cell)

    assert Counter(round(p.x, 6) for p in placed) == Counter(
        round((d.score - 1) * 205, 6) for d in dots
    )
    for row in {p.row for p in placed}:
        along = [p.x for p in placed if p.row == row]
        assert all(b - a >= cell for a, b in pairwise(along))


def test_four_options_of_sixty_keep_to_a_page() -> None:
    page = fromstring(svg_of(sixty_each()))

    assert len(dots_in(svg_of(sixty_each()))) == 240
    assert int(page.attrib["height"]) < 5_000


def test_what_differs_is_drawn_differently_without_colour() -> None:
    drawings = [
        drawn(Dot(score=3, medium=m, gut=g, candid=c), x=0, y=0, cell=34)
        for m in (*Medium, None)
        for g in (Gut.YES, Gut.UNSURE, Gut.NO, None)
        for c in (True, False)
    ]
    for colour in (colours.YES, colours.UNSURE, colours.NO, colours.QUIET):
        drawings = [one.replace(colour, "grey") for one in drawings]

    assert len(set(drawings)) == len(drawings) == 32


@pytest.mark.parametrize(
    "name",
    [
        '</text><script>alert("1")</script>', "a & b < c", "]]>",
        "\x00\x08\x1b[31m\ufffe\ud800", "𝕏" * 75,
    ],
)  # fmt: skip
def test_what_she_wrote_is_text_and_nothing_else(name: str) -> None:
    told = replace(exploration(held(name, rated(4)), options=(name, "Other")), question=name)

    page = fromstring(svg_of(told))

    assert {one.tag.removeprefix(SVG) for one in page.iter()} <= {
        "svg", "title", "desc", "rect", "text", "path", "g", "circle",
    }  # fmt: skip
    assert png_of(told).startswith(b"\x89PNG")


def test_an_option_in_another_script_is_told_by_its_number() -> None:
    told = exploration(options=("Staying", "成長する"))

    assert "成長する" in texts(svg_of(told))
    assert png_of(told) == png_of(exploration(options=("Staying", "会社")))


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [colours.PAPER, colours.BAND])
def test_words_and_signs_stand_out(ground: str) -> None:
    for colour in (colours.INK, colours.QUIET, colours.YES, colours.UNSURE, colours.NO):
        assert contrast(colour, ground) >= 4.5, colour
