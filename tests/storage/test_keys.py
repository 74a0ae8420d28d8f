"""A key ring seals with its newest key; its file is nobody else's to read."""

import stat
from pathlib import Path

import pytest

from storage.errors import StorageTrouble
from storage.keys import KeyRing, new_key


def test_what_an_older_key_sealed_is_opened_with_a_newer_one_in_front() -> None:
    old, new = new_key(), new_key()
    sealed = KeyRing.from_settings(old).seal("calm")
    ring = KeyRing.from_settings(f"{new}, {old}")
    assert ring.open(sealed) == "calm"
    assert KeyRing(new).open(ring.seal("calm")) == "calm"


def test_another_key_opens_nothing_and_says_so_plainly() -> None:
    with pytest.raises(StorageTrouble, match="does not open this database"):
        KeyRing(new_key()).open(KeyRing(new_key()).seal("calm"))


@pytest.mark.parametrize("keys", ["", " , ", "too short", "é" * 44])
def test_what_is_no_key_is_refused_without_being_repeated(keys: str) -> None:
    with pytest.raises(StorageTrouble, match="keys new") as refusal:
        KeyRing.from_settings(keys)
    assert "short" not in str(refusal.value)


def test_a_new_database_gets_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    sealed = KeyRing.beside(tmp_path / "resonance.db").seal("calm")
    assert stat.S_IMODE((tmp_path / "resonance.key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["resonance.key"]
    assert KeyRing.beside(tmp_path / "resonance.db").open(sealed) == "calm"


def test_a_key_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    KeyRing.beside(tmp_path / "resonance.db")
    (tmp_path / "resonance.key").chmod(0o644)
    with pytest.raises(StorageTrouble, match="chmod 600"):
        KeyRing.beside(tmp_path / "resonance.db")


def test_what_is_no_key_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    key_file = tmp_path / "resonance.key"
    for content in (b"\xff\xfe\x00\x80", b"\x00" * 44):
        key_file.write_bytes(content)
        key_file.chmod(0o600)
        with pytest.raises(StorageTrouble, match=r"resonance\.key|keys new") as told:
            KeyRing.beside(tmp_path / "resonance.db")
        assert "\n" not in str(told.value)
    key_file.unlink()
    key_file.mkdir()
    with pytest.raises(StorageTrouble, match="is not a file; put your copy of it back"):
        KeyRing.beside(tmp_path / "resonance.db")


def test_a_key_that_an_editor_marked_is_still_the_key(tmp_path: Path) -> None:
    sealed = KeyRing.beside(tmp_path / "resonance.db").seal("calm")
    key_file = tmp_path / "resonance.key"
    key_file.write_text("\ufeff" + key_file.read_text(), encoding="utf-8")
    assert KeyRing.beside(tmp_path / "resonance.db").open(sealed) == "calm"


def test_a_database_without_its_key_gets_no_new_one(tmp_path: Path) -> None:
    (tmp_path / "resonance.db").write_bytes(b"SQLite format 3")
    with pytest.raises(StorageTrouble, match=r"put .*resonance\.key back"):
        KeyRing.beside(tmp_path / "resonance.db")
    assert not (tmp_path / "resonance.key").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="can't be used: No such file"):
        KeyRing.beside(tmp_path / "nowhere" / "resonance.db")
