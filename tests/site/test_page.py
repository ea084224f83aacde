"""A platform's page: what stands where, what every line says, and what is a link."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from site_pages import LANGUAGES, OWN, anchors, hrefs, line_of, link_beside, sections, shipped, to_tree

from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.standing import Standing
from scamguard.model.scope import CATEGORIES, NETWORKS, ContactClass, SourceKind
from scamguard.render import page_directory, page_kinds, page_words
from scamguard.render.page import to_page
from scamguard.render.page_sections import GROUPS, OFFICIAL_SECTIONS, SECTIONS, section_of_channel
from scamguard.render.site import to_navigation, to_pages

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = link_beside(tmp_path_factory.mktemp("data"))
    (folder / "platforms").symlink_to(OWN)
    return Knowledge.from_folder(folder)


@pytest.fixture(scope="module")
def trees(knowledge: Knowledge) -> dict[str, LexborHTMLParser]:
    return {lang: to_tree(to_page(knowledge, "paper-kite", lang)) for lang in LANGUAGES}


PLACES = [
    ("home", "official_channels", "confirmed"),
    ("regional-de", "official_channels", "documented"),
    ("hotline", "official_channels", "in use, as of a date"),
    ("was-stolen", "official_channels", "in other hands once, and back"),
    ("report", "where_to_report", "official, and for reports"),
    ("verify-page", "how_to_check", "official, and for checking"),
    ("check-the-badge", "how_to_check", "says where to check"),
    ("stolen", "taken_over", "in other hands now"),
    ("below-stolen", "taken_over", "below a domain that is in other hands"),
    ("old-portal", "no_longer", "retired, with its last day"),
    ("old-mailbox", "no_longer", "retired, the day unknown"),
    ("was-kiteworks", "no_longer", "was"),
    ("ended-promise", "no_longer", "a never that has ended promises nothing"),
    ("next-year", "not_yet", "begins after the date of the knowledge"),
    ("fake-number", "not_official", "not-official"),
    ("fake-site", "not_official", "disputed"),
    ("disputed-sender", "not_official", "disputed, though not in the role of a claimed contact"),
    ("one-page", "not_confirmed", "one page only, though it is an address for reports"),
    ("pictures", "not_for_contact", "owned and silent"),
    ("shops", "others_write_there", "owned, written by others"),
    ("never-asks-codes", "never_does", "never"),
    ("do-not-share", "you_should_never", "never, said to the reader"),
    ("no-telegram", "does_not_have", "lacks"),
    ("only-in-the-portal", "only_this_way", "only"),
    ("may-call", "looks_odd", "may"),
    ("tickets-exist", "good_to_know", "has"),
    ("a-logo-proves-nothing", "proves_nothing", "not-proof"),
    ("ticket-form", "formats_and_deadlines", "must"),
    ("a-homonym", "not_the_same", "not-same"),
    ("a-rumour", "disputed_statements", "a disputed never is no never"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("record", "section", "why"), PLACES, ids=[place[0] for place in PLACES])
def test_a_record_stands_in_its_section(
    trees: dict[str, LexborHTMLParser], lang: str, record: str, section: str, why: str
) -> None:
    assert sections(trees[lang])[record] == section, why


GROUPED = [
    ("home", "websites_and_apps"),
    ("app", "websites_and_apps"),
    ("sign-in", "sign_in"),
    ("sellers", "for_business"),
    ("help-page", "help_and_support"),
    ("menu", "help_and_support"),
    ("hotline", "phones_and_texts"),
    ("texts", "phones_and_texts"),
    ("mailbox", "mail_addresses"),
    ("senders", "mail_addresses"),
    ("wechat", "chat_accounts"),
]


def test_official_channels_are_grouped_by_what_they_are_for(trees: dict[str, LexborHTMLParser]) -> None:
    found = {}
    group = ""
    for node in trees["en"].css("[id]"):
        group = node.attributes["id"] or "" if node.tag == "h3" else group
        found[node.attributes["id"]] = group

    assert {record: found[record] for record, _ in GROUPED} == dict(GROUPED)


SAID = [
    ("hotline", "en", "For buyers and sellers, United Kingdom; it only receives", "", "for whom, where, which way"),
    ("hotline", "en", "since 2025; as of 2026-03-05", "", "when"),
    ("hotline", "en", "Closed at night.", "", "the note"),
    ("hotline", "en", "“Call 020 7946 0123; we never ring you.”", "", "the quote"),
    ("hotline", "en", "Confirmed by the platform itself or by a regulator.", "", "how well it is known"),
    (
        "hotline",
        "en",
        "How we contact you — Paper Kite Help, read 2026-11-20 (its own page)",
        "",
        "the day it was read",
    ),
    ("hotline", "en", "Kite fraud on the rise — The Daily Example, 2026-09-16 (news)", "", "the page's own day"),
    ("hotline", "en", "in its own country: 020 7946 0123", "", "as it is dialled there"),
    ("hotline", "zh", "面向买家、卖家，英国；只接收", "", "scope in Chinese"),
    ("hotline", "zh", "夜间不接听。", "", "the note in Chinese"),
    ("hotline", "zh", "平台自己或监管机构确认。", "", "quality in Chinese"),
    ("home", "en", "For everybody, everywhere.", "", "no scope is said, too"),
    ("regional-de", "en", "paperkite.de.example (Germany)", "", "each value of a line with its region"),
    ("regional-de", "en", "paperkite.fr.example (France, Belgium)", "", "what is the same is one line"),
    ("old-portal", "en", "until 2024-06-30", "", "the last day"),
    ("old-portal", "en", "Now: sellers.paperkite.example", "unconfirmed", "the successor, which is official"),
    ("old-portal", "zh", "曾用作：商家后台", "", "it was that once"),
    ("old-mailbox", "en", "known to have ended by 2025-01-31", "as of", "retired before that day"),
    ("was-stolen", "en", "In other hands: since 2026-03-01; until 2026-03-03", "now", "a period that is over"),
    ("stolen", "en", "In other hands now: since 2026-09-15", "", "a period that goes on"),
    ("stolen", "en", "“Do not use it.”", "", "the period's own quote"),
    ("fake-number", "en", "NOT OFFICIAL", "", "in words, not by colour alone"),
    ("fake-site", "zh", "有争议", "", "the same in Chinese"),
    ("one-page", "en", "One page says: address for reporting fakes", "", "nobody confirms that it is that"),
    ("disputed-sender", "zh", "据称：短信发送号", "", "others say that it is that"),
    ("fake-number", "en", "Contact that others offer", "Said to be", "what nobody says needs no doubt"),
    ("one-page", "en", "So far one third-party page says so.", "", "and why"),
    ("never-asks-codes", "en", "Exception: You type it into its own app.", "", "the exception"),
    ("never-asks-codes", "en", "Rule 7 of the house", "", "a citation that nobody checked"),
    ("only-in-the-portal", "en", "vip@paperkite.example (unconfirmed)", "", "a member that is not official"),
    ("only-in-the-portal", "en", "all below paperkite.example", "", "a member that is a domain"),
    ("only-in-the-portal", "en", "Other ways may exist.", "", "an open set"),
    ("may-call", "en", "Condition: You asked for it.", "", "the condition"),
    ("ticket-form", "en", "PK-0001", "^PK-", "the example, no regular expression"),
    ("was-kiteworks", "en", "Now: paperkite.example", "", "what came after"),
    ("check-the-badge", "en", "Here: https://www.paperkite.example/verify", "", "where to check"),
    ("a-rumour", "en", "DISPUTED", "", "the state of a fact"),
]


@pytest.mark.parametrize(("record", "lang", "says", "not_says", "why"), SAID)
def test_a_line_says_all_that_is_on_record(
    trees: dict[str, LexborHTMLParser], record: str, lang: str, says: str, not_says: str, why: str
) -> None:
    text = line_of(trees[lang], record).text(separator="")

    assert says in text, why
    assert not not_says or not_says not in text, why


LINKS = [
    ("home", ["https://paperkite.example/"], "a site to open"),
    ("help-page", ["https://www.paperkite.example/help"], "a page to open"),
    ("hotline", ["tel:+442079460123"], "a number to call"),
    ("mailbox", ["mailto:help@paperkite.example"], "a mailbox that is answered"),
    ("app", ["https://play.google.com/store/apps/details?id=example.paperkite"], "a listing"),
    ("report", ["mailto:phishing@paperkite.example"], "where to report"),
    ("texts", [], "nobody answers a sender"),
    ("senders", [], "a domain that only sends"),
    ("wechat", [], "an account's id is no address"),
    ("menu", [], "steps in an app"),
    ("was-stolen", [], "a name that is only owned"),
    ("stolen", [], "in other hands"),
    ("fake-number", [], "not official"),
    ("fake-site", [], "disputed"),
    ("one-page", [], "unconfirmed"),
    ("old-portal", ["#sellers"], "retired: only its successor's line is a link"),
    ("old-mailbox", [], "retired"),
    ("next-year", [], "not yet in use"),
    ("pictures", [], "silent"),
    ("shops", [], "written by others"),
    ("a-homonym", [], "somebody else's"),
    ("may-call", [], "a number in a fact"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("record", "links", "why"), LINKS, ids=[link[0] for link in LINKS])
def test_only_what_is_official_and_answers_is_a_link(
    trees: dict[str, LexborHTMLParser], lang: str, record: str, links: list[str], why: str
) -> None:
    assert list(hrefs(line_of(trees[lang], record))) == links, why


def test_links_to_other_sites_hand_nothing_over(trees: dict[str, LexborHTMLParser]) -> None:
    found = trees["en"].css('li a[href^="http"]')

    assert len(found) > 20
    assert {link.attributes.get("rel") for link in found} - {"noopener nofollow", None} == set()
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert {link.attributes["href"] for link in found if link.attributes.get("rel") is None} == {licence}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_begins_and_ends_as_promised(knowledge: Knowledge, lang: str) -> None:
    page = to_page(knowledge, "paper-kite", lang)
    text = to_tree(page).text()
    name = "Paper Kite" if lang == "en" else "纸鸢"

    titles = {"en": "How Paper Kite really contacts you", "zh": "纸鸢的官方联系方式与防骗要点"}
    assert f'title: "{titles[lang]}"' in page
    assert titles[lang] in text
    assert 'description: "' in page
    others = {"en": "PaperKite & Sons · 纸鸢 · Papierdrachen", "zh": "Paper Kite · PaperKite & Sons · Papierdrachen"}
    assert others[lang] in text
    assert text.index("forged" if lang == "en" else "伪造") < text.index(
        "Official channels" if lang == "en" else "官方渠道"
    )
    end = text[text.index("About this page" if lang == "en" else "关于本页") :]
    for part in (knowledge.version.version, "2026-11-20", "data/platforms/paper-kite.toml", "CC BY 4.0", name):
        assert part in end


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_links_to_the_other_language_and_to_sister_brands(knowledge: Knowledge, lang: str) -> None:
    page = to_page(knowledge, "paper-kite", lang)

    assert f"]({'../zh/platforms' if lang == 'en' else '../../platforms'}/paper-kite.md)" in page
    assert "](paper-boat.md)" in page
    assert "no-such-platform" not in page


def test_where_nothing_is_official_the_page_says_so(knowledge: Knowledge) -> None:
    tree = to_tree(to_page(knowledge, "paper-boat", "en"))

    assert "No channel of Paper Boat is known well enough" in tree.text()
    assert sections(tree)["home"] == "not_confirmed"
    assert "Owned, but not for contact" not in tree.text(), "a section without content is not there"


def test_lists_say_whether_they_are_complete(trees: dict[str, LexborHTMLParser]) -> None:
    text = trees["en"].text()

    assert "this page has all of this kind: phone numbers. Another one is not Paper Kite's." in text
    assert "may not have all channels of this kind: mail addresses" in text


def test_places_below_a_domain_where_anyone_publishes_are_named() -> None:
    text = to_tree(to_page(shipped(), "paypal", "en")).text()

    assert "Anyone can publish here, so that it is not PayPal's word:" in text
    assert "paypal.com/paypalme" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_of_every_platform_has_its_anchor_once(lang: str) -> None:
    for slug, platform in shipped().platforms.items():
        found = anchors(to_page(shipped(), slug, lang))
        wanted = Counter([*(c.id for c in platform.channels), *(f.id for f in platform.facts)])

        assert wanted <= found, slug
        assert max(found.values()) == 1, slug


def test_every_word_is_there() -> None:
    assert set(page_words.HEADINGS) == set(SECTIONS)
    assert set(page_words.GROUP_HEADINGS) == set(GROUPS)
    assert set(page_kinds.NETWORKS) == set(NETWORKS)
    assert set(page_kinds.KINDS) == set(get_args(ContactClass))
    assert set(page_words.SOURCE_KINDS) == set(get_args(SourceKind))
    assert set(page_directory.CATEGORIES) == set(CATEGORIES)


def test_only_what_stands_as_official_is_in_an_official_section(knowledge: Knowledge) -> None:
    date = knowledge.version.date
    for entry in knowledge.entries.of("paper-kite"):
        is_official = entry.standing(None, None, date) is Standing.OFFICIAL
        assert (section_of_channel(entry, date) in OFFICIAL_SECTIONS) is is_official, entry.channel.id


def test_the_navigation_leads_to_every_page(knowledge: Knowledge) -> None:
    def targets(entry: object) -> set[str]:
        if isinstance(entry, str):
            return {entry}
        inner = entry.values() if isinstance(entry, dict) else entry
        assert not isinstance(inner, (int, float))
        return {target for part in inner for target in targets(part)}  # type: ignore[attr-defined]

    found = targets([to_navigation(knowledge, lang) for lang in LANGUAGES])

    assert found == set(to_pages(knowledge))


def test_the_directory_lists_every_platform_in_its_category(knowledge: Knowledge) -> None:
    pages = to_pages(knowledge)
    for lang, folder in (("en", "platforms"), ("zh", "zh/platforms")):
        tree = to_tree(pages[f"{folder}/index.md"])
        links = {link.attributes["href"] for link in tree.css("li a")}
        assert {f"{slug}.md" for slug in knowledge.platforms} <= links, lang
    bank = pages["platforms/category/bank/index.md"]
    assert "](../../paper-boat.md)" in bank
    assert "paper-kite" not in bank


def test_the_platforms_files_are_as_the_format_wants_them(tmp_path: Path) -> None:
    from scamguard.knowledge.checks import check_folder

    folder = link_beside(tmp_path / "data")
    (folder / "platforms").symlink_to(OWN)

    assert check_folder(folder, compiled=False) == []
