"""What is answered at each path: the contract's JSON, the same as everywhere else."""

from __future__ import annotations

import json

import pytest

from scamguard import Guard, check, to_dict
from scamguard.server.examples import CHECK, CHECKED, SCAN
from scamguard.service.answering import Answers
from server.running import Running

QUESTIONS = (
    ({"contact": "400-882-1234", "claims": "TikTok Shop"}, "a refuted number"),
    ({"contact": "95588", "claims": "icbc"}, "an official one"),
    ({"contact": "seller.alibaba-inc.com", "claims": "速卖通", "lang": "zh"}, "retired, and told in Chinese"),
    ({"contact": "", "kind": "phone"}, "no contact is a verdict, not an error"),
    ({"contact": "+86 131 2289 1139", "audience": "seller", "region": "CN", "direction": "inbound"}, "every option"),
    ({"contact": "seller.alibaba-inc.com", "claims": "aliexpress", "as_of": "2023-06-01"}, "another day"),
    ({"contact": "paypаl.com"}, "a homograph in Cyrillic"),
    ({"contact": "\u202e<script>alert(1)</script>\x00"}, "markup and controls are data"),
)


@pytest.mark.parametrize(("question", "why"), QUESTIONS)
def test_a_check_is_the_verdict_of_the_library(server: Running, question: dict[str, str], why: str) -> None:
    answered = server.ask("POST", "/v1/check", question)

    options = {key: value for key, value in question.items() if key not in {"contact", "lang"}}
    expected = to_dict(check(question["contact"], **options), question.get("lang", "en"))
    assert answered.status == 200, why
    assert answered.json == expected, why


def test_the_same_question_again_is_answered_the_same(server: Running) -> None:
    first, second = (server.check("400-882-1234", claims="tiktok-shop") for _ in range(2))

    assert first.body == second.body


def test_a_batch_answers_each_in_order_and_a_bad_one_stops_nothing(server: Running) -> None:
    checks = [
        {"id": {"row": 1}, "contact": "95588", "claims": "icbc"},
        {"id": "two", "contact": 5},
        {"contact": "95588", "claims": "no such bank"},
        7,
        {"id": 5, "contact": "95588", "claims": "boc"},
    ]
    answers = server.ask("POST", "/v1/check/batch", {"checks": checks}).json["answers"]

    assert [answer["id"] for answer in answers] == [{"row": 1}, "two", None, None, 5]
    assert [answer.get("status") for answer in answers] == ["official", None, None, None, "impersonation"]
    kinds = [answer["problem"]["type"].rpartition("/")[2] for answer in answers if "problem" in answer]
    assert kinds == ["invalid", "unknown-platform", "invalid"]
    assert all(answer["error"] == answer["problem"]["detail"] for answer in answers if "problem" in answer)


def test_a_batch_of_a_thousand_is_answered_and_one_more_is_refused(server: Running) -> None:
    checks = [{"id": number, "contact": f"+44207946{number:04d}"} for number in range(1000)]

    answers = server.ask("POST", "/v1/check/batch", {"checks": checks}).json["answers"]
    assert [answer["id"] for answer in answers] == list(range(1000))
    refused = server.ask("POST", "/v1/check/batch", {"checks": [*checks, checks[0]]})
    assert (refused.status, refused.kind, refused.json["errors"][0]["pointer"]) == (422, "invalid", "#/checks")


def test_a_lone_surrogate_in_one_contact_stops_no_other(server: Running) -> None:
    body = rb'{"checks":[{"id":1,"contact":"95588","claims":"icbc"},{"id":2,"contact":"\ud800"},{"id":3,"contact":""}]}'

    answers = server.ask("POST", "/v1/check/batch", body).json["answers"]

    assert [answer.get("status") for answer in answers] == ["official", None, "invalid"]
    assert answers[1]["problem"]["type"] == "/problems/malformed"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"checks":[{"id":"\xff","contact":"95588"}]}', "an id is copied to the answer: it must be UTF-8"),
        (rb'{"checks":"\ud800"}', "a surrogate in the place of the checks"),
        (rb'{"checks":[{"contact":"\ud800"}]', "cut off"),
    ],
)
def test_a_batch_that_is_no_json_is_refused_whole(server: Running, body: bytes, why: str) -> None:
    assert server.ask("POST", "/v1/check/batch", body).status == 400, why


def test_an_empty_batch_has_no_answers(server: Running) -> None:
    assert server.ask("POST", "/v1/check/batch", {"checks": []}).json == {"answers": []}


@pytest.mark.parametrize("format_", ["text", "html"])
def test_a_scan_is_what_the_library_finds(server: Running, format_: str) -> None:
    text = "<p>TikTok Shop support: <b>400</b>-882-1234</p>" if format_ == "html" else SCAN["text"]
    body = json.dumps({"text": text, "format": format_, "lang": "zh"}).encode()

    answered = server.ask("POST", "/v1/scan", body)

    assert answered.status == 200
    assert answered.json == json.loads(Answers(Guard()).scan(body))
    assert any(found["status"] == "impersonation" for found in answered.json["findings"])


def test_a_text_with_very_many_findings_keeps_the_alarms(server: Running) -> None:
    genuine = "See https://www.paypal.com/help for PayPal.\n" * 1500
    body = {"text": genuine + "TikTok Shop support: 400-882-1234\n"}

    found = server.ask("POST", "/v1/scan", body).json

    assert len(found["findings"]) == 1000
    assert found["left_out"] > 0
    assert found["findings"][-1]["status"] == "impersonation"
    assert "left out" in found["notes"][-1]


def test_records_are_told_by_slug_and_by_any_name(server: Running) -> None:
    by_slug, by_name = (server.ask("GET", f"/v1/platforms/{name}") for name in ("icbc", "%E5%B7%A5%E8%A1%8C"))

    assert by_slug.json["slug"] == by_name.json["slug"] == "icbc"
    slugs = [platform["slug"] for platform in server.ask("GET", "/v1/platforms").json]
    assert slugs == sorted(slugs)
    assert "icbc" in slugs


def test_what_a_caller_has_already_is_not_sent_again(server: Running) -> None:
    first = server.ask("GET", "/v1/platforms")

    again = server.ask("GET", "/v1/platforms", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status, again.body) == (304, b"")
    assert server.ask("GET", "/v1/platforms", headers={"If-None-Match": '"other"'}).status == 200


def test_a_reason_is_explained(server: Running) -> None:
    assert server.ask("GET", "/v1/reasons/no-such-channel").json["name"] == "no-such-channel"


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/check", 405, "method-not-allowed"),
        ("DELETE", "/v1/platforms", 405, "method-not-allowed"),
        ("GET", "/v1/nothing", 404, "not-found"),
        ("GET", "/v1/platforms/no-such-platform", 404, "not-found"),
        ("GET", "/v1/reasons/no-such-code", 404, "not-found"),
        ("POST", "/v1/check/", 404, "not-found"),
        ("GET", "/../../etc/passwd", 404, "not-found"),
        ("GET", "/v1/platforms/%00%ff", 404, "not-found"),
    ],
)
def test_what_is_not_there_is_a_problem(server: Running, method: str, path: str, status: int, kind: str) -> None:
    answered = server.ask(method, path)

    assert (answered.status, answered.kind, answered.json["status"]) == (status, kind, status)


def test_every_kind_of_problem_is_listed(server: Running) -> None:
    kinds = {entry["type"]: entry["status"] for entry in server.ask("GET", "/problems").json}

    assert kinds["/problems/unknown-platform"] == 422


def test_an_unknown_platform_names_the_nearest(server: Running) -> None:
    answered = server.check("95588", claims="tiktok shp")

    assert (answered.status, answered.kind) == (422, "unknown-platform")
    assert answered.json["nearest"][0] == "tiktok-shop"
    assert answered.json["errors"][0]["pointer"] == "#/claims"


def test_health_readiness_and_counts(server: Running) -> None:
    server.check("95588")

    assert server.ask("GET", "/healthz").body == b"ok\n"
    assert server.ask("GET", "/readyz").json["knowledge"]["version"] == check("95588").knowledge.version
    counts = server.ask("GET", "/metrics").body.decode()
    assert 'scamguard_requests_total{route="/v1/check",status="200"}' in counts
    assert 'scamguard_request_seconds_bucket{le="0.001",route="/v1/check"}' in counts


def test_a_head_has_no_body(server: Running) -> None:
    answered = server.ask("HEAD", "/v1/platforms")

    assert (answered.status, answered.body) == (200, b"")
    assert int(answered.headers["content-length"]) > 1000


def test_every_answer_is_private_and_of_the_type_it_says(server: Running) -> None:
    for path in ("/v1/platforms", "/healthz", "/metrics", "/nothing", "/"):
        headers = server.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert "default-src 'none'" in headers["content-security-policy"], path


def test_the_example_of_the_document_is_what_is_answered(server: Running) -> None:
    answered = server.ask("POST", "/v1/check", {**CHECK, "as_of": CHECKED["as_of"]}).json

    shortened = {**answered, "reasons": answered["reasons"][:1], "instead": answered["instead"][:1]}
    assert {**shortened, "knowledge": None} == {**CHECKED, "knowledge": None}
