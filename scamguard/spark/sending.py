"""How knowledge travels to the executors: as a broadcast of its compiled form, once to each."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Final

from pyspark.errors import PySparkRuntimeError
from pyspark.sql.utils import get_active_spark_context, is_remote

from scamguard.errors import UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.version import VERSION

#: Broadcasts that the driver keeps for the next column; what runs holds its own.
_KEPT: Final = 4
_broadcasts: OrderedDict[tuple[str, str], Sent] = OrderedDict()


class Sent:
    """Knowledge on its way to the executors, equal where its content is.

    Args:
        digest: of the compiled form.
        carrier: a Spark broadcast of the compiled form; the form itself under Spark Connect, which has none.
    """

    def __init__(self, digest: str, carrier: object) -> None:
        self._digest = digest
        self._carrier = carrier
        self._version = VERSION

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sent) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def received(self) -> Knowledge:
        """Returns the knowledge, on an executor.

        Raises:
            UsageError: the executor has another version of scamguard than the driver.
            DataError: the bytes are damaged.
        """
        if self._version != VERSION:
            raise UsageError(f"this executor has scamguard {VERSION}, the driver {self._version}; install the same one")
        carrier = self._carrier
        return Knowledge.from_bytes(carrier if isinstance(carrier, bytes) else carrier.value)  # type: ignore[attr-defined]


def send(knowledge: Knowledge) -> Sent:
    """Returns the knowledge as jobs carry it; the same content is broadcast once for all columns of an application.

    Raises:
        UsageError: no Spark session is there to send it.
    """
    compiled = knowledge.to_bytes()
    digest = hashlib.sha256(compiled).hexdigest()
    if is_remote():
        return Sent(digest, compiled)
    try:
        context = get_active_spark_context()
    except PySparkRuntimeError:
        raise UsageError("there is no Spark session; make one first: SparkSession.builder.getOrCreate()") from None
    key = (context.applicationId, digest)
    if key not in _broadcasts:
        _broadcasts[key] = Sent(digest, context.broadcast(compiled))
    _broadcasts.move_to_end(key)
    while len(_broadcasts) > _KEPT:
        _broadcasts.popitem(last=False)
    return _broadcasts[key]
