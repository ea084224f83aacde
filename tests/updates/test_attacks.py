"""What the TUF specification names (1.5.2), tried over the wire by who controls a mirror, and refused in one line.

What was in use before stays in use, byte for byte, and checks answer as before. `test_stolen_keys.py` has the attacks
that need keys, `test_slow_mirrors.py` those that take time.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import types
from collections.abc import Callable

import pytest
from tuf.ngclient._internal import trusted_metadata_set

from updates.editions import HIS_NUMBER, edition
from updates.forgery import HIS, HIS_CUSTOM, offering, target_of
from updates.mirror import Mirror, Request, serving
from updates.parties import Publisher, User, changed, expired, refused

Attack = Callable[[Mirror, Publisher], None]
#: What is published while the attack goes on, and would be installed without it.
NEWER = "2020-03-01"


def metadata(publisher: Publisher, name: str) -> bytes:
    return (publisher.folder / "metadata" / name).read_bytes()


def lie(path: str, answer: bytes | int | Callable[[Request], None]) -> Attack:
    return lambda mirror, publisher: mirror.lie(path, answer)


# ---- arbitrary software installation


def another_file(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie(publisher.knowledge, HIS)


def a_changed_digit(mirror: Mirror, publisher: Publisher) -> None:
    content = edition(NEWER)
    assert b"95588" in content
    mirror.lie(publisher.knowledge, content.replace(b"95588", b"95589"))


def his_repository(mirror: Mirror, publisher: Publisher) -> None:
    his = Publisher(publisher.folder.parent / "his")
    his.publish("2020-11-11", number=HIS_NUMBER)
    his.refresh()
    his.refresh()
    mirror.folder = his.folder


def his_repository_and_root(mirror: Mirror, publisher: Publisher) -> None:
    his_repository(mirror, publisher)
    his = Publisher(publisher.folder.parent / "his")
    his.rotate("root")


def his_unsigned_targets(mirror: Mirror, publisher: Publisher) -> None:
    offer = offering(target_of(HIS, HIS_CUSTOM))
    mirror.lie("metadata/2.targets.json", changed(metadata(publisher, "2.targets.json"), offer))


def no_signatures(mirror: Mirror, publisher: Publisher) -> None:
    content = json.loads(metadata(publisher, "timestamp.json"))
    mirror.lie("metadata/timestamp.json", json.dumps({**content, "signatures": []}).encode())


# ---- endless data


def endless(request: Request) -> None:
    request.head(200, {})
    while request.give(b" " * 65_536):
        pass


def endless_knowledge(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie(publisher.knowledge, endless)


def bomb(request: Request) -> None:
    packed = gzip.compress(b" " * 50_000_000)
    request.head(200, {"Content-Encoding": "gzip", "Content-Length": str(len(packed))})
    request.give(packed)


# ---- mix and match: genuine files of different states


def old_snapshot(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie("metadata/2.snapshot.json", metadata(publisher, "1.snapshot.json"))


def old_targets(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie("metadata/2.targets.json", metadata(publisher, "1.targets.json"))


def old_knowledge(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie(publisher.knowledge, edition("2020-02-01"))


def old_root_as_new(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie("metadata/2.root.json", metadata(publisher, "1.root.json"))


# ---- malicious mirrors, wrong software, and what else a server can do


def truncated(mirror: Mirror, publisher: Publisher) -> None:
    mirror.lie(publisher.knowledge, edition(NEWER)[:-100])


def cut_off(request: Request) -> None:
    request.head(200, {"Content-Length": "1000"})
    request.give(b'{"signed"')


def redirected(request: Request) -> None:
    request.head(302, {"Location": f"{request.mirror.url}metadata/1.root.json", "Content-Length": "0"})


def other_form(mirror: Mirror, publisher: Publisher) -> None:
    """A genuine, signed file of another purpose in the place of ours."""
    mirror.lie(publisher.knowledge, metadata(publisher, "2.targets.json"))


WITHOUT_KEYS: list[tuple[str, str, Attack]] = [
    # arbitrary software installation
    ("another file", "longer than it may be", another_file),
    ("one digit of a number", "not the content that the signed metadata names", a_changed_digit),
    ("his own repository", "not signed by enough of the keys", his_repository),
    ("his own repository, and his root as the next", "not signed by enough of the keys", his_repository_and_root),
    ("targets with his file", "not the content that the signed metadata names", his_unsigned_targets),
    ("no signatures", "not signed by enough of the keys", no_signatures),
    # endless data
    ("endless timestamp", "longer than it may be", lie("metadata/timestamp.json", endless)),
    ("endless root", "longer than it may be", lie("metadata/2.root.json", endless)),
    ("endless snapshot", "longer than it may be", lie("metadata/2.snapshot.json", endless)),
    ("endless targets", "longer than it may be", lie("metadata/2.targets.json", endless)),
    ("endless knowledge", "longer than it may be", endless_knowledge),
    ("a bomb in gzip", "compressed content, which is not taken", lie("metadata/timestamp.json", bomb)),
    # mix and match, wrong software
    ("the snapshot of before", "not the content that the signed metadata names", old_snapshot),
    ("the targets of before", "not the content that the signed metadata names", old_targets),
    ("the knowledge of before", "not the content that the signed metadata names", old_knowledge),
    ("the root of before as the next", "not the version that must come now", old_root_as_new),
    ("a signed file of another purpose", "not the content that the signed metadata names", other_form),
    # updates prevented, damage
    ("no timestamp", "answered with status 404", lie("metadata/timestamp.json", 404)),
    ("no snapshot", "answered with status 404", lie("metadata/2.snapshot.json", 404)),
    ("no targets", "answered with status 403", lie("metadata/2.targets.json", 403)),
    ("an error", "answered with status 500", lie("metadata/2.root.json", 500)),
    ("a redirect", "redirects are not followed", lie("metadata/timestamp.json", redirected)),
    ("a download cut off", "cannot be fetched", lie("metadata/timestamp.json", cut_off)),
    ("knowledge cut short", "not the content that the signed metadata names", truncated),
    ("an empty file", "no TUF metadata", lie("metadata/timestamp.json", b"")),
    ("no JSON", "no TUF metadata", lie("metadata/timestamp.json", b"<html>\x1b[2J</html>")),
    ("100,000 levels", "no TUF metadata", lie("metadata/timestamp.json", b"[" * 15_000)),
    ("other metadata", "no TUF metadata", lie("metadata/timestamp.json", b'{"signed": {"_type": "root"}}')),
]


@pytest.mark.parametrize(("why", "attack"), [pytest.param(*rest, id=name) for name, *rest in WITHOUT_KEYS])
def test_a_mirror_cannot_do_it(follower: User, publisher: Publisher, mirror: Mirror, why: str, attack: Attack) -> None:
    publisher.publish(NEWER)
    honest = mirror.folder
    attack(mirror, publisher)

    refused(follower, why)

    assert mirror.given < 30_000_000, "it stopped listening"
    mirror.lies.clear()
    mirror.folder = honest
    assert follower.update().out.startswith(f"Installed: {NEWER}"), "and an honest mirror is believed afterwards"


def test_his_repository_is_refused_by_who_has_nothing_installed_yet(
    user: User, publisher: Publisher, mirror: Mirror
) -> None:
    user.init(mirror.url, publisher.root())
    his_repository(mirror, publisher)

    refused(user, "not signed by enough of the keys")


# ---- extraneous dependencies: there are none to add, one file is fetched and nothing is run


def test_nothing_is_asked_for_but_the_knowledge_and_what_signs_it(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    publisher.publish(NEWER)

    assert follower.update().status == 0

    assert mirror.asked == [
        "metadata/2.root.json",
        "metadata/timestamp.json",
        "metadata/2.snapshot.json",
        "metadata/2.targets.json",
        publisher.knowledge,
    ]
    assert mirror.agents == {"scamguard"}, "no version, no system"


# ---- rollback


def test_a_state_of_before_is_refused(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    before = metadata(publisher, "timestamp.json")
    publisher.publish(NEWER)
    assert follower.update().status == 0
    publisher.publish("2020-04-01")
    mirror.lie("metadata/timestamp.json", before)

    refused(follower, "timestamp.json: refused: not the version that must come now; an older state is shown")


def test_a_state_of_before_is_refused_also_where_what_it_names_was_never_fetched(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    """What was seen counts, and not what was installed."""
    before = metadata(publisher, "timestamp.json")
    publisher.publish(NEWER)
    mirror.lie("metadata/2.snapshot.json", 404)
    refused(follower, "answered with status 404")
    mirror.lie("metadata/timestamp.json", before)

    refused(follower, "an older state is shown")


# ---- indefinite freeze


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Lets the client's clock be so many days ahead of what signatures of these tests begin with."""

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Later:
            return cls(2100, 1, 1, tzinfo=tz) + dt.timedelta(days=days)

    frozen = types.SimpleNamespace(datetime=Later, timezone=dt.timezone)
    monkeypatch.setattr(trusted_metadata_set, "datetime", frozen)


def test_a_mirror_that_stands_still_is_noticed_when_the_timestamp_expires(
    follower: User, publisher: Publisher, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = metadata(publisher, "timestamp.json")
    publisher.publish(NEWER)
    mirror.lie("metadata/timestamp.json", kept)

    later(monkeypatch, 7)
    assert follower.update().out.startswith("Nothing newer"), "so long a mirror can hide what is new"
    later(monkeypatch, 8)
    refused(follower, "timestamp metadata has expired; the publisher has not renewed it, or newer is withheld")


@pytest.mark.parametrize("role", ["root", "timestamp", "snapshot", "targets"])
def test_what_has_expired_is_refused_whichever_role_has_signed_it(user: User, publisher: Publisher, role: str) -> None:
    stale = Publisher(publisher.folder.parent / "stale")
    stale.publish(NEWER, expired(role))
    with serving(stale.folder) as mirror:
        user.init(mirror.url, stale.root())

        refused(user, f"the {role} metadata has expired")


# ---- hostile metadata at large


def test_no_damage_of_metadata_is_more_than_a_line(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    """Every file of the chain with a byte changed, cut, or doubled: either refused, or it said nothing else."""
    publisher.publish(NEWER)
    chance = random.Random(7)
    for name in ("timestamp.json", "2.snapshot.json", "2.targets.json"):
        content = metadata(publisher, name)
        for _ in range(12):
            at = chance.randrange(len(content))
            cut = (
                content[:at]
                + chance.choice((b"", bytes([chance.randrange(256)]), content[at - 3 : at]))
                + content[at + 1 :]
            )
            mirror.lies = {f"metadata/{name}": cut, publisher.knowledge: 404}
            run = follower.update("--check")
            assert run.status in (1, 2), run
            assert run.err.count("\n") == (run.status == 2), run
            assert not run.err or run.err.startswith("scamguard: http://"), run
