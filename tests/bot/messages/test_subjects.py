"""A mail's subject reaches its reader letter by letter, says what it is about, and is short."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from bot.mail.compose import set_subject
from bot.messages.subjects import LIMIT, cut

WORDS = "LokalMED mangler at drøfte Sygeplejeklinikker. Drøftelsen skal være registreret æøå 1 – …"
DANISH = st.sampled_from(WORDS.split())


@given(st.lists(DANISH, min_size=1, max_size=16).map(" ".join).map(cut))
def test_every_subject_arrives_as_it_was_written_in_lines_of_at_most_78(title: str) -> None:
    mail = EmailMessage()
    set_subject(mail, title)
    mail.set_content("x")
    sent = mail.as_bytes()
    assert message_from_bytes(sent, policy=policy.default)["Subject"] == title
    assert max(map(len, sent.splitlines())) <= 78


def test_a_long_subject_is_cut_at_a_word() -> None:
    assert (
        cut("ord " * 40).removesuffix("…").strip().split()[-1] == "ord"
        and len(cut("ord " * 40)) <= LIMIT
    )
