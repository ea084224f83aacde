"""The server process: what it writes, what it survives, how it ends, and how calls run beside each other."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assistants.talking import AS_OF, NEEDED, PATIENCE, Assistant, Wire, call, request
from scamguard.cli.main import main

pytestmark = pytest.mark.lengthy

#: A text whose scan takes some seconds: there is a contact in each line.
SLOW = "TikTok Shop support: 400-882-1234. Log in at seller.tiktokglobalshop.com now\n" * 6_000
GARBAGE = [
    b"",
    b"garbage",
    b"\xff\xfe\x00\x00",
    b"null",
    b"[]",
    b"{}",
    b"[" * 100_000,
    b'{"jsonrpc":"2.0","id":{},"method":"tools/list"}',
    b'{"jsonrpc":"1.0","id":9,"method":"tools/list"}',
    b'{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"check_contact","arguments":{"contact":"\\ud800"}}}',
    b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":12345}}',
    b'{"jsonrpc":"2.0","id":4711,"result":{}}',
    b"x" * 2_000_000,
]


def test_lines_that_are_no_messages_are_survived(wire: Wire) -> None:
    wire.write(*GARBAGE)
    assert wire.greet()["result"]["serverInfo"]["name"] == "scamguard"
    wire.write(*GARBAGE, call(1, "check_contact", contact="95588", claims="ICBC"))

    assert wire.read()["result"]["structuredContent"]["status"] == "official"
    assert wire.end() == (0, b"", b"")


def test_messages_that_are_no_calls_are_refused(wire: Wire) -> None:
    refused = [
        (request(1, "tools/call", name=5), -32602),
        (request(2, "tools/call", name="check_contact", arguments=[1]), -32602),
        (request(3, "tools/call", name="give_money"), -32602),
        (request(4, "no/such/method"), -32601),
        (request(5, "resources/list"), -32601),
    ]
    wire.greet()
    wire.write(*(message for message, _ in refused), request(6, "ping"))

    answers = {answer["id"]: answer for answer in (wire.read() for _ in range(6))}
    assert {number: answers[number]["error"]["code"] for number in range(1, 6)} == {
        message["id"]: code for message, code in refused
    }
    assert answers[6]["result"] == {}
    assert wire.end() == (0, b"", b"")


def test_nothing_but_the_protocol_is_on_standard_output_nor_a_contact_on_standard_error(wire: Wire) -> None:
    wire.greet()
    wire.write(
        call(1, "check_contact", contact="400-882-1234", claims="TikTok Shop"),
        call(2, "scan_text", text="Call 400-882-1234"),
        call(3, "official_channels", platform="400-882-1234"),
        call(4, "check_contact", contact="400-882-1234", region="UK"),
        b'{"400-882-1234"',
        request(5, "tools/call", name=["400-882-1234"]),
    )
    assert {wire.read()["id"] for _ in range(5)} == {1, 2, 3, 4, 5}
    status, rest, said = wire.end()

    assert (status, rest) == (0, b"")
    assert b"400" not in said


def test_many_calls_at_once_are_each_answered(assistant: Assistant) -> None:
    import anyio

    numbers = {f"400-882-{number:04}": number for number in range(60)}
    found: dict[str, str] = {}

    async def ask(contact: str) -> None:
        result = await assistant.client.call_tool("check_contact", {"contact": contact, "claims": "TikTok Shop"})
        found[contact] = result.structured_content["quoted_verdict"]["contact"]["raw"]

    async def scan(contact: str) -> None:
        result = await assistant.client.call_tool("scan_text", {"text": f"TikTok Shop support: {contact}"})
        found[f"scan {contact}"] = result.structured_content["quoted_report"]["findings"][0]["surface"]

    async def everything() -> None:
        async with anyio.create_task_group() as group:
            for contact in numbers:
                group.start_soon(ask, contact)
                group.start_soon(scan, contact)

    assistant.run(everything)

    assert found == {key: key.removeprefix("scan ") for name in numbers for key in (name, f"scan {name}")}


def test_a_check_does_not_wait_for_a_scan(assistant: Assistant) -> None:
    import anyio

    ended: list[str] = []

    async def slowly() -> None:
        await assistant.client.call_tool("scan_text", {"text": SLOW, "as_of": AS_OF})
        ended.append("scan")

    async def both() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(slowly)
            await anyio.sleep(0.2)
            await assistant.client.call_tool("check_contact", {"contact": "95588", "claims": "ICBC"})
            ended.append("check")

    assistant.run(both)

    assert ended == ["check", "scan"]


def test_a_cancelled_scan_is_not_answered_and_the_server_goes_on(wire: Wire) -> None:
    wire.greet()
    wire.write(call(1, "scan_text", text=SLOW))
    time.sleep(0.1)
    wire.write({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}})
    started = time.monotonic()
    wire.write(call(2, "check_contact", contact="95588", claims="ICBC"), call(3, "scan_text", text="400-882-1234"))

    assert {wire.read()["id"] for _ in range(2)} == {2, 3}
    waited = time.monotonic() - started
    status, rest, said = wire.end()
    assert (status, rest, said) == (0, b"", b"")
    assert waited < PATIENCE / 2


def test_a_client_that_gives_up_cancels(assistant: Assistant) -> None:
    import anyio

    async def briefly() -> bool:
        with anyio.move_on_after(0.3) as scope:
            await assistant.client.call_tool("scan_text", {"text": SLOW})
        return scope.cancelled_caught

    assert assistant.run(briefly)
    assert assistant.ask("check_contact", contact="95588", claims="ICBC").structured_content["status"] == "official"


def test_input_that_ends_during_a_scan_ends_the_server(wire: Wire) -> None:
    wire.greet()
    wire.write(call(1, "scan_text", text=SLOW[:100_000]))
    status, rest, said = wire.end()

    assert (status, said) == (0, b"")
    assert [json.loads(line)["id"] for line in rest.splitlines()] == [1]  # told that it is not answered, or the answer


def test_whoever_asked_and_has_gone_costs_no_traceback(wire: Wire) -> None:
    wire.greet()
    wire.out.close()
    wire.write(request(1, "tools/list"), request(2, "tools/list"))
    wire.process.stdout = None
    status, _, said = wire.end()

    assert (status, said) == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_at_once_and_silently(wire: Wire, sent: signal.Signals) -> None:
    wire.greet()
    wire.process.send_signal(sent)

    assert wire.process.wait(PATIENCE) == -sent
    assert wire.process.stderr is not None
    assert wire.process.stderr.read() == b""


# ---- limits, with a server in this process


def server_with(seconds: float, answers: Any) -> Any:
    pytest.importorskip("mcp_types", reason=NEEDED)
    from scamguard.assistants.server import Scans, server_for

    return server_for(answers, Scans(seconds))


def asked_of(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Returns the results of calls, made all at once, of a server in this process."""
    import anyio
    from mcp import Client

    results: dict[int, Any] = {}

    async def talk() -> None:
        async with Client(server) as client, anyio.create_task_group() as group:

            async def ask(number: int, tool: str, arguments: dict[str, Any]) -> None:
                results[number] = await client.call_tool(tool, arguments)

            for number, (tool, arguments) in enumerate(calls):
                group.start_soon(ask, number, tool, arguments)

    anyio.run(talk)
    return [results[number] for number in range(len(calls))]


class Stubborn:
    """Tools of which the scan takes as long as it is told, and the check fails."""

    lang = "en"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.most = self.now = 0

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        from scamguard.assistants.tools import failed

        if name == "check_contact":
            raise LookupError(arguments["contact"])
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        self.now -= 1
        return failed("ended")


def test_a_scan_has_a_time_limit() -> None:
    (result,) = asked_of(server_with(0.2, Stubborn(1.0)), ("scan_text", {"text": "x"}))

    assert result.is_error
    assert result.content[0].text == (
        "scamguard: the scan took longer than 0.2 seconds and was given up; send the text in parts"
    )


def test_scans_wait_for_each_other() -> None:
    tools = Stubborn(0.05)
    results = asked_of(server_with(30, tools), *[("scan_text", {"text": "x"})] * 9)

    assert {result.content[0].text for result in results} == {"scamguard: ended"}
    assert tools.most == 2


def test_scans_that_were_given_up_do_not_pile_up() -> None:
    tools = Stubborn(1.5)
    server = server_with(0.1, tools)
    texts = [asked_of(server, ("scan_text", {"text": "x", "lang": "en"}))[0].content[0].text for _ in range(10)]

    assert tools.most <= 8
    assert any("too many scans are running" in text for text in texts)


def test_a_fault_of_ours_costs_one_call_and_tells_nothing_of_the_contact(capfd: pytest.CaptureFixture[str]) -> None:
    (result,) = asked_of(server_with(30, Stubborn(0)), ("check_contact", {"contact": "400-882-1234"}))
    printed = capfd.readouterr()

    assert result.is_error
    assert "do not pass it on" in result.content[0].text
    assert "400" not in result.content[0].text
    assert printed.err == "scamguard: check_contact failed: LookupError\n"


# ---- the command


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("mcp", "mcp_types")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "scamguard.assistants.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)

    assert main(["mcp"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "scamguard: mcp is not installed, or too old; run: pip install 'scamguard[mcp]'\n"


def test_records_that_cannot_be_used_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("mcp_types", reason=NEEDED)
    (tmp_path / "broken.toml").write_text("slug = ", encoding="utf-8")

    assert main(["mcp", "--data", str(tmp_path / "broken.toml")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "broken.toml" in printed.err


def test_other_commands_do_not_import_it() -> None:
    code = "import sys; from scamguard.cli.main import main; main(['check', '95588']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=True)

    loaded = set(done.stdout.splitlines()[-1].split())
    assert not {"mcp", "mcp_types", "anyio", "pydantic", "scamguard.assistants"} & loaded
