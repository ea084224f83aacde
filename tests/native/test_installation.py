from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from scamguard.errors import DataError
from scamguard.native.browsers import BROWSERS, Machine, System, machine_of, places_of
from scamguard.native.callers import allowed_of
from scamguard.native.identity import EXTENSION_ID, FIREFOX_ID
from scamguard.native.installation import Installation, contents_of, installation_at, remove, write
from scamguard.native.launcher import launcher_for
from scamguard.native.registry import NoRegistry

PLATFORMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}
COMMAND = ["/opt/python", "-m", "scamguard"]


class Kept:
    """A registry in memory."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def value(self, key: str) -> str | None:
        return self.values.get(key)

    def write(self, key: str, value: str) -> None:
        self.values[key] = value

    def remove(self, key: str) -> None:
        del self.values[key]


@pytest.fixture
def registry() -> Kept:
    return Kept()


def machine_at(home: Path, platform: str = "linux") -> Machine:
    return machine_of(platform, {"HOME": str(home), "USERPROFILE": str(home)})


def installation_in(home: Path, browser: str = "chromium", platform: str = "linux") -> Installation:
    machine = machine_at(home, platform)
    return installation_at(places_of(machine, browser)[0], machine.system)


def install(installation: Installation, registry: Kept, system: System = "linux", ids: tuple[str, ...] = ()) -> None:
    write(installation, contents_of(installation, system, COMMAND, allowed_of(ids)), registry)


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.parametrize("browser", BROWSERS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_is_written_and_that_it_goes_again(tmp_path: Path, registry: Kept, platform: str, browser: str) -> None:
    system: System = machine_at(tmp_path, platform).system
    one = installation_in(tmp_path, browser, platform)
    install(one, registry, system)
    install(one, registry, system)  # again is no mistake

    asked = (
        {"allowed_extensions": [FIREFOX_ID]}
        if browser == "firefox"
        else {"allowed_origins": [f"chrome-extension://{EXTENSION_ID}/"]}
    )
    manifest = json.loads(Path(one.manifest).read_text(encoding="utf-8"))
    assert manifest.pop("description")
    assert manifest == {"name": "scamguard.native_host", "path": one.launcher, "type": "stdio", **asked}
    assert Path(one.launcher).read_bytes() == launcher_for(system, COMMAND)
    assert one.launcher.endswith(".bat" if system == "windows" else ".sh")
    assert files_below(tmp_path) == {os.path.relpath(path, tmp_path) for path in (one.manifest, one.launcher)}
    assert registry.values == ({one.key: one.manifest} if one.key else {})
    assert (one.key is not None) is (system == "windows")

    gone = list(remove(one, registry))

    assert [path for path in gone if not path.startswith("HKEY")] == [one.manifest, one.launcher]
    assert [path for path in gone if path.startswith("HKEY")] == ([rf"HKEY_CURRENT_USER\{one.key}"] if one.key else [])
    assert files_below(tmp_path) == set()
    assert registry.values == {}
    assert os.path.isdir(one.place.folder) is (system != "windows")  # that one was our own
    assert list(remove(one, registry)) == []


def test_named_extensions_take_the_place_of_ours(tmp_path: Path, registry: Kept) -> None:
    for browser, member, expected in (
        ("edge", "allowed_origins", [f"chrome-extension://{'a' * 32}/", f"chrome-extension://{'b' * 32}/"]),
        ("firefox", "allowed_extensions", ["a@b.example"]),
    ):
        one = installation_in(tmp_path, browser)
        install(one, registry, ids=("a" * 32, "a@b.example", "b" * 32))
        assert json.loads(Path(one.manifest).read_bytes())[member] == expected


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_files_and_folders_are_for_the_user_alone(tmp_path: Path, registry: Kept) -> None:
    one = installation_in(tmp_path)
    install(one, registry)

    modes = {path: stat.S_IMODE(os.stat(path).st_mode) for path in (one.manifest, one.launcher)}
    assert modes == {one.manifest: 0o600, one.launcher: 0o700}
    made = [tmp_path / ".config", tmp_path / ".config" / "chromium", Path(one.place.folder)]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in made] == [0o700] * 3


def test_other_hosts_in_the_folder_stay(tmp_path: Path, registry: Kept) -> None:
    one = installation_in(tmp_path)
    folder = Path(one.place.folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / "org.example.other.json").write_text("{}", encoding="utf-8")
    install(one, registry)

    list(remove(one, registry))

    assert [path.name for path in folder.iterdir()] == ["org.example.other.json"]


FOREIGN = [
    (b"", "an empty file"),
    (b"\xff", "no text"),
    (b"[" * 100_000, "nested deeply"),
    (b'{"name":"scamguard.native_host"}', "half of one"),
    (b'{"name":"scamguard.native_host","description":"","type":"stdio","path":"/opt/other/host"}', "another's program"),
]


@pytest.mark.parametrize(("content", "why"), FOREIGN, ids=[why for _, why in FOREIGN])
def test_a_manifest_of_another_program_stays(tmp_path: Path, registry: Kept, content: bytes, why: str) -> None:
    one = installation_in(tmp_path)
    Path(one.place.folder).mkdir(parents=True, mode=0o700)
    Path(one.manifest).write_bytes(content)

    for act in (lambda: install(one, registry), lambda: list(remove(one, registry))):
        with pytest.raises(DataError, match="was not written by scamguard"):
            act()
    assert Path(one.manifest).read_bytes() == content
    assert len(files_below(tmp_path)) == 1


def test_a_launcher_of_another_program_stays_and_so_does_the_manifest(tmp_path: Path, registry: Kept) -> None:
    one = installation_in(tmp_path)
    install(one, registry)
    Path(one.launcher).write_text("#!/bin/sh\nexec other\n", encoding="utf-8")

    with pytest.raises(DataError, match="was not written by scamguard"):
        list(remove(one, registry))
    assert len(files_below(tmp_path)) == 2


def test_a_registry_key_that_names_another_file_stays(tmp_path: Path, registry: Kept) -> None:
    one = installation_in(tmp_path, "chrome", "win32")
    install(one, registry, "windows")
    assert one.key is not None
    registry.values[one.key] = r"C:\other.json"

    assert list(remove(one, registry)) == [one.manifest, one.launcher]
    assert registry.values == {one.key: r"C:\other.json"}


@pytest.mark.parametrize("left", ["manifest", "launcher"])
def test_half_of_an_installation_goes_too(tmp_path: Path, registry: Kept, left: str) -> None:
    one = installation_in(tmp_path)
    install(one, registry)
    os.unlink(one.launcher if left == "manifest" else one.manifest)

    assert list(remove(one, registry)) == [getattr(one, left)]


@pytest.mark.skipif(os.name != "posix", reason="links and owners of POSIX")
class TestLinksAndOwners:
    @pytest.mark.parametrize("part", ["manifest", "launcher"])
    def test_a_link_is_not_followed(self, tmp_path: Path, registry: Kept, part: str) -> None:
        one = installation_in(tmp_path / "home")
        install(one, registry)
        target = tmp_path / "target"
        os.replace(getattr(one, part), target)
        before = target.read_bytes()
        os.symlink(target, getattr(one, part))

        for act in (lambda: install(one, registry), lambda: list(remove(one, registry))):
            with pytest.raises(DataError, match="a link, which is not followed"):
                act()
        assert target.read_bytes() == before
        assert os.path.islink(getattr(one, part))

    def test_a_folder_that_is_a_link_is_not_followed(self, tmp_path: Path, registry: Kept) -> None:
        one = installation_in(tmp_path / "home")
        os.makedirs(os.path.dirname(one.place.folder))
        (tmp_path / "elsewhere").mkdir()
        os.symlink(tmp_path / "elsewhere", one.place.folder)

        with pytest.raises(DataError, match="a link, which is not followed"):
            install(one, registry)
        assert files_below(tmp_path / "elsewhere") == set()

    def test_nothing_is_removed_through_a_folder_that_is_a_link(self, tmp_path: Path, registry: Kept) -> None:
        one = installation_in(tmp_path / "home")
        install(one, registry)
        os.rename(one.place.folder, tmp_path / "elsewhere")
        os.symlink(tmp_path / "elsewhere", one.place.folder)

        with pytest.raises(DataError, match="a link, which is not followed"):
            list(remove(one, registry))
        assert len(files_below(tmp_path / "elsewhere")) == 2

    def test_a_folder_that_others_can_write_is_refused(self, tmp_path: Path, registry: Kept) -> None:
        one = installation_in(tmp_path)
        os.makedirs(one.place.folder)
        os.chmod(one.place.folder, 0o777)

        with pytest.raises(DataError, match="other users can write it"):
            install(one, registry)
        assert files_below(tmp_path) == set()

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a folder away")
    def test_a_folder_of_another_user_is_refused(self, tmp_path: Path, registry: Kept) -> None:
        one = installation_in(tmp_path)
        os.makedirs(one.place.folder, mode=0o700)
        os.chown(one.place.folder, 65534, 65534)

        with pytest.raises(DataError, match="belongs to another user"):
            install(one, registry)
        assert files_below(tmp_path) == set()


def test_a_disk_that_is_full_leaves_what_was_there(
    tmp_path: Path, registry: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = installation_in(tmp_path)
    install(one, registry)
    before = Path(one.manifest).read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left on device"):
        install(one, registry, ids=("a" * 32,))

    assert Path(one.manifest).read_bytes() == before
    assert len(files_below(tmp_path)) == 2


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path: Path, registry: Kept) -> None:
    one = installation_in(tmp_path)
    install(one, registry)
    Path(f"{one.manifest}.unfinished").write_text("half", encoding="utf-8")

    install(one, registry)

    assert len(files_below(tmp_path)) == 2


def test_systems_without_a_registry_have_nothing_in_it() -> None:
    registry = NoRegistry()

    assert registry.value("Software") is None
    with pytest.raises(DataError, match="no registry"):
        registry.write("Software", "x")
    with pytest.raises(DataError, match="no registry"):
        registry.remove("Software")
