"""What nobody sees never comes in, and what comes in can always be written down again."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.house import ROOT
from config.plan_file import load_plan, plan_of
from config.plan_writer import plan_text
from config.tree import Report
from config.yaml_file import tree_of
from process.errors import Unwritable
from process.ledger.entries import new_text
from process.plain_text import is_fit, plain

FORMAT = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Cf"]
SPACES = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Zs"]


def test_every_format_sign_goes_and_every_space_is_a_space() -> None:
    assert {plain(f"a{sign}b") for sign in FORMAT} == {"ab"}
    assert {plain(f"a{space}b") for space in SPACES} == {"a b"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("linje 1\r\nlinje\t2\u2028linje 3", "linje 1\nlinje\t2\nlinje 3"),
        ("ra\u030adhuset", "r\u00e5dhuset"),
        ("\ue000\x00\x07x\ufffe", "x"),
        ("\u201c\u00e6\u201d \u2013 \u2713", "\u201c\u00e6\u201d \u2013 \u2713"),
    ],
)  # fmt: skip
def test_what_people_wrote_stays(text: str, read: str) -> None:
    assert plain(text) == read


@given(st.text())
def test_plain_text_is_plain_and_fit(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert is_fit(once)


@pytest.mark.parametrize("content", ["a\x00b", "\ud83d", "b\udfffa"])
def test_a_free_text_no_database_keeps_is_refused(content: str) -> None:
    with pytest.raises(Unwritable):
        new_text(content, id="1", salt="2")


def test_a_plan_with_any_hidden_sign_is_written_and_read_again() -> None:
    """Also one that was adopted before hidden signs were cleaned on their way in."""
    plan = load_plan(ROOT / "config" / "plans" / "norddjurs-2024.yaml")
    rows, signs = plan.milestones, cycle(FORMAT)
    for _ in range(0, len(FORMAT), len(rows)):
        hidden = tuple(replace(row, title=f"Det{next(signs)} her") for row in rows)
        report = Report()
        text = plan_text(replace(plan, milestones=hidden))
        read = plan_of(tree_of(text, "plan.yaml", report), report)
        assert [row.title for row in read.milestones] == ["Det her"] * len(rows)
