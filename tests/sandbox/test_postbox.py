"""Mail comes in over real SMTP and is read in the post-box as its receiver would read it;
nothing in it runs or loads.
"""

import smtplib
from email.message import EmailMessage
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from sandbox.mail import listening
from sandbox.settings import Member
from tests.sandbox.conftest import BASE, CHEF, LEAVER, Build, World, call

OUTSIDER = Member(
    id="mail-1", name="Næstformand uden Slack", email="Naest@example.org", slack=False
)
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Post:
    """A sandbox with a post office, and somebody who writes."""

    def __init__(self, world: World, port: int) -> None:
        self.world, self.port = world, port

    def send(
        self,
        to: str = OUTSIDER.email,
        *,
        subject: str = "Frist den 18. marts æøå",
        html: str = "",
        text: str = "Hej",
    ) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Fristvogter <frister@example.org>", to, subject
        mail["Date"] = "Wed, 13 Mar 2024 08:00:00 +0100"
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
        mail.add_attachment(CALENDAR, maintype="text", subtype="calendar", filename="frister.ics")
        with smtplib.SMTP("127.0.0.1", self.port, timeout=5) as smtp:
            smtp.send_message(mail)

    def get(self, path: str) -> tuple[str, dict[str, str]]:
        with urlopen(self.world.url + path, timeout=10) as answer:
            return answer.read().decode(), {
                name.casefold(): value for name, value in answer.headers.items()
            }

    def first(self) -> str:
        """The path of the newest mail in the outsider's post-box."""
        page, _ = self.get(f"/som/{OUTSIDER.id}/post")
        return page.partition(f'href="/sandbox/som/{OUTSIDER.id}/post/')[2].partition('"')[0]


@pytest.fixture
def post(build: Build) -> Post:
    listener = listening(0)
    return Post(build(cast=(*BASE.cast, OUTSIDER), mail=listener), listener.getsockname()[1])


def test_a_mail_stands_in_the_post_box_of_whoever_it_was_sent_to(post: Post) -> None:
    post.send(text="Se https://eksempel.invalid/frist/a.b?c=1 i dag")
    page, _ = post.get(f"/som/{OUTSIDER.id}/post")
    assert "Frist den 18. marts æøå" in page and "onsdag den 13. marts 2024 kl. 8.00" in page
    assert (
        '<a href="https://eksempel.invalid/frist/a.b?c=1" target="_blank" rel="noopener">' in page
    )
    assert "Frist den 18. marts" not in post.get(f"/som/{CHEF.id}/post")[0]


def test_what_is_not_read_is_counted_and_opening_reads_it(post: Post) -> None:
    post.send()
    post.send(subject="Den anden")
    badge = '<span class="unread">2<span class="hidden"> ulæste</span>'
    assert badge in post.get("/")[0]
    assert "Den anden</h2>" in post.get(f"/som/{OUTSIDER.id}/post")[0]
    assert badge.replace("2", "1").replace("ulæste", "ulæst") in post.get("/")[0]


def test_the_part_in_html_runs_nothing_loads_nothing_and_opens_its_links_beside(post: Post) -> None:
    post.send(
        html='<html><head></head><body><script>x</script><a href="https://eksempel.invalid">Svar</a></body></html>'
    )
    page, _ = post.get(f"/som/{OUTSIDER.id}/post")
    assert (
        'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page and "<script>x" not in page
    )
    body, headers = post.get(f"/som/{OUTSIDER.id}/post/{post.first()}/brev")
    assert body.startswith('<html><head><base target="_blank"></head>')
    policy = headers["content-security-policy"].split("; ")
    assert policy[:2] == [
        "sandbox allow-popups allow-popups-to-escape-sandbox",
        "default-src 'none'",
    ]
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_an_attachment_is_saved_as_it_was_sent(post: Post) -> None:
    post.send()
    with urlopen(
        f"{post.world.url}/som/{OUTSIDER.id}/post/{post.first()}/bilag/0", timeout=10
    ) as answer:
        assert (
            answer.read() == CALENDAR
            and answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''frister.ics"
        )


@pytest.mark.parametrize("path", ["/post/P0/brev", "/post/P0/bilag/0"])
def test_a_mail_that_is_not_there_or_is_anothers_is_not_found(post: Post, path: str) -> None:
    post.send()
    for user in (OUTSIDER.id, "ukendt"):
        with pytest.raises(HTTPError) as refused:
            post.get(f"/som/{user}{path}")
        assert refused.value.code == 404
        refused.value.close()
    with pytest.raises(HTTPError) as refused:
        post.get(f"/som/{CHEF.id}/post/{post.first()}/brev")
    assert refused.value.code == 404
    refused.value.close()


def test_a_mailbox_that_is_not_there_or_was_closed_is_refused_as_real_servers_do(
    post: Post,
) -> None:
    post.world.post("/members", id=LEAVER.id)
    for address in ("ingen@example.org", LEAVER.email):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            post.send(address)
        assert refused.value.recipients == {address: (550, b"5.1.1 no such mailbox here")}


def test_slack_knows_nobody_who_only_has_mail_and_their_page_leads_to_the_post_box(
    post: Post,
) -> None:
    answer = call(
        f"{post.world.url}/api/users.lookupByEmail?token=xoxb-test&email={OUTSIDER.email}"
    )
    assert answer["error"] == "users_not_found"
    members = call(f"{post.world.url}/api/users.list?token=xoxb-test")["members"]
    assert OUTSIDER.id not in [member["id"] for member in members]
    page, _ = post.get(f"/som/{OUTSIDER.id}")
    assert (
        "Der er ingen mails endnu." in page
        and "Hjem</a>" not in page
        and "Uden Slack: kun mail" in page
    )


def test_beginning_again_empties_the_post_boxes(post: Post) -> None:
    post.send()
    post.world.post("/reset")
    assert "Der er ingen mails endnu." in post.get(f"/som/{OUTSIDER.id}/post")[0]
