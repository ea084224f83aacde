"""Messages that would be markup, run, hide or turn round; and answers that would lead somewhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from page.serving import Canned

if TYPE_CHECKING:
    from page.serving import Served
    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy

ALERTING = "window.hurt = true"
MARKUP = (
    f"<script>{ALERTING}</script> TikTok Shop: call 400-882-1234",
    f'<img src=x onerror="{ALERTING}"> TikTok Shop WeChat tk_help_2026',
    f"<svg/onload={ALERTING}><iframe srcdoc='<script>{ALERTING}</script>'> TikTok Shop: 400-882-1234",
    f'</textarea></div><a href="javascript:{ALERTING}">TikTok Shop 400-882-1234</a>',
    f"{{{{constructor.constructor('{ALERTING}')()}}}} ${{{ALERTING}}} TikTok Shop: 400-882-1234",
    "TikTok Shop: javascript:window.hurt=true call 400-882-1234 data:text/html,<script>window.hurt=true</script>",
    "__proto__ constructor toString {contact} {whom} {found} {0} TikTok Shop: 400-882-1234",
    "TikTok Shop: 400-882-1234 $& $1 $` $' \\u003cscript\\u003e <!-- ]]> &lt;b&gt; &#x6A;",
)


@pytest.mark.parametrize("text", MARKUP)
def test_a_message_stays_text(text: str, visitor: Visitor) -> None:
    visitor.open("en").ask(text)
    shown = visitor.run("""
        const copy = document.querySelector(".text").cloneNode(true);
        copy.querySelectorAll(".number, .sr").forEach((element) => element.remove());
        return copy.textContent;
    """)

    assert shown == text
    assert visitor.run("return window.hurt") is None
    assert (
        visitor.run("return document.querySelectorAll('#answer :is(script, img, svg, iframe, style, object)').length")
        == 0
    )
    assert not [link for link in visitor.links if not link.startswith("https://")]


@pytest.mark.parametrize(
    "contact", ["<b>x</b>@evil.example", "javascript:alert(1)", "__proto__", "constructor", "{contact}"]
)
def test_a_contact_stays_text(contact: str, visitor: Visitor) -> None:
    visitor.open("en").ask(contact, "PayPal")

    assert visitor.first
    assert visitor.run("return document.querySelectorAll('#answer b').length") == 0
    assert not [link for link in visitor.links if contact in link]


def test_the_claimed_name_stays_text(visitor: Visitor) -> None:
    visitor.open("en").ask("400-882-1234", "<img src=x onerror=alert(1)>\u202e{name}")

    assert "“<img src=x onerror=alert(1)>\ufffd{name}”" in visitor.problem


def test_what_hides_or_turns_round_is_shown(visitor: Visitor) -> None:
    visitor.open("en").ask(
        "TikTok Shop\u200b support: \u202e4321-288-004\u202c call 400\u200b-882-1234 \u2066now\u2069", "TikTok Shop"
    )

    shown = "".join(visitor.texts(".text"))
    assert not set("\u200b\u202e\u202c\u2066\u2069") & set("".join(visitor.texts("#answer")))
    assert shown.count("\ufffd") == 6
    assert "Characters that cannot be seen are shown as �." in visitor.at("answer").text


def test_marks_stand_right_behind_characters_of_two_code_units(visitor: Visitor) -> None:
    visitor.open("en").ask("😀😀👩‍👩‍👧 𝐓ik TikTok Shop: WeChat tk_help_2026 😀 call 400-882-1234 👍")

    assert visitor.texts(".text mark") == ["tk_help_2026", "400-882-1234"]


def test_lone_surrogates_are_sent_as_what_they_are_shown_as(visitor: Visitor) -> None:
    visitor.open("en")
    visitor.run("document.getElementById('message').value = '\\ud800 TikTok Shop: WeChat tk_help_2026 \\udc00'")
    visitor.at("check").click()
    visitor.wait()

    assert visitor.texts(".text mark") == ["tk_help_2026"]


def test_a_script_that_gets_in_does_not_run(visitor: Visitor) -> None:
    visitor.open("en")
    thrown = visitor.run("""
        const script = document.createElement("script");
        try { script.textContent = "window.hurt = true"; } catch (error) { return error.name; }
    """)
    refused = visitor.run("""
        const markup = "<img src=x onerror='window.hurt = true'>";
        try { document.body.innerHTML += markup; } catch (error) { return error.name; }
    """)

    assert thrown == refused == "TypeError", "trusted types: no text becomes a script or markup"
    assert visitor.run("return window.hurt") is None
    visitor.run("window.refused.length = 0")


def test_a_script_written_into_the_document_does_not_run(visitor: Visitor) -> None:
    """As if the server had been made to write a message into the page: the policy knows the script's hash alone."""
    visitor.open("en")
    visitor.run("""
        const script = document.createElement("script");
        script.append(document.createTextNode("window.hurt = true"));
        document.body.append(script);
    """)

    assert visitor.run("return window.hurt") is None
    assert visitor.refused
    visitor.run("window.refused.length = 0")


def test_nothing_is_fetched_from_elsewhere(visitor: Visitor) -> None:
    visitor.open("en")
    failed = visitor.run("return fetch('http://127.0.0.2:9/').then(() => 'fetched', (error) => error.name)")

    assert failed == "TypeError"
    assert visitor.refused == ["connect-src"]
    visitor.run("window.refused.length = 0")


def test_a_hostile_answer_leads_nowhere(visitor: Visitor, served: Served) -> None:
    """Records come from data that others may write: what is no address of the web never becomes a link."""
    facts = [
        {
            "platform": "paypal", "id": "x", "modal": "never", "text": {"en": "x", "zh": "x"}, "quality": "claimed",
            "quote": "<b>bold</b>\u202e",
            "sources": [{"title": "<i>t</i>", "publisher": "p", "url": url, "date": "2026", "kind": "own"}],
        }
        for url in (
            "javascript:alert(1)", "https://a@b.example/", "data:text/html,x", "//evil.example", "https://good.example/",
            "https:\\\\evil.example", " https://evil.example", None,
        )
    ]  # fmt: skip
    instead = [
        {"kind": kind, "value": value, "label": "<b>l</b>", "audience": ["__proto__"], "regions": ["<>", "CN"]}
        for kind, value in (
            ("domain", "evil.example/path"), ("host", "javascript:alert(1)"), ("url", "javascript:alert(1)"),
            ("app", "constructor:x"), ("phone", "+1234567"), ("app", 'google-play:a"b'), ("host", "good.example"),
        )
    ]  # fmt: skip
    verdict = {
        "contact": {"raw": "{whom}<b>", "kind": "phone", "canonical": "x"}, "claims": "__proto__",
        "status": "impersonation", "quality": "claimed", "imitates": None, "instead": instead,
        "if_claimed": {"constructor": "official"}, "as_of": "2026-11-22",
        "knowledge": {"version": "x", "date": "2026-11-22"},
        "reasons": [
            {"code": "toString", "status": "impersonation", "text": "<b>{x}</b>", "found": "x", "facts": facts},
        ],
    }  # fmt: skip
    canned = Canned(200)
    canned.body = json.dumps(verdict).encode()
    served.canned["/v1/check"] = canned
    visitor.open("en").ask("400-882-1234")

    assert visitor.first == "NO. {whom}<b> does not belong to __proto__."
    assert sorted(visitor.links) == ["https://good.example/", "https://good.example/"]
    assert visitor.run("return document.querySelectorAll('#answer :is(b, i)').length") == 0
