"""The public names: few, sorted, importable, documented; and what importing them costs."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import scamguard

#: HTTP clients, and what one is made of: a check asks no network, and they take longer to import than to check.
CLIENTS = (
    "requests",
    "urllib3",
    "httpx",
    "httpx2",
    "aiohttp",
    "http.client",
    "urllib.request",
    "ssl",
    "socket",
    "tldextract",
    "dns",
)


def test_the_names_are_sorted_and_stand_once() -> None:
    assert scamguard.__all__ == sorted(set(scamguard.__all__))


@pytest.mark.parametrize("name", scamguard.__all__)
def test_a_name_is_there_and_documented(name: str) -> None:
    found = getattr(scamguard, name)

    assert not callable(found) or inspect.getdoc(found)


@pytest.mark.parametrize("name", [name for name in scamguard.__all__ if inspect.isclass(getattr(scamguard, name))])
def test_the_public_methods_are_documented(name: str) -> None:
    methods = inspect.getmembers(getattr(scamguard, name), inspect.isroutine)
    ours = [
        m
        for key, m in methods
        if not key.startswith("_") and (getattr(m, "__module__", None) or "").startswith("scamguard")
    ]

    assert [method.__qualname__ for method in ours if not inspect.getdoc(method)] == []


def test_nothing_else_is_public() -> None:
    public = {
        name for name, value in vars(scamguard).items() if not name.startswith("_") and not inspect.ismodule(value)
    }

    assert public - set(scamguard.__all__) <= {"VERSION"}


def test_every_error_is_one_of_ours() -> None:
    errors = [getattr(scamguard, name) for name in scamguard.__all__]
    errors = [error for error in errors if inspect.isclass(error) and issubclass(error, Exception)]

    assert len(errors) >= 4
    assert all(issubclass(error, scamguard.ScamguardError) for error in errors)


def modules_after(code: str) -> set[str]:
    """Returns the modules that are loaded in a fresh interpreter after some code."""
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, sep='\\n')"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())


@pytest.mark.parametrize(
    "contact", [None, "13122891139", "https://seller.tiktokglobalshop.com/", "x@shop.example", "微信：kefu_2026"]
)
def test_no_http_client_is_loaded(contact: str | None) -> None:
    check = f"; scamguard.check({contact!r}, claims='tiktok-shop')" if contact else ""
    loaded = modules_after(f"import scamguard{check}") - modules_after("pass")

    assert ("scamguard.guard" in loaded) == (contact is not None)
    assert loaded & set(CLIENTS) == set()


def test_the_package_alone_loads_neither_rules_nor_knowledge() -> None:
    loaded = modules_after("import scamguard")

    assert "scamguard.model.verdict" in loaded
    assert {
        name for name in loaded if name.startswith(("scamguard.rules", "scamguard.knowledge", "scamguard.parse"))
    } == set()
    assert "phonenumbers" not in loaded
