"""`scamguard data publish`: a repository that holds, keys that only their owner reads, and no knowledge that is old."""

from __future__ import annotations

import datetime as dt
import json
import stat
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.serialization import load_ssh_private_key

from scamguard.cli import data as data_command
from scamguard.cli import publish as publish_command
from scamguard.knowledge import compiled
from scamguard.updates import keys as keys_module
from scamguard.updates.published import read_published
from updates.conftest import FIRST_DATE, SHIPPED_DATE
from updates.editions import edition
from updates.mirror import Mirror, serving
from updates.parties import Publisher, Run, User

NEWER = "2020-03-01"
TODAY = dt.date(2099, 12, 31)


class Shop:
    """A folder in which somebody publishes by the command line."""

    def __init__(self, folder: Path, user: User) -> None:
        self.folder = folder
        self.repository = folder / "repository"
        self.keys = folder / "keys"
        self._user = user

    def publish(self, *options: str, keys: Path | None = None) -> Run:
        return self._user.run("data", "publish", str(self.repository), "--keys", str(keys or self.keys), *options)

    def snapshot(self, date: str, content: bytes | None = None) -> str:
        path = self.folder / f"{date}.msgpack"
        path.write_bytes(edition(date) if content is None else content)
        return str(path)

    def metadata(self, name: str) -> Any:
        return json.loads((self.repository / "metadata" / name).read_bytes())["signed"]


@pytest.fixture
def shop(tmp_path: Path, user: User, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Returns an empty shop on a day of these tests; keys with a passphrase cost little in it."""
    monkeypatch.setattr(data_command, "_day", lambda text: TODAY)
    monkeypatch.setattr(keys_module, "_KDF_ROUNDS", 1)
    monkeypatch.delenv("SCAMGUARD_PASSPHRASE", raising=False)
    (tmp_path / "shop").mkdir()
    return Shop(tmp_path / "shop", user)


def failed(run: Run, why: str) -> None:
    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
    assert run.err.startswith("scamguard: ")
    assert why in run.err, run.err


# ---- the first run


def test_the_first_run_makes_keys_and_a_repository(shop: Shop, user: User) -> None:
    run = shop.publish("--unencrypted")

    assert (run.status, run.err) == (0, "")
    names = sorted(path.name for path in shop.keys.iterdir())
    assert [name.partition("-")[0] for name in names] == [*["root"] * 3, "snapshot", *["targets"] * 3, "timestamp"]
    files = sorted(path.relative_to(shop.repository).as_posix() for path in shop.repository.rglob("*.*"))
    assert [name.rpartition("/")[2].split(".", 1)[-1] for name in files] == [
        "root.json", "snapshot.json", "targets.json", "json", "knowledge.msgpack",
    ]  # fmt: skip
    root = shop.metadata("1.root.json")
    assert root["consistent_snapshot"] is True
    assert {role: (len(about["keyids"]), about["threshold"]) for role, about in root["roles"].items()} == {
        "root": (3, 2), "targets": (3, 2), "snapshot": (1, 1), "timestamp": (1, 1),
    }  # fmt: skip
    assert {key["scheme"] for key in root["keys"].values()} == {"ed25519"}
    assert "root 1 expires 2101-01-01; targets 1 expires 2100-06-30; snapshot 1 expires 2100-01-08" in run.out
    assert "1.root.json is the newest root of trust. Give it to users by another way. SHA-256: " in run.out
    with serving(shop.repository) as mirror:
        user.init(mirror.url, shop.repository / "metadata" / "1.root.json")
        assert user.update().out.startswith(f"Nothing newer: {SHIPPED_DATE}"), "it is the shipped knowledge"


def test_keys_are_for_their_owner_only(shop: Shop) -> None:
    shop.publish("--unencrypted")

    assert stat.S_IMODE(shop.keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in shop.keys.iterdir()} == {0o600}
    files = [path for path in shop.repository.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o644}, "and what is served is for everybody"
    private = [path.read_bytes() for path in shop.keys.iterdir()]
    assert not any(line in path.read_bytes() for path in files for key in private for line in key.splitlines()[1:-1])


@pytest.mark.parametrize(("threshold", "keys"), [("2", 3), ("3", 4)])
def test_the_threshold_is_the_publishers_choice(shop: Shop, threshold: str, keys: int) -> None:
    shop.publish("--unencrypted", "--threshold", threshold)

    roles = shop.metadata("1.root.json")["roles"]
    assert [(roles[r]["threshold"], len(roles[r]["keyids"])) for r in ("root", "targets")] == [
        (int(threshold), keys)
    ] * 2


@pytest.mark.parametrize("threshold", ["1", "0", "-2", "10"])
def test_one_signature_is_no_threshold(shop: Shop, threshold: str) -> None:
    failed(shop.publish("--unencrypted", "--threshold", threshold), "use 2 to 9 signatures")
    assert not shop.repository.exists()


# ---- passphrases


def test_keys_have_a_passphrase_unless_somebody_wants_none(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    failed(shop.publish(), "need a passphrase: set SCAMGUARD_PASSPHRASE")
    monkeypatch.setenv("SCAMGUARD_PASSPHRASE", "too short")
    failed(shop.publish(), "a passphrase of at least 12 characters is needed")
    assert not shop.repository.exists()
    assert not list(shop.keys.glob("*"))

    monkeypatch.setenv("SCAMGUARD_PASSPHRASE", "correct horse battery")
    assert shop.publish().status == 0

    key = next(shop.keys.glob("root-*")).read_bytes()
    with pytest.raises(TypeError):
        load_ssh_private_key(key, None)
    assert load_ssh_private_key(key, b"correct horse battery")
    assert shop.publish("--refresh").status == 0
    monkeypatch.setenv("SCAMGUARD_PASSPHRASE", "correct horse buttery")
    failed(shop.publish("--refresh"), ".key: cannot be opened; wrong passphrase, or not this key")
    monkeypatch.delenv("SCAMGUARD_PASSPHRASE")
    failed(shop.publish("--refresh"), "need a passphrase: set SCAMGUARD_PASSPHRASE")


def test_a_person_is_asked_for_a_passphrase(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter(["correct horse battery", "correct horse buttery", *["correct horse battery"] * 3])

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr(publish_command, "getpass", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)

    failed(shop.publish(), "the two passphrases differ; nothing was written")
    assert shop.publish().status == 0
    assert shop.publish("--refresh").status == 0

    assert asked == [
        f"Passphrase for new keys in {shop.keys}: ", "Once more: ",
        f"Passphrase for new keys in {shop.keys}: ", "Once more: ",
        f"Passphrase for the keys in {shop.keys}: ",
    ]  # fmt: skip


def test_a_key_that_others_can_read_is_not_used(shop: Shop) -> None:
    shop.publish("--unencrypted")
    key = next(shop.keys.glob("timestamp-*"))
    key.chmod(0o640)

    failed(shop.publish("--refresh"), f"{key}: other users can read this private key; run: chmod 600 {key}")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"]
)
def test_a_file_that_is_no_key_is_named(shop: Shop, content: bytes) -> None:
    shop.publish("--unencrypted")
    key = next(shop.keys.glob("timestamp-*"))
    key.write_bytes(content)

    failed(shop.publish("--refresh"), f"{key}: cannot be opened; wrong passphrase, or not this key")


def test_another_key_under_its_name_is_not_taken_for_it(shop: Shop) -> None:
    shop.publish("--unencrypted")
    other = next(shop.keys.glob("snapshot-*")).read_bytes()
    next(shop.keys.glob("timestamp-*")).write_bytes(other)

    failed(shop.publish("--refresh"), "cannot be opened; wrong passphrase, or not this key")


# ---- later runs


def test_every_run_is_the_next_version(shop: Shop) -> None:
    shop.publish("--unencrypted")
    shop.publish("--snapshot", shop.snapshot(FIRST_DATE))
    shop.publish("--refresh")
    shop.publish("--snapshot", shop.snapshot(NEWER))
    shop.publish("--renew-root")

    published = read_published(shop.repository)
    assert published is not None
    versions = {
        m.signed.type: m.signed.version
        for m in (published.root, published.targets, published.snapshot, published.timestamp)
    }
    assert versions == {"root": 2, "targets": 3, "snapshot": 4, "timestamp": 4}
    [target] = shop.metadata("3.targets.json")["targets"].values()
    assert target["custom"] == {"date": NEWER, "version": compiled.from_bytes(edition(NEWER))[0].version}
    assert len(list(shop.repository.rglob("*.msgpack"))) == 3, "who is in the middle of an older state can finish it"


def test_how_long_signatures_hold_is_the_publishers_choice(shop: Shop) -> None:
    shop.publish("--unencrypted", "--expires", "timestamp=1d", "--expires", "root=2y")

    assert shop.metadata("timestamp.json")["expires"] == "2100-01-02T00:00:00Z"
    assert shop.metadata("1.root.json")["expires"] == "2102-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "text", ["timestamp", "timestamp=", "timestamp=soon", "other=1d", "=1d", "root=0d", "root=99999y"]
)
def test_a_time_that_is_none_is_refused(shop: Shop, text: str) -> None:
    run = shop.publish("--unencrypted", "--expires", text)

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
    assert not shop.repository.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "damaged or of another version"),
        (b"hello", "damaged or of another version"),
        (edition(NEWER)[:-1], "damaged or of another version"),
        (edition(NEWER) + b"\x00", "damaged or of another version"),
        (edition(SHIPPED_DATE), f"knowledge of {SHIPPED_DATE}; that of {FIRST_DATE} is published already"),
        (edition("2100-02-01"), "knowledge of 2100-02-01, and it is 2099-12-31"),
    ],
)
def test_what_must_not_be_published_is_refused(shop: Shop, content: bytes, why: str) -> None:
    shop.publish("--unencrypted", "--snapshot", shop.snapshot(FIRST_DATE))
    before = sorted(shop.repository.rglob("*"))

    failed(shop.publish("--snapshot", shop.snapshot("new", content)), why)

    assert sorted(shop.repository.rglob("*")) == before


def test_an_index_that_says_more_than_the_records_is_refused(shop: Shop) -> None:
    """The look-ups of a file are not made by whoever reads it: a number could stand in them alone."""
    header, stored = compiled.from_bytes(edition(NEWER))
    exact = {**stored.index.exact, "phone": {**stored.index.exact["phone"], "+861058880000": [0]}}
    content = msgspec.msgpack.encode(
        msgspec.structs.replace(stored, index=msgspec.structs.replace(stored.index, exact=exact))
    )
    whole = msgspec.msgpack.encode(
        compiled.Compiled(header.version, header.date, zlib.crc32(content), msgspec.Raw(content))
    )
    assert compiled.from_bytes(whole)

    failed(
        shop.publish("--unencrypted", "--snapshot", shop.snapshot("new", whole)),
        "compiled by another version of scamguard",
    )


def test_what_needs_a_repository_says_that_there_is_none(shop: Shop) -> None:
    for options in (["--refresh"], ["--rotate", "root"], ["--renew-root"]):
        failed(shop.publish(*options), f"{shop.repository}: no repository; publish something first")


def test_the_threshold_cannot_be_changed_in_passing(shop: Shop) -> None:
    shop.publish("--unencrypted")

    failed(shop.publish("--threshold", "3"), "the threshold is a part of the first root, and there is one already")


# ---- keys apart


def test_a_server_refreshes_with_two_keys(shop: Shop, tmp_path: Path) -> None:
    shop.publish("--unencrypted")
    server = online(shop, tmp_path)

    assert shop.publish("--refresh", keys=server).status == 0

    assert (shop.metadata("2.snapshot.json")["version"], shop.metadata("timestamp.json")["version"]) == (2, 2)
    for options in (["--rotate", "root"], ["--rotate", "targets"], ["--renew-root"], []):
        run = shop.publish(*options, "--unencrypted", keys=server)
        failed(run, "Nothing was written")
        assert "2 signatures needed, and fewer keys" in run.err


def test_targets_that_are_signed_elsewhere_wait_for_the_server(shop: Shop, user: User, tmp_path: Path) -> None:
    shop.publish("--unencrypted")
    server = online(shop, tmp_path)
    with serving(shop.repository) as mirror:
        user.init(mirror.url, shop.repository / "metadata" / "1.root.json")

        for date in (FIRST_DATE, NEWER):
            run = shop.publish("--snapshot", shop.snapshot(date))
            assert (run.status, run.err) == (0, "")
            assert "The targets are signed and wait for: scamguard data publish --refresh" in run.out
            assert user.update().out.startswith("Nothing newer"), "nobody sees them yet"
        failed(shop.publish("--snapshot", shop.snapshot(FIRST_DATE)), f"that of {NEWER} is published already")

        assert shop.publish("--refresh", keys=server).status == 0
        assert user.update().out.startswith(f"Installed: {NEWER}")


def online(shop: Shop, tmp_path: Path) -> Path:
    """Takes the keys of a server away from the others, and returns their folder."""
    server = tmp_path / "server"
    server.mkdir(mode=0o700)
    for role in ("snapshot", "timestamp"):
        for path in shop.keys.glob(f"{role}-*"):
            path.rename(server / path.name)
    return server


def test_keys_may_lie_in_several_folders(shop: Shop, tmp_path: Path) -> None:
    shop.publish("--unencrypted")
    server = online(shop, tmp_path)

    run = shop.publish("--keys", str(server), "--snapshot", shop.snapshot(FIRST_DATE))

    assert run.status == 0
    assert "wait" not in run.out
    assert shop.metadata("timestamp.json")["version"] == 2


# ---- a folder that somebody has changed is not built on


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("timestamp.json", b"", "damaged, or of another state than the rest"),
        ("timestamp.json", None, "cannot be read"),
        ("1.snapshot.json", None, "cannot be read"),
        ("1.snapshot.json", b"{}", "damaged, or of another state than the rest"),
        ("1.targets.json", None, "cannot be read"),
        ("1.root.json", b"{}", "damaged, or of another state than the rest"),
        ("2.root.json", b"{}", "damaged, or of another state than the rest"),
        ("2.targets.json", b"{}", "damaged, or of another state than the rest"),
    ],
)
def test_a_damaged_repository_is_named_and_left_alone(shop: Shop, name: str, change: bytes | None, why: str) -> None:
    shop.publish("--unencrypted")
    path = shop.repository / "metadata" / name
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change)

    failed(shop.publish("--refresh"), f"{path}: {why}")


def test_a_repository_of_somebody_else_is_not_built_on(shop: Shop, publisher: Publisher, mirror: Mirror) -> None:
    """His targets in our folder: not signed by our keys, so ours sign nothing that names them."""
    shop.publish("--unencrypted")
    metadata = shop.repository / "metadata"
    (metadata / "1.targets.json").write_bytes((publisher.folder / "metadata" / "1.targets.json").read_bytes())

    failed(shop.publish("--refresh"), "1.targets.json: damaged, or of another state than the rest; restore the folder")


def test_waiting_targets_of_somebody_else_are_not_handed_out(shop: Shop, publisher: Publisher) -> None:
    shop.publish("--unencrypted")
    publisher.publish(NEWER)
    metadata = shop.repository / "metadata"
    (metadata / "2.targets.json").write_bytes((publisher.folder / "metadata" / "2.targets.json").read_bytes())

    failed(shop.publish("--refresh"), "2.targets.json: not signed by those who may; restore the folder")


def test_waiting_targets_whose_file_is_missing_are_not_handed_out(shop: Shop, tmp_path: Path) -> None:
    shop.publish("--unencrypted")
    server = online(shop, tmp_path)
    shop.publish("--snapshot", shop.snapshot(NEWER))
    file = max(shop.repository.rglob("*.msgpack"), key=lambda path: path.stat().st_mtime_ns)
    file.write_bytes(file.read_bytes()[:-1])

    failed(shop.publish("--refresh", keys=server), f"{file}: missing or damaged, and signed metadata names it")
