"""The key ring: everything private is sealed with its newest key and opened with any of them."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import StorageTrouble

KEY_FILE = "resonance.key"
_OTHERS = 0o077
#: What opening raises: no key fits, or it is not even text that a key could fit.
_NOT_OURS = (InvalidToken, TypeError, ValueError)


def new_key() -> str:
    """A fresh key: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()


def is_open_to_others(file: Path) -> bool:
    """Whether anybody but its owner can read or change it."""
    return bool(file.stat().st_mode & _OTHERS)


class KeyRing:
    """One or more keys, newest first. What was altered since it was sealed can't be opened."""

    def __init__(self, *keys: str) -> None:
        self._newest, *older = (_fernet(key) for key in keys)
        self._fernet = MultiFernet([self._newest, *older])

    @classmethod
    def from_settings(cls, keys: str) -> "KeyRing":
        """Keys as in RESONANCE_ENCRYPTION_KEYS: comma separated, newest first."""
        parts = [key.strip() for key in keys.split(",") if key.strip()]
        if not parts:
            raise StorageTrouble("No encryption key is given; `resonance keys new` prints one.")
        return cls(*parts)

    @classmethod
    def beside(cls, database_file: Path) -> "KeyRing":
        """The key in the file beside an embedded database, made with a new database."""
        key_file = database_file.parent / KEY_FILE
        try:
            if not key_file.exists():
                _create(key_file, for_database=database_file)
            return cls.from_settings(_private_text(key_file))
        except OSError as error:
            raise StorageTrouble(
                f"The key file {key_file} can't be used: {error.strerror}."
            ) from error

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed; `StorageTrouble` where no key of the ring fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except _NOT_OURS:
            raise no_key_fits() from None

    def reseal(self, sealed: str) -> str:
        """The same, sealed with the newest key; unchanged where it is already."""
        with suppress(*_NOT_OURS):
            self._newest.decrypt(sealed)
            return sealed
        try:
            return self._fernet.rotate(sealed).decode()
        except _NOT_OURS:
            raise no_key_fits() from None


def refuse_missing_key(database_file: Path) -> None:
    """For a database that had its key already: another one would open nothing."""
    if not (key_file := database_file.with_name(KEY_FILE)).exists():
        raise StorageTrouble(
            f"The key of {database_file} is missing: put {key_file} back, or set "
            "RESONANCE_ENCRYPTION_KEYS."
        )


def no_key_fits() -> StorageTrouble:
    """The fault of a wrong key."""
    return StorageTrouble(
        "The encryption key does not open this database; give the one it was made with "
        f"in RESONANCE_ENCRYPTION_KEYS or {KEY_FILE}."
    )


def _fernet(key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise StorageTrouble(
            "An encryption key is not one of ours (44 characters); `resonance keys new` prints one."
        ) from None


def _create(key_file: Path, *, for_database: Path) -> None:
    """Makes the file whole or not at all; a second process starting at once keeps the first's."""
    if for_database.exists() and for_database.stat().st_size:
        refuse_missing_key(for_database)
    with tempfile.NamedTemporaryFile("w", dir=key_file.parent, prefix=".key-") as draft:
        draft.write(new_key() + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, key_file)
        except FileExistsError:
            return


def _private_text(key_file: Path) -> str:
    if not key_file.is_file():
        raise StorageTrouble(f"The key file {key_file} is not a file; put your copy of it back.")
    if is_open_to_others(key_file):
        raise StorageTrouble(f"Others can read {key_file}; run: chmod 600 {key_file}")
    try:
        return key_file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise StorageTrouble(
            f"The key file {key_file} holds no text; put your copy of it back."
        ) from None
