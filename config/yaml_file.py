"""A YAML 1.2 file as a tree.

The graph is composed, not constructed: a duplicate key, an impossible date or a strange tag
is then a fault with a line of its own, and all of them are found in one reading (a
constructor stops at the first).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import implicit_resolvers
from yaml import ScalarNode, SequenceNode
from yaml import YAMLError as LibraryError
from yaml.cyaml import CParser

from config.tree import MAX_DEPTH, UNREADABLE, Branch, Report, Scalar

TAG = "tag:yaml.org,2002:"
TEXT = f"{TAG}str"
READ_DIFFERENTLY = tuple(
    re.compile(pattern)
    for pattern in (
        # white space and line breaks that YAML 1.1 and 1.2 do not count alike
        r"[\t\x85\u2028\u2029\ufeff]",
        r"\r(?!\n)",
        r"[%](?<![^\n]%)",  # directives
        r"(?:---|\.\.\.)(?<![^\n]...)",  # several documents
        r"!(?<![^\s,\[{:?-]!)",  # explicit tags
        r"\?(?<![^\s,\[{:?-]\?)(?=\s|\Z)",  # complex keys
        # anchors of more than plain letters
        r"[&*](?<![^\s,\[{][&*])(?!\s|[A-Za-z0-9_-]+(?:[\s,\]}]|\Z))",
        r"[\"'\]}]:\S",  # a value hard upon its key, as in JSON
        # a block that begins with a comment or an empty line
        r"[|>][+0-9-]*(?:#|(?: [^\n]*)?\r?\n *(?:#|\r?(?:\n|\Z)))",
    )
)
"""What libyaml (YAML 1.1) and ruamel (1.2) may read differently; a text that holds any of it is
ruamel's. Each begins with the sign itself and then looks back: so the whole text is passed over
several times as fast as by one that tries every beginning everywhere.
"""


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
    """The text's root node, None for a text that holds nothing. Raises PlanFaults with the one
    fault that ends the reading.
    """
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
        report.add(
            Branch(None, start.file, line), "syntax", problem=error.problem or error.context or ""
        )
    except RecursionError:
        report.add(start, "too_deep")
    except (YAMLError, ValueError) as error:
        report.add(start, "syntax", problem=(str(error).splitlines() or [""])[0])
    else:
        return node
    report.check()
    return None


def quickly(text: str) -> Node | None:
    """The same by libyaml; raises its errors, TooDeep, and UnicodeError for what has no place in
    UTF-8.
    """
    parser = _Parser(text)
    try:
        node: Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


class TooDeep(Exception):
    """Nested deeper than any plan: libyaml's composer calls itself and knows no limit."""


class _Parser(CParser):  # type: ignore[misc]  # the library ships no types
    """libyaml's parser with YAML 1.2's way of telling what a plain scalar is, by ruamel's own
    table.
    """

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


MAX_NODES = 200_000
MAX_BYTES = 5_000_000


def read_text(path: Path) -> str:
    """The file as text; raises PlanFaults when it is missing, unreadable, not UTF-8 or far too
    large.
    """
    report = Report()
    start = Branch(None, path.name, 1)
    text = ""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        report.add(
            Branch(None, path.name, line), "not_utf8", byte=f"0x{error.object[error.start]:02x}"
        )
    except (FileNotFoundError, NotADirectoryError):
        report.add(start, "file_not_found")
    except (OSError, ValueError) as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
    if len(text) > MAX_BYTES:
        report.add(start, "too_large")
    report.check()
    return text


def read_tree(path: Path, report: Report) -> Branch:
    """The file's root mapping. Raises PlanFaults when there is no tree at all;
    lesser faults go into the report.
    """
    return tree_of(read_text(path), path.name, report)


def tree_of(text: str, name: str, report: Report) -> Branch:
    """The same for a text that is no file (any more); `name` is what its faults call it."""
    start = Branch(None, name, 1)
    node = compose(text, start)
    root = _Growing(report, name).branch(node, start.line, start.path, ())
    if root.value is None:
        report.add(start, "empty_file")
    elif root.mapping is None and root.value is not UNREADABLE:
        report.add(root, "wrong_type", expected="mapping", value=root.shown)
    if root.mapping is None:
        report.check()
    return root


class _Growing:
    """Builds the tree; stops at anchors that contain themselves and at files that
    would unfold past any sense.
    """

    def __init__(self, report: Report, file: str) -> None:
        self.report, self.file = report, file
        self.left = MAX_NODES

    def branch(self, node: Node | None, line: int, path: str, above: tuple[int, ...]) -> Branch:
        """The branch for a node that stands at the line and the path, below the nodes `above`."""
        return Branch(self._value(node, line, path, above), self.file, line, path)

    def _value(
        self, node: Node | None, line: int, path: str, above: tuple[int, ...]
    ) -> dict[str, Branch] | list[Branch] | Scalar:
        self.left -= 1
        if id(node) in above or len(above) > MAX_DEPTH or self.left <= 0:
            if self.left >= 0:
                self._fault(line, path, "too_deep")
            return UNREADABLE
        if node is None:
            return None
        if node.id == "scalar":
            return self._scalar(node, line, path)
        inside = (*above, id(node))
        below = f"{path}." if path else ""
        if node.id == "mapping":
            return self._children(node, line, below, inside)
        return [
            self.branch(item, _line(item, line), f"{below}{n}", inside)
            for n, item in enumerate(node.value)
        ]

    def _children(
        self, node: Node, line: int, below: str, inside: tuple[int, ...]
    ) -> dict[str, Branch]:
        children: dict[str, Branch] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if key_node.id == "scalar" else ""
            at, path = _line(key_node, line), f"{below}{key}"
            if not key or not key.isprintable():
                self._fault(at, path, "bad_key", key=ascii(key)[1:81])
            elif key in children:
                self._fault(at, path, "duplicate_key", key=key, first_line=str(children[key].line))
            else:
                children[key] = self.branch(value_node, at, path, inside)
        return children

    def _scalar(self, node: Node, line: int, path: str) -> Scalar:
        text, kind = str(node.value), str(node.tag).removeprefix(TAG)
        if not text.isprintable() and not text.replace("\n", " ").replace("\t", " ").isprintable():
            self._fault(line, path, "wrong_type", expected="text", value=ascii(text)[1:81])
            return UNREADABLE
        if kind not in SCALARS:
            return text
        try:
            return SCALARS[kind](text)
        except ValueError:
            code = "impossible_date" if kind == "timestamp" else "wrong_type"
            self._fault(line, path, code, value=text[:80], expected="number")
            return UNREADABLE

    def _fault(self, line: int, path: str, code: str, **fields: str) -> None:
        self.report.add(Branch(None, self.file, line, path), code, **fields)


def _line(node: Node, line: int) -> int:
    return node.start_mark.line + 1 if node.start_mark else line


def _integer(text: str) -> int:
    """Plain figures of a size somebody might mean; `0x1F` and friends are none of ours."""
    if len(text) > 9:
        raise ValueError(text)
    return int(text)


SCALARS: dict[str, Callable[[str], Scalar]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": _integer,
    "float": float,
    "timestamp": lambda text: date.fromisoformat(text) if len(text) == 10 else text,
}
