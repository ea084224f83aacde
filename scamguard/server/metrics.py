"""What is counted, for Prometheus: requests, how long they took, and which knowledge answers."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from scamguard.server.wire import Exchange

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
#: Where the counts of several workers are kept; read by prometheus-client when it is imported.
FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
#: Upper bounds in seconds: a check takes a tenth of a millisecond, a scan of a megabyte some seconds.
_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0)


class Metrics:
    """The counts of one worker; several are added up when they are asked for."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "scamguard_requests", "Requests answered.", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "scamguard_request_seconds", "Time to answer.", ["route"], buckets=_BUCKETS, registry=self._registry
        )
        self._reloads = Counter("scamguard_reloads", "Changed knowledge.", ["outcome"], registry=self._registry)
        self._platforms = Gauge(
            "scamguard_platforms", "Platforms on record.", registry=self._registry, multiprocess_mode="livemax"
        )
        self._counter = functools.cache(self._requests.labels)
        self._timer: Callable[..., Any] = functools.cache(self._seconds.labels)

    def count(self, exchange: Exchange) -> None:
        """Counts one request; status 0 where its caller had gone."""
        self._counter(exchange.route, str(exchange.status)).inc()
        self._timer(exchange.route).observe(time.perf_counter() - exchange.started)

    def count_reload(self, outcome: str) -> None:
        """Counts a change of the knowledge: "taken" or "refused"."""
        self._reloads.labels(outcome).inc()

    def set_platforms(self, number: int) -> None:
        """Notes how many platforms are on record."""
        self._platforms.set(number)

    def to_text(self) -> bytes:
        """Returns the counts of all workers in Prometheus' text format."""
        if FOLDER_VARIABLE not in os.environ:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
