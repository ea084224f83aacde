"""With a real server, a client answers as the library does: the same verdicts, reports and errors."""

from __future__ import annotations

import datetime as dt
import inspect
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import scamguard
from client.asking_modes import MODES, asked
from scamguard import ScamguardError, Scanner, Status, UnknownPlatform, UsageError, check, scan, to_json
from scamguard.client import Asked, AsyncClient, Client, Refused
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.answers import VerdictAnswer
from scamguard.readers.html import read_html

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]
OPTIONS = ("claims", "kind", "audience", "region", "direction", "as_of")
DAY = "2026-11-22"
PAGE = "<title>速卖通</title><p>官方客服微信：<b>ａｅ</b>＿８８２１ <a href='https://seller.alibaba-inc.com'>入口</a>"
TEXTS = [
    ("nothing to see", {}, False, "no finding"),
    ("TikTok Shop support: 400-882-1234. Log in at seller.tiktokglobalshop.com", {}, False, "an alarm and a channel"),
    ("速卖通官方客服微信：ａｅ＿８８２１，请告诉我们验证码", {}, False, "disguised, with a demand"),
    ("加微信 kefu_2026 😀\ud800 95588", {"claims": "工商银行", "direction": "inbound"}, False, "a lone surrogate"),
    ("call 95588", {"claims": "Bank of China", "region": "cn", "audience": "public"}, False, "all options"),
    (PAGE, {}, True, "a page"),
]


def options_of(case: dict[str, Any]) -> dict[str, Any]:
    return {"as_of": DAY} | {key: case[key] for key in OPTIONS if key in case}


def as_json(answer: object) -> Any:
    return json.loads(msgspec.json.encode(answer))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_verdict_is_that_of_the_library(case: dict[str, Any], lang: str, client: Client) -> None:
    verdict = client.check(case["contact"], **options_of(case), lang=lang)

    assert as_json(verdict) == json.loads(to_json(check(case["contact"], **options_of(case)), lang))


@pytest.mark.parametrize("mode", MODES)
def test_many_verdicts_are_those_of_the_library_in_their_order(mode: str, url: str) -> None:
    contacts = [Asked(contact=case["contact"], **options_of(case)) for case in CASES]

    verdicts = asked(mode, url, "check_many", contacts)

    expected = [check(case["contact"], **options_of(case)) for case in CASES]
    assert as_json(verdicts) == [json.loads(to_json(verdict)) for verdict in expected]


@pytest.mark.parametrize(("text", "options", "html", "why"), TEXTS)
@pytest.mark.parametrize("mode", MODES)
def test_a_report_is_that_of_the_library(
    mode: str, text: str, options: dict[str, Any], html: bool, why: str, url: str
) -> None:
    report = asked(mode, url, "scan", text, html=html, as_of=DAY, **options)

    expected = Scanner().scan(read_html(text), as_of=DAY, **options) if html else scan(text, as_of=DAY, **options)
    assert as_json(report) == json.loads(to_json(expected)) | {"left_out": 0}, why
    assert [found.surface for found in report.alarms] == [found.surface for found in expected.alarms], why


@pytest.mark.parametrize("mode", MODES)
def test_what_is_on_record(mode: str, url: str) -> None:
    known = Knowledge.shipped().platforms

    platforms = asked(mode, url, "platforms")
    record = asked(mode, url, "platform", "速卖通")
    reason = asked(mode, url, "reason", "no-such-channel")

    assert [line.slug for line in platforms] == sorted(known)
    assert [line.home for line in platforms] == [known[line.slug].home for line in platforms]
    assert record == as_json(known["aliexpress"])
    assert reason.name == "no-such-channel"
    assert Status.IMPERSONATION in reason.statuses
    assert reason.explanation.action.zh
    assert asked(mode, url, "ready") is True


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "name", ["no such platform", "..", ".", "a/b", "a%2Fb", "a?b#c", "../healthz", "速卖", "\ud800", "x" * 3_000, " "]
)
def test_a_platform_that_nobody_knows(name: str, mode: str, url: str) -> None:
    with pytest.raises(UnknownPlatform) as caught:
        asked(mode, url, "platform", name)

    assert caught.value.name == name


@pytest.mark.parametrize("mode", MODES)
def test_a_reason_that_is_none(mode: str, url: str) -> None:
    with pytest.raises(Refused) as caught:
        asked(mode, url, "reason", "no-such-reason")

    assert caught.value.problem.kind == "not-found"


#: Calls that the library refuses, and so does a client, in the same words where they are of the guard.
MISUSES: list[tuple[dict[str, Any], str]] = [
    ({"claims": "TikTok Shpo"}, "a slip of the finger"),
    ({"claims": "nobody's"}, "nobody"),
    ({"claims": ""}, "an empty name"),
    ({"region": "UK"}, "not the code of the United Kingdom"),
    ({"region": "\x1b[2J"}, "an escape"),
    ({"audience": "thieves"}, "no audience"),
    ({"direction": "up"}, "no direction"),
    ({"as_of": "yesterday"}, "no date"),
    ({"as_of": "2026-02-30"}, "no day"),
    ({"kind": "fax"}, "no kind"),
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("options", "why"), MISUSES)
def test_misuse_is_refused_as_by_the_library(options: dict[str, Any], why: str, mode: str, url: str) -> None:
    with pytest.raises(ScamguardError) as here:
        check("95588", **options)
    with pytest.raises(ScamguardError) as there:
        asked(mode, url, "check", "95588", **options)
    [many] = asked(mode, url, "check_many", ["95588"], **options)

    for error in (there.value, many):
        assert type(error) is type(here.value), why
        assert str(error) == str(here.value), why
        assert vars(error) == vars(here.value), why


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("options", "option"),
    [({"claims": 5}, "claims"), ({"kind": b"phone"}, "kind"), ({"region": ["CN"]}, "region"), ({"as_of": 5}, "as_of")],
)
def test_an_option_of_a_wrong_type_is_not_sent(options: Any, option: str, mode: str, url: str) -> None:
    with pytest.raises(UsageError, match=f"{option}: a text is needed") as caught:
        asked(mode, url, "check", "95588", **options)

    assert caught.value.option == option


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("contact", [None, 95588, b"95588", ["95588"]])
def test_what_is_no_text_is_not_sent(contact: Any, mode: str, url: str) -> None:
    for method, option in (("check", "contact"), ("scan", "text")):
        with pytest.raises(UsageError) as caught:
            asked(mode, url, method, contact)
        assert caught.value.option == option
    with pytest.raises(UsageError):
        check(contact)


@pytest.mark.parametrize("mode", MODES)
def test_a_day_may_be_a_date(mode: str, url: str) -> None:
    for day in (dt.date(2023, 6, 1), dt.datetime(2023, 6, 1, 12, 0), "2023-06-01"):
        verdict = asked(mode, url, "check", "seller.alibaba-inc.com", claims="速卖通", as_of=day)

        assert (verdict.status, verdict.as_of) == ("official", "2023-06-01")


def test_the_language_of_a_client_is_that_of_its_calls(url: str) -> None:
    with Client(url, lang="zh") as client:
        chinese, english = client.check("95588", claims="icbc"), client.check("95588", claims="icbc", lang="en")
        [many] = client.check_many([Asked(contact="95588", lang="en")], claims="icbc")

    assert "属于" in chinese.reasons[0].text
    assert "belongs to" in english.reasons[0].text
    assert many == english


def test_a_language_that_nobody_speaks_here(client: Client) -> None:
    with pytest.raises(UsageError) as caught:
        client.check("95588", lang="tlh")

    assert caught.value.option == "lang"


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(("method", "function"), [("check", scamguard.check), ("scan", scamguard.scan)])
def test_the_arguments_are_those_of_the_library(kind: type, method: str, function: Any) -> None:
    ours = dict(inspect.signature(getattr(kind, method)).parameters)
    theirs = dict(inspect.signature(function).parameters)
    more = {name for name in ours if name not in theirs} - {"self"}

    assert more == ({"lang"} if method == "check" else {"lang", "html"})
    for name, parameter in theirs.items():
        assert (ours[name].kind, ours[name].default) == (parameter.kind, parameter.default)
        assert ours[name].annotation == parameter.annotation


def test_many_contacts_with_some_that_cannot_be_answered(client: Client) -> None:
    contacts: list[Any] = [
        "95588",
        5,
        Asked(contact="95588", claims="nobody's"),
        "",
        Asked(contact="x", region="UK"),
    ] * 600

    outcomes = client.check_many(iter(contacts), claims="icbc", as_of=DAY)

    assert len(outcomes) == 3_000
    for place, outcome in enumerate(outcomes):
        kind = (VerdictAnswer, UsageError, UnknownPlatform, VerdictAnswer, UsageError)[place % 5]
        assert type(outcome) is kind
    assert [outcome.option for outcome in outcomes if isinstance(outcome, UsageError)] == ["contact", "region"] * 600


@pytest.mark.parametrize("mode", MODES)
def test_a_contact_of_a_megabyte_costs_only_its_own_answer(mode: str, url: str) -> None:
    outcomes = asked(mode, url, "check_many", ["95588", "x" * 5_000_000, "x" * 60_000, "95588"], claims="icbc")

    assert [type(outcome) for outcome in outcomes] == [VerdictAnswer, Refused, VerdictAnswer, VerdictAnswer]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("method", "size", "is_answered"),
    [("check", 60_000, True), ("check", 70_000, False), ("scan", 1_000_000, True), ("scan", 1_000_001, False)],
)
def test_what_is_too_large_is_refused(method: str, size: int, is_answered: bool, mode: str, url: str) -> None:
    if is_answered:
        asked(mode, url, method, "x" * size)
        return
    with pytest.raises(Refused) as caught:
        asked(mode, url, method, "x" * size)

    assert (caught.value.problem.kind, caught.value.problem.status) == ("too-large", 413)


def test_no_contacts_need_no_server() -> None:
    with Client("http://127.0.0.1:1") as client:
        assert client.check_many([]) == []
