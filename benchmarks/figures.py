"""A figure: what was measured, beside which yardstick of the same run, and how the two compare."""

import importlib
import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """`value` in `unit`; `beside` is the aim or the yardstick, `ratio` is value / beside."""

    name: str
    value: float
    unit: str
    beside: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.beside if self.beside else None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}

    def __str__(self) -> str:
        compared = f"   {self.ratio:5.2f} of {self.beside:g}" if self.beside else ""
        return f"{self.name:62} {self.value:10.3f} {self.unit:6}{compared}"


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of all are not above."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


def figures_of(name: str) -> list[Figure]:
    """Runs the benchmark of that name."""
    figures: list[Figure] = importlib.import_module(f"benchmarks.{name}").main()
    return figures
