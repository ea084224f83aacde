"""What a list makes of verdicts: the record goes first, the nearest domain speaks, every reason has its source."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from making_lists import AS_OF, BASE, guard_with, written

from scamguard import DataError, Guard, Scanner, Status, lay_over, to_dict
from scamguard.knowledge.list_format import HOST, MAIL_DOMAIN, PHONE, Row, Sense
from scamguard.model.document import Document
from scamguard.readers.files import read_bytes

PLAIN = Guard(BASE)
ALLOWED = """value,kind,platform,label,note
seller-help-shop.example,,aliexpress,Help for sellers,met in Ghent
seller-of-tests.com,,aliexpress,,
my-aliexpress-reseller.example,,,,
+442079460123,,paypal,,
helpdesk@acme.example,,paypal,,
acme-mail.example,mail-domain,paypal,,
acme_help,telegram,paypal,,
"""
DENIED = """value,kind,platform
bad-shop.example,,
bad-shop-of-tests.com,,
offers.example,,aliexpress
good.offers.example,,paypal
+442079460999,,
telegram：bad_help,account,
"""

VERDICTS: list[tuple[str, str | None, Status, str, str]] = [
    ("seller-help-shop.example", "AliExpress", Status.OFFICIAL, "official-channel", "a channel of the claimed one"),
    ("a.b.seller-help-shop.example", None, Status.OFFICIAL, "official-channel", "all below, also without a claim"),
    ("seller-help-shop.example", "PayPal", Status.IMPERSONATION, "other-platform", "official of another"),
    ("my-aliexpress-reseller.example", None, Status.UNVERIFIED, "listed-as-known", "a likeness is accounted for"),
    ("+44 20 7946 0123", "PayPal", Status.OFFICIAL, "official-channel", "a number"),
    ("+44 20 7946 0124", "PayPal", Status.UNVERIFIED, "not-listed", "the number beside it"),
    ("+44 20 7946 0123", "TikTok Shop", Status.IMPERSONATION, "no-such-channel", "a fact about the claimed one"),
    ("helpdesk@acme.example", "PayPal", Status.OFFICIAL, "official-channel", "a mailbox"),
    ("HELPDESK@ACME.example", "PayPal", Status.OFFICIAL, "official-channel", "in capitals"),
    ("any@news.acme-mail.example", "PayPal", Status.OFFICIAL, "official-channel", "a mail domain, and below"),
    ("telegram: @acme_help", "PayPal", Status.OFFICIAL, "official-channel", "an account"),
    ("bad-shop.example/x?y=1", None, Status.SUSPICIOUS, "listed-refused", "refused"),
    ("bad-shop.example", "AliExpress", Status.IMPERSONATION, "listed-refused", "refused, and claimed"),
    ("offers.example", "AliExpress", Status.IMPERSONATION, "recorded-not-official", "falsely offered"),
    ("offers.example", None, Status.IMPERSONATION, "recorded-not-official", "the same without a claim"),
    ("offers.example", "PayPal", Status.SUSPICIOUS, "recorded-for-another", "falsely offered for another"),
    ("good.offers.example", "PayPal", Status.IMPERSONATION, "recorded-not-official", "the nearest domain speaks"),
    ("+442079460999", "PayPal", Status.IMPERSONATION, "listed-refused", "a number that is refused"),
    ("telegram: bad_help", None, Status.SUSPICIOUS, "listed-refused", "an account that is refused"),
    ("paypal.com", "PayPal", Status.OFFICIAL, "official-channel", "what is on record stays as it was"),
    ("hello world", None, Status.INVALID, "not-a-contact", "no contact"),
]


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    return guard_with(tmp_path_factory.mktemp("lists"), allow=ALLOWED, deny=DENIED)


@pytest.mark.parametrize(
    ("contact", "claims", "status", "code"), [c[:4] for c in VERDICTS], ids=[f"{c[0]}: {c[4]}" for c in VERDICTS]
)
def test_verdicts(guard: Guard, contact: str, claims: str | None, status: Status, code: str) -> None:
    verdict = guard.check(contact, claims=claims, as_of=AS_OF)

    assert (verdict.status, verdict.reasons[0].code) == (status, code)


def test_every_reason_names_the_list_as_its_source(guard: Guard) -> None:
    for contact, claims in (("seller-help-shop.example", "AliExpress"), ("bad-shop.example", None)):
        (fact,) = guard.check(contact, claims=claims, as_of=AS_OF).reasons[0].facts
        (source,) = fact.sources
        assert source.title in ("Our allowlist", "Our denylist")
        assert (source.publisher, source.date, source.kind) == ("Acme Ltd", "2026-11-01", "own")
        assert fact.quality == "documented"
    text = guard.check("seller-help-shop.example", claims="AliExpress", as_of=AS_OF).reasons[0]
    assert text.text == "seller-help-shop.example belongs to AliExpress: Help for sellers."
    assert text.facts[0].text.en == "seller-help-shop.example: Help for sellers met in Ghent"


def test_what_comes_in_from_a_listed_number_proves_nothing(guard: Guard) -> None:
    verdict = guard.check("+442079460123", claims="PayPal", direction="inbound", as_of=AS_OF)

    assert "sender-not-proof" in [reason.code for reason in verdict.reasons]


def test_what_the_status_would_be_if_it_were_claimed(guard: Guard) -> None:
    assert guard.check("seller-help-shop.example", as_of=AS_OF).if_claimed["aliexpress"] is Status.OFFICIAL
    assert guard.check("+442079460123", as_of=AS_OF).if_claimed["paypal"] is Status.OFFICIAL
    assert guard.check("offers.example", as_of=AS_OF).if_claimed["aliexpress"] is Status.IMPERSONATION


def test_a_scan_answers_from_lists(guard: Guard) -> None:
    (document,) = read_bytes(b"AliExpress: https://seller-of-tests.com or https://bad-shop-of-tests.com", "chat.txt")
    assert isinstance(document, Document)
    report = Scanner(guard).scan(document, as_of=AS_OF)

    assert [found.verdict.status for found in report.findings] == [Status.OFFICIAL, Status.IMPERSONATION]
    assert [found.surface for found in report.alarms] == ["https://bad-shop-of-tests.com"]


def test_what_is_on_no_list_is_answered_as_without_lists(guard: Guard) -> None:
    contacts = ["example.com", "paypa1.com", "95588", "400-882-1234", "13122891139", "seller.alibaba-inc.com",
                "someone@gmail.com", "微信：tk_help", "https://sites.google.com/view/x", "http://10.0.0.1/",
                "localhost", "[::1]", "x" * 300, "google-play:com.zzkko", "内部通道", "TT-1234567"]  # fmt: skip
    for contact in contacts:
        for claims in (None, "TikTok Shop", "PayPal"):
            mine, plain = (to_dict(g.check(contact, claims=claims, as_of=AS_OF)) for g in (guard, PLAIN))
            assert {**mine, "knowledge": 0} == {**plain, "knowledge": 0}, (contact, claims)


# ---- the record goes first


def on(folder: Path, sense: Sense, sort: str, value: str, platform: str = "") -> Guard:
    """Returns a guard with a list of one row, which building would have refused."""
    written(folder / "x.list", [(sort, value, Row(platform))], sense=sense)
    return Guard(BASE.with_lists(folder / "x.list"))


RECORD: list[tuple[Sense, str, str, str, str, str | None, Status, str]] = [
    ("allow", HOST, "paypal.com", "boc", "paypal.com", "Bank of China", Status.IMPERSONATION, "PayPal's own"),
    ("allow", HOST, "x.paypal.com", "boc", "x.paypal.com", "Bank of China", Status.IMPERSONATION, "below PayPal's"),
    ("allow", PHONE, "95588", "boc", "95588", "Bank of China", Status.IMPERSONATION, "ICBC's hotline"),
    ("allow", PHONE, "+8613122891139", "aliexpress", "13122891139", "AliExpress", Status.IMPERSONATION, "refused"),
    ("allow", PHONE, "+8613122891139", "paypal", "13122891139", "PayPal", Status.SUSPICIOUS, "refused for others"),
    ("allow", PHONE, "+8613122891139", "", "13122891139", "AliExpress", Status.IMPERSONATION, "said to be genuine"),
    ("allow", HOST, "seller.alibaba-inc.com", "aliexpress", "seller.alibaba-inc.com", "AliExpress", Status.RETIRED,
     "retired"),
    ("allow", PHONE, "+448000465000", "tiktok-shop", "+448000465000", "TikTok Shop", Status.IMPERSONATION,
     "a documented absence"),
    ("allow", PHONE, "+448000465000", "tiktok-shop", "+448000465000", None, Status.UNVERIFIED,
     "the same, nobody claimed"),
    ("deny", HOST, "paypal.com", "", "www.paypal.com", "PayPal", Status.OFFICIAL, "refused, PayPal's own"),
    ("deny", HOST, "paypal.com", "", "www.paypal.com", None, Status.OFFICIAL, "the same, nobody claimed"),
    ("deny", HOST, "paypal.com", "paypal", "paypal.com", "PayPal", Status.OFFICIAL, "falsely offered, they say"),
    ("deny", HOST, "info.paypal.com", "", "info.paypal.com", "PayPal", Status.OFFICIAL, "a host below PayPal's"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sense", "sort", "value", "platform", "contact", "claims", "status"),
    [case[:7] for case in RECORD],
    ids=[f"{case[0]} {case[4]}: {case[7]}" for case in RECORD],
)
def test_the_record_goes_before_a_list(
    tmp_path: Path, sense: Sense, sort: str, value: str, platform: str, contact: str, claims: str | None, status: Status
) -> None:
    verdict = on(tmp_path, sense, sort, value, platform).check(contact, claims=claims, as_of=AS_OF)
    plain = PLAIN.check(contact, claims=claims, as_of=AS_OF)

    assert verdict.status is status is plain.status
    assert verdict.reasons[0].code == plain.reasons[0].code
    assert "list-contradicted" in [reason.code for reason in verdict.reasons], "and it is said"


SILENT: list[tuple[Sense, str, str, str, str | None, str]] = [
    ("allow", "paypal.com", "paypal", "paypal.com", "PayPal", "the list says what the record says"),
    ("allow", "paypal.com", "", "paypal.com", "PayPal", "genuine, and on record"),
    ("allow", "github.io", "paypal", "evil.github.io", "PayPal", "a public suffix of a private owner"),
    ("allow", "co.uk", "paypal", "shop.co.uk", "PayPal", "a public suffix"),
    ("deny", "co.uk", "", "shop.co.uk", None, "a public suffix that is refused"),
    ("allow", "google.com", "paypal", "sites.google.com/view/x", "PayPal", "anyone can publish below"),
    ("allow", "amazonaws.com", "boc", "x.s3.amazonaws.com", "Bank of China", "customers publish in between"),
    ("allow", "paypal.com", "boc", "paypal.com/paypalme/thief", "Bank of China", "a path where anyone can publish"),
    ("allow", "shop.example", "paypal", "shop.example.evil.example", "PayPal", "the name at the wrong end"),
    ("deny", "0.0.9", "", "203.0.0.9", None, "addresses of numbers have no domains above"),
]


@pytest.mark.parametrize(
    ("sense", "value", "platform", "contact", "claims"),
    [case[:5] for case in SILENT],
    ids=[f"{case[3]}: {case[5]}" for case in SILENT],
)
def test_rows_that_say_nothing(
    tmp_path: Path, sense: Sense, value: str, platform: str, contact: str, claims: str | None
) -> None:
    """A list that was made by another hand than ours makes no open place official, nor suspicious."""
    verdict = on(tmp_path, sense, HOST, value, platform).check(contact, claims=claims, as_of=AS_OF)
    plain = PLAIN.check(contact, claims=claims, as_of=AS_OF)

    assert {**to_dict(verdict), "knowledge": 0} == {**to_dict(plain), "knowledge": 0}


def test_everybodys_mail_is_nobodys_domain(tmp_path: Path) -> None:
    for sort in (HOST, MAIL_DOMAIN):
        guard = on(tmp_path, "allow", sort, "gmail.com", "paypal")
        verdict = guard.check("someone@gmail.com", claims="PayPal", as_of=AS_OF)
        assert verdict.status is PLAIN.check("someone@gmail.com", claims="PayPal", as_of=AS_OF).status


def test_a_platform_that_is_not_on_record_any_more(tmp_path: Path) -> None:
    """Knowledge and lists are of different days: such a row makes nothing official."""
    verdict = on(tmp_path, "allow", HOST, "shop.example", "gone").check("shop.example", as_of=AS_OF)
    assert (verdict.status, verdict.reasons[0].code) == (Status.UNVERIFIED, "listed-as-known")

    verdict = on(tmp_path, "deny", HOST, "shop.example", "gone").check("shop.example", as_of=AS_OF)
    assert (verdict.status, verdict.reasons[0].code) == (Status.SUSPICIOUS, "listed-refused")


# ---- several lists, overlays, versions


def test_where_lists_disagree_on_the_same_value_the_denylist_speaks(tmp_path: Path) -> None:
    guard = guard_with(tmp_path, allow="shop.example\n", deny="shop.example\n")
    assert guard.check("shop.example", as_of=AS_OF).reasons[0].code == "listed-refused"


def test_one_value_of_two_platforms(tmp_path: Path) -> None:
    """Official is a relation: one number can answer for two brands of one house."""
    guard = guard_with(tmp_path, allow="value,platform\n+442079460123,paypal\n+442079460123,boc\n")
    for claims in ("PayPal", "Bank of China"):
        assert guard.check("+442079460123", claims=claims, as_of=AS_OF).status is Status.OFFICIAL


def test_a_list_for_a_platform_of_ones_own(tmp_path: Path) -> None:
    """Overlays go over the record, lists stand beside both."""
    overlay = """
slug = "acme-bank"
category = "bank"
home = "acme-bank.example.net"
checked = 2026-11-20
names = { en = ["Acme Bank"] }
"""
    (tmp_path / "acme.toml").write_text(overlay)
    laid = lay_over(BASE, tmp_path / "acme.toml").knowledge
    written(tmp_path / "x.list", [(HOST, "branch.example", Row("acme-bank"))], sense="allow")
    knowledge = laid.with_lists(tmp_path / "x.list")

    assert Guard(knowledge).check("branch.example", claims="Acme Bank", as_of=AS_OF).status is Status.OFFICIAL
    assert Guard(BASE.with_lists(tmp_path / "x.list")).check("branch.example").status is Status.UNVERIFIED
    version = knowledge.version.version
    assert version.startswith(laid.version.version + "+")


def test_the_version_tells_the_lists(tmp_path: Path) -> None:
    written(tmp_path / "a.list", [(HOST, "a.example", Row())])
    written(tmp_path / "b.list", [(HOST, "b.example", Row())])
    one, other = (BASE.with_lists(tmp_path / name) for name in ("a.list", "b.list"))
    both = one.with_lists(tmp_path / "b.list")

    versions = [found.version.version for found in (BASE, one, other, both)]
    assert len(set(versions)) == 4
    assert all(version.split("+")[0] == BASE.version.version and version.count("+") < 2 for version in versions)
    assert both.version == BASE.with_lists(tmp_path / "a.list", tmp_path / "b.list").version
    assert both.with_lists(tmp_path / "a.list").version == both.version, "each list counts once"
    assert BASE.with_lists() is BASE
    assert BASE.lists is None, "the knowledge itself stays as it is"


def test_knowledge_with_lists_goes_to_other_processes(tmp_path: Path) -> None:
    written(tmp_path / "x.list", [(HOST, "shop.example", Row())])
    knowledge = BASE.with_lists(tmp_path / "x.list")
    again = pickle.loads(pickle.dumps(knowledge))

    assert again.version == knowledge.version
    assert Guard(again).check("shop.example").reasons[0].code == "listed-refused"
    assert pickle.loads(pickle.dumps(again)).version == knowledge.version
    assert len(pickle.dumps(knowledge)) - len(pickle.dumps(BASE)) < 1000, "the list itself does not travel"

    sent = pickle.dumps(knowledge)
    written(tmp_path / "x.list", [(HOST, "other.example", Row())])
    with pytest.raises(DataError, match="another list than the one"):
        pickle.loads(sent)
    (tmp_path / "x.list").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        pickle.loads(sent)
