"""Everything that was researched is on record: each channel and each fact of the notes beside the checkout."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[1] / "data" / "platforms"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOTES = sorted((Path(__file__).parents[2] / "shared" / "research" / "platforms").glob("*.yaml"))
needs_notes = pytest.mark.skipif(not NOTES, reason="the research notes are not beside the checkout")

#: What the notes write otherwise than the record does: note -> the file and the id there.
WRITTEN_OTHERWISE = {
    "12321/c4": "12321/wechat",
    "12377/c4": "12377/weibo",
    "aliexpress/c8": "aliexpress/submit-a-request",
    "apple/f1": "apple/never-asks-for-password-or-code",
    "douyin/c9": "douyin-shop/desktop-chat",
    "douyin/c13": "douyin-shop/university-account",
    "douyin/c14": "douyin/verify-assistant",
    "lazada/c8": "lazada/x-asklazadasg",
    "sf-express/f2": "sf-express/no-payment-by-link-hk",
    "shopee/c23": "shopee/x-id",
    "shopee/c24": "shopee/live-agent-sg",
    "shopee/c25": "shopee/fact-check-id",
    "telegram/c5": "telegram/notoscam",
    "telegram/c6": "telegram/x-login-help",
    "tiktok-shop/c9": "tiktok-shop/live-chat",
    "tiktok-shop/c10": "tiktok-shop/submit-a-request",
    "tiktok-shop/f11": "tiktok-shop/ticket-fields",
    "walmart/c3": "walmart/x-help",
    "wechat/f5": "wechat/million-guarantee-is-free",
    "whatsapp/f1": "whatsapp/share-no-code",
}
#: How much of a quote must stand in the file, in characters: another part of the sentence may have been chosen.
SHARED_CHARS = 12
#: Least digits that tell a number from others.
MIN_DIGITS = 4


@functools.cache
def read_note(path: Path) -> dict[str, Any]:
    """Returns a note; the parser in C is six times as fast."""
    note: dict[str, Any] = yaml.load(path.read_bytes(), Loader=LOADER)
    return note


def notes() -> Iterator[Any]:
    for path in NOTES:
        note = read_note(path)
        yield pytest.param(note, id=note["slug"])


def written(slug: str) -> str:
    """Returns what is on record of a platform and of its sisters: the notes give some of theirs to one."""
    own = (DATA / f"{slug}.toml").read_text(encoding="utf-8")
    sisters = re.search(r"^not-same = \[(.*?)\]", own, re.MULTILINE)
    names = re.findall(r'"([^"]+)"', sisters[1]) if sisters else []
    others = [DATA / f"{name}.toml" for name in names]
    return own + "".join(path.read_text(encoding="utf-8") for path in others if path.exists())


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def has_value(text: str, value: str) -> bool:
    """Answers whether a value stands in a file, or its digits do: numbers are canonical there."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", value.lower()).rstrip("/")
    number = digits_of(value).lstrip("0")
    is_number = len(number) >= MIN_DIGITS and not re.search(r"[a-z]{3}|[\u3400-\u9fff]", bare)
    return bare in text.lower() or (is_number and number[-8:] in digits_of(text))


def has_quote(text: str, quote: str) -> bool:
    """Answers whether a part of a quote stands in a file."""
    known = text.lower()
    said = quote.lower()
    starts = range(0, max(1, len(said) - SHARED_CHARS), 4)
    return any(said[start : start + SHARED_CHARS] in known for start in starts)


@needs_notes
@pytest.mark.parametrize("note", list(notes()))
def test_every_channel_and_fact_of_the_notes_is_on_record(note: dict[str, Any]) -> None:
    slug = note["slug"]
    text = written(slug)

    missing = [
        f"{slug}/{channel['id']}: {channel['value']}"
        for channel in note.get("channels", ())
        if f"{slug}/{channel['id']}" not in WRITTEN_OTHERWISE and not has_value(text, str(channel["value"]))
    ]
    missing += [
        f"{slug}/{fact['id']}: {fact['quote']}"
        for fact in note.get("facts", ())
        if f"{slug}/{fact['id']}" not in WRITTEN_OTHERWISE and fact.get("quote") and not has_quote(text, fact["quote"])
    ]

    assert missing == []


@pytest.mark.parametrize(("note", "record"), list(WRITTEN_OTHERWISE.items()))
def test_what_is_written_otherwise_is_on_record(note: str, record: str) -> None:
    slug, _, name = record.partition("/")

    assert f'\nid = "{name}"\n' in (DATA / f"{slug}.toml").read_text(encoding="utf-8"), note


@needs_notes
def test_the_notes_are_all_there() -> None:
    found = [read_note(path) for path in NOTES]

    assert len(found) == 98
    assert sum(len(note.get("channels", ())) for note in found) == 702
    assert sum(len(note.get("facts", ())) for note in found) == 236
