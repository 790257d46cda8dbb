"""What Slack's own client refuses in a modal before the app hears of it: empty fields, lengths, numbers, addresses."""

from sandbox.elements import raw
from sandbox.wire import JSON


def client_errors(view: JSON) -> JSON:
    """block_id to {"code": …, "limit": …} for every field that is not filled in as it should be."""
    errors: JSON = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            state = view["state"]["values"].get(block["block_id"], {}).get(block["element"]["action_id"], {})
            error = _error(block, raw(state))
            if error:
                errors[block["block_id"]] = error
    return errors


def _error(block: JSON, values: list[str]) -> JSON | None:
    if not values:
        return None if block.get("optional") else {"code": "required"}
    element = block["element"]
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, values[0])
        case "number_input":
            return _number_error(element, values[0])
        case "email_text_input" if "@" not in values[0].strip("@"):
            return {"code": "email"}
        case "url_text_input" if "://" not in values[0]:
            return {"code": "url"}
    most = element.get("max_selected_items")
    return {"code": "too_many", "limit": most} if most and len(values) > most else None


def _length_error(element: JSON, value: str) -> JSON | None:
    if len(value) > element.get("max_length", 3000):
        return {"code": "too_long", "limit": element.get("max_length", 3000)}
    if len(value) < element.get("min_length", 0):
        return {"code": "too_short", "limit": element["min_length"]}
    return None


def _number_error(element: JSON, value: str) -> JSON | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return {"code": "number"}
    if number < float(element.get("min_value", "-inf")):
        return {"code": "too_small", "limit": element["min_value"]}
    if number > float(element.get("max_value", "inf")):
        return {"code": "too_big", "limit": element["max_value"]}
    return None
