"""Calls that cannot be answered: one line that says what to do, and a server that goes on."""

from __future__ import annotations

from typing import Any

import pytest

from assistants.talking import AS_OF, Assistant

#: Tool, arguments, words of the line, why.
BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("check_contact", {}, "missing required field `contact`", "nothing to check"),
    ("check_contact", {"contact": 95588}, "Expected `str`, got `int` - at `$.contact`", "a number is no text"),
    ("check_contact", {"contact": 10**30}, "Expected `str`, got", "a number that no integer type holds"),
    ("check_contact", {"contact": "95588", "lang": ["zh"]}, "got `array` - at `$.lang`", "a list of languages"),
    ("check_contact", {"contact": None}, "Expected `str`, got `null`", "null is no contact"),
    ("check_contact", {"contact": ["95588"]}, "Expected `str`, got `array`", "one contact a call"),
    ("check_contact", {"contact": {"a": {"b": [1]}}}, "Expected `str`, got `object`", "an object"),
    ("check_contact", {"contact": "95588", "claim": "ICBC"}, "unknown field `claim`", "a mistyped option"),
    ("check_contact", {"contact": "95588", "kind": "fax"}, "use one of phone, email", "a kind that is none"),
    ("check_contact", {"contact": "95588", "region": "UK"}, "the United Kingdom is GB", "the common mistake"),
    ("check_contact", {"contact": "95588", "as_of": "yesterday"}, "use a date like 2026-11-21", "a date in words"),
    ("check_contact", {"contact": "95588", "lang": "fr"}, "Invalid enum value 'fr' - at `$.lang`", "no such language"),
    ("check_contact", {"contact": "95588", "claims": "PayPol"}, "(the nearest: paypal)", "a mistyped platform"),
    ("check_contact", {"contact": "95588", "claims": "Zyx Qwv"}, "which clears nothing", "an unknown platform"),
    ("check_contact", {"contact": "95588", "claims": "Zyx Qwv", "lang": "zh"}, "这不等于安全", "the same in Chinese"),
    ("check_contact", {"contact": "9" * 70_000}, "longer than 65,536 bytes", "a text is no contact"),
    ("scan_text", {}, "missing required field `text`", "nothing to scan"),
    ("scan_text", {"text": 5}, "Expected `str`, got `int`", "a number is no text"),
    ("scan_text", {"text": "x", "format": "pdf"}, "Invalid enum value 'pdf'", "a format that is not read"),
    ("scan_text", {"text": "x" * 1_000_001}, "longer than 1,000,000 bytes; send it in parts", "one byte too many"),
    ("scan_text", {"text": "标" * 333_334}, "longer than 1,000,000 bytes", "bytes count, not characters"),
    ("scan_text", {"text": "x" * 7_000_000}, "longer than 6,356,992 bytes", "far too much"),
    ("official_channels", {}, "missing required field `platform`", "no platform"),
    ("official_channels", {"platform": 5}, "Expected `str`, got `int`", "a number is no name"),
    ("official_channels", {"platform": "paypal", "kind": "pigeon"}, "Invalid enum value 'pigeon'", "no such kind"),
    ("official_channels", {"platform": "paypal", "audience": "dogs"}, "use one of seller, buyer", "no such audience"),
    ("official_channels", {"platform": "x" * 70_000}, "longer than 65,536 bytes", "a text is no name"),
]


@pytest.mark.parametrize(("tool", "arguments", "said", "why"), BAD, ids=[why for *_, why in BAD])
def test_a_bad_call_is_answered_with_one_line(
    assistant: Assistant, tool: str, arguments: dict[str, Any], said: str, why: str
) -> None:
    result = assistant.ask(tool, **arguments)
    text = result.content[0].text

    assert result.is_error, why
    assert result.structured_content is None
    assert said.replace("`", "'") in text, why
    assert len(text.splitlines()) == 1
    assert "Traceback" not in text
    assert len(text) < 400
    assert assistant.ask("check_contact", contact="95588", claims="ICBC").structured_content["status"] == "official"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("check_contact", {"contact": "9" * 8_000, "as_of": AS_OF}),
        ("check_contact", {"contact": "\x00"}),
        ("check_contact", {"contact": ""}),
        ("scan_text", {"text": "x" * 1_000_000}),
        ("scan_text", {"text": "<" * 300_000, "format": "html"}),
    ],
)
def test_strange_but_readable_calls_are_answered(assistant: Assistant, tool: str, arguments: dict[str, Any]) -> None:
    assert not assistant.ask(tool, **arguments).is_error


def test_an_unknown_tool_is_an_error_of_the_protocol(assistant: Assistant) -> None:
    from mcp.shared.exceptions import MCPError

    with pytest.raises(MCPError, match="Unknown tool; there are check_contact, scan_text, official_channels"):
        assistant.ask("give_money")
