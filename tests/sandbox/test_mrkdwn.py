"""mrkdwn as HTML: what Slack shows, and nothing a person wrote becomes markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.page.mrkdwn import Mrkdwn, with_symbols
from sandbox.page.text import date_token

READER = Mrkdwn(names={"U1": "Skolechef <b>"}, channels={"C1": "råderum"}, tz="Europe/Copenhagen")
ANCHOR = r'href="[^"<>]*" rel="noopener noreferrer" target="_blank"'
TAG = re.compile(
    rf'</?(?:strong|em|s|pre|code|blockquote|br|span|a)(?: (?:class="mention"|{ANCHOR}))?>'
)
HREF = re.compile(r'href="([^"]*)"')


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*fed* og _skrå_ og ~væk~", "<strong>fed</strong> og <em>skrå</em> og <s>væk</s>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("* ikke fed * og *to\nlinjer*", "* ikke fed * og *to<br>linjer*"),
        ("Løn &amp; ansættelse &lt;50 år", "Løn &amp; ansættelse &lt;50 år"),
        ("&amp;lt;", "&amp;lt;"),
        ("`kode *ikke fed*`", "<code>kode *ikke fed*</code>"),
        ("```\nlinje\n```", "<pre>linje</pre>"),
        ("&gt; citat\n&gt; mere\nikke", "<blockquote>citat<br>mere</blockquote>ikke"),
        (
            "<@U1> og <@U9|navn> og <@U8>",
            (
                '<span class="mention">@Skolechef &lt;b&gt;</span> og <span '
                'class="mention">@navn</span> og <span class="mention">@U8</span>'
            ),
        ),
        ("<#C1|x>", '<span class="mention">#råderum</span>'),
        ("<!channel>", '<span class="mention">@kanal</span>'),
        (
            "<https://x.dk/?a=1&amp;b=2|her>",
            '<a href="https://x.dk/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">her</a>',
        ),
        (
            "*<https://x.dk|fed>*",
            (
                '<strong><a href="https://x.dk" rel="noopener noreferrer" '
                'target="_blank">fed</a></strong>'
            ),
        ),
        (
            "se https://x.dk.",
            'se <a href="https://x.dk" rel="noopener noreferrer" target="_blank">https://x.dk</a>.',
        ),
        ("<javascript:alert(1)|klik>", "klik"),
        ("<JavaScript:alert(1)>", "JavaScript:alert(1)"),
        ("<data:text/html,x|klik>", "klik"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        (
            "<!date^1710313200^{date_long_pretty} kl. {time}|før>",
            "onsdag den 13. marts 2024 kl. 8.00",
        ),
        ("<!date^nu^{date}|engang>", '<span class="mention">engang</span>'),
        (":white_check_mark: klar :ukendt: kl. 8:30:15", "✓ klar :ukendt: kl. 8:30:15"),
        (":calendar: Kalender", "Kalender"),
    ],
)
def test_it_is_shown_as_slack_shows_it(written: str, shown: str) -> None:
    assert str(READER.html(written)) == shown


ALPHABET = st.sampled_from(
    [
        *"abc<>&\"'*_~`|!@#:/^{} \n\\0æ",
        "javascript:",
        "https://x",
        "&lt;",
        "&gt;",
        "&amp;",
        "```",
        "\ue000",
        "\ue001",
        "<@U1>",
        "script",
        "onclick=",
    ]
)


@given(st.lists(ALPHABET, max_size=40).map("".join) | st.text(max_size=60))
def test_nothing_written_becomes_markup_and_no_link_is_harmful(written: str) -> None:
    html = str(READER.html(written))
    rest = TAG.sub("", html)
    assert "<" not in rest
    assert ">" not in rest
    assert all(
        address.startswith(("http://", "https://", "mailto:", "tel:"))
        for address in HREF.findall(html)
    )


@given(st.text(max_size=40), st.integers(min_value=0, max_value=4_000_000_000))
def test_a_date_is_told_in_words_whatever_stands_around_it(around: str, seconds: int) -> None:
    assert date_token(seconds, "{date_long}", "Europe/Copenhagen").split(" ")[1] == "den"
    assert with_symbols(around.replace(":", "")) == around.replace(":", "")
