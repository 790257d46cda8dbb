"""The main job in a real browser: a chef is reminded and hands in; LokalMED records, the vice chair
confirms; board and feed show it.
"""

from __future__ import annotations

import urllib.request

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Newcomer

CHEF, CHAIR, VICE_CHAIR = "Skolechef", "Leder, Eksempelskolen", "Næstformand, Eksempelskolen"


def test_a_chef_is_reminded_hands_in_and_hears_no_more(newcomer: Newcomer) -> None:
    newcomer.be(CHEF)
    newcomer.go_to("2024-03-12", "tirsdag den 12. marts 2024")
    newcomer.sees_no("Råderumsforslag for Skole og Dagtilbud skal være")

    newcomer.press("Næste hændelse")
    newcomer.sees(
        "God morgen. Råderumsforslag for Skole og Dagtilbud skal være hos Råderumsgruppen senest "
        "mandag den 18. marts 2024."
    )
    newcomer.press("Det er afleveret")
    newcomer.sees(
        "Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. marts"
    )

    newcomer.go_to("2024-03-22", "fredag den 22. marts 2024")
    newcomer.sees_no("var mandag den 18. marts")
    expect(
        newcomer.page.locator("main").get_by_text(
            "Råderumsforslag for Skole og Dagtilbud skal være"
        )
    ).to_have_count(0)


def test_an_undone_delivery_is_owed_again(newcomer: Newcomer) -> None:
    newcomer.be(CHEF)
    newcomer.go_to("2024-03-13", "onsdag den 13. marts 2024")
    newcomer.press("Det er afleveret")
    newcomer.sees("afleveret onsdag den 13. marts")

    newcomer.press("Fortryd")

    newcomer.sees("skal være hos Råderumsgruppen senest mandag den 18. marts 2024")
    expect(newcomer.page.get_by_role("button", name="Det er afleveret").first).to_be_visible()


def test_a_discussion_is_recorded_confirmed_and_shown(newcomer: Newcomer, browser: Browser) -> None:
    newcomer.go_to("2024-04-19", "fredag den 19. april 2024")
    newcomer.be(CHAIR)
    newcomer.say("/med")
    newcomer.sees("Kun synlig for dig")
    newcomer.press("Registrér")
    expect(newcomer.page.get_by_role("dialog")).to_contain_text("Registrér MED-drøftelse")
    newcomer.press("Send til næstformanden")
    expect(newcomer.page.get_by_role("dialog")).to_contain_text("Registreret")
    newcomer.page.get_by_role("dialog").get_by_role("button", name="Luk").last.click()

    newcomer.be(VICE_CHAIR)
    newcomer.sees(
        "Du bekræfter kun, at drøftelsen fandt sted og er gengivet rigtigt – ikke at I er enige i "
        "forslagene."
    )
    newcomer.press("Ja, det passer")
    newcomer.sees("Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat.")

    newcomer.be(CHAIR)
    newcomer.sees("Kvittering")
    board = newcomer.page.get_by_role("link", name="Tavlen").get_attribute("href")
    page = browser.new_context(locale="da-DK").new_page()
    page.goto(str(board))
    expect(page.locator("body")).to_contain_text("R-006")
    expect(page.locator("body")).to_contain_text("Drøftet")
    page.context.close()


def test_a_personal_calendar_shows_what_was_handed_in(newcomer: Newcomer) -> None:
    newcomer.be(CHEF)
    newcomer.go_to("2024-03-13", "onsdag den 13. marts 2024")
    newcomer.say("/kalender ny")
    newcomer.sees("/kalender/")
    address = newcomer.page.locator("main").get_by_text("/kalender/").first.inner_text()
    url = next(
        word
        for word in address.replace("<", " ").split()
        if word.startswith(newcomer.address) and word.endswith(".ics")
    )
    with urllib.request.urlopen(url) as answer:
        before = answer.read().decode().replace("\r\n ", "")

    newcomer.press("Det er afleveret")
    newcomer.sees("afleveret onsdag den 13. marts")
    with urllib.request.urlopen(url) as answer:
        after = answer.read().decode().replace("\r\n ", "")

    assert "SUMMARY:FRIST" in before
    assert "Afleveret: Råderumsforslag for Skole og Dagtilbud" in after
    assert "Afleveret: " not in before
    assert _uids(before) == _uids(after)


def _uids(feed: str) -> list[str]:
    return sorted(line for line in feed.splitlines() if line.startswith("UID:"))
