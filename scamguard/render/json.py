"""The JSON of a verdict: one shape for the command line, HTTP, assistants and frames (docs/json.md)."""

from __future__ import annotations

from typing import Any

import msgspec

from scamguard.model.verdict import Reason, Suggestion, Verdict

_encoder = msgspec.json.Encoder()


def to_dict(verdict: Verdict, lang: str = "en") -> dict[str, Any]:
    """Returns the verdict as the contract's JSON object, its sentences in "en" or "zh"."""
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


def to_json(verdict: Verdict, lang: str = "en") -> str:
    """Returns the verdict as one line of JSON, its sentences in "en" or "zh"."""
    return encode(to_dict(verdict, lang)).decode()


def encode(value: Any) -> bytes:
    """Returns a value as one line of JSON in UTF-8."""
    return _encoder.encode(value)


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
