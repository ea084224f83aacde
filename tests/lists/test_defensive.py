"""No defensive registration is official: names that a platform took only so that no thief can, and those like them.

Routing lists give them to the platform, and rightly so; but the platform never writes from them and signs nobody in
there, and a registration that lapses belongs to whoever takes it next (docs/decisions/0017-open-lists-compared.md).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest
from defensive import host_of, is_official, telling, told

from scamguard import Guard, Knowledge, Status

AS_OF: Final = "2026-11-22"
ROUTING_LIST: Final = "v2fly/domain-list-community"


class Registration(NamedTuple):
    """A name, whose name it borrows, and what makes it one that no platform tells people to use."""

    host: str
    platform: str
    why: str


REGISTRATIONS: Final = (
    Registration("facebook-login.com", "meta-facebook", "asks to log in"),
    Registration("facebooklogin.info", "meta-facebook", "asks to log in, under another ending"),
    Registration("facebookloginhelp.net", "meta-facebook", "two telling words behind the name"),
    Registration("facebook-support.org", "meta-facebook", "offers support"),
    Registration("supportfacebook.com", "meta-facebook", "offers support, before the name"),
    Registration("facebooksecurity.net", "meta-facebook", "speaks of security"),
    Registration("facebooksafety.com", "meta-facebook", "speaks of safety"),
    Registration("facebooksignup.net", "meta-facebook", "asks to sign up"),
    Registration("facebookphonenumber.net", "meta-facebook", "offers a number where Facebook has none"),
    Registration("facebookmail.tv", "meta-facebook", "its mail domain under another ending"),
    Registration("wwwfacebook.com", "meta-facebook", "the dot of www is missing"),
    Registration("facebok.com", "meta-facebook", "a letter is missing"),
    Registration("instagram-help.com", "instagram", "offers help"),
    Registration("instagramlogin.com", "instagram", "asks to log in"),
    Registration("lnstagram-help.com", "instagram", "l for i, and offers help"),
    Registration("acheter-followers-instagram.com", "instagram", "offers followers for sale"),
    Registration("whatsapp-plus.net", "whatsapp", "the name of an unofficial app"),
    Registration("twitteroauth.com", "x-twitter", "speaks of signing in"),
    Registration("login-paypal.com", "paypal", "asks to log in, before the name"),
    Registration("paypal-login.us", "paypal", "asks to log in, under another ending"),
    Registration("paypal-signin.com", "paypal", "asks to sign in"),
    Registration("paypal-activate.com", "paypal", "asks to activate"),
    Registration("paypal-activate.info", "paypal", "asks to activate, under another ending"),
    Registration("account-paypal.org", "paypal", "speaks of the account"),
    Registration("accountpaypal.com", "paypal", "speaks of the account, glued"),
    Registration("paypal-secure.net", "paypal", "speaks of security"),
    Registration("paypal-security.org", "paypal", "speaks of security"),
    Registration("secure-paypal.info", "paypal", "speaks of security, before the name"),
    Registration("securepaypal.info", "paypal", "speaks of security, glued"),
    Registration("paypal-service.org", "paypal", "offers service"),
    Registration("paypal-center.com", "paypal", "sounds like a centre of PayPal's"),
    Registration("paypal-redeem.com", "paypal", "promises money"),
    Registration("paypal-support.com", "paypal", "offers support; lists give it to PayPal, PayPal does not"),
    Registration("paypal-notice.com", "paypal", "sounds like a notice"),
    Registration("www-paypal.us", "paypal", "a hyphen for the dot of www"),
    Registration("paypa1.com", "paypal", "a digit for a letter"),
    Registration("appleid-uk.us", "apple", "speaks of the Apple ID"),
    Registration("myappleid.com", "apple", "speaks of the Apple ID, glued"),
    Registration("find-apple.com", "apple", "sounds like the search for a lost phone"),
    Registration("services-apple.net", "apple", "offers services"),
    Registration("ituneslogin.net", "apple", "asks to log in"),
    Registration("apple-store.cn", "apple", "sounds like the shop, which is apple.com.cn"),
    Registration("ebay-authenticate.net", "ebay", "asks to authenticate"),
    Registration("ebay-confirm.com", "ebay", "asks to confirm"),
    Registration("ebayauthenticate.com.cn", "ebay", "asks to authenticate, glued"),
    Registration("ebay-delivery.com", "ebay", "speaks of a delivery"),
    Registration("ebaybank.com", "ebay", "a bank that eBay does not have"),
    Registration("mymicrosoft.com", "microsoft", "sounds like the account"),
    Registration("microsoftstore.com.hk", "microsoft", "the shop's name under another ending"),
    Registration("googleplay.com", "google", "the shop's name, which is play.google.com"),
    Registration("google-access.net", "google", "speaks of access"),
    Registration("amazondevicesupport.com", "amazon", "offers support"),
    Registration("geek-squad-support.com", "geek-squad", "offers support where thieves pose as the Geek Squad"),
    Registration("bestbuy-giftcard.info", "geek-squad", "promises gift cards"),
    Registration("mastercardcenter.com", "mastercard", "sounds like a centre of Mastercard's"),
    Registration("ozon-credit.ru", "ozon", "promises a loan"),
)

#: Official names that hold a telling word all the same, and why each is no defensive registration.
GENUINE: Final = {
    "amazonpay.com": "Amazon Pay, a product of that name",
    "amazonpay.in": "Amazon Pay in India",
    "att-mail.com": "on a curated list of genuine senders",
    "bofamerchantservices.com": "on a curated list of genuine senders",
    "chaseoffers.com": "on a curated list of genuine senders",
    "citibankonline.com": "the US internet bank, on many lists",
    "citicards.com": "the US credit cards, on many lists",
    "disneyaccount.com": "on a curated list of genuine senders; only mail, no website",
    "facebookmail.com": "Facebook says that it writes from there",
    "metamail.com": "Meta says that it writes from there",
    "microsoftonline.cn": "Microsoft's sign-in page for its cloud in China, in its own code",
    "microsoftonline.com": "Microsoft's sign-in page",
    "microsoftonline.us": "Microsoft's sign-in page for its cloud for the US government, in its own pages",
    "microsoftstore.com": "Microsoft Store, a shop of that name",
    "microsoftstoreemail.com": "on a curated list of genuine senders; only mail, no website",
    "microsoftsupport.com": "Microsoft says that its support writes from there; only mail, no website",
    "mydhl.express.dhl": "below DHL's own top-level domain",
    "onlinesbi.com": "OnlineSBI, the internet bank of that name",
    "onlinesbi.sbi": "OnlineSBI below SBI's own top-level domain",
    "rakuten-bank.co.jp": "Rakuten Bank, which says so itself",
    "rakuten-card.co.jp": "Rakuten Card, which says so itself",
    "unionpaysecure.com": "older payment pages, named in public code for merchants",
    "upsemail.com": "UPS says that it writes from there",
    "wechatpay.cn": "WeChat Pay's interface for merchants, in its own code",
    "wellsfargoemail.com": "on several curated lists of genuine senders",
    "wellsfargorewards.com": "on a curated list of genuine senders",
    "zellepay.com": "Zelle Pay, the older name; mail comes from there",
}


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.mark.parametrize("case", REGISTRATIONS, ids=lambda case: case.host)
def test_no_defensive_registration_is_official(case: Registration, guard: Guard) -> None:
    for contact in (case.host, f"https://www.{case.host}/signin", f"service@{case.host}"):
        for claims in (None, case.platform):
            verdict = guard.check(contact, claims=claims, as_of=AS_OF)
            assert verdict.status is not Status.OFFICIAL, f"{contact} for {claims}: {case.why}"


@pytest.mark.parametrize("case", REGISTRATIONS, ids=lambda case: case.host)
def test_none_is_recorded_as_a_channel(case: Registration, guard: Guard) -> None:
    """Also where no check would find it: under another audience, region or date."""
    platform = guard.knowledge.platforms[case.platform]
    assert case.host not in {host_of(channel) for channel in platform.channels if is_official(channel)}


def test_official_names_with_a_telling_word_are_those_that_are_known_to_be_genuine(guard: Guard) -> None:
    """A new one needs its reason in `GENUINE`: a page of the platform's, or a list of what it really sends."""
    found = {each.host for each in told(guard.knowledge)}
    assert found - GENUINE.keys() == set()


def test_no_name_with_a_telling_word_rests_on_a_routing_list_alone(guard: Guard) -> None:
    found = [each.host for each in told(guard.knowledge) if _rests_on_routing_alone(each.slug, each.host, guard)]
    assert found == []


def _rests_on_routing_alone(slug: str, host: str, guard: Guard) -> bool:
    platform = guard.knowledge.platforms[slug]
    urls = {source.id: source.url or "" for source in platform.sources}
    own = [channel for channel in platform.channels if is_official(channel) and _stands_at(host_of(channel), host)]
    return all(ROUTING_LIST in urls[source] for channel in own for source in channel.sources)


def _stands_at(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("facebook-login", "login"),
        ("loginfacebook", "login"),
        ("my-facebook-support24", "mysupport24"),
        ("facebookloginhelp", "loginhelp"),
        ("fb-kefu", "kefu"),
        ("facebook", None),
        ("facebook24", None),
        ("facebookirc", None),
        ("bookface-login", None),
    ],
)
def test_what_is_taken_for_a_telling_word(label: str, word: str | None) -> None:
    found = telling(label, ("facebook", "fb"))
    assert (found and found[1]) == word


def test_every_shipped_platform_is_looked_at() -> None:
    assert len(Knowledge.shipped().platforms) > 100
