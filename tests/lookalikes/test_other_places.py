"""The rules for hosts hold wherever a host or a name can stand: mail domains, links inside links, account names."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import quote

import pytest
from permutations import DOMAINS, hosts_on_record, is_on_record, permutations, right_platforms
from test_shapes import SHORT, TELLING_WORDS

from scamguard import Guard, Status, Verdict

ALARMS: Final = (Status.IMPERSONATION, Status.SUSPICIOUS)
AS_OF: Final = "2026-11-21"
LEAST_SHARE: Final = 0.99
#: Every n-th permutation of the protected domains is asked about in every place.
EVERY: Final = 40

#: Place -> contacts that lead to a host: {url} is a percent-encoded address there, {text} a message with it.
PLACES: Final = {
    "mailbox": "support@{host}",
    "mail link": "mailto:support@{host}",
    "mailbox with a name": '"Service" <support@{host}>',
    "mailbox below it": "no-reply@mail.{host}",
    "Google redirect": "https://www.google.com/url?sa=t&q={url}&ved=2",
    "Facebook redirect": "https://l.facebook.com/l.php?u={url}&h=AT0",
    "VK redirect": "https://vk.com/away.php?to={url}",
    "QQ redirect": "https://c.pc.qq.com/middlem.html?pfurl={url}",
    "WhatsApp message": "https://wa.me/?text={text}",
    "LINE share": "https://social-plugins.line.me/lineit/share?url={url}",
    "Weibo share": "https://service.weibo.com/share/share.php?url={url}",
    "Telegram share": "https://t.me/share/url?url={url}",
    "WhatsApp message, long form": "https://api.whatsapp.com/send?text={text}",
    "WhatsApp message to a number": "https://wa.me/15550100?text={text}",
    "LINE message": "https://line.me/R/msg/text/?{text}",
    "redirect of a redirect": "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D{twice}",
}
#: App links that are read as an account called "msg_url" or "send", or as no contact: what they carry is lost.
UNREAD_PLACES: Final = {
    "Telegram share, as an app link": "tg://msg_url?url={url}",
    "WhatsApp message, as an app link": "whatsapp://send?text={text}",
    "LINE message, as an app link": "line://msg/text/{text}",
}

#: How accounts are written: {Name} and {Word} begin with a capital.
ACCOUNTS: Final = (
    "@{name}_{word}", "{word}_{name}24", "@{name}.{word}", "t.me/{name}{word}", "https://t.me/{word}_{name}_24",
    "telegram: {name}_{word}888", "https://www.instagram.com/{name}.{word}/", "https://x.com/{Name}{Word}",
    "微信号 {name}_{word}", "https://line.me/ti/p/~{name}-{word}", "https://www.facebook.com/{word}{name}",
)  # fmt: skip


class Place(NamedTuple):
    """A contact, the platform that it imitates (None: nobody), and why."""

    contact: str
    imitates: str | None
    why: str


CASES: Final = (
    Place("support@paypa1.com", "paypal", "a digit in a mail domain"),
    Place("service@paypaI.com", "paypal", "a capital i in a mail domain"),
    Place("info@аliexpress.com", "aliexpress", "a Cyrillic letter in a mail domain"),
    Place("a@paypal.com.evil.example", "paypal", "the whole domain before a foreign one"),
    Place("seller@tiktokshop-support.com", "tiktok-shop", "a word behind the name of the sister"),
    Place("help@amazon-refund.net", "amazon", "a less telling name with a telling word"),
    Place("info@example.org", None, "an ordinary mail domain"),
    Place("service@intl.paypal.com", None, "the platform's own"),
    Place("hello@createmusic.com", None, "“creaTE MUsic”"),
    Place("info@thebay.com", None, "“the bay”"),
    Place("reise@amazonas-tours.com", None, "a state in Brazil"),
    Place("https://wa.me/?text=https%3A%2F%2Fpaypal-login.top", "paypal", "a link in a prepared message"),
    Place("https://wa.me/?text=hello", None, "a message without a link"),
    Place("https://wa.me/?text=https%3A%2F%2Fwww.paypal.com", None, "a link to the platform's own"),
    Place("https://wa.me/?text=see%20https%3A%2F%2Fthebay.com", None, "a link to a host with the letters of a name"),
    Place("https://www.google.com/url?q=https%3A%2F%2Fpaypal-login.top", "paypal", "a redirect"),
    Place("https://www.google.com/url?q=https%3A%2F%2Fwww.aliexpress.com%2F", None, "a redirect to the platform"),
    Place("https://www.google.com/url?q=https%3A%2F%2Fexample.org", None, "a redirect to a stranger"),
    Place("https://social-plugins.line.me/lineit/share?url=https%3A%2F%2Fexample.org", None, "a stranger is shared"),
    Place("https://evil.example/https://paypal-login.top", "paypal", "an address as a path"),
    Place("https://evil.example/#https://paypal-login.top", "paypal", "an address as a fragment"),
    Place("https://evil.example/?a=https%3A%2F%2Fwww.paypal.com&b=https%3A%2F%2Fpaypal-login.top", "paypal", "second"),
    Place(
        "https://evil.example/?a=https%3A%2F%2Fexample.org&b=https%3A%2F%2Fpaypal-login.top", "paypal", "second, too"
    ),
    Place("https://www.alibaba.com/go?url=https%3A%2F%2Fpaypal-login.top", "paypal", "an official redirect"),
    Place("https://www.alibaba.com/go?url=https%3A%2F%2Fwww.paypal.com", None, "an official one to the platform"),
    Place("tiktok_shop_support", "tiktok-shop", "without a network"),
    Place("@paypal.help.desk", "paypal", "two words, with dots"),
    Place("t.me/aliexpress_kefu", "aliexpress", "in pinyin"),
    Place("https://t.me/s/aliexpress_kefu", "aliexpress", "the preview of a channel"),
    Place("tg://resolve?domain=aliexpress_kefu", "aliexpress", "as an app link"),
    Place("https://line.me/R/ti/p/%40paypal_support", "paypal", "a LINE account, percent-encoded"),
    Place("@paypa1_support", "paypal", "a digit for a letter"),
    Place("@arnazon_support", "amazon", "a pair of letters for one"),
    Place("@paypall", "paypal", "a letter doubled"),
    Place("@paypal1", "paypal", "a digit behind it"),
    Place("https://t.me/pay_pal_support", "paypal", "a name cut in two"),
    Place("https://weibo.com/pаypal", "paypal", "a Cyrillic letter"),
    Place("https://discord.gg/paypal-support", "paypal", "an invitation"),
    Place("@usps_redelivery", "usps", "a common name with a telling word"),
    Place("@1688_kefu", "1688", "a number that is a name"),
    Place("@tiktoker_anna", None, "another word"),
    Place("@wise_owl99", None, "a common word"),
    Place("@anna.paypalace", None, "“pay palace”"),
    Place("@create_music", None, "“creaTE_MUsic”"),
    Place("@temuco_news", None, "a city in Chile"),
    Place("@amazon_river", None, "the river"),
    Place("@bluebay_hotels", None, "“blue bay”"),
    Place("@john_doe", None, "anybody"),
    Place("https://t.me/support_center", None, "words alone"),
    Place("微信号 kefu_zhongxin", None, "words in pinyin alone"),
)

#: Contacts that imitate and are not seen to, each with what is wrong.
UNSEEN: Final = (
    Place("https://wa.me/?text=paypal-login.top", "paypal", "a bare host in a message: chat programs make it a link"),
    Place("https://www.youtube.com/@paypal-help", "paypal", "an account on YouTube is read as a page"),
    Place("@pаypal_support", "paypal", "a Cyrillic letter in a bare account name makes it no contact"),
)


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.fixture(scope="module")
def hosts(guard: Guard) -> list[tuple[str, Verdict]]:
    """Returns hosts that imitate protected domains, with the verdicts on them."""
    recorded = hosts_on_record(guard.knowledge)
    every = [permutation.host for permutation in permutations()][::EVERY]
    return [(host, guard.check(host, as_of=AS_OF)) for host in every if not is_on_record(host, recorded)]


def alarm_of(verdict: Verdict) -> tuple[bool, str | None]:
    return verdict.status in ALARMS, verdict.imitates


def differing(guard: Guard, hosts: list[tuple[str, Verdict]], form: str) -> list[str]:
    """Returns the contacts that are judged otherwise than the hosts that they lead to."""
    found = []
    for host, verdict in hosts:
        url = f"https://{host}/login"
        once = quote(url, safe="")
        twice = quote(once, safe="")
        contact = form.format(host=host, url=once, twice=twice, text=quote(f"look: {url}", safe=""))
        if alarm_of(guard.check(contact, as_of=AS_OF)) != alarm_of(verdict):
            found.append(contact)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_a_host_is_judged_alike_wherever_it_stands(guard: Guard, hosts: list[tuple[str, Verdict]], place: str) -> None:
    assert sum(verdict.status in ALARMS for _, verdict in hosts) > 200, "a proof needs hosts that raise an alarm"
    assert differing(guard, hosts, PLACES[place]) == []


@pytest.mark.xfail(raises=AssertionError, reason="bug: what such a link carries is not read")
@pytest.mark.parametrize("place", UNREAD_PLACES)
def test_a_host_is_judged_alike_in_share_links(guard: Guard, hosts: list[tuple[str, Verdict]], place: str) -> None:
    assert differing(guard, hosts, UNREAD_PLACES[place]) == []


@pytest.mark.parametrize("form", ACCOUNTS)
def test_an_account_with_a_name_and_a_word_raises_an_alarm(guard: Guard, form: str) -> None:
    asked, missed = 0, []
    for domain in (*DOMAINS, *SHORT):
        right = right_platforms(domain, guard.knowledge)
        name = domain.partition(".")[0]
        for word in TELLING_WORDS:
            contact = form.format(name=name, word=word, Name=name.title(), Word=word.title())
            verdict = guard.check(contact, as_of=AS_OF)
            asked += 1
            if verdict.status is not Status.SUSPICIOUS or verdict.imitates not in right:
                missed.append(f"{contact}: {verdict.status.value} {verdict.imitates}")

    assert 1 - len(missed) / asked >= LEAST_SHARE, f"{len(missed)} of {asked}: {missed[:20]}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.contact}: {case.why}")
def test_what_imitates_is_told_from_what_does_not(guard: Guard, case: Place) -> None:
    verdict = guard.check(case.contact, as_of=AS_OF)

    assert alarm_of(verdict) == (case.imitates is not None, case.imitates)


@pytest.mark.xfail(raises=AssertionError, reason="bug: see what each case says")
@pytest.mark.parametrize("case", UNSEEN, ids=lambda case: f"{case.contact}: {case.why}")
def test_what_imitates_is_seen(guard: Guard, case: Place) -> None:
    verdict = guard.check(case.contact, as_of=AS_OF)

    assert alarm_of(verdict) == (True, case.imitates)
