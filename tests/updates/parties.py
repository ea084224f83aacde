"""Who takes part: a publisher with his keys and folder, and a user who knows the command line only."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from tuf.api.metadata import Metadata

from scamguard.cli.main import main
from scamguard.knowledge.compiled import FORMAT
from scamguard.updates import publisher
from scamguard.updates.keys import Keys
from scamguard.updates.published import metadata_path, read_published, target_path
from scamguard.updates.roles import ROLES, Terms
from updates.editions import HIS_NUMBER, edition

if TYPE_CHECKING:
    import pytest
    from securesystemslib.signer import CryptoSigner

#: Signatures of tests hold far longer than any of them runs.
TERMS = Terms(dt.date(2100, 1, 1))


class Run(msgspec.Struct, frozen=True):
    """What one run of the command came to."""

    status: int
    out: str
    err: str


class User:
    """Somebody who uses the command line; his folders are below one of the test."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.state = home / "state"
        self.config = home / "config"
        self.installed = self.state / f"knowledge-v{FORMAT}.msgpack"
        self._capsys = capsys

    def run(self, *arguments: str) -> Run:
        self._capsys.readouterr()
        status = main(arguments)
        said = self._capsys.readouterr()
        return Run(status, said.out, said.err)

    def init(self, url: str, root: Path, *options: str) -> Run:
        return self.run("update", "--init", url, "--root", str(root), *options)

    def update(self, *options: str) -> Run:
        return self.run("update", "--timeout", "10", *options)

    def answers(self) -> list[str]:
        """Returns what checks say of a genuine number and of the attacker's: status and all."""
        return self.run(
            "check", "95588", HIS_NUMBER, "--claims", "icbc", "--as-of", "2026-11-22", "--json"
        ).out.splitlines()

    def knowledge_date(self) -> str:
        """Returns the date of the knowledge that checks answer from."""
        verdict = json.loads(self.answers()[0])
        date: str = verdict["knowledge"]["date"]
        return date


class Publisher:
    """Somebody who publishes; his keys have no passphrase."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "repository"
        self.key_folder = home / "keys"

    @property
    def keys(self) -> Keys:
        return Keys([self.key_folder], lambda folder, is_new: None)

    def publish(self, date: str, terms: Terms = TERMS, number: str | None = None) -> publisher.Done:
        return publisher.publish(self.folder, edition(date, number), self.keys, terms)

    def refresh(self, terms: Terms = TERMS) -> publisher.Done:
        return publisher.refresh(self.folder, self.keys, terms)

    def rotate(self, *roles: str) -> publisher.Done:
        return publisher.rotate(self.folder, roles, self.keys, TERMS)

    def root(self, version: int = 1) -> Path:
        return metadata_path(self.folder, "root", version)

    @property
    def knowledge(self) -> str:
        """The path of the published knowledge, below the repository."""
        published = read_published(self.folder)
        assert published is not None
        [target] = published.targets.signed.targets.values()
        return target_path(self.folder, target).relative_to(self.folder).as_posix()

    def signers(self, role: str) -> list[CryptoSigner]:
        """Returns the private keys of a role: what somebody has who has stolen them."""
        published = read_published(self.folder)
        assert published is not None
        root = published.root.signed
        found = [self.keys.signer(root.keys[keyid]) for keyid in root.roles[role].keyids]
        return [signer for signer in found if signer is not None]


def expired(role: str) -> Terms:
    """Returns terms by which what one role signs has expired, and what the others sign has not."""
    return Terms(dt.date(2020, 6, 1), {name: 1 if name == role else 40_000 for name in ROLES})


def changed(content: bytes, change: Callable[[Any], object], signers: Iterable[CryptoSigner] = ()) -> bytes:
    """Returns metadata with a change, signed anew by some keys; with its old signatures where there are none."""
    metadata: Metadata[Any] = Metadata.from_bytes(content)
    change(metadata.signed)
    signers = list(signers)
    if signers:
        metadata.signatures.clear()
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes()


def refused(user: User, why: str, *options: str) -> None:
    """Asserts that an update is refused for a reason, in one line, and that nothing has changed for the user."""
    bytes_before = user.installed.read_bytes() if user.installed.exists() else None
    answers_before = user.answers()
    assert '"status":"official"' in answers_before[0]
    assert '"status":"official"' not in answers_before[1]

    run = user.update(*options)

    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1), run
    assert run.err.startswith("scamguard: http://127.0.0.1:"), run.err
    assert why in run.err, run.err
    assert run.err.endswith("; nothing was installed\n"), run.err
    assert (user.installed.read_bytes() if user.installed.exists() else None) == bytes_before
    assert user.answers() == answers_before
