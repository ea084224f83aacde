from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from native.wire import call
from scamguard.guard import Guard
from scamguard.native.dialogue import MAX_ID_BYTES, answer_to, broken
from scamguard.native.framing import MAX_ANSWER_BYTES, MAX_MESSAGE_BYTES, TooLong
from scamguard.service.answering import Answers
from scamguard.service.calls import MAX_CHECK_BYTES
from scamguard.version import VERSION

QUESTION = {"contact": "400-882-1234", "claims": "TikTok Shop", "as_of": "2026-11-22"}
NAMELESS = {"contact": "seller.tiktok.com", "as_of": "2026-11-22", "lang": "zh"}


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(Guard())


def ask(answers: Answers, message: bytes | TooLong, lang: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer_to(answers, message, lang))
    return found


# ---- the same answers as over HTTP


def test_a_check_is_what_a_check_is(answers: Answers) -> None:
    expected = json.loads(answers.check(json.dumps(QUESTION).encode()))

    assert ask(answers, call("/v1/check", QUESTION, id=1)) == {"id": 1, "status": 200, "body": expected}


def test_a_batch_is_what_a_batch_is(answers: Answers) -> None:
    body = {"checks": [{"id": "a", **QUESTION}, {"id": "b", **NAMELESS}, {"id": "c", "contact": 1}]}
    expected = json.loads(b"".join(answers.batch(json.dumps(body).encode())))

    assert ask(answers, call("/v1/check/batch", body, id="x"))["body"] == expected
    assert [one["id"] for one in expected["answers"]] == ["a", "b", "c"]


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_scan_is_what_a_scan_is(answers: Answers, form: str) -> None:
    body = {"text": "<p>TikTok Shop: add WeChat tk_help_2026</p>", "format": form, "as_of": "2026-11-22"}
    expected = json.loads(answers.scan(json.dumps(body).encode()))

    assert expected["findings"]
    assert ask(answers, call("/v1/scan", body))["body"] == expected


@pytest.mark.parametrize("name", ["tiktok-shop", "PayPal", "%E9%80%9F%E5%8D%96%E9%80%9A"])
def test_a_platform_is_what_it_is(answers: Answers, name: str) -> None:
    plain = "速卖通" if name.startswith("%") else name

    assert ask(answers, call(f"/v1/platforms/{name}"))["body"] == json.loads(answers.platform(plain))


def test_lists_and_reasons_are_what_they_are(answers: Answers) -> None:
    assert ask(answers, call("/v1/platforms"))["body"] == json.loads(answers.platforms())
    reason = ask(answers, call("/v1/reasons/no-such-channel"))["body"]
    assert reason == json.loads(answers.reason("no-such-channel"))


def test_it_says_who_answers_and_from_what(answers: Answers) -> None:
    knowledge = answers.knowledge.version

    assert ask(answers, call("/v1/about"))["body"] == {
        "scamguard": VERSION,
        "knowledge": {"version": knowledge.version, "date": knowledge.date},
    }


# ---- what is around a body


@pytest.mark.parametrize("identifier", [0, -1.5, "", "ü", None, True, [1, [2]], {"a": {"b": None}}, 2**70, "x" * 1000])
def test_the_id_comes_back(answers: Answers, identifier: object) -> None:
    assert ask(answers, call("/v1/about", id=identifier))["id"] == identifier
    assert ask(answers, call("/v1/nothing", id=identifier))["id"] == identifier
    assert json.loads(broken(call("/v1/about", id=identifier)))["id"] == identifier


def test_the_method_is_post_where_there_is_a_body_and_may_be_said(answers: Answers) -> None:
    assert ask(answers, call("/v1/check", QUESTION, method="POST")) == ask(answers, call("/v1/check", QUESTION))
    assert ask(answers, call("/v1/about", method="GET")) == ask(answers, call("/v1/about", None))
    assert ask(answers, b'{"path":"/v1/about","body":null}')["status"] == 200


#: message, status, kind, id: none stops anything, and each says what is wrong.
HOSTILE = [
    (b"", 400, "malformed", None),
    (b"{", 400, "malformed", None),
    (b"[]", 422, "invalid", None),
    (b'"/v1/about"', 422, "invalid", None),
    (b"null", 422, "invalid", None),
    (b"{}", 422, "invalid", None),
    (b'{"id":5}', 422, "invalid", 5),
    (b'{"id":5,"path":7}', 422, "invalid", 5),
    (b'{"id":5,"path":"/v1/about","more":1}', 422, "invalid", 5),
    (b'{"id":5,"path":"/v1/about","method":["GET"]}', 422, "invalid", 5),
    (b'{"id":5,"path":"/v1/about"} {"id":6}', 400, "malformed", None),
    (b'{"id":"\xff","path":"/v1/about"}', 400, "malformed", None),
    (b'{"id":NaN,"path":"/v1/about"}', 400, "malformed", None),
    (b'\xef\xbb\xbf{"id":5,"path":"/v1/about"}', 400, "malformed", None),
    ('{"id":5,"path":"/v1/about"}'.encode("utf-16"), 400, "malformed", None),
    (b'{"id":"\\ud800","path":"/v1/about"}', 400, "malformed", "\ud800"),
    (b'{"id":5,"path":"/v1/check","body":{"contact":"\\udfff"}}', 400, "malformed", 5),
    (b'{"id":5,"path":"/v1/check","body":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "malformed", None),
    (b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b',"path":"/v1/about"}', 400, "malformed", None),
    (call("/v1/about", id="x" * MAX_ID_BYTES), 422, "invalid", None),
    (call("/v1/platforms/" + "x" * 3000, id=5), 422, "invalid", 5),
    (call("/v1/platforms/nobody-has-this", id=5), 404, "not-found", 5),
    (call("/v1/check", id=5), 405, "method-not-allowed", 5),
    (call("/v1/check", QUESTION, id=5, method="DELETE"), 405, "method-not-allowed", 5),
    (call("/v1/platforms", {}, id=5), 405, "method-not-allowed", 5),
    (call("http://127.0.0.1/v1/about", id=5), 404, "not-found", 5),
    (call("/v1/check/../about", id=5), 404, "not-found", 5),
    (call("", id=5), 404, "not-found", 5),
    (call("/v1/check", [], id=5), 422, "invalid", 5),
    (call("/v1/check", {"contact": None}, id=5), 422, "invalid", 5),
    (call("/v1/check", {"contact": "a", "__proto__": 1}, id=5), 422, "invalid", 5),
    (call("/v1/check", {"contact": "a", "claims": "nobody has this name"}, id=5), 422, "unknown-platform", 5),
    (call("/v1/check", {"contact": "a" * MAX_CHECK_BYTES}, id=5), 413, "too-large", 5),
    (call("/v1/check/batch", {"checks": [{}] * 1001}, id=5), 422, "invalid", 5),
    (call("/v1/scan", {"text": "a" * 1_000_001}, id=5), 413, "too-large", 5),
    (TooLong(MAX_MESSAGE_BYTES + 1), 413, "too-large", None),
]


@pytest.mark.parametrize(("message", "status", "kind", "identifier"), HOSTILE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_bad_message_is_answered_with_its_problem(
    answers: Answers, message: bytes | TooLong, status: int, kind: str, identifier: object, lang: str
) -> None:
    found = ask(answers, message, lang)

    assert (found["id"], found["status"]) == (identifier, status)
    assert (found["body"]["type"], found["body"]["status"]) == (f"/problems/{kind}", status)
    assert found["body"]["detail"]
    assert "\n" not in found["body"]["detail"]


@given(
    some.recursive(
        some.none() | some.integers() | some.text(max_size=20),
        lambda inner: some.lists(inner) | some.dictionaries(some.text(max_size=8), inner),
        max_leaves=12,
    )
)
def test_any_json_is_answered(answers: Answers, value: object) -> None:
    for message in (json.dumps(value), json.dumps({"id": value, "path": "/v1/check", "body": value})):
        assert set(ask(answers, message.encode(), "zh")) == {"id", "status", "body"}


@given(some.binary(max_size=200))
def test_any_bytes_are_answered(answers: Answers, message: bytes) -> None:
    found = ask(answers, message)

    assert set(found) == {"id", "status", "body"}
    assert found["status"] < 500


def test_an_answer_that_is_too_large_says_to_ask_for_fewer(answers: Answers) -> None:
    checks = [{"id": number, **QUESTION} for number in range(400)]
    found = ask(answers, call("/v1/check/batch", {"checks": checks}, id="many"))

    assert (found["id"], found["status"], found["body"]["type"]) == ("many", 507, "/problems/answer-too-large")
    assert "ask for fewer contacts at once" in found["body"]["detail"]
    fewer = answer_to(answers, call("/v1/check/batch", {"checks": checks[:50]}))
    assert json.loads(fewer)["status"] == 200
    assert len(fewer) < MAX_ANSWER_BYTES


# ---- the language


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/check", QUESTION),
        ("/v1/scan", {"text": "TikTok Shop: add WeChat tk_help_2026", "as_of": "2026-11-22"}),
        ("/v1/check/batch", {"checks": [{"id": 1, **QUESTION}, {"id": 2, **QUESTION, "lang": "en"}, {}, 1]}),
    ],
)
def test_requests_that_name_no_language_have_the_one_of_the_host(
    answers: Answers, path: str, body: dict[str, Any]
) -> None:
    def chinese(given: dict[str, Any]) -> dict[str, Any]:
        return {"lang": "zh", **given}

    said = chinese(body)
    if "checks" in body:
        said = {"checks": [chinese(one) if isinstance(one, dict) else one for one in body["checks"]]}

    assert ask(answers, call(path, body), "zh") == ask(answers, call(path, said)) != ask(answers, call(path, body))


@pytest.mark.parametrize("path", ["/v1/check", "/v1/scan"])
def test_a_request_keeps_its_own_language(answers: Answers, path: str) -> None:
    body = {**(QUESTION if path == "/v1/check" else {"text": "PayPal 400-882-1234"}), "lang": "en"}

    assert ask(answers, call(path, body), "zh") == ask(answers, call(path, body))


@pytest.mark.parametrize("body", ["[]", '"x"', "7", " { } ", "{}", '{"checks":7}', '{"checks":[7,{}]}', '{"check":[]}'])
@pytest.mark.parametrize("path", ["/v1/check", "/v1/scan", "/v1/check/batch"])
def test_problems_are_the_same_in_a_host_with_a_language(answers: Answers, path: str, body: str) -> None:
    message = f'{{"path":"{path}","body":{body}}}'.encode()

    assert ask(answers, message, "zh") == ask(answers, message)
