"""Compares a host that nobody is known to own with the names on record: finds the traces, asks the rules."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.model.verdict import Finding
from scamguard.rules import (
    excuses,
    lookalike_characters,
    lookalike_doubled,
    lookalike_embedding,
    lookalike_ending,
    lookalike_homograph,
    lookalike_hyphen,
    lookalike_keyword,
    lookalike_suffix,
    lookalike_typo,
    lookalike_vowel,
    name_on_foreign_host,
)
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.trace import Likeness, Trace
from scamguard.rules.traces import in_order, traces_in

#: The rules that judge one trace; the first that speaks is heard.
TRACE_RULES = (
    lookalike_homograph.find,
    lookalike_suffix.find,
    lookalike_hyphen.find,
    name_on_foreign_host.find,
    lookalike_keyword.find,
    lookalike_characters.find,
    lookalike_doubled.find,
    lookalike_vowel.find,
    lookalike_ending.find,
    lookalike_typo.find,
)


def find(case: Case) -> Iterable[Finding]:
    """Returns at most one finding: how the host of a contact imitates a name, or carries one where anyone can write."""
    host = case.foreign_host
    if host is not None:
        index = case.knowledge.likeness
        if len(host.chosen) > 1 or "-" in host.owner_label:
            embedded = lookalike_embedding.find(case, host)
            if embedded is not None:
                return (embedded,)
        traces = traces_in(host.chosen, index, case.claims)
        if traces and (finding := _first(case, host, traces)) is not None:
            return (finding,)
    return name_on_foreign_host.find_on_open_host(case) if case.is_mentioned else ()


def _first(case: Case, host: HostParts, traces: list[Trace]) -> Finding | None:
    is_excused = excuses.stands_at_a_government(host)
    for trace in in_order(traces, case.claims):
        if is_excused and trace.likeness is not Likeness.SKELETON:
            continue
        for rule in TRACE_RULES:
            finding = rule(case, host, trace)
            if finding is not None:
                return finding
    return None
