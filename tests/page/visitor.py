"""What a person does on the page, and what the page then shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

#: Seconds within which an answer stands there; the machines that run this are slow and busy.
PATIENCE: Final = 15
#: Runs before the page's own script: notes what its policy refused.
WATCH: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""


class Visitor:
    """A person at the page, in a browser that the tests share."""

    visits = 0

    def __init__(self, browser: WebDriver, address: str) -> None:
        self.browser = browser
        self.address = address

    # ---- what is done

    def open(self, lang: str = "en", *, width: int = 1280, scheme: str = "light") -> Visitor:
        self.look(width=width, scheme=scheme)
        Visitor.visits += 1  # an address that differs in its fragment alone would load nothing
        self.browser.get(f"{self.address}?{Visitor.visits}#{lang}")
        return self

    def look(self, *, width: int = 1280, scheme: str = "light") -> None:
        """Makes the window so wide, and its user want light or dark colours, and little motion."""
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        wanted = [{"name": name, "value": value} for name, value in features.items()]
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})

    def write(self, field: str, text: str) -> None:
        """Puts a text into a field as an input method or a paste does."""
        self.browser.execute_script(
            "const field = document.getElementById(arguments[0]); field.focus(); field.select()", field
        )
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def ask(self, text: str, claims: str = "") -> Visitor:
        self.write("message", text)
        if claims:
            self.write("claims", claims)
        self.run("document.getElementById('check').click()")
        return self.wait()

    def speak(self, lang: str) -> None:
        """Switches the language, and waits until the page has done so."""
        self.run(f"document.getElementById('say-{lang}').click()")
        spoken = "return document.documentElement.lang.startsWith(arguments[0])"
        WebDriverWait(self.browser, PATIENCE, 0.02).until(lambda browser: browser.execute_script(spoken, lang))
        self.wait()

    def wait(self) -> Visitor:
        """Waits until an answer or a problem stands there and nothing is under way."""
        settled = """
            const [answer, problem] = ["answer", "problem"].map((id) => document.getElementById(id));
            return answer.getAttribute("aria-busy") === "false" && (!answer.hidden || !problem.hidden);
        """
        WebDriverWait(self.browser, PATIENCE, 0.02).until(lambda browser: browser.execute_script(settled))
        return self

    def press(self, *keys: str) -> None:
        """Presses keys wherever the focus is."""
        self.browser.switch_to.active_element.send_keys(*keys)

    def painted(self) -> float:
        """Returns when the page was first painted, in milliseconds from the beginning of its navigation."""
        return float(
            self.browser.execute_async_script("""
                const done = arguments[0];
                new PerformanceObserver((list) => done(list.getEntriesByName("first-contentful-paint")[0]?.startTime))
                    .observe({ type: "paint", buffered: true });
            """)
        )

    # ---- what is there

    def at(self, name: str) -> WebElement:
        return self.browser.find_element(By.ID, name)

    def run(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        """Returns the texts of elements, also of those that are folded away."""
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector))

    @property
    def first(self) -> str:
        return str(self.run("return document.getElementById('first').textContent"))

    @property
    def problem(self) -> str:
        return self.at("problem").text

    @property
    def focused(self) -> str:
        return str(self.run("return document.activeElement.id || document.activeElement.textContent"))

    @property
    def refused(self) -> list[str]:
        return list(self.run("return window.refused"))

    @property
    def links(self) -> list[str]:
        return list(self.run("return [...document.querySelectorAll('main a')].map((a) => a.getAttribute('href'))"))
