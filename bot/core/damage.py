"""What is stored and can't be read any more, named without a word of what it says."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Damage:
    """A part of something stored whose bytes were altered since they were sealed: its table, its
    id there, and its column."""

    table: str
    id: int
    column: str

    def __str__(self) -> str:
        """ "check_in 12 (answers)" """
        return f"{self.table} {self.id} ({self.column})"
