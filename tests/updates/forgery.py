"""What somebody can make who has stolen keys: a next state of the repository, whole, and served in the place of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tuf.api.metadata import Metadata, MetaFile, TargetFile, Targets

from scamguard.knowledge.compiled import from_bytes
from scamguard.updates.published import read_published
from scamguard.updates.target import TARGET
from updates.editions import HIS_NUMBER, edition
from updates.mirror import Mirror
from updates.parties import Publisher

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner

#: Newer than anything that is published, and with his number in it.
HIS = edition("2020-11-11", HIS_NUMBER)
HIS_CUSTOM = {"version": from_bytes(HIS)[0].version, "date": "2020-11-11"}


def forge(
    mirror: Mirror,
    publisher: Publisher,
    change: Callable[[Targets], object],
    targets_signers: Sequence[CryptoSigner],
    contents: Sequence[tuple[TargetFile, bytes]] = (),
) -> None:
    """Serves a next state: targets with a change, signed by some keys; snapshot and timestamp by the genuine ones."""
    published = read_published(publisher.folder)
    assert published is not None
    targets = published.targets.signed
    change(targets)
    content = serve_next(mirror, targets, targets_signers)
    serve_naming(mirror, publisher, MetaFile.from_data(targets.version, content, ["sha256"]))
    for target, file in contents:
        mirror.lie(f"targets/{target.get_prefixed_paths()[0]}", file)


def serve_naming(mirror: Mirror, publisher: Publisher, targets: MetaFile | None, step: int = 1) -> None:
    """Serves a next snapshot that names some targets, and a timestamp that names it, both signed by their keys."""
    published = read_published(publisher.folder)
    assert published is not None
    snapshot, timestamp = published.snapshot.signed, published.timestamp.signed
    if targets is not None:
        snapshot.meta["targets.json"] = targets
    content = serve_next(mirror, snapshot, publisher.signers("snapshot"), step)
    timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, content, ["sha256"])
    serve_next(mirror, timestamp, publisher.signers("timestamp"), step)


def serve_next(mirror: Mirror, signed: Any, signers: Sequence[CryptoSigner], step: int = 1) -> bytes:
    """Serves a next version of metadata, signed by some keys, and returns it."""
    signed.version += step
    metadata = Metadata(signed)
    for signer in signers:
        metadata.sign(signer, append=True)
    content = metadata.to_bytes()
    version = "" if signed.type == "timestamp" else f"{signed.version}."
    mirror.lie(f"metadata/{version}{signed.type}.json", content)
    return content


def target_of(content: bytes, custom: Any = None, path: str = TARGET) -> TargetFile:
    """Returns how metadata describes a file."""
    target = TargetFile.from_data(path, content, ["sha256"])
    if custom is not None:
        target.unrecognized_fields["custom"] = custom
    return target


def offering(target: TargetFile) -> Callable[[Targets], object]:
    """Returns the change that offers a file in the place of the one that is there."""

    def change(targets: Targets) -> None:
        targets.targets[TARGET] = target

    return change
