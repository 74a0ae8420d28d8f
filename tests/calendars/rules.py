"""Repeat rules as people's calendars have them, for the tests that generate calendars."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

BASE = datetime(2025, 1, 1)  # noqa: DTZ001 (wall times, which get their zones in the text)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    parts += draw(st.sampled_from([[], [], ["WKST=SU"], ["WKST=MO"]]))
    match draw(st.sampled_from(["as it began", "days", "days", "day of the month"])):
        case "days":
            parts.append(f"BYDAY={','.join(draw(_weekdays(positions=frequency == 'MONTHLY')))}")
        case "day of the month" if frequency != "WEEKLY":
            days = draw(st.lists(st.integers(1, 31), min_size=1, max_size=3))
            parts.append(f"BYMONTHDAY={','.join(map(str, days))}")
    match draw(st.sampled_from(["ever", "count", "until"])):
        case "count":
            parts.append(f"COUNT={draw(st.integers(1, 60))}")
        case "until":
            until = BASE + timedelta(days=draw(st.integers(0, 900)))
            parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


@st.composite
def _weekdays(draw: st.DrawFn, *, positions: bool) -> list[str]:
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
    position = draw(st.sampled_from(["", "1", "2", "-1"])) if positions else ""
    return [f"{position}{day}" for day in days]
