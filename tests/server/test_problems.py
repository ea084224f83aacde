"""Bodies that are no request: each is a problem document that names the field."""

from __future__ import annotations

import json

import pytest

from server.running import JSON, Running

#: Body, path, status, kind of problem, pointer (None: no field), why.
BODIES: tuple[tuple[bytes, str, int, str, str | None, str], ...] = (
    (b"", "/v1/check", 400, "malformed", None, "nothing"),
    (b"{", "/v1/check", 400, "malformed", None, "cut off"),
    (b'{"contact":"1"} x', "/v1/check", 400, "malformed", None, "something behind it"),
    (b"\xff\xfe{\x00}\x00", "/v1/check", 400, "malformed", None, "UTF-16"),
    ('{"contact":"é"}'.encode("latin-1"), "/v1/check", 400, "malformed", None, "Latin-1"),
    (b'{"contact":"\\ud800"}', "/v1/check", 400, "malformed", None, "a lone surrogate"),
    (b'{"contact":NaN}', "/v1/check", 400, "malformed", None, "NaN is no JSON"),
    (b"[" * 50_000, "/v1/check", 422, "invalid", "#", "nested deeply, and no object"),
    (b'{"contact":' + b'{"a":' * 5_000, "/v1/check", 422, "invalid", "#/contact", "nested deeply in a field"),
    (b'{"x":' + b"[" * 5_000 + b"]" * 5_000 + b"}", "/v1/check", 422, "invalid", "#/x", "deep in an unknown field"),
    (b"[]", "/v1/check", 422, "invalid", "#", "an array"),
    (b"null", "/v1/check", 422, "invalid", "#", "null"),
    (b"{}", "/v1/check", 422, "invalid", "#/contact", "the field is missing"),
    (b'{"contact":null}', "/v1/check", 422, "invalid", "#/contact", "null is no text"),
    (b'{"contact":["a"]}', "/v1/check", 422, "invalid", "#/contact", "an array is no text"),
    (b'{"contact":"a","clams":"b"}', "/v1/check", 422, "invalid", "#/clams", "a misspelt option is not ignored"),
    (b'{"contact":"a","a/b~c":1}', "/v1/check", 422, "invalid", "#/a~1b~0c", "RFC 6901 escapes / and ~"),
    (b'{"contact":"a","kind":"fax"}', "/v1/check", 422, "invalid", "#/kind", "no such kind"),
    (b'{"contact":"a","region":"UK"}', "/v1/check", 422, "invalid", "#/region", "the United Kingdom is GB"),
    (b'{"contact":"a","as_of":"yesterday"}', "/v1/check", 422, "invalid", "#/as_of", "no date"),
    (b'{"contact":"a","audience":"thief"}', "/v1/check", 422, "invalid", "#/audience", "nobody's audience"),
    (b'{"contact":"a","direction":"up"}', "/v1/check", 422, "invalid", "#/direction", "no direction"),
    (b'{"contact":"a","lang":"fr"}', "/v1/check", 422, "invalid", "#/lang", "two languages"),
    (b'{"contact":"a","claims":"zzzzqq"}', "/v1/check", 422, "unknown-platform", "#/claims", "nobody's name"),
    (b'{"checks":{}}', "/v1/check/batch", 422, "invalid", "#/checks", "no array"),
    (b'{"text":5}', "/v1/scan", 422, "invalid", "#/text", "no text"),
    (b'{"text":"a","format":"pdf"}', "/v1/scan", 422, "invalid", "#/format", "no such format"),
    (b'{"text":"a","claims":"zzzzqq"}', "/v1/scan", 422, "unknown-platform", "#/claims", "nobody's name"),
    (json.dumps({"text": "a" * 1_000_001}).encode(), "/v1/scan", 413, "too-large", None, "a megabyte and a byte"),
    (json.dumps({"text": "薇" * 333_334}).encode(), "/v1/scan", 413, "too-large", None, "bytes count, not characters"),
    (b'{"contact":"' + b"1" * 70_000 + b'"}', "/v1/check", 413, "too-large", None, "more than a check has"),
)


@pytest.mark.parametrize(("body", "path", "status", "kind", "pointer", "why"), BODIES)
def test_a_body_that_is_no_request_is_a_problem(
    server: Running, body: bytes, path: str, status: int, kind: str, pointer: str | None, why: str
) -> None:
    answered = server.ask("POST", path, body)

    assert (answered.status, answered.kind) == (status, kind), why
    found = answered.json
    assert (found["status"], bool(found["title"]), bool(found["detail"])) == (status, True, True), why
    assert [error["pointer"] for error in found.get("errors", [])] == ([] if pointer is None else [pointer]), why


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("Application/JSON", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/jsonp", 415),
        ("", 415),
    ],
)
def test_only_json_is_read(server: Running, said: str, status: int) -> None:
    """A form of a foreign page needs no preflight: its types are refused."""
    answered = server.ask("POST", "/v1/check", b'{"contact":"95588"}', {"Content-Type": said})

    assert answered.status == status


@pytest.mark.parametrize("path", ["/v1/check", "/v1/check/batch", "/v1/scan"])
def test_a_body_whose_length_is_not_said_is_bounded_too(server: Running, path: str) -> None:
    with server.connect() as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        connection.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        for _ in range(200):
            connection.sendall(chunk)
        connection.sendall(b"0\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_body_that_does_not_end_where_it_said_costs_nobody_else_anything(server: Running) -> None:
    with server.connect() as connection:
        connection.sendall(b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\n")
        connection.sendall(b"Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{}")
    assert server.ask("POST", "/v1/check", b'{"contact":"95588"}', JSON).status == 200


@pytest.mark.parametrize(("path", "length"), [("/v1/check", 5_000_000), ("/v1/scan", 20_000_000)])
def test_who_sends_far_too_much_is_told_so(server: Running, path: str, length: int) -> None:
    """The rest is read and thrown away: a connection that is closed over it is reset, and nothing is told."""
    answered = server.ask("POST", path, b" " * length)

    assert (answered.status, answered.kind) == (413, "too-large")


def test_a_problem_does_not_repeat_what_is_long(server: Running) -> None:
    for body in ({"contact": "1", "claims": "x" * 50_000}, {"contact": "1", "y" * 50_000: 1}):
        assert len(server.ask("POST", "/v1/check", body).body) < 4_000
