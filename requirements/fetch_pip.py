"""Install one known pip into the Python that runs this, from the package index this
machine names; called by boot.py.

python fetch_pip.py pip 26.3 SHA256

The index is read as the HTML list every index serves; the JSON interface is not served by all.
"""

from __future__ import annotations

import base64
import configparser
import hashlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

REMEDY = (
    "`apt-get install python3-venv` as root, or set PIP_INDEX_URL to your package index, "
    "then run this again."
)
CONFIGURATIONS = (
    "/etc/pip.conf",
    "~/.pip/pip.conf",
    "~/.config/pip/pip.conf",
    os.environ.get("PIP_CONFIG_FILE", ""),
)


def main(project: str, version: str, sha256: str) -> None:
    name = f"{project}-{version}-py3-none-any.whl"
    data = download(configured_index(), project, name)
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(
            f"The package index's {name} is not the one known here. It was not run; "
            "tell the maintainers."
        )
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder, name)
        wheel.write_bytes(data)
        subprocess.run(
            [sys.executable, "-I", f"{wheel}/pip", "install", "-q", "--no-index", str(wheel)],
            check=True,
        )


def configured_index() -> str:
    conf = configparser.RawConfigParser(strict=False)
    conf.read([Path(name).expanduser() for name in CONFIGURATIONS if name], encoding="utf-8")
    written = [conf.get(section, "index-url", fallback="") for section in ("install", "global")]
    for index in (os.environ.get("PIP_INDEX_URL", ""), *written):
        if index:
            return index.rstrip("/")
    sys.exit(f"This Python has no pip and this machine names no package index: {REMEDY}")


def download(index: str, project: str, name: str) -> bytes:
    page = f"{index}/{project}/"
    link = re.search(
        rf'href="([^"]*{re.escape(name)}[^"]*)"', fetch(page).decode("utf-8", "replace")
    )
    if link is None:
        sys.exit(f"The package index has no {name}: {REMEDY}")
    return fetch(urllib.parse.urljoin(page, link[1].replace("&amp;", "&")))


def fetch(url: str) -> bytes:
    """urllib takes proxies from the environment, but not the name and password
    that an index address may carry.
    """
    parts = urllib.parse.urlsplit(url)
    login, _, host = parts.netloc.rpartition("@")
    request = urllib.request.Request(parts._replace(netloc=host).geturl())
    if login:
        request.add_header(
            "Authorization",
            "Basic " + base64.b64encode(urllib.parse.unquote(login).encode()).decode(),
        )
    trust = ssl.create_default_context(cafile=os.environ.get("PIP_CERT"))
    with urllib.request.urlopen(request, timeout=60, context=trust) as answer:
        return bytes(answer.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
