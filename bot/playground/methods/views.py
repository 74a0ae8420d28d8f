"""views.open, views.push, views.update and views.publish."""

from bot.playground.answers import refuse_faulty
from bot.playground.arguments import required
from bot.playground.block_limits import view_faults
from bot.playground.methods.call import Call
from bot.playground.permits import Trigger
from bot.playground.views import OpenView, is_too_large
from bot.playground.wire import JsonObject, SlackError


def open_view(call: Call) -> JsonObject:
    """Opens a modal for whoever caused the trigger."""
    view = _view(call, kind="modal")
    return _shown(call, call.workspace.views.open(_trigger(call).user, view))


def push(call: Call) -> JsonObject:
    """Lays a modal over the one the trigger comes from."""
    view = _view(call, kind="modal")
    return _shown(call, call.workspace.views.push(_trigger(call).user, view))


def update(call: Call) -> JsonObject:
    """Replaces an open view, by its id or the app's own external one."""
    arguments, views = call.arguments, call.workspace.views
    if arguments.get("external_id"):
        shown = views.find_external(arguments["external_id"])
    else:
        shown = views.find(required(arguments, "view_id"))
    view = _view(call, kind=shown.content["type"])
    return _shown(call, views.update(shown, view, known_hash=arguments.get("hash")))


def publish(call: Call) -> JsonObject:
    """Sets a member's Home tab."""
    user = call.workspace.member(required(call.arguments, "user_id")).id
    if not call.workspace.app.home_tab:
        raise SlackError("not_enabled")
    view = _view(call, kind="home")
    known_hash = call.arguments.get("hash")
    return _shown(call, call.workspace.views.publish(user, view, known_hash=known_hash))


def _view(call: Call, *, kind: str) -> JsonObject:
    view = required(call.arguments, "view")
    if is_too_large(view):
        raise SlackError("view_too_large")
    refuse_faulty(view_faults(view), code="invalid_arguments")
    if view["type"] != kind:
        refuse_faulty(
            [f"view must be of type {kind} [json-pointer:/view/type]"], code="invalid_arguments"
        )
    return dict(view)


def _trigger(call: Call) -> Trigger:
    return call.workspace.triggers.exchange(required(call.arguments, "trigger_id"))


def _shown(call: Call, view: OpenView) -> JsonObject:
    call.workspace.changes.happened(view.owner)
    return {"view": view.content}
