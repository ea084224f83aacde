"""What a person reads about a mail: what failed where something did, and whose name it was sent in."""

from __future__ import annotations

import pytest
from scan_samples import TODAY, guard, names

from scamguard.model.report import ClaimPlace, Report
from scamguard.readers.mail_header import read_header
from scamguard.render.html import to_html
from scamguard.render.scan_plain import to_lines
from scamguard.render.scan_words import to_said
from scamguard.scanning.scanner import Scanner

#: A mail whose sender has more to be said against it than is shown at once.
FIELDS = (
    'From: "Amazon" <no-reply@amazom-secure.example>',
    "Reply-To: <help@gmail.com>",
    "Return-Path: <x@bounce.example>",
    "Subject: Your account",
)


def scanned(results: str, *fields: str) -> Report:
    header = "\n".join((f"Authentication-Results: mx.example.org; {results}", *(fields or FIELDS)))
    return Scanner(guard()).scan(read_header(header.encode()).document, as_of=TODAY)


def printed(report: Report, lang: str = "en") -> str:
    return "\n".join(line.text for line in to_lines(report, lang, names(), is_all=True))


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ("spf=fail; dkim=none; dmarc=fail", "The checks of the sender failed (dmarc=fail, spf=fail): do not trust"),
        ("spf=pass; dkim=none; dmarc=fail", "The checks of the sender failed (dmarc=fail): do not trust"),
        ("spf=softfail; dkim=none", "The checks of the sender failed (spf=softfail): do not trust"),
        (
            "spf=fail; dkim=pass; dmarc=pass",
            "Some checks of the sender failed (spf=fail), as happens when a mail is forwarded",
        ),
        ("spf=fail; dkim=pass; dmarc=pass", "others passed (dmarc=pass, dkim=pass). Neither proves who sent it"),
        ("spf=pass; dkim=pass; dmarc=pass", "that no check failed does not prove who sent it"),
        ("none", "that no check failed does not prove who sent it"),
    ],
)
def test_the_note_under_a_mail_says_what_failed(results: str, said: str) -> None:
    (note,) = scanned(results).notes

    assert said in note.en
    assert ("fail" in results) == ("no check failed" not in note.en) == ("没有校验失败" not in note.zh)
    assert all(part.strip() in note.zh for part in results.split(";") if "fail" in part)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_failed_authentication_is_shown_however_much_else_there_is(lang: str) -> None:
    report = scanned("spf=fail; dmarc=fail")
    page = "".join(to_html([report], lang=lang, names=names()))
    reasons = [reason.code for reason in report.alarms[0].verdict.reasons]

    assert reasons.index("authentication-failed") > 2, "it is not among the first"
    assert "[authentication-failed]" in printed(report, lang)
    assert page.index("authentication-failed</code>") < page.index("</ul><details><summary>")


def test_every_mailbox_is_said_to_belong_to_whom_the_sender_names() -> None:
    report = scanned("none")
    claims = [finding.claim for finding in report.findings if finding.claim and finding.claim.origin == "sender"]

    assert len(claims) == 3
    assert {claim.surface for claim in claims} == {"Amazon"}
    assert "Said to belong to Amazon: “Amazon”, the sender's name" in printed(report)
    assert "“”" not in printed(report)


@pytest.mark.parametrize(
    ("origin", "en", "zh"),
    [
        ("sender", "Said to belong to Amazon: the sender's name", "发件人名称"),
        ("title", "Said to belong to Amazon: the title", "标题"),
        ("topic", "Said to belong to Amazon: what the text is about", "全文主题"),
        ("text", "Said to belong to Amazon", "自称属于"),
    ],
)
def test_where_there_are_no_words_nothing_is_quoted(origin: str, en: str, zh: str) -> None:
    finding = scanned("none").findings[-1]
    wordless = type(finding)(
        finding.finding, finding.verdict, finding.start, finding.end, finding.surface, ClaimPlace(origin, " ")
    )

    assert to_said(wordless, None, "en", names()) == en
    assert zh in (to_said(wordless, None, "zh", names()) or "")
    assert "“" not in (to_said(wordless, None, "zh", names()) or "")


@pytest.mark.parametrize(
    ("results", "status", "is_quiet"),
    [("spf=fail; dmarc=fail", "suspicious", False), ("dmarc=pass", "official", True)],
)
def test_an_official_sender_that_could_not_be_confirmed_is_an_alarm(results: str, status: str, is_quiet: bool) -> None:
    report = scanned(results, "From: <stop-spoofing@amazon.com>")
    page = "".join(to_html([report], lang="en", names=names()))

    assert [finding.verdict.status for finding in report.findings] == [status]
    assert bool(report.alarms) == (status == "suspicious")
    assert ('class="document quiet"' in page) == is_quiet
