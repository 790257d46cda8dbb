"""Small wheels made on the spot, and a package index on this machine that serves them:
pip is tried without a network.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread


def wheel(
    index: Path, name: str, version: str, files: Mapping[str, bytes], metadata: str = ""
) -> Path:
    """One wheel in the index, as the simplest of the formats says."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    held = {
        **files,
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}".encode()
        ),
        f"{info}/WHEEL": (
            b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = "".join(f"{path},,\n" for path in [*held, f"{info}/RECORD"])
    made = index / name / f"{stem}-py3-none-any.whl"
    made.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(made, "w") as archive:
        for path, data in {**held, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(path, data)
    return made


def pip_wheel(index: Path, version: str) -> Path:
    """The pip these tests run with, which calls itself whatever version is wanted."""
    parts = [
        part
        for part in distribution("pip").files or []
        if part.parts[0] == "pip" and part.suffix != ".pyc"
    ]
    files = {part.as_posix(): Path(str(part.locate())).read_bytes() for part in parts}
    start = re.sub(
        rb"__version__ = .*", f'__version__ = "{version}"'.encode(), files["pip/__init__.py"]
    )
    return wheel(index, "pip", version, {**files, "pip/__init__.py": start})


def pinned(made: Path, marker: str = "") -> str:
    version = made.name.split("-")[1]
    return (
        f"{made.parent.name}=={version}{marker} "
        f"--hash=sha256:{hashlib.sha256(made.read_bytes()).hexdigest()}"
    )


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The list that every folder answers with is the oldest form of an index;
        nobody reads who asked for it.
        """


@contextmanager
def served(index: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(index)))
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
