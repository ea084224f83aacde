"""What is observed about a demand: what the platform documents first, then what no honest service asks for."""

from __future__ import annotations

from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.verdict import Code, Finding
from scamguard.rules import demanded_elsewhere, demanded_may, demanded_never, demanded_ordinary, demanded_risky
from scamguard.rules.case import Question
from scamguard.rules.demanded_case import DemandCase

#: The reason codes of demands, in the order of the docs.
CODES: tuple[Code, ...] = (demanded_never.CODE, demanded_may.CODE, demanded_risky.CODE, demanded_ordinary.CODE)


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
    documented = [*demanded_never.find(case), *demanded_elsewhere.find(case), *demanded_may.find(case)]
    return documented or demanded_risky.find(case) or demanded_ordinary.find(case)
