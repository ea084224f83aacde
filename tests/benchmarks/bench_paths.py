"""What the three main paths cost, and the parsers below them: `python tests/benchmarks/bench_paths.py [--before DIR]`.

Numbers and links of all sorts, most of them never seen before and half of them with a claim, and short messages. Each
figure is a median over small pieces of the work in which both sides take turns in one process. The other side is the
parser alone, or, with `--before`, the checkout of another version: both versions are loaded side by side.
"""

from __future__ import annotations

import argparse
import importlib
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import can_ada
import phonenumbers

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, "")  # the place of the version in use

from ordinary_text import ordinary_text
from short_messages import short_messages

HERE: Final = Path(__file__).resolve().parents[2]
COUNT: Final = 1200
PIECES: Final = 24
ROUNDS: Final = 4
ABROAD: Final = ("+1415{:07d}", "+1312{:07d}", "+447{:09d}", "+4930{:08d}", "+852{:08d}", "+55119{:08d}")


class Asked(NamedTuple):
    """A contact, and whose it is said to be."""

    contact: str
    claims: str | None


class Version:
    """One version of scamguard, with its modules: several can be loaded side by side.

    Args:
        folder: where its package stands.
    """

    _used: Version | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._modules: dict[str, ModuleType] = {}
        self.use()
        self._document = importlib.import_module("scamguard.model.document").Document
        self.guard = importlib.import_module("scamguard").Guard()
        self._scanner = importlib.import_module("scamguard.scanning").Scanner(self.guard)
        self.to_json = importlib.import_module("scamguard.render.json").to_json

    def use(self) -> None:
        """Makes this version the one whose modules are found, also those that are imported late."""
        if Version._used is self:
            return
        loaded = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "scamguard"}
        if Version._used is not None:
            Version._used._modules = loaded
        for name in loaded:
            del sys.modules[name]
        sys.modules.update(self._modules)
        sys.path[0] = self._folder
        Version._used = self

    def check(self, asked: Asked) -> object:
        """Returns the verdict on a contact."""
        return self.guard.check(asked.contact, claims=asked.claims)

    def encoded(self, asked: Asked) -> object:
        """Returns the same as one line of JSON."""
        return self.to_json(self.check(asked))

    def scan(self, text: str) -> object:
        """Returns what is found in a text."""
        return self._scanner.scan(self._document(text, text))


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", metavar="DIR", type=Path, help="a checkout of another version to compare with")
    before = parser.parse_args().before
    ours = Version(HERE)
    other = Version(before.resolve()) if before else None
    ours.use()
    print(f"{'path':40} {'ours µs':>9} {'other µs':>9} {'other/ours':>10}")
    for name, items, work, floor in _paths(ours):
        theirs: Callable[..., object] = getattr(other, work) if other else floor
        mine: Callable[..., object] = getattr(ours, work)
        _row(name, items, (ours.use, mine), (other.use if other else ours.use, theirs))


def _paths(ours: Version) -> Iterator[tuple[str, Sequence[object], str, Callable[..., object]]]:
    """Yields each path: its name, what it reads, what is done, and the parser that it cannot do without."""
    chance = random.Random(7)
    slugs = sorted(ours.guard.knowledge.platforms)
    recorded = sorted(channel for slug in slugs for channel in _hosts_of(ours, slug))

    def asked(contacts: list[str]) -> list[Asked]:
        return [Asked(contact, chance.choice(slugs) if at % 2 else None) for at, contact in enumerate(contacts)]

    mobiles = [f"1{chance.randint(3, 9)}{chance.randrange(10**9):09d}" for _ in range(COUNT)]
    abroad = [chance.choice(ABROAD).format(chance.randrange(10**7)) for _ in range(COUNT)]
    unknown = [f"https://shop{at}.example-{at % 977}.net/x?y={at}" for at in range(COUNT)]
    official = [f"https://{chance.choice(recorded)}/a/{at}" for at in range(COUNT)]
    alike = [f"{chance.choice(recorded).split('.')[0]}-support{at % 50}.com" for at in range(COUNT)]
    yield "numbers of mainland China", asked(mobiles), "check", _read_number
    yield "numbers of other countries", asked(abroad), "check", _read_number
    yield "links nobody knows", asked(unknown), "check", _read_link
    yield "links on record", asked(official), "check", _read_link
    yield "hosts that look like others", asked(alike), "check", _read_link
    yield "the same, to JSON", asked(alike), "encoded", ours.check
    yield "short messages", short_messages(COUNT), "scan", _match_numbers
    yield "text, 10,000 characters", _parts(ordinary_text(300_000), 10_000), "scan", _match_numbers


def _hosts_of(ours: Version, slug: str) -> Iterator[str]:
    channels = ours.guard.knowledge.platforms[slug].channels
    return (channel.value for channel in channels if channel.kind == "domain" and channel.value.isascii())


def _read_number(asked: Asked) -> object:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(asked.contact, "CN"))
    except phonenumbers.NumberParseException:
        return False


def _read_link(asked: Asked) -> object:
    contact = asked.contact
    return can_ada.parse(contact if "://" in contact else "https://" + contact).hostname


def _match_numbers(text: str) -> object:
    return list(phonenumbers.PhoneNumberMatcher(text, "CN"))


def _parts(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def _row(
    name: str,
    items: Sequence[object],
    ours: tuple[Callable[[], None], Callable[..., object]],
    other: tuple[Callable[[], None], Callable[..., object]],
) -> None:
    size = max(1, len(items) // PIECES)
    pieces = [items[at : at + size] for at in range(0, len(items), size)]
    for side in (ours, other):
        _timed(side, items)  # so that both have built what they keep
    rows = [(_timed(ours, piece), _timed(other, piece)) for _ in range(ROUNDS) for piece in pieces]
    mine, theirs = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"{name:40} {mine:9.1f} {theirs:9.1f} {statistics.median(b / a for a, b in rows):10.2f}", flush=True)


def _timed(side: tuple[Callable[[], None], Callable[..., object]], items: Sequence[object]) -> float:
    """Returns the processor time of a call, in microseconds."""
    use, work = side
    use()
    start = time.process_time_ns()
    for item in items:
        work(item)
    return (time.process_time_ns() - start) / 1000 / len(items)


if __name__ == "__main__":
    main()
