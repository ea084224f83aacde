"""What a check costs, kind by kind, as ratios to its floor: `python tests/benchmarks/bench_check.py`.

The floor of a kind is what the library alone costs that reads such a contact. Where no library does, it is scamguard's
own reader. `--each` shows every contact.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import can_ada
import phonenumbers
import tldextract
from email_validator import validate_email
from harness import part
from harness.rows import Row
from harness.turns import Turns, in_turn, quartiles

from scamguard import Guard
from scamguard.parse.contact import parse_contact

#: A contact and whose it is said to be.
Asked = tuple[str, str | None]
PHONES: Final[Sequence[Asked]] = (
    ("13122891139", "tiktok-shop"),
    ("400-882-1234", "tiktok-shop"),
    ("+86 131 2289 1139", "aliexpress"),
    ("95588", "icbc"),
    ("95588", "boc"),
    ("0571-88158198", "taobao-tmall"),
    ("+1 650 253 0000", "paypal"),
    ("+44 20 7946 0018", "ups"),
    ("+1 415 555 0123", "paypal"),
    ("021-60001234", "douyin"),
)
OWN_LINKS: Final[Sequence[Asked]] = (
    ("https://seller.tiktokglobalshop.com/help?x=1", "tiktok-shop"),
    ("https://seller.aliexpress.com/help", "aliexpress"),
    ("https://www.amazon.de/gp/help", "amazon"),
    ("aliexpress.com", "aliexpress"),
    ("https://www.alipay.com/", None),
)
UNKNOWN_LINKS: Final[Sequence[Asked]] = (
    ("https://example-host-unknown.net/a", None),
    ("weather.example.org", None),
    ("https://shop.some-little-place.de/x?y=1", None),
)
EMAILS: Final[Sequence[Asked]] = (
    ("service@paypal.com", "paypal"),
    ("paypal.help@gmail.com", "paypal"),
    ("seller-support@aliexpress.com", "aliexpress"),
    ("office@some-little-place.de", None),
)
ACCOUNTS: Final[Sequence[Asked]] = (
    ("WeChat: tk_help_2026", "tiktok-shop"),
    ("微信号 ae_8821", "aliexpress"),
    ("https://t.me/binance_help", "binance"),
    ("Telegram: @paypal_refund_desk", "paypal"),
)
APPS: Final[Sequence[Asked]] = (
    ("https://play.google.com/store/apps/details?id=com.amazon.mShop.android.shopping", "amazon"),
    ("https://apps.apple.com/us/app/amazon-shopping/id297606951", "amazon"),
    ("google-play:com.taobao.taobao", "taobao-tmall"),
)
PORTALS: Final[Sequence[Asked]] = (("隐藏客服入口", "aliexpress"), ("内部绿色通道", "tiktok-shop"))
TICKETS: Final[Sequence[Asked]] = (
    ("TKS-123", "tiktok-shop"),
    ("ticket #12345678", "tiktok-shop"),
    ("case id 12345678901", "amazon"),
)


class Kind(NamedTuple):
    """Contacts of one kind, and what reading them costs elsewhere.

    Attributes:
        name: as the table says.
        contacts: what is asked.
        floor: reads such a contact; scamguard's own reader where None.
        against: what the floor is.
        limit: what the project holds itself to.
    """

    name: str
    contacts: Sequence[Asked]
    floor: Callable[[str], object] | None
    against: str
    limit: str = ""


_extract: Final = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _phone(text: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(text, "CN"))


def _link(text: str) -> object:
    return can_ada.parse(text if "://" in text else f"https://{text}")


def _email(text: str) -> object:
    return validate_email(text, check_deliverability=False)


KINDS: Final = (
    Kind("phone", PHONES, _phone, "phonenumbers.parse, is_valid_number", "at most 1.6"),
    Kind("link, official", OWN_LINKS, _link, "can_ada.parse"),
    Kind("link, official", OWN_LINKS, _extract.extract_str, "tldextract.extract_str", "at most 4"),
    Kind("link, unknown", UNKNOWN_LINKS, _link, "can_ada.parse"),
    Kind("link, unknown", UNKNOWN_LINKS, _extract.extract_str, "tldextract.extract_str"),
    Kind("email", EMAILS, _email, "email_validator.validate_email"),
    Kind("account", ACCOUNTS, None, "our own reader: no library reads it"),
    Kind("app", APPS, None, "our own reader: no library reads it"),
    Kind("portal", PORTALS, None, "our own reader: no library reads it"),
    Kind("ticket", TICKETS, None, "our own reader: no library reads it"),
)


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields a row for each kind; the median over its contacts."""
    guard = Guard()
    rounds = 9 if asked.quick else 61
    for kind in KINDS:
        found = [_measured(guard, kind, contact, rounds) for contact in kind.contacts]
        if asked.each:
            for (text, claims), turns in zip(kind.contacts, found, strict=True):
                yield Row.of(f"{kind.name} {text} of {claims}", turns, kind.against)
        yield Row.of(kind.name, _together(found), kind.against, limit=kind.limit)


def _measured(guard: Guard, kind: Kind, contact: Asked, rounds: int) -> Turns:
    text, claims = contact
    words = guard.knowledge.portal_words
    floor = kind.floor

    def read() -> object:
        return floor(text) if floor is not None else parse_contact(text, words=words)

    return in_turn(lambda: guard.check(text, claims=claims), read, calls=100, rounds=rounds)


def _together(found: Sequence[Turns]) -> Turns:
    """Returns the medians over the contacts of a kind, and the quartiles of their ratios."""
    low, middle, high = quartiles([turns.ratio for turns in found])
    ours, base = (statistics.median(column) for column in zip(*((t.ours, t.base) for t in found), strict=True))
    return Turns(ours, base, middle, low, high)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--each", action="store_true", help="a row for every contact, too")


if __name__ == "__main__":
    part.main(rows, __doc__, _add_options)
