"""Runs every benchmark, prints the figures and writes them to benchmarks/results.json."""

import json
from pathlib import Path

from benchmarks import calendars, calibration, first_check_in, punctuality, start

RESULTS = Path(__file__).parent / "results.json"
ALL = (start, punctuality, calendars, first_check_in, calibration)


def main() -> None:
    figures = []
    for benchmark in ALL:
        for figure in benchmark.main():
            print(figure, flush=True)
            figures.append(figure)
    written = json.dumps([figure.as_json() for figure in figures], indent=2)
    RESULTS.write_text(f"{written}\n", encoding="utf-8")


main()
