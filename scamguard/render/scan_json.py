"""The JSON of a scan: the verdict's JSON with its place in the text (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scamguard.model.contacts import NoContact
from scamguard.model.report import Report, ScanFinding
from scamguard.render.json import to_json_object
from scamguard.render.places import Place, places_of
from scamguard.render.visible import to_encodable


def report_to_dict(report: Report, lang: str = "en") -> dict[str, Any]:
    """Returns what was found in one text, its sentences in "en" or "zh"."""
    return {**about_to_dict(report, lang), "findings": list(findings_to_dicts(report, lang))}


def about_to_dict(report: Report, lang: str = "en") -> dict[str, Any]:
    """Returns what is said about a text as a whole."""
    return {
        "file": _encodable(report.file),
        "notes": [to_encodable(note.in_language(lang)) for note in report.notes],
    }


def findings_to_dicts(report: Report, lang: str = "en") -> Iterator[dict[str, Any]]:
    """Yields the findings of one text, in its order."""
    places = places_of(report.text, (finding.start for finding in report.findings))
    for finding in report.findings:
        yield _finding(report, finding, places[finding.start], lang)


def finding_to_dict(report: Report, finding: ScanFinding, lang: str = "en") -> dict[str, Any]:
    """Returns one finding; `findings_to_dicts` counts the lines of a text once for all of them."""
    return _finding(report, finding, places_of(report.text, (finding.start,))[finding.start], lang)


def _finding(report: Report, finding: ScanFinding, place: Place, lang: str) -> dict[str, Any]:
    verdict = to_json_object(finding.verdict, lang)
    if isinstance(finding.verdict.contact, NoContact) or finding.finding != "contact":
        verdict["contact"] = None
    return {
        "finding": finding.finding,
        "file": _encodable(report.file),
        "start": finding.start,
        "end": finding.end,
        "line": place.line,
        "column": place.column,
        "surface": to_encodable(finding.surface),
        "claim": _claim(finding),
        "warned_of": finding.is_warned_of,
        **verdict,
    }


def _claim(finding: ScanFinding) -> dict[str, Any] | None:
    claim = finding.claim
    if claim is None:
        return None
    return {
        "origin": claim.origin,
        "surface": to_encodable(claim.surface),
        "start": claim.start,
        "end": claim.end,
    }


def _encodable(name: str | None) -> str | None:
    return None if name is None else to_encodable(name)
