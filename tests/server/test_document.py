"""The OpenAPI document, and a client that asks everything which it allows and much that it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from scamguard.server.examples import PROBLEM
from scamguard.server.openapi import document
from server.running import Running, serving

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance"
)


def schema_of(name: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}


def test_every_reference_of_the_document_leads_somewhere() -> None:
    text = json.dumps(document())
    names = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}

    assert names <= document()["components"]["schemas"].keys()
    assert document()["components"]["schemas"].keys() - names <= {"IdentifiedVerdict", "Unanswered"}


@pytest.mark.parametrize(
    ("method", "path", "body", "name"),
    [
        ("POST", "/v1/check", {"contact": "400-882-1234", "claims": "tiktok-shop"}, "VerdictAnswer"),
        ("POST", "/v1/check", {"contact": ""}, "VerdictAnswer"),
        ("POST", "/v1/check/batch", {"checks": [{"contact": "95588"}, 5]}, "BatchAnswer"),
        ("POST", "/v1/scan", {"text": "TikTok Shop: 400-882-1234. Tell us the code."}, "ReportAnswer"),
        ("GET", "/v1/platforms/icbc", None, "Platform"),
        ("GET", "/v1/reasons/no-such-channel", None, "Code"),
        ("POST", "/v1/check", {"contact": 5}, "Problem"),
    ],
)
def test_answers_are_what_the_document_says(server: Running, method: str, path: str, body: object, name: str) -> None:
    jsonschema.validate(server.ask(method, path, body).json, schema_of(name), jsonschema.Draft202012Validator)


def test_the_schemas_are_strict_enough_to_refuse() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**PROBLEM, "status": "422"}, schema_of("Problem"), jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"contact": "x", "clams": "y"}, schema_of("CheckRequest"), jsonschema.Draft202012Validator)


@pytest.mark.lengthy
def test_nothing_that_the_document_allows_or_not_breaks_the_server(tmp_path: Path) -> None:
    pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    with serving(tmp_path, "--rate", "0") as running:
        found = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{running.port}/openapi.json"),
                *("--checks", CHECKS, "--max-examples", "60", "--seed", "6", "--no-color"),
                *("--generation-database", "none"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=600,
        )

    assert found.returncode == 0, found.stdout[-5000:] + found.stderr[-2000:]
    assert "No issues found" in found.stdout
