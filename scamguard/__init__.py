"""scamguard: does this phone number, address, link, account or "channel" really belong to X?

>>> from scamguard import check
>>> check("400-882-1234", claims="TikTok Shop").status
<Status.IMPERSONATION: 'impersonation'>
"""

import typing

from scamguard.errors import DataError, InvalidContact, ScamguardError, UnknownPlatform, UsageError, WorkersLost
from scamguard.model.verdict import Reason, Status, Verdict
from scamguard.render.json import to_dict, to_json
from scamguard.version import VERSION

if typing.TYPE_CHECKING:
    from scamguard.batch.many import Checked, Scanned, check_many, scan_many
    from scamguard.guard import Guard, check
    from scamguard.knowledge.knowledge import Knowledge
    from scamguard.model.report import Report, ScanFinding
    from scamguard.overlays import Conflict, Overlaid, lay_over
    from scamguard.scanning import Scanner, scan

__version__ = VERSION

__all__ = [
    "Checked",
    "Conflict",
    "DataError",
    "Guard",
    "InvalidContact",
    "Knowledge",
    "Overlaid",
    "Reason",
    "Report",
    "ScamguardError",
    "ScanFinding",
    "Scanned",
    "Scanner",
    "Status",
    "UnknownPlatform",
    "UsageError",
    "Verdict",
    "WorkersLost",
    "check",
    "check_many",
    "lay_over",
    "scan",
    "scan_many",
    "to_dict",
    "to_json",
]

_LATE = {
    "Checked": "scamguard.batch.many",
    "Conflict": "scamguard.overlays",
    "Guard": "scamguard.guard",
    "Knowledge": "scamguard.knowledge.knowledge",
    "Overlaid": "scamguard.overlays",
    "lay_over": "scamguard.overlays",
    "Report": "scamguard.model.report",
    "ScanFinding": "scamguard.model.report",
    "Scanner": "scamguard.scanning",
    "Scanned": "scamguard.batch.many",
    "check": "scamguard.guard",
    "check_many": "scamguard.batch.many",
    "scan": "scamguard.scanning",
    "scan_many": "scamguard.batch.many",
}


def __getattr__(name: str) -> typing.Any:
    """Returns a name whose imports take time when it is first asked for.

    A check does without what scans and overlays need, and `scamguard.client` without the rules and the knowledge.
    """
    if name in _LATE:
        import importlib

        found = globals()[name] = getattr(importlib.import_module(_LATE[name]), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
