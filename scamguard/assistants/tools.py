"""The tools: from a name and arguments to an answer in two forms, or to one line that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from scamguard.assistants.answers import ChannelsOutput, CheckOutput, ReasonMeaning, RecordAnswer, ScanOutput
from scamguard.assistants.channels import channels_for
from scamguard.assistants.quoting import Quoting, to_data
from scamguard.assistants.requests import ChannelsRequest
from scamguard.assistants.text import to_channels_text, to_check_text, to_scan_text
from scamguard.assistants.words import (
    ALARMED,
    CHECKED,
    DATED,
    LISTED,
    NEAREST,
    NONE_LISTED,
    NOT_ON_RECORD,
    NOTICE,
    UNALARMED,
    UNCLAIMED,
    UNKNOWN_CLAIM,
)
from scamguard.errors import UnknownPlatform
from scamguard.model.answers import FindingAnswer, ReportAnswer, VerdictAnswer
from scamguard.model.verdict import Status
from scamguard.render.json import encode
from scamguard.service.answering import FAULTS, Answers
from scamguard.service.calls import MAX_CHECK_BYTES, reply_to
from scamguard.service.problems import Problem, Refused, problem, problem_of
from scamguard.service.requests import CheckRequest, ScanRequest

#: Members that an answer keeps of its lists: a model reads all of it.
MAX_FINDINGS: Final = 20
_OF_CHECK: Final = {"reasons": 6, "facts": 3, "sources": 3, "if_claimed": 12}
_OF_SCAN: Final = {"findings": MAX_FINDINGS, "reasons": 2, "facts": 1, "sources": 2, "if_claimed": 6, "notes": 10}
_OF_CHANNELS: Final = {"official": 30, "do_not_use": 30, "absences": 15, "never": 20, "sources": 2}
#: Longest error line.
MAX_DETAIL: Final = 300

_T = TypeVar("_T")


class Outcome(NamedTuple):
    """What a call comes to: its text, and the structured answer; None where the text is an error."""

    text: str
    structured: dict[str, Any] | None


class Tools:
    """Answers the calls of an assistant. Safe to share between threads.

    Args:
        answers: answers what every peer may ask.
        lang: the language of the sentences where a call names none.
    """

    def __init__(self, answers: Answers, lang: str = "en") -> None:
        self.lang = lang
        self._answers = answers

    def call(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Returns the answer to a call, or its error; nothing that a caller sends makes it raise.

        Raises:
            KeyError: there is no such tool.
        """
        answer = {"check_contact": self._check, "scan_text": self._scan, "official_channels": self._channels}[name]
        asked = {"lang": self.lang, **arguments}
        lang = "zh" if asked["lang"] == "zh" else "en"
        try:
            return answer(encode(asked), lang)
        except FAULTS as error:
            return failed(_detail(problem_of(error), lang))

    def _check(self, body: bytes, lang: str) -> Outcome:
        found = self._asked("/v1/check", body)
        asked = msgspec.json.decode(body, type=CheckRequest)
        quoting = Quoting(_OF_CHECK)
        verdict = _typed(quoting.quoted(found), VerdictAnswer)
        today = self._answers.guard.ask(None, None, None, None, None).as_of
        output = CheckOutput(
            status=verdict.status,
            means=CHECKED[verdict.status][0].in_language(lang),
            do_now=_next_step(verdict, asked, today, lang),
            reasons=tuple(
                _meaning(self._answers, code, lang) for code in dict.fromkeys(r.code for r in verdict.reasons)
            ),
            notice=NOTICE.in_language(lang),
            left_out=quoting.left_out,
            quoted_verdict=verdict,
        )
        return Outcome(to_check_text(output, lang), msgspec.to_builtins(output))

    def _scan(self, body: bytes, lang: str) -> Outcome:
        found = self._asked("/v1/scan", body)
        read = _typed(found, ReportAnswer)
        quoting = Quoting(_OF_SCAN)
        kept = _most_telling(read.findings)
        quoted = quoting.quoted({**found, "findings": [found["findings"][place] for place in kept]})
        cut = len(read.findings) - len(kept)
        report = _typed({**quoted, "left_out": read.left_out + cut}, ReportAnswer)
        output = ScanOutput(
            found=len(read.findings) + read.left_out,
            alarms=len(read.alarms),
            means=(ALARMED if read.alarms else UNALARMED).in_language(lang),
            notice=NOTICE.in_language(lang),
            left_out=report.left_out + quoting.left_out,
            quoted_report=report,
        )
        return Outcome(to_scan_text(output, lang), msgspec.to_builtins(output))

    def _channels(self, body: bytes, lang: str) -> Outcome:
        if len(body) > MAX_CHECK_BYTES:
            raise Refused(problem("too-large", f"the arguments are longer than {MAX_CHECK_BYTES:,} bytes"))
        request = msgspec.json.decode(body, type=ChannelsRequest)
        try:
            found = channels_for(self._answers.guard, request)
        except UnknownPlatform as error:
            return _shown(self._not_on_record(error, lang), lang)
        quoting = Quoting(_OF_CHANNELS)
        record = _typed(quoting.quoted(msgspec.to_builtins(found.record)), RecordAnswer)
        output = ChannelsOutput(
            on_record=True,
            means=(LISTED if record.official else NONE_LISTED).in_language(lang),
            as_of=found.as_of,
            knowledge=self._answers.knowledge.version,
            unconfirmed=found.unconfirmed,
            for_others=found.for_others,
            notice=NOTICE.in_language(lang),
            left_out=quoting.left_out,
            quoted_record=record,
            quoted_nearest=(),
        )
        return _shown(output, lang)

    def _not_on_record(self, error: UnknownPlatform, lang: str) -> ChannelsOutput:
        return ChannelsOutput(
            on_record=False,
            means=NOT_ON_RECORD.in_language(lang),
            as_of=None,
            knowledge=self._answers.knowledge.version,
            unconfirmed=0,
            for_others=0,
            notice=NOTICE.in_language(lang),
            left_out=0,
            quoted_record=None,
            quoted_nearest=tuple(to_data(name) for name in error.nearest),
        )

    def _asked(self, path: str, body: bytes) -> dict[str, Any]:
        """Returns the JSON of an answer.

        Raises:
            Refused: there is none; carries the problem.
        """
        reply = reply_to(self._answers, "POST", path, body)
        if reply.status != 200:
            raise Refused(msgspec.json.decode(reply.body, type=Problem))
        return msgspec.json.decode(reply.body, type=dict[str, Any])


#: Tool -> the types that its arguments and its answer have.
TYPES: Final[dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]]] = {
    "check_contact": (CheckRequest, CheckOutput),
    "scan_text": (ScanRequest, ScanOutput),
    "official_channels": (ChannelsRequest, ChannelsOutput),
}


def failed(detail: str) -> Outcome:
    """Returns an error as one line without a word of others that could act."""
    return Outcome(f"scamguard: {to_data(detail, MAX_DETAIL)}", None)


def _typed(value: Any, wanted: type[_T]) -> _T:
    """Returns an answer of ours in its type; what does not fit is a fault here and none of the caller's."""
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        raise RuntimeError(f"no {wanted.__name__}: {error}") from error


def _shown(output: ChannelsOutput, lang: str) -> Outcome:
    return Outcome(to_channels_text(output, lang), msgspec.to_builtins(output))


def _next_step(verdict: VerdictAnswer, asked: CheckRequest, today: str, lang: str) -> str:
    """Returns what to do with a contact, and what the question left open; what was official once is not passed on."""
    said = [CHECKED[verdict.status][1]]
    if verdict.status is not Status.INVALID:
        said += [UNCLAIMED] if asked.claims is None else []
        said += [DATED] if verdict.as_of != today else []
    if verdict.status is Status.OFFICIAL and verdict.as_of != today:
        said = said[1:]
    return ("" if lang == "zh" else " ").join(sentence.in_language(lang) for sentence in said)


def _meaning(answers: Answers, code: str, lang: str) -> ReasonMeaning:
    meaning = msgspec.json.decode(answers.reason(code))["explanation"]["meaning"]
    return ReasonMeaning(code, meaning[lang])


def _most_telling(findings: tuple[FindingAnswer, ...]) -> list[int]:
    """Returns the places of at most `MAX_FINDINGS` findings, in their order: alarms stay before others."""
    kept = sorted(range(len(findings)), key=lambda place: not findings[place].is_alarm)[:MAX_FINDINGS]
    return sorted(kept)


def _detail(found: Problem, lang: str) -> str:
    if found.type != "/problems/unknown-platform":
        return found.detail
    names = ", ".join(found.nearest)
    nearest = NEAREST.in_language(lang).format(names=names) if names else ""
    return UNKNOWN_CLAIM.in_language(lang).format(nearest=nearest)
