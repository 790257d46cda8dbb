"""Block Kit's limits for the elements inside blocks: buttons, menus, pickers and fields."""

from collections.abc import Callable

from sandbox.blockkit_report import Report, at
from sandbox.elements import options_of
from sandbox.wire import JSON

SELECTS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
MULTI_SELECTS = {f"multi_{kind}" for kind in SELECTS}
PICKERS = {"datepicker", "timepicker", "datetimepicker"}
CHOICES = {"radio_buttons", "checkboxes"}
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}

ACTIONS = {"button", "overflow", "workflow_button"} | SELECTS | PICKERS | CHOICES
SECTION = {"button", "overflow", "image", "workflow_button"} | SELECTS | MULTI_SELECTS | PICKERS | CHOICES
INPUTS = SELECTS | MULTI_SELECTS | PICKERS | CHOICES | TYPED | {"rich_text_input", "file_input"}
CONTEXT = {"image"}

CheckElement = Callable[[Report, JSON, str], None]


def check_element(report: Report, element: object, place: str, allowed: set[str]) -> None:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        report.unsupported(element, place)
        return
    report.action_id(element, place)
    if element.get("confirm") is not None:
        _confirm(report, element["confirm"], at(place, "confirm"))
    if element.get("placeholder") is not None:
        report.text(element["placeholder"], at(place, "placeholder"), limit=150, plain=True)
    check = ELEMENTS.get(element["type"])
    if check:
        check(report, element, place)


def _confirm(report: Report, confirm: object, place: str) -> None:
    if not isinstance(confirm, dict):
        report.add("must provide an object", place)
        return
    report.required_text(confirm, "title", place, limit=100, plain=True)
    report.required_text(confirm, "text", place, limit=300)
    report.required_text(confirm, "confirm", place, limit=30, plain=True)
    report.required_text(confirm, "deny", place, limit=30, plain=True)


def _button(report: Report, element: JSON, place: str) -> None:
    report.required_text(element, "text", place, limit=75, plain=True)
    for field, limit in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if element.get(field) is not None:
            report.string(element[field], at(place, field), limit=limit, least=0)
    if element.get("style") not in (None, "primary", "danger"):
        report.add("must be a valid enum value: primary, danger", at(place, "style"))


def _image(report: Report, element: JSON, place: str) -> None:
    report.required_string(element, "alt_text", place, limit=2000)
    if "slack_file" not in element:
        report.required_string(element, "image_url", place, limit=3000)


def _option(report: Report, option: object, place: str, *, plain: bool) -> None:
    if not isinstance(option, dict):
        report.add("must provide an object", place)
        return
    report.required_text(option, "text", place, limit=75, plain=plain)
    report.required_string(option, "value", place, limit=150)
    if option.get("description") is not None:
        report.text(option["description"], at(place, "description"), limit=75, plain=plain)


def _options(report: Report, element: JSON, place: str, *, most: int, plain: bool) -> None:
    for index, option in report.items(element, "options", place, most=most):
        _option(report, option, at(place, "options", index), plain=plain)


def _few(most: int, *, plain: bool) -> CheckElement:
    def check(report: Report, element: JSON, place: str) -> None:
        _options(report, element, place, most=most, plain=plain)
        if not report.faults:
            _initial(report, element, place)

    return check


def _static_select(report: Report, element: JSON, place: str) -> None:
    if element.get("option_groups") is None:
        _options(report, element, place, most=100, plain=True)
    else:
        for index, group in report.items(element, "option_groups", place, most=100):
            _group(report, group, at(place, "option_groups", index))
    if not report.faults:
        _initial(report, element, place)


def _group(report: Report, group: object, place: str) -> None:
    if not isinstance(group, dict):
        report.add("must provide an object", place)
        return
    report.required_text(group, "label", place, limit=75, plain=True)
    _options(report, group, place, most=100, plain=True)


def _initial(report: Report, element: JSON, place: str) -> None:
    """What is preselected must be among the options."""
    known = [option["value"] for option in options_of(element)]
    single = element.get("initial_option")
    if single is not None and single.get("value") not in known:
        report.add("must be found in provided options", at(place, "initial_option"))
    for index, option in enumerate(element.get("initial_options") or []):
        if option.get("value") not in known:
            report.add("must be found in provided options", at(place, "initial_options", index))


def _plain_text_input(report: Report, element: JSON, place: str) -> None:
    longest = element.get("max_length", 3000)
    shortest = element.get("min_length", 0)
    if not isinstance(longest, int) or not 1 <= longest <= 3000:
        report.add("must be between 1 and 3000", at(place, "max_length"))
    elif not isinstance(shortest, int) or not 0 <= shortest <= min(3000, longest):
        report.add("must be between 0 and 3000 and not above max_length", at(place, "min_length"))
    elif element.get("initial_value") is not None:
        report.string(element["initial_value"], at(place, "initial_value"), limit=longest, least=0)


ELEMENTS: dict[str, CheckElement] = {
    "button": _button,
    "image": _image,
    "overflow": _few(5, plain=True),
    "checkboxes": _few(10, plain=False),
    "radio_buttons": _few(10, plain=False),
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "plain_text_input": _plain_text_input,
}
