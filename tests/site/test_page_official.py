"""A page never calls official what a check does not: for every channel of every shipped platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from site_pages import LANGUAGES, hrefs, line_of, shipped

from scamguard import Guard, Status
from scamguard.knowledge.channels import contact_of
from scamguard.knowledge.schema import Channel
from scamguard.knowledge.standing import Standing, standing_of
from scamguard.render.page import to_page

#: The headings below which a reader takes a channel for official, as they stand on the page.
OFFICIAL = {"official_channels", "how_to_check", "where_to_report"}
HEADING = re.compile(r"^## .*\{ #(\w+)[^}]*\}$", re.MULTILINE)
#: How a person asks about an address; other kinds are read from the writing.
ASKED_AS = {"domain": "url", "host": "url", "url": "url"}


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard(shipped())


def shown_as_official(page: str) -> Iterator[str]:
    """Yields the ids that stand below the official headings of a page, read from the page alone."""
    parts = HEADING.split(page)
    for section, content in zip(parts[1::2], parts[2::2], strict=True):
        if section in OFFICIAL:
            yield from (node.attributes["id"] or "" for node in LexborHTMLParser(content).css("[id]"))


def status_of(guard: Guard, slug: str, channel: Channel) -> Status | None:
    """Returns what a check says of a channel; None for a way through a menu, which no check is asked about."""
    contact = contact_of(channel)
    if contact is None:
        return None
    as_of = shipped().version.date
    return guard.check(contact, claims=slug, kind=ASKED_AS.get(channel.kind), as_of=as_of).status


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", shipped().platforms)
def test_a_page_calls_official_only_what_a_check_does(guard: Guard, slug: str, lang: str) -> None:
    channels = {channel.id: channel for channel in shipped().platforms[slug].channels}
    shown = {name for name in shown_as_official(to_page(shipped(), slug, lang)) if name in channels}

    for name in shown:
        status = status_of(guard, slug, channels[name])
        stands = standing_of(channels[name], None, None, shipped().version.date)
        assert status in (Status.OFFICIAL, None), f"{channels[name].value} is {status}"
        assert stands is Standing.OFFICIAL, f"{channels[name].value} is {stands}"


@pytest.mark.parametrize("slug", shipped().platforms)
def test_what_stands_as_official_is_not_lost(slug: str) -> None:
    date = shipped().version.date
    stands = {e.channel.id for e in shipped().entries.of(slug) if e.standing(None, None, date) is Standing.OFFICIAL}

    assert stands <= set(shown_as_official(to_page(shipped(), slug, "en")))


@pytest.mark.parametrize("slug", shipped().platforms)
def test_nothing_but_the_official_is_a_link_to_follow(slug: str) -> None:
    page = to_page(shipped(), slug, "en")
    tree = LexborHTMLParser(page)
    official = set(shown_as_official(page))
    for channel in shipped().platforms[slug].channels:
        if channel.id not in official:
            outside = [href for href in hrefs(line_of(tree, channel.id)) if not href.startswith("#")]
            assert outside == [], channel.value


def test_the_test_sees_what_is_official_and_what_is_not() -> None:
    shown = set(shown_as_official(to_page(shipped(), "tiktok-shop", "en")))

    assert {"home", "seller-portal-us"} <= shown
    assert not {"advertised-adviser-number", "support-mailbox", "tiktokglobalshopv-com", "szcea-partner-list"} & shown
