"""Reads overlay files: the same TOML, the same errors, as the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from scamguard.errors import DataError
from scamguard.knowledge.load import read_record
from scamguard.overlays.schema import Overlay


def read_overlays(place: str | os.PathLike[str]) -> list[tuple[str, Overlay]]:
    """Returns the overlays of a file, or of all TOML files in a folder, each with the name of its file.

    Raises:
        DataError: nothing is there, a file is no TOML, or it says something that the format does not know.
    """
    path = Path(place)
    paths = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not paths:
        raise DataError(str(path), "holds no overlay file (*.toml)")
    return [(str(file), read_record(file, Overlay)) for file in paths]
