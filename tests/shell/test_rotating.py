"""`keys rotate`: a new key in front, everything sealed anew, and the old one may go."""

import pytest

from tests.shell.conftest import MAYA, Shell


def fresh(shell: Shell) -> str:
    return shell("keys", "new").out.strip()


def test_after_rotating_the_new_key_alone_opens_everything(hers: Shell) -> None:
    before, new = hers("export").out, fresh(hers)
    key_file = hers.folder / "resonance.key"
    key_file.write_text(f"{new},{key_file.read_text(encoding='utf-8')}", encoding="utf-8")

    told = hers("keys", "rotate")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith(" rows; the newest key opens everything now\n")

    key_file.write_text(new, encoding="utf-8")
    assert hers("export").out == before


def test_with_a_key_that_is_not_the_databases_nothing_is_rotated(hers: Shell) -> None:
    before = hers("export").out
    told = hers("keys", "rotate", RESONANCE_ENCRYPTION_KEYS=fresh(hers))
    assert (told.code, told.out, len(told.lines)) == (1, "", 1)
    assert "does not open this database" in told.err
    assert hers("export").out == before


@pytest.mark.parametrize("command", ["export", "migrate", "why"])
def test_a_server_that_can_not_be_reached_is_one_line_without_its_address(
    shell: Shell, command: str
) -> None:
    words = (command,) if command == "migrate" else (command, *MAYA)
    told = shell(
        *words,
        DATABASE_URL="postgresql://maya:hunter2@127.0.0.1:9/resonance",
        RESONANCE_ENCRYPTION_KEYS=fresh(shell),
    )
    assert (told.code, told.out) == (1, "")
    assert told.lines == ["resonance: The database can't be opened: the server can't be reached."]
