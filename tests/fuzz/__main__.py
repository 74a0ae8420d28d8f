"""`python -m tests.fuzz [SECONDS] [FOLDER ...]`: reads broken calendars for a minute, or SECONDS.

They are made from the tests' own calendars and those in the folders. The smallest that is not read
as it should be is saved in the working folder, and the exit code is then 1.
"""

import hashlib
import sys
from pathlib import Path

from tests.calendars.texts import DATA
from tests.fuzz.hunt import hunt, seeds

SECONDS = 60.0


def main(seconds: str = str(SECONDS), *folders: str) -> int:
    """Says how many were read, and what was found."""
    hunted = hunt(seeds([DATA, *map(Path, folders)]), float(seconds))
    sys.stdout.write(f"{hunted.read:,} calendars read, slowest {hunted.slowest_seconds:.2f} s\n")
    if hunted.found is None:
        return 0
    saved = Path(f"fuzz-{hashlib.sha256(hunted.found).hexdigest()[:12]}.ics")
    saved.write_bytes(hunted.found)
    sys.stdout.write(f"{saved}: {hunted.why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
