"""A user's own records over the shipped ones: what they add, what they change, and what they cannot do silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from scamguard import DataError, Guard, Knowledge, Status, lay_over
from scamguard.cli.main import main

AS_OF = "2026-11-22"
SOURCES = """
[[sources]]
id = "intranet"
kind = "own"
title = "Contacts of our suppliers"
publisher = "Acme Ltd"
date = 2026-11-01
seen = 2026-11-20
"""


def overlay(*parts: str) -> str:
    return "\n".join([*parts, SOURCES])


def channel(kind: str, value: str, **more: str) -> str:
    fields = {"id": "own-line", "role": "support", "quality": "documented", **more}
    lines = [f'{key.replace("_", "-")} = "{text}"' for key, text in fields.items()]
    return "\n".join(["[[channels]]", f'kind = "{kind}"', f'value = "{value}"', *lines, 'sources = ["intranet"]'])


ACME = """
slug = "acme-bank"
category = "bank"
home = "acme-bank.example.net"
checked = 2026-11-20
[names]
en = ["Acme Bank"]
"""


def laid(tmp_path: Path, *texts: str) -> tuple[Guard, list[str]]:
    """Returns a guard over the shipped knowledge with these overlays, and what was reported."""
    for number, text in enumerate(texts):
        (tmp_path / f"o{number}.toml").write_text(text, encoding="utf-8")
    found = lay_over(BASE, tmp_path)
    return Guard(found.knowledge), [str(conflict).removeprefix(f"{tmp_path}/") for conflict in found.conflicts]


BASE = Knowledge.shipped()


# ---- additions


def test_a_platform_of_ones_own(tmp_path: Path) -> None:
    text = overlay(ACME, channel("domain", "acme-bank.net", role="home"), channel("phone", "+442079460123", id="line"))
    guard, conflicts = laid(tmp_path, text)

    assert conflicts == []
    verdict = guard.check("020 7946 0123", claims="Acme Bank", region="GB", as_of=AS_OF)
    assert verdict.status is Status.OFFICIAL
    source = verdict.reasons[0].facts[0].sources[0]
    assert (source.kind, source.publisher, source.date) == ("own", "Acme Ltd", "2026-11-01")
    assert guard.check("https://login.acme-bank.net/", claims="acme-bank", as_of=AS_OF).status is Status.OFFICIAL
    assert guard.check("acme-bank.net.evil.example", as_of=AS_OF).status is Status.IMPERSONATION
    assert guard.check("acme-bank-login.top", as_of=AS_OF).imitates == "acme-bank"


def test_a_channel_more_for_a_platform_on_record(tmp_path: Path) -> None:
    guard, conflicts = laid(tmp_path, overlay('slug = "dhl"', channel("phone", "+442079460123")))

    assert conflicts == []
    assert guard.check("+44 20 7946 0123", claims="DHL", as_of=AS_OF).status is Status.OFFICIAL
    assert Guard(BASE).check("+44 20 7946 0123", claims="DHL", as_of=AS_OF).status is not Status.OFFICIAL


def test_names_in_any_script(tmp_path: Path) -> None:
    guard, conflicts = laid(
        tmp_path, overlay(ACME + 'zh = ["顶点银行"]\nru = ["Акме Банк"]', channel("domain", "acme-bank.net"))
    )

    assert conflicts == []
    for name in ("顶点银行", "АКМЕ банк", "ACME  bank"):
        assert guard.check("acme-bank.net", claims=name, as_of=AS_OF).status is Status.OFFICIAL


def test_everything_else_is_answered_as_before(tmp_path: Path) -> None:
    guard, _ = laid(tmp_path, overlay(ACME, channel("domain", "acme-bank.net")))
    base = Guard(BASE)
    for contact, claims in [
        ("95588", "icbc"),
        ("400-882-1234", "tiktok-shop"),
        ("paypal-login.top", None),
        ("+1 212 555 0147", None),
    ]:
        first, second = (g.check(contact, claims=claims, as_of=AS_OF) for g in (base, guard))
        assert (first.status, first.reasons) == (second.status, second.reasons)


def test_the_version_tells_overlays_apart(tmp_path: Path) -> None:
    versions = set()
    for number, value in enumerate(("acme-bank.net", "acme-bank.org")):
        place = tmp_path / str(number)
        place.mkdir()
        guard, _ = laid(place, overlay(ACME, channel("domain", value)))
        versions.add(guard.check("95588", as_of=AS_OF).knowledge.version)

    assert len(versions) == 2
    assert all(version.startswith(BASE.version.version + "+") for version in versions)


# ---- changes


ADVERT = "'+8613122891139' is on record as not official and stays so"


def change(record: str, status: str, more: str = "") -> str:
    return f'[[changes]]\nrecord = "{record}"\nstatus = "{status}"\n{more}\nsources = ["intranet"]'


def test_a_channel_is_retired(tmp_path: Path) -> None:
    guard, conflicts = laid(tmp_path, overlay('slug = "fedex"', change("phone-cn", "retired", "until = 2026-10-01")))

    assert conflicts == []
    assert guard.check("400-886-1888", claims="fedex", as_of=AS_OF).status is Status.RETIRED
    assert guard.check("400-886-1888", claims="fedex", as_of="2026-09-30").status is Status.OFFICIAL
    assert Guard(BASE).check("400-886-1888", claims="fedex", as_of=AS_OF).status is Status.OFFICIAL


def test_a_channel_is_disputed(tmp_path: Path) -> None:
    guard, conflicts = laid(tmp_path, overlay('slug = "fedex"', change("phone-cn", "disputed")))

    assert conflicts == []
    assert guard.check("400-886-1888", claims="fedex", as_of=AS_OF).status is Status.UNVERIFIED


def test_a_fact_that_no_longer_refutes_is_reported(tmp_path: Path) -> None:
    _, conflicts = laid(tmp_path, overlay('slug = "usps"', change("never-messages-unasked", "disputed")))

    assert len(conflicts) == 1
    assert conflicts[0].startswith("o0.toml: changes[0]: 'never-messages-unasked' no longer refutes anything: ")
    assert conflicts[0].endswith("; used all the same")


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        ("usps", change("nothing", "retired"), "no channel and no fact on record has the id 'nothing'"),
        ("usps", change("home", "withdrawn"), "a channel can be retired or disputed, not withdrawn"),
        ("usps", change("tracking-is-free", "retired"), "a fact can be disputed or withdrawn, not retired"),
        (
            "aliexpress",
            change("advertised-adviser-number", "disputed"),
            "'+8613122891139' is on record as not official and stays so",
        ),
        (
            "aliexpress",
            change("advertised-adviser-number", "retired"),
            "'+8613122891139' is on record as not official and stays so",
        ),
        (
            "usps",
            change("home", "disputed").replace('["intranet"]', "[]"),
            "names no source; nothing is changed without one",
        ),
    ],
)
def test_a_change_that_cannot_be_is_left_out(tmp_path: Path, slug: str, text: str, said: str) -> None:
    guard, conflicts = laid(tmp_path, overlay(f'slug = "{slug}"', text))

    assert conflicts == [f"o0.toml: changes[0]: {said}; left out"]
    assert guard.check("usps.com", claims="usps", as_of=AS_OF).status is Status.OFFICIAL
    assert guard.check("13122891139", claims="aliexpress", as_of=AS_OF).status is Status.IMPERSONATION


# ---- what the base records as not official

#: why -> the platform, the addition, the contact that it would make official, and words of the report.
REFUSED = {
    "a number on record as somebody's advert": (
        "aliexpress", channel("phone", "+8613122891139"), "13122891139", "recorded-not-official",
    ),
    "any phone, where a platform documents that it has none": (
        "tiktok-shop", channel("phone", "+442079460123"), "+44 20 7946 0123", "no-such-channel",
    ),
    "a domain that ended": (
        "aliexpress", channel("host", "seller.alibaba-inc.com"), "seller.alibaba-inc.com", "retired",
    ),
    "another platform's number": ("boc", channel("phone", "95588"), "95588", "'icbc'"),
    "another platform's domain": ("wise", channel("domain", "paypal.com"), "paypal.com", "'paypal'"),
    "a host below another platform's domain": (
        "wise", channel("host", "help.paypal.com"), "help.paypal.com", "'paypal'",
    ),
    "a mailbox at another platform's domain": (
        "wise", channel("email", "help@paypal.com"), "help@paypal.com", "'paypal'",
    ),
    "a public suffix": ("wise", channel("domain", "co.uk"), "scam.co.uk", "public suffix"),
    "a top-level domain": ("wise", channel("domain", "com"), "scam.com", "it is no domain"),
    "a place where anyone can publish": (
        "wise", channel("host", "sites.google.com"), "https://sites.google.com/scam", "anyone can publish",
    ),
    "the same for mail": ("wise", channel("mail-domain", "co.uk"), "a@scam.co.uk", "public suffix"),
    "a homonym that is documented as another company": (
        "wise", channel("domain", "wise.us"), "wise.us", "not-the-same",
    ),
    "an imitation without innocent reading": (
        "paypal", channel("host", "paypal.com.account-verify.top"), "paypal.com.account-verify.top", "lookalike-embed",
    ),
}  # fmt: skip


#: What nobody can own, and no override makes his.
NOBODYS = {"a public suffix", "a top-level domain", "a place where anyone can publish", "the same for mail"}


@pytest.mark.parametrize("why", sorted(NOBODYS))
def test_nothing_overrides_what_is_everybodys(tmp_path: Path, why: str) -> None:
    slug, text, contact, _ = REFUSED[why]
    value = text.partition('value = "')[2].partition('"')[0]
    guard, conflicts = laid(tmp_path, overlay(f'slug = "{slug}"\noverrides = ["{value}"]', text))

    assert len(conflicts) == 1
    assert conflicts[0].endswith("; left out")
    assert guard.check(contact, claims=slug, as_of=AS_OF).status is not Status.OFFICIAL


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refuted_is_left_out_and_reported(tmp_path: Path, why: str) -> None:
    slug, text, contact, said = REFUSED[why]
    guard, conflicts = laid(tmp_path, overlay(f'slug = "{slug}"', text))

    assert len(conflicts) == 1
    assert conflicts[0].startswith("o0.toml: channels[0].value: '")
    assert said in conflicts[0]
    assert conflicts[0].endswith("; left out")
    before = Guard(BASE).check(contact, claims=slug, as_of=AS_OF)
    after = guard.check(contact, claims=slug, as_of=AS_OF)
    assert after.status is before.status
    assert after.status is not Status.OFFICIAL


@pytest.mark.parametrize("why", [why for why in REFUSED if why not in NOBODYS])
def test_an_override_is_named_and_still_reported(tmp_path: Path, why: str) -> None:
    slug, text, _, _ = REFUSED[why]
    value = text.partition('value = "')[2].partition('"')[0]
    _, conflicts = laid(tmp_path, overlay(f'slug = "{slug}"\noverrides = ["{value}"]', text))

    assert len(conflicts) == 1
    assert conflicts[0].endswith("; used all the same")


def test_an_override_makes_it_official(tmp_path: Path) -> None:
    text = overlay('slug = "tiktok-shop"\noverrides = ["+442079460123"]', channel("phone", "+442079460123"))
    guard, conflicts = laid(tmp_path, text)

    assert len(conflicts) == 1
    assert guard.check("+44 20 7946 0123", claims="tiktok-shop", as_of=AS_OF).status is Status.OFFICIAL


def test_to_dispute_first_and_to_add_then_is_no_way_around(tmp_path: Path) -> None:
    first = overlay(
        'slug = "tiktok-shop"',
        change("no-phone-or-wechat-support", "disputed"),
        change("no-voice-hotline", "withdrawn"),
    )
    second = overlay('slug = "tiktok-shop"', channel("phone", "+442079460123"))
    guard, conflicts = laid(tmp_path, first, second)

    assert any(line.startswith("o1.toml: channels[0].value: '+442079460123' is refuted") for line in conflicts)
    assert guard.check("+44 20 7946 0123", claims="tiktok-shop", as_of=AS_OF).status is not Status.OFFICIAL


def test_a_domain_over_what_is_on_record_as_not_official(tmp_path: Path) -> None:
    """The whole domain would make official what is refuted below it."""
    guard, conflicts = laid(tmp_path, overlay(ACME, channel("domain", "alibaba-inc.com")))

    assert len(conflicts) == 1
    assert "alibaba-inc.com" in conflicts[0]
    assert guard.check("seller.alibaba-inc.com", claims="Acme Bank", as_of=AS_OF).status is not Status.OFFICIAL


# ---- the format


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            channel("phone", "020 7946 0123"),
            "channels[0].value: '020 7946 0123' is not canonical",
        ),
        (
            channel("phone", "+442079460123", id="home"),
            "channels[0].id: 'home' is on record already",
        ),
        (
            channel("phone", "+442079460123", quality="confirmed"),
            "channels[0].quality: confirmed needs",
        ),
        (
            channel("phone", "+442079460123").replace('"intranet"', '"none"'),
            "channels[0].sources: ",
        ),
        (
            channel("phone", "+442079460123").replace('["intranet"]', "[]"),
            "channels[0].sources: empty",
        ),
    ],
)
def test_a_record_that_is_wrong_is_left_out_and_the_rest_goes_in(tmp_path: Path, text: str, said: str) -> None:
    good = channel("phone", "+442079460199", id="second")
    guard, conflicts = laid(tmp_path, overlay('slug = "wise"', text), overlay('slug = "wise"', good))

    assert conflicts
    assert all(line.startswith("o0.toml: ") and line.endswith("; left out") for line in conflicts)
    assert any(said in line for line in conflicts)
    assert guard.check("+44 20 7946 0123", claims="wise", as_of=AS_OF).status is not Status.OFFICIAL
    assert guard.check("+44 20 7946 0199", claims="wise", as_of=AS_OF).status is Status.OFFICIAL


def test_a_name_that_is_taken_stays_with_its_owner(tmp_path: Path) -> None:
    text = overlay(ACME.replace('"Acme Bank"', '"Acme Bank", "PayPal"'), channel("domain", "acme-bank.net"))
    guard, conflicts = laid(tmp_path, text)

    assert conflicts == ["o0.toml: names.en: 'PayPal' is a name of 'paypal' already; left out"]
    assert guard.check("acme-bank.net", claims="PayPal", as_of=AS_OF).status is not Status.OFFICIAL


def test_one_claimed_page_makes_nothing_official(tmp_path: Path) -> None:
    text = overlay('slug = "wise"', channel("phone", "+442079460123", quality="claimed"))
    guard, conflicts = laid(tmp_path, text)

    assert conflicts == []
    assert guard.check("+44 20 7946 0123", claims="wise", as_of=AS_OF).status is Status.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slug = ", "not TOML"),
        ('slug = "wise"\nslug = "wise"', "not TOML"),
        ('slug = "wise"\nunknown = 1', "unknown field"),
        ("names = {}", "missing required field"),
        ('slug = "nobody"', "'nobody' is not on record"),
        (ACME.replace("[names]", "[nomes]"), "unknown field"),
        (ACME.replace('en = ["Acme Bank"]', ""), "has no name of its own"),
        ('slug = "wise"\n' + channel("phone", "+442079460123").replace('"phone"', '"fax"'), "Invalid enum value"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "o.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match=said) as caught:
        lay_over(BASE, path)

    assert str(caught.value).startswith(str(path))


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        lay_over(BASE, tmp_path / "none.toml")
    with pytest.raises(DataError, match="holds no overlay file"):
        lay_over(BASE, tmp_path)


def test_the_base_stays_as_it_is(tmp_path: Path) -> None:
    before = BASE.version
    laid(tmp_path, overlay('slug = "dhl"', channel("phone", "+442079460123")))

    assert BASE.version == before
    assert Guard(BASE).check("+44 20 7946 0123", claims="DHL", as_of=AS_OF).status is not Status.OFFICIAL
    assert all(not c.sources[0].startswith("overlay-") for c in BASE.platforms["dhl"].channels)


# ---- the command line


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_the_command_line_takes_overlays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(overlay(ACME, channel("phone", "+442079460123")), encoding="utf-8")
    data = ("--data", str(path))

    status, out, err = run(capsys, "check", "+442079460123", "--claims", "Acme Bank", *data, "--as-of", AS_OF)
    assert (status, err) == (0, "")
    assert out.startswith("YES. ")
    assert "Acme Ltd, 2026-11-01: Contacts of our suppliers" in out
    assert "Acme Bank" in run(capsys, "platforms", *data)[1]
    assert "+442079460123" in run(capsys, "show", "acme-bank", *data)[1]
    message = tmp_path / "message.txt"
    message.write_text("Acme Bank helpdesk: +44 20 7946 0123", encoding="utf-8")
    assert "official 1" in run(capsys, "scan", str(message), *data, "--as-of", AS_OF)[1]


def test_conflicts_are_told_and_the_answer_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(overlay('slug = "tiktok-shop"', channel("phone", "+442079460123")), encoding="utf-8")

    status, out, err = run(
        capsys, "check", "+442079460123", "--claims", "tiktok-shop", "--data", str(path), "--as-of", AS_OF
    )

    assert status == 1
    assert out.startswith("NO. ")
    assert err.startswith(f"scamguard: {path}: channels[0].value: '+442079460123' is refuted")
    assert err.count("\n") == 1


def test_overlays_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(overlay(ACME, channel("domain", "acme-bank.net")), encoding="utf-8")
    bad.write_text(overlay('slug = "tiktok-shop"', channel("phone", "+442079460123")), encoding="utf-8")

    assert run(capsys, "data", "check", "--overlay", str(good)) == (0, f"{good}: no conflicts\n", "")
    status, out, err = run(capsys, "data", "check", "--overlay", str(bad))
    assert (status, out, err.count("\n")) == (2, "", 1)
    status, out, err = run(capsys, "check", "95588", "--data", str(tmp_path / "none.toml"))
    assert (status, out, err.count("\n")) == (2, "", 1)
