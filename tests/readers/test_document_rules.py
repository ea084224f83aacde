"""The rules about documents: links whose text shows another address, and what the header of a mail says."""

from __future__ import annotations

from typing import Any

import pytest
from reader_checks import cases

from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Mail
from scamguard.model.verdict import Reason, Status, Tier
from scamguard.parse.urls import parse_url
from scamguard.readers.mail_header import read_header
from scamguard.rules import answers_elsewhere, authentication_failed, link_elsewhere

KNOWLEDGE = Knowledge.shipped()


def mail(*fields: str) -> Mail:
    found = read_header("\n".join(fields).encode()).document.mail
    assert found is not None
    return found


@pytest.mark.parametrize("case", cases("link-elsewhere"))
def test_link_that_shows_another_address(case: dict[str, str]) -> None:
    target = parse_url(case["target"])
    finding = link_elsewhere.find(case["shown"], target, KNOWLEDGE)

    assert (finding and finding.found) == case.get("found")
    if finding is not None:
        assert (finding.status, finding.tier) == (Status.SUSPICIOUS, Tier.LOOKALIKE)
        assert all(target.host in Reason(finding).in_language(lang) for lang in ("en", "zh"))


def test_link_names_the_platform_that_it_shows() -> None:
    finding = link_elsewhere.find("www.paypal.com", parse_url("https://evil.example/"), KNOWLEDGE)

    assert finding is not None
    assert finding.platform == "paypal"
    assert Reason(finding).text == "The link shows www.paypal.com, but it leads to evil.example."


@pytest.mark.parametrize("case", cases("answers-elsewhere"))
def test_answers_that_go_elsewhere(case: dict[str, Any]) -> None:
    found = list(answers_elsewhere.find(mail(*case["fields"]), KNOWLEDGE))

    assert [(item.code.name, item.status) for item in found] == (
        [(case["code"], case["status"])] if "code" in case else []
    )
    assert all(item.tier == (Tier.LOOKALIKE if item.status == Status.SUSPICIOUS else Tier.NOTE) for item in found)
    assert all(Reason(item).in_language(lang) for item in found for lang in ("en", "zh"))


@pytest.mark.parametrize(
    ("why", "results", "found"),
    [
        ("DMARC failed", "dmarc=fail", "dmarc=fail"),
        ("both others failed", "spf=fail; dkim=fail", "spf=fail, dkim=fail"),
        ("all failed", "dmarc=fail; spf=fail; dkim=fail", "dmarc=fail, spf=fail, dkim=fail"),
        ("one failed: forwarded mails do", "spf=fail; dkim=pass", None),
        ("one failed, the other is missing", "spf=fail; dkim=none", None),
        ("an aligned pass outweighs both", "dmarc=pass; spf=fail; dkim=fail", None),
        ("all passed", "dmarc=pass; spf=pass; dkim=pass", None),
        ("no results", "none", None),
    ],
)
def test_authentication_that_failed(why: str, results: str, found: str | None) -> None:
    read = mail(f"Authentication-Results: mx.example.org; {results}", "From: a@shop.example")
    findings = list(authentication_failed.find(read))

    assert [item.found for item in findings] == ([found] if found else []), why
    assert all("a@shop.example" in Reason(item).text for item in findings)


def test_a_forged_lower_field_does_not_count() -> None:
    read = mail(
        "Authentication-Results: a; dmarc=pass", "Authentication-Results: b; dmarc=fail", "From: a@shop.example"
    )

    assert not list(authentication_failed.find(read))
