"""The evidence of an exploration, laid out honestly: counted, quoted to the letter, not decided."""

from bot.core.synthesis.assemble import synthesise
from bot.core.synthesis.chart import chart_words, strips, text_chart
from bot.core.synthesis.evidence import topics_heard
from bot.core.synthesis.text import as_text
from bot.core.synthesis.values import Synthesis
from bot.core.synthesis.written import as_json

__all__ = [
    "Synthesis",
    "as_json",
    "as_text",
    "chart_words",
    "strips",
    "synthesise",
    "text_chart",
    "topics_heard",
]
