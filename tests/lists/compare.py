"""What open lists say, beside what scamguard says: `python tests/lists/compare.py ../shared/research/lists`.

Prints every disagreement, by list and platform, and the figures (docs/decisions/0017-open-lists-compared.md). Nothing
is imported from a list: each disagreement is read, and settled by hand. `--popular FILE` adds the alarms on the popular
hosts of a file, one a line; `--all` prints the names that a list gives to a platform and that are not on record, too.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import defensive
import open_lists
from open_lists import Group, Organisation, Routing

from scamguard import Guard, Knowledge, Status, Verdict
from scamguard.errors import UnknownPlatform
from scamguard.knowledge.schema import Channel, Platform

DATA: Final = Path(__file__).parents[2] / "data"
ALARMS: Final = frozenset({Status.RETIRED, Status.SUSPICIOUS, Status.IMPERSONATION})
#: Reason codes of contacts that are not on record.
UNKNOWN: Final = frozenset({"nothing-known", "not-listed", "short-link", "mailbox-on-own-domain"})
BEGIN, END = "<!-- figures: written by tests/lists/compare.py -->", "<!-- end of figures -->"
#: Where a routing list is told by the address of a source.
ROUTING_SOURCE: Final = "v2fly/domain-list-community"

AGREED, SILENT, NOT_ON_RECORD = "official on both sides", "on record, silent", "not on record"
ELSEWHERE = "in other lists, no alarm"
ALARM, NOT_OFFICIAL, ANOTHER = "alarm", "theirs, not official here", "given to somebody else"
UNLISTED, ALONE = "official here, in no list", "official here by this list alone"
TELLING, NO_ROLE = "official here, name with a telling word", "shortener without the role short-link"
#: What is no disagreement: a list holds more than the contacts that people are told, on purpose.
PEACEFUL: Final = (AGREED, SILENT, NOT_ON_RECORD, ELSEWHERE)


class Row(NamedTuple):
    """One contact of a list, or of ours that a list should know.

    Attributes:
        list: the list.
        platform: the slug, or what the list calls the owner.
        kind: AGREED and so on.
        contact: the contact.
        verdict: what scamguard answers.
    """

    list: str
    platform: str
    kind: str
    contact: str
    verdict: str


def main() -> None:
    """Prints the disagreements and the figures."""
    options = _options()
    asker = Asker(Guard(Knowledge.from_folder(options.data)))
    rows = list(dict.fromkeys(_rows(asker, options.lists, options.popular)))
    hidden = PEACEFUL if not options.all else (AGREED, SILENT, ELSEWHERE)
    shown = [row for row in rows if row.kind not in hidden]
    _print_disagreements(shown)
    text = figures(rows, len(asker.platforms))
    print(f"\n{text}")
    if options.page is not None:
        _write(options.page, text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", type=Path, metavar="FOLDER", help="where the lists are")
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="data folder; that of the checkout")
    parser.add_argument("--popular", type=Path, metavar="FILE", help="popular hosts, one a line")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the figures into this page between its marks")
    parser.add_argument("--all", action="store_true", help="print the names that are not on record, too")
    return parser.parse_args()


def _rows(asker: Asker, folder: Path, popular: Path | None) -> Iterator[Row]:
    yield from hotline_rows(asker, open_lists.hotlines(folder / "cn_hotlines.tsv"))
    routing = open_lists.routing(folder / "routing_domains.tsv")
    yield from routing_rows(asker, routing)
    yield from own_rows(asker, routing)
    for name, read in GROUPS.items():
        yield from group_rows(asker, name, read(folder / f"{name}.json"))
    yield from bank_rows(asker, open_lists.banks(folder / "misp_bank_websites.json"))
    yield from shortener_rows(asker, open_lists.hosts(folder / "url_shorteners.txt"))
    if popular is not None:
        for host in open_lists.hosts(popular):
            verdict = asker.host(host)
            yield Row("popular", _imitated(verdict), _kind_of(verdict), host, told(verdict))


GROUPS: Final[dict[str, Callable[[Path], list[Group]]]] = {
    "shared-credentials": open_lists.shared_credentials,
    "related_website_sets": open_lists.related_sites,
    "twofactorauth": open_lists.two_factor,
}


class Asker:
    """Asks one guard, and knows the platforms' homes.

    Args:
        guard: who answers.

    Attributes:
        platforms: slug -> the platform.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.knowledge = guard.knowledge
        self.platforms = dict(self.knowledge.platforms.items())
        self._today = dt.date.today()

    def host(self, host: str) -> Verdict:
        """Returns the verdict on a host that nobody is said to own."""
        return self.guard.check(host, kind="url", as_of=self._today)

    def contact(self, kind: str, value: str, claims: str | None = None) -> Verdict:
        """Returns the verdict on a contact of a Chinese organisation."""
        is_national = kind == "phone" and not value.startswith("+")
        return self.guard.check(
            value, kind=kind, claims=claims, region="CN" if is_national else None, as_of=self._today
        )

    def slug_of(self, name: str) -> str | None:
        """Returns the platform with a name, or with what stands before its brackets (a bank’s branch); else None."""
        for text in (name, name.partition("（")[0]):
            with contextlib.suppress(UnknownPlatform):
                return self.knowledge.names.slug_of(text)
        return None

    def owners(self, verdict: Verdict) -> frozenset[str]:
        """Returns the platforms that a verdict without a claim calls the contact's owners."""
        return frozenset(reason.finding.platform or "" for reason in verdict.reasons if reason.status is verdict.status)

    def are_sisters(self, one: str, other: str) -> bool:
        """Answers whether two platforms are on record as sister brands."""
        return one == other or other in self.platforms[one].not_same or one in self.platforms[other].not_same


def told(verdict: Verdict) -> str:
    """Returns a verdict in a few words: the status, the code that decided, the platform that it names."""
    reason = verdict.reasons[0]
    return " ".join(filter(None, (verdict.status.value, reason.code, verdict.imitates or reason.finding.platform)))


def _kind_of(verdict: Verdict) -> str:
    if verdict.status is Status.OFFICIAL:
        return AGREED
    if verdict.status in ALARMS or verdict.status is Status.INVALID:
        return ALARM
    return NOT_ON_RECORD if verdict.reasons[0].code in UNKNOWN else SILENT


def _imitated(verdict: Verdict) -> str:
    return verdict.imitates or verdict.reasons[0].finding.platform or "-"


# ---- hotlines


def hotline_rows(asker: Asker, organisations: Sequence[Organisation]) -> Iterator[Row]:
    """Yields what the Chinese organisations' numbers, mailboxes and sites are here.

    Those of a platform's name are asked about with that claim; those of others must raise no alarm, and what is
    official here must not be theirs.
    """
    for organisation in organisations:
        slug = asker.slug_of(organisation.name)
        for kind, value in organisation.contacts:
            verdict = asker.contact(kind, value, slug)
            found = _kind_of(verdict) if slug is not None else _kind_of_others(verdict)
            if slug is not None and found in (SILENT, NOT_ON_RECORD):
                found = NOT_OFFICIAL
            yield Row("cn_hotlines", slug or organisation.name, found, value, told(verdict))


def _kind_of_others(verdict: Verdict) -> str:
    """Returns what it is that a contact of an organisation that is no platform of ours is on record."""
    return ANOTHER if verdict.status is Status.OFFICIAL else _kind_of(verdict)


# ---- routing lists


def routing_rows(asker: Asker, routing: Routing) -> Iterator[Row]:
    """Yields what each name of each routing list is here.

    In a list with a platform's home, and in those that it includes, a name must be that platform's, or a sister's. In
    other lists a name must raise no alarm, and in those of one owner none may be official.
    """
    homed = _lists_of_platforms(asker, routing)
    for name, hosts in routing.lists.items():
        for host in hosts:
            verdict = asker.host(host)
            kind = _kind_of(verdict)
            if name in homed:
                is_ours = kind != AGREED or _is_known_to(asker, verdict, homed[name])
                yield Row(f"v2fly:{name}", _imitated(verdict), kind if is_ours else ANOTHER, host, told(verdict))
            else:
                kind = ANOTHER if kind == AGREED and open_lists.is_one_owners(name) else kind
                kind = kind if kind in (ALARM, ANOTHER) else ELSEWHERE
                yield Row(f"v2fly:{name}", _imitated(verdict), kind, host, told(verdict))


def _lists_of_platforms(asker: Asker, routing: Routing) -> dict[str, set[str]]:
    """Returns the lists with the home of a platform, and the same owner's around them, with these platforms."""
    homed: dict[str, set[str]] = defaultdict(set)
    for slug, platform in asker.platforms.items():
        for name in routing.about(platform.home):
            for part in routing.around(name):
                homed[part].add(slug)
    return homed


def _is_known_to(asker: Asker, verdict: Verdict, slugs: Iterable[str]) -> bool:
    return any(asker.are_sisters(slug, owner) for slug in slugs for owner in asker.owners(verdict) if owner)


def own_rows(asker: Asker, routing: Routing) -> Iterator[Row]:
    """Yields our official domains that the lists do not know, that rest on them alone, or that sound defensive."""
    for slug, platform in asker.platforms.items():
        if routing.about(platform.home):
            for host, channel in defensive.official_hosts(platform, asker.knowledge).items():
                if not routing.above(host):
                    yield Row("ours", slug, UNLISTED, host, f"{channel.role}, {channel.quality}")
        for channel in platform.channels:
            if defensive.is_official(channel) and _rests_on_routing(platform, channel):
                yield Row("ours", slug, ALONE, channel.value, f"{channel.role}, {channel.quality}")
    for found in defensive.told(asker.knowledge):
        yield Row("ours", found.slug, TELLING, found.host, f"{found.name} + {found.word}")


def _rests_on_routing(platform: Platform, channel: Channel) -> bool:
    urls = {source.id: source.url or "" for source in platform.sources}
    return all(ROUTING_SOURCE in urls[source] for source in channel.sources)


# ---- groups of one owner


def group_rows(asker: Asker, name: str, groups: Sequence[Group]) -> Iterator[Row]:
    """Yields what the hosts of each group are here: they must be the same platform's, or sisters', and no alarm."""
    for group in groups:
        verdicts = {host: asker.host(host) for host in group.hosts}
        official = [verdict for verdict in verdicts.values() if verdict.status is Status.OFFICIAL]
        owners = asker.owners(official[0]) - {""} if official else frozenset()
        for host, verdict in verdicts.items():
            kind = _kind_in_group(asker, verdict, owners, host in group.former)
            if owners or kind == ALARM:
                yield Row(name, next(iter(sorted(owners)), group.name), kind, host, told(verdict))


def _kind_in_group(asker: Asker, verdict: Verdict, owners: Iterable[str], is_former: bool) -> str:
    if verdict.status is Status.RETIRED and is_former:
        return AGREED
    if verdict.status is Status.OFFICIAL and not _is_known_to(asker, verdict, owners):
        return ANOTHER
    return _kind_of(verdict)


# ---- banks, shorteners


def bank_rows(asker: Asker, hosts: Sequence[str]) -> Iterator[Row]:
    """Yields what the bank sites are here; a site with the name of a bank of ours should be on record."""
    names = {
        name: platform.slug
        for platform in asker.platforms.values()
        for name in defensive.own_names(platform)
        if platform.category == "bank"
    }
    for host in hosts:
        verdict = asker.host(host)
        kind = _kind_of(verdict)
        label = asker.knowledge.suffixes.registrable(host).partition(".")[0].replace("-", "")
        bank = next((slug for name, slug in names.items() if label.startswith(name) or label.endswith(name)), "-")
        if kind == NOT_ON_RECORD and bank != "-":
            kind = NOT_OFFICIAL
        yield Row("misp_bank_websites", verdict.imitates or bank, kind, host, told(verdict))


def shortener_rows(asker: Asker, hosts: Sequence[str]) -> Iterator[Row]:
    """Yields what the shorteners are here: an official one needs the role short-link."""
    for host in hosts:
        verdict = asker.host(host)
        roles = {entry.channel.role for entry in asker.knowledge.hosts.entries_for(host)}
        kind = NO_ROLE if verdict.status is Status.OFFICIAL and "short-link" not in roles else _kind_of(verdict)
        yield Row("url_shorteners", _imitated(verdict), kind, host, told(verdict))


# ---- print


def _print_disagreements(rows: Sequence[Row]) -> None:
    grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.list, row.platform, row.kind].append(row)
    for (name, platform, kind), found in sorted(grouped.items()):
        print(f"\n== {name} · {platform} · {kind}: {len(found)}")
        for row in sorted(found):
            print(f"{row.contact:44} {row.verdict}")


def figures(rows: Sequence[Row], platforms: int) -> str:
    """Returns what was compared, and the alarms on names of the routing lists, as tables in Markdown."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    alarms: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.list.partition(":")[0]][row.kind] += 1
        if row.kind == ALARM and row.list.startswith("v2fly:"):
            alarms[row.platform][_shape_of(row.verdict)] += 1
    kinds = [*PEACEFUL, *sorted({row.kind for row in rows}.difference(PEACEFUL))]
    lines = [f"{dt.date.today()}, {platforms} platforms:", ""]
    lines += _table("list", {name: counts[name] for name in counts}, kinds)
    lines += ["", "Alarms on names of the routing lists, by the platform that they look like:", ""]
    lines += _table("platform", dict(sorted(alarms.items())), SHAPES)
    return "\n".join(lines)


#: What an alarm rests on, from its reason codes.
SHAPES: Final = ("slip or shape", "name with words", "other ending", "on a provider's host", "other")
_CODES: Final = {
    "lookalike-keyword": SHAPES[1],
    "lookalike-suffix": SHAPES[2],
    "lookalike-embedding": SHAPES[3],
    "name-on-foreign-host": SHAPES[3],
}


def _shape_of(verdict: str) -> str:
    code = verdict.split()[1]
    return _CODES.get(code, SHAPES[0] if code.startswith("lookalike-") else SHAPES[4])


def _table(title: str, counts: Mapping[str, Counter[str]], columns: Sequence[str]) -> list[str]:
    lines = [f"| {title} | {' | '.join(columns)} | all |", "| --- |" + " ---: |" * (len(columns) + 1)]
    for name, count in counts.items():
        cells = (f"{count[column]:,}" if count[column] else "" for column in columns)
        lines.append(f"| {name} | {' | '.join(cells)} | {count.total():,} |")
    return lines


def _write(page: Path, text: str) -> None:
    old = page.read_text(encoding="utf-8")
    before, _, rest = old.partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
