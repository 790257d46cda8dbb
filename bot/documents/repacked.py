"""Office files with the clock taken out of them: the same content gives the same bytes, whenever it is packed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

CORE = "docProps/core.xml"
STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def repacked(data: bytes, on: date) -> bytes:
    """The same file, said to be made on that day; `on` lies after 1980, where the format begins."""
    out = io.BytesIO()
    stamp = f"{on.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == CORE:
                content = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            part = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, content)
    return out.getvalue()
