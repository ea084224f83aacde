from __future__ import annotations

import pytest

from scamguard.errors import UsageError
from scamguard.native.callers import allowed_of, origin_of, require_allowed
from scamguard.native.identity import EXTENSION_ID, FIREFOX_ID

OTHER = "abcdefghijklmnopabcdefghijklmnop"
GUID = "{2f0a1b3c-0000-4000-8000-0123456789AB}"
PATH = "/home/a/.mozilla/native-messaging-hosts/scamguard.native_host.json"


@pytest.mark.parametrize(
    ("ids", "chromium", "firefox"),
    [
        ([], (EXTENSION_ID,), (FIREFOX_ID,)),
        ([OTHER], (OTHER,), (FIREFOX_ID,)),
        ([GUID], (EXTENSION_ID,), (GUID,)),
        (["a@b.example", OTHER, OTHER, GUID], (OTHER,), ("a@b.example", GUID)),
        (["@scope"], (EXTENSION_ID,), ("@scope",)),
    ],
)
def test_ids_are_told_apart_and_take_the_place_of_our_own(
    ids: list[str], chromium: tuple[str, ...], firefox: tuple[str, ...]
) -> None:
    assert allowed_of(ids) == (chromium, firefox)


@pytest.mark.parametrize(
    "identifier",
    ["", "*", OTHER + "a", OTHER[:-1], OTHER[:-1] + "q", OTHER.upper(), OTHER + "\n", f"chrome-extension://{OTHER}/",
     "{x}", "a b@c", "a@b\n", '"@b', "a@", "x" * 80 + "@b", "ａ@b"],
)  # fmt: skip
def test_what_is_no_id_is_refused(identifier: str) -> None:
    with pytest.raises(UsageError, match="32 letters a-p") as refused:
        allowed_of([EXTENSION_ID, identifier])
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([origin_of(EXTENSION_ID)], "Chrome on Linux and macOS"),
        ([f"chrome-extension://{EXTENSION_ID}"], "as the documentation writes it"),
        ([origin_of(EXTENSION_ID), "--parent-window=0"], "Chrome on Windows"),
        ([PATH, FIREFOX_ID], "Firefox"),
        ([], "no browser: a person, or a test"),
    ],
)
def test_who_may_ask_is_let_in(words: list[str], why: str) -> None:
    require_allowed(words, allowed_of([]))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([origin_of(OTHER)], "another extension"),
        ([origin_of(OTHER), FIREFOX_ID], "Chromium's first word counts alone"),
        ([origin_of(OTHER), origin_of(EXTENSION_ID)], "the same"),
        ([f"chrome-extension://{EXTENSION_ID}.evil.example/"], "a longer host"),
        ([f"chrome-extension://{EXTENSION_ID}/page"], "no origin"),
        ([f"https://{EXTENSION_ID}/"], "another scheme"),
        ([PATH, "other@extension.example"], "another extension in Firefox"),
        ([PATH, FIREFOX_ID.upper()], "ids are compared as they are"),
        ([PATH], "Firefox before 55 said no id"),
        ([""], "nothing in it"),
    ],
)
def test_who_may_not_is_refused_in_one_line(words: list[str], why: str) -> None:
    with pytest.raises(UsageError, match="not started by an extension that may ask") as refused:
        require_allowed(words, allowed_of([]))
    assert "\n" not in str(refused.value)


def test_our_own_extension_is_out_where_another_was_named() -> None:
    allowed = allowed_of([OTHER])

    require_allowed([origin_of(OTHER)], allowed)
    with pytest.raises(UsageError):
        require_allowed([origin_of(EXTENSION_ID)], allowed)
