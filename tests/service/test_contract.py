"""The JSON that is written, the types that it is read into, and back: one contract, and no key of it is dead."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scamguard import Guard, Scanner, scan, to_dict, to_json
from scamguard.client.problems import Problem as ReadProblem
from scamguard.model import answers as types
from scamguard.model.answers import AboutAnswer, PlatformLine, ReportAnswer, VerdictAnswer
from scamguard.model.report import MAX_FINDINGS
from scamguard.model.verdict import Code
from scamguard.readers.files import read_bytes
from scamguard.readers.html import read_html
from scamguard.rules.codes import ALL_CODES
from scamguard.service.answering import Answers
from scamguard.service.calls import reply_to
from scamguard.service.problems import KINDS, Problem

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]
OPTIONS = ("claims", "kind", "audience", "region", "direction", "as_of")
DAY = "2026-11-22"
#: Contacts with parts that the case corpus has not.
MORE: list[dict[str, Any]] = [
    {"contact": "Alibaba <x@mail.example>"},
    {"contact": "hxxps://user@shop[.]example:8443/a?to=https://pay.example/"},
    {"contact": "400-820-8820转12"},
    {"contact": "（021）2345 6789"},
    {"contact": "4OO-882-l234"},
    {"contact": "138xxxx1234"},
    {"contact": "+44 20 7946 0123"},
    {"contact": "+86 999 9999 9999"},
    {"contact": "95588"},
    {"contact": "https://wa.me/8613122891139"},
    {"contact": "QQ群 123456789"},
    {"contact": "https://apps.apple.com/app/id123456789"},
    {"contact": "抖音内部客服电话"},
    {"contact": "TT-2026-000123", "kind": "ticket"},
]
TEXTS = [
    "nothing",
    "TikTok Shop support: 400-882-1234, seller.tiktokglobalshop.com, https://wa.me/8613122891139, tell us your code",
    "速卖通官方客服微信：ａｅ＿８８２１；抖音客服请共享屏幕。有内部热线！",
    "This is a scam, do not call: TikTok Shop hotline 400-882-1234",
    "加 kefu@mail.example 或 t.me/kefu_2026 😀 95588\ud800",
]
MAIL = b"From: AliExpress <a@shop.example>\nSubject: Your shop\n\nTikTok Shop support: 400-882-1234\n"


@functools.cache
def answers() -> Answers:
    return Answers(Guard())


def posted(path: str, body: object) -> bytes:
    reply = reply_to(answers(), "POST", path, json.dumps(body).encode())
    assert reply.status == 200, reply.body
    return reply.body


def question(case: dict[str, Any]) -> dict[str, Any]:
    return {"contact": case["contact"], "as_of": DAY} | {key: case[key] for key in OPTIONS if key in case}


def there_and_back(written: bytes, kind: Any) -> Any:
    """Returns JSON as its type; what the type does not know, or adds, would be seen on the way back."""
    read = msgspec.json.decode(written, type=kind)
    assert json.loads(msgspec.json.encode(read)) == json.loads(written)
    return read


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", [*CASES, *MORE], ids=lambda case: case["contact"][:20])
def test_a_verdict_is_read_as_it_is_written(case: dict[str, Any], lang: str) -> None:
    written = posted("/v1/check", question(case) | {"lang": lang})

    there_and_back(written, VerdictAnswer)
    asked = question(case)
    verdict = answers().guard.check(asked.pop("contact"), **asked)
    assert json.loads(written) == json.loads(to_json(verdict, lang))
    assert json.loads(written) == json.loads(json.dumps(to_dict(verdict, lang)))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_report_is_read_as_it_is_written(text: str, lang: str) -> None:
    written = posted("/v1/scan", {"text": text.replace("\ud800", "\ufffd"), "as_of": DAY, "lang": lang})

    there_and_back(written, ReportAnswer)
    assert json.loads(written) == json.loads(to_json(scan(text, as_of=DAY), lang)) | {"left_out": 0}


def test_a_page_is_read_as_a_page() -> None:
    page = f"<title>{TEXTS[2]}</title><p>TikTok Shop support: <b>400</b>-882-1234"
    written = posted("/v1/scan", {"text": page, "format": "html", "as_of": DAY})

    there_and_back(written, ReportAnswer)
    expected = Scanner().scan(read_html(page), as_of=DAY)
    assert json.loads(written) == json.loads(to_json(expected)) | {"left_out": 0}
    assert json.loads(written) != json.loads(posted("/v1/scan", {"text": page, "as_of": DAY}))


def test_reports_of_mails_are_read_as_they_are_written() -> None:
    for document in read_bytes(MAIL, "1.eml"):
        written = to_json(Scanner().scan(document, as_of=DAY))  # type: ignore[arg-type] # it can be read
        there_and_back(f'{written[:-1]},"left_out":0}}'.encode(), ReportAnswer)


def test_the_alarms_that_are_read_are_those_of_the_library() -> None:
    for text in TEXTS:
        read = msgspec.json.decode(to_json(scan(text, as_of=DAY)).encode(), type=ReportAnswer)

        assert [found.surface for found in read.alarms] == [found.surface for found in scan(text, as_of=DAY).alarms]


def test_a_batch_is_made_of_the_verdicts_that_are_checked_alone() -> None:
    items = [question(case) | {"id": number} for number, case in enumerate(CASES)]

    found = json.loads(posted("/v1/check/batch", {"checks": items}))["answers"]

    alone = [{"id": number} | json.loads(posted("/v1/check", question(case))) for number, case in enumerate(CASES)]
    assert found == alone
    assert next(iter(found[0])) == "id"


@pytest.mark.parametrize(
    "given", ["null", "0", "1.50", "1e400", '"a"', '""', '"\\u0000"', "[1,{}]", '{"a":{"b":null}}', "true"]
)
def test_an_id_comes_back_as_it_was_written(given: str) -> None:
    for item in (f'{{"id": {given},"contact":"95588"}}', f'{{"id": {given},"contact":5}}'):
        reply = reply_to(answers(), "POST", "/v1/check/batch", f'{{"checks":[{item}]}}'.encode())

        assert reply.body.startswith(f'{{"answers":[{{"id":{given},'.encode())


def test_platforms_and_reasons_are_read_as_they_are_written() -> None:
    lines = there_and_back(reply_to(answers(), "GET", "/v1/platforms", b"").body, list[PlatformLine])
    known = answers().knowledge.platforms

    assert [line.slug for line in lines] == sorted(known)
    for slug in known:
        record = json.loads(reply_to(answers(), "GET", f"/v1/platforms/{slug}", b"").body)
        assert record["slug"] == slug
    for name, code in ALL_CODES.items():
        assert there_and_back(reply_to(answers(), "GET", f"/v1/reasons/{name}", b"").body, Code) == code


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/check", b'{"contact":"1","claims":"tiktok shpo"}'),
        ("POST", "/v1/check", b'{"contact":"1","region":"UK"}'),
        ("POST", "/v1/check", b"{"),
        ("GET", "/v1/platforms/tiktok%20shpo", b""),
        ("GET", "/", b""),
        ("PUT", "/v1/check", b""),
    ],
)
def test_a_problem_is_read_as_it_is_written(method: str, path: str, body: bytes) -> None:
    reply = reply_to(answers(), method, path, body)

    read = there_and_back(reply.body, Problem)
    there = msgspec.json.decode(reply.body, type=ReadProblem)  # what the client reads it into
    assert (there.kind, there.status, there.detail) == (read.type.removeprefix("/problems/"), reply.status, read.detail)
    assert (there.status, there.title) == KINDS[there.kind]
    assert msgspec.to_builtins(there.errors) == msgspec.to_builtins(read.errors)
    assert there.nearest == read.nearest


def objects_in(value: object, kind: type) -> Iterator[Any]:
    """Yields the objects of a type within an answer."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from objects_in(getattr(value, name), kind)
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from objects_in(item, kind)


@functools.cache
def all_answers() -> tuple[Any, ...]:
    verdicts = [posted("/v1/check", question(case)) for case in [*CASES, *MORE]]
    reports = [posted("/v1/scan", {"text": text.replace("\ud800", ""), "as_of": DAY}) for text in TEXTS]
    mails = [to_json(Scanner().scan(document, as_of=DAY)).encode() for document in read_bytes(MAIL, "1.eml")]  # type: ignore[arg-type]
    many = posted("/v1/scan", {"text": "TikTok Shop 400-882-1234\n" * (MAX_FINDINGS + 1)})
    return (
        there_and_back(reply_to(answers(), "GET", "/v1/about", b"").body, AboutAnswer),
        *(msgspec.json.decode(verdict, type=VerdictAnswer) for verdict in verdicts),
        *(msgspec.json.decode(report, type=ReportAnswer) for report in [*reports, *mails, many]),
    )


ANSWERS = [kind for kind in vars(types).values() if isinstance(kind, type) and kind.__module__ == types.__name__]


@pytest.mark.parametrize("kind", [kind for kind in ANSWERS if kind is not PlatformLine], ids=lambda kind: kind.__name__)
def test_every_key_is_used_by_an_answer(kind: Any) -> None:
    found = [value for answer in all_answers() for value in objects_in(answer, kind)]
    assert found

    empty: tuple[object, ...] = (None, False, (), {}, 0, "/")
    unused = {name for name in kind.__struct_fields__ if all(getattr(value, name) in empty for value in found)}
    assert unused == set()


def test_of_too_many_findings_the_alarms_stay() -> None:
    text = "TikTok Shop: seller.tiktokglobalshop.com\n" * MAX_FINDINGS + "TikTok Shop support: 400-882-1234"
    report = there_and_back(posted("/v1/scan", {"text": text, "as_of": DAY}), ReportAnswer)
    whole = scan(text, as_of=DAY)

    assert len(report.findings) == MAX_FINDINGS
    assert report.left_out == len(whole.findings) - MAX_FINDINGS > 0
    assert [found.start for found in report.alarms] == [found.start for found in whole.alarms] != []
    assert [found.start for found in report.findings] == sorted(found.start for found in report.findings)
    assert any("left out" in note for note in report.notes)
