"""users.*, auth.test and api.test."""

from sandbox.wire import JSON
from sandbox.workspace import Workspace


def auth_test(workspace: Workspace, args: JSON) -> JSON:
    settings = workspace.settings
    return {
        "url": f"https://{settings.team_domain}.slack.com/",
        "team": settings.team_domain,
        "user": settings.bot_name.casefold(),
        "team_id": settings.team_id,
        "user_id": settings.bot_user_id,
        "bot_id": settings.bot_id,
        "is_enterprise_install": False,
    }


def api_test(workspace: Workspace, args: JSON) -> JSON:
    return {"args": {key: value for key, value in args.items() if key not in ("token", "base_url")}}


def info(workspace: Workspace, args: JSON) -> JSON:
    return {"user": workspace.people.card(args.get("user") or "")}


def lookup_by_email(workspace: Workspace, args: JSON) -> JSON:
    member = workspace.people.by_email(args.get("email") or "")
    return {"user": workspace.people.card(member.id)}


def listing(workspace: Workspace, args: JSON) -> JSON:
    ids = [member.id for member in workspace.people.all()] + [workspace.settings.bot_user_id]
    return {"members": [workspace.people.card(user_id) for user_id in ids], "response_metadata": {"next_cursor": ""}}
