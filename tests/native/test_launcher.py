from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from scamguard.errors import UsageError
from scamguard.native.launcher import MARK, is_launcher, launcher_for

#: What a path may have on POSIX; argument lists end at a null.
WORDS = some.lists(
    some.text(some.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), max_size=12), max_size=5
)
ECHO = (
    sys.executable,
    "-I",
    "-c",
    "import sys; sys.stdout.buffer.write(b'|'.join(map(__import__('os').fsencode, sys.argv[1:])))",
)


@pytest.mark.skipif(os.name != "posix", reason="a shell runs it")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS)
def test_the_shell_hands_over_every_word_as_it_is(tmp_path: Path, words: list[str], caller: list[str]) -> None:
    path = tmp_path / "launcher.sh"
    path.write_bytes(launcher_for("linux", [*ECHO, *words]))
    path.chmod(0o700)

    done = subprocess.run([path, *caller], capture_output=True, check=True, timeout=60)

    assert done.stdout == "|".join([*words, "--", *caller]).encode()


def test_a_shell_script_as_it_is_written() -> None:
    script = launcher_for("macos", ["/opt/a b/python", "-m", "scamguard", "--data", "it's.toml"])

    assert script.decode().splitlines() == [
        "#!/bin/sh",
        f"# {MARK}",
        """exec '/opt/a b/python' -m scamguard --data 'it'"'"'s.toml' -- "$@\"""",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([r"C:\Python 3\python.exe", "-I"], r'"C:\Python 3\python.exe" "-I" -- %*'),
        ([r"C:\100%\python.exe"], r'"C:\100%%\python.exe" -- %*'),
        (["C:\\data\\"], r'"C:\data\\" -- %*'),
        (["C:\\用户\\a&b^c.toml"], r'"C:\用户\a&b^c.toml" -- %*'),
    ],
)
def test_a_batch_file_as_it_is_written(words: list[str], line: str) -> None:
    script = launcher_for("windows", words)

    assert script.decode().split("\r\n") == ["@echo off", f"rem {MARK}", "chcp 65001 >nul", line, ""]


@pytest.mark.parametrize("word", ["a\nb", "a\rb", "a\0b"])
@pytest.mark.parametrize("system", ["linux", "windows"])
def test_words_that_would_begin_a_line_are_refused(system: str, word: str) -> None:
    with pytest.raises(UsageError, match="line break"):
        launcher_for("windows" if system == "windows" else "linux", ["python", word])


def test_a_quotation_mark_is_refused_in_a_batch_file() -> None:
    with pytest.raises(UsageError, match="quotation mark"):
        launcher_for("windows", ['a"b'])


@pytest.mark.parametrize(
    ("content", "is_ours"),
    [
        (launcher_for("linux", ["a"]), True),
        (launcher_for("windows", ["a"]), True),
        (b"", False),
        (b"#!/bin/sh\n", False),
        (b"#!/bin/sh\nexec other\n", False),
        (b"#!/bin/sh\nexec other\n# " + MARK.encode(), False),
    ],
)
def test_our_launchers_are_known_by_their_second_line(content: bytes, is_ours: bool) -> None:
    assert is_launcher(content) is is_ours
