"""A scan as SARIF 2.1.0 (OASIS Standard, with Errata 01), for code hosts and editors; §n are its sections."""

from __future__ import annotations

import hashlib
import os.path
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from scamguard.model.document import Unreadable
from scamguard.model.report import Report, ScanFinding
from scamguard.model.verdict import Code, Sentence, Status
from scamguard.render.places import Place, places_of
from scamguard.render.scan_words import to_finding_answer
from scamguard.render.visible import to_encodable, to_visible

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The uri of a text that came from standard input.
STDIN_URI: Final = "stdin"
#: What relative addresses are relative to: the folder that the scan ran in (§3.14.14).
BASE: Final = "%SRCROOT%"
_FINGERPRINT: Final = "scamguardFinding/v1"
_BASE_TEXT: Final = Sentence("The folder that the scan ran in.", "运行扫描时所在的文件夹。")
_LEVELS: Final = {Status.IMPERSONATION: "error", Status.SUSPICIOUS: "warning", Status.RETIRED: "warning"}


def to_dict(
    reports: Sequence[Report],
    unreadable: Sequence[Unreadable] = (),
    *,
    lang: str,
    names: dict[str, Sentence],
    version: str,
    folder: str = "",
) -> dict[str, Any]:
    """Returns one SARIF log with one run; a finding that is no alarm is no result.

    Args:
        reports: what was found, one a text.
        unreadable: what could not be read.
        lang: "en" or "zh".
        names: slug -> the platform's name as people read it.
        version: version of this program.
        folder: the folder that relative names are relative to; absolute names below it become relative.
    """
    log = _Log(lang, names, folder)
    results = [result for report in reports for result in log.results_of(report)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "scamguard", "version": version, "rules": log.rules}},
                "language": "zh-CN" if lang == "zh" else "en",
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "originalUriBaseIds": {BASE: {"description": {"text": _BASE_TEXT.in_language(lang)}}},
                "invocations": [
                    {"executionSuccessful": True, "toolExecutionNotifications": list(map(log.notification, unreadable))}
                ],
                "artifacts": [
                    {"location": log.location(file)} for file in dict.fromkeys(report.file for report in reports)
                ],
                "results": results,
            }
        ],
    }


class _Log:
    """Collects the rules that results refer to."""

    def __init__(self, lang: str, names: dict[str, Sentence], folder: str) -> None:
        self._lang = lang
        self._names = names
        self._folder = folder
        self._index: dict[str, int] = {}
        self.rules: list[dict[str, Any]] = []

    def results_of(self, report: Report) -> Iterator[dict[str, Any]]:
        """Yields the alarms of one text."""
        alarms = report.alarms
        places = places_of(report.text, (offset for found in alarms for offset in (found.start, found.end)))
        seen: Counter[str] = Counter()
        for finding in alarms:
            yield self._result(report, finding, places, seen)

    def _result(
        self, report: Report, finding: ScanFinding, places: dict[int, Place], seen: Counter[str]
    ) -> dict[str, Any]:
        verdict = finding.verdict
        reason = verdict.reasons[0]
        said = f"{to_finding_answer(finding, self._lang, self._names)} {reason.in_language(self._lang)}"
        return {
            "ruleId": reason.code,
            "ruleIndex": self._rule_index(reason.finding.code),
            "level": _LEVELS[verdict.status],
            "message": {"text": _plain_message(said)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": self.location(report.file),
                        "region": _region(finding, places[finding.start], places[finding.end]),
                    }
                }
            ],
            "partialFingerprints": {_FINGERPRINT: _fingerprint(finding, seen)},
            "properties": {
                "finding": finding.finding,
                "status": verdict.status,
                "quality": verdict.quality,
                "claims": verdict.claims,
            },
        }

    def _rule_index(self, code: Code) -> int:
        if code.name not in self._index:
            self._index[code.name] = len(self.rules)
            self.rules.append(_rule(code, self._lang))
        return self._index[code.name]

    def location(self, file: str | None) -> dict[str, Any]:
        """Returns the artifact location of a text (§3.4): relative to the base where it is below it."""
        if file is None:
            return {"uri": STDIN_URI, "uriBaseId": BASE}
        uri = to_uri(file, self._folder)
        return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": BASE}

    def notification(self, unreadable: Unreadable) -> dict[str, Any]:
        """Returns what is said about a file that could not be read (§3.58)."""
        return {
            "level": "warning",
            "message": {"text": _plain_message(unreadable.problem)},
            "locations": [{"physicalLocation": {"artifactLocation": self.location(unreadable.file)}}],
        }


def to_uri(file: str, folder: str = "") -> str:
    """Returns the percent-encoded address of a file: relative to the folder if it is in it, else absolute.

    A name inside an archive ("shop.zip!/page.html") stays one path. Bytes of a name that are no UTF-8 are encoded as
    they are.
    """
    path = PurePath(os.path.normpath(os.path.join(folder, file)) if folder else file)
    if folder and path.is_relative_to(folder):
        path = path.relative_to(folder)
    encoded = quote(_to_bytes(path.as_posix()), safe="/!~")
    if path.is_absolute():
        return "file://" + ("" if encoded.startswith("/") else "/") + encoded
    return encoded


def _to_bytes(name: str) -> bytes:
    try:
        return name.encode("utf-8", "surrogateescape")  # the bytes that the file system has
    except UnicodeEncodeError:
        return to_encodable(name).encode()


def _rule(code: Code, lang: str) -> dict[str, Any]:
    explanation = code.explanation
    return {
        "id": code.name,
        "name": "".join(part.capitalize() for part in code.name.split("-")),
        "shortDescription": {"text": _plain_message(explanation.meaning.in_language(lang))},
        "fullDescription": {"text": _plain_message(explanation.why.in_language(lang))},
        "help": {"text": _plain_message(explanation.action.in_language(lang))},
    }


def _region(finding: ScanFinding, start: Place, end: Place) -> dict[str, Any]:
    """Returns the region (§3.30); columns count code points, and the end column stands behind the last one."""
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": to_encodable(finding.surface)},
    }


def _fingerprint(finding: ScanFinding, seen: Counter[str]) -> str:
    """Returns what stays the same when text is moved: rule, contact, claim, and which of several equal ones it is."""
    verdict = finding.verdict
    contact = verdict.contact.canonical or finding.surface
    parts = (finding.finding, verdict.reasons[0].code, to_encodable(contact), verdict.claims or "")
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _plain_message(text: str) -> str:
    """Returns a text as a plain message: braces doubled (§3.11.5), and nothing in it a link (§3.11.6)."""
    return to_visible(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
