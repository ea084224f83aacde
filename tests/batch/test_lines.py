"""`check --jsonl` and `scan --jsonl` with workers, files and interruptions: not a byte differs."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest

COMMAND: Final = (sys.executable, "-m", "scamguard")
TODAY: Final = ("--as-of", "2026-11-22")
PATIENCE: Final = 120
#: Lines beside those that are right: what is wrong with them -> the line.
BAD_LINES: Final = {
    "no JSON": b"{",
    "no object": b"[1]",
    "no contact": b'{"id": 7}',
    "an unknown platform": b'{"id": 8, "contact": "95588", "claims": "no such bank"}',
    "an unknown field": b'{"id": 9, "contact": "95588", "color": 1}',
    "not UTF-8": b'{"id": 10, "contact": "\xff"}',
    "half a character": rb'{"id": 11, "contact": "\ud800"}',
    "nothing": b"",
    "blanks": b"  \t",
    "too deep": b'{"id": ' + b"[" * 5000,
}


def contacts(count: int) -> list[bytes]:
    claims = ("icbc", "tiktok-shop", "paypal")
    return [
        json.dumps({"id": n, "contact": f"400-{n % 1000:03d}-{n:04d}", "claims": claims[n % 3]}).encode()
        for n in range(count)
    ]


def texts(count: int) -> list[bytes]:
    return [
        json.dumps({"id": n, "text": f"TikTok Shop support: 400-{n % 1000:03d}-1234, or ask nobody"}).encode()
        for n in range(count)
    ]


def run(arguments: Sequence[str | Path], stdin: bytes, **options: object) -> tuple[int, bytes, str]:
    done = subprocess.run(
        [*COMMAND, str(arguments[0]), "--lang", "en", *map(str, arguments[1:])],
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    said = done.stderr.decode()
    assert "Traceback" not in said, said
    return done.returncode, done.stdout, said


@pytest.fixture(scope="module")
def mixed() -> bytes:
    """Returns lines of all kinds, bad ones among them, more than some chunks of them."""
    lines = contacts(1100)
    for place, line in zip(range(50, 1100, 100), BAD_LINES.values(), strict=False):
        lines.insert(place, line)
    return b"\xef\xbb\xbf" + b"\r\n".join(lines)


@pytest.fixture(scope="module")
def answers(mixed: bytes) -> bytes:
    """Returns what one process answers."""
    status, out, _ = run(["check", "--jsonl", *TODAY], mixed)
    assert status == 2
    return out


def test_a_bad_line_is_answered_where_it_stands(answers: bytes) -> None:
    found = [json.loads(line) for line in answers.splitlines()]

    assert len(found) == 1100 + len(BAD_LINES) - 2  # blank lines have no answer
    assert sum("error" in each for each in found) == len(BAD_LINES) - 2
    assert [each["id"] for each in found if "status" in each] == list(range(1100))


@pytest.mark.parametrize(
    "workers", ["2", *(pytest.param(workers, marks=pytest.mark.lengthy) for workers in ("3", "0"))]
)
def test_workers_answer_byte_for_byte_as_one_process(mixed: bytes, answers: bytes, workers: str) -> None:
    assert run(["check", "--jsonl", "--workers", workers, *TODAY], mixed) == (2, answers, "")


def test_answers_in_a_file_are_the_same_and_nothing_else_is_left(mixed: bytes, answers: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run(["check", "--jsonl", "--workers", "2", "--output", out, *TODAY], mixed) == (2, b"", "")
    assert out.read_bytes() == answers
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_texts_are_scanned_line_by_line(workers: str) -> None:
    lines = [
        *texts(200),
        b'{"id": "page", "text": "<p>TikTok Shop: <b>400</b>-882-1234", "format": "html", "lang": "zh"}',
    ]
    status, out, _ = run(["scan", "--jsonl", "--workers", workers, *TODAY], b"\n".join([*lines, b'{"id": 1}', b"{}"]))
    found = [json.loads(line) for line in out.splitlines()]

    assert status == 2
    assert [each["id"] for each in found] == [*range(200), "page", 1, None]
    assert [each["findings"][0]["status"] for each in found[:-2]] == ["impersonation"] * 201
    assert found[200]["findings"][0]["surface"] == "400</b>-882-1234"
    assert "不" in found[200]["findings"][0]["reasons"][0]["text"]
    assert "text" in found[-2]["error"]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (b'{"text": "nothing here"}\n', 0),
        (b'{"text": "nothing here"}\n{"text": "TikTok Shop support: 400-882-1234"}\n', 1),
        (b'{"text": "TikTok Shop support: 400-882-1234"}\n{}\n', 2),
    ],
    ids=["no alarm", "an alarm", "an error"],
)
def test_the_exit_status_of_scans_tells_whether_there_is_an_alarm(lines: bytes, status: int) -> None:
    assert run(["scan", "--jsonl"], lines)[0] == status


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_peer_that_waits_is_answered_at_once(workers: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "check", "--jsonl", "--workers", workers], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(b'{"id": %d, "contact": "95588"}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number  # it waits for no further line
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


#: What is refused: arguments -> what is said of it.
REFUSED: Final[dict[str, tuple[list[str], str]]] = {
    "no number of workers": (["check", "--jsonl", "--workers", "-1"], "--workers -1: use a number from 0"),
    "too many workers": (["check", "--jsonl", "--workers", "9999"], "--workers 9999: use a number from 0"),
    "workers for one contact": (["check", "95588", "--workers", "2"], "are for batches: add --jsonl"),
    "an output for one contact": (["check", "95588", "--output", "x"], "are for batches: add --jsonl"),
    "to resume one contact": (["check", "95588", "--resume"], "are for batches: add --jsonl"),
    "to resume what was not kept": (["check", "--jsonl", "--resume"], "--resume needs --output FILE"),
    "to resume a text for people": (["scan", "-", "--resume"], "--resume needs --format jsonl, or --jsonl"),
    "files beside lines": (["scan", "--jsonl", "a.txt"], "--jsonl reads standard input; give no files"),
    "a folder that is not there": (["check", "--jsonl", "--output", "none/x"], "none/x: No such file or directory"),
    "a folder": (["check", "--jsonl", "--output", "."], ".: Is a directory"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_in_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    status, out, error = run(arguments, b'{"contact": "95588"}\n', cwd=tmp_path)

    assert (status, out) == (2, b"")
    assert said in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


# ---- interruptions


class Interrupted:
    """A run that was killed in the middle, after something was kept."""

    def __init__(self, folder: Path, command: Sequence[str], lines: Sequence[bytes]) -> None:
        self.command = [*command, *TODAY]
        self.input = folder / "in.jsonl"
        self.input.write_bytes(b"\n".join(lines) + b"\n")
        self.output = folder / "out.jsonl"
        self.checkpoint = folder / "out.jsonl.checkpoint"

    @contextlib.contextmanager
    def running(self, *options: str, share: float = 0.5) -> Iterator[subprocess.Popen[bytes]]:
        """Yields a run that cannot come to its end: it gets a share of the lines, and waits for the others."""
        lines = self.input.read_bytes().splitlines(keepends=True)
        given = b"".join(lines[: int(len(lines) * share)])
        with subprocess.Popen(
            [*COMMAND, *self.command, "--output", str(self.output), "--lang", "en", *options],
            bufsize=0,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            giving = threading.Thread(target=_give, args=(process, given))
            giving.start()
            yield process
            process.kill()
            giving.join()

    def killed(self, *options: str, after: int = 1, share: float = 0.5) -> None:
        """Begins, or goes on, and is killed once so many lines are kept."""
        with self.running(*options, share=share) as process:
            self.wait_for(process, after)

    def wait_for(self, process: subprocess.Popen[bytes], lines: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.kept() < lines:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def kept(self) -> int:
        if not self.checkpoint.exists():
            return 0
        kept: int = json.loads(self.checkpoint.read_bytes())["place"]["lines"]
        return kept

    def finished(self, *options: str, stdin: bytes | None = None) -> tuple[int, str]:
        data = self.input.read_bytes() if stdin is None else stdin
        status, _, said = run([*self.command, "--output", self.output, *options], data)
        return status, said


@pytest.fixture(scope="module")
def many() -> list[bytes]:
    return contacts(4000)


@pytest.fixture(scope="module")
def expected(many: list[bytes]) -> bytes:
    return run(["check", "--jsonl", "--workers", "0", *TODAY], b"\n".join(many))[1]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, many: list[bytes]) -> Interrupted:
    """Returns a run that was killed once: tests look at it, and leave it as it is."""
    interrupted = Interrupted(tmp_path_factory.mktemp("left"), ["check", "--jsonl"], many)
    interrupted.killed("--workers", "2")
    return interrupted


def _give(process: subprocess.Popen[bytes], lines: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(lines)


def copied(left: Interrupted, folder: Path, many: list[bytes]) -> Interrupted:
    interrupted = Interrupted(folder, ["check", "--jsonl"], many)
    interrupted.output.write_bytes(left.output.read_bytes())
    interrupted.checkpoint.write_bytes(left.checkpoint.read_bytes())
    return interrupted


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_was_killed_goes_on(
    left: Interrupted, tmp_path: Path, many: list[bytes], expected: bytes, workers: str
) -> None:
    interrupted = copied(left, tmp_path, many)

    assert interrupted.finished("--resume", "--workers", workers) == (1, "")
    assert interrupted.output.read_bytes() == expected
    assert not interrupted.checkpoint.exists()


@pytest.mark.parametrize("tail", [b'{"id":', b"\x00" * 5000, b'{"id":1}\n' * 3])
def test_what_stands_behind_the_checkpoint_is_written_again(
    left: Interrupted, tmp_path: Path, many: list[bytes], expected: bytes, tail: bytes
) -> None:
    interrupted = copied(left, tmp_path, many)
    with interrupted.output.open("ab") as output:
        output.write(tail)

    assert interrupted.finished("--resume", "--workers", "2") == (1, "")
    assert interrupted.output.read_bytes() == expected


def test_what_does_not_fit_is_refused_and_nothing_is_touched(
    left: Interrupted, tmp_path: Path, many: list[bytes]
) -> None:
    interrupted = copied(left, tmp_path, many)
    kept = json.loads(interrupted.checkpoint.read_bytes())["written"]
    before = interrupted.output.read_bytes()[:kept], interrupted.checkpoint.read_bytes()
    other = b"\n".join([b'{"id": 0, "contact": "95588"}', *many[1:]]) + b"\n"

    assert "go on with --resume" in interrupted.finished()[1]
    assert "the input is not that" in interrupted.finished("--resume", stdin=other)[1]
    assert "begun with claims None, and this is 'icbc'" in interrupted.finished("--resume", "--claims", "icbc")[1]
    assert "begun with lang 'en', and this is 'zh'" in interrupted.finished("--resume", "--lang", "zh")[1]
    assert "begun with as_of '2026-11-22'" in interrupted.finished("--resume", "--as-of", "2026-11-23")[1]
    assert (interrupted.output.read_bytes()[:kept], interrupted.checkpoint.read_bytes()) == before


def test_a_run_that_goes_on_the_next_day_keeps_its_date(tmp_path: Path, many: list[bytes]) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], many[:300])
    interrupted.command = ["check", "--jsonl"]
    question = {"command": "check --jsonl", "lang": "en"}
    assert interrupted.finished()[0] == 1
    answer = json.loads(interrupted.output.read_bytes().splitlines()[0])
    question |= {"scamguard": _version(), "knowledge": answer["knowledge"]["version"], "as_of": "2020-02-02"}
    question |= dict.fromkeys(("claims", "kind", "audience", "region", "direction"))  # type: ignore[arg-type]
    interrupted.output.unlink()
    interrupted.checkpoint.write_text(json.dumps({"question": question}))

    assert interrupted.finished("--resume")[0] == 1
    assert {json.loads(line)["as_of"] for line in interrupted.output.read_bytes().splitlines()} == {"2020-02-02"}


def _version() -> str:
    from scamguard import __version__

    return __version__


def test_a_run_that_is_complete_is_not_gone_on_with(tmp_path: Path) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], contacts(10))
    assert interrupted.finished("--resume") == (1, "")  # nothing is there: it begins
    before = interrupted.output.read_bytes()

    status, said = interrupted.finished("--resume")
    assert status == 2
    assert "complete already" in said
    assert interrupted.output.read_bytes() == before
    assert interrupted.finished() == (1, "")  # without it, it is written anew
    assert interrupted.output.read_bytes() == before


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"question": 1}', b"\xff" * 100, b"{}"])
def test_a_damaged_checkpoint_is_told_with_what_to_do(tmp_path: Path, kept: bytes) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], contacts(3))
    interrupted.checkpoint.write_bytes(kept)
    status, said = interrupted.finished("--resume")

    assert status == 2
    assert "out.jsonl.checkpoint: damaged; remove it to begin again" in said


def test_an_output_that_was_cut_is_not_gone_on_with(left: Interrupted, tmp_path: Path, many: list[bytes]) -> None:
    interrupted = copied(left, tmp_path, many)
    os.truncate(interrupted.output, 10)

    assert "shorter than when it was left" in interrupted.finished("--resume")[1]


def test_a_full_disk_loses_nothing(tmp_path: Path, many: list[bytes], expected: bytes) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], many)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000))

    arguments = [*interrupted.command, "--output", str(interrupted.output), "--workers", "2"]
    status, _, said = run(arguments, interrupted.input.read_bytes(), preexec_fn=limited)

    assert status == 2
    assert "out.jsonl: File too large; go on with --resume when that is mended" in said
    assert interrupted.finished("--resume", "--workers", "2") == (1, "")
    assert interrupted.output.read_bytes() == expected


def test_an_interrupt_of_the_terminal_is_one_line_and_can_be_resumed(
    tmp_path: Path, many: list[bytes], expected: bytes
) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], many)
    with interrupted.running("--workers", "2") as process:
        interrupted.wait_for(process, 1)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to the workers, too
        assert process.stderr is not None
        said = process.stderr.read()
        process.wait(PATIENCE)

    assert process.returncode == 130
    assert said.decode() == "scamguard: interrupted\n"
    assert interrupted.finished("--resume", "--workers", "2") == (1, "")
    assert interrupted.output.read_bytes() == expected


@pytest.mark.lengthy
def test_killed_again_and_again_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    lines = contacts(120_000)
    expected = run(["check", "--jsonl", "--workers", "2", *TODAY], b"\n".join(lines))[1]
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], lines)
    chance = random.Random(7)
    options: tuple[str, ...] = ("--workers", "2")
    for _ in range(6):
        interrupted.killed(*options, after=interrupted.kept() + chance.randrange(1, 8000), share=0.95)
        options = ("--workers", chance.choice("12"), "--resume")

    assert interrupted.finished("--resume", "--workers", "2") == (1, "")
    assert interrupted.output.read_bytes() == expected


# ---- files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder of many files, one of which cannot be read."""
    folder = tmp_path_factory.mktemp("files")
    for number in range(150):
        (folder / f"{number:03d}.txt").write_text(f"TikTok Shop support: 400-{number:03d}-1234 " * 5)
    (folder / "100.html").write_text("<p>TikTok Shop support: <b>400</b>-882-1234")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04broken")
    return folder


@pytest.mark.parametrize(
    "output", ["jsonl", *(pytest.param(name, marks=pytest.mark.lengthy) for name in ("text", "json", "sarif", "html"))]
)
def test_files_are_answered_by_workers_as_by_one_process(folder: Path, output: str) -> None:
    command = ["scan", str(folder), "--format", output, *TODAY]

    assert run([*command, "--workers", "2"], b"") == run(command, b"")


@pytest.mark.lengthy
def test_a_scan_of_files_that_was_killed_goes_on(folder: Path, tmp_path: Path) -> None:
    command = ["scan", str(folder), "--format", "jsonl"]
    expected = run([*command, *TODAY], b"")
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen([*COMMAND, *command, *TODAY, "--output", str(out), "--workers", "2", "--lang", "en"])
    checkpoint = Path(f"{out}.checkpoint")
    while process.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.01)
    process.kill()
    process.wait(PATIENCE)
    assert checkpoint.exists()

    status, _, said = run([*command, *TODAY, "--output", out, "--resume"], b"")
    assert (status, out.read_bytes()) == (expected[0], expected[1])
    assert not checkpoint.exists()
    assert said.count("broken.zip") == 1


def test_a_scan_of_other_files_is_not_gone_on_with(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    question = {"command": "scan --format jsonl", "scamguard": _version(), "lang": "en", "as_of": "2026-11-22"}
    question |= dict.fromkeys(("claims", "audience", "region", "direction"))  # type: ignore[arg-type]
    from scamguard import Knowledge

    question["knowledge"] = Knowledge.shipped().version.version
    kept = {"question": question, "place": {"bytes": 0, "lines": 2, "crc": 99}}
    Path(f"{out}.checkpoint").write_text(json.dumps(kept))
    status, _, said = run(["scan", folder, "--format", "jsonl", *TODAY, "--output", out, "--resume"], b"")

    assert status == 2
    assert "the files are not those of the interrupted run" in said


# ---- a person who waits


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_person_at_a_terminal_sees_how_far_it_is(tmp_path: Path, many: list[bytes], workers: str) -> None:
    interrupted = Interrupted(tmp_path, ["check", "--jsonl"], many)
    ours, theirs = pty.openpty()
    with interrupted.input.open("rb") as stdin:
        process = subprocess.Popen(
            [*COMMAND, *interrupted.command, "--output", str(interrupted.output), "--workers", workers],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        )
    os.close(theirs)
    shown = b""
    while piece := _read_terminal(ours):
        shown += piece
    os.close(ours)

    assert process.wait(PATIENCE) == 1
    assert b"%" in shown
    assert b"/s" in shown


def _read_terminal(ours: int) -> bytes:
    try:
        return os.read(ours, 4096)
    except OSError:  # the other side is closed
        return b""


def test_an_output_that_leads_nowhere_yet_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.symlink_to(tmp_path / "later.jsonl")
    status, _, said = run(["check", "--jsonl", "--output", out], b'{"contact": "95588"}\n')

    assert (status, said) == (0, "")
    assert (tmp_path / "later.jsonl").read_bytes().count(b"\n") == 1
