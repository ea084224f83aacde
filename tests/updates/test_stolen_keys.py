"""What the TUF specification names (1.5.2) and needs keys: tried by who controls a mirror and has stolen some.

Below a threshold nothing he signs is believed. With the keys that lie on a server, he can stop updates until they are
replaced, and never say what the knowledge is. What is signed by enough keys must still be readable, and not older.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tuf.api.metadata import DelegatedRole, Delegations, MetaFile, Root, Targets

from scamguard.knowledge import compiled
from scamguard.knowledge.installed import MAX_KNOWLEDGE_BYTES
from scamguard.updates.published import Published, read_published
from scamguard.updates.roles import ROLES
from scamguard.updates.target import TARGET
from updates.editions import HIS_NUMBER, edition
from updates.forgery import HIS, HIS_CUSTOM, forge, offering, serve_naming, serve_next, target_of
from updates.mirror import Mirror
from updates.parties import Publisher, User, refused

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner

HIS_TARGET = target_of(HIS, HIS_CUSTOM)
FAR = 2**31


def published_by(publisher: Publisher) -> Published:
    found = read_published(publisher.folder)
    assert found is not None
    return found


# ---- vulnerability to key compromises


def forge_his(mirror: Mirror, publisher: Publisher, signers: list[CryptoSigner]) -> None:
    forge(mirror, publisher, offering(HIS_TARGET), signers, [(HIS_TARGET, HIS)])


def test_enough_keys_would_be_believed(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    """What the refusals below are measured against: the forged state lacks nothing but signatures."""
    forge_his(mirror, publisher, publisher.signers("targets")[:2])

    assert follower.update().out.startswith("Installed: 2020-11-11")
    assert '"status":"official"' in follower.answers()[1]


@pytest.mark.parametrize("stolen", [0, 1])
def test_fewer_keys_than_the_threshold_are_not_enough(
    follower: User, publisher: Publisher, mirror: Mirror, stolen: int
) -> None:
    forge_his(mirror, publisher, publisher.signers("targets")[:stolen])

    refused(follower, "2.targets.json: refused: not signed by enough of the keys")


def test_keys_of_other_roles_do_not_count(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    others = [*publisher.signers("root"), *publisher.signers("snapshot"), *publisher.signers("timestamp")]
    forge_his(mirror, publisher, [publisher.signers("targets")[0], *others])

    refused(follower, "2.targets.json: refused: not signed by enough of the keys")


@pytest.mark.parametrize("double", ["same id", "another id"])
def test_a_signature_does_not_count_twice(follower: User, publisher: Publisher, mirror: Mirror, double: str) -> None:
    first, second, _ = publisher.signers("targets")

    forge_his(mirror, publisher, [first])
    path = "metadata/2.targets.json"
    lie = mirror.lies[path]
    assert isinstance(lie, bytes)
    content = json.loads(lie)
    [signature] = content["signatures"]
    keyid = signature["keyid"] if double == "same id" else second.public_key.keyid
    content["signatures"].append({**signature, "keyid": keyid})
    doubled = json.dumps(content).encode()
    mirror.lie(path, doubled)
    serve_naming(mirror, publisher, MetaFile.from_data(2, doubled, ["sha256"]))

    refused(follower, "2.targets.json: refused: no")


def test_one_key_of_the_root_makes_no_root(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    his = Publisher(publisher.folder.parent / "his")
    his.publish("2020-11-11", number=HIS_NUMBER)
    root: Root = published_by(publisher).root.signed
    wished = published_by(his).root.signed
    for role in ROLES:
        root.roles[role] = wished.roles[role]
    root.keys.update(wished.keys)
    mirror.folder = his.folder
    serve_next(mirror, root, [publisher.signers("root")[0], *his.signers("root")])

    refused(follower, "2.root.json: refused: not signed by enough of the keys")


def test_keys_that_were_replaced_are_worth_nothing(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    stolen = publisher.signers("targets")
    publisher.rotate("targets")
    forge(mirror, publisher, offering(HIS_TARGET), stolen, [(HIS_TARGET, HIS)])

    refused(follower, "3.targets.json: refused: not signed by enough of the keys")


def test_the_keys_of_a_server_cannot_hand_out_his_own_targets(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    his = Publisher(publisher.folder.parent / "his")
    his.publish("2020-11-11", number=HIS_NUMBER)
    forge(mirror, publisher, offering(HIS_TARGET), his.signers("targets"), [(HIS_TARGET, HIS)])

    refused(follower, "2.targets.json: refused: not signed by enough of the keys")


# ---- rollback, mix and match, with the keys of a server


def test_a_timestamp_cannot_go_back_to_an_older_snapshot(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    first = published_by(publisher).timestamp.signed.snapshot_meta
    publisher.publish("2020-03-01")
    follower.update()
    timestamp = published_by(publisher).timestamp.signed
    timestamp.snapshot_meta = first
    serve_next(mirror, timestamp, publisher.signers("timestamp"))

    refused(follower, "timestamp.json: refused: not the version that must come now")


def test_a_snapshot_cannot_go_back_to_older_targets(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    first = published_by(publisher).snapshot.signed.meta["targets.json"]
    publisher.publish("2020-03-01")
    follower.update()
    serve_naming(mirror, publisher, first)

    refused(follower, "3.snapshot.json: refused: not the version that must come now")


def test_a_snapshot_cannot_forget_the_targets(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    snapshot, timestamp = published_by(publisher).snapshot.signed, published_by(publisher).timestamp.signed
    snapshot.meta = {"other.json": MetaFile(1)}
    content = serve_next(mirror, snapshot, publisher.signers("snapshot"))
    timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, content, ["sha256"])
    serve_next(mirror, timestamp, publisher.signers("timestamp"))

    refused(follower, "2.snapshot.json: refused: does not fit the metadata before it")


# ---- fast-forward


def fast_forward(mirror: Mirror, publisher: Publisher) -> None:
    """Serves a state with versions that the publisher reaches never, signed by the keys of the server."""
    serve_naming(mirror, publisher, None, FAR)


def test_versions_without_a_signature_are_not_believed(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    timestamp = published_by(publisher).timestamp.signed
    serve_next(mirror, timestamp, [], FAR)

    refused(follower, "timestamp.json: refused: not signed by enough of the keys")


def test_who_was_sent_far_ahead_keeps_his_knowledge_and_is_brought_back_by_new_keys(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    before = follower.answers()
    fast_forward(mirror, publisher)
    assert follower.update().out.startswith("Nothing newer"), (
        "with those keys he can say how late it is, not what is so"
    )
    assert follower.answers() == before
    mirror.lies.clear()
    publisher.publish("2020-03-01")
    refused(follower, "timestamp.json: refused: not the version that must come now")

    publisher.rotate("timestamp", "snapshot")

    assert follower.update().out.startswith("Installed: 2020-03-01")


def test_new_keys_of_the_timestamp_alone_bring_back_who_was_sent_ahead_by_them_alone(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    serve_next(mirror, published_by(publisher).timestamp.signed, publisher.signers("timestamp"), FAR)
    follower.update()
    mirror.lies.clear()
    publisher.publish("2020-03-01")
    refused(follower, "timestamp.json: refused: not the version that must come now")

    publisher.rotate("timestamp")

    assert follower.update().out.startswith("Installed: 2020-03-01")


# ---- wrong software: signed by enough keys, and still not what this scamguard can use


def test_knowledge_that_is_older_is_refused_even_where_it_is_signed(
    follower: User, publisher: Publisher, mirror: Mirror
) -> None:
    publisher.publish("2020-05-01")
    follower.update()
    old = edition("2020-04-01")
    version = compiled.from_bytes(old)[0].version
    target = target_of(old, {"version": version, "date": "2020-04-01"})
    forge(mirror, publisher, offering(target), publisher.signers("targets"), [(target, old)])

    refused(follower, "refused: knowledge of 2020-04-01; that of 2020-05-01 is in use")


def of_another_form() -> bytes:
    """Returns knowledge of which a record has a field that this version does not know: only a check would read it."""
    stored = compiled.to_stored(compiled.to_bundle(compiled.from_bytes(edition("2020-11-11"))[1]))
    record = msgspec.msgpack.decode(stored.records[0])
    changed = msgspec.structs.replace(
        stored, records=(msgspec.Raw(msgspec.msgpack.encode({**record, "new-field": 1})), *stored.records[1:])
    )
    return packed(msgspec.msgpack.encode(changed))


def packed(content: bytes) -> bytes:
    whole = compiled.Compiled("0123456789ab", "2020-11-11", zlib.crc32(content), msgspec.Raw(content))
    return msgspec.msgpack.encode(whole)


UNUSABLE = [
    ("a text", b"hello", HIS_CUSTOM, "damaged or of another version"),
    ("nothing", b"", HIS_CUSTOM, "damaged or of another version"),
    ("cut knowledge", HIS[:-1], HIS_CUSTOM, "damaged or of another version"),
    ("other content", packed(msgspec.msgpack.encode({"new": 1})), HIS_CUSTOM, "damaged or of another version"),
    ("one record of another form", of_another_form(), HIS_CUSTOM, "a part of it cannot be read"),
    ("another version than it says", HIS, {**HIS_CUSTOM, "version": "0123456789ab"}, "not of the version and date"),
    ("no date", HIS, {"version": "0123456789ab"}, "does not say the version and date"),
    ("a number for a date", HIS, {"version": "0123456789ab", "date": 20201111}, "does not say the version and date"),
    ("no description", HIS, None, "does not say the version and date"),
]


@pytest.mark.parametrize(("content", "custom", "why"), [pytest.param(*rest, id=name) for name, *rest in UNUSABLE])
def test_what_cannot_be_used_is_refused_even_where_it_is_signed(
    follower: User, publisher: Publisher, mirror: Mirror, content: bytes, custom: Any, why: str
) -> None:
    target = target_of(content, custom)
    forge(mirror, publisher, offering(target), publisher.signers("targets"), [(target, content)])

    refused(follower, why)


def test_more_than_can_be_knowledge_is_not_even_fetched(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    target = target_of(HIS, HIS_CUSTOM)
    target.length = MAX_KNOWLEDGE_BYTES + 1
    forge(mirror, publisher, offering(target), publisher.signers("targets"), [(target, HIS)])

    refused(follower, "is said to have more than 67,108,864 bytes")
    assert not any(path.startswith("targets/") for path in mirror.asked)


def test_a_repository_for_another_version_offers_nothing(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    def for_the_next_form(targets: Targets) -> None:
        other = TARGET.replace("/v1/", "/v2/")
        targets.targets = {other: target_of(HIS, HIS_CUSTOM, other)}

    forge(mirror, publisher, for_the_next_form, publisher.signers("targets"))

    refused(follower, "offers no knowledge/v1/knowledge.msgpack: it is for another version of scamguard")


def test_delegations_are_not_followed(follower: User, publisher: Publisher, mirror: Mirror) -> None:
    """Who holds a threshold of targets keys could hand on; nobody else's word is taken for knowledge."""
    his = Publisher(publisher.folder.parent / "his")
    his.publish("2020-11-11", number=HIS_NUMBER)
    signer = his.signers("targets")[0]
    theirs = Targets(expires=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    theirs.targets[TARGET] = HIS_TARGET

    def delegate(targets: Targets) -> None:
        targets.targets = {}
        role = DelegatedRole("others", [signer.public_key.keyid], 1, True, ["knowledge/*/*"])
        targets.delegations = Delegations({signer.public_key.keyid: signer.public_key}, {"others": role})

    forge(mirror, publisher, delegate, publisher.signers("targets"), [(HIS_TARGET, HIS)])
    serve_next(mirror, theirs, [signer], 0)

    refused(follower, "offers no knowledge/v1/knowledge.msgpack")
    assert "metadata/1.others.json" not in mirror.asked


def test_knowledge_that_a_scan_would_fall_over_is_refused(
    follower: User, publisher: Publisher, mirror: Mirror, trial: Callable[[], None]
) -> None:
    """It decodes, and its lists of words lack what this version asks them for."""
    trial()
    content = edition("2020-03-01", whole=False)
    target = target_of(content, {"version": compiled.from_bytes(content)[0].version, "date": "2020-03-01"})
    forge(mirror, publisher, offering(target), publisher.signers("targets"), [(target, content)])

    refused(follower, "refused: this scamguard cannot answer from it (TypeError: ")


def test_knowledge_that_is_whole_passes_the_trial(
    follower: User, publisher: Publisher, mirror: Mirror, trial: Callable[[], None]
) -> None:
    trial()
    content = edition("2020-03-01", whole=True)
    target = target_of(content, {"version": compiled.from_bytes(content)[0].version, "date": "2020-03-01"})
    forge(mirror, publisher, offering(target), publisher.signers("targets"), [(target, content)])

    assert follower.update().out.startswith("Installed: 2020-03-01")
