"""`python -m app …` is `fristvogter …`, for hosts that install the requirements but
not the project (see Procfile).
"""

from __future__ import annotations

from app.commands.main import main

if __name__ == "__main__":
    main()
