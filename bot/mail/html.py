"""A mail's part in HTML: no tables, no pictures, no scripts and no style sheet, since Outlook and telephones each drop some of them.

Letters have no colour of their own, so that a dark screen may choose it; only the button says both of its colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from bot.text.marks import CODE, CODE_END, STRONG, STRONG_END, outside_slack, plain
from bot.text.rendered import Choice, Section

LETTERS = "font-family:'Segoe UI',Aptos,Calibri,Arial,sans-serif;font-size:16px;line-height:1.5"
PAGE = f"max-width:38em;margin:0 auto;padding:12px;{LETTERS}"
HEADING = "font-size:18px;line-height:1.35;margin:28px 0 8px;padding-top:16px;border-top:1px solid #b9c2bd"
PARAGRAPH = "margin:0 0 12px"
DEEDS = "margin:0 0 20px;line-height:2.6"
BUTTON = (
    "background-color:#12664f;border:1px solid #12664f;border-radius:4px;color:#ffffff;font-weight:bold;padding:9px 16px;"
    "text-decoration:none;white-space:nowrap"
)
LINK = "white-space:nowrap"
FOOT = "margin:28px 0 0;padding-top:12px;border-top:1px solid #b9c2bd;font-size:14px"
GAP = " &nbsp;&nbsp; "

Linked = Sequence[tuple[Section, list[tuple[Choice, str]]]]


def document(linked: Linked, *, title: str, foot: str) -> str:
    """The whole part; every word is escaped."""
    inside = "\n".join([*_parts(linked), f'<p style="{FOOT}">{escape(foot)}</p>'])
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    head += f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
    return f'<!doctype html>\n<html lang="da"><head>{head}</head>\n<body><div lang="da" style="{PAGE}">\n{inside}\n</div></body></html>\n'


def _parts(linked: Linked) -> Iterator[str]:
    for section, links in linked:
        if section.heading:
            yield f'<h2 style="{HEADING}">{escape(plain(section.heading))}</h2>'
        lines = (line for line in outside_slack(section.text).splitlines() if line.strip())
        yield from (f'<p style="{PARAGRAPH}">{_marked(line)}</p>' for line in lines)
        if links:
            yield f'<p style="{DEEDS}">{GAP.join(_link(choice, url) for choice, url in links)}</p>'


def _link(choice: Choice, url: str) -> str:
    style = BUTTON if choice.first else LINK
    return f'<a href="{escape(url, quote=True)}" style="{style}">{escape(choice.label)}</a>'


def _marked(text: str) -> str:
    tags = {STRONG: "<strong>", STRONG_END: "</strong>", CODE: "<code>", CODE_END: "</code>"}
    return "".join(tags.get(letter, escape(letter)) for letter in text)
