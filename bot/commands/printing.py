"""What commands write: to stdout UTF-8 to the letter, whatever the terminal speaks; to a file all
of it or nothing."""

import json
import os
import tempfile
from pathlib import Path

import click


def document(told: object) -> str:
    """JSON as programs get it: two spaces in, letters as they are, a newline at the end."""
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def put_out(text: str) -> None:
    click.echo(text.encode(), nl=False)


def put_away(file: Path, content: bytes) -> None:
    """Writes a file that its owner alone can read; one that is there stays until this is whole."""
    try:
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".chart-")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(content)
            os.replace(draft, file)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as fault:  # the draft's name would tell nobody anything
        fault.filename, fault.filename2 = str(file), None
        raise
