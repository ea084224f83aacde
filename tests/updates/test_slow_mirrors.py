"""Mirrors that give little, nothing, or the wrong thing: an update ends in time, and the next mirror is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from updates.forgery import HIS
from updates.mirror import Mirror, Request, free_port, serving
from updates.parties import Publisher, User, refused

pytestmark = pytest.mark.lengthy

NEWER = "2020-03-01"
#: What an update may take altogether in these tests, in seconds, and when one has not ended in time.
LIMIT, TOO_LATE = "0.6", 8.0


def silent(request: Request) -> None:
    """Takes the request and says nothing."""
    request.wait()


def a_byte_now_and_then(request: Request) -> None:
    """Gives a byte every 50 ms: none of these waits is long."""
    request.head(200, {"Content-Length": "16000"})
    while request.give(b" ") and request.wait(0.05):
        pass


def a_header_now_and_then(request: Request) -> None:
    """Never comes to the end of a header."""
    line = b"HTTP/1.0 200 OK\r\nX-Long: "
    while request.give(line) and request.wait(0.05):
        line = b"x"


def stops_in_the_middle(request: Request) -> None:
    request.head(200, {"Content-Length": "16000"})
    request.give(b'{"signatures": [')
    request.wait()


SLOW: list[Callable[[Request], None]] = [silent, a_byte_now_and_then, a_header_now_and_then, stops_in_the_middle]


@pytest.mark.parametrize("slow", SLOW, ids=lambda slow: slow.__name__)
@pytest.mark.parametrize("path", ["metadata/timestamp.json", "knowledge"])
def test_slow_retrieval_ends_in_time(
    follower: User, publisher: Publisher, mirror: Mirror, slow: Callable[[Request], None], path: str
) -> None:
    publisher.publish(NEWER)
    mirror.lie(publisher.knowledge if path == "knowledge" else path, slow)
    begun = time.monotonic()

    refused(follower, "did not come in time", "--timeout", LIMIT)

    assert time.monotonic() - begun < TOO_LATE
    mirror.lies.clear()
    assert follower.update().out.startswith(f"Installed: {NEWER}")


def test_many_answers_that_come_in_time_each_do_not_take_longer_together(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    """The limit is for the update and not for each file: else a long row of roots would hold the user for an hour."""
    for _ in range(6):
        publisher.rotate("root")

    def late(request: Request) -> None:
        request.wait(0.2)
        request.head(200, {})
        request.give((publisher.folder / request.path.lstrip("/")).read_bytes())

    for version in range(2, 8):
        mirror.lie(f"metadata/{version}.root.json", late)
    begun = time.monotonic()

    refused(follower, "did not come in time", "--timeout", LIMIT)

    assert time.monotonic() - begun < TOO_LATE


def test_nobody_listens(user: User, publisher: Publisher) -> None:
    user.init(f"http://127.0.0.1:{free_port()}/", publisher.root())

    refused(user, "metadata/2.root.json: cannot be fetched (Connection refused)")


def test_another_protocol_answers(follower: User, mirror: Mirror) -> None:
    def greet(request: Request) -> None:
        request.give(b"220 mail.example ESMTP\r\n")

    mirror.lie("metadata/timestamp.json", greet)

    refused(follower, "cannot be fetched (")


# ---- several mirrors


@pytest.fixture
def second(publisher: Publisher) -> Iterator[Mirror]:
    with serving(publisher.folder) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "answer", "why"),
    [
        ("metadata/timestamp.json", 404, "answered with status 404"),
        ("metadata/timestamp.json", b"{}", "refused: no TUF metadata"),
        ("metadata/timestamp.json", silent, "did not come in time"),
        ("metadata/2.snapshot.json", 404, "answered with status 404"),
        ("knowledge", HIS, "refused: longer than it may be"),
    ],
)
def test_a_mirror_that_prevents_updates_does_not_prevent_them_from_another(
    user: User, publisher: Publisher, mirror: Mirror, second: Mirror, path: str, answer: object, why: str
) -> None:
    user.init(mirror.url, publisher.root(), "--mirror", second.url)
    publisher.publish(NEWER)
    mirror.lies[publisher.knowledge if path == "knowledge" else path] = answer  # type: ignore[assignment]

    run = user.update("--timeout", "2.5")

    assert (run.status, run.out.startswith(f"Installed: {NEWER}")) == (0, True), run
    assert run.err.startswith(f"scamguard: {mirror.url}"), run.err
    assert why in run.err
    assert run.err.endswith("; nothing was installed; the next mirror is asked\n")
    assert run.err.count("\n") == 1
    assert second.asked


def test_where_all_mirrors_fail_each_has_its_line(
    user: User, publisher: Publisher, mirror: Mirror, second: Mirror
) -> None:
    user.init(mirror.url, publisher.root(), "--mirror", second.url)
    mirror.lie("metadata/timestamp.json", 500)
    second.lie("metadata/timestamp.json", b"")

    run = user.update()

    assert (run.status, run.out, len(run.err.splitlines())) == (2, "", 2)
    assert [mirror.url in run.err.splitlines()[0], second.url in run.err.splitlines()[1]] == [True, True]
    assert not user.installed.exists()


def test_a_good_first_mirror_is_enough(user: User, publisher: Publisher, mirror: Mirror, second: Mirror) -> None:
    user.init(mirror.url, publisher.root(), "--mirror", second.url)

    assert user.update().status == 0

    assert not second.asked
