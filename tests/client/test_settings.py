"""What a client is told is checked before anything is sent; what it sends tells no more than it must."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

from client.asking_modes import MODES, asked
from client.replies import CONTACT, GOOD, TOKEN, VERDICT
from client.scripted_server import Turn, answer, scripted
from scamguard import UsageError
from scamguard.client import AsyncClient, Client
from scamguard.client.calls import check_call
from scamguard.client.requests import Options
from scamguard.client.settings import settings_of

#: Arguments of a client, and what is said against them; None where there is nothing to say.
ARGUMENTS: list[tuple[dict[str, Any], str | None, str]] = [
    ({}, None, "the server of this machine"),
    ({"token": TOKEN}, None, "nobody else hears it on loopback"),
    ({"base_url": "http://localhost:1", "token": TOKEN}, None, "the same by name"),
    ({"base_url": "http://127.8.8.8:1", "token": TOKEN}, None, "all of 127.0.0.0/8 is loopback"),
    ({"base_url": "http://[::1]:1", "token": TOKEN}, None, "and ::1"),
    ({"base_url": "http://a.localhost", "token": TOKEN}, None, "RFC 6761, 6.3"),
    ({"base_url": "https://guard.example", "token": TOKEN}, None, "nobody hears it on the way"),
    ({"base_url": "http://guard.example"}, None, "no token is there to be heard"),
    ({"base_url": "http://guard.example", "token": TOKEN, "allow_clear_token": True}, None, "the user says so"),
    ({"base_url": "http://guard.example", "token": TOKEN}, "token: guard.example is asked over http", "in the clear"),
    ({"base_url": "http://10.0.0.1", "token": TOKEN}, "token: 10.0.0.1 is asked over http", "others share a network"),
    (
        {"base_url": "http://0.0.0.0:1", "token": TOKEN},
        "token: 0.0.0.0 is asked over http",
        "every address",
    ),
    ({"base_url": "http://localhost.example", "token": TOKEN}, "is asked over http", "a name that looks like it"),
    ({"base_url": "http://127.0.0.1.example", "token": TOKEN}, "is asked over http", "the same with a number"),
    ({"base_url": "http://[::ffff:10.0.0.1]", "token": TOKEN}, "is asked over http", "an address in another's clothes"),
    ({"base_url": "http://user:pass@127.0.0.1"}, "base_url: no password", "it would be shown with the address"),
    ({"base_url": "http://user@127.0.0.1"}, "base_url: no password", "the same"),
    ({"base_url": "http://127.0.0.1/?a=1"}, "base_url: no password", "no path can follow a query"),
    ({"base_url": "http://127.0.0.1/#a"}, "base_url: no password", "nor a fragment"),
    ({"base_url": "127.0.0.1:8377"}, "base_url: an address like", "no scheme"),
    ({"base_url": "ftp://127.0.0.1"}, "base_url: an address like", "another scheme"),
    ({"base_url": "http://"}, "base_url: an address like", "no host"),
    ({"base_url": ""}, "base_url: an address like", "nothing"),
    ({"base_url": "http://[::1"}, "base_url: an address like", "half an address"),
    ({"base_url": "http://a\nb"}, "base_url: an address like", "a line of its own"),
    ({"base_url": None}, "base_url: an address like", "no text"),
    ({"base_url": b"http://127.0.0.1"}, "base_url: an address like", "bytes"),
    ({"token": ""}, "token: visible ASCII", "an empty one would be sent as none"),
    ({"token": "a b"}, "token: visible ASCII", "two words"),
    ({"token": "a\r\nX-Other: b"}, "token: visible ASCII", "a header of its own"),
    ({"token": "tökén"}, "token: visible ASCII", "what a header cannot carry"),
    ({"token": b"abc"}, "token: visible ASCII", "bytes"),
    ({"timeout": 0.001}, None, "a short time is a time"),
    ({"timeout": 0}, "timeout:", "no time"),
    ({"timeout": -1}, "timeout:", "less"),
    ({"timeout": float("inf")}, "timeout:", "a call ends"),
    ({"timeout": float("nan")}, "timeout:", "no number"),
    ({"timeout": None}, "timeout:", "a call ends"),
    ({"timeout": "5"}, "timeout:", "no number"),
    ({"timeout": True}, "timeout:", "no number"),
    ({"retries": 0}, None, "ask once"),
    ({"retries": -1}, "retries:", "less than once"),
    ({"retries": 1.5}, "retries:", "no whole number"),
    ({"retries": 10_000}, "retries:", "more than anybody needs"),
    ({"lang": "zh"}, None, "Chinese"),
    ({"lang": "tlh"}, "lang 'tlh': use en or zh", "not yet"),
]


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(("arguments", "said", "why"), ARGUMENTS)
def test_arguments_are_checked_at_once(kind: Any, arguments: dict[str, Any], said: str | None, why: str) -> None:
    if said is None:
        kind(**arguments)
        return
    with pytest.raises(UsageError) as caught:
        kind(**arguments)

    assert said in str(caught.value), why
    assert "\n" not in str(caught.value)
    assert str(arguments.get("token") or TOKEN) not in str(caught.value)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_nothing_shows_the_token_or_a_contact(kind: Any) -> None:
    client = kind("http://127.0.0.1:8377/", token=TOKEN)

    assert repr(client) == f"{kind.__name__}('http://127.0.0.1:8377')"
    shown = [settings_of("https://a.example", TOKEN, 1, 1, "en", False), check_call(CONTACT, Options(claims="icbc"))]
    assert not [text for text in map(repr, shown) if TOKEN in text or CONTACT in text]


@pytest.mark.parametrize("mode", MODES)
def test_what_is_sent(mode: str) -> None:
    with scripted(Turn(GOOD)) as server:
        asked(mode, server.url + "/below/", "check", CONTACT, claims="icbc", options={"token": TOKEN})
        [seen] = server.seen

    assert seen.line == "POST /below/v1/check HTTP/1.1"
    assert json.loads(seen.body) == {"contact": CONTACT, "claims": "icbc", "lang": "en"}
    assert seen.headers == {
        "host": server.url.removeprefix("http://"),
        "accept": "application/json",
        "accept-encoding": "identity",
        "authorization": f"Bearer {TOKEN}",
        "content-length": str(len(seen.body)),
        "content-type": "application/json",
        "user-agent": "scamguard",
    }


def five_checks(mode: str, url: str) -> None:
    if mode == "blocking":
        with Client(url) as client:
            for _ in range(5):
                client.check(CONTACT)
        return

    async def run() -> None:
        async with AsyncClient(url) as client:
            for _ in range(5):
                await client.check(CONTACT)

    anyio.run(run, backend=mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_connection_is_kept_and_cookies_are_not(mode: str) -> None:
    reply = answer(VERDICT, headers=[("Set-Cookie", "id=1; Path=/")])
    with scripted(Turn(reply)) as server:
        five_checks(mode, server.url)

    assert len(server.seen) == 5
    assert server.connections == 1
    assert not [seen for seen in server.seen if "cookie" in seen.headers or "authorization" in seen.headers]


@pytest.mark.parametrize("mode", MODES)
def test_no_proxy_of_the_environment_sees_a_contact(mode: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secrets = tmp_path / ".netrc"
    secrets.write_text("default login user password of-another-server\n")
    monkeypatch.setenv("NETRC", str(secrets))
    with scripted(Turn(GOOD)) as proxy, scripted(Turn(GOOD)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        asked(mode, server.url, "check", CONTACT)

    assert proxy.seen == []
    assert [seen.line for seen in server.seen] == ["POST /v1/check HTTP/1.1"]
    assert "authorization" not in server.seen[0].headers


@pytest.mark.parametrize("mode", MODES)
def test_logs_hold_no_contact(mode: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with scripted(Turn(GOOD)) as server:
        asked(mode, server.url, "check", CONTACT, claims="icbc", options={"token": TOKEN})

    assert caplog.records  # there is a log to look at
    assert CONTACT not in caplog.text
    assert TOKEN not in caplog.text


#: What a program that only asks a server has no use for.
HEAVY = (
    "scamguard.rules",
    "scamguard.knowledge",
    "scamguard.parse",
    "scamguard.guard",
    "phonenumbers",
    "can_ada",
    "rich",
)


def test_the_client_loads_no_knowledge() -> None:
    code = "import scamguard.client, sys; scamguard.client.Client(); print(*sys.modules, sep='\\n')"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    loaded = found.stdout.split()
    assert "scamguard.client.blocking" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []


@pytest.mark.parametrize("missing", ["httpx2", "tenacity", "anyio"])
def test_without_the_extra_one_line_says_what_to_install(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None\nimport scamguard.client"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert found.returncode == 1
    last = found.stderr.strip().splitlines()[-1]
    assert last == f"ModuleNotFoundError: {missing} is not installed; run: pip install 'scamguard[client]'"
