"""What stands on buttons and in modals' frames. Titles, submit and close hold
24 characters at most (Slack).
"""

from __future__ import annotations

from datetime import date

from bot.text.grammar import day

DELIVER = "Det er afleveret"
DELIVER_NOTE = "Aflevér med link eller bemærkning"
INFORM = "Orienteringen er givet"
MORE_TIME = "Jeg har brug for mere tid"
HAND_OVER = "Giv opgaven videre"
NOT_MINE = "Det er ikke min opgave"
RECEIVE = "Meld modtaget"
SEND_BACK = "Send tilbage: der mangler noget"
UNDO = "Fortryd"
TAKE_BACK_REQUEST = "Træk ønsket tilbage"
MINE_AFTER_ALL = "Det er alligevel min opgave"
GRANT = "Giv mere tid"
REFUSE = "Afvis"
TAKE_IT = "Jeg tager opgaven"
TALK = "Jeg tager snakken"
CHOOSE_OTHER = "Vælg en anden ansvarlig"
RECORD = "Registrér drøftelse"
CONFIRM = "Ja, det passer"
ADD_VIEWS = "Tilføj vores synspunkter"
CONTEST = "Nej, det passer ikke"
SEE_BOTH = "Se begge"
CORRECT = "Ret min"
WITHDRAW = "Træk registreringen tilbage"
WITHDRAW_SHORT = "Træk tilbage"
TAKE_BACK = "Fortryd mit svar"
NEW_ADDRESS = "Lav adressen"
MY_CALENDAR = "Få din kalender"
MY_CALENDARS = "Dine kalendere"
CHOOSE_ADDRESS = "Vælg en anden kalender"
RENEW_ADDRESS = "Forny adressen"
CLOSE_ADDRESS = "Luk adressen"
MOVE = "Flyt en dato"
CONFIRM_DATE = "Datoen passer"
CONFIRM_DATES = "Alle datoerne passer"
SEND_TO_VICE_CHAIR = "Send til næstformanden"
SEND_TO_CHAIR = "Send til formanden"
SEND = "Send"
SEND_AGAIN = "Send igen"
ARRIVED = "Den nåede frem"
MOVE_THE_DATE = "Flyt datoen"
MOVE_BACK = "Fortryd flytningen"
CLOSE = "Luk"
SURE = "Er du sikker?"
AS_PDF = "Åbn som PDF"
AS_WORD = "Hent som Word"


def is_informed(organ: str) -> str:
    """`Hovedudvalget er orienteret`."""
    return f"{organ} er orienteret"


def snooze(until: date) -> str:
    """`Mind mig igen fredag den 15. marts`."""
    return f"Mind mig igen {day(until)}"


def nothing_to_choose(label: str) -> str:
    """In the place of a menu that would be empty."""
    return f"{label}: her er ikke noget at vælge lige nu."
