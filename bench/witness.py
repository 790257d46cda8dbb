"""Who acts in a rehearsal as its people do, and writes down all they see: messages,
mails, windows, pages and feeds.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from html import unescape
from pathlib import Path
from typing import Any

from bench.book import Book
from bench.rehearsal import Json, Page, Rehearsal, command_line

PROCESS = "norddjurs-2024-oevelse"
ALWAYS = ("/", "/robots.txt", "/healthz", f"/offentlig/{PROCESS}", f"/offentlig/{PROCESS}.ics")
LOOKS, LOOK_SECONDS = 40, 0.25
READERS = ("p-001", "p-007", "p-017")
"""Whose board and papers are read; the others' are the same."""
BOARD_CHOICES = (
    "?dag=2024-04-15",
    "?omraade=skole_dagtilbud",
    "?udvalg=lmu_eksempelskolen",
    "/med.csv",
    "/med.xlsx",
)
FEED_CHOICES = ("?varsel=30", "?forvarsel=ja", "?aflyst=ja")
AMOUNT = re.compile(r" [\d.e+-]+$", re.MULTILINE)


class Witness:
    """The rehearsal, the folder, and what has been written of it already."""

    def __init__(
        self, rehearsal: Rehearsal, book: Book, folder: Path, cast: tuple[str, ...]
    ) -> None:
        """`folder`: where the command line is run; `cast`: whose lists and
        Homes are looked at each time.
        """
        self.rehearsal, self.book, self.folder, self.cast = rehearsal, book, folder, cast
        found = re.findall(r"/sandbox/som/([\w-]+)", rehearsal.ask("/sandbox/").text)
        self.everybody = tuple(sorted(dict.fromkeys(found)))
        self.in_slack = tuple(who for who in self.everybody if not who.startswith("mail-"))
        self.now = rehearsal.clock()["now"][:16]
        self._messages: dict[str, list[Json]] = {}
        self._mails: dict[str, list[str]] = defaultdict(list)
        self._mailed: dict[str, list[str]] = defaultdict(list)
        self._calls: Json = {}

    def to(self, day: str) -> None:
        """Through every stop until the morning of a day; what arrived at each is written under
        its hour.
        """
        shown = self.rehearsal.clock()
        while shown["next"] and shown["next"]["at"][:10] < day:
            shown = self.rehearsal.clock(move="next")
            self._stands(shown)
        self._stands(self.rehearsal.clock(move="to", to=day))

    def _stands(self, clock: Json, *who: str) -> None:
        """Write what those see anew, and everybody, when the bot has said
        something to anybody meanwhile.
        """
        self.now = clock["now"][:16]
        calls = self.rehearsal.journal()["calls"]
        said = {method: count for method, count in calls.items() if method.startswith("chat.")}
        for one in who if said == self._calls else self.in_slack:
            self._messages_of(one)
        self._calls = said

    def act(self, who: str, told: str, answer: Json) -> Json:
        """Write an act and its answer, then let everything follow that follows."""
        kept = {
            "ok": answer.get("ok"),
            "error": answer.get("error", ""),
            "answer": answer.get("answer", ""),
        }
        windows, faults = (
            answer.get("modals") or [],
            [fault for fault in (answer.get("errors") or {}).values() if fault],
        )
        self.book.json(
            "acts.txt",
            f"{self.now} {who} {told}",
            kept | {"windows": [_window(one) for one in windows], "faults": faults},
        )
        self._stands(self.rehearsal.clock(only_now=True, move="to", to=self.now[:10]), who)
        return answer

    def say(self, who: str, text: str) -> Json:
        """A slash command, or a plain word."""
        return self.act(
            who,
            text,
            self.rehearsal.act(who, "command" if text.startswith("/") else "say", text=text),
        )

    def press(
        self, who: str, action: str, about: str = "", *, home: bool = False, **fields: Any
    ) -> Json:
        """A button, by its id and a part of what it is about."""
        return self.act(
            who,
            f"presses {action} {about} {fields or ''}",
            self.rehearsal.press(who, action, about, home=home, **fields),
        )

    def send(self, who: str, **fields: Any) -> Json:
        """The open window; what it says at the end is read and closed."""
        answer = self.act(who, f"sends {fields}", self.rehearsal.send(who, **fields))
        if answer.get("modals") and not answer["modals"][-1].get("submit"):
            self.rehearsal.act(who, "close")
        return answer

    def word(self, *words: str) -> None:
        """A word of the command line."""
        done = command_line(self.folder, *words)
        self.book.write(
            "acts.txt",
            f"== {self.now} fristvogter {' '.join(words)}\n{(done.stdout + done.stderr).decode()}",
        )
        self._stands(self.rehearsal.clock(only_now=True, move="to", to=self.now[:10]))

    def fill(
        self, who: str, command: str, action: str = "", about: str = "", **fields: Any
    ) -> Json:
        """A command, the button under its answer, and the form behind it."""
        self.say(who, command)
        if action:
            self.press(who, action, about)
        return self.send(who, **fields)

    def _mailed_link(self, who: str, link: str) -> list[str]:
        """Mail is delivered beside the acts, so the one that was promised may be on its way."""
        found: list[str] = []
        for _ in range(LOOKS):
            self.look_at_mail(who)
            found = [self.book.links[name] for name in self._mailed[who] if link in name]
            if found:
                break
            time.sleep(LOOK_SECONDS)
        return found

    def by_mail(self, who: str, link: str, **fields: Any) -> None:
        """The form of a page a mail leads to."""
        found = self._mailed_link(who, link)
        page = self.rehearsal.form(found[-1], **fields) if found else Page(0, {}, b"no such link")
        self.book.page("acts.txt", f"{self.now} {who} on the page {link} {fields}", page)
        self._stands(self.rehearsal.clock(only_now=True, move="to", to=self.now[:10]))

    def _messages_of(self, who: str) -> None:
        before, after = self._messages.get(who, []), self.rehearsal.state(who)["messages"]
        known = {message["ts"]: message for message in before}
        for number, message in enumerate(after, start=1):
            if message != known.get(message["ts"]):
                change = "reads now" if message["ts"] in known else "arrived"
                self.book.json(
                    f"slack/{who}.txt", f"{self.now} message {number} {change}", _message(message)
                )
        self._messages[who] = after

    def look_at_mail(self, who: str) -> None:
        """Every mail that has come since the last look: its head, its two texts and what is
        attached.
        """
        box, place = f"/sandbox/som/{who}/post", f"mail/{who}.txt"
        for path in reversed(re.findall(rf'href="({box}/[\w-]+)"', self.rehearsal.ask(box).text)):
            if path in self._mails[who]:
                continue
            self._mails[who].append(path)
            page, html = self.rehearsal.ask(path).text, self.rehearsal.ask(f"{path}/brev")
            shown = [
                unescape(re.sub("<.*?>", "", pre))
                for pre in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
            ]
            self.book.write(
                place, "\n".join([f"== mail {len(self._mails[who])}", *reversed(shown)])
            )
            self.book.page(place, "in HTML", html)
            self._mailed[who] += self.book.meet(html.text)
            for attached in dict.fromkeys(re.findall(rf"{path}/bilag/\d+", page)):
                self.book.page(place, "attached", self.rehearsal.ask(attached))

    def look(self, *, whole: bool = False) -> None:
        """The pages people were led to so far, the feeds, App Homes and lists, as they are today;
        `whole`: papers, and everybody's Home.
        """
        day = self.now[:10]
        for who in self.in_slack if whole else self.cast:
            self.rehearsal.act(who, "home")
            self.book.json(f"home/{day}.txt", who, self.rehearsal.state(who)["home"]["blocks"])
        for who in self.cast:
            for command in ("/frist", "/med", "/frist log"):
                self.say(who, command)
        seen: set[str] = set()
        while new := self.book.links.keys() - seen:
            seen |= new
            for name in sorted(new):
                self._page(day, name, whole)
        for path in (*ALWAYS, *(f"/offentlig/{PROCESS}.ics{choice}" for choice in FEED_CHOICES)):
            self.book.page(f"web/{day}/always.txt", path, self.rehearsal.ask(path))
        for place in (
            "",
            *(f"som/{who}{tab}" for who in self.cast[-2:] for tab in ("", "/hjem", "/post")),
        ):
            self.book.page(f"web/{day}/sandbox.txt", place, self.rehearsal.ask(f"/sandbox/{place}"))
        metrics = self.rehearsal.ask("/metrics", Authorization="Bearer year")
        self.book.write(f"web/{day}/always.txt", f"== /metrics\n{AMOUNT.sub(' …', metrics.text)}")

    def _page(self, day: str, name: str, whole: bool) -> None:
        kind, _, about = name.partition("_")
        path = self.book.links[name]
        if (
            kind in ("bilag", "hoering", "tavle")
            and about.startswith("p-")
            and not about.startswith(READERS)
        ):
            return
        if (
            kind in ("bilag", "hoering") or (kind == "kalender" and not name.endswith(".ics"))
        ) and not whole:
            return
        more = BOARD_CHOICES if kind == "tavle" and about in READERS else ()
        for ending in ("", *more):
            self.book.page(
                f"web/{day}/{name}.txt", name + ending, self.rehearsal.ask(path + ending)
            )


def _message(message: Json) -> Json:
    return {
        name: message[name]
        for name in ("user", "text", "blocks", "attachments", "metadata", "files", "is_ephemeral")
        if message.get(name)
    }


def _window(view: Json) -> Json:
    return {
        name: view[name]
        for name in ("callback_id", "title", "submit", "close", "private_metadata", "blocks")
        if view.get(name)
    }
