"""A record that was taken back or corrected: who did it, why, what stands now, and what the other side can do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.buttons import TAKE_BACK
from bot.text.dates import full, in_line, moment
from bot.text.grammar import upper_first
from bot.text.marks import code, strong
from process.records import RecordState

WITHDRAW_TITLE = "Træk tilbage"
WHY = "Hvorfor trækker du den tilbage?"
WHY_HINT = "Begge sider får årsagen at læse, og den bliver stående i protokollen. Skriv ikke om enkeltpersoner, helbred eller fagforening."
CHANGES = {"held_on": "dagen", "outcome": "hvad der skete", "proposals": "forslagene"}
OWN_OTHERS = "Står der flere møder, og er det ene en fejl, så ret det eller træk det tilbage."


def told(*, by: str, committee: str, on: date, at: datetime, why: str) -> str:
    """Who took it back, when and why."""
    reason = f" Årsag: “{why}”{'' if why.endswith(('.', '!', '?')) else '.'}" if why else ""
    return f"{upper_first(by)} har {moment(at)} trukket registreringen fra {committee} {full(on)} tilbage.{reason}"


def stands(*, committee: str, open_ones: Sequence[str], discussed: Sequence[tuple[str, date]], again: date | None) -> str:
    """What stands now, for each of its proposals."""
    if again is not None:
        return f"Den tidligere registrering fra {full(again)} står igen, med det svar, den havde."
    parts = [f"{id} står som drøftet {full(on)}" for id, on in discussed]
    parts += [f"{in_line(open_ones)} står som ikke drøftet i {committee}"] if open_ones else []
    return f"Kvitteringen gælder ikke længere. Nu gælder: {in_line(parts)}."


def can_do(*, by: str) -> str:
    """What whoever reads it can do."""
    return f"Synspunkter, der er skrevet, bliver i protokollen. Har I holdt mødet, så registrér det på ny; ellers tal med {by}."


def corrected_before(*, by: str, on: date, state: RecordState, answered_by: str, changed: Sequence[str]) -> str:
    """Above the question about a correction: what it takes the place of, and what is different."""
    what = f" Det er {in_line([CHANGES[name] for name in changed])}, der er rettet." if changed else ""
    verb = {RecordState.CONFIRMED: "bekræftede", RecordState.CONTESTED: "så anderledes"}.get(state)
    answer = f", som {answered_by} {verb}, så den skal besvares igen" if verb and answered_by else ""
    return f"{upper_first(by)} har rettet registreringen fra {full(on)}{answer}.{what}"


def earlier(*, on: date) -> str:
    """Beside views that were written to what a correction replaced."""
    return f"skrevet til registreringen fra {full(on)}, før den blev rettet"


def also(*, days: Sequence[date], one: bool) -> str:
    """To whoever recorded a further meeting about the same version."""
    what = "det samme forslag" if one else "nogle af de samme forslag"
    return f"I har også registreret en drøftelse af {what} {in_line([full(day) for day in days])}; begge står. {OWN_OTHERS}"


def after_treatment(*, ids: Sequence[str], treatment: date) -> str:
    """To whoever recorded a meeting that was held after the politicians had the case: late stays late, and is no refusal."""
    return f"Mødet lå efter den politiske behandling {full(treatment)}, og det står ved {in_line(ids)}."


def own_answer_stands(*, act: str, at: str) -> str:
    """To whoever presses an old button after they have answered: what stands, and how one changes one's mind."""
    did = {"confirm": "bekræftede registreringen", "contest": "skrev, at registreringen ikke passer,"}[act]
    return (
        f"Du {did} {at}, og det svar står. Har du ombestemt dig, så tryk på {strong(TAKE_BACK)} "
        f"eller skriv {code('/med fortryd')}; så kan du svare igen."
    )
