"""A text composed into YAML 1.2 nodes: by libyaml, some thirty times as fast, wherever it is sure to say the same as ruamel; else by
ruamel. Both libraries' errors end here: what libyaml cannot read is asked of ruamel, whose errors become faults."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Protocol

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import implicit_resolvers
from yaml import ScalarNode, SequenceNode
from yaml import YAMLError as LibraryError
from yaml.cyaml import CParser

from config.tree import MAX_DEPTH, Branch, Report

TAG = "tag:yaml.org,2002:"
TEXT = f"{TAG}str"
READ_DIFFERENTLY = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\t\x85\u2028\u2029\ufeff]",  # white space and line breaks that YAML 1.1 and 1.2 do not count alike
        r"\r(?!\n)",
        r"[%](?<![^\n]%)",  # directives
        r"(?:---|\.\.\.)(?<![^\n]...)",  # several documents
        r"!(?<![^\s,\[{:?-]!)",  # explicit tags
        r"\?(?<![^\s,\[{:?-]\?)(?=\s|\Z)",  # complex keys
        r"[&*](?<![^\s,\[{][&*])(?!\s|[A-Za-z0-9_-]+(?:[\s,\]}]|\Z))",  # anchors of more than plain letters
        r"[\"'\]}]:\S",  # a value hard upon its key, as in JSON
        r"[|>][+0-9-]*(?:#|(?: [^\n]*)?\r?\n *(?:#|\r?(?:\n|\Z)))",  # a block that begins with a comment or an empty line
    )
)
"""What libyaml (YAML 1.1) and ruamel (1.2) may read differently; a text that holds any of it is ruamel's. Each begins with the sign
itself and then looks back: so the whole text is passed over several times as fast as by one that tries every beginning everywhere."""


class Mark(Protocol):
    """A place in the text; lines count from 0."""

    @property
    def line(self) -> int: ...


class Node(Protocol):
    """What the nodes of both libraries have; `id` is scalar, sequence or mapping."""

    id: str
    tag: Any
    value: Any
    start_mark: Mark | None


def compose(text: str, start: Branch) -> Node | None:
    """The text's root node, None for a text that holds nothing. Raises PlanFaults with the one fault that ends the reading."""
    if read_alike(text):
        try:
            return quickly(text)
        except (LibraryError, TooDeep, UnicodeError):
            return thoroughly(text, start)
    return thoroughly(text, start)


def read_alike(text: str) -> bool:
    """Whether nothing in the text is of the kind the two libraries may read differently."""
    return not any(pattern.search(text) for pattern in READ_DIFFERENTLY)


def thoroughly(text: str, start: Branch) -> Node | None:
    """The same by ruamel, in Python: slow, and the one whose reading counts."""
    report = Report()
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False  # YAML 1.2 lets an anchor be given anew
        node: Node | None = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else start.line
        report.add(Branch(None, start.file, line), "syntax", problem=error.problem or error.context or "")
    except RecursionError:
        report.add(start, "too_deep")
    except (YAMLError, ValueError) as error:
        report.add(start, "syntax", problem=(str(error).splitlines() or [""])[0])
    else:
        return node
    report.check()
    return None


def quickly(text: str) -> Node | None:
    """The same by libyaml; raises its errors, TooDeep, and UnicodeError for what has no place in UTF-8."""
    parser = _Parser(text)
    try:
        node: Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


class TooDeep(Exception):
    """Nested deeper than any plan: libyaml's composer calls itself and knows no limit."""


class _Parser(CParser):  # type: ignore[misc]  # the library ships no types
    """libyaml's parser with YAML 1.2's way of telling what a plain scalar is, by ruamel's own table."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def descend_resolver(self, parent: object, index: object) -> None:
        """Called before each node's children."""
        self.depth += 1
        if self.depth > MAX_DEPTH + 5:
            raise TooDeep

    def ascend_resolver(self) -> None:
        """Called after each node's children."""
        self.depth -= 1

    def resolve(self, kind: type, value: str | None, implicit: tuple[bool, bool] | bool) -> str:
        """The tag of a node that names none."""
        if kind is not ScalarNode:
            return f"{TAG}seq" if kind is SequenceNode else f"{TAG}map"
        return plain_tag(value or "") if isinstance(implicit, tuple) and implicit[0] else TEXT


@lru_cache(maxsize=1 << 14)
def plain_tag(value: str) -> str:
    """What a plain scalar is in YAML 1.2."""
    return next((tag for tag, pattern in PLAIN.get(value[:1], ()) if pattern.match(value)), TEXT)


def _plain_table() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """What a plain scalar may be in YAML 1.2, by its first character."""
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for versions, tag, pattern, firsts in implicit_resolvers:
        for first in firsts if (1, 2) in versions else ():
            table.setdefault(first, []).append((tag, re.compile(pattern.pattern, pattern.flags)))
    return table


PLAIN = _plain_table()
