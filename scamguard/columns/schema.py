"""The Arrow types of answers: what a column of verdicts, or of reports, holds in any engine.

Only strings, whole numbers, booleans, structs and lists of structs: the types that Polars, pandas and Spark all have.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

_TEXT: Final = pa.string()

#: A channel to use instead, and what a platform's claim would give: keys of the contract, shortened to what tables use.
SUGGESTION: Final = pa.struct([("kind", _TEXT), ("value", _TEXT), ("label", _TEXT)])
IF_CLAIMED: Final = pa.struct([("platform", _TEXT), ("status", _TEXT)])

#: One finding of a scan. `code` and `text` are those of the deciding reason; `kind` and `canonical` of the contact.
FINDING: Final = pa.struct(
    [
        ("finding", _TEXT),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("surface", _TEXT),
        ("warned_of", pa.bool_()),
        ("status", _TEXT),
        ("code", _TEXT),
        ("text", _TEXT),
        ("kind", _TEXT),
        ("canonical", _TEXT),
        ("claims", _TEXT),
        ("imitates", _TEXT),
    ]
)

_VERDICT: Final = [
    ("status", _TEXT),
    ("quality", _TEXT),
    ("code", _TEXT),
    ("text", _TEXT),
    ("kind", _TEXT),
    ("canonical", _TEXT),
    ("claims", _TEXT),
    ("imitates", _TEXT),
    ("instead", pa.list_(SUGGESTION)),
    ("if_claimed", pa.list_(IF_CLAIMED)),
    ("as_of", _TEXT),
    ("knowledge", _TEXT),
]
_REPORT: Final = [("status", _TEXT), ("alarms", pa.int32()), ("findings", pa.list_(FINDING))]
_ERROR: Final = [("error", _TEXT)]


def verdict_type(with_json: bool = True) -> pa.StructType:
    """Returns the type of an answer to a check; `verdict`, the whole JSON of the contract, is left out on demand."""
    return pa.struct([*_VERDICT, *([("verdict", _TEXT)] if with_json else []), *_ERROR])


def report_type(with_json: bool = True) -> pa.StructType:
    """Returns the type of an answer to a scan; `report`, the whole JSON of the contract, is left out on demand."""
    return pa.struct([*_REPORT, *([("report", _TEXT)] if with_json else []), *_ERROR])
