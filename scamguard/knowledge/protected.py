"""The names and domains that lookalikes are measured against: computed from the data, never typed by hand."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.knowledge.channels import host_of
from scamguard.knowledge.names import to_name_key
from scamguard.knowledge.schema import Bundle, Channel, Platform
from scamguard.parse.hostnames import PublicSuffixes, to_unicode

#: Shortest name in Latin letters, and shortest in other scripts, where a character says more.
MIN_NAME: Final = 3
MIN_NAME_OTHER_SCRIPT: Final = 2
#: Names of this length and longer are found inside other letters without being a coincidence.
MIN_STRONG: Final = 6
MIN_SHORT: Final = 4
#: Roles whose hosts carry no name that people know.
_NAMELESS_ROLES: Final = frozenset({"short-link", "cdn", "merchant-hosted", "claimed"})
_UNTRUSTED: Final = frozenset({"not-official", "disputed"})


def _coined_from(text: str) -> int:
    """Returns the length from which a name in another script is no coincidence: a character of some says more."""
    if any("\u3400" <= character <= "\u9fff" for character in text):
        return 3
    if any("\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af" for character in text):
        return 4
    return MIN_STRONG


class Weight(enum.IntEnum):
    """How much it proves that a host carries a name: the less a name means elsewhere, the more."""

    #: A word of every day, in hosts of every sort: only where somebody claims the platform.
    EVERYDAY = -1
    #: A common word, initials, digits, two or three letters: only beside a telling word.
    COMMON = 0
    #: Four initials and more (usps), or five digits (10086): also glued to nothing but telling words.
    INITIALS = 1
    #: Four digits that are a name (1688): as a word of their own, or behind a few letters.
    NUMBER = 2
    #: Four or five letters: at the beginning of a label, or as a word of its own.
    SHORT = 3
    #: A Chinese name in Latin letters: its syllables have other uses, and so have words one letter away.
    SPELLED = 4
    #: Long, and also a river or a tale: only beside telling words or a number.
    PROPER = 5
    #: Long and nobody else's.
    COINED = 6


class ProtectedName(msgspec.Struct, frozen=True, gc=False):
    """A name that imitators borrow.

    Attributes:
        text: lower-case letters and digits, without hyphens and blanks; in any script.
        slug: the platform.
        evidence: id of the channel that shows the name, or "" where the platform records none.
        weight: how much it proves.
        shown: how people read it (a domain, or the name).
        is_main: it is what the platform calls itself, or its home, and not just the label of another of its domains.
    """

    text: str
    slug: str
    evidence: str
    weight: Weight
    shown: str
    is_main: bool = True

    @property
    def strong(self) -> bool:
        """Long and distinctive enough that a near miss is no coincidence."""
        return self.weight >= Weight.PROPER


class ProtectedTable(msgspec.Struct, frozen=True, gc=False):
    """The names and domains of all platforms, as they are compiled.

    Attributes:
        names: of each platform every name once, in the order of precedence.
        domains: registrable domain -> the name.
    """

    names: tuple[ProtectedName, ...]
    domains: dict[str, ProtectedName]


class ProtectedNames:
    """The names and domains of all platforms.

    Args:
        table: the names, as they were compiled.

    Attributes:
        names: text -> the name; the first platform that carries it keeps it.
        domains: registrable domain -> the name.
        by_platform: slug -> its names, also those too short to be looked for where nobody claims them.
        sisters: text -> the same name of further platforms (TikTok and TikTok Shop share a domain).
    """

    def __init__(self, table: ProtectedTable) -> None:
        self.domains = table.domains
        self.names: dict[str, ProtectedName] = {}
        self.by_platform: dict[str, list[ProtectedName]] = {}
        self.sisters: dict[str, list[ProtectedName]] = {}
        for name in table.names:
            self.by_platform.setdefault(name.slug, []).append(name)
            is_short = len(name.text) < (MIN_NAME if name.text.isascii() else MIN_NAME_OTHER_SCRIPT)
            if is_short or name.weight is Weight.EVERYDAY:
                continue
            first = self.names.setdefault(name.text, name)
            if first.slug != name.slug:
                self.sisters.setdefault(name.text, []).append(name)

    def of_platform(self, text: str, slug: str | None) -> ProtectedName | None:
        """Returns the name with this text: of one platform where that carries it, else of the first that does."""
        name = self.names.get(text)
        if name is None or slug is None or name.slug == slug:
            return name
        return next((sister for sister in self.sisters.get(text, ()) if sister.slug == slug), name)


def _plain(name: str) -> str:
    """Returns the letters and digits of a name, in the form under which names are compared."""
    return "".join(character for character in to_name_key(name) if character.isalnum())


def protected_table(bundle: Bundle) -> ProtectedTable:
    """Returns the names and domains of a bundle: what is in use first, since that is what people know."""
    collected = _Collected(bundle)
    for is_retired in (False, True):
        for platform in bundle.platforms:
            collected.add_domains(platform, is_retired)
    for platform in bundle.platforms:
        collected.add_names(platform, bundle.pinyin)
    return ProtectedTable(tuple(collected.names.values()), collected.domains)


class _Collected:
    """The names found so far: of each platform every text once."""

    def __init__(self, bundle: Bundle) -> None:
        self._common = frozenset(bundle.lists.common_words)
        self._initials = frozenset(bundle.lists.initials)
        self._everyday = frozenset(bundle.lists.everyday)
        self._proper = frozenset(bundle.lists.proper_names)
        self._telling = frozenset(word for words in bundle.lists.keywords.values() for word in words)
        self._words = self._telling.union(bundle.words_common.split(), bundle.words.split())
        self._suffixes = PublicSuffixes(bundle.suffixes_icann, bundle.suffixes_private)
        self.names: dict[tuple[str, str], ProtectedName] = {}
        self.domains: dict[str, ProtectedName] = {}

    def add_domains(self, platform: Platform, is_retired: bool) -> None:
        """Adds the labels of a platform's domains that people know it by: its names, and words that are nobody's."""
        own = {_plain(name) for names in platform.names.values() for name in names}
        for channel, domain in self._domains_of(platform):
            if (channel.status == "retired") is not is_retired:
                continue
            label = to_unicode(domain).partition(".")[0].replace("-", "")
            if channel.kind != "domain" and not any(name in label for name in own if len(name) >= MIN_SHORT):
                continue  # a host on another's domain (a supplier's, the state's) tells nothing of the domain's name
            is_word = label not in own and self._is_made_of_words(label)
            weight = Weight.COMMON if is_word else self._weight(label)
            is_main = label in own or domain == platform.home
            name = ProtectedName(label, platform.slug, channel.id, weight, domain, is_main)
            self.domains.setdefault(domain, name)
            if not is_word or (is_main and label not in self._telling):
                self._add(name)

    def _is_made_of_words(self, label: str) -> bool:
        """Answers whether a label is a word, or two telling ones: imitators of everybody put these into names."""
        telling = self._telling
        cuts = range(MIN_NAME, len(label) - MIN_NAME + 1)
        return label in self._words or any(label[:cut] in telling and label[cut:] in telling for cut in cuts)

    def add_names(self, platform: Platform, pinyin: dict[str, str]) -> None:
        home = next((channel.id for channel in platform.channels if channel.role == "home"), "")
        for written in (name for names in platform.names.values() for name in names):
            text = _plain(written)
            if text:
                self._add(ProtectedName(text, platform.slug, home, self._weight(text), written))
            spelled = pinyin.get(written, "")
            if len(spelled) >= MIN_STRONG and spelled not in self._common:
                # Two syllables have dozens of readings.
                weight = Weight.SPELLED if len(written) > MIN_NAME_OTHER_SCRIPT else Weight.COMMON
                self._add(ProtectedName(spelled, platform.slug, home, weight, f"{spelled} ({written})"))

    def _add(self, name: ProtectedName) -> None:
        self.names.setdefault((name.slug, name.text), name)

    def _weight(self, text: str) -> Weight:
        if text in self._everyday:
            return Weight.EVERYDAY
        if text in self._initials:
            return Weight.INITIALS
        if text in self._common:
            return Weight.COMMON
        if text.isdigit():
            return (
                Weight.NUMBER if len(text) == MIN_SHORT else Weight.INITIALS if len(text) > MIN_SHORT else Weight.COMMON
            )
        if not text.isascii():
            return Weight.COINED if len(text) >= _coined_from(text) else Weight.SHORT
        if len(text) < MIN_SHORT:
            return Weight.COMMON
        if len(text) < MIN_STRONG:
            return Weight.SHORT
        return Weight.PROPER if text in self._proper else Weight.COINED

    def _domains_of(self, platform: Platform) -> Iterator[tuple[Channel, str]]:
        for channel in platform.channels:
            if channel.role in _NAMELESS_ROLES or channel.status in _UNTRUSTED:
                continue
            if channel.kind in ("domain", "host", "url", "mail-domain"):
                host = host_of(channel)
                if not host:
                    continue  # a page without its scheme: the data checks say so
                yield channel, host if channel.kind == "domain" else self._suffixes.registrable(host) or host
