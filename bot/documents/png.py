"""A drawing as a PNG, for channels that show no SVG. The letters are our own files: a renderer
without a font silently draws none.
"""

from __future__ import annotations

from pathlib import Path

from resvg_py import svg_to_bytes

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu Sans"
WIDTH = 2200
"""Pixels: sharp on paper and on a large screen."""


def png(svg: str, *, width: int = WIDTH) -> bytes:
    """The picture of a drawing whose letters are set in `FAMILY`."""
    return svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
