"""The page as `scamguard serve` sends it: its policy holds, its questions are answered, and one request brings it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

    from page.visitor import Visitor

pytestmark = pytest.mark.lengthy

pytest.importorskip("granian", reason="scamguard[server] is not installed")
SECONDS = 30


def answering(address: str) -> str:
    """Returns the address once it is answered."""
    for _ in range(SECONDS * 10):
        try:
            with urllib.request.urlopen(f"{address}healthz", timeout=SECONDS):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "scamguard", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+/", server.stdout.readline())
        try:
            yield answering(found[0] if found else "")
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()


@pytest.fixture
def visitor(address: str, browser: WebDriver) -> Visitor:
    from page.visitor import Visitor

    return Visitor(browser, address)


def test_the_server_sends_the_page_and_answers_it(visitor: Visitor) -> None:
    visitor.open("en").painted()
    assert visitor.run("return performance.getEntriesByType('resource').length") == 0
    visitor.ask("TikTok Shop support: add WeChat tk_help_2026 today.")

    assert visitor.first == "NO. tk_help_2026 does not belong to TikTok Shop."
    assert visitor.texts(".text mark") == ["tk_help_2026"]
    assert "seller.tiktokglobalshop.com" in visitor.texts(".channels .value")
    assert visitor.refused == []


def test_an_unknown_platform_is_told_by_the_server(visitor: Visitor) -> None:
    visitor.open("zh").ask("400-882-1234", "TikTok Shpo")

    assert "记录中没有叫“TikTok Shpo”的平台" in visitor.problem
    assert visitor.texts("#problem button") == ["TikTok Shop", "TikTok"]
