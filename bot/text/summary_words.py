"""The words of a simulation's summary."""

from __future__ import annotations

from collections.abc import Sequence

HELP_SUMMARY = "Vis i stedet et skema: beskeder pr. person pr. uge, og hvad en bot med én besked pr. frist pr. dag ville sende."
HELP_CHART = "Skriv også et søjlediagram (SVG) til denne fil."

GROUPS = {
    "heads": "chefer",
    "directors": "direktører",
    "owners": "råderumsgruppen",
    "med": "MED-udvalg",
    "deputies": "stedfortrædere",
}
HEADINGS = (
    "gruppe",
    "personer",
    "bot",
    "beskeder i alt",
    "pr. person pr. uge: median",
    "median i uger med beskeder",
    "flest på en uge",
    "flest på en dag",
)
OURS, NAIVE = "Fristvogter", "én pr. frist pr. dag"
CHART_TITLE = "Flest beskeder til én person, uge for uge"
CHART_OURS = "Fristvogter"
CHART_NAIVE = "En bot med én besked pr. frist pr. påmindelsesdag"
CHART_WEEK = "uge"


def number(of: float) -> str:
    """A figure with a Danish comma."""
    return f"{of:g}".replace(".", ",")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns below each other."""
    lines = [HEADINGS, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def chart_written(*, file: str) -> str:
    """Where the picture lies."""
    return f"Diagrammet ligger i {file}."
