"""The tables of this folder: one contact a case, what it must be read as, and why.

A case is read through `Guard.check`, as a user's contact is. Its fields:

    raw      the writing
    why      what the case shows
    kind     the kind that the caller forces, where one does
    region   the region that the caller names
    claims   the platform that the caller names
    is       the kind that it must be read as, where that is not the table's own
    expect   parts of the contact: `canonical`, and every part of `EXACT` that is set; others where they matter
    error    words of the sentence that must say what is wrong; the status is then `invalid`
    bug      what it does instead today: the case is expected to fail until that is repaired, and then says so
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scamguard import Guard, Status, Verdict

HERE = Path(__file__).parent
AS_OF = "2026-11-21"

#: Parts that a contact has only where the case says so.
EXACT = (
    "masked", "short", "extension", "area_code",
    "display_name", "username", "port", "carries",
    "phone", "group", "medium",
)  # fmt: skip


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a table."""

    raw: str
    why: str
    kind: str | None = None
    region: str | None = None
    claims: str | None = None
    #: Filled from the table's own kind where the row does not say.
    is_: str = msgspec.field(default="", name="is")
    expect: dict[str, Any] = msgspec.field(default_factory=dict)
    error: str | None = None
    bug: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the kind that its cases are read as where they do not say another, and the cases."""

    kind: str
    case: tuple[Case, ...]


@functools.cache
def guard() -> Guard:
    """Returns the one guard that the tables share."""
    return Guard()


def table(name: str) -> tuple[Case, ...]:
    """Returns the cases of `<name>.toml`."""
    found = msgspec.convert(tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")), Table)
    return tuple(msgspec.structs.replace(case, is_=case.is_ or found.kind) for case in found.case)


def cases(name: str) -> list[Any]:
    """Returns the cases of `<name>.toml` as parameters; one with a known bug must fail."""
    return [
        pytest.param(
            case,
            id=case.why[:60],
            marks=[pytest.mark.xfail(reason=case.bug, strict=True)] if case.bug else [],
        )
        for case in table(name)
    ]


def read(case: Case) -> Verdict:
    """Returns the verdict on a case."""
    return guard().check(case.raw, kind=case.kind, region=case.region, claims=case.claims, as_of=AS_OF)


def verify(case: Case) -> None:
    """Fails where a case is read as something else."""
    verdict = read(case)
    if case.error is not None:
        assert verdict.status is Status.INVALID, f"{verdict.contact} ({case.why})"
        assert case.error in verdict.reasons[0].text, case.why
        return
    assert verdict.status is not Status.INVALID, f"{verdict.reasons[0].text} ({case.why})"
    contact = verdict.contact
    wanted = {"kind": case.is_, **case.expect}
    found = {part: _plain(getattr(contact, part)) for part in wanted}
    unasked = {part: _plain(getattr(contact, part, None)) for part in EXACT if part not in wanted}
    assert found == wanted, case.why
    assert not any(unasked.values()), f"{unasked} ({case.why})"
    assert contact.raw == case.raw, "what was written is kept"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
