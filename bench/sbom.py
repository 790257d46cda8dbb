"""`make sbom`: what an installation is made of, as CycloneDX JSON, from the hashed list."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from bench.house import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(.*)$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(requirements: str, version: str) -> dict[str, Any]:
    """The whole document."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "fristvogter",
                "name": "fristvogter",
                "version": version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": list(components(requirements)),
    }


def components(requirements: str) -> Iterator[dict[str, Any]]:
    """Each pinned package; of one that has several files every hash is told, as properties."""
    for entry in requirements.replace("\\\n", " ").splitlines():
        found = PINNED.match(entry)
        if found:
            name, version, rest = found[1].lower().replace("_", "-"), found[2], found[3]
            purl = f"pkg:pypi/{name}@{version}"
            hashes = [{"name": "sha256", "value": digest} for digest in HASH.findall(rest)]
            yield {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": version,
                "purl": purl,
                "properties": hashes,
            }


def main() -> None:
    """To standard output."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    print(json.dumps(bill(requirements, project["version"]), indent=1))


if __name__ == "__main__":
    main()
