"""The one reading of a time zone's name, however a calendar spells it: as the zone database does,
in other case or with other marks; as Windows or people do, in many languages; or as an offset.

Names come from CLDR, which Babel carries; the lists here hold only what it lacks.
"""

import re
from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from bot.core.names import folded

#: No zone is called by more.
MOST_CHARACTERS = 200
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro",
    "tr", "el", "ru", "uk", "ja", "ko", "zh",
)  # fmt: skip
_REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/")
_MARKS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"(?<=[^\W\d_]) \d{1,3}$")
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?:[:.]?(\d{2}))?$")
_SHOWN = re.compile(r"\(?(?:utc|gmt) ?([+-]\d{1,2}(?:[:.]?\d{2})?)?(?:\)| (?=[^\W\d]))")
_BETWEEN = re.compile(r"[,/;&]")
#: Where the places that CLDR calls alike keep different time, the one that most people mean.
_MEANT = {
    "GMT": "Europe/London",
    "Europe_Central": "Europe/Berlin",
    "Europe_Eastern": "Europe/Bucharest",
    "Hawaii_Aleutian": "Pacific/Honolulu",
    "Atlantic": "America/Halifax",
    "America_Central": "America/Chicago",
    "America_Mountain": "America/Denver",
    "America_Eastern": "America/New_York",
    "Australia_Eastern": "Australia/Sydney",
    "Australia_Central": "Australia/Adelaide",
}
#: Names that neither CLDR nor the zone database has and feeds use; those of two places are left
#: out (IST is India, Israel and Ireland), for they would be a guess.
_OTHERS = {
    "z": "UTC",
    "coordinated universal time": "UTC",
    "koordinierte weltzeit": "UTC",
    "bst": "Europe/London",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "eest": "Europe/Bucharest",
    "west": "Europe/Lisbon",
    "edt": "America/New_York",
    "cdt": "America/Chicago",
    "mdt": "America/Denver",
    "pdt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "akdt": "America/Anchorage",
    "aest": "Australia/Brisbane",
    "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "msk": "Europe/Moscow",
    "sast": "Africa/Johannesburg",
    "abu dhabi": "Asia/Dubai",
    "beijing": "Asia/Shanghai",
    "bern": "Europe/Zurich",
    "brasilia": "America/Sao_Paulo",
    "canberra": "Australia/Sydney",
    "chennai": "Asia/Kolkata",
    "edinburgh": "Europe/London",
    "islamabad": "Asia/Karachi",
    "new delhi": "Asia/Kolkata",
    "osaka": "Asia/Tokyo",
    "pretoria": "Africa/Johannesburg",
    "wellington": "Pacific/Auckland",
    "alberta standard time": "America/Edmonton",
    "manitoba standard time": "America/Winnipeg",
    "british columbia standard time": "America/Vancouver",
}


@lru_cache(maxsize=1024)
def zone_called(name: str) -> ZoneInfo | None:
    """The zone that is meant, None where nobody can know."""
    said = " ".join(name.replace("\\", "").strip(" \t\"'").split())
    if not said or len(said) > MOST_CHARACTERS:
        return None
    found = _of_database(said) or _of_offset(said) or _named(said) or _of_display(said)
    return ZoneInfo(found) if found else None


def _of_database(said: str) -> str | None:
    """By its own id, or by one at the end of a path: "/mozilla.org/20050126_1/Europe/Berlin"."""
    parts = said.casefold().split("/")
    ids = ("/".join(parts[-count:]) for count in (len(parts), 3, 2, 1))
    return next((_ids()[one] for one in ids if one in _ids()), None)


def _of_offset(said: str) -> str | None:
    """ "GMT+0200", "UTC-5", "+05:30": a zone that always keeps that time."""
    found = _OFFSET.match(said.casefold().replace("−", "-").replace(" ", ""))
    return _always(_offset(*found.groups())) if found else None


def _offset(sign: str, hours: str, minutes: str | None) -> timedelta:
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return ahead if sign == "+" else -ahead


def _named(said: str) -> str | None:
    """By what Windows calls it, numbered or for its summer, or by what people do."""
    for each in (said, _BRACKETS.sub(" ", said)):
        key, plain = _key(each), _key(_NUMBERED.sub("", each))
        winter = plain.replace(" daylight ", " standard ").replace(" summer ", " standard ")
        for name in (key, plain, winter, f"us {plain}"):
            if found := _plain_names().get(name) or _cldr_names().get(name):
                return found
    return None


def _of_display(said: str) -> str | None:
    """ "(UTC+01:00) Amsterdam, Berlin, Rom": by the first place known, one of that offset first."""
    shown = _SHOWN.match(said.casefold().replace("−", "-"))
    rest = said[shown.end() :].strip() if shown else said
    exact = shown and (_of_database(rest) or _named(rest))
    places = [found for found in map(_place, _BETWEEN.split(_BRACKETS.sub(" ", rest))) if found]
    if exact or shown is None:
        return exact or next(iter(places), None)
    found = _OFFSET.match(shown[1] or "+00")
    offset = _offset(*found.groups()) if found else timedelta()
    fitting = (place for place in places if offset in _offsets(place))
    return next(fitting, None) or next(iter(places), None) or _steady(offset)


def _place(name: str) -> str | None:
    return _cities().get(_key(name)) or _named(name)


@cache
def _every() -> frozenset[str]:
    """Kept, for asking reads the whole database of zones."""
    return frozenset(available_timezones())


@cache
def _ids() -> dict[str, str]:
    return {one.casefold(): one for one in _every()}


@cache
def _plain_names() -> dict[str, str]:
    """Ids with any marks between their words, Windows names, and those nobody else has."""
    windows = {_key(name): zone for name, zone in get_global("windows_zone_mapping").items()}
    ids = {_key(one): one for one in sorted(_every()) if "GMT" not in one}
    return {**ids, **windows, **_OTHERS}


@cache
def _cldr_names() -> dict[str, str]:
    """What people call zones and their cities, in many languages; read when first needed."""
    zones = get_global("meta_zones").items()
    known = sorted(zones, key=lambda each: each[0] in _places_of_windows())
    meant = {**{meta: zone for zone, meta in known}, **_MEANT}
    names: dict[str, str] = {}
    for locale in map(Locale.parse, _LANGUAGES):
        for meta, forms in locale.meta_zones.items():
            for name in forms.get("long", {}).values():
                names.setdefault(_key(str(name)), meant.get(meta, ""))
    return {name: zone for name, zone in names.items() if zone in _every()}


@cache
def _cities() -> dict[str, str]:
    own = (one for one in sorted(_every()) if one.startswith(_REGIONS))
    cities = {_key(one.rpartition("/")[2]): one for one in own}
    for locale in map(Locale.parse, _LANGUAGES):
        for zone, said in locale.time_zones.items():
            if zone in _every() and "city" in said:
                cities.setdefault(_key(str(said["city"])), zone)
    return cities


def _key(name: str) -> str:
    return _MARKS.sub(" ", folded(name)).strip()


def _offsets(zone: str) -> set[timedelta | None]:
    """The offsets that a place has in winter and in summer."""
    return {datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)}


def _always(offset: timedelta) -> str | None:
    """The zone of whole hours, else a place that has no other."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if not rest and (exact := f"etc/gmt{-hours:+d}") in _ids():
        return _ids()[exact]
    return next((one for one in _places_of_windows() if _offsets(one) == {offset}), None)


def _steady(offset: timedelta) -> str | None:
    """An offset alone says all only where no place that has it changes its clocks."""
    there = [_offsets(one) for one in _places_of_windows() if offset in _offsets(one)]
    return _always(offset) if all(each == {offset} for each in there) else None


@cache
def _places_of_windows() -> tuple[str, ...]:
    known = set(get_global("windows_zone_mapping").values())
    return tuple(sorted(known & _every()))
