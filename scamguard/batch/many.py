"""Many contacts, or many texts, in; results out, in their order."""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from itertools import chain, islice
from typing import Any, Final, TypeAlias, TypeVar

import msgspec

from scamguard.batch.pool import Pool, Stopped
from scamguard.batch.task import Task
from scamguard.batch.tasks import Asked, Found, ItemsTask, Outcome, checking, scanning
from scamguard.batch.workers import workers_of
from scamguard.errors import UsageError
from scamguard.guard import Guard, default_guard
from scamguard.model.document import Document
from scamguard.model.report import Report
from scamguard.model.verdict import Verdict

Item = TypeVar("Item")

#: Told after items are answered: how many are done, and how many there are, where that is known.
OnProgress: TypeAlias = Callable[[int, int | None], object]

#: How many contacts, or texts, a worker is given at once: some tens of milliseconds of work.
CONTACTS_PER_CHUNK: Final = 256
TEXTS_PER_CHUNK: Final = 64

_CHECK_OPTIONS: Final = frozenset({"claims", "kind", "audience", "region", "direction", "as_of"})
_SCAN_OPTIONS: Final = _CHECK_OPTIONS - {"kind"}


class Checked(msgspec.Struct, frozen=True):
    """What came of one contact of many.

    Attributes:
        item: the contact as it was given.
        verdict: the verdict on it; None where there is none.
        error: why there is no verdict (an unknown platform, no text …); None where there is one.
    """

    item: object
    verdict: Verdict | None
    error: str | None = None


class Scanned(msgspec.Struct, frozen=True):
    """What came of one text of many.

    Attributes:
        item: the text as it was given.
        report: what is found in it; None where it could not be scanned.
        error: why there is no report; None where there is one.
    """

    item: object
    report: Report | None
    error: str | None = None


def check_many(
    contacts: Iterable[str | Mapping[str, Any]],
    *,
    claims: str | None = None,
    kind: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    guard: Guard | None = None,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Checked]:
    """Yields what `check` says of each contact, in their order, from several processes.

    Contacts are drawn as the workers get to them, and never more than some thousand ahead of what is yielded: an
    endless iterable does not fill the memory. An item that cannot be answered is yielded with its `error`, and the
    rest goes on. To cancel, leave the loop and close the iterator, or set `stop`.

    Args:
        contacts: texts; or mappings with a `contact` and options of its own, which go before those below.
        claims, kind, audience, region, direction, as_of: as `Guard.check` takes them, for all; the date is the same
            for all, also where the work goes on past midnight.
        guard: answers; one over the shipped knowledge where None. The workers get a copy of its knowledge.
        workers: how many processes; as many as there are cores where None. With 1, and for fewer than 256 contacts,
            all is done in this process. In a script, more than one needs the usual `if __name__ == "__main__":`.
        on_progress: called after some hundred contacts, and at the end, with how many are done and how many there
            are (None where the iterable does not say).
        stop: where it is set, nothing more is yielded; looked at ten times a second.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or `contacts` is one text.
        WorkersLost: worker processes cannot be started, or die whatever they are given.
    """
    guard = guard if guard is not None else default_guard()
    options = {"claims": claims, "kind": kind, "audience": audience, "region": region, "direction": direction}
    guard.check("example.com", **options, as_of=as_of)  # a wrong option is refused before anything is drawn
    options["as_of"] = guard.ask(claims, audience, region, direction, as_of).as_of
    task = ItemsTask(checking, guard.knowledge, options)
    many = _Many(_many_of(contacts, "contacts"), CONTACTS_PER_CHUNK, workers_of(workers), on_progress, stop)
    outcomes = many.outcomes(task, _asking("contact", _CHECK_OPTIONS))
    return (Checked(item, verdict, error) for item, (verdict, error) in outcomes)


def scan_many(
    texts: Iterable[str | Document | Mapping[str, Any]],
    *,
    claims: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
    guard: Guard | None = None,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Scanned]:
    """Yields what `scan` finds in each text, in their order, from several processes; see `check_many`.

    Args:
        texts: texts, documents that `scamguard.readers` gives, or mappings with a `text` and options of its own.
        claims, audience, region, direction, as_of: as `scan` takes them, for all.
        guard, workers, on_progress, stop: as for `check_many`; fewer than 64 texts are scanned in this process.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or `texts` is one text.
        WorkersLost: worker processes cannot be started, or die whatever they are given.
    """
    guard = guard if guard is not None else default_guard()
    options: dict[str, Any] = {"claims": claims, "audience": audience, "region": region, "direction": direction}
    options["as_of"] = guard.ask(claims, audience, region, direction, as_of).as_of
    task = ItemsTask(scanning, guard.knowledge, options)
    many = _Many(_many_of(texts, "texts"), TEXTS_PER_CHUNK, workers_of(workers), on_progress, stop)
    return (
        Scanned(item, report, error) for item, (report, error) in many.outcomes(task, _asking("text", _SCAN_OPTIONS))
    )


def _many_of(items: Iterable[Item], name: str) -> Iterable[Item]:
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable):
        raise UsageError(f"{name}: a list, or another iterable of {name}, is needed, not {type(items).__name__}", name)
    return items


def _asking(subject: str, options: frozenset[str]) -> Callable[[object], Asked]:
    """Returns what turns an item into a question of plain texts, or into what is wrong with it."""

    def asked(item: object) -> Asked:
        if isinstance(item, (str, Document)):
            return {subject: item}
        if not isinstance(item, Mapping):
            return f"{subject}: a text is needed, not {type(item).__name__}"
        given = {name: value for name, value in item.items() if value is not None}
        for name, value in given.items():
            if name != subject and name not in options:
                return f"{name!r} is no option here; use {subject}, {', '.join(sorted(options))}"
            if not isinstance(value, (str, dt.date)):
                return f"{name}: a text is needed, not {type(value).__name__}"
        return given if subject in given else f"a {subject} is needed"

    return asked


class _Many:
    """Items on their way: drawn in order, answered here or by workers, handed out in order."""

    def __init__(
        self,
        items: Iterable[object],
        size: int,
        workers: int,
        on_progress: OnProgress | None,
        stop: threading.Event | None,
    ) -> None:
        self._total = len(items) if isinstance(items, Sized) else None
        self._size = 1 if workers == 1 else size  # here, nothing is drawn ahead
        self._batches = _batches(items, self._size)
        self._workers = workers
        self._on_progress = on_progress
        self._stop = stop
        self._done = 0

    def outcomes(
        self, task: Task[list[Asked], list[Outcome[Found]]], asking: Callable[[object], Asked]
    ) -> Iterator[tuple[object, Outcome[Found]]]:
        """Yields items with what came of them."""
        first = next(self._batches, [])
        batches = chain([first] if first else [], self._batches)
        if self._workers == 1 or len(first) < self._size:
            yield from self._here(task, asking, batches)
            return
        waiting: deque[list[object]] = deque()

        def chunks() -> Iterator[list[Asked]]:
            for batch in batches:
                waiting.append(batch)
                yield list(map(asking, batch))

        try:
            with Pool(task, self._workers, self._stop) as pool:
                for _, outcomes in pool.in_order(chunks()):
                    batch = waiting.popleft()
                    yield from zip(batch, outcomes, strict=True)
                    self._tell(len(batch))
        except Stopped:
            return

    def _here(
        self,
        task: Task[list[Asked], list[Outcome[Found]]],
        asking: Callable[[object], Asked],
        batches: Iterable[list[object]],
    ) -> Iterator[tuple[object, Outcome[Found]]]:
        answer = task.begin()
        for batch in batches:
            for item in batch:
                if self._stop is not None and self._stop.is_set():
                    return
                yield item, answer([asking(item)])[0]
            self._tell(len(batch))

    def _tell(self, count: int) -> None:
        self._done += count
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yields items in lists; what the iterable raises comes after all that it gave before."""
    drawn = iter(items)
    failed: Exception | None = None
    while failed is None:
        batch: list[Item] = []
        try:
            for item in islice(drawn, size):
                batch.append(item)  # noqa: PERF402 - what was drawn before an error is kept
        except Exception as error:  # noqa: BLE001 - it is raised again when its time has come
            failed = error
        if batch:
            yield batch
        if len(batch) < size:
            break
    if failed is not None:
        raise failed
