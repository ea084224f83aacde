"""`scamguard update`: off until somebody turns it on, and then it does what it was asked for and says so."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scamguard.cli.main import main
from scamguard.knowledge.compiled import from_bytes
from scamguard.updates.settings import read_settings
from updates.conftest import FIRST_DATE, SHIPPED_DATE
from updates.editions import edition
from updates.mirror import PROXIED, Mirror
from updates.parties import Publisher, User

NEWER = "2020-03-01"


def shown(date: str) -> str:
    return f"{date} (version {from_bytes(edition(date))[0].version})"


# ---- off by default


def test_nothing_is_set_up_and_nobody_is_asked(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*arguments: Any, **options: Any) -> None:
        raise AssertionError("the network was reached for")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)

    for options in ((), ("--check",)):
        run = user.run("update", *options)
        assert (run.status, run.out) == (2, "")
        assert run.err == (
            "scamguard: updates are off: no repository is set up; run: scamguard update --init URL --root FILE\n"
        )
    assert user.run("update", "--status").out == (
        "Updates are off: no repository is set up (scamguard update --init).\n"
        f"Knowledge in use: {shown(SHIPPED_DATE)}, shipped with scamguard.\n"
    )
    assert user.run("update", "--forget").status == 0
    user.answers()
    assert not user.state.exists()
    assert not user.config.exists()


def test_only_update_reaches_the_network(follower: User, mirror: Mirror) -> None:
    follower.answers()
    follower.run("platforms")
    follower.run("update", "--status")
    follower.init(mirror.url, follower.config / "root.json")
    follower.run("update", "--forget")

    assert mirror.asked == []


# ---- on


def test_it_is_turned_on_with_a_root_that_came_by_another_way(user: User, publisher: Publisher, mirror: Mirror) -> None:
    run = user.init(mirror.url, publisher.root(), "--mirror", "https://mirror.example/scamguard")

    digest = hashlib.sha256(publisher.root().read_bytes()).hexdigest()
    assert (run.status, run.err) == (0, "")
    assert run.out == (
        f"{user.config}: updates are set up; nothing was fetched yet. Now run: scamguard update\n"
        "Root of trust: version 1, 2 of 3 keys must sign.\n"
        f"SHA-256: {digest}\n"
        "Compare this with what the publisher says in another place.\n"
    )
    assert mirror.asked == []
    assert (user.config / "root.json").read_bytes() == publisher.root().read_bytes()
    assert (user.config / "update.toml").read_text() == (
        "# Where newer knowledge comes from. Written by: scamguard update --init\n"
        f'mirrors = [\n  "{mirror.url}",\n  "https://mirror.example/scamguard/",\n]\n'
    )


def test_what_each_run_says(user: User, publisher: Publisher, mirror: Mirror) -> None:
    user.init(mirror.url, publisher.root())
    first, newer = shown(FIRST_DATE), shown(NEWER)

    run = user.update("--check")
    assert (run.status, run.err) == (1, "")
    assert run.out == (
        f"There is newer knowledge: {first}. In use: {shown(SHIPPED_DATE)}. To install it: scamguard update\n"
    )
    assert not user.installed.exists()
    run = user.update()
    assert (run.status, run.out, run.err) == (0, f"Installed: {first}. Before: {shown(SHIPPED_DATE)}.\n", "")
    for options in ((), ("--check",)):
        run = user.update(*options)
        assert (run.status, run.out) == (0, f"Nothing newer: {first} is offered, {first} is in use.\n")
    publisher.publish(NEWER)
    assert user.update("--lang", "zh").out == (
        f"已安装：{newer.replace(' (version ', '（版本 ').replace(')', '）')}。"
        f"此前：{first.replace(' (version ', '（版本 ').replace(')', '）')}。\n"
    )
    run = user.run("update", "--status")
    assert run.out.splitlines() == [
        f"Updates come from {mirror.url} (settings: {user.config}).",
        f"Root of trust, SHA-256: {hashlib.sha256(publisher.root().read_bytes()).hexdigest()}",
        f"Knowledge in use: {newer}, installed by an update.",
    ]


def test_what_ships_is_not_fetched_again(user: User, publisher: Publisher, mirror: Mirror, shipped: Path) -> None:
    (shipped / "knowledge.msgpack").write_bytes(edition(FIRST_DATE))
    user.init(mirror.url, publisher.root())

    assert user.update().out.startswith("Nothing newer")
    assert not any(path.startswith("targets/") for path in mirror.asked)


def test_another_edition_of_the_same_day_is_newer(follower: User, publisher: Publisher) -> None:
    """A correction on the day itself: the publisher's versions say which is the later one."""
    publisher.publish(FIRST_DATE, number="+861058887777")

    assert follower.update().out.startswith(f"Installed: {FIRST_DATE}")


def test_the_proxy_of_the_environment_is_used(
    user: User, publisher: Publisher, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else learns which host is asked for, a name server included."""
    monkeypatch.setenv("http_proxy", mirror.url)
    user.init(PROXIED, publisher.root())

    assert user.update().out.startswith(f"Installed: {FIRST_DATE}")
    assert mirror.asked[0] == "metadata/2.root.json"


# ---- off again


def test_forget_takes_everything_away(follower: User) -> None:
    (follower.state / "knowledge-v9.msgpack").write_bytes(b"of a later scamguard")
    (follower.state / "mine.txt").write_text("not ours")

    run = follower.run("update", "--forget")

    assert (run.status, run.err) == (0, "")
    assert run.out == f"Updates are off. Knowledge in use: {shown(SHIPPED_DATE)}, shipped with scamguard.\n"
    assert {path.name for path in follower.state.iterdir()} == {"lock", "mine.txt"}
    assert not list(follower.config.iterdir())
    assert follower.update().status == 2
    assert follower.knowledge_date() == SHIPPED_DATE


def test_forget_does_not_follow_a_link(follower: User, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (follower.state / "metadata").rename(kept)
    (follower.state / "metadata").symlink_to(kept)

    assert follower.run("update", "--forget").status == 0

    assert list(kept.iterdir())
    assert not (follower.state / "metadata").is_symlink()


# ---- what cannot be set up


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///srv/repository", "begins with https:// or http://"),
        ("ftp://mirror.example/", "begins with https:// or http://"),
        ("mirror.example", "begins with https:// or http://"),
        ("/srv/repository", "begins with https:// or http://"),
        ("http://", "begins with https:// or http://"),
        ("", "begins with https:// or http://"),
        ("http://[::1/", "no address"),
        ("http://mirror.example:99999/", "no address"),
        ("https://user:secret@mirror.example/", "without user name, password"),
        ("https://mirror.example/?key=1", "without user name, password"),
        ("https://mirror.example/#top", "without user name, password"),
        ("https://mirror.example/a b", "without user name, password"),
        ("https://mirror.example/\x1b[2J", "without user name, password"),
        ("https://mirror.example/\n", "without user name, password"),
        ("https://例子.example/", "without user name, password"),
    ],
)
def test_an_address_that_is_none_is_refused(user: User, publisher: Publisher, url: str, why: str) -> None:
    for options in ((url,), ("https://mirror.example/", "--mirror", url)):
        if not url and len(options) == 1:
            continue  # no address is no --init
        run = user.run("update", "--init", *options, "--root", str(publisher.root()))

        assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
        assert why in run.err
        assert run.err.rstrip("\n").isprintable()
    assert not user.config.exists()


def no_roots(publisher: Publisher) -> dict[str, bytes]:
    whole = publisher.root().read_bytes()
    return {
        "nothing": b"",
        "text": b"hello",
        "no metadata": b"{}",
        "targets": (publisher.folder / "metadata" / "1.targets.json").read_bytes(),
        "timestamp": (publisher.folder / "metadata" / "timestamp.json").read_bytes(),
        "changed": whole.replace(b'"version":1', b'"version":2'),
        "unsigned": whole.replace(b'"signatures":[', b'"signatures":[],"more":['),
    }


@pytest.mark.parametrize("name", ["nothing", "text", "no metadata", "targets", "timestamp", "changed", "unsigned"])
def test_what_is_no_root_is_refused(user: User, publisher: Publisher, tmp_path: Path, name: str) -> None:
    path = tmp_path / "root.json"
    content = no_roots(publisher)[name]
    assert content != publisher.root().read_bytes()
    path.write_bytes(content)

    run = user.init("https://mirror.example/", path)

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
    assert run.err.startswith(f"scamguard: {path}: ")
    assert "root.json" in run.err.removeprefix(f"scamguard: {path}: ")
    assert not user.config.exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--init", "https://mirror.example/"], "--init needs --root FILE"),
        (["--init", "https://mirror.example/", "--root", "/nowhere/root.json"], "cannot be read: No such file"),
        (["--mirror", "https://mirror.example/"], "--mirror and --root belong to --init"),
        (["--root", "root.json"], "--mirror and --root belong to --init"),
    ],
)
def test_half_a_set_up_is_refused(user: User, options: list[str], why: str) -> None:
    run = user.run("update", *options)

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
    assert why in run.err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9"])
def test_a_time_that_is_none_is_refused(follower: User, seconds: str) -> None:
    run = follower.run("update", "--timeout", seconds)

    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("scamguard: timeout ")


def test_another_root_is_no_silent_change(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    his = Publisher(publisher.folder.parent / "his")
    his.publish(NEWER)

    run = follower.init(mirror.url, his.root())

    assert (run.status, run.out) == (2, "")
    assert "another root of trust is set up already; first run: scamguard update --forget" in run.err
    assert (follower.config / "root.json").read_bytes() == publisher.root().read_bytes()
    assert follower.init("https://mirror.example/", publisher.root()).status == 0, (
        "another mirror is no matter of trust"
    )
    settings = read_settings()
    assert settings is not None
    assert settings.mirrors == ("https://mirror.example/",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"mirrors = []",
        b"mirrors = 'https://mirror.example/'",
        b"mirrors = ['file:///etc/']",
        b"mirrors = ['https://mirror.example/']\nroot = 'x'",
        b"mirrors = ["
        + b"'https://mirror.example/a',"
        + b"".join(b"'https://m%d.example/'," % n for n in range(20))
        + b"]",
        b"\xff",
        b"[" * 10_000,
        b"x" * 600_000,
    ],
    ids=range(9),
)
def test_settings_that_say_what_they_cannot_say_cost_a_line(follower: User, content: bytes) -> None:
    (follower.config / "update.toml").write_bytes(content)

    for options in ((), ("--check",), ("--status",)):
        run = follower.run("update", *options)
        assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
        assert run.err.startswith(f"scamguard: {follower.config / 'update.toml'}: ")
    assert follower.run("update", "--forget").status == 0, "it can always be turned off"


def test_a_link_in_the_place_of_the_settings_is_not_followed(follower: User, tmp_path: Path) -> None:
    for name in ("update.toml", "root.json"):
        path = follower.config / name
        path.rename(tmp_path / name)
        path.symlink_to(tmp_path / name)
        run = follower.update()
        assert (run.status, run.err.count("\n")) == (2, 1)
        assert run.err == f"scamguard: {path}: a link, which is not followed here; remove it\n"
        path.unlink()
        (tmp_path / name).rename(path)


# ---- where it is kept


def test_the_folders_are_those_of_xdg(
    publisher: Publisher, mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SCAMGUARD_STATE", "SCAMGUARD_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for at, (data, config) in enumerate(((None, None), ("relative", "relative"), (tmp_path / "d", tmp_path / "c"))):
        home = tmp_path / f"home{at}"
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        if data is not None:
            monkeypatch.setenv("XDG_DATA_HOME", str(data))
            monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
        assert main(["update", "--init", mirror.url, "--root", str(publisher.root())]) == 0
        assert main(["update"]) == 0
        is_named = isinstance(data, Path)
        assert (tmp_path / "d" if is_named else home / ".local/share").joinpath("scamguard/metadata").is_dir()
        assert (tmp_path / "c" if is_named else home / ".config").joinpath("scamguard/update.toml").is_file()


def test_without_a_home_nothing_is_read_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("SCAMGUARD_STATE", "SCAMGUARD_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    planted = tmp_path / "~" / ".local" / "share" / "scamguard" / "knowledge-v1.msgpack"
    planted.parent.mkdir(parents=True)
    planted.write_bytes(edition("2020-11-11"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)

    assert main(["check", "95588", "--claims", "icbc", "--json"]) == 0
    assert f'"date":"{SHIPPED_DATE}"' in capsys.readouterr().out
    assert main(["update"]) == 2
    assert "set SCAMGUARD_CONFIG and SCAMGUARD_STATE" in capsys.readouterr().err


# ---- without the extra

_WITHOUT = """
import sys
for name in ("tuf", "securesystemslib", "urllib3", "cryptography", "bcrypt"):
    sys.modules[name] = None
from scamguard.cli.main import main
for command in {commands}:
    print(main(command))
"""


def test_without_the_extra_one_line_says_what_to_install(follower: User, publisher: Publisher) -> None:
    root = str(publisher.root())
    commands = [
        ["check", "95588", "--claims", "icbc"],
        ["update", "--status"],
        ["update"],
        ["update", "--init", "https://mirror.example/", "--root", root],
        ["data", "publish", "repository", "--keys", "keys"],
        ["update", "--forget"],
    ]
    code = _WITHOUT.format(commands=commands)

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert [line for line in run.stdout.splitlines() if line.isdecimal()] == ["0", "0", "2", "2", "2", "0"]
    assert len(run.stderr.splitlines()) == 3, run.stderr
    assert all(
        line.endswith("is not installed; run: pip install 'scamguard[update]'") for line in run.stderr.splitlines()
    )


def test_a_check_loads_nothing_of_it(follower: User) -> None:
    code = "import sys; from scamguard.cli.main import main; main(['check', '95588']); print(*sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = run.stdout.splitlines()[-1].split()
    assert "scamguard.guard" in loaded
    assert not {name.partition(".")[0] for name in loaded} & {"tuf", "securesystemslib", "urllib3", "cryptography"}
    assert not [name for name in loaded if name.startswith("scamguard.updates")]
