from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import chromium

from page.serving import Served, serving

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

    from page.visitor import Visitor


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with chromium(tmp_path_factory.mktemp("profile")) as started:
        from page.visitor import WATCH

        started.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        yield started


@pytest.fixture(scope="session")
def _served() -> Iterator[Served]:
    with serving() as server:
        yield server


@pytest.fixture
def served(_served: Served) -> Iterator[Served]:
    yield _served
    _served.forget()


@pytest.fixture
def visitor(browser: WebDriver, served: Served) -> Iterator[Visitor]:
    from page.visitor import Visitor

    visitor = Visitor(browser, served.address)
    yield visitor
    refused = visitor.refused
    assert refused == [], "the page's own policy refuses something that the page does"
