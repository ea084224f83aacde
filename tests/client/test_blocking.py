"""The blocking client keeps a thread: programs that share it, forget it, fork, or are interrupted do not suffer."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from client.replies import CONTACT, GOOD
from client.scripted_server import Turn, scripted
from scamguard.client import Client, ServerBusy, Unreachable

NAME = "scamguard-client"


def threads(before: set[threading.Thread]) -> int:
    """Returns how many threads of clients run that did not before: those of other tests may end meanwhile."""
    return sum(thread.name == NAME and thread not in before for thread in threading.enumerate())


def wait_until(is_so: object, seconds: float = 5.0) -> bool:
    ends = time.monotonic() + seconds
    assert callable(is_so)
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.01)
    return bool(is_so())


def test_a_client_has_no_thread_before_it_asks_and_after_it_is_closed() -> None:
    before = set(threading.enumerate())
    with scripted(Turn(GOOD)) as server:
        with Client(server.url) as client:
            assert threads(before) == 0
            client.check(CONTACT)
            assert threads(before) == 1
        assert threads(before) == 0
        client.close()
        assert client.check(CONTACT).claims == "aliexpress"  # it opens again
        client.close()
    assert threads(before) == 0


def test_a_client_that_nobody_holds_any_more_ends_its_thread_and_hangs_up() -> None:
    before = set(threading.enumerate())  # of other tests, whose clients may end meanwhile
    with scripted(Turn(GOOD, then="hold")) as server:
        client = Client(server.url)
        client.check(CONTACT)
        (thread,) = (found for found in threading.enumerate() if found.name == NAME and found not in before)
        del client
        gc.collect()  # a connection that is left to it warns, and a warning is an error

        assert wait_until(lambda: not thread.is_alive())
        assert server.gone.wait(3)


@pytest.mark.parametrize(
    "turn", [Turn(then="hold"), Turn(GOOD, gap=0.5)], ids=["before-an-answer", "in-the-middle-of-an-answer"]
)
def test_closing_a_client_ends_the_calls_of_other_threads(turn: Turn) -> None:
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            client.check(CONTACT)
        except Unreachable as error:
            ended.append(error)

    with scripted(turn, Turn(GOOD)) as server:
        client = Client(server.url, timeout=15)
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        assert wait_until(lambda: server.seen)
        client.close()
        asking.join(5)

        assert [str(error) for error in ended] == ["the client was closed during the call"]
        assert server.gone.wait(3)
        assert client.check(CONTACT).claims == "aliexpress"
        client.close()


def test_threads_may_close_a_client_that_others_use() -> None:
    """Every call ends, with its answer or the error; none waits for a loop that has ended."""
    answered: list[bool] = []

    def ask() -> None:
        for _ in range(100):
            with contextlib.suppress(Unreachable):
                answered.append(client.check(CONTACT).claims == "aliexpress")

    with scripted(Turn(GOOD)) as server:
        client = Client(server.url, timeout=15)
        asking = [threading.Thread(target=ask, daemon=True) for _ in range(4)]
        for thread in asking:
            thread.start()

        def are_done() -> bool:
            client.close()
            return not any(thread.is_alive() for thread in asking)

        assert wait_until(are_done, 30)
        assert answered
        assert all(answered)
        client.close()


def test_threads_may_share_a_client() -> None:
    with scripted(Turn(GOOD)) as server, Client(server.url) as client, ThreadPoolExecutor(16) as pool:
        verdicts = list(pool.map(lambda _: client.check(CONTACT), range(200)))

    assert len(verdicts) == 200
    assert set(map(str, verdicts)) == {str(verdicts[0])}
    assert server.connections <= 50, "at most 16 at once; one that was idle for 5 s, on a busy machine, is made anew"


def test_a_program_with_a_loop_of_its_own_may_use_it() -> None:
    async def run(url: str) -> str | None:
        with Client(url) as client:
            return client.check(CONTACT).claims

    with scripted(Turn(GOOD)) as server:
        assert asyncio.run(run(server.url)) == "aliexpress"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer signals here")
def test_an_interrupted_call_ends_and_hangs_up() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with scripted(Turn(then="hold"), Turn(GOOD)) as server, Client(server.url) as client:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            with pytest.raises(KeyboardInterrupt):
                client.check(CONTACT)

            assert server.gone.wait(3)
            assert client.check(CONTACT).claims == "aliexpress"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


#: Programs that a client must not hang, asked with the address of a server that answers; what they print.
PROGRAMS = {
    "forgets-to-close": ("client = Client(url); print(client.check('1').claims)", "aliexpress\n"),
    "forgets-it-in-a-function": (
        "def f():\n    return Client(url).check('1').claims\nprint(f())",
        "aliexpress\n",
    ),
    "ends-in-a-call": (
        "import threading, time\n"
        "client = Client(url, timeout=60)\n"
        "threading.Thread(target=client.check, args=('hold',), daemon=True).start()\n"
        "time.sleep(0.5)\nprint('ends')",
        "ends\n",
    ),
    "forks": (
        "import os\n"
        "client = Client(url)\n"
        "print(client.check('1').claims, flush=True)\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    print('child', client.check('1').claims, flush=True)\n"
        "    client.close()\n"
        "    os._exit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
        "print(client.check('1').claims)\n"
        "client.close()",
        "aliexpress\nchild aliexpress\naliexpress\n",
    ),
    "forks-and-leaves": (
        "import os\n"
        "client = Client(url)\n"
        "print(client.check('1').claims, flush=True)\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    raise SystemExit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
        "print(client.check('1').claims)",
        "aliexpress\naliexpress\n",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_ends(name: str) -> None:
    code, printed = PROGRAMS[name]
    if "fork" in code and not hasattr(os, "fork"):
        pytest.skip("no fork here")
    turns = (Turn(then="hold"),) if name == "ends-in-a-call" else (Turn(GOOD),)
    with scripted(*turns) as server:
        script = f"from scamguard.client import Client\nurl = {server.url!r}\n{code}\n"
        command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", script]  # threads and forks, from 3.12
        found = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert (found.stdout, found.stderr, found.returncode) == (printed, "", 0)


def test_ready_asks_once_and_answers_no() -> None:
    with scripted(Turn(then="close")) as server, Client(server.url) as client:
        assert client.ready() is False
        assert server.played == 1
    with Client(server.url) as client:
        assert client.ready() is False


def test_errors_come_through_the_thread_as_they_are() -> None:
    with (
        scripted(Turn(b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")) as server,
        Client(server.url, retries=0) as client,
    ):
        with pytest.raises(ServerBusy) as caught:
            client.check(CONTACT)
        assert caught.value.status == 503
    with Client(server.url, retries=0) as client, pytest.raises(Unreachable):
        client.check(CONTACT)
