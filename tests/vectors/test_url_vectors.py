"""Web addresses against the URL Standard's own vectors (web-platform-tests), and what must hold for every text.

Which cases apply: an address with a special scheme stands by itself, whatever its base; one that begins with two
slashes takes only the scheme from it. Those that take the host from a base are no contacts; they are counted.
"""

from __future__ import annotations

import bisect
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import can_ada
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from idna import uts46data
from outside import CHECKOUT, EVALUATION, needs_vectors

from scamguard import Guard, InvalidContact, Knowledge, Status
from scamguard.model.contacts import Url
from scamguard.parse.hostnames import is_address, to_unicode
from scamguard.parse.urls import parse_url

VECTORS = EVALUATION / "vectors" / "wpt"
AS_OF = "2026-11-21"
SPECIAL: Final = frozenset({"http", "https", "ws", "wss", "ftp"})

#: Why a case is skipped. Each is refused where the standard gives a host: never is another host given.
EMPTY_LABEL = "an empty label: the DNS has no such name, no browser finds it"
TOO_LONG = "over 253 characters: the DNS has no such name"
SIGN = "signs that no name in the DNS has; in a contact they come from the text around it"

#: Inputs of urltestdata.json that are skipped, one by one. A test fails when one passes.
SKIPPED_URLS: Final = {
    "http://./": EMPTY_LABEL,
    "http://../": EMPTY_LABEL,
    "http://foo.09..": EMPTY_LABEL,
    "http://!\"$&'()*+,-.;=_`{}~/": SIGN,
    "wss://!\"$&'()*+,-.;=_`{}~/": SIGN,
}

#: Inputs whose host is right and whose path is written otherwise.
SKIPPED_PATHS: Final = {
    "wss://host/ !\"$%&'()*+,-./:;<=>@[\\]^_`{|}~": "the standard escapes ^ in a path since 2024; ada does not yet"
}

_LONG = ".".join(["01234567890123456789012345678901234567890123456789"] * 4)
#: Inputs of toascii.json that are skipped, one by one.
SKIPPED_HOSTS: Final = {
    "x..xn--zca": EMPTY_LABEL,
    "x..ß": EMPTY_LABEL,
    "xn--ls8h=": SIGN,
    f"{_LONG}.0123456789012345678901234567890123456789012345678.x": TOO_LONG,
    f"{_LONG}.0123456789012345678901234567890123456789012345678.xn--zca": TOO_LONG,
    f"{_LONG}.0123456789012345678901234567890123456789012345678.ß": TOO_LONG,
}

#: Inputs of IdnaTestV2.json that are skipped, one by one, besides those that `no_name` tells.
SKIPPED_IDNA: Final = dict.fromkeys(
    ["\U00032b9a9\ua369\u17d3.ss", "\U00032b9a9\ua369\u17d3.SS", "\U0003293120.音.ꡦ1."],
    "a character of Unicode 17; ada knows those of 15.0, and newer ones only in A-labels",
)

#: Texts that `check` reads otherwise than `parse_url` and browsers, one by one.
MISREAD_BY_CHECK: Final[dict[str, str]] = {}

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Returns the cases of a vector file without the comments between them; none where the file is absent."""
    path = VECTORS / name
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [case for case in found if isinstance(case, dict)]


def scheme_and_rest(text: str) -> tuple[str, str]:
    """Returns the scheme ("" where there is none) and what follows it (URL Standard, "scheme state")."""
    text = re.sub(r"[\t\n\r]", "", text.strip("".join(map(chr, range(0x21)))))
    found = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", text, re.DOTALL)
    return (found[1].lower(), found[2]) if found else ("", text)


def class_of(case: Case) -> str:
    """Returns which cases a case belongs to."""
    scheme, rest = scheme_and_rest(case["input"])
    base = scheme_and_rest(case["base"])[0] if case["base"] else None
    has_slashes = rest[:2] in ("//", "\\\\", "/\\", "\\/")
    if scheme in SPECIAL:
        return "special" if has_slashes or base != scheme else "relative"
    if scheme:
        return "file" if scheme == "file" else "not special"
    if base is None:
        return "no scheme, no base"
    if base in SPECIAL:
        return "special" if has_slashes else "relative"
    return "relative"


def expected_host(case: Case) -> str | None:
    return None if case.get("failure") else str(case["hostname"])


def url(text: str) -> Url | None:
    """Returns the address, or None where it is refused."""
    try:
        return parse_url(text)
    except InvalidContact:
        return None


def host(text: str) -> str | None:
    found = url(text)
    return None if found is None else found.host


def verify(name: str, found: str | None, expected: str | None, skipped: dict[str, str]) -> None:
    """Fails where a host is another, and where one that is listed as skipped is not."""
    if name in skipped:
        assert found is None, "a skipped case is refused, and gives no other host"
        assert expected is not None, "it passes: take it off the list"
        pytest.skip(skipped[name])
    assert found == expected


URLS = cases("urltestdata.json")
HOSTS = cases("toascii.json")


def numbered(found: list[Case]) -> list[Any]:
    return [pytest.param(case, id=f"{number}") for number, case in enumerate(found)]


# ---- the vectors


@needs_vectors
@pytest.mark.parametrize("case", numbered([case for case in URLS if class_of(case) == "special"]))
def test_the_host_is_the_one_that_browsers_open(case: Case) -> None:
    verify(case["input"], host(case["input"]), expected_host(case), SKIPPED_URLS)


@needs_vectors
@pytest.mark.parametrize("case", numbered(HOSTS))
def test_a_name_is_the_one_that_browsers_look_up(case: Case) -> None:
    verify(case["input"], host(f"http://{case['input']}/"), case["output"], SKIPPED_HOSTS)


@needs_vectors
def test_addresses_are_written_as_the_standard_writes_them() -> None:
    differing = {}
    for case in URLS:
        found = url(case["input"])
        if class_of(case) == "special" and found is not None and scheme_and_rest(case["input"])[0]:
            standard = (case["href"], case["protocol"], case["username"], case["port"], case["pathname"])
            port = "" if found.port is None else str(found.port)
            if standard != (found.canonical, f"{found.scheme}:", found.username or "", port, found.path):
                differing[case["input"]] = found.canonical

    assert differing.keys() == SKIPPED_PATHS.keys()


@needs_vectors
def test_skipped_cases_are_cases() -> None:
    assert {case["input"] for case in URLS} >= SKIPPED_URLS.keys()
    assert {case["input"] for case in HOSTS} >= SKIPPED_HOSTS.keys()


@needs_vectors
def test_cases_that_are_not_run_are_counted() -> None:
    counted = Counter(map(class_of, URLS))

    assert counted == {
        "special": 426,
        "file": 80,  # refused, below
        "not special": 217,  # refused, below
        "relative": 160,  # the base gives the host, and a contact has none
        "no scheme, no base": 8,  # invalid there; a bare host in a contact
    }


@needs_vectors
def test_a_file_is_no_contact() -> None:
    read = [case["input"] for case in URLS if class_of(case) == "file" and url(case["input"])]

    assert read == []


@needs_vectors
def test_schemes_that_are_not_special_open_no_site() -> None:
    read = [case["input"] for case in URLS if class_of(case) == "not special" and url(case["input"])]

    assert read == []


@needs_vectors
def test_unicode_s_own_names_are_the_ones_that_browsers_look_up() -> None:
    everything = cases("IdnaTestV2.json")
    differing = {
        case["input"]
        for case in everything
        if host(f"http://{case['input']}/") != (None if no_name(case["output"]) else case["output"].removesuffix("."))
    }

    assert len(everything) > 2_500
    assert differing == SKIPPED_IDNA.keys()


def no_name(output: str | None) -> bool:
    """Answers whether a host is none, or none that the DNS has; one dot at the end is its root."""
    name = (output or "").removesuffix(".")
    return len(name) > 253 or "" in name.split(".") or re.search(r"[^a-z0-9._-]", name) is not None


# ---- a check


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    """A guard to whom every name in the vectors is official: whatever is read wrongly, it trusts."""
    folder = tmp_path_factory.mktemp("data")
    for path in (CHECKOUT / "data").iterdir():
        if path.name != "platforms":
            (folder / path.name).symlink_to(path.resolve())
    (folder / "platforms").mkdir()
    names = sorted(
        {name for case in URLS for name in names_in(case)} | {name for case in HOSTS for name in names_in(case)}
    )
    (folder / "platforms" / "everybody.toml").write_text(platform(names), encoding="utf-8")
    return Guard(Knowledge.from_folder(folder))


def names_in(case: Case) -> Iterator[str]:
    """Yields every text in a case that could be taken for a host."""
    for text in (case["input"], case.get("base") or "", case.get("hostname") or "", case.get("output") or ""):
        plain = "".join(character for character in text.lower() if character.isascii() and character.isprintable())
        yield from re.findall(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", plain)


def platform(names: list[str]) -> str:
    channels = [
        f'[[channels]]\nid = "c{number}"\nkind = "domain"\nvalue = "{name}"\nrole = "home"\n'
        'quality = "confirmed"\nsources = ["own"]\n'
        for number, name in enumerate(names)
    ]
    return (
        'slug = "everybody"\ncategory = "payment"\nhome = "example.com"\nchecked = 2026-11-21\n'
        'summary = { en = "All names.", zh = "所有名称。" }\n[names]\nen = ["Everybody"]\nzh = ["所有人"]\n'
        + "\n".join(channels)
        + '\n[[sources]]\nid = "own"\nkind = "official"\ntitle = "Own"\npublisher = "Everybody"\n'
        'url = "https://example.com/"\nseen = 2026-11-21\n'
    )


@needs_vectors
def test_a_check_trusts_no_host_but_the_one_that_browsers_open(trusting: Guard) -> None:
    asked = {case["input"]: expected_host(case) for case in URLS if class_of(case) == "special"}
    asked |= {f"http://{case['input']}/": case["output"] for case in HOSTS}

    found = {text: read_by(trusting, text) for text in asked}
    trusted = [text for text, (status, _) in found.items() if status is Status.OFFICIAL]
    misread = {text for text, (_, name) in found.items() if name is not None and name != asked[text]}

    assert misread == MISREAD_BY_CHECK.keys()
    assert {text for text in trusted if asked[text] is None} <= MISREAD_BY_CHECK.keys()
    assert len(trusted) > 250, "the guard trusts"
    assert sum(name is None for name in asked.values()) > 200


@needs_vectors
def test_a_check_never_trusts_a_file_or_code(trusting: Guard) -> None:
    asked = [case["input"] for case in URLS if scheme_and_rest(case["input"])[0] in ("file", "javascript", "data")]

    assert len(asked) > 80
    assert [text for text in asked if read_by(trusting, text)[0] is Status.OFFICIAL] == []


def read_by(guard: Guard, text: str) -> tuple[Status, str | None]:
    """Returns the status of a text, and the host that was read in it."""
    verdict = guard.check(text, claims="everybody", as_of=AS_OF)
    return verdict.status, getattr(verdict.contact, "host", None)


# ---- what ada does not do, or does otherwise


@pytest.mark.parametrize(
    ("text", "canonical", "why"),
    [
        ("https://xn--a.example/", "https://xn--a.example/", "an A-label that is none: an ASCII host stays as it is"),
        ("xn--a.example", "https://xn--a.example/", "the same, bare"),
        ("https://XN--A.Example./x", "https://xn--a.example./x", "in capitals, with the root"),
        ("https://%78n--a.example/", "https://xn--a.example/", "escaped"),
        ("ht\ntps:/\\u:p@xn--a.example:8443\\x?y#z", "https://u:p@xn--a.example:8443/x?y#z", "with all its parts"),
        ("http://xn--b@zz--a@xn--a.example/@", "http://xn--b%40zz--a@xn--a.example/@", "a user ends at the last @"),
        ("https://xn--a.ß.example/", None, "but a host that is not ASCII is looked into"),
        ("https://xn--a.1/", None, "a name does not end in a number"),
        ("https://xn--a.example:99999/", None, "a port is looked at"),
        ("https://xn--a..example/", None, "labels are not empty"),
        ("https://xn--" + "a" * 250 + ".example/", None, "nor is a name longer than 253 characters"),
        ("https://xn--a%2Fb.example/", None, "an escaped slash is no part of a host"),
        ("https://a\u180e.example/\u180e", "https://a.example/%E1%A0%8E", "ignored since Unicode 16, in a host only"),
        ("https://%E1%A0%8Ea.example/", "https://a.example/", "the same, escaped"),
        ("https://\U0001ccf1.0.0.1/", "https://1.0.0.1/", "an outlined digit of Unicode 16 is a digit"),
        ("https://x@\u04c0:80/", "https://x@xn--s5a:80/", "a mapping of Unicode 16, between a user and a port"),
        ("https://a\u180e%2Fb.example/", None, "what is escaped beside it is not let through"),
        ("https://\u2100\u180e.example/", None, "nor a sign that a mapping makes (a/c)"),
        ("https://a\u180e\ud800.example/", None, "nor half a character"),
        ("https://a\u180e.example/\ud800", None, "also in the path"),
        ("https://xẞ.example/ẞ", "https://xn--x-qfa.example/%E1%BA%9E", "ẞ is ß in a host, and itself in a path"),
        ("https://x%E1%BA%9e.example/%e1%ba%9e", "https://xn--x-qfa.example/%e1%ba%9e", "the same, escaped"),
        ("https://ẞ%2F.example/", None, "and nothing else is unescaped"),
        ("xẞ.example", "https://xn--x-qfa.example/", "the same, bare"),
    ],
)  # fmt: skip
def test_addresses_that_ada_reads_otherwise(text: str, canonical: str | None, why: str) -> None:
    found = url(text)

    assert (found and found.canonical) == canonical, why
    assert found is None or (found.host in found.canonical and not found.defanged), why


@pytest.mark.parametrize(
    ("text", "canonical", "why"),
    [
        ("shop.example...", "https://shop.example/", "the sentence trails off"),
        ("https://shop.example..", "https://shop.example/", "the same after a scheme"),
        ("https://shop.example../", None, "but a host with an empty label is none"),
        ("https://shop.example../x..", None, "whatever follows"),
        ("http://192.0.2.1..", "http://192.0.2.1/", "an address is an address without the dots too"),
        ("http://shop.09..", None, "and what is none is none"),
        ("/shop.example", None, "after one slash stands a path"),
        ("\\shop.example", None, "after one backslash too"),
        ("/\\shop.example", "https://shop.example/", "after two stands a host"),
        ("\x00\x1b https://shop.example/\x1f ", "https://shop.example/", "control characters around it"),
        ("\x00shop.example\x1b", "https://shop.example/", "around a bare host"),
        ("h\tttp://shop.example/", "http://shop.example/", "and a tab within the scheme"),
        ("file://shop.example/x", None, "a file"),
        ("FILE:\\\\shop.example\\x", None, "a file on another machine"),
        ("javascript://shop.example/%0aalert(1)", None, "code after a comment that looks like a host"),
        ("data://shop.example/,x", None, "a document"),
        ("blob:https://shop.example/1", None, "a document in memory"),
    ],
)  # fmt: skip
def test_what_is_an_address(text: str, canonical: str | None, why: str) -> None:
    found = url(text)

    assert (found and found.canonical) == canonical, why


def test_carried_addresses_are_read_the_same_way() -> None:
    carrying = parse_url(
        "https://a.example/?a=https://xn--a.example/&b=//x%E1%BA%9E.example&c=http://b%25/&d=//\u180ec.example"
    )

    assert carrying.carries == ("https://xn--a.example/", "https://xn--x-qfa.example/", "https://c.example/")


def test_every_character_is_mapped_as_the_current_tables_map_it() -> None:
    """ada's tables are older: what it does not know it refuses, and only ẞ it reads as something else."""
    differing = set()
    unknown = []
    for character, mapped in mappings():
        if found := encoded(f"a{character}b"):
            if found != encoded(f"a{mapped}b"):
                differing.add(character)
        elif mapped != character:
            unknown.append((character, mapped))

    assert differing == {"ẞ"}
    assert len(unknown) > 100
    for character, mapped in unknown:
        assert host(f"http://a{character}b.example/") == host(f"http://a{mapped}b.example/"), f"{ord(character):04X}"


def test_what_the_current_tables_refuse_is_refused() -> None:
    refused = [chr(code) for code in range(0x80, sys.maxunicode + 1) if status(code)[0] == "X"]

    assert len(refused) > 800_000
    assert [character for character in refused if encoded(character)] == []


def mappings() -> Iterator[tuple[str, str]]:
    """Yields every character that a host may hold, and what it is read as, by the tables of the idna package."""
    for code in range(0x80, sys.maxunicode + 1):
        kind, replacement = status(code)
        if kind in "VD":
            yield chr(code), chr(code)
        elif kind in "MI":
            yield chr(code), replacement or ""


def status(code: int) -> tuple[str, str | None]:
    """Returns what UTS #46 says of a character: valid, deviation, mapped, ignored or disallowed; and its mapping."""
    index = bisect.bisect_right(uts46data.uts46_starts, code) - 1
    return chr(uts46data.uts46_statuses[index]), uts46data.uts46_replacements[index]


def encoded(label: str) -> bytes:
    """Returns the label as ada encodes it, empty where it refuses; half a character is no text."""
    return b"" if "\ud800" <= label[0] <= "\udfff" else can_ada.idna_encode(label)


@pytest.mark.parametrize("text", ["https://shop.example/a?b=c", "http://shop.example", "xn--mnchen-3ya.example"])
def test_a_plain_address_is_parsed_once(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    calls: list[str] = []
    parse = can_ada.parse
    monkeypatch.setattr(can_ada, "parse", lambda text: calls.append(text) or parse(text))  # type: ignore[func-returns-value]

    parse_url(text)

    assert len(calls) == 1


# ---- Unicode form


@pytest.mark.parametrize(
    ("ascii_host", "shown", "why"),
    [
        ("shop.example", "shop.example", "no A-label"),
        ("xn--mnchen-3ya.example", "münchen.example", "an A-label"),
        ("xn--mgba3gch31f060k", "نامه\u200cای", "a joiner where the language needs it"),
        ("xn--ab-m1t", "xn--ab-m1t", "a joiner that only hides"),
        ("xn--ab-g4t.xn--zca", "xn--ab-g4t.ß", "a mark that turns the text around"),
        ("xn--a", "xn--a", "a control character"),
        ("xn--.example", "xn--.example", "nothing at all"),
        ("xn--99999999", "xn--99999999", "no Punycode (RFC 3492)"),
    ],
)
def test_labels_are_shown_decoded_where_that_is_a_name(ascii_host: str, shown: str, why: str) -> None:
    assert to_unicode(ascii_host) == shown, why


# ---- every text

#: The same examples every time: what is found must be found by everybody.
thorough = settings(derandomize=True, deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow])

_PIECES: Final = [
    "http://", "https:", "ftp://", "file://", "intent://", "javascript:", "//", "/", "\\", "@", ":", ".", "..", "。",
    "-", "xn--", "XN--a", "xn--a-yoc", "zz--", "shop", "Example", "ss", "ẞ", "ß", "é", "e\u0301", "\u180e", "\u200b",
    "\u200d", "\u202e", "\U0001ccf1", "\u2100", "1", "0x7f", "256", "[::1]", "[", "]", "%", "%2e", "%2F", "%40", "%ff",
    "%E1%BA%9E", "%00", ":80", ":99999", "?", "#", "?u=https://xn--a.example/", " ", "\t", "\n", "\x00", "\ud800", "💩",
    "a" * 60,
]  # fmt: skip
assembled = st.lists(st.sampled_from(_PIECES), max_size=10).map("".join)
anything = st.text(st.characters(exclude_categories=[]), max_size=40)
addresses = st.one_of(
    assembled,
    anything,
    st.tuples(st.sampled_from(["http://", "https://a@", "wss:"]), st.one_of(assembled, anything)).map("".join),
)


@thorough
@given(addresses)
@example("https://xn--a.example/https://xn--a.example/" * 180)
@example("http://" + "@" * 8000)
@example("http://a" + "." * 8000)
@example("http://" + "%E1%BA%9E" * 900)
@example("http://" + "\u180e" * 8000)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    found = url(text)
    if found is None:
        return

    assert re.fullmatch(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\]", found.host)
    assert "" not in found.host.split(".") or found.host.startswith("[")
    assert (
        is_address(found.host)
        or not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", found.host.rpartition(".")[2])
        or not_special(found)
    )
    assert found.canonical.isascii()
    assert found.host in found.canonical
    assert all(carried.isascii() for carried in found.carries)
    assert to_unicode(found.host)


def not_special(found: Url) -> bool:
    """Answers whether the standard leaves a host as it is written."""
    return found.scheme not in SPECIAL


@thorough
@given(addresses)
def test_what_is_written_out_is_read_as_the_same(text: str) -> None:
    found = url(text)
    again = found and url(found.canonical)

    assert (found and found.host) == (again and again.host)
    assert (found and found.canonical) == (again and again.canonical)


@thorough
@given(st.lists(st.sampled_from([*"asz.-0ẞßé例\u180e\u04c0"]), min_size=1, max_size=12).map("".join))
def test_a_bare_host_is_read_as_with_a_scheme(name: str) -> None:
    assert host(f"{name}.example") == host(f"https://{name}.example/")


@thorough
@given(st.text(st.one_of(st.sampled_from("az0-"), st.characters(min_codepoint=0x80)), min_size=1, max_size=20))
def test_any_label_can_be_shown(label: str) -> None:
    name = f"xn--{label.encode('punycode').decode('ascii')}"
    shown = to_unicode(f"{name}.example")

    assert shown.endswith(".example")
    assert shown.isprintable() or can_ada.idna_encode(shown.removesuffix(".example")) == name.encode()
