"""The compiled knowledge is the data folder, byte for byte; what is damaged says so, with the place."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scamguard import DataError, Guard, Knowledge, to_json
from scamguard.cli.main import main
from scamguard.knowledge import compiled as compiled_form
from scamguard.knowledge.compiled import COMPILED_NAME, data_folder, from_bytes, to_bundle, to_bytes
from scamguard.knowledge.load import read_bundle

DATA = Path(data_folder())
SHIPPED = (DATA / COMPILED_NAME).read_bytes()
AS_OF = "2026-11-21"

#: One question for every way of finding an answer: contact, claim.
QUESTIONS = [
    ("400-882-1234", "tiktok-shop"),
    ("13122891139", "aliexpress"),
    ("13122891139", None),
    ("95588", "icbc"),
    ("95588", "boc"),
    ("131****1139", "速卖通"),
    ("service@jinritemai.com", "抖店"),
    ("support@tiktokshop.com", "tiktok-shop"),
    ('"PayPal Support" <help@gmail.com>', "paypal"),
    ("seller.alibaba-inc.com", "aliexpress"),
    ("seller.aliexpress.com/help", "aliexpress"),
    ("aliехpress.com", None),
    ("aliexpress.com.account-verify.top", None),
    ("tiktokshop-kefu.com", None),
    ("https://sites.google.com/view/tiktokshop-help", None),
    ("微信号 tiktok_kefu01", "tiktok-shop"),
    ("隐藏客服入口", "aliexpress"),
    ("TKS-123", "tiktok-shop"),
    ("https://bit.ly/3abcdef", "paypal"),
    ("hello world", None),
    ("wise.us", None),
    ("清华大学.cn", None),
]  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Returns a copy of the data folder without its compiled form."""
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(COMPILED_NAME))


#: Platforms that are changed below, and a few beside them.
SOME = ("aliexpress", "icbc", "paypal", "tiktok-shop", "wise")


def few_of(folder: Path) -> Path:
    """Leaves a few platforms in a folder, which is read in a moment then."""
    for path in (folder / "platforms").iterdir():
        if path.stem not in SOME:
            path.unlink()
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Returns the few platforms as they are, compiled."""
    ignored = shutil.ignore_patterns(COMPILED_NAME)
    folder = shutil.copytree(DATA, tmp_path_factory.mktemp("few") / "data", ignore=ignored)
    return to_bytes(read_bundle(few_of(folder)))


@pytest.fixture
def shipped_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Path]:
    """Returns what makes some bytes the knowledge that ships."""

    def put(content: bytes) -> Path:
        path = tmp_path / COMPILED_NAME
        path.write_bytes(content)
        monkeypatch.setattr(compiled_form, "data_folder", lambda: str(tmp_path))
        return path

    return put


# ---- it is the files


def test_the_shipped_form_equals_a_rebuild() -> None:
    rebuilt = to_bytes(read_bundle(DATA))

    assert rebuilt == SHIPPED, "the data has changed; run: scamguard data compile"


def test_two_rebuilds_are_equal(copy: Path) -> None:
    first = to_bytes(read_bundle(copy))

    assert first == to_bytes(read_bundle(copy))
    assert first == SHIPPED, "where the folder lies does not matter"


def test_the_command_writes_the_same_bytes(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "compile", str(copy)]) == 0

    assert capsys.readouterr().out == f"{copy}: compiled\n"
    assert (copy / COMPILED_NAME).read_bytes() == SHIPPED


def test_the_folder_says_what_the_shipped_form_says(copy: Path) -> None:
    shipped, folder = Guard(), Guard(Knowledge.from_folder(copy))
    assert shipped.knowledge.version == folder.knowledge.version

    for contact, claims in QUESTIONS:
        asked = (shipped, folder)
        first, second = (to_json(guard.check(contact, claims=claims, as_of=AS_OF)) for guard in asked)
        assert first == second, (contact, claims)


# ---- its version


def changed(file: str, before: str, after: str) -> Callable[[Path], object]:
    """Returns a change of one place in a file."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text, f"{file}: nothing to change"
        (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(changed("platforms/icbc.toml", "ICBC", "ICBC Bank"), id="a name"),
        pytest.param(changed("platforms/icbc.toml", "seen = 2026-11-21", "seen = 2026-11-20"), id="a date of a source"),
        pytest.param(changed("lists/free-mail.toml", '"aol.com",', ""), id="a provider less"),
        pytest.param(changed("lists/common-words.toml", '"apple"', '"apple", "pear"'), id="a word more"),
        pytest.param(changed("lists/lookalike-keywords.toml", '"helpdesk"', '"helpdeskk"'), id="a keyword"),
        pytest.param(changed("lists/short-links.toml", '"bit.ly"', '"bit.example"'), id="a short link"),
        pytest.param(changed("lists/open-publishing.toml", '"github.io"', '"github.example"'), id="an open host"),
        pytest.param(changed("lexicon/zh.toml", "隐藏", "隐秘"), id="a word of the lexicon"),
        pytest.param(
            changed("public-suffix/public_suffix_list.dat", "\nac.uk\n", "\nac.uk\nxx.uk\n"), id="a public suffix"
        ),
        pytest.param(lambda folder: (folder / "platforms" / "wise.toml").unlink(), id="a platform less"),
    ],
)
def test_every_change_is_another_version(copy: Path, before: bytes, change: Callable[[Path], object]) -> None:
    old = from_bytes(before)[0].version
    change(few_of(copy))
    new = from_bytes(to_bytes(read_bundle(copy)))[0].version

    assert new != old
    assert len(new) == len(old) == 12


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(changed("platforms/icbc.toml", 'slug = "icbc"', '# a remark\nslug   =   "icbc"'), id="a remark"),
        pytest.param(lambda folder: (folder / "lists" / "notes.txt").write_text("x"), id="a file of no kind"),
    ],
)
def test_what_says_nothing_else_is_no_other_version(
    copy: Path, before: bytes, change: Callable[[Path], object]
) -> None:
    change(few_of(copy))

    assert to_bytes(read_bundle(copy)) == before


def test_the_date_is_the_newest_reading(copy: Path) -> None:
    changed("platforms/icbc.toml", "checked = 2026-11-21", "checked = 2027-01-31")(copy)
    compiled, stored = from_bytes(to_bytes(read_bundle(copy)))

    assert compiled.date == "2027-01-31" == max(platform.checked for platform in to_bundle(stored).platforms)


def test_the_version_and_date_stand_in_every_verdict() -> None:
    compiled, _ = from_bytes(SHIPPED)
    verdict = Guard().check("95588", claims="icbc", as_of=AS_OF)

    assert (verdict.knowledge.version, verdict.knowledge.date) == (compiled.version, compiled.date)


# ---- damage


def randomly(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(SHIPPED[:1], id="one byte"),
        pytest.param(SHIPPED[:20], id="cut in the version"),
        pytest.param(SHIPPED[: len(SHIPPED) // 2], id="cut in the middle"),
        pytest.param(SHIPPED[:-1], id="the last byte missing"),
        pytest.param(SHIPPED + b"\x00", id="a byte too many"),
        pytest.param(b"\x00" * 4096, id="zeroes"),
        pytest.param(b"\xc1" * 4096, id="a byte that means nothing"),
        pytest.param(b"\x93" * 100_000, id="100,000 levels"),
        pytest.param(b"\xdd\xff\xff\xff\xff", id="an array of four thousand million"),
        *(pytest.param(randomly(size), id=f"{size} random bytes") for size in (1, 16, 1_000, 100_000)),
        pytest.param(b'{"version": "1"}', id="JSON"),
        pytest.param(b"version https://git-lfs.github.com/spec/v1\n", id="a pointer to the file"),
    ],
)
def test_a_damaged_form_says_so_with_the_place(shipped_as: Callable[[bytes], Path], content: bytes) -> None:
    path = shipped_as(content)

    with pytest.raises(DataError) as caught:
        Knowledge.shipped()

    assert caught.value.place == str(path)
    assert str(caught.value).startswith(f"{path}: damaged or of another version (")
    assert str(caught.value).endswith("; run: scamguard data compile")


def test_a_missing_form_says_so_with_the_place(shipped_as: Callable[[bytes], Path]) -> None:
    path = shipped_as(b"")
    path.unlink()

    with pytest.raises(DataError, match="cannot be read") as caught:
        Guard()

    assert caught.value.place == str(path)


def test_the_command_says_it_in_one_line(
    shipped_as: Callable[[bytes], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = shipped_as(SHIPPED[:1000])

    assert main(["check", "95588"]) == 2

    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith(f"scamguard: {path}: damaged or of another version (")


def test_a_flipped_byte_never_goes_further_than_an_error_of_ours(shipped_as: Callable[[bytes], Path]) -> None:
    """What still decodes is another text at most; anything else is a DataError."""
    chance = random.Random(2026)
    places = []
    for _ in range(12):
        at = chance.randrange(len(SHIPPED))
        path = shipped_as(SHIPPED[:at] + bytes([SHIPPED[at] ^ (1 << chance.randrange(8))]) + SHIPPED[at + 1 :])
        try:
            Knowledge.shipped()
        except DataError as error:
            places.append(error.place)

    assert set(places) == {str(path)}


def test_a_digit_that_has_changed_is_noticed(shipped_as: Callable[[bytes], Path]) -> None:
    shipped_as(SHIPPED.replace(b"13122891139", b"13122891138"))

    with pytest.raises(DataError):
        Knowledge.shipped()
