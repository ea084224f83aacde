"""What is observed about a demand: what the platform documents first, then what no honest service asks for."""

from __future__ import annotations

from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.verdict import Code, Finding, Tier
from scamguard.rules import (
    demanded_elsewhere,
    demanded_may,
    demanded_must,
    demanded_never,
    demanded_only,
    demanded_ordinary,
    demanded_risky,
)
from scamguard.rules.case import Question
from scamguard.rules.demanded_case import DemandCase

#: The reason codes of demands, in the order of the docs.
CODES: tuple[Code, ...] = (
    demanded_never.CODE,
    demanded_may.CODE,
    demanded_must.CODE,
    demanded_risky.CODE,
    demanded_ordinary.CODE,
)
#: Rules about what the claimed platform documents.
DOCUMENTED = (
    demanded_never.find,
    demanded_elsewhere.find,
    demanded_only.find,
    demanded_must.find,
    demanded_may.find,
)


def observe_demand(act: str, what: str, surface: str, question: Question, knowledge: Knowledge) -> list[Finding]:
    """Returns the findings about a demand, at least one.

    Args:
        act: "ask", "charge" or "offer".
        what: what is asked for (docs/data-format.md).
        surface: the passage, as it is written.
        question: who is claimed to ask, for whom, where and when it is asked.
        knowledge: what is documented.
    """
    case = DemandCase(act, what, surface, question, knowledge)
    documented = [finding for rule in DOCUMENTED for finding in rule(case)]
    if any(finding.tier is not Tier.NOTE for finding in documented):
        return documented
    return [*documented, *(demanded_risky.find(case) or demanded_ordinary.find(case))]
