"""With scamguard itself on the other side: its native messaging host, and its server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from server.running import serving

from extension.cdp import until
from extension.chromium import ID, TEXT, Browser
from extension.peers import Pages, Peer
from scamguard.cli.main import main
from scamguard.native.identity import EXTENSION_ID, HOST_NAME

pytestmark = pytest.mark.lengthy

MARKS = {
    "https://seller.alibaba-inc.com/": "retired",
    "https://seller.aliexpress.com/": "official",
    "https://tiktokshop-kefu.com/": "suspicious",
    "13122891139": "impersonation",
}


@pytest.fixture
def installed(profile: Path, native_log: Path) -> Iterator[None]:
    """scamguard's own host in the place of the recording one."""
    manifest = profile / "NativeMessagingHosts" / f"{HOST_NAME}.json"
    kept = manifest.read_text(encoding="utf-8")
    manifest.unlink()
    assert main(["native-host", "install", "--user-data-dir", str(profile)]) == 0
    try:
        yield
    finally:
        assert main(["native-host", "uninstall", "--user-data-dir", str(profile)]) == 0
        manifest.parent.mkdir(exist_ok=True)
        manifest.write_text(kept, encoding="utf-8")


def test_the_ids_agree() -> None:
    assert ID == EXTENSION_ID


@pytest.mark.usefixtures("installed")
def test_the_native_host_of_scamguard(browser: Browser, peer: Peer, site: Pages, native_log: Path) -> None:
    native_log.write_text("", encoding="utf-8")
    browser.settings(transport="native")
    browser.open(f"{site.address}/retired.html")

    assert browser.marks_when(4) == MARKS
    assert native_log.read_text(encoding="utf-8") == "", "it was not the recording one"
    with browser.popup() as popup:
        popup.evaluate("document.querySelector('button.main').click()")
        assert until(lambda: "The scan found" in popup.evaluate(TEXT))


def test_the_server_of_scamguard(browser: Browser, site: Pages, tmp_path: Path) -> None:
    with serving(tmp_path, "--extension", ID, environment={"SCAMGUARD_TOKEN": "of-these-tests-alone"}) as running:
        address = f"http://127.0.0.1:{running.port}"
        browser.settings(address=address, token="of-these-tests-alone")
        browser.open(f"{site.address}/retired.html")

        assert browser.marks_when(4) == MARKS
        with browser.popup() as popup:
            assert f"Answers come from scamguard at {address}." in until(lambda: popup.evaluate(TEXT))
            popup.evaluate("document.querySelector('button.main').click()")
            assert until(lambda: "The scan found" in popup.evaluate(TEXT))
        assert "13122891139" not in running.log.read_text(encoding="utf-8")

        browser.settings(address=address, token="another")
        browser.open(f"{site.address}/retired.html?again")
        assert until(lambda: browser.badge() == "?")  # the page before it had another
        assert browser.marks() == {}
    browser.console()  # the browser itself writes down the 401
