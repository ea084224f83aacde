"""The host as a process, with pipes as a browser has them."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

import pytest

from native.wire import HOST, ORIGIN, SECONDS, Ended, ask, call, frame, frames_of
from scamguard.guard import Guard
from scamguard.native.framing import MAX_MESSAGE_BYTES
from scamguard.native.identity import FIREFOX_ID
from scamguard.service.answering import Answers

QUESTION = {"contact": "400-882-1234", "claims": "TikTok Shop", "as_of": "2026-11-22"}
ABOUT = call("/v1/about", id="last")
MANIFEST = "/home/a/.mozilla/native-messaging-hosts/scamguard.native_host.json"


def test_every_endpoint_answers_in_turn_the_same_json() -> None:
    answers = Answers(Guard())
    text = {"text": "TikTok Shop: add WeChat tk_help_2026", "as_of": "2026-11-22"}
    batch = {"checks": [{"id": 1, **QUESTION}, {"id": 2}]}
    expected = [
        answers.check(json.dumps(QUESTION).encode()),
        b"".join(answers.batch(json.dumps(batch).encode())),
        answers.scan(json.dumps(text).encode()),
        answers.platforms(),
        answers.platform("paypal"),
        answers.reason("official-channel"),
        answers.about(),
    ]

    done = ask(
        call("/v1/check", QUESTION, id=0),
        call("/v1/check/batch", batch, id=1),
        call("/v1/scan", text, id=2),
        call("/v1/platforms", id=3),
        call("/v1/platforms/paypal", id=4),
        call("/v1/reasons/official-channel", id=5),
        call("/v1/about", id=6),
    )

    assert (done.status, done.errors) == (0, "")
    assert [(one["id"], one["status"]) for one in done.answers] == [(number, 200) for number in range(7)]
    assert [one["body"] for one in done.answers] == list(map(json.loads, expected))


def test_bad_messages_stop_nothing() -> None:
    bad = [
        b"",
        b"\x00" * 40,
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"path":"/v1/check","body":' + b"[" * 200_000,
        b"x" * (MAX_MESSAGE_BYTES + 1),
        b'{"path":"/v1/scan","body":{"text":"' + b"\\u0000" * 1_000_000 + b'"}}',
        call("/v1/check", {"contact": "\x1b[31m‮" * 500}),
        frame(ABOUT),
    ]

    done = ask(*bad, ABOUT)

    assert [one["status"] for one in done.answers] == [400, 400, 400, 422, 400, 413, 200, 200, 400, 200]
    assert done.answers[-1]["id"] == "last"
    assert (done.status, done.errors) == (0, "")


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b"\x01",
        b"\x01\x00\x00",
        b"\x05\x00\x00\x00",
        b"\x05\x00\x00\x00{}",
        b"\xff\xff\xff\xff",
        b"\xff\xff\xff\x7f[1]",
    ],
)
def test_a_stream_that_is_cut_off_ends_it_cleanly(rest: bytes) -> None:
    done = ask(ABOUT, raw=rest)

    assert (done.status, len(done.answers), done.errors) == (0, 1, "")


@pytest.mark.parametrize(
    "caller", [(), (ORIGIN,), (ORIGIN, "--parent-window=0"), (ORIGIN, "--data", "x", "--help"), (MANIFEST, FIREFOX_ID)]
)
def test_what_browsers_add_is_never_read_as_an_option(caller: tuple[str, ...]) -> None:
    done = ask(ABOUT, command=(*HOST, "--", *caller))

    assert (done.status, [one["status"] for one in done.answers], done.errors) == (0, [200], "")


@pytest.mark.parametrize(
    "caller", [("chrome-extension://" + "a" * 32 + "/",), (MANIFEST, "other@a.example"), ("\n\x1b",)]
)
def test_another_extension_gets_nothing(caller: tuple[str, ...]) -> None:
    done = ask(ABOUT, command=(*HOST, "--", *caller))

    assert (done.status, done.answers) == (2, [])
    assert_one_line(done, "not started by an extension that may ask")


def test_without_a_word_it_is_the_host_too() -> None:
    done = ask(ABOUT, command=HOST[:-1])

    assert (done.status, len(done.answers)) == (0, 1)


def assert_one_line(done: Ended, text: str) -> None:
    assert done.errors.count("\n") == 1
    assert done.errors.startswith("scamguard: ")
    assert text in done.errors


# ---- nothing but messages on standard output

NOISY = """
import os, sys, warnings
from scamguard.service.answering import Answers
answer = Answers.check
def noisy(self, body):
    print("noise")
    sys.__stdout__.write("noise")
    os.write(1, b"noise")
    os.system("echo noise")
    warnings.warn("noise", stacklevel=1)
    return answer(self, body)
Answers.check = noisy
from scamguard.cli.main import main
sys.exit(main(["native-host", "run"]))
"""


def test_what_anything_prints_goes_to_standard_error() -> None:
    done = ask(call("/v1/check", QUESTION), ABOUT, command=(sys.executable, "-W", "always", "-c", NOISY))

    assert [one["status"] for one in done.answers] == [200, 200]
    assert done.errors.count("noise") >= 4


def test_a_host_without_standard_error_answers_too() -> None:
    command = ("sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-c", NOISY)

    done = ask(call("/v1/check", QUESTION), ABOUT, command=command)

    assert [one["status"] for one in done.answers] == [200, 200]


def test_warnings_of_overlays_and_of_python_stay_off_the_pipe(tmp_path: Path) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(OVERLAY, encoding="utf-8")
    environment = {"PYTHONWARNINGS": "always", "PYTHONDEVMODE": "1", "SCAMGUARD_STATE": str(tmp_path / "state")}
    (tmp_path / "state").mkdir()
    question = {"contact": "+44 20 7946 0018", "claims": "PayPal", "as_of": "2026-11-22"}

    done = ask(call("/v1/check", question), command=(*HOST, "--data", str(overlay)), environment=environment)

    assert [one["body"]["status"] for one in done.answers] == ["official"]
    assert "Amazon" in done.errors


#: It takes a name of another platform, which is told as a conflict.
OVERLAY = """
slug = "paypal"

[names]
en = ["Amazon"]

[[channels]]
id = "desk"
kind = "phone"
value = "+442079460018"
role = "support"
label = { en = "Desk", zh = "服务台" }
quality = "documented"
sources = ["own"]

[[sources]]
id = "own"
kind = "own"
title = "Our own record"
publisher = "Example"
date = 2026-11-01
seen = 2026-11-20
"""


BROKEN = """
import sys
from scamguard.service.answering import Answers
def broken(self, body):
    raise ZeroDivisionError("+1 212 555 0100 in a message")
Answers.check = broken
from scamguard.cli.main import main
sys.exit(main(["native-host", "run"]))
"""


def test_a_mistake_of_ours_costs_one_answer_and_tells_no_contact() -> None:
    done = ask(call("/v1/check", QUESTION, id=1), ABOUT, command=(sys.executable, "-c", BROKEN))

    assert [(one["id"], one["status"]) for one in done.answers] == [(1, 500), ("last", 200)]
    assert done.answers[0]["body"]["type"] == "/problems/internal"
    assert_one_line(done, "internal error (ZeroDivisionError)")
    assert "212 555 0100" not in done.errors + json.dumps(done.answers[0])


# ---- what it cannot start with


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--data", "no-such-file.toml"), "no-such-file.toml"),
        (("--extension-id", "*"), "32 letters a-p"),
    ],
)
def test_what_it_cannot_start_with_is_one_line(options: tuple[str, ...], text: str) -> None:
    done = ask(ABOUT, command=(*HOST, *options))

    assert (done.status, done.answers) == (2, [])
    assert_one_line(done, text)


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "0<&- 1>&-"])
def test_closed_pipes_are_one_line(closed: str) -> None:
    done = ask(command=("sh", "-c", f'exec "$@" {closed}', "sh", *HOST))

    assert done.status == 2
    assert_one_line(done, "standard input or output is closed")


@pytest.mark.skipif(sys.platform == "win32", reason="pty is for POSIX")
def test_a_person_who_starts_it_is_told_how_to_set_it_up() -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(HOST, stdin=theirs, capture_output=True, timeout=SECONDS, check=False)
    finally:
        os.close(ours)
        os.close(theirs)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"scamguard native-host install" in done.stderr


# ---- a browser that stays, goes, or is slow


class Held:
    """A host that is spoken to message by message."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            (*HOST, "--", ORIGIN), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        self.guard = threading.Timer(SECONDS, self.process.kill)
        self.guard.start()

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        self.guard.cancel()
        self.process.kill()
        self.process.wait()
        for pipe in (self.input, self.output, self.errors):
            pipe.close()

    @property
    def input(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    @property
    def errors(self) -> IO[bytes]:
        assert self.process.stderr is not None
        return self.process.stderr

    def read(self) -> dict[str, Any]:
        (length,) = struct.unpack("=I", self._exactly(4))
        found: dict[str, Any] = json.loads(self._exactly(length))
        return found

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self.output.read(size - len(found))
            assert part, "the host has ended"
            found += part
        return found


def test_an_answer_comes_before_the_next_message_does() -> None:
    with Held() as host:
        for number in range(3):
            for part in (
                frame(call("/v1/check", QUESTION, id=number))[:7],
                frame(call("/v1/check", QUESTION, id=number))[7:],
            ):
                host.input.write(part)
            assert host.read()["id"] == number
        host.input.close()
        assert host.process.wait(SECONDS) == 0


def test_a_browser_that_has_gone_ends_it_without_a_word() -> None:
    with Held() as host:
        host.input.write(frame(ABOUT))
        host.read()
        host.output.close()
        for _ in range(3):
            try:
                host.input.write(frame(call("/v1/platforms")))
            except BrokenPipeError:
                break
        assert host.process.wait(SECONDS) == 0
        assert host.errors.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_it_ends_when_a_browser_ends_it() -> None:
    with Held() as host:
        host.input.write(frame(ABOUT))
        host.read()
        host.process.terminate()
        host.process.wait(SECONDS)
        assert host.errors.read() == b""


def test_skipping_a_huge_message_takes_no_memory() -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("this system does not tell how much memory a process has")
    with Held() as host:
        host.input.write(frame(ABOUT))
        host.read()
        before = peak(host)
        host.input.write(struct.pack("=I", 300_000_000))
        for _ in range(300):
            host.input.write(b"x" * 1_000_000)
        assert host.read()["status"] == 413
        assert peak(host) - before < 20_000


def peak(host: Held) -> int:
    """Returns the most memory that a host had, in KiB."""
    lines = Path(f"/proc/{host.process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def test_the_stream_reader_of_these_tests_sees_noise() -> None:
    with pytest.raises(AssertionError):
        frames_of(frame(b"{}") + b"noise")
