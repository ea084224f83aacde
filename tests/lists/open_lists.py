"""Reads the open lists that `compare.py` asks about: who is said to have which contacts (shared/research/lists)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

#: Rules of the routing lists that are one name each; the others are patterns, and lists within lists.
_NAMES: Final = frozenset({"domain", "full"})
#: Lists of a trade, a country or a purpose: they do not say whose a name is.
_MIXED: Final = ("category-", "geolocation-", "connectivity-check", "private")


class Organisation(NamedTuple):
    """An organisation and its contacts, each a kind (phone, email, url) and a value."""

    name: str
    contacts: tuple[tuple[str, str], ...]


class Group(NamedTuple):
    """Hosts that a list gives to one owner.

    Attributes:
        name: what the list calls the owner, or its first host.
        hosts: all of them.
        former: those of them that the list says are no longer in use.
    """

    name: str
    hosts: tuple[str, ...]
    former: frozenset[str] = frozenset()


class Routing(NamedTuple):
    """The routing lists of v2fly.

    Attributes:
        lists: list -> the names in it, not those of the lists that it includes.
        of: name -> the lists that it stands in.
        included: list -> the lists that it includes.
    """

    lists: Mapping[str, tuple[str, ...]]
    of: Mapping[str, tuple[str, ...]]
    included: Mapping[str, tuple[str, ...]]

    def about(self, host: str) -> tuple[str, ...]:
        """Returns the lists of one owner that hold a host itself."""
        return tuple(name for name in self.of.get(host, ()) if is_one_owners(name))

    def around(self, name: str) -> frozenset[str]:
        """Returns the owner's lists around a list: those that include it, and all that these include, and so on."""
        found: set[str] = set()
        todo = [name, *(other for other, parts in self.included.items() if name in parts)]
        while todo:
            name = todo.pop()
            if name not in found and is_one_owners(name):
                found.add(name)
                todo += self.included.get(name, ())
        return frozenset(found)

    def above(self, host: str) -> tuple[str, ...]:
        """Returns the lists that hold a host or a domain above it, of one owner or of many."""
        labels = host.split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return tuple(dict.fromkeys(name for parent in parents for name in self.of.get(parent, ())))


def is_one_owners(name: str) -> bool:
    """Answers whether a routing list is about one owner."""
    return not name.startswith(_MIXED)


def hotlines(path: Path) -> list[Organisation]:
    """Returns the Chinese organisations of metowolf/vCards."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(path):
        found[row["organization"]].append((row["type"], row["value"]))
    return [Organisation(name, tuple(contacts)) for name, contacts in found.items()]


def routing(path: Path) -> Routing:
    """Returns the lists of v2fly/domain-list-community."""
    lists: dict[str, list[str]] = defaultdict(list)
    of: dict[str, list[str]] = defaultdict(list)
    included: dict[str, list[str]] = defaultdict(list)
    for row in _rows(path):
        if row["rule"] in _NAMES:
            lists[row["list"]].append(row["value"])
            of[row["value"]].append(row["list"])
        elif row["rule"] == "include":
            included[row["list"]].append(row["value"])
    return Routing(_frozen(lists), _frozen(of), _frozen(included))


def shared_credentials(path: Path) -> list[Group]:
    """Returns the groups of hosts that share a login, of apple/password-manager-resources."""
    return [_logins(entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def _logins(entry: Mapping[str, Any]) -> Group:
    former = entry.get("from", [])
    hosts = (*entry.get("shared", []), *entry.get("to", []), *former)
    return Group(hosts[0], hosts, frozenset(former if entry.get("fromDomainsAreObsoleted") else ()))


def related_sites(path: Path) -> list[Group]:
    """Returns the sets of sites that their owners declared, of GoogleChrome/related-website-sets."""
    found = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["sets"]:
        sites = (entry["primary"], *entry.get("associatedSites", []), *entry.get("serviceSites", []))
        countries = [site for sites in entry.get("ccTLDs", {}).values() for site in sites]
        hosts = tuple(site.removeprefix("https://") for site in (*sites, *countries))
        found.append(Group(hosts[0], hosts))
    return found


def two_factor(path: Path) -> list[Group]:
    """Returns the services of 2factorauth/twofactorauth with their domains."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    return [Group(entry["name"], (entry["domain"], *entry.get("additional-domains", []))) for entry in entries]


def banks(path: Path) -> list[str]:
    """Returns the bank sites of the MISP warning list."""
    return [host.lstrip(".").lower() for host in json.loads(path.read_text(encoding="utf-8"))["list"]]


def hosts(path: Path) -> list[str]:
    """Returns the hosts of a file with one a line."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _frozen(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in table.items()}
