"""What the log says, and what it never says."""

from __future__ import annotations

from pathlib import Path

from server.running import serving

SECRET = "+8613911112222"
WORDS = "my-private-words-991"


def test_a_line_for_each_request_has_no_contact_in_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--log-requests") as running:
        running.check(SECRET, claims="icbc")
        running.check(SECRET, claims="icbc")
        running.check("other")
        running.check(SECRET, claims=WORDS)
        running.ask("POST", "/v1/scan", {"text": f"call {SECRET} {WORDS}"})
        running.ask("POST", "/v1/check/batch", {"checks": [{"contact": SECRET}, {"contact": 1, "claims": WORDS}]})
        running.ask("GET", f"/v1/platforms/{WORDS}")
        running.ask("GET", f"/{WORDS}?contact={SECRET}", headers={"X-Contact": SECRET, "User-Agent": WORDS})
        running.ask("GET", "/healthz", headers={"Host": f"{WORDS}.example"})
    log = (tmp_path / "log").read_text()
    lines = [line for line in running.events() if line["event"] == "request" and line["route"] == "/v1/check"]

    assert SECRET not in log
    assert "13911112222" not in log
    assert WORDS not in log
    assert "127.0.0.1:" not in log.replace(f"127.0.0.1:{running.port}", "")
    assert lines[0]["asked"] == lines[1]["asked"] != lines[2]["asked"], "equal questions are known again"
    assert {line["status"] for line in lines} == {200, 422}
    assert all(line["client"] == lines[0]["client"] for line in lines)


def test_hashes_are_salted_anew_at_each_start(tmp_path: Path) -> None:
    hashes = set()
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serving(folder, "--log-requests") as running:
            running.check(SECRET)
        hashes |= {line["asked"] for line in running.events() if line.get("route") == "/v1/check"}

    assert len(hashes) == 2


def test_without_being_asked_it_tells_of_no_request(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        running.check(SECRET)

    assert not [line for line in running.events() if line["event"] == "request"]
