"""docs/playground.md says which methods there are and what each needs; the code agrees."""

import re
from pathlib import Path

from bot.playground.faults import Fault
from bot.playground.happenings import Happening
from bot.playground.socket_mode import SocketFault
from bot.playground.web_api import METHODS, Method, Token

DOCUMENT = Path(__file__).parents[2] / "docs" / "playground.md"
ROW = re.compile(
    r"^\| `(?P<method>[a-z]+\.[\w.]+)` \| (?P<needs>[^|]*)\| (?P<a_minute>[^|]*)\|", re.MULTILINE
)
FAULT = re.compile(r"^\| `(?P<fault>[a-z_]+)` \|", re.MULTILINE)


def needs(method: Method) -> str:
    match method.token:
        case Token.APP:
            return "app token"
        case Token.NONE:
            return "no token"
    return f"`{method.scope}`" if method.scope else ""


def a_minute(method: Method) -> str:
    in_a_channel = method.rate_in_a_channel
    return str(method.rate.per_minute) + (
        f", {in_a_channel.per_minute} in a conversation" if in_a_channel else ""
    )


def test_its_table_of_methods_is_the_code_s() -> None:
    rows = {
        row["method"]: (row["needs"].strip(), row["a_minute"].strip())
        for row in ROW.finditer(DOCUMENT.read_text())
    }

    assert rows == {name: (needs(each), a_minute(each)) for name, each in METHODS.items()}


def test_its_table_of_faults_is_the_code_s() -> None:
    told = [row["fault"] for row in FAULT.finditer(DOCUMENT.read_text())]

    assert told == [*Fault, *SocketFault, *Happening]
