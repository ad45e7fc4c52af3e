"""The labelled corpora."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import shared_folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the corpora."""
    return shared_folder()
