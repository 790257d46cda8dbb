"""Who may import whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from bench.house import PRODUCT, ROOT, cycles, modules

# The standard library's own doors to the world: the rules are functions of (plan, entries, today)
# and open none of them.
OUTSIDE = {
    "asyncio", "http", "logging", "os", "random", "secrets", "shutil", "smtplib", "socket",
    "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time",
}  # fmt: skip


OWN = re.compile(r"(\w+)_(?:forms|status)$")
JOIN_THEM = ("conversations", "home")
"""What is made of the parts of several conversations."""


def test_the_walls_of_the_house_stand() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_process_imports_the_standard_library_only() -> None:
    allowed = (sys.stdlib_module_names - OUTSIDE) | {"process"}
    strangers = [
        f"{place}: {name}" for place, name in _imports_of("process") if name not in allowed
    ]
    assert strangers == []


def test_no_module_of_the_product_imports_itself_in_a_circle() -> None:
    assert cycles(modules(*PRODUCT)) == []


def test_a_conversations_forms_and_lists_are_its_own() -> None:
    strangers = [
        f"{module.place}: {part}"
        for module in modules("bot/slack")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.slack")
        for part in (node.module, *(alias.name for alias in node.names))
        if (owner := OWN.search(part or "")) and module.path.stem not in (owner[1], *JOIN_THEM)
    ]
    assert strangers == []


def _imports_of(room: str) -> list[tuple[str, str]]:
    found = modules(room)
    assert found, f"there is no room {room}/"
    return [
        (module.place, name)
        for module in found
        for node in ast.walk(module.tree)
        for name in _names(node)
    ]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]]
    return []
