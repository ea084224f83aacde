"""The compiled Public Suffix List against the list's own vectors, and against tldextract on the same list."""

from __future__ import annotations

import gzip

import can_ada
import pytest
import tldextract
from outside import CHECKOUT, EVALUATION, needs_vectors, rows

from scamguard import InvalidContact, Knowledge
from scamguard.parse.hostnames import PublicSuffixes
from scamguard.parse.urls import parse_url

LIST = CHECKOUT / "data" / "public-suffix" / "public_suffix_list.dat"
POPULAR = 50_000


@pytest.fixture(scope="module")
def suffixes() -> PublicSuffixes:
    return Knowledge.shipped().suffixes


def registrable(suffixes: PublicSuffixes, host: str) -> str:
    """Returns the registrable domain of a host as anyone writes it: any case, any script."""
    try:
        return suffixes.registrable(parse_url(host).host)
    except InvalidContact:
        return ""


@needs_vectors
@pytest.mark.parametrize("row", [row for _, row in rows("psl_cases.tsv")])
def test_the_list_s_own_vectors(suffixes: PublicSuffixes, row: dict[str, str]) -> None:
    expected = row["registrable_domain(empty=null)"]
    wanted = can_ada.idna_encode(expected).decode() if expected else ""

    assert registrable(suffixes, row["host"]) == wanted


@needs_vectors
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # tldextract leaves the list's file open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the same, when it is collected
@pytest.mark.parametrize("private", [True, False])
def test_popular_hosts_have_the_owner_that_tldextract_finds(suffixes: PublicSuffixes, private: bool) -> None:
    extract = tldextract.TLDExtract(
        cache_dir=None,
        suffix_list_urls=[LIST.resolve().as_uri()],
        fallback_to_snapshot=False,
        include_psl_private_domains=private,
    )
    hosts = popular_hosts()

    differing = [
        host
        for host in hosts
        if suffixes.registrable(host, private=private) != extract.extract_str(host).top_domain_under_public_suffix
    ]

    assert len(hosts) >= POPULAR
    assert differing == []


def popular_hosts() -> list[str]:
    """Returns 50,000 popular hosts, evenly from the whole set, and every internationalised one."""
    with gzip.open(EVALUATION / "legit" / "popular_dev.txt.gz", "rt", encoding="ascii") as file:
        everything = file.read().split()
    step = len(everything) // POPULAR
    return everything[: step * POPULAR : step] + [host for host in everything if "xn--" in host]


@pytest.mark.parametrize(
    ("host", "owner", "icann_owner", "why"),
    [
        ("www.shop.co.uk", "shop.co.uk", "shop.co.uk", "a suffix of two labels"),
        ("alice.github.io", "alice.github.io", "github.io", "a private suffix is one only where that is asked for"),
        ("github.io", "", "github.io", "the suffix itself has no owner below it"),
        ("a.b.kawasaki.jp", "a.b.kawasaki.jp", "a.b.kawasaki.jp", "a wildcard"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp", "city.kawasaki.jp", "and its exception"),
        ("shop.unlisted", "shop.unlisted", "shop.unlisted", "the last label counts where nothing is listed"),
        ("unlisted", "", "", "and has no owner"),
        ("xn--55qx5d.cn", "", "", "a suffix in Chinese, in A-labels"),
    ],
)
def test_owners(suffixes: PublicSuffixes, host: str, owner: str, icann_owner: str, why: str) -> None:
    assert suffixes.registrable(host) == owner, why
    assert suffixes.registrable(host, private=False) == icann_owner, why
