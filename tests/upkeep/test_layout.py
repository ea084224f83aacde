"""`scamguard data format`: only the order of lines and the blanks between them change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scamguard import DataError
from scamguard.cli.main import main
from scamguard.knowledge.compiled import data_folder
from scamguard.upkeep.layout import laid_out

PLATFORMS = sorted((Path(data_folder()) / "platforms").glob("*.toml"))

#: why -> what is written, and its layout.
LAYOUTS = {
    "sections in the order of the format, keys in the order of the record": (
        '[[sources]]\nkind = "list"\nid = "a"\n[[channels]]\nvalue = "x.example"\nid = "home"\n',
        '[[channels]]\nid = "home"\nvalue = "x.example"\n\n[[sources]]\nid = "a"\nkind = "list"\n',
    ),
    "records of one section keep their order": (
        '[[channels]]\nid = "b"\n\n\n\n[[channels]]\nid = "a"\n',
        '[[channels]]\nid = "b"\n\n[[channels]]\nid = "a"\n',
    ),
    "a comment goes with the record below it": (
        '# why a is disputed\n[[sources]]\nid = "a"\n# why b\n[[channels]]\nid = "b"\n',
        '# why b\n[[channels]]\nid = "b"\n\n# why a is disputed\n[[sources]]\nid = "a"\n',
    ),
    "a comment goes with the key below it": (
        '[[channels]]\nvalue = "x"\n# its name\nid = "a"\n',
        '[[channels]]\n# its name\nid = "a"\nvalue = "x"\n',
    ),
    "the first remark of a file stays at its top": (
        '# about this file\n\nhome = "x.example"\nslug = "x"\n',
        '# about this file\n\nslug = "x"\nhome = "x.example"\n',
    ),
    "a remark at the end stays there": ('slug = "x"\n\n# the end\n', 'slug = "x"\n\n# the end\n'),
    "blanks around = are one each, and a value is left as it is": (
        'slug=\'x\'\n[names]\nzh   =   [ "甲" ]\nen=["A"]\n',
        'slug = \'x\'\n\n[names]\nen = ["A"]\nzh = [ "甲" ]\n',
    ),
    "an array over several lines stays whole, also with a header and a sign in it": (
        '[[channels]]\nregions = [\n  "GB", # [not a header]\n  "US",\n]\nid = "a=b"\n',
        '[[channels]]\nid = "a=b"\nregions = [\n  "GB", # [not a header]\n  "US",\n]\n',
    ),
    "a long text stays whole": (
        '[[facts]]\nquote = """\nid = 1\n[[x]]\n\n"""\nid = "a"\n',
        '[[facts]]\nid = "a"\nquote = """\nid = 1\n[[x]]\n\n"""\n',
    ),
    "a key that the format does not know goes behind the others": (
        '[[channels]]\nodd = 1\nid = "a"\n',
        '[[channels]]\nid = "a"\nodd = 1\n',
    ),
    "nothing": ("", "\n"),
}


@pytest.mark.parametrize("why", LAYOUTS)
def test_layout(why: str) -> None:
    written, wanted = LAYOUTS[why]

    assert laid_out(written, "x.toml") == wanted
    assert laid_out(wanted, "x.toml") == wanted, "twice is once"


@pytest.mark.parametrize("path", PLATFORMS, ids=lambda path: path.stem)
def test_the_shipped_files_are_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    result = laid_out(text, str(path))

    assert result == text, "run: scamguard data format"
    assert tomllib.loads(result) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("slug = ", id="no value"),
        pytest.param("a = 1\na = 2\n", id="a key twice"),
        pytest.param("a = [\n" * 900, id="an array that does not end"),
        pytest.param("[" * 100_000, id="100,000 brackets"),
    ],
)
def test_what_is_no_toml_says_so(text: str) -> None:
    with pytest.raises(DataError, match=r"x\.toml: not TOML"):
        laid_out(text, "x.toml")


def test_what_would_change_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table under another table's header would move away from it."""
    path = tmp_path / "x.toml"
    text = '[[sources]]\nid = "a"\n[sources.inner]\nid = 1\n[[channels]]\nid = "b"\n'
    path.write_text(text, encoding="utf-8")

    status = main(["data", "format", str(path)])

    shown = capsys.readouterr()
    if status == 2:
        assert "cannot be laid out" in shown.err
        assert path.read_text(encoding="utf-8") == text
    else:
        assert tomllib.loads(path.read_text(encoding="utf-8")) == tomllib.loads(text)


def test_the_command_names_what_it_lays_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    path.write_text('home = "x.example"\nslug = "x"\n', encoding="utf-8")

    assert main(["data", "format", "--check", str(path)]) == 1
    assert capsys.readouterr().out == f"{path}: is not laid out; run: scamguard data format\n"
    assert main(["data", "format", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: laid out\n"
    assert main(["data", "format", "--check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
    assert path.read_text(encoding="utf-8") == 'slug = "x"\nhome = "x.example"\n'


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "format", str(tmp_path / "none.toml")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
