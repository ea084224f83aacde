"""Places: what a view reads stands in the original where the view says, and so does everything that a scan finds."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pytest
from extract_tables import as_rows, contacts_in, glyphs, named, table
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scamguard.extract.tokens import digits_of
from scamguard.extract.view import View, views_of
from scamguard.model.contacts import Account, Email, Phone, Url
from scamguard.model.report import ScanFinding

#: Characters that a view reads as others, and what they are read as whatever stands beside them.
STYLED: Final = {"Ａ": "A", "７": "7", "①": "1", "❷": "2", "⑬": "13", "𝐁": "B", "𝟗": "9", "ⓒ": "c", "²": "2", "🇰": "K"}
INVISIBLE: Final = "\u200b\u200d\ufeff\u00ad\u0301\u0335\ufe0f\u202e\x00\x7f\U000e0041"
PLAIN: Final = "a1 .@微信，\n😀𠮷é"
SAME_ANYWHERE = st.text(st.sampled_from([*STYLED, *INVISIBLE, *PLAIN]), max_size=60)
#: Look-alikes and signs too, which count only beside letters or digits, and any character of Unicode.
ANY = st.lists(
    st.sampled_from([*STYLED, *INVISIBLE, *PLAIN, "С", "е", "ο", "€", "◕", "₳", "З", "İ"])
    | st.characters(codec="utf-8"),
    max_size=60,
).map("".join)
#: What messages with contacts are made of.
PIECES: Final = (
    "微信", "薇", "信", "V", "❤", "：", ":", " ", "\n", "，", "加", "我", "QQ", "扣", "飞机", "电话", "拨打",
    "demo2026", "demo", "2026", "13800138000", "138", "0013", "8000", "①", "⑬", "８", "一三八", "-", "+", "*", "💜",
    "\u200b", "\u0301", "\ufeff", "https://", "http", "example.com", "example", ".", "点", "com", "/a", "?b=", "@",
    "[at]", "[.]", "(dot)", "WhatsApp ", "+44 20 7946 0123", "公众号【", "】", "t.me/", "С", "€", "𝐊", "İ",
)  # fmt: skip
MESSAGES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
ROWS: Final = [row for group in table("contacts").values() for row in group]
#: One contact on a line, found whatever stands on the other lines.
LINES: Final = (
    "微信：demo2026", "QQ：10001234", "电话：13800138000", "电话①③⑧⓪⓪①③⑧⓪⓪⓪", "https://example.com/a",
    "support@example.com", "WhatsApp +44 20 7946 0123", "威\u200b信：de\u200bmo2027", "www.example.org",
    "公众号【示例商城】", "Call (212) 555-0123", "飞机号：demo2028", "薇❤️demo2029", "𝐰𝐱：𝐝𝐞𝐦𝐨𝟐𝟎𝟑𝟎",
)  # fmt: skip
#: What stands between them, and holds no contact.
FILLERS: Final = (
    "",
    "今天天气很好。",
    "Nothing to see here.",
    "😀😀😀",
    "\u200b",
    "一二三",
    "x" * 30,
    "See you at 10. ",
)


@given(ANY, st.data())
def test_a_place_in_the_view_is_a_place_in_the_original(text: str, data: st.DataObject) -> None:
    base = data.draw(st.integers(0, 1000))
    view = View(text, glyphs(), base)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))

    first, last = view.span(start, end)

    assert base <= first <= last <= base + len(text)
    assert view.surface(start, end) == text[first - base : last - base]
    assert (first == last) == (start == end), "what is read was written somewhere"


#: A character with the marks that belong to it.
MARKED = re.compile(
    "(?s).[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]*"
)


@given(ANY)
def test_places_are_in_the_order_of_the_original(text: str) -> None:
    view = View(text, glyphs())

    spans = [view.span(place, place + 1) for place in range(len(view.text))]

    assert all(MARKED.fullmatch(text, first, last) for first, last in spans), "from one character, and its marks"
    assert spans == sorted(spans)
    assert len(view.folded) == len(view.text)


@given(ANY)
@example("\ufeffa")
def test_what_is_read_as_it_stands_is_found_where_it_stands(text: str) -> None:
    view = View(text, glyphs())

    for place, character in enumerate(text):
        if character in "a1 .@微信，\n😀":
            read = view.place_of(place)
            assert view.text[read] == character
            first, last = view.span(read, read + 1)
            assert first == place
            assert MARKED.fullmatch(text, first, last)


@given(SAME_ANYWHERE)
def test_the_view_is_its_characters_read_one_by_one(text: str) -> None:
    read = "".join("" if character in INVISIBLE else STYLED.get(character, character) for character in text)

    assert View(text, glyphs()).text == read


@given(SAME_ANYWHERE, st.integers(0, 60), st.integers(0, 60))
@example("\ufeff1", 0, 1)
def test_a_passage_read_alone_says_the_same(text: str, one: int, other: int) -> None:
    view = View(text, glyphs())
    start, end = (min(place, len(view.text)) for place in sorted((one, other)))

    assert view.text[start:end] in View(view.surface(start, end), glyphs()).text


@pytest.mark.parametrize(
    "before",
    ["", "⑬", "Ａ", "😀", "a\u200b", "\u200b\u200b", *INVISIBLE],
)
def test_one_odd_character_moves_every_place_behind_it(before: str) -> None:
    view = View(before + "abc", glyphs())
    start = len(view.text) - 3

    assert view.surface(start, start + 3) == "abc"
    assert view.span(start, start + 3) == (len(before), len(before) + 3)


# ---- findings


@pytest.mark.parametrize("before", ["", "x\u200b😀\n", "⑬𝐀 ", "é\u0301，", "\ufeff"])
def test_findings_of_the_tables_are_verbatim(before: str) -> None:
    for row in ROWS:
        verify(before + row.text)


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(MESSAGES)
@example("\ufeff微信：demo2026")
@example("demo2026@Сexample.com")
@example("demo2026С@example.com")
@example("demo2026@example.com@example.com")
def test_findings_are_verbatim_and_say_what_their_passage_says(text: str) -> None:
    verify(text)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_any_text_is_read(text: str) -> None:
    verify(text)


def verify(text: str) -> None:
    """Fails where a finding is not the passage that it says, or its contact stands nowhere in it."""
    view = View(text, glyphs())
    done = 0
    for finding in contacts_in(text):
        assert done <= finding.start < finding.end <= len(text), "inside of the text, and no two in one place"
        assert text[finding.start : finding.end] == finding.surface
        read = view.text[view.place_of(finding.start) : view.place_of(finding.end)]
        assert is_said(finding, read), f"{named(finding)} from {read!r}"
        done = finding.end


def is_said(finding: ScanFinding, read: str) -> bool:
    """Answers whether a passage says the contact that was found in it."""
    contact = finding.verdict.contact
    if isinstance(contact, Phone):
        return contact.canonical[-7:].lstrip("+") in digits_of(digits_read(read))
    if isinstance(contact, Account) and contact.canonical.startswith("+"):
        return contact.canonical[-7:] in digits_of(digits_read(read))
    if isinstance(contact, Account):
        return plain(contact.canonical) in plain(read)
    if isinstance(contact, Email):
        is_domain = plain(contact.domain) in host_of(read) or (
            "xn--" in contact.domain and host_of(own_characters(contact.domain)) in host_of(folded(finding.surface))
        )
        is_local = plain(contact.local) in plain(read) or folded(contact.local) in folded(finding.surface)
        return is_local and is_domain
    if isinstance(contact, Url):
        is_spelt_otherwise = "%" in read or "xn--" in contact.host or contact.host.replace(".", "").isdigit()
        return is_spelt_otherwise or plain(contact.host) in host_of(read)
    return True


def own_characters(host: str) -> str:
    """Returns a host with its A-labels decoded (RFC 3492): it is judged by the characters that were written."""
    return ".".join(
        label[4:].encode().decode("punycode") if label.startswith("xn--") else label for label in host.split(".")
    )


def folded(text: str) -> str:
    """Returns a passage as hosts are compared: NFKC, in lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def digits_read(read: str) -> str:
    """Returns a passage with the numerals as figures that digits of telephone numbers are written with."""
    return read.translate(str.maketrans("壹贰貳叁肆伍陆陸柒捌玖幺两○零", "122345667891200"))


def plain(text: str) -> str:
    """Returns the letters and digits of a text, Chinese numerals as digits."""
    figures = text.translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))
    return re.sub(r"[\W_ˉˇˊˋ]", "", figures).lower()


def host_of(read: str) -> str:
    """Returns the letters and digits of an address, its dots left out however they are written."""
    return plain(re.sub(r"[点點]|\bdot\b", "", read, flags=re.IGNORECASE))


# ---- pieces


@given(ANY, st.integers(1, 40))
def test_pieces_are_the_whole_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scamguard.extract.view.MAX_CHUNK_CHARS", size)
        views = list(views_of(text, glyphs()))

    assert "".join(view.original for view in views) == text
    assert [view.base for view in views] == [sum(len(v.original) for v in views[:n]) for n in range(len(views))]
    assert all(0 < len(view.original) <= size for view in views)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example(["\u200b", "微信：demo2026"], 0)
@given(
    st.lists(st.sampled_from(LINES) | st.sampled_from(FILLERS), min_size=1, max_size=30),
    st.integers(0, 60),
)
def test_nothing_on_a_line_of_its_own_is_lost_between_pieces(lines: list[str], more: int) -> None:
    text = "\n".join([*lines, ""])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scamguard.extract.view.MAX_CHUNK_CHARS", max(map(len, lines)) + 1 + more)
        found = contacts_in(text)

    expected = [row for line in lines if line in LINES for row in as_rows(contacts_in(line + "\n"))]
    assert as_rows(found) == expected
    assert [text[finding.start : finding.end] for finding in found] == [finding.surface for finding in found]
