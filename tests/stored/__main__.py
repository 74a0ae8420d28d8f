"""`python -m tests.stored`: keeps what today's version writes, for all later ones."""

from tests.stored.writing import write

write()
