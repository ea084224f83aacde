"""What the figures were measured on: cores, Python, the parsers' versions. No name of a host, no path."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
from typing import Final

#: What a check spends its time in beside scamguard, and what the figures are compared with.
PARSERS: Final = (
    *("phonenumbers", "can-ada", "email-validator", "idna", "ahocorasick-rs", "msgspec", "tldextract"),
    *("selectolax", "polars", "pandas", "pyarrow", "pyspark", "granian", "starlette"),
)


def described(*, look: bool = False) -> str:
    """Returns the machine in two sentences.

    Args:
        look: says that it was a look of few rounds.
    """
    versions = ", ".join(f"{name} {version}" for name in PARSERS if (version := _version(name)))
    return (
        f"{'A look (--quick)' if look else 'Measured'} on {dt.date.today().isoformat()}: "
        f"{_cores()}, {platform.system()} on {platform.machine()}, "
        f"{platform.python_implementation()} {platform.python_version()}{_load()}.\n"
        f"Versions: scamguard {_version('scamguard') or 'of this checkout'}, {versions}."
    )


def _cores() -> str:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return f"{usable} cores" if usable != 1 else "1 core"


def _load() -> str:
    """Returns how busy the machine was before: what else runs makes every figure noisier."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f", load before the start {os.getloadavg()[0]:.1f}"


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None
