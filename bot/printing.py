"""What commands write to stdout: UTF-8 to the letter, whatever the terminal speaks."""

import json

import click


def document(told: object) -> str:
    """JSON as programs get it: two spaces in, letters as they are, a newline at the end."""
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def put_out(text: str) -> None:
    click.echo(text.encode(), nl=False)
