"""Writes the bill of materials of a wheel, CycloneDX 1.6 in JSON: `python tests/release/sbom.py WHEEL OUT`.

In it: the wheel, what installing it brings here and now, and the data that it carries, each with version, licence and
SHA-256. The same wheel and the same versions give the same bytes: the serial number is made from the content, and
there is a time only where SOURCE_DATE_EPOCH names it. No path of this machine and no address is in it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from licences import is_allowed
from packages import Package, packages_of
from packageurl import PackageURL
from shipped_data import Data, shipped_data

#: What serial numbers are made under; any fixed UUID would do.
_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_OID, "scamguard bill of materials")
#: What does not belong into it: addresses, and folders of a machine.
_STRAY: Final = re.compile(r'(?<!"\$schema": ")(?:https?|file)://|(?<![\w.-])/(?:home|root|tmp|work|opt|usr|var)/')


class SbomError(Exception):
    """The bill of materials is not what it must be; the text says why, in one line."""


def to_json(packages: Sequence[Package], data: Sequence[Data], name: str = "scamguard") -> str:
    """Returns the bill of materials.

    Args:
        packages: what is installed, the package of that name among it.
        data: what the wheel carries.
        name: whose bill it is.

    Raises:
        SbomError: a licence is missing or not allowed; the document is not valid; something stray is in it.
    """
    _require_licences(packages, data)
    parts = {package.name: _of_package(package) for package in packages}
    carried = [_of_data(each) for each in data]
    bom = Bom(components=[*(part for key, part in parts.items() if key != name), *carried])
    bom.metadata.component = parts[name]
    bom.metadata.component.type = ComponentType.LIBRARY
    for package in packages:
        own = carried if package.name == name else []
        bom.register_dependency(parts[package.name], [*(parts[required] for required in package.requires), *own])
    return _settled(JsonV1Dot6(bom).output_as_string())


def _require_licences(packages: Sequence[Package], data: Sequence[Data]) -> None:
    named = [(each.name, each.version, each.licence) for each in packages]
    for name, version, licence in [*named, *((each.name, each.version, each.licence) for each in data)]:
        if licence is None or not is_allowed(licence):
            raise SbomError(f"{name} {version}: {licence or 'names no licence that is understood'}")


def _of_package(package: Package) -> Component:
    purl = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        type=ComponentType.LIBRARY,
        name=package.name,
        version=package.version,
        bom_ref=str(purl),
        purl=purl,
        licenses=[_licence(package.licence or "")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=package.sha256)] if package.sha256 else (),
    )


def _of_data(data: Data) -> Component:
    return Component(
        type=ComponentType.DATA,
        name=data.name,
        version=data.version,
        bom_ref=f"data:{data.name}",
        description=data.about,
        licenses=[_licence(data.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=data.sha256)],
    )


def _licence(expression: str) -> DisjunctiveLicense | LicenseExpression:
    """Returns a licence by its id, several of them or one of our own as an expression."""
    is_one_of_spdx = " " not in expression and not expression.startswith("LicenseRef-")
    return DisjunctiveLicense(id=expression) if is_one_of_spdx else LicenseExpression(value=expression)


def _settled(text: str) -> str:
    """Returns the document without what changes from run to run, after it was found valid."""
    document = json.loads(text)
    del document["serialNumber"], document["metadata"]["timestamp"]
    document["metadata"]["properties"] = [
        {"name": property_.name, "value": property_.value} for property_ in _where_it_holds()
    ]
    content = json.dumps(document, sort_keys=True)
    document["serialNumber"] = uuid.uuid5(_NAMESPACE, content).urn
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        document["metadata"]["timestamp"] = dt.datetime.fromtimestamp(int(epoch), dt.UTC).isoformat()
    settled = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if (wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(settled)) is not None:
        raise SbomError(f"not valid: {wrong!r}"[:300])
    if stray := _STRAY.search(settled):
        raise SbomError(f"holds {settled[stray.start() : stray.start() + 60]!r}")
    return settled


def _where_it_holds() -> list[Property]:
    """Returns for what the digests of compiled packages hold: they differ from platform to platform."""
    return [
        Property(name="scamguard:python", value=f"{platform.python_implementation()} {platform.python_version()}"),
        Property(name="scamguard:platform", value=f"{platform.system()} {platform.machine()}"),
    ]


def main() -> int:
    """Writes the bill of materials and returns the exit status."""
    wheel, out = map(Path, sys.argv[1:3])
    try:
        packages, data = packages_of(wheel), shipped_data(wheel)
        first = to_json(packages, data)
        if first != to_json(packages[::-1], data[::-1]):
            raise SbomError("the same parts give two documents")
    except SbomError as error:
        print(error)
        return 1
    out.write_text(first, encoding="utf-8")
    document = json.loads(first)
    print(f"{len(document['components'])} components, valid CycloneDX 1.6, the same twice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
