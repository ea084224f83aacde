"""What installing a wheel brings: each distribution with version, licence, digest and what it asks for."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from licences import applying, licence_of
from packaging.utils import canonicalize_name


class Package(NamedTuple):
    """One distribution.

    Attributes:
        name: normalised.
        version: as installed.
        licence: SPDX expression; None where it names none that is understood.
        sha256: of the file that was installed; "" where the installer does not tell.
        requires: names of what it brings, normalised.
    """

    name: str
    version: str
    licence: str | None
    sha256: str
    requires: tuple[str, ...]


def packages_of(wheel: Path) -> list[Package]:
    """Returns what installing a wheel here and now brings, the wheel itself among it, by name.

    Raises:
        subprocess.CalledProcessError: it cannot be installed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, report = Path(name) / "site", Path(name) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", str(folder)]
        subprocess.run([*command, "--report", str(report), str(wheel)], check=True, capture_output=True)
        digests = _digests(json.loads(report.read_text(encoding="utf-8")))
        found = [_package(each, digests) for each in importlib.metadata.distributions(path=[str(folder)])]
    here = {package.name for package in found}
    return sorted(each._replace(requires=tuple(n for n in each.requires if n in here)) for each in found)


def _package(distribution: importlib.metadata.Distribution, digests: Mapping[str, str]) -> Package:
    name = canonicalize_name(distribution.name)
    requires = {canonicalize_name(each.name) for each in applying(distribution.requires or (), ())}
    return Package(name, distribution.version, licence_of(distribution), digests.get(name, ""), tuple(sorted(requires)))


def _digests(report: Mapping[str, list[dict[str, dict[str, dict[str, dict[str, str]]]]]]) -> dict[str, str]:
    """Returns the digests of the installed files by name, from pip's report."""
    found: dict[str, str] = {}
    for each in report["install"]:
        hashes = each["download_info"].get("archive_info", {}).get("hashes", {})
        found[canonicalize_name(str(each["metadata"]["name"]))] = str(hashes.get("sha256", ""))
    return found
