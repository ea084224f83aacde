"""How knowledge travels to the executors: its compiled form as a broadcast, a user's lists as files, once to each."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from pyspark import SparkFiles
from pyspark.errors import PySparkRuntimeError
from pyspark.sql.utils import get_active_spark_context, is_remote

from scamguard.errors import DataError, UsageError
from scamguard.knowledge.knowledge import Knowledge
from scamguard.version import VERSION

if TYPE_CHECKING:
    from pyspark import SparkContext

#: Broadcasts that the driver keeps for the next column; what runs holds its own.
_KEPT: Final = 4
_broadcasts: OrderedDict[tuple[str, str], Sent] = OrderedDict()


class Sent:
    """Knowledge on its way to the executors, equal where its content is.

    Args:
        digest: of the compiled form and the lists.
        carrier: a Spark broadcast of the compiled form; the form itself under Spark Connect, which has none.
        lists: the file name and the id of each of the user's own lists; Spark has the files.
    """

    def __init__(self, digest: str, carrier: object, lists: tuple[tuple[str, str], ...] = ()) -> None:
        self._digest = digest
        self._carrier = carrier
        self._lists = lists
        self._version = VERSION

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sent) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def received(self) -> Knowledge:
        """Returns the knowledge, on an executor.

        Raises:
            UsageError: the executor has another version of scamguard than the driver.
            DataError: the bytes are damaged, or a list is not the one that was sent.
        """
        if self._version != VERSION:
            raise UsageError(f"this executor has scamguard {VERSION}, the driver {self._version}; install the same one")
        carrier = self._carrier
        compiled = carrier if isinstance(carrier, bytes) else carrier.value  # type: ignore[attr-defined]
        knowledge = Knowledge.from_bytes(compiled)
        return self._with_lists(knowledge) if self._lists else knowledge

    def _with_lists(self, knowledge: Knowledge) -> Knowledge:
        found = knowledge.with_lists(*(SparkFiles.get(name) for name, _ in self._lists))
        found.version = knowledge.version  # which names the lists already
        ids = [store.head.id for store in found.lists.stores] if found.lists is not None else []
        for (name, sent), there in zip(self._lists, ids, strict=True):
            if there != sent:
                raise DataError(name, "another list of that name was sent before; give a new list a new file name")
        return found


def send(knowledge: Knowledge) -> Sent:
    """Returns the knowledge as jobs carry it; the same content is broadcast once for all columns of an application.

    Raises:
        UsageError: no Spark session is there to send it.
    """
    compiled = knowledge.to_bytes()
    lists = () if knowledge.lists is None else knowledge.lists.opened
    digest = hashlib.sha256(compiled + repr(lists).encode()).hexdigest()
    if is_remote():
        if lists:
            raise UsageError("lists of your own need a classic Spark session: Spark Connect sends no files of ours")
        return Sent(digest, compiled)
    try:
        context = get_active_spark_context()
    except PySparkRuntimeError:
        raise UsageError("there is no Spark session; make one first: SparkSession.builder.getOrCreate()") from None
    key = (context.applicationId, digest)
    if key not in _broadcasts:
        _broadcasts[key] = Sent(digest, context.broadcast(compiled), _sent_files(context, lists))
    _broadcasts.move_to_end(key)
    while len(_broadcasts) > _KEPT:
        _broadcasts.popitem(last=False)
    return _broadcasts[key]


def _sent_files(context: SparkContext, lists: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Returns the file name and the id of each list, whose files Spark brings to each executor.

    Raises:
        UsageError: two lists have the same file name.
    """
    named = tuple((os.path.basename(path), list_id) for path, list_id in lists)
    if len({name for name, _ in named}) < len(named):
        raise UsageError("two lists have the same file name; Spark needs different ones")
    for path, _ in lists:
        context.addFile(path)
    return named
