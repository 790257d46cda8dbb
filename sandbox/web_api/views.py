"""views.*: modals and App Home."""

import copy

from sandbox.blockkit import valid_view
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace


def open_modal(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="modal")
    user_id = workspace.tickets.spend_trigger(args.get("trigger_id") or "")
    return _answer(workspace.views.open(user_id, view))


def push(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="modal")
    user_id = workspace.tickets.spend_trigger(args.get("trigger_id") or "")
    return _answer(workspace.views.push(user_id, view))


def update(workspace: Workspace, args: JSON) -> JSON:
    kind = args["view"].get("type", "modal") if isinstance(args.get("view"), dict) else "modal"
    view = valid_view(args.get("view"), kind=kind if kind in ("modal", "home") else "modal")
    field, name = ("id", args.get("view_id")) if args.get("view_id") else ("external_id", args.get("external_id"))
    if not name:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view_id"])
    return _answer(workspace.views.update(lambda old: old[field] == name, view, args.get("hash")))


def publish(workspace: Workspace, args: JSON) -> JSON:
    view = valid_view(args.get("view"), kind="home")
    member = workspace.people.active(args.get("user_id") or "")
    return _answer(workspace.views.publish(member.id, view, args.get("hash")))


def _answer(view: JSON) -> JSON:
    return {"view": copy.deepcopy(view)}
