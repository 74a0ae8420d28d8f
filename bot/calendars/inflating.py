"""Undoes gzip and deflate piece by piece, so that a small answer can't grow beyond its cap."""

import zlib
from collections.abc import Iterator

from bot.core.errors import CalendarTrouble
from bot.core.foreign import one_line

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
#: What is unpacked at once: 10 MB of blanks fit into a packet, and the loop waits for each piece.
PIECE = 256 * 1024
_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class Inflater:
    """One answer's body; raises `CalendarTrouble` for what is too large, damaged or unknown."""

    def __init__(self, encoding: str, most: int, shown: str) -> None:
        self._most = self._room = most
        self._shown = shown
        self._inflate = self._inflater(encoding.strip().lower())

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """The chunk inflated, in pieces."""
        for piece in self._pieces(chunk):
            self._room -= len(piece)
            if self._room < 0:
                raise CalendarTrouble(
                    f"{self._shown} is larger than {self._most / (1 << 20):g} MB, "
                    "more than is read.",
                    permanent=True,
                )
            yield piece

    def _pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            yield chunk
            return
        try:
            while chunk:
                yield self._inflate.decompress(chunk, PIECE)
                chunk = self._inflate.unconsumed_tail
        except zlib.error:
            raise CalendarTrouble(f"What {self._shown} sent is damaged.") from None

    def _inflater(self, encoding: str) -> "zlib._Decompress | None":
        if encoding in ("", "identity"):
            return None
        if encoding in _ENCODINGS:
            return zlib.decompressobj(_GZIP_OR_ZLIB)
        raise CalendarTrouble(
            f"{self._shown} answers in a way that can't be unpacked ({one_line(encoding, 20)})."
        )
