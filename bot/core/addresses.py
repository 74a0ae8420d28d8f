"""E-mail addresses as they are compared."""

from urllib.parse import unquote


def plain_address(text: str) -> str:
    """The address in lower case, without what calendars write round it; "" where there is none.

    googlemail.com is gmail.com by its other name.
    """
    told = unquote(text).strip(" \t\"'<>").casefold()
    address = told.removeprefix("mailto:").partition("?")[0].strip(" \t\"'<>")
    name, at, host = address.rpartition("@")
    if not name:
        return ""
    return f"{name}{at}{'gmail.com' if host == 'googlemail.com' else host}"
