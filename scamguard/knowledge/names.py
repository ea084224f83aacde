"""Platform names as people write them, to slugs."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from scamguard.errors import UnknownPlatform
from scamguard.knowledge.index import NameTable
from scamguard.knowledge.schema import Platform
from scamguard.model.verdict import Sentence

#: Longest text that is searched for names, in characters, and longest name, in words.
MAX_TEXT_CHARS: Final = 300
MAX_NAME_WORDS: Final = 5
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_NOISE = re.compile(r"[\s\-_.,，。'’·&®™()（）]+")


def to_name_key(name: str) -> str:
    """Returns the form under which names are compared: NFKC, case folded, without blanks and punctuation."""
    if name.isascii():
        return _NOISE.sub("", name).lower() if not name.isalnum() else name.lower()
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())


def name_table(platforms: Iterable[Platform]) -> NameTable:
    """Returns the names of platforms; one that two of them carry belongs to the first."""
    by_key: dict[str, str] = {}
    keys: list[tuple[str, str]] = []
    labels: dict[str, Sentence] = {}
    for platform in platforms:
        labels[platform.slug] = Sentence(_first(platform, "en"), _first(platform, "zh"))
        for name in (platform.slug, *(name for names in platform.names.values() for name in names)):
            key = to_name_key(name)
            by_key.setdefault(name, platform.slug)
            if by_key.setdefault(key, platform.slug) == platform.slug:
                keys.append((key, platform.slug))
    return NameTable(by_key, tuple(keys), labels)


class PlatformNames:
    """All names of all platforms.

    Args:
        table: the names, as they were compiled.

    Attributes:
        by_key: every name, slug and comparable form of them -> slug.
        labels: slug -> the name shown to people.
    """

    __slots__ = ("__dict__", "_keys", "by_key", "labels")

    def __init__(self, table: NameTable) -> None:
        self.by_key = table.by_key
        self.labels = table.labels
        self._keys = table.keys

    @functools.cached_property
    def _chinese(self) -> list[tuple[str, str]]:
        """Names in characters that are written without blanks between words, longest first."""
        return sorted(((key, slug) for key, slug in self._keys if not key.isascii()), key=lambda pair: -len(pair[0]))

    def slug_of(self, name: str) -> str:
        """Returns the slug of the platform with this slug or name, in any language.

        Raises:
            UnknownPlatform: no platform has it; carries the nearest names.
        """
        slug = self.by_key.get(name) or self.by_key.get(to_name_key(name[:200]))
        if slug is None:
            raise UnknownPlatform(name[:80], self._nearest(name[:80]))
        return slug

    def mentioned_in(self, text: str) -> tuple[str, ...]:
        """Returns the slugs of the platforms named in a short text, longest name first; words count only whole."""
        found: list[str] = []
        words = _WORD.findall(unicodedata.normalize("NFKC", text[:MAX_TEXT_CHARS]).casefold())
        for span in range(min(len(words), MAX_NAME_WORDS), 0, -1):
            for start in range(len(words) - span + 1):
                slug = self.by_key.get("".join(words[start : start + span]))
                if slug is not None and slug not in found:
                    found.append(slug)
        chinese = "".join(word for word in words if not word.isascii())
        found += [slug for name, slug in self._chinese if name in chinese and slug not in found]
        return tuple(dict.fromkeys(found))

    def _nearest(self, name: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process  # only for a name that is not known

        hits = process.extract(
            to_name_key(name), [key for key, _ in self._keys], scorer=fuzz.ratio, limit=8, score_cutoff=72
        )
        slugs = dict.fromkeys(self.by_key[key] for key, _, _ in hits)
        return tuple(slugs)[:3]


def _first(platform: Platform, lang: str) -> str:
    names = platform.names.get(lang) or next(iter(platform.names.values()), ())
    return names[0] if names else platform.slug
