"""Mixed contacts, as chats and short messages bring them: any number of them, the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from scamguard import Knowledge

#: Of 100 contacts: how many are of which sort. Half of all are said to be somebody's.
SHARES: Final = {
    "mobile": 30,
    "recorded_number": 8,
    "recorded_host": 14,
    "unknown_host": 18,
    "mail": 8,
    "account": 8,
    "lookalike": 6,
    "hotline": 8,
}
#: Words of hosts that nobody has on record; the endings are reserved for examples, or sold to everybody.
_WORDS: Final = (
    "garden",
    "river",
    "paper",
    "lamp",
    "stone",
    "winter",
    "bread",
    "violin",
    "harbour",
    "meadow",
    "copper",
)
_ENDINGS: Final = ("example", "example.net", "example.org", "test")
_TRICKS: Final = ("{}-support.top", "{}-service.vip", "{}.com.verify-login.top", "www-{}.cc", "{}-refund.shop")


class Records(NamedTuple):
    """What the knowledge has on record, in an order that is always the same: slug and value."""

    numbers: list[tuple[str, str]]
    hosts: list[tuple[str, str]]
    mails: list[tuple[str, str]]
    homes: list[tuple[str, str]]


def mixed_contacts(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Yields so many contacts with `id`, `contact` and, for half of them, `claims`; the same for the same seed.

    Args:
        count: how many.
        seed: of the choice.
    """
    chance = random.Random(seed)
    records = _records(Knowledge.shipped())
    slugs = [slug for slug, _ in records.homes]
    sorts = list(SHARES)
    weights = list(SHARES.values())
    for number in range(count):
        owner, contact = _MAKERS[chance.choices(sorts, weights)[0]](chance, records)
        found: dict[str, Any] = {"id": number, "contact": contact}
        if chance.random() < 0.5:
            found["claims"] = owner if owner is not None and chance.random() < 0.7 else chance.choice(slugs)
        yield found


def _records(knowledge: Knowledge) -> Records:
    found = Records([], [], [], [])
    for slug in sorted(knowledge.platforms):
        platform = knowledge.platforms[slug]
        if "." in platform.home:
            found.homes.append((slug, platform.home))
        for channel in platform.channels:
            if channel.kind == "phone":
                found.numbers.append((slug, channel.value))
            elif channel.kind in ("domain", "host"):
                found.hosts.append((slug, channel.value))
            elif channel.kind == "email":
                found.mails.append((slug, channel.value))
    return found


def _mobile(chance: random.Random, records: Records) -> tuple[str | None, str]:
    digits = f"1{chance.choice('35789')}{chance.randrange(10):d}{chance.randrange(10**8):08d}"
    shapes = ("{0}{1}{2}", "+86 {0} {1} {2}", "{0}-{1}-{2}", "+86{0}{1}{2}")
    return None, chance.choice(shapes).format(digits[:3], digits[3:7], digits[7:])


def _recorded_number(chance: random.Random, records: Records) -> tuple[str | None, str]:
    return chance.choice(records.numbers)


def _recorded_host(chance: random.Random, records: Records) -> tuple[str | None, str]:
    slug, host = chance.choice(records.hosts)
    return slug, chance.choice(("https://{}/", "{}", "https://{}/help/{}?from=chat")).format(
        host, chance.randrange(1000)
    )


def _unknown_host(chance: random.Random, records: Records) -> tuple[str | None, str]:
    host = f"{chance.choice(_WORDS)}-{chance.choice(_WORDS)}{chance.randrange(100_000)}.{chance.choice(_ENDINGS)}"
    return None, chance.choice((f"https://{host}/", host, f"https://www.{host}/a/{chance.randrange(10_000)}"))


def _mail(chance: random.Random, records: Records) -> tuple[str | None, str]:
    if chance.random() < 0.2 and records.mails:
        return chance.choice(records.mails)
    domain = chance.choice(("gmail.com", "qq.com", f"{chance.choice(_WORDS)}{chance.randrange(10_000)}.example"))
    return None, f"{chance.choice(_WORDS)}.{chance.randrange(100_000)}@{domain}"


def _account(chance: random.Random, records: Records) -> tuple[str | None, str]:
    name = f"{chance.choice(_WORDS)}_{chance.randrange(1_000_000)}"
    return None, chance.choice(
        (f"微信：{name}", f"WeChat {name}", f"telegram @{name}", f"QQ {chance.randrange(10**5, 10**10)}")
    )


def _lookalike(chance: random.Random, records: Records) -> tuple[str | None, str]:
    slug, home = chance.choice(records.homes)
    name = home.removeprefix("www.").partition(".")[0]
    if chance.random() < 0.4 and len(name) > 3:  # two letters change places
        place = chance.randrange(1, len(name) - 1)
        return slug, f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}.com"
    return slug, "https://" + chance.choice(_TRICKS).format(name)


def _hotline(chance: random.Random, records: Records) -> tuple[str | None, str]:
    return None, f"400-{chance.randrange(600, 1000)}-{chance.randrange(10_000):04d}"


_MAKERS: Final[dict[str, Callable[[random.Random, Records], tuple[str | None, str]]]] = {
    "mobile": _mobile,
    "recorded_number": _recorded_number,
    "recorded_host": _recorded_host,
    "unknown_host": _unknown_host,
    "mail": _mail,
    "account": _account,
    "lookalike": _lookalike,
    "hotline": _hotline,
}
