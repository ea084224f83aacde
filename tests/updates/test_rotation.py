"""Keys are replaced, and users follow: also who is several roots behind, and whenever a publisher's run stops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scamguard.errors import UpdateError
from scamguard.updates import draft, storage
from scamguard.updates import publisher as publishing
from scamguard.updates.published import read_published
from scamguard.updates.roles import ROLES
from updates.conftest import FIRST_DATE
from updates.mirror import Mirror
from updates.parties import TERMS, Publisher, User, refused

NEWER = "2020-03-01"


@pytest.mark.parametrize("roles", [*((role,) for role in ROLES), ROLES], ids="+".join)
def test_users_follow_new_keys(follower: User, publisher: Publisher, roles: tuple[str, ...]) -> None:
    old = {role: {signer.public_key.keyid for signer in publisher.signers(role)} for role in ROLES}

    publisher.rotate(*roles)

    new = {role: {signer.public_key.keyid for signer in publisher.signers(role)} for role in ROLES}
    assert all(old[role].isdisjoint(new[role]) and len(old[role]) == len(new[role]) for role in roles)
    assert all(old[role] == new[role] for role in ROLES if role not in roles)
    assert follower.update().out.startswith("Nothing newer")
    publisher.publish(NEWER)
    assert follower.update().out.startswith(f"Installed: {NEWER}")


def test_who_is_several_roots_behind_follows_them_all(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    for role in (*ROLES, *ROLES):
        publisher.rotate(role)
    publisher.publish(NEWER)

    assert follower.update().out.startswith(f"Installed: {NEWER}")

    assert [path for path in mirror.asked if "root" in path] == [f"metadata/{n}.root.json" for n in range(2, 11)]
    mirror.asked.clear()
    follower.update()
    assert mirror.asked[0] == "metadata/10.root.json", "what is trusted already is not asked for again"


def test_who_begins_with_a_later_root_follows_too(user: User, publisher: Publisher, mirror: Mirror) -> None:
    publisher.rotate("root")
    publisher.rotate("targets")
    user.init(mirror.url, publisher.root(2))

    assert user.update().out.startswith(f"Installed: {FIRST_DATE}")


def test_a_root_that_is_missing_in_between_leads_nowhere(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    """A mirror that hides the second root cannot make the third one believed: nobody but the second vouches for it."""
    publisher.rotate("root")
    publisher.rotate("timestamp")
    publisher.refresh()
    mirror.lie("metadata/2.root.json", 404)

    refused(follower, "timestamp.json: refused: not signed by enough of the keys")


def test_the_new_root_is_signed_by_old_and_new_keys(publisher: Publisher) -> None:
    old = {signer.public_key.keyid for signer in publisher.signers("root")}
    publisher.rotate("root")
    published = read_published(publisher.folder)
    assert published is not None

    assert published.root.signatures.keys() == old | set(published.root.signed.roles["root"].keyids)


def test_a_root_cannot_be_replaced_without_enough_old_keys(publisher: Publisher) -> None:
    for path in sorted(publisher.key_folder.glob("root-*"))[:2]:
        path.unlink()
    before = sorted(publisher.folder.rglob("*"))

    with pytest.raises(UpdateError, match=r"root: 2 signatures needed, and fewer keys of version 1 of the root are in"):
        publisher.rotate("root")

    assert sorted(publisher.folder.rglob("*")) == before


def test_one_lost_key_of_each_offline_role_is_no_harm(follower: User, publisher: Publisher) -> None:
    for role in ("root", "targets"):
        min(publisher.key_folder.glob(f"{role}-*")).unlink()

    publisher.publish(NEWER)
    assert follower.update().out.startswith(f"Installed: {NEWER}")
    publisher.rotate("root", "targets")
    publisher.publish("2020-04-01")
    assert follower.update().out.startswith("Installed: 2020-04-01")


def test_lost_keys_of_a_server_are_replaced_without_them(follower: User, publisher: Publisher) -> None:
    for path in (*publisher.key_folder.glob("snapshot-*"), *publisher.key_folder.glob("timestamp-*")):
        path.unlink()

    publisher.rotate("snapshot", "timestamp")

    publisher.publish(NEWER)
    assert follower.update().out.startswith(f"Installed: {NEWER}")


def test_the_root_is_renewed_with_the_same_keys(follower: User, publisher: Publisher) -> None:
    before = {signer.public_key.keyid for signer in publisher.signers("root")}

    publishing.renew_root(publisher.folder, publisher.keys, TERMS)

    assert {signer.public_key.keyid for signer in publisher.signers("root")} == before
    assert publisher.root(2).exists()
    assert follower.update().status == 0


# ---- a run that stops in the middle


class Stop(BaseException):
    """The publisher's machine goes off."""


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object], int], bool]:
    """Returns what lets a run stop before it writes its file of a number, and says whether it came so far."""

    def run(act: Callable[[], object], number: int) -> bool:
        left = iter(range(number))

        def write_or_stop(path: str, content: bytes) -> None:
            if next(left, None) is None:
                raise Stop
            storage.write_public(path, content)

        with monkeypatch.context() as patch:
            patch.setattr(draft, "write_public", write_or_stop)
            try:
                act()
            except Stop:
                return True
        return False

    return run


@pytest.mark.parametrize(("act", "files"), [("publish", 4), ("refresh", 2), ("rotate", 4), ("rotate root", 1)])
def test_whenever_a_run_stops_users_have_the_old_or_the_new(
    user: User,
    publisher: Publisher,
    mirror: Mirror,
    stopping: Callable[[Callable[[], object], int], bool],
    act: str,
    files: int,
) -> None:
    acts: dict[str, Callable[[], object]] = {
        "publish": lambda: publisher.publish(NEWER),
        "refresh": publisher.refresh,
        "rotate": lambda: publisher.rotate(*ROLES),
        "rotate root": lambda: publisher.rotate("root"),
    }
    user.init(mirror.url, publisher.root())
    for number in range(files):
        assert stopping(acts[act], number)
        run = user.update()
        assert run.status == 0, (number, run)
    assert not stopping(acts[act], files)

    assert user.update().status == 0, "and the next run of the publisher goes on from there"


def test_a_first_run_that_stops_leaves_nothing_to_trust(
    tmp_path: Path, stopping: Callable[[Callable[[], object], int], bool]
) -> None:
    new = Publisher(tmp_path / "new")
    for number in range(5):
        assert stopping(lambda: new.publish(FIRST_DATE), number)
        assert not new.root().exists()
        assert read_published(new.folder) is None

    new.publish(FIRST_DATE)

    assert read_published(new.folder) is not None
