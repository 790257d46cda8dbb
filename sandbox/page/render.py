"""Jinja2 with what the templates need: mrkdwn, field names, answers as they were left."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from sandbox.elements import initial, options_of, raw
from sandbox.page.emoji import with_symbols
from sandbox.page.fields import button_value, field_name, local_minute
from sandbox.page.mrkdwn import LINKS, Mrkdwn
from sandbox.page.text import date_token
from sandbox.wire import JSON

URL = re.compile(r"(https?://[^\s<>]+)")
HERE = Path(__file__).parent


class Templates:
    def __init__(self) -> None:
        self._jinja = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self._jinja.filters |= {"lines": lines, "symbols": with_symbols, "urls": urls}
        self._jinja.globals |= {
            "field_name": field_name,
            "button_value": button_value,
            "options_of": options_of,
            "chosen": chosen,
            "text_object": text_object,
            "harmless": harmless,
            "html_attributes": html_attributes,
            "picture": picture,
            "local_minute": local_minute,
            "date_token": date_token,
        }

    def page(self, scene: JSON) -> str:
        return self._jinja.get_template("page.html").render(scene)


def lines(text: str) -> Markup:
    """Plain text with its line breaks and symbols."""
    return Markup("<br>").join(escape(line) for line in with_symbols(text).split("\n"))


def urls(text: str) -> Markup:
    """Plain text as mail programs show it: its addresses can be followed."""
    pieces = URL.split(text)
    shown = [
        Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    ]
    return Markup("").join(shown)


def text_object(thing: JSON, reader: Mrkdwn) -> Markup:
    """A text object of Block Kit as HTML."""
    return reader.html(thing["text"]) if thing["type"] == "mrkdwn" else lines(thing["text"])


def chosen(element: JSON, block_id: str, values: JSON) -> list[str]:
    """The raw values an element shows: as the person left it, else as it began."""
    state = values.get(block_id, {}).get(element["action_id"])
    return raw(state) if state is not None else initial(element)


def html_attributes(values: dict[str, str | bool]) -> Markup:
    """The attributes that have something to say, with a space before each."""
    said = {name: name if value is True else value for name, value in values.items() if value}
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in said.items())


def picture(block: JSON, base: str) -> str:
    """Where a picture is: at its own address, or among the files uploaded here."""
    file = block.get("slack_file") or {}
    return f"{base}/files/{file['id']}" if file.get("id") else str(block.get("image_url", ""))


def harmless(address: str) -> str:
    """The address when it is safe to follow, else nothing."""
    return address if address.casefold().startswith((*LINKS, "/")) else ""
