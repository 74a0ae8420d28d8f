"""The chart's colours: the picture brings its own background, so a dark page changes nothing.

Blue and vermilion are told apart with every common kind of colour-blindness, and a mark in each dot
says the same without colour.
"""

PAPER = "#fbfaf7"
INK = "#1c2733"
QUIET = "#4f5b67"
GRID = "#c9ced3"
#: Where the true mean lies 8 times in 10.
BAND = "#dfe3d3"
#: The gut: yes or leaning yes, unsure, no or leaning no.
YES, UNSURE, NO = "#005a9c", "#5d5d5d", "#b03a00"
