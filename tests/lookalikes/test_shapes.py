"""A protected name with a word raises an alarm in every shape, be the word on the list of telling words or not."""

from __future__ import annotations

from typing import Final

import pytest
from permutations import DOMAINS, hosts_on_record, is_on_record, right_platforms

from scamguard import Guard, Status

ALARMS: Final = (Status.IMPERSONATION, Status.SUSPICIOUS)
AS_OF: Final = "2026-11-21"
LEAST_SHARE: Final = 0.99
#: Hosts of one shape that may be on record as somebody's own.
MOST_ON_RECORD: Final = 2

#: Names that are also a river or a tale, and names of four or five letters: those need a telling word beside them.
LESS_TELLING: Final = ("alibaba.com", "amazon.com")
SHORT: Final = ("ebay.com", "shein.com", "temu.com")
#: Names that are also common words, initials or numbers: those are told by the whole domain.
COMMON: Final = ("1688.com", "dhl.com", "ups.com", "usps.com", "wise.com")

ENGLISH_ON_THE_LIST: Final = ("support", "login", "refund", "account", "verify", "seller")
ENGLISH_BESIDE_IT: Final = ("velvet", "harbour", "lantern", "meadow", "saddle", "marmalade")
PINYIN_ON_THE_LIST: Final = ("kefu", "tuikuan", "guanfang", "dingdan")
PINYIN_BESIDE_IT: Final = ("lanhua", "qingcao", "yueliang", "hehua")
MORE_ON_THE_LIST: Final = (
    "wallet", "service", "delivery", "bonus", "center", "update", "anquan", "dianpu", "zhongxin", "chongzhi",
)  # fmt: skip
#: Words for names that nobody else has.
ANY_WORDS: Final = (*ENGLISH_ON_THE_LIST, *ENGLISH_BESIDE_IT, *PINYIN_ON_THE_LIST, *PINYIN_BESIDE_IT)
TELLING_WORDS: Final = (*ENGLISH_ON_THE_LIST, *PINYIN_ON_THE_LIST, *MORE_ON_THE_LIST)

#: Shape -> hosts of that shape: {name} is the label of the protected domain, {domain} is all of it.
SHAPES: Final = {
    "hyphen before the name": ("{word}-{name}.com", "my-{word}-{name}.top"),
    "hyphen after the name": ("{name}-{word}.com", "{name}-{word}-online.net"),
    "glued before the name": ("{word}{name}.com", "{word}{name}.com.cn"),
    "glued after the name": ("{name}{word}.com", "{name}{word}.shop"),
    "subdomain of a foreign domain": ("{name}.{word}-center.com", "{name}.{word}desk.top", "www.{name}.{word}s.info"),
    "whole domain before a foreign one": ("{domain}.{word}-center.com", "www.{domain}.{word}.cc", "{domain}-{word}.cc"),
    "with digits": ("{name}{word}88.com", "{name}24-{word}.com", "{word}{name}365.top", "{name}-{word}-2026.com"),
    "label of a foreign domain": ("{word}.{name}.web-pages.net", "{name}.{word}.host-24.org", "a1.{name}.{word}b.com"),
}  # fmt: skip

#: Hosts that hold the letters of a name, or only the words: nobody is imitated.
SILENT: Final = (
    ("support-center.com", "words alone"),
    ("kefu-zhongxin.com", "words in pinyin alone"),
    ("login.account.web-pages.net", "words below a foreign domain"),
    ("refund88.com", "a word and digits"),
    ("thebay.com", "“the bay” holds ebay"),
    ("bluebay-hotels.com", "“blue bay” holds ebay"),
    ("temuco-turismo.cl", "a city in Chile"),
    ("amazonas-tours.com", "a state in Brazil"),
    ("amazonia-viva.com", "the rain forest"),
    ("amazon-river-tours.example", "the river, with words that tell nothing"),
    ("alibaba-restaurant.de", "the tale, with a word that tells nothing"),
    ("create-music.com", "“creaTE MUsic” holds temu over a hyphen"),
    ("createmusic.com", "“creaTE MUsic” holds temu"),
    ("createmusicvideo.com", "“creaTE MUsic”, with a telling word"),
    ("shadow-pay-palace.example", "“pay palace”, with hyphens"),
    ("wise-owl-support.com", "a common word, with a word that tells nothing"),
    ("applesauce-support.com", "another word that begins with a name"),
)

#: Hosts in which other words hold the letters of a name before it stands there as itself.
HIDDEN: Final = (
    ("bluebay-ebay-login.com", "ebay"),
    ("createmusic-temu-support.com", "temu"),
    ("paypalace-paypal-login.com", "paypal"),
    ("amazonas-amazon-login.com", "amazon"),
    ("temuco.temu-login.com", "temu"),
)


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


def hosts_of(shape: str, domain: str, words: tuple[str, ...]) -> list[str]:
    name = domain.partition(".")[0]
    return [form.format(name=name, domain=domain, word=word) for form in SHAPES[shape] for word in words]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("domains", [DOMAINS, SHORT], ids=["long names", "short names"])
def test_a_name_with_a_word_raises_an_alarm(guard: Guard, domains: tuple[str, ...], shape: str) -> None:
    recorded = hosts_on_record(guard.knowledge)
    asked, own, missed = 0, [], []
    for domain in domains:
        right = right_platforms(domain, guard.knowledge)
        for host in hosts_of(shape, domain, TELLING_WORDS if domain in (*LESS_TELLING, *SHORT) else ANY_WORDS):
            if is_on_record(host, recorded):
                own.append(host)
                continue
            verdict = guard.check(host, as_of=AS_OF)
            asked += 1
            if verdict.status not in ALARMS or verdict.imitates not in right:
                missed.append(f"{host}: {verdict.status.value} {verdict.imitates}")

    assert len(own) <= MOST_ON_RECORD, own
    assert asked + len(own) == len(domains) * 20 * len(SHAPES[shape])
    assert 1 - len(missed) / asked >= LEAST_SHARE, f"{len(missed)} of {asked}: {missed[:20]}"


@pytest.mark.parametrize("domain", COMMON)
def test_a_whole_domain_is_told_whatever_its_name_means(guard: Guard, domain: str) -> None:
    right = right_platforms(domain, guard.knowledge)
    hosts = hosts_of("whole domain before a foreign one", domain, TELLING_WORDS)
    verdicts = {host: guard.check(host, as_of=AS_OF) for host in hosts}
    missed = [host for host, verdict in verdicts.items() if verdict.status not in ALARMS]

    assert len(missed) / len(hosts) <= 1 - LEAST_SHARE, missed[:20]
    assert {verdict.imitates for host, verdict in verdicts.items() if host not in missed} <= right


@pytest.mark.parametrize(("host", "platform"), HIDDEN)
def test_other_words_do_not_hide_a_name(guard: Guard, host: str, platform: str) -> None:
    verdict = guard.check(host, as_of=AS_OF)

    assert (verdict.status, verdict.imitates) == (Status.SUSPICIOUS, platform)


@pytest.mark.parametrize("words", [ANY_WORDS, TELLING_WORDS], ids=["any words", "telling words"])
def test_there_are_twenty_words_in_two_languages(words: tuple[str, ...]) -> None:
    assert len(set(words)) == 20


def test_half_of_the_words_are_not_on_the_list(guard: Guard) -> None:
    """Else the list could be written from the test, and the next word would be missed."""
    listed = guard.knowledge.likeness.keywords

    assert listed.isdisjoint((*ENGLISH_BESIDE_IT, *PINYIN_BESIDE_IT))
    assert listed.issuperset(TELLING_WORDS)


@pytest.mark.parametrize(("host", "why"), SILENT)
def test_what_is_no_name_raises_none(guard: Guard, host: str, why: str) -> None:
    assert guard.check(host, as_of=AS_OF).status is Status.UNVERIFIED, why
