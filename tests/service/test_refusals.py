"""What a peer may send that is no request: the kind of problem, its status, and the field that it names."""

from __future__ import annotations

import functools
import json
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamguard import Guard
from scamguard.service.answering import Answers
from scamguard.service.calls import MAX_BATCH_BYTES, MAX_CHECK_BYTES, MAX_SCAN_BYTES, reply_to
from scamguard.service.problems import KINDS, Problem
from scamguard.service.requests import MAX_BATCH, MAX_TEXT_BYTES

CHECK, BATCH, SCAN = "/v1/check", "/v1/check/batch", "/v1/scan"
DEPTH = 10_000


class Refusal(NamedTuple):
    """A body, and what is said about it; no pointer where the fault is in no field."""

    body: bytes
    kind: str
    pointer: str | None
    why: str
    path: str = CHECK


def padded(text: bytes, size: int) -> bytes:
    """Returns a body of exactly this size: white space behind JSON is none of it."""
    return text + b" " * (size - len(text))


REFUSALS = [
    # ---- no JSON
    Refusal(b"", "malformed", None, "nothing"),
    Refusal(b" \n", "malformed", None, "white space"),
    Refusal(b"hello", "malformed", None, "a word"),
    Refusal(b"{", "malformed", None, "half an object"),
    Refusal(b'{"contact":"1"', "malformed", None, "half an object with a field"),
    Refusal(b'{"contact":"1}', "malformed", None, "half a string"),
    Refusal(b'{"contact":"1"}{}', "malformed", None, "two of them"),
    Refusal(b'{"contact":"1",}', "malformed", None, "a comma too many"),
    Refusal(b"{'contact':'1'}", "malformed", None, "the quotes of another language"),
    Refusal(b'{"contact":"1"/*no*/}', "malformed", None, "a comment"),
    Refusal(b'{"contact":"1","claims":undefined}', "malformed", None, "no value of JSON"),
    Refusal(b'{"contact":NaN}', "malformed", None, "RFC 8259 has no NaN"),
    Refusal(b'{"contact":"1","lang":-Infinity}', "malformed", None, "nor an infinity"),
    Refusal(b'{"contact":"1","claims":01}', "malformed", None, "a zero in front"),
    Refusal(b'{"contact":"a\nb"}', "malformed", None, "a control character that is not escaped"),
    Refusal(b'{"contact":"\\x31"}', "malformed", None, "an escape of another language"),
    Refusal(b'{"contact":"\\ud800"}', "malformed", None, "half a pair of surrogates"),
    # ---- another encoding
    Refusal(b'\xef\xbb\xbf{"contact":"1"}', "malformed", None, "a byte order mark (RFC 8259, 8.1)"),
    Refusal('{"contact":"1"}'.encode("utf-16"), "malformed", None, "UTF-16"),
    Refusal('{"contact":"1"}'.encode("utf-32"), "malformed", None, "UTF-32"),
    Refusal('{"contact":"é"}'.encode("latin-1"), "malformed", None, "Latin-1"),
    Refusal('{"contact":"微信"}'.encode("gb18030"), "malformed", None, "GB 18030"),
    Refusal(b'{"contact":"\xc0\xaf"}', "malformed", None, "an overlong form"),
    Refusal(b'{"contact":"\xed\xa0\x80"}', "malformed", None, "a surrogate in UTF-8"),
    Refusal(b'{"contact":"\xf4\x90\x80\x80"}', "malformed", None, "beyond Unicode"),
    Refusal(b'{"contact":"\xe5\xbe', "malformed", None, "cut off within a character"),
    # ---- JSON, and no request
    Refusal(b"null", "invalid", "#", "null"),
    Refusal(b"[]", "invalid", "#", "an array"),
    Refusal(b'"95588"', "invalid", "#", "a string"),
    Refusal(b"95588", "invalid", "#", "a number"),
    Refusal(b"1e400", "invalid", "#", "a number beyond all"),
    Refusal(b"{}", "invalid", "#/contact", "no contact"),
    Refusal(b'{"Contact":"1"}', "invalid", "#/Contact", "names are exact"),
    Refusal(b'{"contact":null}', "invalid", "#/contact", "null"),
    Refusal(b'{"contact":95588}', "invalid", "#/contact", "a number is not a phone number: +44 would be lost"),
    Refusal(b'{"contact":true}', "invalid", "#/contact", "true"),
    Refusal(b'{"contact":{}}', "invalid", "#/contact", "an object"),
    Refusal(b'{"contact":["1"]}', "invalid", "#/contact", "an array"),
    Refusal(b'{"contact":"1","contact":2}', "invalid", "#/contact", "the last of two keys counts, and it is no text"),
    Refusal(b'{"contact":"1","clams":"x"}', "invalid", "#/clams", "a slip of the finger is not ignored"),
    Refusal(b'{"contact":"1","id":1}', "invalid", "#/id", "ids are for batches"),
    Refusal(b'{"contact":"1","text":"x"}', "invalid", "#/text", "the field of another request"),
    Refusal(b'{"contact":"1","a/b~c":1}', "invalid", "#/a~1b~0c", "RFC 6901, 3"),
    Refusal(b'{"contact":"1","":1}', "invalid", "#/", "an empty name is a name"),
    Refusal(b'{"contact":"1","a`b":1}', "invalid", "#/a`b", "sentences have such quotes around a name"),
    *(
        Refusal(
            b'{"contact":"1","%s":%s}' % (name, value), "invalid", f"#/{name.decode()}", "an option is text or null"
        )
        for name in (b"claims", b"kind", b"audience", b"region", b"direction", b"as_of")
        for value in (b"1", b"true", b"[]", b"{}", b"1.5")
    ),
    Refusal(b'{"contact":"1","lang":null}', "invalid", "#/lang", "a language is never null"),
    Refusal(b'{"contact":"1","lang":"EN"}', "invalid", "#/lang", "names are exact"),
    Refusal(b'{"contact":"1","kind":"fax"}', "invalid", "#/kind", "no kind"),
    Refusal(b'{"contact":"1","audience":"thieves"}', "invalid", "#/audience", "no audience"),
    Refusal(b'{"contact":"1","region":"UK"}', "invalid", "#/region", "the United Kingdom is GB"),
    Refusal(b'{"contact":"1","region":""}', "invalid", "#/region", "no letters"),
    Refusal(b'{"contact":"1","direction":"in"}', "invalid", "#/direction", "no direction"),
    Refusal(b'{"contact":"1","as_of":"2026-02-30"}', "invalid", "#/as_of", "no day"),
    Refusal(b'{"contact":"1","as_of":"2026-11-22T00:00:00"}', "invalid", "#/as_of", "a day, and no time"),
    Refusal(b'{"contact":"1","claims":"tiktok shpo"}', "unknown-platform", "#/claims", "nobody's name"),
    Refusal(b'{"contact":"1","claims":""}', "unknown-platform", "#/claims", "no name"),
    # ---- depth
    Refusal(b"[" * DEPTH, "invalid", "#", "half of a deep array: it is no object, however it ends"),
    Refusal(b"[" * DEPTH + b"]" * DEPTH, "invalid", "#", "a deep array"),
    Refusal(b'{"contact":' + b"[" * DEPTH + b"]" * DEPTH + b"}", "invalid", "#/contact", "deep in a field"),
    Refusal(b'{"x":' + b'{"x":' * DEPTH + b"1" + b"}" * DEPTH + b"}", "invalid", "#/x", "deep in an unknown field"),
    Refusal(b'{"checks":' + b"[" * DEPTH + b"]" * DEPTH + b"}", "malformed", None, "deep in a batch", BATCH),
    Refusal(b'{"checks":[{"id":' + b"[" * DEPTH, "malformed", None, "half of a deep id", BATCH),
    # ---- batches
    Refusal(b"[]", "invalid", "#", "no object", BATCH),
    Refusal(b"{}", "invalid", "#/checks", "no checks", BATCH),
    Refusal(b'{"checks":{}}', "invalid", "#/checks", "an object", BATCH),
    Refusal(b'{"checks":null}', "invalid", "#/checks", "null", BATCH),
    Refusal(b'{"checks":"95588"}', "invalid", "#/checks", "a text", BATCH),
    Refusal(b'{"checks":[' + b"1," * MAX_BATCH + b"1]}", "invalid", "#/checks", "one too many", BATCH),
    Refusal(b'{"checks":[],"lang":"en"}', "invalid", "#/lang", "options belong to each contact", BATCH),
    Refusal(b'{"checks":[{"contact":"1"}', "malformed", None, "half a batch", BATCH),
    # ---- scans
    Refusal(b"{}", "invalid", "#/text", "no text", SCAN),
    Refusal(b'{"contact":"1"}', "invalid", "#/contact", "the field of another request", SCAN),
    Refusal(b'{"text":1}', "invalid", "#/text", "a number", SCAN),
    Refusal(b'{"text":["a"]}', "invalid", "#/text", "an array", SCAN),
    Refusal(b'{"text":"a","kind":"phone"}', "invalid", "#/kind", "a text has many kinds", SCAN),
    Refusal(b'{"text":"a","format":"markdown"}', "invalid", "#/format", "no format", SCAN),
    Refusal(b'{"text":"a","region":"UK"}', "invalid", "#/region", "the guard's word, in a scan too", SCAN),
    Refusal(b'{"text":"a","claims":"tiktok shpo"}', "unknown-platform", "#/claims", "nobody's name", SCAN),
    # ---- sizes
    Refusal(padded(b'{"contact":"1"}', MAX_CHECK_BYTES + 1), "too-large", None, "a byte too many"),
    Refusal(padded(b'{"checks":[]}', MAX_BATCH_BYTES + 1), "too-large", None, "a byte too many", BATCH),
    Refusal(padded(b'{"text":""}', MAX_SCAN_BYTES + 1), "too-large", None, "a byte too many", SCAN),
    Refusal(b'{"text":"%s"}' % (b"a" * (MAX_TEXT_BYTES + 1)), "too-large", None, "a byte of text too many", SCAN),
    Refusal('{"text":"%s"}'.replace("%s", "微" * 333_334).encode(), "too-large", None, "bytes, not characters", SCAN),
    Refusal(
        b'{"text":"%s"}' % (b"\\u5fae" * 333_334), "too-large", None, "bytes of the text, not of its escapes", SCAN
    ),
]


@functools.cache
def answers() -> Answers:
    return Answers(Guard())


@pytest.mark.parametrize("refusal", REFUSALS, ids=[f"{found.path}-{found.why}" for found in REFUSALS])
def test_what_is_no_request_is_a_problem_that_names_the_field(refusal: Refusal) -> None:
    reply = reply_to(answers(), "POST", refusal.path, refusal.body)

    found = json.loads(reply.body)
    assert found["type"] == f"/problems/{refusal.kind}", (refusal.why, found)
    assert (reply.status, found["status"], found["title"]) == (KINDS[refusal.kind][0], *KINDS[refusal.kind])
    assert [error["pointer"] for error in found.get("errors", [])] == [refusal.pointer] * (refusal.pointer is not None)
    assert 0 < len(found["detail"]) < 400
    assert "Traceback" not in found["detail"]


def is_item(refusal: Refusal) -> bool:
    """Answers whether a body can stand in a batch: depth and size are faults of the whole, and an id is none there."""
    is_deep = max(refusal.body.count(b"["), refusal.body.count(b"{")) >= DEPTH
    is_check = refusal.path == CHECK and refusal.kind in {"invalid", "unknown-platform"}
    return is_check and refusal.body.startswith(b"{") and not is_deep and b'"id"' not in refusal.body


@pytest.mark.parametrize(
    "refusal",
    [found for found in REFUSALS if is_item(found)],
    ids=lambda found: found.why,
)
def test_a_bad_contact_of_a_batch_has_the_problem_that_it_has_alone(refusal: Refusal) -> None:
    good = b'{"id":1,"contact":"95588"}'
    reply = reply_to(answers(), "POST", BATCH, b'{"checks":[' + b",".join([good, refusal.body, good]) + b"]}")

    first, found, last = json.loads(reply.body)["answers"]
    alone = json.loads(reply_to(answers(), "POST", CHECK, refusal.body).body)
    assert reply.status == 200
    assert found == {"id": None, "error": alone["detail"], "problem": alone}
    assert first == last
    assert first["status"] == "official"


#: What might look wrong, and is answered.
ANSWERED = [
    (CHECK, b' {"contact" : "95588"} \n', "white space"),
    (CHECK, b'{"contact":""}', "nothing to check has a verdict: invalid"),
    (CHECK, b'{"contact":"\\u0000\\u001b[2J"}', "escaped control characters"),
    (CHECK, b'{"contact":"\\ud83d\\ude00"}', "a pair of surrogates"),
    (CHECK, b'{"contact":"1","contact":"95588"}', "the last of two keys counts"),
    (CHECK, b'{"contact":"1","claims":null,"kind":null,"as_of":null}', "null is as if it were not there"),
    (CHECK, b'{"contact":"1","region":"cn"}', "small letters"),
    (CHECK, padded(b'{"contact":"1"}', MAX_CHECK_BYTES), "the longest check"),
    (BATCH, b'{"checks":[]}', "no contacts"),
    (BATCH, b'{"checks":[' + b"1," * (MAX_BATCH - 1) + b"1]}", "as many as may be, none of them good"),
    (BATCH, padded(b'{"checks":[]}', MAX_BATCH_BYTES), "the longest batch"),
    (BATCH, b'{"checks":[null,[],"",{},{"id":{"a":[1e999]},"contact":5}]}', "each has its own error"),
    (SCAN, b'{"text":""}', "no text"),
    (SCAN, padded(b'{"text":"a"}', MAX_SCAN_BYTES), "the longest scan"),
    (SCAN, b'{"text":"%s"}' % (b"a" * MAX_TEXT_BYTES), "the longest text"),
    (SCAN, b'{"text":"<p>","format":"html"}', "half a page"),
]


@pytest.mark.parametrize(("path", "body", "why"), ANSWERED, ids=[why for _, _, why in ANSWERED])
def test_what_may_look_wrong_is_answered(path: str, body: bytes, why: str) -> None:
    reply = reply_to(answers(), "POST", path, body)

    assert reply.status == 200, reply.body[:300]
    assert json.loads(reply.body)


PATHS = [
    ("GET", "/", "not-found"),
    ("GET", "", "not-found"),
    ("GET", "/v1", "not-found"),
    ("POST", "/v1/check/", "not-found"),
    ("POST", "//v1/check", "not-found"),
    ("POST", "/V1/check", "not-found"),
    ("GET", "/v1/check", "method-not-allowed"),
    ("HEAD", "/v1/scan", "method-not-allowed"),
    ("post", "/v1/check", "method-not-allowed"),
    ("DELETE", "/v1/platforms/icbc", "method-not-allowed"),
    ("POST", "/v1/platforms", "method-not-allowed"),
    ("GET", "/v1/platforms/", "not-found"),
    ("GET", "/v1/platforms/no%20one", "not-found"),
    ("GET", "/v1/platforms/%", "not-found"),
    ("GET", "/v1/platforms/%ff%00", "not-found"),
    ("GET", "/v1/platforms/" + "x" * 100_000, "not-found"),
    ("GET", "/v1/reasons/", "not-found"),
    ("GET", "/v1/reasons/../platforms", "not-found"),
    ("GET", "/v1/reasons/\ud800", "not-found"),
]


@pytest.mark.parametrize(("method", "path", "kind"), PATHS, ids=[f"{m} {p[:40]!a}" for m, p, _ in PATHS])
def test_what_is_not_there_is_a_problem(method: str, path: str, kind: str) -> None:
    reply = reply_to(answers(), method, path, b"")

    found = json.loads(reply.body)
    assert (found["type"], reply.status) == (f"/problems/{kind}", KINDS[kind][0])
    assert len(found["detail"]) < 400


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["contact", "text", "format", "claims", "kind", "audience", "region", "direction", "as_of", "lang", "id", "checks"]
)
LIKELY = st.sampled_from(["95588", "icbc", "phone", "seller", "CN", "inbound", "2026-11-22", "zh", "html", "x.example"])
QUESTIONS = st.dictionaries(FIELDS, LIKELY | VALUES, max_size=6)
BODIES = (
    st.binary(max_size=200)
    | VALUES.map(lambda value: json.dumps(value).encode(errors="surrogatepass"))
    | QUESTIONS.map(lambda value: json.dumps(value).encode(errors="surrogatepass"))
    | st.lists(QUESTIONS | VALUES, max_size=3).map(lambda value: json.dumps({"checks": value}).encode())
)
ANY_PATH = (
    st.sampled_from([CHECK, BATCH, SCAN, "/v1/platforms"])
    | st.text(max_size=30)
    | st.text(max_size=20).map("/v1/platforms/".__add__)
    | st.text(max_size=20).map("/v1/reasons/".__add__)
)


@settings(max_examples=150, deadline=None)
@given(method=st.sampled_from(["GET", "POST"]) | st.text(max_size=10), path=ANY_PATH, body=BODIES)
def test_nothing_that_is_sent_makes_it_raise(method: str, path: str, body: bytes) -> None:
    reply = reply_to(answers(), method, path, body)

    found: Any = msgspec.json.decode(reply.body)
    if reply.status != 200:
        problem = msgspec.convert(found, Problem, strict=True)
        assert (problem.status, problem.title) == KINDS[problem.type.removeprefix("/problems/")]
        assert problem.status == reply.status < 500


@settings(max_examples=100, deadline=None)
@given(path=st.sampled_from([CHECK, BATCH, SCAN]), body=BODIES)
def test_no_body_makes_it_raise(path: str, body: bytes) -> None:
    reply = reply_to(answers(), "POST", path, body)

    assert msgspec.json.decode(reply.body) is not None
    assert reply.status in {200, 400, 413, 422}
