"""An agenda item under the secretariat's own headings, for a MED committee and for a political one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full, in_line

CASE, ECONOMY, RECOMMENDATION, ANNEXES = "Sagsfremstilling", "Økonomiske konsekvenser", "Indstilling", "Bilag"
COMMITTEE, MEETING, MADE = "Udvalg:", "Møde:", "Udarbejdet:"
ECONOMY_TEXT = "[Udfyldes: de økonomiske konsekvenser fremgår af de enkelte forslag.]"
MED_RECOMMENDATION = (
    "Det indstilles, at udvalget drøfter forslagenes konsekvenser for arbejds- og personaleforhold, og at begge siders synspunkter skrives "
    "i referatet."
)
POLITICAL_RECOMMENDATION = "[Udfyldes af forvaltningen. Fristvogter skriver ingen indstilling.]"
THIS_MEETING = "drøftes på dette møde"
PROPOSALS = "Forslagene til behandling er:"
MED = "Inddragelse af MED"


def title(*, ids: Sequence[str]) -> str:
    """A MED item's title; codes only, since an agenda may be public."""
    return f"Drøftelse af råderumsforslag {in_line(ids)}"


def political_title(*, ids: Sequence[str]) -> str:
    """A political item's title."""
    return f"Behandling af råderumsforslag {in_line(ids)}"


def proposal(*, shown: str, version: int) -> str:
    """A proposal as an annex."""
    return f"{shown}, udgave {version}"


def annex(*, organ: str, seq: int, digest: str) -> str:
    """The MED annex that belongs to the item."""
    return f"MED-bilag til {organ} (protokollen står på nr. {seq}, {digest})"


def involvement(*, discussed: int, waiting: int, contested: int, missing: int) -> str:
    """How far MED is, in one sentence; who and when stands in the annex."""
    parts = [f"{discussed or 'ingen'} er drøftet og bekræftet af begge sider"]
    parts += [f"{waiting} venter på den anden side"] if waiting else []
    parts += [f"{contested} er bestridt"] if contested else []
    parts += [f"{missing} er ikke registreret"] if missing else []
    of = discussed + waiting + contested + missing
    return (
        f"MED-udvalgenes {of} {'drøftelse' if of == 1 else 'drøftelser'} af forslagene: {in_line(parts)}. "
        "Hvem der har drøftet hvad, hvornår, og begge siders synspunkter står i MED-bilaget."
    )


def treated(*, organ: str, day: date | None) -> str:
    """Where it is treated."""
    return f"{organ}, {full(day)}" if day else organ


def file_name(*, place: str, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"dagsordenspunkt-{place.replace('_', '-').replace('/', '-')}.{ending}"
