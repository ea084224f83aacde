"""What is installed is put there whole or not at all, for its user only; what cannot be used costs a line."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from scamguard import Guard, Knowledge
from scamguard.errors import UpdateError
from scamguard.knowledge.compiled import COMPILED_NAME
from scamguard.updates import storage
from scamguard.updates.client import update
from scamguard.updates.settings import read_root, read_settings
from updates.conftest import FIRST_DATE, SHIPPED_DATE
from updates.editions import edition
from updates.mirror import PATIENCE, Mirror, Request
from updates.parties import Publisher, User

NEWER = "2020-03-01"
#: Runs the command in a process of its own, over the knowledge that ships in these tests.
COMMAND = """
import sys
from scamguard.knowledge import compiled
folder = sys.argv.pop(1)
compiled.data_folder = lambda: folder
from scamguard.cli.main import main
from scamguard.updates import client
client.try_out = lambda stored: None
sys.exit(main())
"""


# ---- which knowledge answers


def test_the_command_line_answers_from_what_is_installed_and_python_from_what_it_is_given(follower: User) -> None:
    assert follower.knowledge_date() == FIRST_DATE
    assert Guard().knowledge.version.date == SHIPPED_DATE
    assert Guard(Knowledge.installed()).knowledge.version.date == FIRST_DATE


def test_without_an_update_the_shipped_knowledge_answers(user: User) -> None:
    assert user.knowledge_date() == SHIPPED_DATE
    assert Knowledge.installed().version.date == SHIPPED_DATE


def test_a_newer_release_is_used_in_the_place_of_an_older_update(follower: User, shipped: Path) -> None:
    (shipped / COMPILED_NAME).write_bytes(edition("2020-12-01"))

    assert follower.knowledge_date() == "2020-12-01"
    assert follower.update().out.startswith(f"Nothing newer: {FIRST_DATE}")
    assert "2020-12-01" in follower.run("update", "--status").out


@pytest.mark.parametrize("command", ["check 95588", "show icbc", "platforms", "scan message.txt"])
def test_what_is_damaged_costs_a_line_and_the_run_goes_on(
    follower: User, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (shipped / COMPILED_NAME).write_bytes(edition(SHIPPED_DATE, whole=True))
    follower.installed.write_bytes(edition(FIRST_DATE, whole=True))
    (tmp_path / "message.txt").write_text("Call ICBC: 95588")
    monkeypatch.chdir(tmp_path)
    whole = follower.run(*command.split())
    follower.installed.write_bytes(follower.installed.read_bytes()[:-1])

    run = follower.run(*command.split())

    assert run.status == whole.status != 2
    assert run.out
    assert run.err.startswith(f"scamguard: {follower.installed}: damaged or of another version (")
    assert run.err.endswith("); run: scamguard update, or scamguard update --forget; the shipped knowledge is used\n")
    assert run.err.count("\n") == 1


def put_link(path: Path) -> None:
    kept = path.with_name("elsewhere")
    path.rename(kept)
    path.symlink_to(kept)


def put_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


STRANGE: list[tuple[str, Callable[[Path], object], str]] = [
    ("link", put_link, "a link, which is not followed here; remove it"),
    ("folder", put_folder, "no file; remove it"),
    ("pipe", put_pipe, "no file; remove it"),
    ("written by all", lambda path: path.chmod(0o602), "other users can write it; run: chmod go-w"),
    ("written by the group", lambda path: path.chmod(0o620), "other users can write it; run: chmod go-w"),
]


@pytest.mark.parametrize(("change", "why"), [pytest.param(*rest, id=name) for name, *rest in STRANGE])
def test_what_is_no_file_of_the_users_own_is_not_read_and_not_replaced(
    follower: User, publisher: Publisher, change: Callable[[Path], object], why: str
) -> None:
    change(follower.installed)
    publisher.publish(NEWER)

    run = follower.run("check", "95588", "--claims", "icbc")
    assert (run.status, run.err.count("\n")) == (0, 1)
    assert run.err.startswith(f"scamguard: {follower.installed}: {why}")

    run = follower.update()
    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert run.err.startswith(f"scamguard: {follower.installed}: {why}")


def test_a_file_of_somebody_else_is_not_read(follower: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    run = follower.run("check", "95588", "--claims", "icbc")

    assert run.err.startswith(f"scamguard: {follower.installed}: belongs to another user; remove it; the shipped")


@pytest.mark.parametrize("inner", [".", "metadata"])
@pytest.mark.parametrize("kind", ["link", "file", "open"])
def test_a_folder_that_is_not_the_users_own_is_refused(
    user: User, publisher: Publisher, mirror: Mirror, tmp_path: Path, inner: str, kind: str
) -> None:
    user.init(mirror.url, publisher.root())
    folder = user.state / inner
    folder.parent.mkdir(exist_ok=True, parents=True, mode=0o700)
    if kind == "link":
        (tmp_path / "elsewhere").mkdir()
        folder.symlink_to(tmp_path / "elsewhere")
    elif kind == "file":
        folder.write_text("")
    else:
        folder.mkdir()
        folder.chmod(0o777)

    run = user.update()

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert run.err.startswith(f"scamguard: {user.state / inner}: ")
    assert not mirror.asked, "nothing was asked for"


def test_everything_is_for_the_user_only(follower: User) -> None:
    paths = [follower.state, *follower.state.glob("*"), follower.config, *follower.config.glob("*")]

    assert len(paths) == 7
    assert {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in paths} == {path.name: 0 for path in paths}


# ---- ended in the middle


def test_killed_in_the_middle_of_a_download_the_old_stays(
    follower: User, publisher: Publisher, mirror: Mirror, shipped: Path
) -> None:
    publisher.publish(NEWER)
    content = edition(NEWER)
    begun = threading.Event()

    def half(request: Request) -> None:
        request.head(200, {"Content-Length": str(len(content))})
        request.give(content[: len(content) // 2])
        begun.set()
        request.wait()

    mirror.lie(publisher.knowledge, half)
    before, answers = follower.installed.read_bytes(), follower.answers()
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(shipped), "update"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            assert begun.wait(PATIENCE)
            assert follower.update().err == "scamguard: another scamguard update is running; nothing was done\n"
            assert follower.run("update", "--forget").status == 2, "nor is anything taken away from under it"
        finally:
            process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert follower.installed.read_bytes() == before
    assert follower.answers() == answers
    assert list(follower.state.glob(storage.UNFINISHED + "*")), "it was in the middle"

    mirror.lies.clear()
    assert follower.update().out.startswith(f"Installed: {NEWER}")
    assert not list(follower.state.glob(storage.UNFINISHED + "*")), "and what it left is gone"


class Off(BaseException):
    """The machine goes off."""


def test_the_old_stays_until_the_new_is_on_the_disk(
    follower: User, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish(NEWER)
    before = follower.installed.read_bytes()
    steps = []

    def settle(path: str) -> None:
        is_new = Path(path).name.startswith(storage.UNFINISHED)
        steps.append("the new file" if is_new else Path(path).name)
        if is_new:
            assert Path(path).read_bytes() == edition(NEWER)
            assert follower.installed.read_bytes() == before
            raise Off

    monkeypatch.setattr(storage, "settle", settle)

    with pytest.raises(Off):
        follower.update()

    assert follower.installed.read_bytes() == before
    assert {"timestamp.json", "snapshot.json", "targets.json", "metadata"} <= set(steps)
    assert steps[-1] == "the new file"


def test_the_disk_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file before it gets its name, and the folder after that."""
    monkeypatch.undo()
    steps: list[str] = []
    replace, sync = os.replace, os.fsync

    def replacing(old: str, new: str) -> None:
        steps.append("renamed")
        replace(old, new)

    def syncing(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    monkeypatch.setattr(os, "replace", replacing)
    monkeypatch.setattr(os, "fsync", syncing)

    storage.write_own(str(tmp_path / "new"), b"content")

    assert steps == ["file", "renamed", "folder"]
    assert (tmp_path / "new").read_bytes() == b"content"


def test_a_full_disk_is_a_line(follower: User, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher.publish(NEWER)
    before = follower.installed.read_bytes()

    def full(old: str, new: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)

    run = follower.update()

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert run.err.endswith(": cannot be used: No space left on device\n")
    assert follower.installed.read_bytes() == before


def test_many_at_once_leave_one_whole_state(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    publisher.publish(NEWER)
    settings = read_settings()
    assert settings is not None
    installed, refused = [], []

    def run() -> None:
        try:
            installed.append(update(settings, read_root()).is_installed)
        except UpdateError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert installed.count(True) == 1
    assert set(refused) <= {"another scamguard update is running; nothing was done"}
    assert len(installed) + len(refused) == 6
    assert follower.installed.read_bytes() == edition(NEWER)
    assert follower.update().out.startswith("Nothing newer")


def test_what_was_trusted_may_be_damaged(follower: User, publisher: Publisher) -> None:
    """Then it is fetched again; the root of trust lies with the settings."""
    for path in (follower.state / "metadata").rglob("*.json"):
        path.write_bytes(b"damaged")
    publisher.rotate("root")
    publisher.publish(NEWER)

    assert follower.update().out.startswith(f"Installed: {NEWER}")


def test_an_unreadable_update_is_replaced_by_the_next(follower: User) -> None:
    follower.installed.write_bytes(b"damaged")

    assert follower.update().out.startswith(f"Installed: {FIRST_DATE}")
    assert follower.knowledge_date() == FIRST_DATE
