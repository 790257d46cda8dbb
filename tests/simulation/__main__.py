"""`python -m tests.simulation [MANY] [FIRST]`: so many seeds from the first on. A seed that breaks
a promise prints its story; `python -m tests.simulation 1 SEED` tells it again.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from tests.simulation.seeds import Broken, Seeds, on_sqlite


def main(many: int = 10_000, first: int = 0) -> int:
    """The exit code."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        try:
            lived = Seeds(on_sqlite(Path(folder))).run(range(first, first + many))
        except Broken as broken:
            print(broken)
            return 1
    print(f"{lived} seeds from {first} on: every promise was kept")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
