"""The page of reason codes, from the rules themselves: `python -m scamguard.render.reasons > docs/reasons.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from scamguard.model.verdict import Code
from scamguard.rules.codes import ALL_CODES

_HEAD = """# Reasons

Every reason of a verdict has a code. Codes are append-only and never renamed. `scamguard explain CODE` prints the same.
This page is generated from the rules; `{placeholders}` are filled for each verdict.
"""


def to_markdown() -> str:
    """Returns the page, one section a code, in the order of the rules."""
    return "\n".join([_HEAD, *(line for code in ALL_CODES.values() for line in _section(code))])


def _section(code: Code) -> Iterator[str]:
    explanation = code.explanation
    yield f"## {code.name}"
    yield ""
    yield f"Supports: {', '.join(f'`{status}`' for status in code.statuses)}"
    yield ""
    yield f"> {code.sentence.en}"
    yield ">"
    yield f"> {code.sentence.zh}"
    yield ""
    for title, said in (
        ("What it means", explanation.meaning),
        ("Why it matters", explanation.why),
        ("What to do", explanation.action),
    ):
        yield f"**{title}.** {said.en} {said.zh}"
        yield ""
    yield f"**Example.** `{explanation.example}`"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(to_markdown())
