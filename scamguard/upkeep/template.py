"""A new platform's file, to be filled in: it passes the checks when every mark in it has been replaced."""

from __future__ import annotations

import datetime as dt
import json

from scamguard.errors import UsageError
from scamguard.knowledge.platform_checks import IS_ID
from scamguard.knowledge.wording_checks import TO_FILL_IN

_TEMPLATE = """\
slug = {slug}
category = {category}
home = {home}
regions = []                  # ISO 3166-1: GB, never UK; the first is where it is at home; empty: everywhere
checked = {today}          # when this file was last read through against its sources
not-same = []                 # slugs of sister brands and namesakes: facts never pass between them

# Every name that people use; the first is shown. Other languages: ja, ko, es …
[names]
en = [{name}]
zh = ["{mark}: 中文名"]

# One sentence on how it really contacts people, from the facts below.
[summary]
en = "{mark}: how it really contacts people."
zh = "{mark}：它如何联系用户。"

# A list that is not the platform's gives it this domain: that is what makes its pages able to confirm anything.
[[channels]]
id = "home"
kind = "domain"
value = {home}
role = "home"
quality = "confirmed"
sources = ["own-page", "open-list"]

# More channels: login, help, support (phones with their direction), senders of mail and texts, accounts, apps, where to
# verify, where to report; retired ones with their date; wrong ones that circulate as not-official. docs/data-format.md
# has the fields, docs/add-a-platform.md the way from a source to a record.

# What it documents never to do, what it has not, what looks suspicious and is genuine, how to verify. The sentence may
# not say more than the quote; a hedge ("usually") is no never.
[[facts]]
id = "never-asks-for-codes"
modal = "never"
act = "ask"
what = ["otp", "password"]
quality = "confirmed"
quote = "{mark}: the source's own words, at most 25"
en = "{mark}: it never asks for your password or a one-time code."
zh = "{mark}：它从不索要您的密码或验证码。"
sources = ["own-page"]

[[sources]]
id = "own-page"
kind = "official"             # official regulator news list code third-party mirror; look at the host, not at the logo
title = "{mark}: title of the page"
publisher = {name}
url = {url}
seen = {today}             # when you read it; `date` is the page's own date, where it has one
anchor = "list"

[[sources]]
id = "open-list"
kind = "list"
title = "{mark}: title of the list and its entry"
publisher = "{mark}: who keeps the list"
url = "https://{mark}.example/entry-at-its-version"
seen = {today}
"""


def new_platform(slug: str, category: str, home: str, name: str, today: dt.date) -> str:
    """Returns the text of a new platform's file.

    Args:
        slug: kebab-case; it never changes again.
        category: one of `scamguard.model.scope.CATEGORIES`.
        home: the host that people know it by.
        name: the name in English.
        today: the day that the sources are read.

    Raises:
        UsageError: the slug is not kebab-case.
    """
    if not IS_ID.fullmatch(slug):
        raise UsageError(f"slug {slug!r}: lower-case letters, digits and single hyphens")
    texts = {
        "slug": slug,
        "category": category,
        "home": home,
        "name": name,
        "url": f"https://{home}/{TO_FILL_IN}",
    }
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in texts.items()}
    return _TEMPLATE.format(mark=TO_FILL_IN, today=today.isoformat(), **quoted)
