"""`python -m benchmarks [NAME ...]` prints the figures of all benchmarks, or of those named.

All of them together are also written to benchmarks/results.json.
"""

import json
import sys
from pathlib import Path

from benchmarks import (
    calendars,
    calibration,
    fan_out,
    first_check_in,
    hostile,
    polling,
    punctuality,
    reading_memory,
    start,
    sweep,
)
from benchmarks.figures import Figure

RESULTS = Path(__file__).parent / "results.json"
ALL = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        start,
        punctuality,
        sweep,
        fan_out,
        calendars,
        hostile,
        reading_memory,
        polling,
        first_check_in,
        calibration,
    )
}


def main(names: list[str]) -> None:
    if unknown := sorted(set(names) - set(ALL)):
        sys.exit(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(ALL)}")
    figures = [figure for name in names or ALL for figure in _shown(name)]
    if not names:
        written = json.dumps([figure.as_json() for figure in figures], indent=2)
        RESULTS.write_text(f"{written}\n", encoding="utf-8")


def _shown(name: str) -> list[Figure]:
    figures: list[Figure] = ALL[name].main()
    for figure in figures:
        print(figure, flush=True)
    return figures


main(sys.argv[1:])
