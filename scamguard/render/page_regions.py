"""Regions in words."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

#: How the names of several regions are set one after the other.
_COMMAS: Final = {"en": ", ", "zh": "、"}


def to_regions(codes: Iterable[str], lang: str) -> str:
    """Returns the names of regions (ISO 3166-1) in "en" or "zh"; a code that has no name stays as it is."""
    names = _names(lang)
    return _COMMAS[lang].join(names.get(code, code) for code in codes)


@functools.cache
def _names(lang: str) -> dict[str, str]:
    from babel import Locale  # of the extra "docs": no answer needs the names of all countries

    return dict(Locale(lang).territories)
