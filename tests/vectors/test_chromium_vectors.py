"""Lookalike hosts against Chromium's own test cases, with the names that Chromium protects as the whole knowledge.

Every host is judged through the public API. What Chromium's cases call protected or engaged is on record here: one
platform for each name (google.com and google.rs are one owner's), and a host that Chromium's component allows is on
record as its own. Chromium expects a warning: an alarm must name the platform of its target. It expects none: there is
no alarm. Each difference stands in a table with the reason why it is right here, or with "bug:" where Chromium is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import can_ada
import pytest
from outside import CHECKOUT, EVALUATION, needs_vectors, rows

from scamguard import Guard, Knowledge, Status
from scamguard.parse.hostnames import to_unicode
from scamguard.parse.skeleton import Skeletons, to_shape
from scamguard.rules.difference import Change, difference_of

Row = dict[str, str]

AS_OF: Final = "2026-11-21"
ALARM: Final = frozenset({Status.SUSPICIOUS, Status.IMPERSONATION})
PROTECTED_FILE: Final = EVALUATION / "vectors" / "chromium_test_protected_domains.txt"
SUFFIXES: Final = Knowledge.shipped().suffixes

LOOKALIKES: Final = rows("chromium_lookalike_cases.tsv")
IDN: Final = rows("chromium_idn_cases.tsv")
SKELETONS: Final = rows("chromium_skeleton_cases.tsv")

#: Suites that judge whole hosts.
HOST_SUITES: Final = frozenset(
    {"target_embedding", "combo_squatting", "navigation_e2e", "redirect_chain", "suggested_url", "block_by_spoof_check"}
)
#: Suites that judge how one domain differs from another.
PAIR_SUITES: Final = frozenset({"edit_distance_false_positive", "char_swap_false_positive"})

#: Protected names that the file tells in its notes, or abbreviates.
ALSO_PROTECTED: Final = {
    "target_embedding": ["hp.com", "vk.com", "weather.com", "jobs.com", "hoteles.com"],
    "redirect_chain": ["site1.com"],
}
#: Words that the file tells in its notes to be common ones.
ALSO_COMMON: Final = {"target_embedding": ["jobs", "weather", "hoteles", "office"]}
#: What a context says besides protected names.
_NO_NAMES: Final = frozenset({"keywords", "target_allow", "target allowlist", "common_words+", "ui", "match_type"})

#: Chromium warns and has nobody in mind.
NOBODY: Final = "(nobody)"

# ---- why a host is judged otherwise

OTHER_ENDING: Final = (
    "the whole name under an ending that is not on record: anyone can register it. Chromium knows 5,000 sites and not "
    "their sister domains; here the owner's own are on record"
)
NAME_IN_HOST: Final = (
    "the name is a word of a stranger's host, the usual look of reported scam hosts (../shared/eval/lookalike). "
    "Chromium looks for the whole google.com there"
)
TARGET_ALLOWED: Final = (
    "Chromium lets libraries' proxies imitate some targets; here every stranger who shows the domain is told apart "
    "from its owner, and a genuine one goes on record"
)
COMMON_DOMAIN: Final = (
    "the whole domain of a platform is no coincidence, however short it is and whatever word it is made of "
    "(wise.com.verify.example)"
)
ONE_OWNER: Final = "who owns inthesubdomain.com is imitated by é in it, whichever of its hosts people visit"
SHORT_BESIDE_WORD: Final = "three letters beside a telling word: so dhl, ups and icbc are imitated"
WORD_OF_ITS_OWN: Final = "the name is a word of its own there; Chromium calls it a limit of its heuristic"
TWO_NAMES: Final = "both are imitated and one is named: the longer"
RECORDED_OWNER: Final = (
    "the owner of the host is on record and calls it what it likes; Chromium's exception is for one victim only"
)
NO_SUCH_HOST: Final = "no browser can open it, a message can show it: the name in it is still another's"
CHAIN: Final = "each address is judged by itself, also the one in the middle: people are sent any of them"
NO_NETWORK: Final = (
    "no address is opened, so where it leads on is not known: a domain that the owner registered against imitators "
    "goes on record"
)
NO_VICTIM: Final = (
    "it imitates no name on record: a browser shows it in A-labels, and here it is unverified, never official. An "
    "alarm says who is imitated"
)
TWO_WORDS: Final = (
    "by skeleton it is two words of the language with a hyphen (best-site, as wall-art), and those are no slip of the "
    "finger. Chromium protects what one user visits often, and asks that user only"
)

#: (host or addresses, whom Chromium warns of) -> (whom we warn of, why). "" is nobody at all.
DIFFERENCES: Final[dict[tuple[str, str], tuple[str, str]]] = {
    # target_embedding
    (
        "this-is-a-very-long-url-but-it-should-not-affect-google-the-outcome-of-this-target-embedding-test"
        ".com-login.com",
        "",
    ): ("google", NAME_IN_HOST),
    (
        "google-this-is-a-very-long-url-but-it-should-not-affect-the-outcome-of-this-target-embedding-test"
        ".com-login.com",
        "",
    ): ("google", NAME_IN_HOST),
    ("foo-google.l.com-foo.com", ""): ("google", NAME_IN_HOST),
    ("google.randomreg-login.com", ""): ("google", NAME_IN_HOST),
    ("google.com.de", ""): ("google", NAME_IN_HOST),
    ("scholar.google.com.foo.com", ""): ("google", TARGET_ALLOWED),
    ("foo.scholar.google.com.foo.com", ""): ("google", TARGET_ALLOWED),
    ("hp.com-foo.com", ""): ("hp", COMMON_DOMAIN),
    ("foo.jobs.com-foo.com", ""): ("jobs", COMMON_DOMAIN),
    ("foo.hoteles.com-foo.com", ""): ("hoteles", COMMON_DOMAIN),
    ("google.com.mx", ""): ("google", OTHER_ENDING),
    ("other.inthésubdomain.com-foo.com", ""): ("inthesubdomain", ONE_OWNER),
    ("highengagement.inthésubdomain.com-foo.com", ""): ("inthesubdomain", ONE_OWNER),
    ("commonword.com.evil.com", ""): ("commonword", COMMON_DOMAIN),
    # combo_squatting
    ("youtube.ca", ""): ("youtube", OTHER_ENDING),
    ("google-login.test", ""): ("google", NO_SUCH_HOST),
    ("www.example.test", ""): ("example", NO_SUCH_HOST),
    ("google-youtube-account.com", "google"): ("youtube", TWO_NAMES),
    ("googlé-youtubé-account.com", "google"): ("youtube", TWO_NAMES),
    ("sample-ample.com", ""): ("sample", WORD_OF_ITS_OWN),
    ("len-online.com", ""): ("len", SHORT_BESIDE_WORD),
    ("lén-online.com", ""): ("len", SHORT_BESIDE_WORD),
    # block_by_spoof_check
    ("ττ.com", NOBODY): ("", NO_VICTIM),
    ("test.ττ.com", NOBODY): ("", NO_VICTIM),
    ("ττ.рф", NOBODY): ("", NO_VICTIM),
    ("test.ττ.рф", NOBODY): ("", NO_VICTIM),
    # navigation_e2e
    ("blogspot.com.may-spoof-google.com", "blogspot"): ("", RECORDED_OWNER),
    ("foo.scholar.google.com.com", ""): ("google", TARGET_ALLOWED),
    ("google.com.example.com", ""): ("google", COMMON_DOMAIN),
    ("googlecom.example.com", ""): ("google", TARGET_ALLOWED),
    ("ɴoτ-τoρ-ďoᛖaiɴ.com", NOBODY): ("", NO_VICTIM),
    ("example·com.com", NOBODY): ("", NO_VICTIM),
    ("google.sr", ""): ("google", OTHER_ENDING),
    ("goooglé.com", ""): ("google", TARGET_ALLOWED),
    ("best-sité.com", "test-site"): ("", TWO_WORDS),
    ("google.com.tw", ""): ("google", OTHER_ENDING),
    ("test-site.com.tw", ""): ("test-site", OTHER_ENDING),
    ("google.cóm", ""): ("google", NO_SUCH_HOST),
    ("localhóst6.localpost", ""): ("localhost6", NO_SUCH_HOST),
    # redirect_chain
    ("example.net > googlé.com > example.com", ""): ("google", CHAIN),
    ("sité1.com > site1.com", ""): ("site1", NO_NETWORK),
}

# ---- why a pair of domains is judged otherwise

ENDING: Final = "another ending than the one on record; anyone can register it"
DIGITS: Final = "159 of 947 reported scam hosts have a label that is a platform's name and digits"
OTHER_DIGIT: Final = (
    "another digit, or none, where the name on record has one. Chromium protects hundreds of sites that nobody chose, "
    "many of them numbered, and must excuse it"
)
FRONT: Final = (
    "a letter in front deceives as one in the middle does, and some reported scam hosts have one. Chromium excuses it "
    "for all sites; here words of the language and other names are excused"
)
HYPHEN: Final = "a hyphen more or less is the cheapest imitation (seller-tiktokglobalshop.com)"
FIVE: Final = (
    "a name of five letters: the popular ones have 4.7 other popular hosts one letter away, those of ten have 0.2 "
    "(Tranco): unverified, never official"
)

#: A domain and the protected one -> why we differ from Chromium on the pair as it stands, and with longer names.
PAIR_DIFFERENCES: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("abcxd.com", "abcyd.com"): (FIVE, ""),
    ("abcxxd.com", "abcxd.com"): (FIVE, ""),
    ("abcde.com", "abcde.net"): (ENDING, ENDING),
    ("abcd1.com", "abcd2.com"): ("", OTHER_DIGIT),
    ("abcde.com", "abcde1.com"): (OTHER_DIGIT, OTHER_DIGIT),
    ("abcde1.com", "abcde.com"): (DIGITS, DIGITS),
    ("abcd11.com", "abcd21.com"): (OTHER_DIGIT, OTHER_DIGIT),
    ("a.abcd1.com", "abcd2.com"): ("", OTHER_DIGIT),
    ("abcx1.com", "abcy1.com"): (FIVE, ""),
    ("abcde1.com", "abcd1.com"): (FIVE, ""),
    ("abcdx.com", "abcdy.com"): (FIVE, ""),
    ("xabcd.com", "yabcd.com"): ("", FRONT),
    ("xabcde.com", "abcde.com"): (FRONT, FRONT),
    ("abcde.com", "xabcde.com"): (FRONT, FRONT),
    ("a.abcde.com", "xabcde.com"): (FRONT, FRONT),
    ("axbcde.com", "abcde.com"): (FIVE, ""),
    ("-abcde.com", "abcde.com"): (HYPHEN, HYPHEN),
    ("ab-cde.com", "abcde.com"): ("", HYPHEN),
    ("abcde-.com", "abcde.com"): (HYPHEN, HYPHEN),
    ("abcde.com", "-abcde.com"): ("", HYPHEN),
    ("abcde.com", "ab-cde.com"): ("", HYPHEN),
    ("abcde.com", "abcde-.com"): ("", HYPHEN),
    ("abcde.com", "abced.com"): (FIVE, ""),
    ("abcde.sr", "abcde.rs"): (ENDING, ENDING),
}

# ---- IDN cases

#: Protected besides the names of the file: its rows imitate it.
IMITATED_TOO: Final = "google.com"

_LETTER_BEFORE: Final = (
    "the name that is protected there is four letters, test: with a letter before it and a mark in it, it is taken for "
    "an imitation. Chromium's safe says that a label is shown in Unicode, not who owns it"
)
#: Cases that Chromium shows in Unicode and that raise an alarm when its test names are on record.
SAFE_ALARMED: Final = dict.fromkeys(["atést.net", "some.atést.net"], _LETTER_BEFORE)

#: Why an unsafe case that imitates a protected name raises no alarm, and which cases.
UNSAFE_UNALARMED: Final = {
    "bug: Cyrillic and Greek letters that confusables.txt does not list; most are a listed letter with a hook, a tick "
    "or a tail by name (ER WITH TICK). A longer name with one of them is found as one letter away": (
        "щмнть.com шмԋтв.com шмԧтв.com шмԋԏв.com ϼκαωχ.com ҏнкть.com ҏћкть.com ҏңкть.com ҏҥкть.com ҏӈкть.com "
        "ҏԧкть.com ҏԩкть.com ҏнқть.com ҏнҝть.com ҏнҟть.com ҏнҡть.com ҏнӄть.com ҏнԟть.com ҏнԟҭь.com ҏнԟҭҍ.com "
        "ҏнԟҭв.com ҏӊԟҭв.com щмпґ.com щӎпґ.com ҫұҳҽ.com ҫұӽҽ.com ҫұӿҽ.com ҫұӿҿ.com ҫұӿє.com ӏԃԍ.com "
        "ӏԍԃ.com ӕԥ.com"
    ),
    "bug: letters and digits of further scripts that confusables.txt does not list; a longer name with one of them is "
    "found as one letter away": (
        "ძ4000.com 1շ34567890.com 12з4567890.com 12ҙ4567890.com 12ӡ4567890.com 12उ4567890.com 12ও4567890.com "
        "12ਤ4567890.com 12ဒ4567890.com 12ვ4567890.com 12პ4567890.com 123ㄐ567890.com 12345ճ7890.com ငၔဌ၂ဝ.com "
        "ฟรฟร.com พรบ.com ฟรบ.com ພຣບ.com ຟຣບ.com ຟຮບ.com ຟຮ໐ບ.com ก11.com 七est.net 丆est.net 丁est.net cy乂e.com"
    ),
    "œ is o and e in confusables.txt and to the eye; Chromium reads it as c and e, too": "aeœ.com æœ.com",
    "names of two letters (o2, 28, qq) are not looked for: most hosts of two characters are somebody's own": (
        "০২.com ২৪.com ৭৭.com ੨੪.com ੦੨.com ੫੩.com ੧੧.com ౩౨.com ०२.com ೦೩.com ೦೭.com ୫୨.com ୦୦.com ૦૨.com ૩૭.com "
        "૧૧.com ґғ.com ґӻ.com ӏԍ.com ӏԃ.com 丩3.com חח.com"
    ),
}

#: Whom the unsafe cases are taken to imitate, how often. Of "" (nobody), 169 imitate no name that is protected.
UNSAFE_FOUND: Final = {
    "": 169 + sum(len(hosts.split()) for hosts in UNSAFE_UNALARMED.values()),
    "google": 38,
    "digklmo68": 13,
    "1234567890": 9,
    "phktb": 6,
    "test": 5,
    "xn--f-vgaa": 4,
    "wmhtb": 2,
    "islkpx123": 1,
    "os345": 1,
    "wmnr": 2,
    "aece": 1,
    "woder": 1,
    "cyxe": 1,
    "youtube": 1,
}

# ---- skeletons

#: Rows of the skeleton file that differ: input -> why.
SKELETON_DIFFERENCES: Final = {
    "tesł.net": "ł is l with a stroke in confusables.txt and to the eye; Chromium reads it as t, too",
    "łest.net": "the same",
    "łesł.net": "the same",
    "စ2.com": "bug: not in confusables.txt",
    "კ9.com": "bug: not in confusables.txt",
    "ੜ9.com": "bug: not in confusables.txt",
    "test—site": "bug: confusables.txt makes a dash of two kana of it; a reader sees a hyphen",
    "test―site": "bug: the same",
    "test一site": "bug: the same, of the ideograph for one",
    "七est.net": "bug: not in confusables.txt",
    "丆est.net": "bug: not in confusables.txt",
    "cy乂e.com": "bug: not in confusables.txt",
    "丩3.com": "bug: confusables.txt makes a kana of it; Chromium reads it as 4",
}

# ---- a knowledge of some names


def to_ascii(host: str) -> str:
    return can_ada.idna_encode(host).decode()


def label_of(domain: str) -> str:
    """Returns the label that a host's owner chose, in Unicode."""
    host = to_ascii(domain)
    return to_unicode(SUFFIXES.registrable(host) or host).partition(".")[0]


def slug_of(domain: str) -> str:
    return to_ascii(label_of(domain))


def platform(slug: str, domains: list[str]) -> str:
    """Returns the platform file of one name and the domains that carry it."""
    label = label_of(domains[0])
    channels = ""
    for number, host in enumerate(map(to_ascii, domains)):
        kind = "domain" if (SUFFIXES.registrable(host) or host) == host else "host"
        role = "owned" if number else "home"
        channels += (
            f'[[channels]]\nid = "c{number}"\nkind = "{kind}"\nvalue = "{host}"\nrole = "{role}"\n'
            'quality = "confirmed"\nsources = ["own"]\n'
        )
    return (
        f'slug = "{slug}"\ncategory = "technology"\nhome = "{to_ascii(domains[0])}"\nchecked = {AS_OF}\n'
        'summary = { en = "A protected name.", zh = "受保护的名称。" }\n'
        f'[names]\nen = ["{label}"]\nzh = ["{label}"]\n{channels}'
        '[[sources]]\nid = "own"\nkind = "official"\ntitle = "Own"\npublisher = "Own"\n'
        f'url = "https://own.example/"\nseen = {AS_OF}\n'
    )


class Worlds:
    """Guards to whom nothing but some names is on record; each is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[frozenset[str], frozenset[str]], Guard] = {}

    def knowing(self, domains: Iterable[str], common: Iterable[str] = ()) -> Guard:
        """Returns the guard to whom domains are on record, one platform a name, and some words are common."""
        names = list(dict.fromkeys(domains)) or ["placeholder.example"]
        words = frozenset(common)
        key = (frozenset(names), words)
        if key not in self._made:
            folder = self._folder / str(len(self._made))
            write_data(folder, names, words)
            self._made[key] = Guard(Knowledge.from_folder(folder))
        return self._made[key]


def write_data(folder: Path, domains: list[str], common: frozenset[str]) -> None:
    """Writes a data folder with the shipped lists and words, further common words, and a platform for each name."""
    (folder / "platforms").mkdir(parents=True)
    (folder / "lists").mkdir()
    for path in (CHECKOUT / "data").iterdir():
        if path.name not in ("platforms", "lists"):
            (folder / path.name).symlink_to(path.resolve())
    for path in (CHECKOUT / "data" / "lists").iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "common-words.toml":
            assert "\nwords = [" in text
            text = text.replace("\nwords = [", "\nwords = [" + "".join(f'"{word}", ' for word in sorted(common)), 1)
        (folder / "lists" / path.name).write_text(text, encoding="utf-8")
    by_slug: dict[str, list[str]] = {}
    for domain in domains:
        by_slug.setdefault(slug_of(domain), []).append(domain)
    for slug, named in by_slug.items():
        (folder / "platforms" / f"{slug}.toml").write_text(platform(slug, named), encoding="utf-8")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    return Worlds(tmp_path_factory.mktemp("worlds"))


def protected_in(context: str) -> Iterator[str]:
    """Yields the domains that a context protects, or that a user is engaged with."""
    for part in context.split("; "):
        key, _, value = part.partition("=")
        if key == "brands":
            yield from (f"{brand}.com" for brand in value.split(","))
        elif key not in _NO_NAMES:
            yield from re.findall(r"\w[\w-]*(?:\.\w[\w-]*)+", value.partition("->")[0])


def common_in(context: str) -> list[str]:
    return re.findall(r"common_words\+=(\w+)", context)


def target_of(row: Row) -> str:
    """Returns the host that Chromium takes for the imitated one, or ""."""
    return re.sub(r"^https?://|:\d+$", "", row["target"])


def names_of(row: Row) -> list[str]:
    """Returns the domains that are protected in a row: by its context, its notes, and as targets of rows like it."""
    suite, context = row["suite"], row["context"]
    alike = [other for _, other in LOOKALIKES if other["suite"] == suite and other["context"] == context]
    targets = [target for other in alike if (target := target_of(other))]
    return [*protected_in(context), *ALSO_PROTECTED.get(suite, []), *targets]


def world_of(row: Row, worlds: Worlds) -> Guard:
    """Returns the guard to whom the protected domains of a row are on record."""
    return worlds.knowing(names_of(row), [*common_in(row["context"]), *ALSO_COMMON.get(row["suite"], [])])


def alarm_on(guard: Guard, address: str) -> str:
    """Returns the platform that an address imitates by its verdict, or "" where there is no alarm."""
    verdict = guard.check(address, as_of=AS_OF)
    if verdict.status not in ALARM:
        return ""
    assert verdict.imitates is not None
    return verdict.imitates


def numbered(found: list[tuple[int, Row]]) -> list[Any]:
    return [pytest.param(row, id=f"{row['suite']}-{line}") for line, row in found]


def of_suites(suites: Iterable[str]) -> list[Any]:
    return numbered([(line, row) for line, row in LOOKALIKES if row["suite"] in suites])


# ---- whole hosts


def warned_of(row: Row) -> str:
    """Returns the platform that Chromium warns of: NOBODY where it warns for the letters alone, "" for no warning."""
    if row["expected"] == "none":
        return ""
    return slug_of(target_of(row)) if row["target"] else NOBODY


@needs_vectors
@pytest.mark.parametrize("row", of_suites(HOST_SUITES))
def test_a_host_is_judged_as_chromium_judges_it(worlds: Worlds, row: Row) -> None:
    guard = world_of(row, worlds)
    expected = warned_of(row)
    found = next(filter(None, (alarm_on(guard, address) for address in row["domain"].split(" > "))), "")

    if (listed := DIFFERENCES.get((row["domain"], expected))) is None:
        assert found == expected
    else:
        assert found != expected, "it agrees: take it off the list"
        assert found == listed[0], listed[1]


@needs_vectors
def test_listed_differences_are_cases() -> None:
    asked = {(row["domain"], warned_of(row)) for _, row in LOOKALIKES if row["suite"] in HOST_SUITES}

    assert asked >= DIFFERENCES.keys()
    assert all(reason and ours != theirs for (_, theirs), (ours, reason) in DIFFERENCES.items())


@needs_vectors
def test_nothing_but_what_is_on_record_is_official(worlds: Worlds) -> None:
    trusted = Counter[bool]()
    for _, row in LOOKALIKES:
        if row["suite"] in HOST_SUITES - {"redirect_chain"}:
            verdict = world_of(row, worlds).check(row["domain"], as_of=AS_OF)
            if verdict.status is Status.OFFICIAL:
                host = to_ascii(row["domain"])
                trusted[any(f".{host}".endswith(f".{to_ascii(name)}") for name in names_of(row))] += 1

    assert trusted.keys() == {True}
    assert trusted[True] > 15


@needs_vectors
@pytest.mark.parametrize("row", of_suites({"suggested_url"}))
def test_the_site_that_is_meant_is_shown(worlds: Worlds, row: Row) -> None:
    verdict = world_of(row, worlds).check(row["domain"], as_of=AS_OF)

    assert {SUFFIXES.registrable(suggestion.value) for suggestion in verdict.instead} == {target_of(row)}


# ---- pairs of domains


def lengthened(host: str) -> str:
    """Returns a host whose name is three letters longer: long enough to be looked for with one letter changed."""
    return host.replace("c", "cpqr", 1)


@needs_vectors
@pytest.mark.parametrize("longer", [False, True], ids=["as-it-stands", "longer"])
@pytest.mark.parametrize("row", of_suites(PAIR_SUITES))
def test_a_pair_of_domains_is_judged_as_chromium_judges_it(worlds: Worlds, row: Row, longer: bool) -> None:
    written, protected = row["domain"], row["context"]
    why = PAIR_DIFFERENCES.get((written, protected), ("", ""))[longer]
    if longer:
        written, protected = lengthened(written), lengthened(protected)
    found = alarm_on(worlds.knowing([protected]), written)

    assert found in ("", slug_of(protected))
    if why:
        assert bool(found) != (row["expected"] == "kept"), "it agrees: take it off the list"
    else:
        assert bool(found) == (row["expected"] == "kept")


@needs_vectors
def test_listed_pairs_are_cases() -> None:
    asked = {(row["domain"], row["context"]) for _, row in LOOKALIKES if row["suite"] in PAIR_SUITES}

    assert asked >= PAIR_DIFFERENCES.keys()
    assert all(len(label_of(lengthened(name))) == len(label_of(name)) + 3 for pair in asked for name in pair)


# ---- functions


@needs_vectors
@pytest.mark.parametrize("row", of_suites({"edit_distance_le1"}))
def test_one_edit_is_one_difference(row: Row) -> None:
    """Chromium counts no swap as one edit, and equal texts as none; the plural of two letters is ours."""
    written, other = row["domain"], row["context"]
    difference = difference_of(written, other)
    is_one_edit = difference is not None and difference.change is not Change.SWAPPED and len(difference.written) < 2

    assert (written == other or is_one_edit) == (row["expected"] == "true")


@needs_vectors
@pytest.mark.parametrize("row", of_suites({"one_char_swap"}))
def test_two_neighbours_swapped_are_one_difference(row: Row) -> None:
    difference = difference_of(row["domain"], row["context"])

    assert (difference is not None and difference.change is Change.SWAPPED) == (row["expected"] == "true")


#: Whose host it is: here the customers of a private registry are owners of their own, as they publish what they like.
OWNERS_DIFFER: Final = {"www.example.cloud.goog": "example.cloud.goog", "cloud.goog": ""}


@needs_vectors
@pytest.mark.parametrize("row", of_suites({"etld_plus_one"}))
def test_whose_host_it_is(row: Row) -> None:
    expected = OWNERS_DIFFER.get(row["domain"], row["target"])

    assert SUFFIXES.registrable(row["domain"]) == expected
    assert (expected != row["target"]) == (row["domain"] in OWNERS_DIFFER)


@needs_vectors
def test_every_suite_is_run() -> None:
    assert Counter(row["suite"] for _, row in LOOKALIKES) == {
        "target_embedding": 67,
        "navigation_e2e": 53,
        "edit_distance_le1": 33,
        "combo_squatting": 31,
        "edit_distance_false_positive": 26,
        "one_char_swap": 22,
        "block_by_spoof_check": 12,
        "suggested_url": 9,
        "etld_plus_one": 7,
        "redirect_chain": 4,
        "char_swap_false_positive": 2,
    }


# ---- IDN cases


def chromiums_domains() -> list[str]:
    """Returns the domains that Chromium's IDN cases assume to be protected."""
    lines = PROTECTED_FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def class_of(row: Row) -> str:
    """Returns what Chromium makes of a case; a row of which one label stays as it is spoofs with that."""
    return "unsafe" if row["condition"].startswith("PARTIAL") else row["expected"]


@pytest.fixture(scope="module")
def chromiums(worlds: Worlds) -> Guard:
    """A guard to whom the names of Chromium's IDN cases are on record."""
    return worlds.knowing([*chromiums_domains(), IMITATED_TOO])


@needs_vectors
def test_idn_cases_and_what_is_on_record() -> None:
    guard = Guard()
    statuses = {(class_of(row), guard.check(row["punycode"], as_of=AS_OF).status) for _, row in IDN}
    alarmed = {row["unicode"]: class_of(row) for _, row in IDN if alarm_on(guard, row["punycode"])}

    assert ("unsafe", Status.OFFICIAL) not in statuses
    assert ("invalid", Status.OFFICIAL) not in statuses
    assert alarmed.get("paypαl.com") == "unsafe"
    assert [host for host, kind in alarmed.items() if kind != "unsafe"] == []


@needs_vectors
def test_idn_cases_and_the_names_that_they_imitate(chromiums: Guard) -> None:
    statuses = {(class_of(row), chromiums.check(row["punycode"], as_of=AS_OF).status) for _, row in IDN}
    safe_alarmed = {
        row["unicode"] for _, row in IDN if class_of(row) != "unsafe" and alarm_on(chromiums, row["punycode"])
    }

    assert ("unsafe", Status.OFFICIAL) not in statuses
    assert ("invalid", Status.OFFICIAL) not in statuses
    assert ("safe", Status.OFFICIAL) in statuses
    assert safe_alarmed == SAFE_ALARMED.keys()


@needs_vectors
def test_unsafe_cases_that_imitate_a_name_raise_an_alarm(chromiums: Guard) -> None:
    found = {row["unicode"]: alarm_on(chromiums, row["punycode"]) for _, row in IDN if class_of(row) == "unsafe"}
    unalarmed = {host for host, imitated in found.items() if not imitated}
    listed = [host for hosts in UNSAFE_UNALARMED.values() for host in hosts.split()]

    assert len(listed) == len(set(listed))
    assert set(listed) - unalarmed == set(), "it raises an alarm, or is no case: take it off the list"
    assert Counter(found.values()) == UNSAFE_FOUND


@needs_vectors
def test_unsafe_cases_that_imitate_nobody_look_like_nobody(chromiums: Guard) -> None:
    listed = {host for hosts in UNSAFE_UNALARMED.values() for host in hosts.split()}
    skeletons = chromiums.knowledge.likeness.skeletons
    names = {label_of(domain) for domain in [*chromiums_domains(), IMITATED_TOO]}
    for _, row in IDN:
        if class_of(row) == "unsafe" and row["unicode"] not in listed and not alarm_on(chromiums, row["punycode"]):
            assert skeletons.of(label_of(row["unicode"])) not in names, row["unicode"]


# ---- skeletons


@pytest.fixture(scope="module")
def skeletons() -> Skeletons:
    return Knowledge.shipped().likeness.skeletons


def agrees(row: Row, skeletons: Skeletons) -> bool:
    """Answers whether our skeletons give what Chromium's give; the UTS #39 prototype of m is rn, ours is m."""
    text, expected = row["input"], row["expected"]
    if row["suite"] == "similar_top_domain":
        owner = ".".join(text.split(".")[-2:])
        is_similar = skeletons.of(owner) == skeletons.of(expected or owner) and owner != expected
        return is_similar if expected else owner.isascii()
    if row["suite"] == "skeleton_lookup":
        return to_shape(skeletons.of(text)) in (to_shape(expected), to_shape(expected.replace(".", "")))
    if row["suite"] == "unsafe_idn_details":
        shown, _, match = expected.partition(" | match=")
        return to_unicode(text) == shown and (not match or skeletons.of(shown) == match)
    return skeletons.of(text) in {skeletons.of(one.replace("rn", "m")) for one in expected.split(" ")}


@needs_vectors
@pytest.mark.parametrize("row", numbered(SKELETONS))
def test_a_skeleton_is_what_chromium_sees(skeletons: Skeletons, row: Row) -> None:
    why = SKELETON_DIFFERENCES.get(row["input"], "")

    assert agrees(row, skeletons) == (not why), "it agrees: take it off the list" if why else "it differs"


@needs_vectors
def test_listed_skeletons_are_cases() -> None:
    assert {row["input"] for _, row in SKELETONS} >= SKELETON_DIFFERENCES.keys()
    assert len(SKELETONS) == 40
