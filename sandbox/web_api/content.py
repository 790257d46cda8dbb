"""What a message may be: text, blocks and metadata taken from the arguments, or Slack's refusal."""

import json
from typing import Any

from sandbox.blockkit import message_faults
from sandbox.wire import JSON, SlackError

POST_TEXT = 40_000
UPDATE_TEXT = 4_000
METADATA_BYTES = 8_000
"""Slack names no figure for metadata_too_large; ours is generous, and the bot's own payload should stay below 1 kB."""


def message_content(args: JSON, *, text_limit: int = POST_TEXT) -> JSON:
    """The text, blocks and metadata of a new message."""
    text = args.get("text") or ""
    blocks = args.get("blocks")
    if not text and not blocks and not args.get("attachments"):
        raise SlackError("no_text")
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", messages=["[ERROR] must provide a string [json-pointer:/text]"])
    if len(text) > text_limit:
        raise SlackError("msg_too_long")
    content: JSON = {"text": text}
    if blocks:
        content["blocks"] = valid_blocks(blocks)
    if args.get("metadata"):
        content["metadata"] = valid_metadata(args["metadata"])
    return content


def valid_blocks(blocks: Any) -> list[JSON]:
    faults = message_faults(blocks)
    if faults:
        raise SlackError("invalid_blocks", messages=faults, errors=[fault.removeprefix("[ERROR] ") for fault in faults])
    return list(blocks)


def valid_metadata(metadata: Any) -> JSON:
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
