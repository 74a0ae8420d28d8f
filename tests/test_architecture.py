"""The house keeps its shape: what the rules of import can't say is said here."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path
    for room in ("bot", "storage")
    for path in (ROOT / room).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)
LONGEST_FILE, LONGEST_FUNCTION = 300, 45
#: Where a fault ends: a loop that goes on, a person who is told. Nowhere else is one caught unseen.
OUTERMOST = {
    "bot/commands/cli.py",
    "bot/calendars/child.py",
    "bot/scheduling/clock.py",
    "bot/scheduling/dispatch.py",
    "bot/services/nudges/delivering.py",
    "bot/services/calendars/polling.py",
    "bot/slack/listening.py",
    "bot/web/answering.py",
}
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "common", "misc"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", CODE, ids=named)
def test_every_file_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert ast.get_docstring(tree), "a module's docstring says its fact or purpose"
    assert len(text.splitlines()) <= LONGEST_FILE
    assert path.stem not in FORBIDDEN_NAMES
    for function in functions(tree):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", CODE, ids=named)
def test_only_the_outermost_loops_catch_everything(path: Path) -> None:
    caught = [
        handler
        for handler in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(handler, ast.ExceptHandler)
        and isinstance(handler.type, ast.Name)
        and handler.type.id in {"Exception", "BaseException"}
    ]

    assert not caught or named(path) in OUTERMOST


def test_nothing_here_speaks_of_how_or_where_it_was_made() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git this machine has
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    foreign = (
        "pypi" + ".org",
        "python" + "hosted",
        "registry.npm" + "js",
        "/wor" + "k/",
        "/ro" + "ot/",
    )
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if "data/calendars" in name or not path.is_file():
            continue
        text = path.read_bytes()
        assert not [word for word in foreign if word.encode() in text], name
