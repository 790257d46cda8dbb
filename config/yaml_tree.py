"""A YAML 1.2 file as a tree. ruamel's errors become faults here and nowhere else.

The graph is composed, not constructed: a duplicate key, an impossible date or a strange tag is then a fault with a line of its own,
and all of them are found in one reading (a constructor stops at the first).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from config.tree import UNREADABLE, Branch, Report, Scalar

MAX_DEPTH = 30
MAX_NODES = 200_000
MAX_BYTES = 5_000_000
TAG = "tag:yaml.org,2002:"


def read_text(path: Path) -> str:
    """The file as text; raises PlanFaults when it is missing, unreadable, not UTF-8 or far too large."""
    report = Report()
    start = Branch(None, path.name, 1)
    text = ""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        report.add(Branch(None, path.name, line), "not_utf8", byte=f"0x{error.object[error.start]:02x}")
    except (FileNotFoundError, NotADirectoryError):
        report.add(start, "file_not_found")
    except (OSError, ValueError) as error:
        report.add(start, "file_unreadable", why=type(error).__name__)
    if len(text) > MAX_BYTES:
        report.add(start, "too_large")
    report.check()
    return text


def read_tree(path: Path, report: Report) -> Branch:
    """The file's root mapping. Raises PlanFaults when there is no tree at all; lesser faults go into the report."""
    return tree_of(read_text(path), path.name, report)


def tree_of(text: str, name: str, report: Report) -> Branch:
    """The same for a text that is no file (any more); `name` is what its faults call it."""
    start = Branch(None, name, 1)
    node = _compose(text, start)
    root = _Growing(report).branch(node, start, ())
    if root.value is None:
        report.add(start, "empty_file")
    elif root.mapping is None and root.value is not UNREADABLE:
        report.add(root, "wrong_type", expected="mapping", value=root.shown)
    if root.mapping is None:
        report.check()
    return root


def _compose(text: str, start: Branch) -> Node | None:
    report = Report()
    try:
        yaml = YAML(typ="rt", pure=True)
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


class _Growing:
    """Builds the tree; stops at anchors that contain themselves and at files that would unfold past any sense."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.left = MAX_NODES

    def branch(self, node: Node | None, here: Branch, above: tuple[int, ...]) -> Branch:
        """The branch for a node that stands at `here`, below the nodes `above`."""
        self.left -= 1
        if id(node) in above or len(above) > MAX_DEPTH or self.left <= 0:
            if self.left >= 0:
                self.report.add(here, "too_deep")
            return Branch(UNREADABLE, here.file, here.line, here.path)
        inside = (*above, id(node))
        if isinstance(node, MappingNode):
            return Branch(self._children(node, here, inside), here.file, here.line, here.path)
        if isinstance(node, SequenceNode):
            items = [self.branch(n, here.child(i, line=_line(n, here)), inside) for i, n in enumerate(node.value)]
            return Branch(items, here.file, here.line, here.path)
        return Branch(self._scalar(node, here), here.file, here.line, here.path)

    def _children(self, node: MappingNode, here: Branch, inside: tuple[int, ...]) -> dict[str, Branch]:
        children: dict[str, Branch] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else ""
            place = here.child(key, line=_line(key_node, here))
            if not key or not key.isprintable():
                self.report.add(place, "bad_key", key=ascii(key)[1:81])
            elif key in children:
                self.report.add(place, "duplicate_key", key=key, first_line=str(children[key].line))
            else:
                children[key] = self.branch(value_node, place, inside)
        return children

    def _scalar(self, node: Node | None, here: Branch) -> Scalar:
        if node is None:
            return None
        text, kind = str(node.value), str(node.tag).removeprefix(TAG)
        if not text.isprintable() and not text.replace("\n", " ").replace("\t", " ").isprintable():
            self.report.add(here, "wrong_type", expected="text", value=ascii(text)[1:81])
            return UNREADABLE
        if kind not in SCALARS:
            return text
        try:
            return SCALARS[kind](text)
        except ValueError:
            self.report.add(here, "impossible_date" if kind == "timestamp" else "wrong_type", value=text[:80], expected="number")
            return UNREADABLE


def _line(node: Node | None, here: Branch) -> int:
    return node.start_mark.line + 1 if node is not None and node.start_mark else here.line


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
