"""The OpenAPI document, from the types that requests are read into and answers are written from."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from scamguard.knowledge.schema import Platform
from scamguard.model.answers import AboutAnswer, PlatformLine, ReportAnswer, VerdictAnswer
from scamguard.model.verdict import Code
from scamguard.server.examples import CHECK, CHECKED, PROBLEM, SCAN
from scamguard.service.problems import MEDIA_TYPE, Problem
from scamguard.service.requests import BatchItem, BatchRequest, CheckRequest, ScanRequest
from scamguard.version import VERSION

_TYPES: Final = (
    CheckRequest,
    BatchItem,
    BatchRequest,
    ScanRequest,
    VerdictAnswer,
    ReportAnswer,
    AboutAnswer,
    PlatformLine,
    Platform,
    Code,
    Problem,
)
_TEMPLATE: Final = "#/components/schemas/{name}"
_ANYWHERE: Final = (400, 401, 403, 429, 431, 500, 503)
_POSTED: Final = (408, 413, 415, 422)
_ABOUT: Final = """Does this phone number, address, link, account or channel belong to whom it is said to?

Verdicts rest on records with sources; `unverified` is not "safe". What is sent here is answered and not kept."""


def document() -> dict[str, Any]:
    """Returns the OpenAPI 3.1 document of the HTTP API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "scamguard",
            "version": VERSION,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _paths() -> dict[str, Any]:
    return {
        "/v1/check": {
            "post": _post("check", "One contact: is it theirs?", "CheckRequest", CHECK, _ref("VerdictAnswer"))
        },
        "/v1/check/batch": {
            "post": _post(
                "checkBatch",
                "Up to 1,000 contacts; one that cannot be answered has an error and stops nothing.",
                "BatchRequest",
                {"checks": [{"id": 1, **CHECK}]},
                _ref("BatchAnswer"),
            )
        },
        "/v1/scan": {
            "post": _post(
                "scan",
                "The contacts, claims and demands in a text or page of up to 1,000,000 bytes.",
                "ScanRequest",
                SCAN,
                _ref("ReportAnswer"),
                (504,),
            )
        },
        "/v1/about": {"get": _get("about", "Who answers, and from what.", _ref("AboutAnswer"))},
        "/v1/platforms": {
            "get": _get("platforms", "Who is on record.", {"type": "array", "items": _ref("PlatformLine")})
        },
        "/v1/platforms/{name}": {
            "get": _get(
                "platform", "Everything on record about one, by slug or name.", _ref("Platform"), "name", "tiktok-shop"
            )
        },
        "/v1/reasons/{code}": {
            "get": _get("reason", "What a reason code means.", _ref("Code"), "code", "no-such-channel")
        },
        "/readyz": {"get": _get("ready", "Which knowledge answers.", _READY)},
        "/healthz": {"get": _text("health", "The worker answers.")},
        "/metrics": {"get": _text("metrics", "Counts, in Prometheus' text format.")},
        "/problems": {"get": _get("problems", "The kinds of problems.", _KINDS)},
    }


def _post(
    name: str, summary: str, request: str, example: object, answer: dict[str, Any], also: tuple[int, ...] = ()
) -> dict[str, Any]:
    content = {"schema": _ref(request), "examples": {"usual": {"value": example}}}
    shown = {"usual": {"value": CHECKED}} if name == "check" else None
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {**_answered(answer, shown), **_refused(*_ANYWHERE, *_POSTED, *also)},
    }


def _get(
    name: str, summary: str, answer: dict[str, Any], parameter: str | None = None, example: str = ""
) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": name, "summary": summary}
    also: tuple[int, ...] = ()
    if parameter is not None:
        schema = {"type": "string", "minLength": 1}
        found["parameters"] = [
            {"name": parameter, "in": "path", "required": True, "schema": schema, "example": example}
        ]
        also = (404,)
    return {**found, "responses": {**_answered(answer), **_refused(*_ANYWHERE, *also)}}


def _text(name: str, summary: str) -> dict[str, Any]:
    answer = {"description": summary, "content": {"text/plain": {"schema": {"type": "string"}}}}
    return {"operationId": name, "summary": summary, "responses": {"200": answer, **_refused(*_ANYWHERE)}}


def _answered(schema: dict[str, Any], examples: dict[str, Any] | None = None) -> dict[str, Any]:
    content = {"schema": schema, **({"examples": examples} if examples else {})}
    return {"200": {"description": "The answer.", "content": {"application/json": content}}}


def _refused(*statuses: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _ref("Problem"), "examples": {"usual": {"value": PROBLEM}}}}
    return {str(status): {"description": "A problem (RFC 9457).", "content": content} for status in statuses}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _TEMPLATE.format(name=name)}


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components(_TYPES, ref_template=_TEMPLATE)
    # Each check of a batch is read by itself, so that a bad one stops nothing: the type does not say what it is.
    found["BatchRequest"]["properties"]["checks"]["items"] = _ref("BatchItem")
    identified = {"type": "object", "required": ["id"], "properties": {"id": {}}}
    found["IdentifiedVerdict"] = {"allOf": [_ref("VerdictAnswer"), identified]}
    found["Unanswered"] = {
        "type": "object",
        "required": ["id", "error", "problem"],
        "properties": {"id": {}, "error": {"type": "string"}, "problem": _ref("Problem")},
    }
    found["BatchAnswer"] = {
        "type": "object",
        "required": ["answers"],
        "properties": {
            "answers": {"type": "array", "items": {"anyOf": [_ref("IdentifiedVerdict"), _ref("Unanswered")]}}
        },
    }
    return dict(sorted(found.items()))


_READY: Final = {
    "type": "object",
    "required": ["status", "knowledge"],
    "properties": {"status": {"const": "ready"}, "knowledge": _ref("KnowledgeVersion")},
}
_KINDS: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "status", "title"],
        "properties": {"type": {"type": "string"}, "status": {"type": "integer"}, "title": {"type": "string"}},
    },
}
