"""A YAML 1.2 file as a tree.

The graph is composed, not constructed: a duplicate key, an impossible date or a strange tag
is then a fault with a line of its own, and all of them are found in one reading (a
constructor stops at the first).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from config.tree import MAX_DEPTH, UNREADABLE, Branch, Report, Scalar
from process.plain_text import plain

TAG = "tag:yaml.org,2002:"
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


class Mark(Protocol):
    """A place in the text; lines count from 0."""

    @property
    def line(self) -> int: ...


class Node(Protocol):
    """What a node of the graph has; `id` is scalar, sequence or mapping."""

    id: str
    tag: Any
    value: Any
    start_mark: Mark | None


def compose(text: str, start: Branch) -> Node | None:
    """The text's root node, None for a text that holds nothing. Raises PlanFaults with the one
    fault that ends the reading.
    """
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
        text, kind = plain(str(node.value)), str(node.tag).removeprefix(TAG)
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
