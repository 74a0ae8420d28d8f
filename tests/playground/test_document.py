"""docs/playground.md says which methods there are and what each needs; the code agrees."""

import re
from pathlib import Path

from bot.playground.web_api import METHODS, Method, Token

DOCUMENT = Path(__file__).parents[2] / "docs" / "playground.md"
ROW = re.compile(r"^\| `(?P<method>[a-z]+\.[\w.]+)` \| (?P<needs>[^|]*)\|", re.MULTILINE)


def needs(method: Method) -> str:
    if method.token is Token.APP:
        return "app token"
    return f"`{method.scope}`" if method.scope else ""


def test_its_table_of_methods_is_the_code_s() -> None:
    rows = {row["method"]: row["needs"].strip() for row in ROW.finditer(DOCUMENT.read_text())}

    assert rows == {name: needs(method) for name, method in METHODS.items()}
