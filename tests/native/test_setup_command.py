"""`scamguard native-host install` and `uninstall` as a person runs them."""

from __future__ import annotations

import json
import os
import shutil
import site
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from own_records import ACME_BANK

from native.wire import ORIGIN, ask, call
from scamguard.cli import native_setup
from scamguard.cli.main import main
from scamguard.native.browsers import Machine, machine_of
from scamguard.native.identity import FIREFOX_ID
from scamguard.version import VERSION

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folders are those of Linux")

NAME = "scamguard.native_host"
ABOUT = call("/v1/about")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def act(*words: str) -> tuple[int, str, str]:
        status = main(["native-host", *words, "--lang", "en"])
        said = capsys.readouterr()
        return status, said.out, said.err

    return act


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def both(folder: str) -> set[str]:
    return {f"{folder}/{NAME}.json", f"{folder}/{NAME}.sh"}


# ---- which browsers


def test_the_browsers_that_the_user_has_are_told(home: Path, run: Run) -> None:
    (home / ".config" / "chromium").mkdir(parents=True)
    (home / ".mozilla").mkdir()

    status, said, errors = run("install")

    expected = both(".config/chromium/NativeMessagingHosts") | both(".mozilla/native-messaging-hosts")
    assert (status, errors, files_below(home)) == (0, "", expected)
    assert said.splitlines()[:2] == [
        f"Chromium: {home}/.config/chromium/NativeMessagingHosts/{NAME}.json",
        f"Firefox: {home}/.mozilla/native-messaging-hosts/{NAME}.json",
    ]
    assert f"It answers: scamguard {VERSION}, knowledge of 20" in said
    assert ORIGIN in said
    assert FIREFOX_ID in said

    status, said, errors = run("uninstall")

    assert (status, errors, files_below(home)) == (0, "", set())
    assert sorted(said.split("Removed: ")[1:]) == sorted(f"{home}/{path}\n" for path in expected)


def test_where_no_browser_is_found_one_has_to_be_named(home: Path, run: Run) -> None:
    status, said, errors = run("install")

    assert (status, said, files_below(home)) == (2, "", set())
    assert errors == "scamguard: no browser of this user was found; name one: --browser chromium|chrome|edge|firefox\n"


def test_a_named_browser_is_told_also_before_its_first_start(home: Path, run: Run) -> None:
    assert run("install", "--browser", "chrome", "--browser", "firefox")[0] == 0
    assert files_below(home) == both(".config/google-chrome/NativeMessagingHosts") | both(
        ".mozilla/native-messaging-hosts"
    )


def test_all_are_all(home: Path, run: Run) -> None:
    assert run("install", "--browser", "all")[0] == 0
    assert len(files_below(home)) == 8
    assert run("uninstall", "--browser", "edge")[0] == 0
    assert len(files_below(home)) == 6
    assert run("uninstall")[0] == 0
    assert files_below(home) == set()


def test_firefox_with_its_files_below_the_settings_is_told_there(home: Path, run: Run) -> None:
    (home / ".config" / "mozilla").mkdir(parents=True)

    assert run("install")[0] == 0
    assert files_below(home) == both(".config/mozilla/native-messaging-hosts")


def test_a_browser_with_a_folder_of_its_own(home: Path, run: Run) -> None:
    (home / "profile").mkdir()

    assert run("install", "--user-data-dir", str(home / "profile"))[0] == 0
    assert files_below(home) == both("profile/NativeMessagingHosts")
    assert run("uninstall", "--user-data-dir", str(home / "profile"))[0] == 0
    assert files_below(home) == set()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--user-data-dir", "{home}/none"), "there is no such folder"),
        (("--user-data-dir", "{home}", "--browser", "firefox"), "takes at most one --browser"),
        (("--user-data-dir", "{home}", "--browser", "all"), "takes at most one --browser"),
        (("--browser", "chrome", "--extension-id", "*"), "32 letters a-p"),
        (("--browser", "chrome", "--data", "{home}/none.toml"), "none.toml"),
        (("--browser", "chrome", "--data", "{home}/a\nb.toml"), "line break"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(
    home: Path, run: Run, words: tuple[str, ...], text: str
) -> None:
    status, said, errors = run("install", *(word.replace("{home}", str(home)) for word in words))

    assert (status, said, files_below(home)) == (2, "", set())
    assert errors.count("\n") == 1
    assert text in errors


def test_there_is_no_such_folder_on_windows(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def windows(platform: str, environment: object) -> Machine:
        return machine_of("win32", {"USERPROFILE": str(home)})

    monkeypatch.setattr(native_setup, "machine_of", windows)

    status, _, errors = run("install", "--user-data-dir", str(home))
    assert (status, "look in the registry" in errors) == (2, True)
    status, said, _ = run("install", "--browser", "edge", "--dry-run")
    assert status == 0
    assert said.endswith(
        f"HKEY_CURRENT_USER\\Software\\Microsoft\\Edge\\NativeMessagingHosts\\{NAME}:\n"
        f"{home}/AppData/Local/scamguard/native-host/edge/{NAME}.json\n\n"
    )


# ---- what is written


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(home: Path, run: Run) -> None:
    words = ("install", "--browser", "chromium", "--data", "own.toml", "--extension-id", "a" * 32)

    status, said, errors = run(*words, "--dry-run")

    launcher = f"{home}/.config/chromium/NativeMessagingHosts/{NAME}.sh"
    assert (status, errors, files_below(home)) == (0, "", set())
    manifest, _, script = said.partition(f"{launcher} (0700):\n")
    place, _, content = manifest.partition(" (0600):\n")
    assert place == f"{home}/.config/chromium/NativeMessagingHosts/{NAME}.json"
    assert json.loads(content)["path"] == launcher
    assert json.loads(content)["allowed_origins"] == [f"chrome-extension://{'a' * 32}/"]
    assert script.splitlines()[2] == (
        f"exec {sys.executable} -I -m scamguard native-host run --lang en --data {os.path.abspath('own.toml')} "
        f'--extension-id {"a" * 32} -- "$@"'
    )


def test_packages_of_the_user_are_found_by_what_is_written(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Path(native_setup.__file__).parents[2]
    monkeypatch.setattr(site, "getusersitepackages", lambda: str(package))
    monkeypatch.setattr(site, "ENABLE_USER_SITE", True)

    said = run("install", "--browser", "chromium", "--dry-run")[1]

    assert " -E -P -m scamguard " in said


def test_what_is_written_answers_as_a_browser_starts_it(home: Path, run: Run) -> None:
    """In a folder with a name that a shell would trip over, with records of one's own, in Chinese."""
    folder = home / "用户 a'b\"c$(d) e;f"
    folder.mkdir()
    shutil.copy(ACME_BANK, folder / "own.toml")
    own = folder / "own.toml"
    assert main(["native-host", "install", "--user-data-dir", str(folder), "--data", str(own), "--lang", "zh"]) == 0
    hosts = folder / "NativeMessagingHosts"
    manifest = json.loads((hosts / f"{NAME}.json").read_bytes())
    assert stat.S_IMODE(os.stat(manifest["path"]).st_mode) == 0o700
    question = {"contact": "020 7946 0123", "claims": "Acme Bank", "region": "GB"}

    done = ask(call("/v1/check", question), command=(manifest["path"], manifest["allowed_origins"][0]))

    assert (done.status, done.errors) == (0, "")
    verdict = done.answers[0]["body"]
    assert verdict["status"] == "official"
    assert verdict["reasons"][0]["text"].endswith(" 属于 Acme Bank：供应商服务台。")
    refused = ask(ABOUT, command=(manifest["path"], f"chrome-extension://{'a' * 32}/"))
    assert (refused.status, refused.answers) == (2, [])


def test_what_is_written_is_not_led_astray(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the folder it is started in nor the environment can put other modules in the place of ours."""
    assert run("install", "--browser", "chromium")[0] == 0
    hosts = home / ".config" / "chromium" / "NativeMessagingHosts"
    trap = home / "trap"
    trap.mkdir()
    for folder in (hosts, trap):
        for name in ("scamguard", "msgspec", "json"):
            (folder / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    monkeypatch.chdir(hosts)

    done = ask(ABOUT, command=(str(hosts / f"{NAME}.sh"), ORIGIN), environment={"PYTHONPATH": str(trap)})

    assert (done.status, [one["status"] for one in done.answers]) == (0, [200])


def test_installing_again_changes_what_is_allowed(home: Path, run: Run) -> None:
    assert run("install", "--browser", "chromium")[0] == 0
    assert run("install", "--browser", "chromium", "--extension-id", "b" * 32)[0] == 0

    launcher = home / ".config" / "chromium" / "NativeMessagingHosts" / f"{NAME}.sh"
    assert ask(ABOUT, command=(str(launcher), f"chrome-extension://{'b' * 32}/")).status == 0
    assert ask(ABOUT, command=(str(launcher), ORIGIN)).status == 2


# ---- what is there already


def test_a_manifest_of_another_program_is_kept_and_said(home: Path, run: Run) -> None:
    hosts = home / ".config" / "chromium" / "NativeMessagingHosts"
    hosts.mkdir(parents=True, mode=0o700)
    (hosts / f"{NAME}.json").write_text("{}", encoding="utf-8")

    for act, status in (("install", 2), ("uninstall", 1)):
        found = run(act, "--browser", "chromium")
        assert found[0] == status
        assert found[2].count("\n") == 1
        assert "was not written by scamguard and stays as it is" in found[2]
        assert "Removed" not in found[1]
    assert files_below(home) == {f".config/chromium/NativeMessagingHosts/{NAME}.json"}


def test_one_that_stays_does_not_keep_the_others(home: Path, run: Run) -> None:
    assert run("install", "--browser", "all")[0] == 0
    (home / ".config" / "chromium" / "NativeMessagingHosts" / f"{NAME}.json").write_text("{}", encoding="utf-8")

    status, said, errors = run("uninstall")

    assert (status, said.count("Removed: "), errors.count("\n")) == (1, 6, 1)
    assert files_below(home) == both(".config/chromium/NativeMessagingHosts")


def test_nothing_to_remove_is_said(home: Path, run: Run) -> None:
    assert run("uninstall") == (0, "Nothing was installed here; nothing was removed.\n", "")
