"""Protected names in what anybody can choose: user names, the parts of a path."""

from __future__ import annotations

import re

from scamguard.knowledge.protected import ProtectedName
from scamguard.rules import excuses
from scamguard.rules.case import Case
from scamguard.rules.difference import difference_of
from scamguard.rules.trace import Likeness, Trace
from scamguard.rules.traces import in_order, traces_in

_SEPARATORS = re.compile(r"[^\w]+|_+")


def named_in(case: Case, text: str) -> ProtectedName | None:
    """Returns the protected name that a user name carries or comes near, alone or joined to other words."""
    label = _SEPARATORS.sub("-", text.lower()).strip("-")
    if not label:
        return None
    index = case.knowledge.likeness
    for trace in in_order(traces_in([label], index, case.claims), case.claims):
        if trace.likeness is Likeness.EDIT and not _is_slip(case, trace):
            continue
        if trace.is_whole:
            if trace.name.strong or trace.name.slug == case.claims:
                return trace.name
        elif (
            not excuses.stands_over_a_hyphen(trace)
            and not excuses.says_too_little(case, trace)
            and all(map(index.is_made_of_keywords, (trace.before, trace.after)))
        ):
            return trace.name
    return None


def _is_slip(case: Case, trace: Trace) -> bool:
    difference = difference_of(trace.read, trace.name.text)
    return difference is not None and not excuses.is_another_word(case, trace, difference)
