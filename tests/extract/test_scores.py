"""The limits of the labelled messages: how many contacts are found, and how many are none.

The messages are no part of the project; where their folder is absent, nothing is measured.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from extract_tables import contacts_in

from scamguard.model.contacts import Account

FOLDER = Path(__file__).parents[3] / "shared" / "eval" / "text"
KINDS = ("url", "phone", "email", "account")
PLAIN_KINDS = ("url", "phone", "email")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the labelled messages are not part of the project")


class Score:
    """What was found in all messages, added up."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.groups: dict[str, Counter[str]] = defaultdict(Counter)
        self.exact_urls = 0
        self.ordinary = 0
        self.ordinary_with_contact = 0

    def add(self, message: dict[str, Any], scored: dict[str, Any], groups: dict[str, list[str]]) -> None:
        """Adds one message."""
        missed, extra = set(scored["fn"]), scored["fp"]
        counts = Counter(tp=len(scored["G"]) - len(missed), fp=len(extra), fn=len(missed), amb=scored["amb"])
        self.total += counts
        for place, (kind, _) in enumerate(scored["G"]):
            self.kinds[kind]["fn" if place in missed else "tp"] += 1
            self.exact_urls += kind == "url" and scored["how"][place] == "exact"
        for place in extra:
            self.kinds[scored["P"][place][0]]["fp"] += 1
        if not scored["G"]:
            self.ordinary += 1
            self.ordinary_with_contact += bool(extra)
            return
        tags = set(message.get("evasion") or ["none"])
        for group, members in groups.items():
            if tags & set(members):
                self.groups[group] += counts


@functools.cache
def score() -> Score:
    """Returns the score of the messages, by the rules that stand beside them."""
    rules = _rules()
    result = Score()
    for line in (FOLDER / "contacts_dev.jsonl").read_text("utf-8").splitlines():
        message = json.loads(line)
        result.add(message, rules.score_message(message["contacts"], _predicted(message["text"])), rules.GROUPS)
    return result


def _rules() -> Any:
    spec = importlib.util.spec_from_file_location("score_contacts", FOLDER / "score_contacts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _predicted(text: str) -> list[dict[str, str]]:
    predicted = []
    for contact in (finding.verdict.contact for finding in contacts_in(text)):
        kind = contact.network if isinstance(contact, Account) else contact.kind
        if contact.kind in KINDS:
            predicted.append({"kind": str(kind), "value": str(contact.canonical)})
    return predicted


def f1(counts: Counter[str], right: int = 0) -> float:
    """Returns the harmonic mean of precision and recall; `right` of the wrong ones are let pass."""
    hits = counts["tp"] + right
    return 2 * hits / (2 * hits + counts["fp"] + counts["fn"] - 2 * right)


def recall(counts: Counter[str]) -> float:
    """Returns how many of the contacts were found."""
    return counts["tp"] / (counts["tp"] + counts["fn"])


def test_contacts_are_found_with_their_kind() -> None:
    assert f1(score().total) >= 0.85


def test_contacts_are_found_where_any_kind_of_id_will_do() -> None:
    assert f1(score().total, right=score().total["amb"]) >= 0.90


def test_addresses_numbers_and_mailboxes_are_found() -> None:
    assert f1(sum((score().kinds[kind] for kind in PLAIN_KINDS), Counter())) >= 0.93


def test_no_group_of_disguises_stays_hidden() -> None:
    found = {group: recall(counts) for group, counts in score().groups.items()}

    assert len(found) == len(_rules().GROUPS)
    assert min(found.values()) >= 0.75, found


def test_addresses_are_whole() -> None:
    urls = score().kinds["url"]

    assert score().exact_urls >= 0.85 * (urls["tp"] + urls["fn"])


def test_ordinary_messages_stay_silent() -> None:
    assert score().ordinary >= 100
    assert score().ordinary_with_contact <= 0.02 * score().ordinary
