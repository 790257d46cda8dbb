"""Every setting is told where an operator looks for it."""

from __future__ import annotations

import re
from importlib import import_module

from pydantic_settings import BaseSettings

from bench.house import ROOT


def test_every_setting_is_in_the_readmes_table() -> None:
    rows = [line for line in _text("README.md").splitlines() if line.startswith("|")]
    assert sorted(name for name in _settings() if not any(f"`{name}`" in row for row in rows)) == []


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    named = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]*)=", _text(".env.example"), re.MULTILINE))
    assert sorted(named ^ _settings()) == []


def _text(name: str) -> str:
    assert (ROOT / name).exists(), f"there is no {name}"
    return (ROOT / name).read_text(encoding="utf-8")


def _settings() -> set[str]:
    """The names of the environment variables, as pydantic-settings derives them."""
    assert (ROOT / "config" / "settings.py").exists(), "there is no config/settings.py"
    settings: type[BaseSettings] = import_module("config.settings").Settings
    prefix = settings.model_config.get("env_prefix", "")
    return {
        str(field.validation_alias or field.alias or prefix + name).upper()
        for name, field in settings.model_fields.items()
    }
