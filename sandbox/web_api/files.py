"""files.*: the three steps of an upload; the middle one is a plain POST to the address handed out here."""

from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace


def get_upload_url(workspace: Workspace, args: JSON) -> JSON:
    if not args.get("filename") or int(args.get("length") or 0) < 1:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: filename or length"])
    file = workspace.files.announce(str(args["filename"]), str(args.get("alt_txt") or ""))
    return {"upload_url": f"{args['base_url']}/upload/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: JSON) -> JSON:
    wanted = args.get("files")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [workspace.files.complete(str(entry.get("id")), entry.get("title")) for entry in wanted]
    cards = [file.card() for file in files]
    target = args.get("channel_id") or args.get("channels")
    if target:
        channel_id = workspace.conversations.writable(str(target))
        text = str(args.get("initial_comment") or "")
        workspace.post(channel_id, {"text": text, "files": cards})
    return {"files": cards}
