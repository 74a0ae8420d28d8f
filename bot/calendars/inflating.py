"""Undoes gzip and deflate piece by piece, so that a small answer can't grow beyond its cap."""

import zlib

from bot.core.errors import CalendarTrouble

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class Inflater:
    """One answer's body; raises `CalendarTrouble` for what is too large, damaged or unknown."""

    def __init__(self, encoding: str, most: int, shown: str) -> None:
        self._most = most
        self._shown = shown
        self._inflate = self._inflater(encoding.strip().lower())

    def take(self, chunk: bytes, *, room: int) -> bytes:
        """The chunk inflated, at most `room` bytes of it."""
        if self._inflate is None:
            plain = chunk
        else:
            try:
                plain = self._inflate.decompress(chunk, room + 1)
            except zlib.error:
                raise CalendarTrouble(f"What {self._shown} sent is damaged.") from None
        if len(plain) > room:
            raise CalendarTrouble(
                f"{self._shown} is larger than {self._most / (1 << 20):g} MB, more than is read.",
                permanent=True,
            )
        return plain

    def _inflater(self, encoding: str) -> "zlib._Decompress | None":
        if encoding in ("", "identity"):
            return None
        if encoding in _ENCODINGS:
            return zlib.decompressobj(_GZIP_OR_ZLIB)
        raise CalendarTrouble(
            f"{self._shown} answers in a way that can't be unpacked ({encoding[:20]})."
        )
