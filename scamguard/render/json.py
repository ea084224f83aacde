"""The JSON of a verdict, and of a report: one shape wherever it is written (docs/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from scamguard.model.verdict import Reason, Suggestion, Verdict

if TYPE_CHECKING:
    from scamguard.model.report import Report

_encoder = msgspec.json.Encoder()


def to_dict(answer: Verdict | Report, lang: str = "en") -> dict[str, Any]:
    """Returns a verdict, or what a scan returned, as the contract's JSON object, its sentences in "en" or "zh".

    Raises:
        TypeError: it is neither.
    """
    found: dict[str, Any] = msgspec.json.decode(encode(to_json_object(answer, lang)))
    return found


def to_json(answer: Verdict | Report, lang: str = "en") -> str:
    """Returns a verdict, or what a scan returned, as one line of JSON, its sentences in "en" or "zh".

    Raises:
        TypeError: it is neither.
    """
    return encode(to_json_object(answer, lang)).decode()


def to_json_object(answer: Verdict | Report, lang: str = "en") -> dict[str, Any]:
    """Returns the same as `to_dict` for `encode`, which takes parts that are no dicts as they are."""
    return _verdict(answer, lang) if isinstance(answer, Verdict) else _report(answer, lang)


def encode(value: Any) -> bytes:
    """Returns a value as one line of JSON in UTF-8."""
    return _encoder.encode(value)


def _report(report: object, lang: str) -> dict[str, Any]:
    from scamguard.model.report import Report  # what only scans need: a check does without these imports
    from scamguard.render.scan_json import report_to_dict

    if not isinstance(report, Report):
        raise TypeError(f"a Verdict or a Report is needed, not {type(report).__name__}")
    return report_to_dict(report, lang)


def _verdict(verdict: Verdict, lang: str) -> dict[str, Any]:
    return {
        "contact": verdict.contact,
        "claims": verdict.claims,
        "status": verdict.status,
        "quality": verdict.quality,
        "reasons": [_reason(reason, lang) for reason in verdict.reasons],
        "imitates": verdict.imitates,
        "instead": [_suggestion(suggestion, lang) for suggestion in verdict.instead],
        "if_claimed": verdict.if_claimed,
        "as_of": verdict.as_of,
        "knowledge": verdict.knowledge,
    }


def _reason(reason: Reason, lang: str) -> dict[str, Any]:
    return {
        "code": reason.code,
        "status": reason.status,
        "text": reason.in_language(lang),
        "found": reason.found or None,
        "facts": reason.facts,
    }


def _suggestion(suggestion: Suggestion, lang: str) -> dict[str, Any]:
    return {
        "kind": suggestion.kind,
        "value": suggestion.value,
        "label": suggestion.label.in_language(lang),
        "audience": suggestion.audience,
        "regions": suggestion.regions,
    }
