"""Which licence a distribution is under, and whether scamguard may depend on it: `python tests/release/licences.py`.

Looks at what is installed here of the dependencies and of the extras that users install. What is for us alone (tests,
fuzzing, the peers of the comparison) ships to nobody.
"""

from __future__ import annotations

import importlib.metadata
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from license_expression import ExpressionError, get_spdx_licensing
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT: Final = Path(__file__).parents[2] / "pyproject.toml"
#: Extras that no user installs.
OURS_ALONE: Final = frozenset({"dev", "fuzz", "peers", "release"})
#: What a program under Apache-2.0 can depend on without asking anything of its users but to keep notices, and, for the
#: MPL, to keep its files open.
ALLOWED: Final = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "HPND", "ISC", "MIT", "MIT-0"),
        *("MIT-CMU", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib"),
        *("CC-BY-4.0", "LicenseRef-SCOWL", "Unicode-3.0"),  # of our own data
    }
)
#: How licences were written before SPDX, in the field "License" and in the classifiers.
OLD_NAMES: Final = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}
_spdx: Final = get_spdx_licensing()


def licence_of(distribution: importlib.metadata.Distribution) -> str | None:
    """Returns the licence of a distribution as an SPDX expression; None where it names none that is understood."""
    fields = distribution.metadata
    classifiers = (line.partition("License ::")[2] for line in fields.get_all("Classifier") or ())
    named = (
        *(fields.get_all("License-Expression") or ()),
        *(fields.get_all("License") or ()),
        *(line.rpartition("::")[2].strip() for line in classifiers if line),
    )
    for name in named:
        written = OLD_NAMES.get(str(name).lower(), str(name))
        if is_expression(written):
            return written
    return None


def is_expression(text: str) -> bool:
    """Answers whether a text is an expression of licences that SPDX knows, or of our own."""
    return not _unknown(text)


def is_allowed(expression: str) -> bool:
    """Answers whether a licence is allowed: each part of an AND, one part of an OR."""
    return _allows(_spdx.parse(expression))


def _allows(parsed: Any) -> bool:
    if isinstance(parsed, _spdx.AND):
        return all(map(_allows, parsed.args))
    if isinstance(parsed, _spdx.OR):
        return any(map(_allows, parsed.args))
    return str(parsed) in ALLOWED


def _unknown(text: str) -> list[str]:
    try:
        keys = _spdx.license_keys(text)
        return [key for key in keys if key not in _spdx.known_symbols and key not in ALLOWED] if keys else [text]
    except (ExpressionError, AttributeError):  # a whole text of a licence is no expression
        return [text]


def requirements_of_users(project: Path = PROJECT) -> list[Requirement]:
    """Returns what scamguard asks for, and what the extras do that users install."""
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = told["optional-dependencies"]
    lines = [*told["dependencies"], *(line for name in sorted(extras.keys() - OURS_ALONE) for line in extras[name])]
    return [Requirement(line) for line in lines]


def installed(requirements: Iterable[Requirement]) -> Iterator[tuple[str, importlib.metadata.Distribution | None]]:
    """Yields everything that the requirements bring, by name, as it is installed here; None for what is not."""
    waiting, seen = list(requirements), set[tuple[str, ...]]()
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name == "scamguard" or (name, *sorted(asked.extras)) in seen:
            continue
        is_new = not any(known[0] == name for known in seen)
        seen.add((name, *sorted(asked.extras)))
        found = next(iter(importlib.metadata.distributions(name=asked.name)), None)
        if is_new:
            yield name, found
        waiting += applying(found.requires or (), asked.extras) if found is not None else ()


def applying(lines: Iterable[str], extras: Iterable[str]) -> list[Requirement]:
    """Returns the requirements that hold here, with these extras."""
    found = map(Requirement, lines)
    return [
        each
        for each in found
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def main() -> int:
    """Prints what is not allowed or not named, and returns the exit status."""
    refused, absent, fine = [], [], 0
    for name, distribution in installed(requirements_of_users()):
        if distribution is None:
            absent.append(name)
            continue
        licence = licence_of(distribution)
        if licence is None or not is_allowed(licence):
            refused.append(f"{name} {distribution.version}: {licence or 'names no licence that is understood'}")
        else:
            fine += 1
    print("\n".join(refused) if refused else f"{fine} dependencies, all under licences that are allowed")
    if absent:
        print(f"not installed, so not looked at: {', '.join(sorted(absent))}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
