"""What a check costs, as ratios to the parsers alone: `python tests/benchmarks/bench_check.py`.

Each figure is the median of the ratios of rounds in which both sides take turns in one process on one core.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import phonenumbers
import tldextract
from pairs import measure

from scamguard import Guard, Knowledge

PHONES = (
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
URLS = (
    ("https://seller.tiktokglobalshop.com/help?x=1", "tiktok-shop"),
    ("https://seller.aliexpress.com/help", "aliexpress"),
    ("https://www.amazon.de/gp/help", "amazon"),
    ("aliexpress.com", "aliexpress"),
    ("https://www.alipay.com/", None),
)
UNKNOWN = ("https://example-host-unknown.net/a", "weather.example.org", "https://shop.some-little-place.de/x?y=1")
COMMANDS = (("13122891139", "tiktok-shop"), ("https://seller.tiktokglobalshop.com", "tiktok-shop"))


def main() -> None:
    """Prints every figure."""
    guard = Guard()
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    print(f"{'check':52} {'ours µs':>9} {'base µs':>9} {'ratio':>6}   base")
    _phones(guard)
    _urls(guard, extract, "official", URLS)
    _urls(guard, extract, "unknown", tuple((url, None) for url in UNKNOWN))
    _load()
    _batch(extract)
    _cold_start()


def _row(name: str, ours: float, base: float, ratio: float, what: str) -> None:
    print(f"{name[:52]:52} {ours:9.1f} {base:9.1f} {ratio:6.2f}   {what}")


def _phones(guard: Guard) -> None:
    ratios = []
    for text, claims in PHONES:
        pair = measure(lambda t=text, c=claims: guard.check(t, claims=c), lambda t=text: _parse(t))  # type: ignore[misc]
        ratios.append(pair.ratio)
        _row(f"phone {text} of {claims}", *pair, "phonenumbers.parse + is_valid_number")
    _row("phone, median", 0, 0, statistics.median(ratios), "limit 1.6")


def _parse(text: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(text, "CN"))


def _urls(guard: Guard, extract: tldextract.TLDExtract, kind: str, rows: tuple[tuple[str, str | None], ...]) -> None:
    ratios = []
    for url, claims in rows:
        pair = measure(lambda u=url, c=claims: guard.check(u, claims=c), lambda u=url: extract.extract_str(u))  # type: ignore[misc]
        ratios.append(pair.ratio)
        _row(f"{kind} {url}", *pair, "tldextract.extract_str")
    _row(f"{kind} address, median", 0, 0, statistics.median(ratios), "limit 4 (aim 2)" if kind == "official" else "")


def _load() -> None:
    times = []
    for _ in range(15):
        start = time.perf_counter()
        Guard(Knowledge.shipped())
        times.append((time.perf_counter() - start) * 1000)
    print(f"load of the shipped knowledge: {statistics.median(times):.1f} ms (limit 50)")


def _batch(extract: tldextract.TLDExtract) -> None:
    """Compares `check --jsonl` with a bare loop that decodes, parses with both libraries and encodes."""
    lines = _requests(20_000)
    ours, base = [], []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "scamguard", "check", "--jsonl"], input=lines, capture_output=True, check=False
        )
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", BARE], input=lines, capture_output=True, check=True)
        base.append(time.perf_counter() - start)
    ratio = statistics.median(mine / other for mine, other in zip(ours, base, strict=True))
    rate = 20_000 / statistics.median(ours)
    print(f"check --jsonl: {rate:,.0f} lines/s, ratio {ratio:.2f} to a bare loop (limit 3)")


BARE = """
import json, sys, phonenumbers, tldextract
extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
for line in sys.stdin.buffer:
    request = json.loads(line)
    contact = request["contact"]
    if contact[0] in "+0123456789":
        number = phonenumbers.parse(contact, "CN")
        answer = {"e164": phonenumbers.format_number(number, 0), "valid": phonenumbers.is_valid_number(number)}
    else:
        found = extract.extract_str(contact)
        answer = {"domain": found.domain, "suffix": found.suffix}
    sys.stdout.write(json.dumps({"id": request["id"], **answer}) + chr(10))
"""


def _requests(count: int) -> bytes:
    """Returns a batch of numbers and addresses, half and half, most of them unknown, as real batches are."""
    rows = []
    for number in range(count):
        if number % 2:
            contact = f"1{3 + number % 7}{number % 10_000_000_000:09d}"
            rows.append(
                {"id": number, "contact": contact, "claims": ("tiktok-shop", "aliexpress", "paypal")[number % 3]}
            )
        else:
            host = (
                "seller.aliexpress.com",
                "www.amazon.de",
                f"shop{number}.example.net",
                f"page-{number}.example.org",
            )[number // 2 % 4]
            rows.append({"id": number, "contact": f"https://{host}/a/{number}"})
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def _cold_start() -> None:
    base = [sys.executable, "-c", "import phonenumbers, regex"]
    for contact, claims in COMMANDS:
        ours = [sys.executable, "-m", "scamguard", "check", contact, "--claims", claims]
        _wall(ours), _wall(base)  # as installed: byte code is there
        rows = [(_wall(ours), _wall(base)) for _ in range(15)]
        ratio = statistics.median(mine / other for mine, other in rows)
        mine, other = (statistics.median(column) * 1000 for column in zip(*rows, strict=True))
        print(f"whole process {contact}: {mine:.0f} ms, base {other:.0f} ms, ratio {ratio:.2f} (limit 3)")


def _wall(command: list[str]) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[2], env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
