"""A plan file of a few lines, for tests that put one fault into it."""

from __future__ import annotations

from pathlib import Path

from config.plan_file import load_plan
from config.tree import PlanFaults
from process.faults import Fault

SMALL = """\
process: {key: lille, title: Lille, municipality: Prøve, uid_host: lille.invalid, year: 2024}
tracks: {spor: Sporet}
kinds:
  aflevering: {label: Aflevering, does: delivery, rhythm: {remind: [3, 1], nag_every: 2, nags: 3, escalate_after: 3}}
organs:
  direktion: {name: Direktionen, kind: executive_board}
  udvalget:
    name: Udvalget
    kind: standing_committee
    meetings:
      moede_1: {when: 30. april}
areas:
  skole: {name: Skole, director: velfaerd, standing_committee: udvalget}
milestones:
  forslag:
    title: Forslag
    kind: aflevering
    when: senest 18. marts
    owners: ["head:*"]
    owner_basis: implied
    owed: Forslag for {area}
    receiver: direktion
    track: spor
"""  # noqa: E501


def write(folder: Path, text: str | bytes, name: str = "plan.yaml") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def faults_of(path: Path) -> tuple[Fault, ...]:
    """The faults of a plan file; none when it loads."""
    try:
        load_plan(path)
    except PlanFaults as found:
        return found.faults
    return ()
