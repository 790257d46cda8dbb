"""What is wrong with a file an operator wrote, as values. `bot.text.plan_files` has the
Danish sentences and remedies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One place in one file that cannot be used. Lines count from 1; `path` names the
    place in the file's own words.
    """

    file: str
    line: int
    path: str
    code: str
    """What is wrong; one of `CODES`."""
    fields: tuple[tuple[str, str], ...] = ()
    """The values the sentence quotes, by name."""

    def field(self, name: str) -> str:
        """A quoted value; empty when the fault has none of that name."""
        return dict(self.fields).get(name, "")


CODES = {
    "file_not_found": (),
    "file_unreadable": ("why",),
    "not_utf8": ("byte",),
    "empty_file": (),
    "employees_discuss": (),
    "too_large": (),
    "syntax": ("problem",),
    "too_deep": (),
    "duplicate_key": ("key", "first_line"),
    "bad_key": ("key",),
    "unknown_field": ("key", "near"),
    "missing_field": ("field",),
    "wrong_type": ("expected", "value"),
    "not_a_choice": ("value", "choices", "near"),
    "impossible_date": ("value",),
    "impossible_time": ("value",),
    "impossible_zone": ("value",),
    "delivery_in_quiet": ("value",),
    "impossible_number": ("value", "lowest", "highest"),
    "year_out_of_range": ("value",),
    "when_unreadable": ("value",),
    "when_no_year": ("value",),
    "when_impossible": ("value",),
    "when_reversed": ("value",),
    "when_either": ("value",),
    "when_expected": ("value",),
    "when_weekday": ("value", "day"),
    "unknown_owner": ("value", "near"),
    "unknown_role": ("value", "role", "near"),
    "unknown_organ": ("value", "near"),
    "unknown_area": ("value", "near"),
    "unknown_kind": ("value", "near"),
    "unknown_milestone": ("value", "near"),
    "unknown_track": ("value", "near"),
    "unknown_group": ("value", "near"),
    "unknown_check": ("value", "near"),
    "unknown_person": ("value", "near"),
    "bad_rung": ("value", "does", "choices"),
    "rung_twice": ("value",),
    "ladder_unused": ("does",),
    "ladder_without_days": (),
    "circular": ("value",),
    "owner_basis": ("basis",),
    "bad_placeholder": ("value",),
    "not_example": (),
    "overrides_plan": (),
    "extends_missing": (),
    "no_header": ("columns",),
    "no_table_header": (),
    "row_unread": ("value", "why"),
    "unknown_column": ("value", "near"),
    "wrong_columns": ("expected", "found"),
    "duplicate_value": ("column", "value", "first_line"),
    "bad_email": ("value",),
    "no_process_owner": (),
}
"""Every code with the names of the values its sentence quotes."""


def near(name: str, known: Sequence[str]) -> str:
    """The spellings that come closest, comma-separated; empty when none does."""
    return ", ".join(get_close_matches(name, known, n=3, cutoff=0.6))
