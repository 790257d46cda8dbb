"""People without Slack in a real browser: the mail in the post-box leads to the page, the page
writes, and the receipt comes by mail.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Newcomer

CHEF, CHAIR, VICE_CHAIR = "Socialchef", "Leder, Hjemmeplejen Syd", "Næstformand, Hjemmeplejen Syd"


def follow(newcomer: Newcomer, label: str) -> Page:
    """Press a link in the open mail; the page it opens beside."""
    with newcomer.page.expect_popup() as opened:
        newcomer.page.frame_locator("iframe").get_by_role("link", name=label).first.click()
    return opened.value


def has_mail(newcomer: Newcomer, subject: str) -> None:
    """The newest mail's subject and, when it is opened, its heading."""
    letters = newcomer.page.get_by_role("navigation", name="Mails til").get_by_role("link")
    with newcomer.page.expect_navigation():  # the same mail may be open already
        letters.filter(has_text=subject).first.click()
    expect(newcomer.page.locator("article h2")).to_contain_text(subject)


def test_a_vice_chair_without_slack_goes_the_whole_way_by_mail(newcomer: Newcomer) -> None:
    newcomer.go_to("2024-03-25", "mandag den 25. marts 2024")
    newcomer.go_to("2024-04-17", "onsdag den 17. april 2024")
    newcomer.page.get_by_text("Alle andre").click()
    newcomer.be(CHAIR)
    newcomer.say("/med")
    newcomer.press("Registrér")
    newcomer.press("Send til næstformanden")
    expect(newcomer.page.get_by_role("dialog")).to_contain_text("Registreret")
    newcomer.page.get_by_role("dialog").get_by_role("button", name="Luk").last.click()

    newcomer.be(VICE_CHAIR)
    has_mail(newcomer, "Passer det?")
    letter = newcomer.page.frame_locator("iframe").locator("body")
    expect(letter).to_contain_text(
        "Du bekræfter kun, at drøftelsen fandt sted og er gengivet rigtigt – ikke at I er enige i "
        "forslagene."
    )
    form = follow(newcomer, "Ja, det passer")
    expect(form.locator("main")).to_contain_text("Du svarer som næstformanden.")
    form.get_by_role("button", name="Ja, det passer").click()
    expect(form.get_by_role("status")).to_contain_text("Tak. Det er gemt")
    form.close()

    newcomer.page.reload()
    has_mail(newcomer, "Kvittering")
    letter = newcomer.page.frame_locator("iframe").locator("body")
    expect(letter).to_contain_text(
        "Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat."
    )


def test_a_chef_without_slack_gives_the_task_to_another_from_the_mail(newcomer: Newcomer) -> None:
    newcomer.be(CHEF)
    newcomer.sees("Der er ingen mails endnu.")
    newcomer.go_to("2024-03-13", "onsdag den 13. marts 2024")
    has_mail(newcomer, "Råderumsforslag for Socialområdet: senest mandag den 18. marts")
    page = follow(newcomer, "Giv opgaven videre")
    deputy = page.get_by_label("Hvem skal have opgaven?")
    deputy.select_option(
        value=deputy.locator("option", has_text="Skolechef (eksempel)").get_attribute("value")
    )
    page.get_by_label("Til og med hvornår?").fill("2024-03-20")
    page.get_by_role("button", name="Giv videre").click()
    expect(page.get_by_role("status")).to_contain_text("Skolechef")
    page.close()

    newcomer.be("Skolechef")
    newcomer.sees("Råderumsforslag for Socialområdet")
