"""What may stand in the tree, and what the README says of it."""

from __future__ import annotations

import re
import tomllib

from bench.house import ROOT
from tests.house.files import kept, texts

# A path that only one machine has, and an address of a package index; written so that this file
# does not match itself.
MACHINE = re.compile(r"(?<![\w.~:/-])/(?:home|root|work|Users)/[\w.]")
INDEX = re.compile(
    r"https?://[^\s\"'<>)]+/(?:simple|packages)/|\bfiles[.]pythonhosted\b|https?://(?:\w+[.])?pypi[.]org"
)


def test_no_file_names_a_path_of_one_machine_or_a_package_index() -> None:
    found = [
        f"{place}: {hit[0]}"
        for place, text in texts().items()
        for hit in [MACHINE.search(text) or INDEX.search(text)]
        if hit
    ]
    assert found == []


def test_every_entry_at_the_top_is_in_the_readmes_picture() -> None:
    picture = _picture()
    entries = {path.relative_to(ROOT).parts[0] for path in kept()}
    assert (
        sorted(
            entry
            for entry in entries
            if not re.search(rf"(?<![\w.]){re.escape(entry)}(?!\w)", picture)
        )
        == []
    )


def test_a_wheel_carries_every_file_the_rooms_read() -> None:
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]
    rooms = {room for room in packaging["packages"]["find"]["include"] if "." not in room}
    data = [
        path for path in kept() if path.relative_to(ROOT).parts[0] in rooms and path.suffix != ".py"
    ]
    assert data != []
    assert [
        str(path.relative_to(ROOT))
        for path in data
        if not any(path.match(p) for p in packaging["package-data"]["*"])
    ] == []


def _picture() -> str:
    readme = ROOT / "README.md"
    assert readme.exists(), "there is no README.md"
    marked = re.findall(
        r"<!-- house -->(.*?)(?:<!-- /house -->|<!-- house -->|\Z)",
        readme.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert marked, (
        "README.md has no picture of the house between <!-- house --> and <!-- /house -->"
    )
    return "\n".join(marked)
