"""Many contacts and texts at once: the same verdicts, in order, and nothing that one item does stops the rest."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_records import ACME_BANK

from scamguard import Checked, Guard, Knowledge, Scanner, UnknownPlatform, UsageError, check_many, lay_over, scan_many
from scamguard.model.document import Document

TODAY = "2026-11-22"
#: More than one chunk for each of two workers.
CONTACTS = [f"400-{number:03d}-1234" for number in range(700)]
TEXTS = [f"TikTok Shop support: 400-{number:03d}-1234" for number in range(150)]

#: An item that cannot be answered -> what is said of it.
BAD_ITEMS: dict[str, tuple[Any, str]] = {
    "a number": (95588, "contact: a text is needed, not int"),
    "nothing": (None, "contact: a text is needed, not NoneType"),
    "bytes": (b"95588", "contact: a text is needed, not bytes"),
    "an unknown platform": ({"contact": "95588", "claims": "no such bank"}, "unknown platform 'no such bank'"),
    "an unknown option": ({"contact": "95588", "claim": "icbc"}, "'claim' is no option here"),
    "an option that is no text": ({"contact": "95588", "claims": ["icbc"]}, "claims: a text is needed, not list"),
    "what cannot be sent to a process": ({"contact": "95588", "claims": lambda: 0}, "claims: a text is needed"),
    "no contact": ({"claims": "icbc"}, "a contact is needed"),
    "a wrong region": ({"contact": "95588", "region": "UK"}, "the United Kingdom is GB"),
    "a wrong date": ({"contact": "95588", "as_of": "yesterday"}, "as_of 'yesterday'"),
}


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard()


@pytest.mark.parametrize("workers", [1, 2])
def test_the_verdicts_are_those_of_single_checks(guard: Guard, workers: int) -> None:
    items: list[Any] = [*CONTACTS, {"contact": "95588", "claims": "ICBC"}, {"contact": "95588", "claims": "boc"}]
    found = list(check_many(items, claims="TikTok Shop", as_of=TODAY, workers=workers))

    assert [each.item for each in found] == items
    assert [each.verdict for each in found[:-2]] == [
        guard.check(c, claims="TikTok Shop", as_of=TODAY) for c in CONTACTS
    ]
    assert [each.verdict.status.value for each in found[-2:] if each.verdict] == ["official", "impersonation"]
    assert not any(each.error for each in found)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_reports_are_those_of_single_scans(guard: Guard, workers: int) -> None:
    scanner = Scanner(guard)
    document = Document("call 95588", "call 95588", file="a.txt")
    found = list(scan_many([*TEXTS, document, {"text": TEXTS[0], "claims": "icbc"}], as_of=TODAY, workers=workers))

    expected = [scanner.scan(Document(text, text), as_of=TODAY) for text in TEXTS]
    assert [each.report for each in found[:-2]] == expected
    assert found[-2].report == scanner.scan(document, as_of=TODAY)
    assert found[-1].report == scanner.scan(Document(TEXTS[0], TEXTS[0]), claims="icbc", as_of=TODAY)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_item_is_told_and_the_rest_goes_on(workers: int) -> None:
    items = list(itertools.chain.from_iterable((CONTACTS[i], bad) for i, (bad, _) in enumerate(BAD_ITEMS.values())))
    found = list(check_many([*items, *CONTACTS], workers=workers))

    assert len(found) == len(items) + len(CONTACTS)
    for each, (bad, said) in zip(found[1 : len(items) : 2], BAD_ITEMS.values(), strict=True):
        assert each.verdict is None
        assert each.error is not None
        assert said in each.error, bad
    assert all(each.verdict and not each.error for each in (*found[: len(items) : 2], *found[len(items) :]))


def test_what_fails_within_is_told_without_the_contact(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Guard, contact: str, **options: Any) -> object:
        if contact == "secret":
            raise LookupError(contact)
        return None

    monkeypatch.setattr(Guard, "check", failing)
    found = list(check_many(["a", "secret", "b"], guard=guard, workers=1))

    assert [each.error for each in found] == [None, "scamguard failed at it (LookupError); please report it", None]


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"claims": "no such bank"}, UnknownPlatform, "no such bank"),
        ({"kind": "fax"}, UsageError, "kind 'fax'"),
        ({"region": "UK"}, UsageError, "GB"),
        ({"as_of": "soon"}, UsageError, "as_of 'soon'"),
        ({"workers": 0}, UsageError, "workers 0: use a number from 1"),
        ({"workers": 1.5}, UsageError, "workers 1.5"),
        ({"workers": 10**6}, UsageError, "workers 1000000"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_drawn(
    options: dict[str, Any], error: type[Exception], said: str
) -> None:
    def contacts() -> Iterator[str]:
        yield pytest.fail("drawn")

    with pytest.raises(error, match=said):
        check_many(contacts(), **options)


@pytest.mark.parametrize("one", ["95588", b"95588", {"contact": "95588"}, 7, None])
def test_one_contact_is_not_taken_for_many(one: Any) -> None:
    with pytest.raises(UsageError, match="contacts: a list"):
        check_many(one)
    with pytest.raises(UsageError, match="texts: a list"):
        scan_many(one)


def test_the_users_own_records_go_with_the_work() -> None:
    guard = Guard(lay_over(Knowledge.shipped(), ACME_BANK).knowledge)
    items = [*CONTACTS, "+442079460123"]
    *_, last = check_many(items, claims="Acme Bank", guard=guard, workers=2)

    assert last.verdict is not None
    assert last.verdict.status.value == "official"
    assert "+" in last.verdict.knowledge.version


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_is_told_with_the_total_where_it_is_known(workers: int) -> None:
    told: list[tuple[int, int | None]] = []
    list(check_many(CONTACTS, workers=workers, on_progress=lambda done, total: told.append((done, total))))
    assert told == sorted(told)
    assert told[-1] == (len(CONTACTS), len(CONTACTS))

    untold: list[tuple[int, int | None]] = []
    list(check_many(iter(CONTACTS), workers=workers, on_progress=lambda done, total: untold.append((done, total))))
    assert untold[-1] == (len(CONTACTS), None)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_iterable_is_drawn_as_it_is_needed(workers: int) -> None:
    drawn = itertools.count()
    found = check_many((f"400-{number % 1000:03d}-1234" for number in drawn), workers=workers)
    first = list(itertools.islice(found, 300))
    found.close()  # type: ignore[attr-defined]

    assert len(first) == 300
    assert next(drawn) < 5000


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_iterable_raises_comes_behind_what_it_gave(workers: int) -> None:
    def failing() -> Iterator[str]:
        yield from CONTACTS
        raise OSError("the disk is gone")

    found: list[Checked] = []
    with pytest.raises(OSError, match="the disk is gone"):
        found.extend(check_many(failing(), workers=workers))
    assert [each.item for each in found] == CONTACTS


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_more_comes_once_it_is_stopped(workers: int) -> None:
    stop = threading.Event()
    found = check_many((f"400-{number % 1000:03d}-1234" for number in itertools.count()), workers=workers, stop=stop)
    next(found)
    stop.set()

    assert len(list(found)) < 5000


def test_a_few_contacts_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamguard.batch.many.Pool", lambda *_: pytest.fail("a process"))

    assert len(list(check_many(CONTACTS[:255], workers=2))) == 255
    assert list(check_many([], workers=2)) == []


def test_a_killed_worker_costs_no_answer(guard: Guard) -> None:
    contacts = [f"400-{number % 1000:03d}-{number:04d}" for number in range(4000)]
    found = check_many(contacts, as_of=TODAY, guard=guard, workers=2)
    first = next(found)
    os.kill(_a_worker(), signal.SIGKILL)
    rest = list(found)

    assert [each.verdict for each in (first, *rest)] == [guard.check(contact, as_of=TODAY) for contact in contacts]


def _a_worker() -> int:
    """Returns the process id of a worker of this process."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == os.getpid() and b"spawn_main" in command:
                return int(folder.name)
    return pytest.skip("processes are not to be seen here")


SCRIPT = """
from scamguard import ScamguardError, check_many
try:
    print(len(list(check_many([f"400-{n:03d}-1234" for n in range(600)], workers=2))))
except ScamguardError as error:
    print("refused:", error)
"""


def test_a_script_without_the_usual_guard_is_told_what_to_write(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=False)

    assert "refused: worker processes end before they begin" in done.stdout
    assert "__main__" in done.stdout


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import itertools\nfrom scamguard import check_many\n"
        'if __name__ == "__main__":\n'
        '    for each in check_many((f"400-{n % 1000:03d}-1234" for n in itertools.count()), workers=2):\n'
        '        print("on", flush=True)\n',
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"on\n"
        parent.kill()
        parent.stdout.read()  # ends when the last of them has gone: workers have the same output
    deadline = time.monotonic() + 20
    while _is_alive(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _is_alive(parent.pid)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
