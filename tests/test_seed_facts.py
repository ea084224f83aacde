"""Every usable fact of the source articles is found by `scamguard show`, with its source; contradictions are settled.

The articles and the table of their facts lie beside the checkout (../shared/research) and are no part of the project.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scamguard import Guard, Status, Verdict
from scamguard.cli.main import main

TABLE = Path(__file__).parents[1].parent / "shared" / "research" / "source-articles.md"
AS_OF = "2026-11-21"
PLATFORMS = ("tiktok-shop", "aliexpress", "douyin-shop")
#: Uses of a row that must be on record; the others are enumerated so that a new word is noticed.
RECORDED = frozenset({"claim", "negative", "disputed"})
OTHER_USES = frozenset({"rejected", "advice", "unverified", "ambiguous"})
#: Seed -> who published it, as the record must name it; the unsigned ones are known by their titles.
PUBLISHERS = {
    "000": "大数跨境 (10100.com)",
    "001": "unknown",
    "002": "TT123卖家导航",
    "003": "unknown",
    "004": "大数跨境 (10100.com)",
}
#: Rows whose record says less about the region than the row does, and why.
WIDER = {
    "S31": "a number that is refused is refused everywhere",
    "S84": "a number that is refused is refused everywhere",
}


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One line of the table."""

    id: str
    kind: str
    fact: str
    quote: str
    platform: str
    audience: str
    region: str
    validity: str
    use: str
    seed: str


def read() -> tuple[Row, ...]:
    """Returns the rows S01 to S84; none where the table is absent."""
    if not TABLE.exists():
        return ()
    rows, seed = [], ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("### Seed "):
            seed = line.removeprefix("### Seed ").strip()
        elif re.match(r"\| S\d\d \|", line):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            rows.append(msgspec.convert([*cells, seed], Row))
    return tuple(rows)


ROWS = read()
USABLE = [row for row in ROWS if row.use in RECORDED]
if not ROWS:
    pytest.skip("the source articles (../shared/research) are not beside the checkout", allow_module_level=True)


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


def by_row(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in rows])


@functools.cache
def shown(slug: str, *options: str) -> str:
    """Returns what `scamguard show` prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["show", slug, *options]) == 0
    return out.getvalue()


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def records(row: Row) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Returns the records of `show --json` that quote the row, each with its sources."""
    found = []
    for slug in PLATFORMS:
        platform = json.loads(shown(slug, "--json"))
        by_id = {source["id"]: source for source in platform["sources"]}
        found += [
            (record, [by_id[name] for name in record["sources"]])
            for record in (*platform["channels"], *platform["facts"])
            if record["quote"] and spaceless(row.quote) in spaceless(record["quote"])
        ]
    return found


# ---- the table


def test_the_table_is_read_whole() -> None:
    assert [row.id for row in ROWS] == [f"S{number:02}" for number in range(1, 85)]
    assert {row.use for row in ROWS} == RECORDED | OTHER_USES
    assert {row.seed for row in ROWS} == set(PUBLISHERS)
    assert len(USABLE) == 78


@by_row(USABLE)
def test_a_usable_fact_is_shown_with_its_source(row: Row, lang: str) -> None:
    """The quote stands on a line of its own, and the very next line names the publisher of the article."""
    places = []
    for slug in PLATFORMS:
        lines = shown(slug, "--lang", lang).splitlines()
        quoted = [n for n, line in enumerate(lines) if line.strip().startswith("“")]
        places += [lines[n : n + 8] for n in quoted if spaceless(row.quote) in spaceless(lines[n])]

    assert places, f"{row.id} is not shown: {row.quote}"
    for place in places:
        sources = []
        for line in place[1:]:
            if not line.startswith("    — "):
                break
            sources.append(line.removeprefix("    — "))
        assert PUBLISHERS[row.seed] in [source.split(", ")[0] for source in sources], f"{row.id}: {sources}"


@by_row(USABLE)
def test_a_usable_fact_is_recorded_for_whom_it_was_said(row: Row) -> None:
    found = records(row)
    regions = re.findall(r"\b[A-Z]{2}\b", row.region)

    assert found
    for record, sources in found:
        assert record["audience"] == [row.audience], row.id
        assert record["regions"] == ([] if row.id in WIDER else regions), row.id
        assert record["quality"] != "confirmed", "no article is the platform's own page"
        assert PUBLISHERS[row.seed] in [source["publisher"] for source in sources]


@by_row([row for row in USABLE if re.match(r"(as of|from|until) ", row.validity)])
def test_a_usable_fact_is_dated(row: Row) -> None:
    words = re.match(r"(as of|from|until) ([\d-]+)", row.validity)
    assert words is not None

    for record, _ in records(row):
        assert record["valid"][words[1].replace(" ", "-")] == words[2], row.id


@by_row(USABLE)
def test_a_usable_fact_is_used_as_the_table_says(row: Row) -> None:
    for record, _ in records(row):
        marks = {record["status"], record.get("modal")}
        if row.use == "disputed":
            assert record["status"] == "disputed"
        elif row.use == "negative":
            assert marks & {"not-official", "not-same"}
        else:
            assert record["status"] in ("active", "retired")


@by_row([row for row in ROWS if row.use in OTHER_USES])
def test_what_is_not_usable_decides_nothing(row: Row) -> None:
    assert [record["id"] for record, _ in records(row) if record["status"] == "active"] == []


def test_statistics_and_placeholders_are_no_facts() -> None:
    text = "".join(shown(slug, "--lang", lang) for slug in PLATFORMS for lang in ("en", "zh"))

    for number in ("91.7", "98.3%", "82秒", "12,400", "2800万", "17起", "订单号123456"):
        assert number not in text


# ---- the settlements of its contradictions


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def facts(verdict: Verdict) -> list[str]:
    return [fact.id for reason in verdict.reasons for fact in reason.facts]


def instead(verdict: Verdict) -> list[str]:
    return [suggestion.value for suggestion in verdict.instead]


def record(slug: str, name: str) -> dict[str, Any]:
    platform = json.loads(shown(slug, "--json"))
    return next(r for section in ("channels", "facts") for r in platform[section] if r["id"] == name)


PHONE = "+44 20 7946 0018"


def test_x1_sellers_have_no_phone_and_buyers_have_none_that_is_documented(guard: Guard) -> None:
    seller = guard.check(PHONE, claims="tiktok-shop", audience="seller", as_of=AS_OF)
    buyer = guard.check(PHONE, claims="tiktok-shop", audience="buyer", as_of=AS_OF)

    assert (seller.status, codes(seller)[0]) == (Status.IMPERSONATION, "no-such-channel")
    assert "no-voice-hotline" in facts(seller)
    assert seller.quality == "claimed"
    assert (buyer.status, codes(buyer)) == (Status.UNVERIFIED, ["not-listed"])
    assert "buyer-phone-claim" not in facts(buyer)


@pytest.mark.parametrize("contact", ["微信号 kefu_2026", "微博：@kefu2026", "https://t.me/kefu_2026"])
def test_x2_no_support_on_chat_networks_for_sellers(guard: Guard, contact: str) -> None:
    seller = guard.check(contact, claims="tiktok-shop", audience="seller", as_of=AS_OF)
    buyer = guard.check(contact, claims="tiktok-shop", audience="buyer", as_of=AS_OF)

    assert (seller.status, codes(seller)[0]) == (Status.IMPERSONATION, "no-such-channel")
    assert buyer.status is Status.UNVERIFIED
    assert "social-media-support-claim" not in facts(seller) + facts(buyer)


@pytest.mark.parametrize("claims", ["tiktok-shop", "aliexpress", None])
def test_x3_the_advertised_number_is_refused_and_never_returned(guard: Guard, claims: str | None) -> None:
    verdict = guard.check("13122891139", claims=claims, as_of=AS_OF)

    assert (verdict.status, codes(verdict)[0]) == (Status.IMPERSONATION, "recorded-not-official")
    assert not any("13122891139" in value for value in instead(verdict))


def test_x3_it_is_nobodys_suggestion(guard: Guard) -> None:
    asked = [
        guard.check("not-on-record.example", claims=slug, audience=audience, as_of=AS_OF)
        for slug in guard.knowledge.platforms
        for audience in ("seller", "buyer", None)
    ]

    assert not any("13122891139" in value for verdict in asked for value in instead(verdict))


@pytest.mark.parametrize("contact", ["TT123跨境电商", "TT123卖家导航", "公众号：TT123跨境电商"])
def test_x4_tt123_is_somebody_else(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, claims="tiktok-shop", as_of=AS_OF)

    assert verdict.status is Status.IMPERSONATION
    assert "not-the-same" in codes(verdict)
    assert "tt123-account" in facts(verdict)


@pytest.mark.parametrize(
    "contact",
    ["TT123官方微信群", "TT123 官方微信群"],
)
def test_x4_its_group_is_its_own(guard: Guard, contact: str) -> None:
    verdict = guard.check(contact, claims="tiktok-shop", as_of=AS_OF)

    assert verdict.status is Status.IMPERSONATION
    assert "tt123-wechat-group" in facts(verdict)


def test_x5_partners_are_those_on_the_platforms_own_list(guard: Guard) -> None:
    disputed = guard.check("szcea.org.cn/tiktok-service-providers", claims="tiktok-shop", as_of=AS_OF)
    own = guard.check("seller.tiktokglobalshop.com/partners", claims="tiktok-shop", as_of=AS_OF)

    assert (disputed.status, codes(disputed)[0]) == (Status.UNVERIFIED, "disputed-channel")
    assert not any("szcea" in value for value in instead(disputed))
    assert own.status is Status.OFFICIAL
    assert record("tiktok-shop", "partners-may-submit-tickets")["status"] == "disputed"


@pytest.mark.parametrize("region", [None, "TH", "VN", "MY", "GB", "US", "CN"])
def test_x6_the_mailbox_is_unknown_everywhere_and_the_portal_is_served(guard: Guard, region: str | None) -> None:
    verdict = guard.check("support@tiktokshop.com", claims="tiktok-shop", audience="seller", region=region, as_of=AS_OF)

    assert verdict.status is Status.UNVERIFIED
    assert "support-mailbox" in facts(verdict)
    assert instead(verdict)[0].startswith("seller")


def test_x6_the_mailbox_is_bound_to_its_regions() -> None:
    assert record("tiktok-shop", "support-mailbox")["regions"] == ["TH", "VN", "MY", "GB"]


def test_x7_special_channels_are_a_rule_with_an_exception(guard: Guard) -> None:
    partner = guard.check("绿色通道", claims="aliexpress", as_of=AS_OF)
    hidden = guard.check("隐藏客服入口", claims="aliexpress", as_of=AS_OF)

    assert partner.status is Status.SUSPICIOUS, "a partner on the list may have one: it is no proof of a lie"
    assert "adviser-through-a-partner" in facts(partner)
    assert hidden.status is Status.IMPERSONATION
    assert record("aliexpress", "no-special-channels")["unless"] is not None


@pytest.mark.parametrize(
    ("contact", "status"),
    [
        ("aliexpress.com", Status.OFFICIAL),
        ("seller.aliexpress.com/help", Status.OFFICIAL),
        ("seller-support@aliexpress.com", Status.UNVERIFIED),
        ("support@service.aliexpress.com", Status.UNVERIFIED),
    ],
)
def test_x8_the_domain_is_anchored_and_the_mailboxes_are_not(guard: Guard, contact: str, status: Status) -> None:
    assert guard.check(contact, claims="aliexpress", as_of=AS_OF).status is status


def test_x9_the_four_ways_are_there_and_the_count_is_not() -> None:
    text = shown("aliexpress", "--lang", "zh")

    assert "5类" not in text
    assert "五类" not in text
    for quote in ("S65", "S66", "S69", "S70"):
        row = next(row for row in ROWS if row.id == quote)
        assert spaceless(row.quote) in spaceless(text)


def test_x10_the_hours_are_ambiguous() -> None:
    assert record("tiktok-shop", "support-hours")["status"] == "ambiguous"
    assert "[UNCLEAR] " in shown("tiktok-shop", "--lang", "en")


def test_x11_the_deadline_for_refunds_has_its_date() -> None:
    found = record("tiktok-shop", "refund-deadline")

    assert (found["modal"], found["valid"]["as-of"]) == ("must", "2025-06-24")


def test_x12_douyin_has_the_phone_that_its_sister_brand_lacks(guard: Guard) -> None:
    answers = {
        claims: guard.check("95152", claims=claims, as_of=AS_OF).status
        for claims in ("douyin", "douyin-shop", "tiktok-shop")
    }
    other = guard.check(PHONE, claims="douyin-shop", as_of=AS_OF)

    assert answers == {
        "douyin": Status.OFFICIAL,
        "douyin-shop": Status.OFFICIAL,
        "tiktok-shop": Status.IMPERSONATION,
    }
    assert "no-such-channel" not in codes(other), "silence about a phone is not its absence"


def test_x13_the_domain_is_known_and_the_mailbox_is_not(guard: Guard) -> None:
    mailbox = guard.check("service@jinritemai.com", claims="douyin-shop", as_of=AS_OF)
    host = guard.check("https://fxg.jinritemai.com", claims="douyin-shop", as_of=AS_OF)

    assert (mailbox.status, codes(mailbox)[0]) == (Status.UNVERIFIED, "one-page-only")
    assert "urgent-mailbox" in facts(mailbox)
    assert host.status is Status.OFFICIAL


def test_x14_account_managers_are_a_rumour() -> None:
    for name in ("us-account-managers-rumour", "us-account-manager-threshold-rumour"):
        assert record("tiktok-shop", name)["status"] == "disputed"
