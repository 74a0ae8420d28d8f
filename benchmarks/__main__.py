"""`python -m benchmarks [NAME ...]` prints the figures of all benchmarks, or of those named.

All of them together are also written to benchmarks/results.json.
"""

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.figures import Figure, figures_of

RESULTS = Path(__file__).parent / "results.json"
ALL = (
    *("start", "punctuality", "sweep", "fan_out", "under_load"),
    *("calendars", "hostile", "reading_memory", "polling"),
    *("first_check_in", "calibration"),
)


def main(names: list[str]) -> None:
    if unknown := sorted(set(names) - set(ALL)):
        sys.exit(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(ALL)}")
    figures = [figure for name in names or ALL for figure in _shown(name)]
    if not names:
        written = json.dumps([figure.as_json() for figure in figures], indent=2)
        RESULTS.write_text(f"{written}\n", encoding="utf-8")


def _shown(name: str) -> list[Figure]:
    """In a process of its own: what one leaves in memory would slow down the next."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawning) as process:
        figures = process.submit(figures_of, name).result()
    for figure in figures:
        print(figure, flush=True)
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
