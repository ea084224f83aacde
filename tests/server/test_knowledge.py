"""The knowledge changes while the server answers: taken over where it is whole, and not where it is not."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from server.running import Running, serving

pytestmark = pytest.mark.lengthy

OVERLAY = """slug = "icbc"
[[sources]]
id = "handbook"
kind = "own"
title = "Our supplier handbook"
publisher = "We"
seen = 2026-11-01
[[channels]]
id = "desk"
kind = "phone"
value = "+442079460{number}"
role = "support"
quality = "documented"
sources = ["handbook"]
"""
QUICK = ("--watch-seconds", "0.2", "--rate", "0")


def status_of(running: Running, number: str) -> str:
    return str(running.check(f"+442079460{number}", claims="icbc").json["status"])


def wait_until(running: Running, number: str, status: str) -> None:
    end = time.monotonic() + 10
    while status_of(running, number) != status:
        assert time.monotonic() < end, running.log.read_text()
        time.sleep(0.05)


def test_changed_records_are_taken_over_and_no_request_is_dropped(tmp_path: Path) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(OVERLAY.format(number="018"))
    with serving(tmp_path, "--data", str(overlay), "--workers", "2", *QUICK) as running:
        assert (status_of(running, "018"), status_of(running, "019")) == ("official", "unverified")
        statuses: list[int] = []
        is_over = threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                statuses.append(running.check("95588", claims="icbc").status)

        asking = threading.Thread(target=ask)
        asking.start()
        overlay.write_text(OVERLAY.format(number="019"))
        for _ in range(10):  # both workers
            wait_until(running, "019", "official")
        time.sleep(1)
        is_over.set()
        asking.join()

        assert {status_of(running, "018") for _ in range(10)} == {"unverified"}
        assert set(statuses) == {200}
        scanned = running.ask("POST", "/v1/scan", {"text": "ICBC: +44 20 7946 0019", "claims": "icbc"}).json
        assert [found["status"] for found in scanned["findings"]] == ["official"], "scans have the same knowledge"


def test_broken_records_are_refused_and_the_last_good_ones_stay(tmp_path: Path) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(OVERLAY.format(number="018"))
    with serving(tmp_path, "--data", str(overlay), *QUICK) as running:
        overlay.write_text("slug = [broken")
        refused = running.wait_for("knowledge-refused")

        assert "own.toml" in refused["problem"]
        assert status_of(running, "018") == "official"
        assert running.ask("GET", "/readyz").status == 200
        assert 'scamguard_reloads_total{outcome="refused"} 1.0' in running.ask("GET", "/metrics").body.decode()
        overlay.write_text(OVERLAY.format(number="019"))
        wait_until(running, "019", "official")


def test_records_that_went_away_are_no_reason_to_stop(tmp_path: Path) -> None:
    overlay = tmp_path / "own.toml"
    overlay.write_text(OVERLAY.format(number="018"))
    with serving(tmp_path, "--data", str(overlay), *QUICK) as running:
        overlay.unlink()
        running.wait_for("knowledge-refused")

        assert status_of(running, "018") == "official"


def test_installed_knowledge_that_is_damaged_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path, *QUICK) as running:
        installed = tmp_path / "state" / "knowledge-v1.msgpack"
        installed.parent.mkdir(mode=0o700, exist_ok=True)
        installed.write_bytes(b"\x93 damaged")
        refused = running.wait_for("knowledge-refused")

        assert "knowledge-v1.msgpack" in refused["problem"]
        assert running.check("95588", claims="icbc").json["status"] == "official"
