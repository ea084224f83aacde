"""The host in Chromium itself, asked by a small extension of these tests with the id of the project's own."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scamguard.cli.main import main
from scamguard.guard import Guard
from scamguard.native.identity import EXTENSION_ID, EXTENSION_KEY, HOST_NAME
from scamguard.service.answering import Answers

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
NONE = CHROMIUM is None or DRIVER is None or sys.platform != "linux"
pytestmark = [pytest.mark.lengthy, pytest.mark.skipif(NONE, reason="chromium and chromedriver are not installed")]

FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
QUESTION = {"contact": "400-882-1234", "claims": "TikTok Shop", "as_of": "2026-11-22", "lang": "zh"}
OTHER_ID = "a" * 32

#: Sends messages through one port; gives the answers, or what the browser says where the port was closed.
TALK = f"""
const [messages, done] = arguments;
const port = chrome.runtime.connectNative("{HOST_NAME}");
const answers = [];
port.onMessage.addListener((answer) => {{
  answers.push(answer);
  if (answers.length === messages.length) {{ port.disconnect(); done(answers); }}
}});
port.onDisconnect.addListener(() => done({{ closed: chrome.runtime.lastError.message, answers }}));
for (const {{ long, half, ...message }} of messages) {{
  if (long) message.body = {{ text: "x".repeat(long) }};
  if (half) message.body = {{ contact: "\\ud800" }};  // no driver would carry it
  port.postMessage(message);
}}
"""
ONCE = f"""
const [message, done] = arguments;
chrome.runtime.sendNativeMessage("{HOST_NAME}", message, (answer) => done(answer ?? chrome.runtime.lastError.message));
"""


class Browser:
    """Chromium with the extension, in a profile that knows the host."""

    def __init__(self, folder: Path, *install: str) -> None:
        self.profile = folder / "profile"
        extension = folder / "extension"
        for made in (self.profile, extension):
            made.mkdir()
        manifest = {
            "manifest_version": 3,
            "name": "scamguard's tests",
            "version": "1",
            "key": EXTENSION_KEY,
            "permissions": ["nativeMessaging"],
        }
        (extension / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        (extension / "page.html").write_text("<!doctype html><title>ready</title>", encoding="utf-8")
        assert main(["native-host", "install", "--user-data-dir", str(self.profile), "--lang", "en", *install]) == 0
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in (*FLAGS, f"--user-data-dir={self.profile}", f"--load-extension={extension}"):
            options.add_argument(flag)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        service = webdriver.ChromeService(executable_path=DRIVER)
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(60)
        self.driver.get(f"chrome-extension://{EXTENSION_ID}/page.html")
        assert self.driver.title == "ready"

    def talk(self, *messages: dict[str, Any]) -> Any:
        return self.driver.execute_async_script(TALK, messages)

    def waits_for(self, happens: Callable[[], bool]) -> bool:
        """Answers whether something happens within some seconds."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if happens():
                return True
            time.sleep(0.1)
        return False

    def hosts(self) -> list[int]:
        """Returns the processes that run this profile's host."""
        launcher = f"-m\0scamguard\0native-host\0run\0--lang\0en\0--data\0{self.profile.parent}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdecimal() and launcher in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue  # it has ended meanwhile
        return found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "records").mkdir()  # no records of one's own, and a mark on the command line of this host
    (folder / "records" / "own.toml").write_text('slug = "paypal"\n', encoding="utf-8")
    found = Browser(folder, "--data", str(folder / "records"))
    yield found
    found.driver.quit()


def test_an_extension_has_the_answer_that_a_check_gives(browser: Browser) -> None:
    expected = json.loads(Answers(Guard()).check(json.dumps(QUESTION).encode()))

    answer = browser.driver.execute_async_script(ONCE, {"id": "x", "path": "/v1/check", "body": QUESTION})

    assert (answer["id"], answer["status"]) == ("x", 200)
    for part in ("contact", "claims", "status", "quality", "reasons", "instead"):
        assert answer["body"][part] == expected[part]


def test_one_port_answers_in_turn_and_no_message_closes_it(browser: Browser) -> None:
    many = {"checks": [{"id": number, **QUESTION} for number in range(400)]}
    questions: list[dict[str, Any]] = [
        {"id": number, "method": "POST", "path": "/v1/check", "body": QUESTION} for number in range(100)
    ]

    answers = browser.talk(
        *questions,
        {"id": "long", "path": "/v1/scan", "long": 9_000_000},
        {"id": "many", "path": "/v1/check/batch", "body": many},
        {"id": "half", "path": "/v1/check", "half": True},
        {"id": {"a": [1, "é\u2028"]}, "path": "/v1/about"},
    )

    assert [answer["id"] for answer in answers] == [*range(100), None, "many", "half", {"a": [1, "é\u2028"]}]
    assert [answer["status"] for answer in answers[100:]] == [413, 507, 400, 200]


def test_the_host_ends_with_the_port(browser: Browser) -> None:
    assert browser.waits_for(lambda: not browser.hosts())  # those of the tests before
    browser.driver.execute_script(f'window.port = chrome.runtime.connectNative("{HOST_NAME}");')
    assert browser.waits_for(lambda: len(browser.hosts()) == 1)

    browser.driver.execute_script("window.port.disconnect();")

    assert browser.waits_for(lambda: not browser.hosts())


def test_another_extension_is_kept_out_by_the_browser_and_by_the_host(browser: Browser) -> None:
    """The manifest is of another extension, and then the launcher alone."""
    hosts = browser.profile / "NativeMessagingHosts"
    manifest, launcher = hosts / f"{HOST_NAME}.json", hosts / f"{HOST_NAME}.sh"
    before = manifest.read_text(encoding="utf-8"), launcher.read_text(encoding="utf-8")
    try:
        manifest.write_text(before[0].replace(EXTENSION_ID, OTHER_ID), encoding="utf-8")
        closed = browser.talk({"id": 1, "path": "/v1/about"})
        assert closed == {"closed": "Access to the specified native messaging host is forbidden.", "answers": []}
        manifest.write_text(before[0], encoding="utf-8")
        launcher.write_text(before[1].replace(" -- ", f" --extension-id {OTHER_ID} -- "), encoding="utf-8")
        closed = browser.talk({"id": 1, "path": "/v1/about"})
        assert closed == {"closed": "Native host has exited.", "answers": []}
    finally:
        manifest.write_text(before[0], encoding="utf-8")
        launcher.write_text(before[1], encoding="utf-8")


def test_after_uninstall_there_is_no_host(browser: Browser) -> None:
    assert main(["native-host", "uninstall", "--user-data-dir", str(browser.profile)]) == 0

    closed = browser.talk({"id": 1, "path": "/v1/about"})

    assert closed == {"closed": "Specified native messaging host not found.", "answers": []}
