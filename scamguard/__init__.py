"""scamguard: does this phone number, address, link, account or "channel" really belong to X?

>>> from scamguard import check
>>> check("400-882-1234", claims="TikTok Shop").status
<Status.IMPERSONATION: 'impersonation'>
"""

from scamguard.errors import DataError, InvalidContact, ScamguardError, UnknownPlatform, UsageError
from scamguard.guard import Guard, check
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.report import Report, ScanFinding
from scamguard.model.verdict import Reason, Status, Verdict
from scamguard.render.json import to_dict, to_json
from scamguard.version import VERSION

__version__ = VERSION

__all__ = [
    "DataError",
    "Guard",
    "InvalidContact",
    "Knowledge",
    "Reason",
    "ScamguardError",
    "Status",
    "UnknownPlatform",
    "UsageError",
    "Verdict",
    "check",
    "to_dict",
    "to_json",
]
