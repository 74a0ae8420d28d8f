"""The direct messages and channels of a workspace."""

from dataclasses import dataclass

from bot.playground.wire import JsonObject


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """A direct message with the app (two members) or a channel."""

    id: str
    name: str
    is_im: bool
    members: frozenset[str]

    def as_slack(self, *, app_user: str) -> JsonObject:
        """The channel object of conversations.info, as the app sees it."""
        if self.is_im:
            other = next(iter(self.members - {app_user}))
            return {"id": self.id, "is_im": True, "user": other, "is_archived": False}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": True,
            "is_im": False,
            "is_private": False,
            "is_archived": False,
            "is_member": app_user in self.members,
        }


def direct_message(*, user: str, app_user: str, app_name: str, recreated: int = 0) -> Conversation:
    """The one conversation a member and the app have with each other; a recreated one is new."""
    return Conversation(
        id=f"D{user[1:]}" + (f"R{recreated}" if recreated else ""),
        name=app_name,
        is_im=True,
        members=frozenset({user, app_user}),
    )
