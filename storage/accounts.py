"""Accounts under which calendars are read, and sign-ins under way at their providers."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds import Account, CalendarKind, Grant, Password, SignIn
from storage.tables import account, calendar, sign_in

#: Sign-ins that nobody came back from are forgotten after this, whatever they are still good for.
KEPT_FOR = timedelta(days=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
#: An account's columns, named so that they can stand beside those of a calendar.
ACCOUNT = tuple(
    column.label(f"account_{column.name}") for column in account.c if column.name != "id"
)


class SqlAccounts:
    """The port `Accounts` within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, account_id: int) -> Account | None:
        found = select(account.c.id.label("account_id"), *ACCOUNT).where(account.c.id == account_id)
        row = (await self._connection.execute(found)).one_or_none()
        return joined_account(row) if row else None

    async def save(self, changed: Account) -> Account:
        row = {
            "member_id": changed.member_id,
            "kind": changed.kind,
            "address": changed.address,
            "secret": _document(changed.secret),
            "created_at": changed.created_at,
        }
        if changed.id:
            its = update(account).where(account.c.id == changed.id)
            await self._connection.execute(its.values(row))
            return changed
        new = insert(account).values(row).returning(account.c.id)
        return replace(changed, id=int((await self._connection.execute(new)).scalar_one()))

    async def remove(self, account_id: int) -> None:
        await self._connection.execute(delete(account).where(account.c.id == account_id))

    async def remove_unused(self, before: datetime) -> None:
        used = exists().where(calendar.c.account_id == account.c.id)
        old = account.c.created_at < before
        await self._connection.execute(delete(account).where(old, ~used))

    async def begin(self, started: SignIn) -> None:
        row = {
            "state": _fingerprint(started.state),
            "member_id": started.member_id,
            "kind": started.kind,
            "verifier": started.verifier,
            "began_at": started.began_at,
        }
        await self._forget_sign_ins(started.began_at - KEPT_FOR)
        await self._connection.execute(insert(sign_in).values(row))

    async def under_way(self, kind: CalendarKind, state: str, since: datetime) -> SignIn | None:
        found = select(sign_in).where(_its(kind, state), sign_in.c.began_at >= since)
        return _sign_in((await self._connection.execute(found)).one_or_none(), state)

    async def take(self, kind: CalendarKind, state: str, since: datetime) -> SignIn | None:
        await self._forget_sign_ins(since)
        taken = delete(sign_in).where(_its(kind, state)).returning(sign_in)
        return _sign_in((await self._connection.execute(taken)).one_or_none(), state)

    async def _forget_sign_ins(self, before: datetime) -> None:
        await self._connection.execute(delete(sign_in).where(sign_in.c.began_at < before))


def joined_account(row: Row[Any]) -> Account | None:
    """The account in a row that has `account_id` and ACCOUNT; None where it has none."""
    if row.account_id is None:
        return None
    return Account(
        id=row.account_id,
        member_id=row.account_member_id,
        kind=row.account_kind,
        address=row.account_address,
        secret=_secret(row.account_kind, row.account_secret),
        created_at=row.account_created_at,
    )


def _its(kind: CalendarKind, state: str) -> ColumnElement[bool]:
    return (sign_in.c.kind == kind) & (sign_in.c.state == _fingerprint(state))


def _sign_in(row: Row[Any] | None, state: str) -> SignIn | None:
    if row is None:
        return None
    return SignIn(
        state=state,
        verifier=row.verifier,
        member_id=row.member_id,
        kind=row.kind,
        began_at=row.began_at,
    )


def _document(secret: Password | Grant) -> dict[str, str]:
    if isinstance(secret, Password):
        return {"user": secret.user, "password": secret.password}
    return {
        "access_token": secret.access_token,
        "refresh_token": secret.refresh_token,
        "expires_at": secret.expires_at.isoformat(),
    }


def _secret(kind: CalendarKind, document: dict[str, str]) -> Password | Grant:
    """A damaged secret opens nothing, so that its provider has her give it again."""
    if kind is CalendarKind.CALDAV:
        return Password(**(document or {"user": "", "password": ""}))
    if not document:
        return Grant(access_token="", refresh_token="", expires_at=_LONG_AGO)
    return Grant(
        access_token=document["access_token"],
        refresh_token=document["refresh_token"],
        expires_at=datetime.fromisoformat(document["expires_at"]),
    )


def _fingerprint(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
