"""Who may ask: hosts, origins, tokens, rates; and where a server refuses to start."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path

import pytest

from scamguard.server.app import Application
from scamguard.server.files import Files
from scamguard.server.settings import Settings
from server.running import Running, serving

EXTENSION = "abcdefghijklmnopabcdefghijklmnop"
TOKEN = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "token").write_text(TOKEN + "\n")
    options = ("--token-file", str(folder / "token"), "--extension", EXTENSION, "--allow-host", "guard.example")
    with serving(folder, *options, "--allow-origin", "https://app.example") as running:
        yield running


@pytest.mark.parametrize(
    ("host", "status", "why"),
    [
        ("localhost", 200, "loopback has a name"),
        ("localhost:1", 200, "a forwarded port is another port"),
        ("LOCALHOST", 200, "names have no case"),
        ("127.0.0.1:8377", 200, "the address itself"),
        ("[::1]:8377", 200, "the address itself, version 6"),
        ("evil.example", 400, "DNS rebinding: a foreign name that leads here"),
        ("127.0.0.1.evil.example", 400, "begins like ours"),
        ("localhost.evil.example", 400, "begins like ours"),
        ("evil.example:8377", 400, "with our port"),
        ("", 400, "none"),
        ("localhost, evil.example", 400, "two in one"),
    ],
)
def test_a_request_must_name_this_server(server: Running, host: str, status: int, why: str) -> None:
    answered = server.ask("GET", "/healthz", headers={"Host": host})

    assert answered.status == status, why


@pytest.mark.parametrize(
    ("origin", "status", "why"),
    [
        ("http://localhost:{port}", 200, "its own page"),
        (f"chrome-extension://{EXTENSION}", 403, "an extension that is not named here"),
        ("https://evil.example", 403, "any page"),
        ("null", 403, "a sandboxed frame, a local file"),
        ("http://localhost:1", 403, "another server on this machine"),
        ("https://localhost:{port}.evil.example", 403, "begins like ours"),
    ],
)
def test_pages_of_others_may_not_ask(server: Running, origin: str, status: int, why: str) -> None:
    headers = {"Host": f"localhost:{server.port}", "Origin": origin.format(port=server.port)}

    answered = server.ask("POST", "/v1/check", {"contact": "95588"}, headers)

    assert answered.status == status, why
    assert "access-control-allow-origin" not in answered.headers, why


@pytest.mark.parametrize("origin", [f"chrome-extension://{EXTENSION}", "https://app.example"])
def test_a_named_origin_may_ask_and_read(guarded: Running, origin: str) -> None:
    headers = {"Origin": origin, "Authorization": f"Bearer {TOKEN}"}

    answered = guarded.ask("POST", "/v1/check", {"contact": "95588"}, headers)
    assert (answered.status, answered.headers["access-control-allow-origin"]) == (200, origin)
    refused = guarded.ask("POST", "/v1/check", {"contact": "95588"}, {"Origin": origin})
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, origin)


def test_a_preflight_is_answered_for_named_origins_alone(guarded: Running) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}

    allowed = guarded.ask("OPTIONS", "/v1/check", headers={**asked, "Origin": "https://app.example"})
    refused = guarded.ask("OPTIONS", "/v1/check", headers={**asked, "Origin": "https://evil.example"})

    assert allowed.status == 200
    assert allowed.headers["access-control-allow-origin"] == "https://app.example"
    assert "authorization" in allowed.headers["access-control-allow-headers"].lower()
    assert (refused.status, "access-control-allow-origin" in refused.headers) == (403, False)


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (None, 401),
        ("Bearer ", 401),
        (f"Bearer {TOKEN}x", 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        (f"Basic {TOKEN}", 401),
        (TOKEN, 401),
    ],
)
def test_with_a_token_every_question_needs_it(guarded: Running, shown: str | None, status: int) -> None:
    headers = {} if shown is None else {"Authorization": shown}

    answered = guarded.ask("POST", "/v1/check", {"contact": "95588"}, headers)

    assert answered.status == status
    if status == 401:
        assert answered.headers["www-authenticate"] == 'Bearer realm="scamguard"'
        assert TOKEN.encode() not in answered.body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/", 200),
        ("/openapi.json", 200),
        ("/metrics", 401),
        ("/v1/platforms", 401),
    ],
)
def test_what_is_not_private_needs_no_token(guarded: Running, path: str, status: int) -> None:
    assert guarded.ask("GET", path).status == status


def test_an_allowed_host_may_be_named(guarded: Running) -> None:
    assert guarded.ask("GET", "/healthz", headers={"Host": "guard.example:443"}).status == 200


def test_a_client_that_asks_too_much_is_told_to_wait_and_others_are_not(tmp_path: Path) -> None:
    with serving(tmp_path, "--rate", "20/minute") as running:
        statuses = [running.check(str(number)).status for number in range(25)]
        refused = running.check("95588")

        assert statuses.count(200) in {19, 20}  # one readiness look may have counted
        assert set(statuses) == {200, 429}
        assert (refused.kind, refused.headers["retry-after"].isdigit()) == ("too-many-requests", True)
        assert running.ask("GET", "/healthz").status == 200, "who watches the server is never refused"


@pytest.mark.parametrize(("length", "status"), [(60_000, 200), (70_000, 431)])
def test_a_head_has_a_bound(server: Running, length: int, status: int) -> None:
    answered = server.ask("GET", "/v1/about", headers={"X-Long": "a" * length})

    assert answered.status == status
    assert status == 200 or answered.kind == "header-too-large"


@pytest.mark.parametrize(
    ("most", "path", "status"), [(0, "/v1/about", 503), (1, "/v1/about", 200), (0, "/healthz", 200)]
)
def test_more_requests_at_a_time_than_allowed_are_told_to_come_again(most: int, path: str, status: int) -> None:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", b"localhost")]}
    application = Application(Settings(most_running=most, salt=b"x"), Files(()).load())
    asyncio.run(application({**scope, "root_path": ""}, receive, send))

    assert sent[0]["status"] == status


def test_a_scan_and_a_batch_count_as_ten(tmp_path: Path) -> None:
    with serving(tmp_path, "--rate", "20/minute") as running:
        statuses = [running.ask("POST", "/v1/check/batch", {"checks": []}).status for _ in range(3)]

        assert statuses[0] == 200
        assert statuses[-1] == 429


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "--token-file"),
        (("--host", "::"), "--token-file"),
        (("--host", "192.0.2.1"), "--token-file"),
        (("--host", "0.0.0.0", "--token-file", "short"), "at least 16"),
        (("--token-file", "missing"), "--token-file missing: No such file"),
        (("--rate", "fast"), "--rate 'fast'"),
        (("--extension", "abc"), "--extension 'abc'"),
        (("--allow-host", "https://x"), "--allow-host 'https://x'"),
        (("--allow-origin", "app.example"), "--allow-origin 'app.example'"),
        (("--workers", "0"), "--workers 0"),
        (("--port", "70000"), "--port 70000"),
        (("--scan-seconds", "0"), "--scan-seconds 0"),
        (("--data", "missing.toml"), "missing.toml"),
    ],
)
def test_what_it_cannot_do_is_one_line_and_it_does_not_start(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    (tmp_path / "short").write_text("too-short")
    found = subprocess.run(
        [sys.executable, "-m", "scamguard", "serve", *options], cwd=tmp_path, capture_output=True, text=True, timeout=30
    )

    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("scamguard: ")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(server: Running) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "scamguard", "serve", "--port", str(server.port)],
        capture_output=True,
        text=True,
        timeout=30,
    )

    assert found.returncode == 2
    assert f"--port {server.port}: Address already in use" in found.stderr


def test_others_may_be_answered_when_that_is_said(tmp_path: Path) -> None:
    token = {"SCAMGUARD_TOKEN": TOKEN}
    with serving(tmp_path, "--host", "0.0.0.0", "--allow-host", "127.0.0.1", environment=token) as running:
        assert running.check("95588").status == 401
        headers = {"Authorization": f"Bearer {TOKEN}", "Host": f"0.0.0.0:{running.port}"}
        assert running.ask("POST", "/v1/check", {"contact": "95588"}, headers).status == 200


def test_the_token_is_not_on_the_command_line() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "scamguard", "serve", "--help"], capture_output=True, text=True, timeout=30
    )

    assert "--token-file" in found.stdout
    assert "--token TOKEN" not in found.stdout
    assert os.environ.get("SCAMGUARD_TOKEN") is None
