"""The browser with the extension in it, as a person has it: pages, marks, tooltips, the popup."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extension.cdp import Line, LineClosed, until

TOP = Path(__file__).parents[2]
EXTENSION = TOP / "docs" / "browser-extension"
ID = "mdfnihmoheccanjlkpeidkjegcpbjkjd"
HOME = f"chrome-extension://{ID}/"
#: Hosts that the browser finds on loopback; no other name leads anywhere.
HOSTS = ("seller.tiktokglobalshop.com", "tiktokshop-kefu.com", "articles.example", "www.example.com")
FLAGS = [
    "--headless=new",
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1000,800",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--lang=en-US",
]

#: The layer of the marks: a closed tree, which only the developer's tools see.
MARKS = """function () {
  const mark = (one) => {
    const { left, top, width } = one.getBoundingClientRect();
    const [status, label] = [one.className.split(' ')[1], one.ariaLabel];
    const described = one.getAttribute('aria-describedby');
    return { status, label, described, sign: one.textContent, left, top, width, focused: this.activeElement === one };
  };
  const tooltip = this.querySelector('[role=tooltip]');
  const panel = this.querySelector('[role=dialog]');
  return JSON.stringify({
    marks: [...this.querySelectorAll('button.mark')].map(mark),
    lines: [...this.querySelectorAll('.line')].map((one) => one.className.split(' ')[1]),
    tooltip: tooltip && !tooltip.hidden ? tooltip.innerText : null,
    links: tooltip ? [...tooltip.querySelectorAll('a')].map((one) => [one.getAttribute('href'), one.rel]) : [],
    inside: this.activeElement !== null && tooltip !== null && tooltip.contains(this.activeElement),
    panel: panel ? panel.innerText : null,
  });
}"""


class Browser:
    """Chromium with the extension, driven as a person would, and looked into as a developer can.

    Args:
        profile: an empty folder for its data.
        site: host and port of the pages.
    """

    def __init__(self, profile: Path, site: str) -> None:
        from selenium.webdriver import Chrome, ChromeOptions
        from selenium.webdriver.chrome.service import Service

        found = ", ".join(f"MAP {host}:80 {site}" for host in HOSTS)
        options = ChromeOptions()
        options.binary_location = os.environ.get("SCAMGUARD_CHROMIUM") or shutil.which("chromium") or "chromium"
        rules = f"--host-resolver-rules={found}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        for flag in (*FLAGS, f"--user-data-dir={profile}", f"--load-extension={EXTENSION}", rules):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
        connection: Any = self.driver.command_executor
        connection.client_config.timeout = 30  # s that any command may take
        self.driver.set_page_load_timeout(20)
        self._tools = self.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        self._worker: Line | None = None

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self.driver.quit()

    def targets(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"http://{self._tools}/json/list", timeout=10) as reply:
            return list(json.load(reply))

    def _line(self, kind: str, url: str) -> Line:
        def found() -> Any:
            return next((t for t in self.targets() if t["type"] == kind and t["url"].startswith(url)), None)

        return Line(until(found)["webSocketDebuggerUrl"])

    @property
    def worker(self) -> Line:
        """The extension's service worker."""
        if self._worker is None:
            self._worker = self._line("service_worker", HOME)
            until(lambda: self._worker and self._worker.evaluate("typeof globalThis.onMenu") == "function")
            self._worker.send("Runtime.enable")
        return self._worker

    def settings(self, **given: Any) -> None:
        """Sets the extension up anew, as its options page does."""
        wanted = {"transport": "http", "lang": "en", **given}
        self.worker.evaluate(f"chrome.storage.local.clear().then(() => chrome.storage.local.set({json.dumps(wanted)}))")
        time.sleep(0.03)  # the listener forgets what rested on the old ones

    def open(self, url: str) -> None:
        """Opens a page."""
        self.driver.get(url)

    def element(self, name: str) -> Any:
        return self.driver.find_element("id", name)

    def hover(self, name: str) -> None:
        """Rests the pointer on an element."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).move_to_element(self.element(name)).perform()

    def press(self, key: str) -> None:
        """Presses a key, by the name that selenium has for it."""
        from selenium.webdriver import ActionChains, Keys

        ActionChains(self.driver).send_keys(getattr(Keys, key)).perform()

    def box(self, name: str) -> dict[str, float]:
        script = f"const b = document.getElementById('{name}').getBoundingClientRect();"
        return dict(self.apart(script + "({l: b.left, r: b.right, t: b.top})"))

    def apart(self, script: str) -> Any:
        """Returns what a script gives in a world of its own: the page's names and prototypes are not in it."""
        given = {"contextId": self.world(), "returnByValue": True, "expression": f"{{ {script} }}"}
        result = self.driver.execute_cdp_cmd("Runtime.evaluate", given)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def world(self) -> int:
        """Returns the number of a world of the tests' own in the page."""
        frame = self.driver.execute_cdp_cmd("Page.getFrameTree", {})["frameTree"]["frame"]["id"]
        given = {"frameId": frame, "worldName": "tests"}
        return int(self.driver.execute_cdp_cmd("Page.createIsolatedWorld", given)["executionContextId"])

    def in_page(self, expression: str) -> Any:
        """Returns what an expression gives in the page's own world."""
        return self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": expression, "returnByValue": True})[
            "result"
        ].get("value")

    def layer(self) -> dict[str, Any]:
        """Returns what the layer over the page shows; empty where there is none."""
        root = self.driver.execute_cdp_cmd("DOM.getDocument", {"depth": 2, "pierce": True})["root"]
        node = next((tree for tree in closed_trees(root)), None)
        if node is None:
            return {"marks": [], "lines": [], "tooltip": None, "links": [], "inside": False, "panel": None}
        return dict(json.loads(self.in_layer(node, MARKS)))

    def in_layer(self, node: dict[str, Any], function: str) -> Any:
        place = {"backendNodeId": node["backendNodeId"], "executionContextId": self.world()}
        resolved = self.driver.execute_cdp_cmd("DOM.resolveNode", place)
        call = {"objectId": resolved["object"]["objectId"], "functionDeclaration": function, "returnByValue": True}
        return self.driver.execute_cdp_cmd("Runtime.callFunctionOn", call)["result"].get("value")

    def source_of_layer(self) -> str:
        """Returns the markup of the layer, as it is drawn."""
        root = self.driver.execute_cdp_cmd("DOM.getDocument", {"depth": 2, "pierce": True})["root"]
        return str(self.in_layer(next(closed_trees(root)), "function () { return this.innerHTML; }"))

    def style_of_layer(self) -> str:
        """Returns the rules that the layer is drawn with."""
        root = self.driver.execute_cdp_cmd("DOM.getDocument", {"depth": 2, "pierce": True})["root"]
        rules = "function () { return [...this.adoptedStyleSheets[0].cssRules].map((one) => one.cssText).join('\\n'); }"
        return str(self.in_layer(next(closed_trees(root)), rules))

    def marks(self) -> dict[str, str]:
        """Returns the marks on the page: contact -> status."""
        return {mark["label"].rpartition(": ")[2]: mark["status"] for mark in self.layer()["marks"]}

    def marks_when(self, count: int, seconds: float = 10) -> dict[str, str]:
        """Returns the marks as soon as there are as many, and a moment later still."""
        until(lambda: len(self.marks()) >= count, seconds)
        time.sleep(0.12)
        return self.marks()

    def mark_at(self, name: str) -> str | None:
        """Returns the status of the mark at the end of an element, None where it has none."""
        box = self.box(name)
        marks = self.layer()["marks"]
        near = [m for m in marks if abs(m["left"] - box["r"] + 3) < 3 and abs(m["top"] - box["t"] + 7) < 4]
        return near[0]["status"] if near else None

    def badge(self) -> str:
        """Returns what stands on the extension's button for the page."""
        return str(self.worker.evaluate(f"{ACTIVE}.then(([tab]) => chrome.action.getBadgeText({{tabId: tab.id}}))"))

    @contextmanager
    def popup(self) -> Iterator[Line]:
        """Opens the real popup over the page."""
        opened = f"{ACTIVE}.then(([tab]) => chrome.action.openPopup({{windowId: tab.windowId}}))"
        self.worker.evaluate(opened, userGesture=True)
        line = self._line("page", f"{HOME}popup.html")
        try:
            until(lambda: line.evaluate("document.querySelector('#main')?.childElementCount > 0"))
            yield line
        finally:
            with contextlib.suppress(LineClosed):  # it may have closed itself
                line.send("Page.close")
            line.close()
            until(lambda: not any(t["url"].startswith(f"{HOME}popup.html") for t in self.targets()))

    def console(self) -> list[dict[str, Any]]:
        """Returns what the page's console has got since the last time."""
        driver: Any = self.driver
        return list(driver.get_log("browser"))

    def complaints(self) -> list[str]:
        """Returns what pages and the extension have written as errors since the last time."""
        page = [entry["message"] for entry in self.console() if entry["level"] == "SEVERE"]
        self.worker.evaluate("1")
        events = [e for e in self.worker.events if e["method"] == "Runtime.exceptionThrown" or is_error(e)]
        self.worker.events.clear()
        return page + [json.dumps(event["params"])[:500] for event in events]

    def shot(self, name: str, line: Line | None = None) -> None:
        """Keeps a picture where SCAMGUARD_SHOTS names a folder."""
        folder = os.environ.get("SCAMGUARD_SHOTS")
        if not folder:
            return
        data = line.send("Page.captureScreenshot")["data"] if line else self.driver.get_screenshot_as_base64()
        Path(folder, f"ext-{name}.png").write_bytes(base64.b64decode(data))


#: What the popup says.
TEXT = "document.querySelector('#main').innerText"
ACTIVE = "chrome.tabs.query({active: true, windowType: 'normal'})"


def is_error(event: dict[str, Any]) -> bool:
    return bool(event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] in ("error", "assert"))


def closed_trees(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yields the closed shadow trees directly below the root element of a page."""
    for child in node.get("children", ()):
        yield from (tree for tree in child.get("shadowRoots", ()) if tree["shadowRootType"] == "closed")
        if child["nodeName"] == "HTML":
            yield from closed_trees(child)
